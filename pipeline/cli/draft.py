"""`babblr-vocab draft`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import completion
from pipeline.cli.console import sources_option
from pipeline.cli.exits import CLEAN, FINDINGS, INTERNAL
from pipeline.cli.rewriting import to_be_reviewed, write_each
from pipeline.model.cefr import LEVELS
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.intake.drafts.choice import Asked
    from pipeline.intake.drafts.plan import DraftPlan
    from pipeline.intake.drafts.words import Present


@click.command("draft")
@click.argument("language", shell_complete=completion.languages)
@click.option(
    "--level", type=click.Choice(LEVELS, case_sensitive=False), required=True, help="The level of the drafts."
)
@click.option("--topic", help="The topic that teaches them, as named in pack.yaml.")
@click.option(
    "-n", "count", type=click.IntRange(1), default=20, show_default=True, help="Drafts to have in the word list then."
)
@click.option("--words", metavar="WORD", multiple=True, help="Draft this word; may be given again.")
@click.option("--concepts", is_flag=True, help="Draft words for concepts that the pack has no word for.")
@click.option("--lists", metavar="SOURCE", multiple=True, help="Only words of this source, whatever topic it names.")
@click.option(
    "--counts",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A table of `frequency`. Without it, counts of lists are used.",
)
@sources_option
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of candidates.  [default: candidates, beside the folder of packs]",
)
@click.option("--write", is_flag=True, help="Write the drafts. Without it, they are only shown.")
@click.pass_context
def command(ctx: click.Context, /, language: str, *, sources: Path, write: bool, **_: Any) -> None:
    """Turn candidates into draft entries of LANGUAGE's pack.

    Of what lists say, that is written on which they agree and which their licences allow; pronunciations and paradigm
    rows are made by the language's rules. A translation needs two independent sources: what only one says is a proposal
    after FIXME. Whatever has FIXME in it is to be written, and stays out of databases until it is.

    Levels are not predicted: the drafts have the level that you ask for. You see what lists, and other packs by way of
    concepts, say of each word's level; words on which they agree come first. Without --write, nothing is written, and
    the changes are shown as a diff. Nothing that is in the pack is overwritten.
    """
    require("build")
    require("intake")
    from pipeline.cli.fix import show_diff
    from pipeline.curation import fix
    from pipeline.intake.drafts.preview import preview, summary

    there = _present(ctx, sources, language)
    asked = _asked(ctx, there)
    done = _planned(ctx, there, asked, sources)
    for line in preview(done, asked):
        click.echo(harmless(line), err=True)
    failed = 0
    if write:
        failed = len(done.rewrites) - len(write_each(done.rewrites, to_be_reviewed))
    else:
        for one in done.rewrites:
            show_diff(fix.diff(one.path.as_posix(), one.before or "", one.after))
    click.echo(harmless(summary(done)), err=True)
    if failed:
        ctx.exit(INTERNAL)
    ctx.exit(FINDINGS if done.refused or done.undeclared else CLEAN)


def _present(ctx: click.Context, sources: Path, language: str) -> "Present":
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.cli.console import Console
    from pipeline.intake.drafts.words import Present, present
    from pipeline.reading.locate import locate

    try:
        (pack,) = packs_in(sources, [language])
    except NoPackError as error:
        raise click.UsageError(str(error), ctx) from error
    there = present(pack)
    errors = there.errors if isinstance(there, Present) else there
    Console().report(locate(errors, {one.file: one for one in there.documents} if isinstance(there, Present) else {}))
    if not isinstance(there, Present):
        ctx.exit(FINDINGS)
    return there


def _asked(ctx: click.Context, there: "Present") -> "Asked":
    from pipeline.curation.entry_plan import topic_of
    from pipeline.curation.scaffold import NotPossibleError
    from pipeline.intake.drafts.bands import CountsError, read_counts
    from pipeline.intake.drafts.choice import Asked

    given = ctx.params
    try:
        topic = topic_of(next((one for one in there.documents if one.kind == "pack"), None), given["topic"])
        counts = read_counts(given["counts"], there.key) if given["counts"] else None
    except (NotPossibleError, CountsError) as error:
        raise click.UsageError(str(error), ctx) from error
    return Asked(
        given["level"],
        topic,
        count=given["count"],
        words=given["words"],
        concepts=given["concepts"],
        lists=frozenset(given["lists"]),
        counts=counts,
        folder=given["folder"] or given["sources"].parent / "candidates",
    )


def _planned(ctx: click.Context, there: "Present", asked: "Asked", sources: Path) -> "DraftPlan":
    from pipeline.intake.candidates.store import StoreError
    from pipeline.intake.columns.kept import MappingFileError
    from pipeline.intake.drafts.plan import plan_drafts
    from pipeline.intake.sources import SourcesError

    try:
        return plan_drafts(there, asked, sources)
    except (StoreError, SourcesError, MappingFileError) as error:
        raise click.UsageError(str(error), ctx) from error
