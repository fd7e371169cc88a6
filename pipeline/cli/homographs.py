"""`babblr-vocab homographs`."""

from pathlib import Path

import click

from pipeline.cli.console import sources_option
from pipeline.cli.exits import CLEAN, FINDINGS, INTERNAL
from pipeline.cli.rewriting import to_be_reviewed, write_each
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require


@click.command("homographs")
@click.argument("language")
@sources_option
@click.option(
    "--counts",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A table of `frequency`: print proposals for frequent words first.",
)
@click.option("--write", "mode", flag_value="write", help="Add the rows to homographs.csv, without their shares.")
@click.option("--check", "mode", flag_value="check", default=True, help="Only print them (the default).")
@click.pass_context
def command(ctx: click.Context, language: str, sources: Path, counts: Path | None, mode: str) -> None:
    """Propose words outside LANGUAGE's pack that are spelled like forms of words in it.

    Lemma tables suggest them. Write the share of each: how much of all uses of the spelling are of that word, from 0 to
    1. A row with 0, which is for what nobody says, has no effect, and is not proposed again. Rows that are there are
    never changed. With --counts, what is worth a look comes first: where both words are frequent. The exit code is 1
    if there are proposals that were not written.
    """
    require("build")
    from pipeline.builder.analyse import read_pack
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.curation import homographs  # so that `--help` does not wait for it
    from pipeline.stages import Context, inflect

    try:
        (pack,) = packs_in(sources, [language])
    except NoPackError as error:
        raise click.UsageError(str(error), ctx) from error
    its = pack.profile
    lexicon = inflect.run(read_pack(pack), Context(folder=pack.path, name=pack.name, profile=its))
    proposals = homographs.propose(lexicon, its)
    if counts is not None:
        proposals = homographs.most_frequent_first(proposals, lexicon, _occurrences(ctx, counts))
    plan = homographs.plan_table(pack.path, lexicon, proposals) if mode == "write" else None
    if isinstance(plan, str):
        click.echo(harmless(plan), err=True)
        ctx.exit(INTERNAL)
    if plan is not None:
        ctx.exit(CLEAN if write_each([plan], to_be_reviewed) else INTERNAL)
    for one in proposals:
        click.echo(harmless(f"{one.spelling}: {one.part_of_speech or '?'} {one.lemma}"))
    click.echo(f"{len(proposals)} proposed", err=True)
    ctx.exit(FINDINGS if proposals else CLEAN)


def _occurrences(ctx: click.Context, counts: Path) -> dict[str, int]:
    from pipeline.curation.frequency.table import TableError, occurrences_in

    try:
        return occurrences_in(counts)
    except TableError as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
