"""`babblr-vocab pronounce`."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import sources_option
from pipeline.cli.exits import CLEAN, FINDINGS, INTERNAL
from pipeline.reporting.terminal import harmless

if TYPE_CHECKING:  # imported where they are used, so that `--help` does not wait for them
    from pipeline.builder.discover import PackFolder
    from pipeline.curation.pronounce import Proposal
    from pipeline.model.lexicon import Lexicon


@click.command("pronounce")
@click.argument("language")
@sources_option
@click.option("--write", "mode", flag_value="write", help="Add the proposals to the entries.")
@click.option("--check", "mode", flag_value="check", default=True, help="Only say what is missing (the default).")
@click.option("--all", "everything", is_flag=True, help="Also list the entries that the rules would write otherwise.")
@click.pass_context
def command(ctx: click.Context, language: str, sources: Path, mode: str, *, everything: bool) -> None:
    """Propose broad IPA for the words of LANGUAGE's pack that have no pronunciation.

    A pronunciation that is there is never changed: with --all it is said where the rules would write another, and you
    decide. The exit code is 1 as long as a pronunciation is missing.
    """
    from pipeline.builder.analyse import read
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.curation.pronounce import Kind, NoPronunciationError, propose

    try:
        (pack,) = packs_in(sources, [language])
        lexicon = read(pack)
        proposals = list(propose(lexicon.words, language))
    except (NoPackError, NoPronunciationError) as error:
        raise click.UsageError(str(error), ctx) from error
    counts = Counter(proposal.kind for proposal in proposals)
    for proposal in proposals:
        if everything or proposal.kind is not Kind.DIFFERENT:
            place = proposal.place.file.removeprefix(f"{pack.name}/")
            click.echo(harmless(f"{proposal.base_form}: {proposal.message} ({place})"))
    failed = mode == "write" and not _write(pack, lexicon, proposals)
    unread = "" if lexicon.complete else "; some entries cannot be read: see `babblr-vocab validate`"
    done = "added" if mode == "write" and not failed else "to add"
    click.echo(
        f"{counts[Kind.MISSING]} {done}, {counts[Kind.UNKNOWN]} for you to write, {counts[Kind.DIFFERENT]} different"
        f"{unread}",
        err=True,
    )
    if failed:
        ctx.exit(INTERNAL)
    missing = counts[Kind.UNKNOWN] + (counts[Kind.MISSING] if mode == "check" else 0)
    ctx.exit(FINDINGS if missing else CLEAN)


def _write(pack: "PackFolder", lexicon: "Lexicon", proposals: Sequence["Proposal"]) -> bool:
    """Add the proposals to the files, and say whether all could be written."""
    from pipeline.curation.files import NotWrittenError, replace_text
    from pipeline.curation.pronounce import added

    whole = True
    for document in lexicon.documents:
        text = added(document, proposals)
        if text == document.text:
            continue
        try:
            replace_text(Path(document.file), pack.path, document.text, text)
        except NotWrittenError as error:
            whole = False
            click.echo(harmless(f"error: {error}"), err=True)
        else:
            click.echo(harmless(f"wrote {document.file}; review it like any other change"), err=True)
    return whole
