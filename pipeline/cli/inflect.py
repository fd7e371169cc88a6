"""`babblr-vocab inflect`."""

from pathlib import Path

import click

from pipeline.cli.console import sources_option
from pipeline.cli.exits import FINDINGS
from pipeline.reporting.terminal import harmless


@click.command("inflect")
@click.argument("language")
@sources_option
@click.option("--write", "mode", flag_value="write", help="Add the missing rows to the paradigm tables.")
@click.option("--check", "mode", flag_value="check", default=True, help="Only say what is missing (the default).")
@click.pass_context
def command(ctx: click.Context, language: str, sources: Path, mode: str) -> None:
    """Fill the paradigm tables of LANGUAGE's pack with what its rules know.

    Rows that are there are never changed: where the rules would write one otherwise, that is said, and you decide.
    The exit code is 1 as long as a row is missing.
    """
    from pipeline.builder.analyse import read
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.curation import inflect  # so that `--help` does not wait for it
    from pipeline.languages.inflection import MissingExtraError
    from pipeline.languages.profile import profile

    try:
        (pack,) = packs_in(sources, [language])
        lexicon = read(pack)
        proposals = list(inflect.propose(lexicon, profile(language)))
    except (NoPackError, inflect.NoInflectionError, MissingExtraError) as error:
        raise click.UsageError(str(error), ctx) from error
    written = inflect.write(pack.path, lexicon, profile(language), proposals) if mode == "write" else []
    for proposal in proposals:
        if not (written and proposal.kind is inflect.Kind.MISSING):
            click.echo(harmless(f"{proposal.part_of_speech} {proposal.base_form}: {proposal.message}"))
    for path in written:
        click.echo(f"wrote {path}; review it like any other change", err=True)
    missing = [one for one in proposals if one.kind is not inflect.Kind.DIFFERENT]
    if written:
        missing = [one for one in missing if one.kind is inflect.Kind.UNKNOWN]
    click.echo(
        f"{len(missing)} missing, {sum(one.kind is inflect.Kind.DIFFERENT for one in proposals)} different", err=True
    )
    ctx.exit(FINDINGS if missing else 0)
