"""`babblr-vocab inflect`."""

from collections import Counter
from pathlib import Path

import click

from pipeline.cli import completion
from pipeline.cli.console import sources_option
from pipeline.cli.exits import CLEAN, FINDINGS, INTERNAL
from pipeline.cli.rewriting import to_be_reviewed, write_each
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import install_command, require


@click.command("inflect")
@click.argument("language", shell_complete=completion.languages)
@sources_option
@click.option("--write", "mode", flag_value="write", help="Add the missing rows to the paradigm tables.")
@click.option("--check", "mode", flag_value="check", default=True, help="Only report what is missing (the default).")
@click.pass_context
def command(ctx: click.Context, language: str, sources: Path, mode: str) -> None:
    """Fill in the paradigm tables of LANGUAGE's pack from its rules.

    Existing rows are never changed. Where the rules disagree with one, the difference is printed, and you decide.
    Verbs need the extra “curate”. Without it, the other words are filled in and the missing verbs are listed.
    German nouns are also looked up in the package german-nouns, if it is installed.
    The exit code is 1 while any row is missing.
    """
    require("build")
    from pipeline.builder.analyse import read_pack
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.curation import inflect  # so that `--help` does not wait for it
    from pipeline.curation.proposals import ProposalKind

    try:
        (pack,) = packs_in(sources, [language])
        its, lexicon = pack.profile, read_pack(pack)
        proposals = list(inflect.propose(lexicon, its))
    except (NoPackError, inflect.NoInflectionError) as error:
        raise click.UsageError(str(error), ctx) from error
    filled: set[str] = set()
    failed = False
    if mode == "write":
        plan = inflect.plan_tables(pack.path, lexicon, its, proposals)
        for message in plan.refused:
            click.echo(harmless(message), err=True)
        written = write_each(plan.rewrites.values(), to_be_reviewed)
        filled = {part for part, one in plan.rewrites.items() if one in written}
        failed = len(written) < len(plan.rewrites)
    extra = [one for one in proposals if one.kind is ProposalKind.NEEDS_EXTRA]
    listed = [one for one in proposals if one not in extra or not one.row]
    left = [one for one in listed if one.kind is not ProposalKind.MISSING or one.part_of_speech not in filled]
    for proposal in left:
        click.echo(harmless(f"{proposal.part_of_speech} {proposal.base_form}: {proposal.message}"))
    kinds = Counter(one.kind for one in left)
    different, contradicted = kinds[ProposalKind.DIFFERENT], kinds[ProposalKind.CONTRADICTED]
    missing = len(left) - different - contradicted
    click.echo(f"{missing} missing, {different} different", err=True)
    if contradicted:
        click.echo(f"{contradicted} otherwise in a published list", err=True)
    for source, count in Counter(one.source for one in proposals if one.source and one not in left).items():
        click.echo(f"{count} from {source}", err=True)
    if extra:
        parts = ", ".join(sorted({f"{one.part_of_speech}s" for one in extra}))
        click.echo(
            f"{len(extra)} {parts} not compared: their rules need the extra “curate”. To install it, type:", err=True
        )
        click.echo(install_command("curate"), err=True)
    if failed:
        ctx.exit(INTERNAL)
    ctx.exit(FINDINGS if missing else CLEAN)
