"""`babblr-vocab fix`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.exits import CLEAN, FINDINGS, INTERNAL
from pipeline.reporting.terminal import harmless

if TYPE_CHECKING:  # imported where they are used, so that `--help` does not wait for them
    from pipeline.builder.discover import PackFolder
    from pipeline.curation.renumber import Numbering
    from pipeline.model.findings import Finding
    from pipeline.model.lexicon import Document, Lexicon
    from pipeline.stages import Context


@dataclass(slots=True)
class _Work:
    """What is to be done, before any of it is."""

    mended: list[tuple["PackFolder", "Document", str]] = field(default_factory=list)
    """The documents that change, with their new texts."""
    looked_at: int = 0
    faults: list["Finding"] = field(default_factory=list)
    """Why some files cannot be mended."""
    refused: list[str] = field(default_factory=list)
    """What else cannot be done, and why."""


@click.command("fix")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change as a unified diff.")
@click.option("--renumber", is_flag=True, help="Also close the holes between the priorities of each level.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what could not be mended.")
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[Path, ...], *, check: bool, diff: bool, renumber: bool, quiet: bool
) -> None:
    """Mend what is safe to mend in packs, in place.

    PATH is a folder of packs, a pack, a level or a single file (default: vocab_sources).

    Texts are brought to Unicode form C; spaces at their ends and doubled ones go; in the language taught, apostrophes
    become straight and pairs of straight quotation marks the language's own; the fields of an entry are put in order.
    Nothing else changes: comments, quoting and layout stay. Files with errors that keep them from being read are left
    alone, and what is wrong with them is printed.

    With --renumber, words keep their order, and their priorities become 1, 2, 3 …; the paths must then be whole packs.
    A level at which two words share a priority is left alone: which comes first is your choice.

    The exit code is 1 if something could not be mended, or with --check would change.
    """
    from pipeline.builder.discover import NoPackError, packs_of
    from pipeline.cli.console import Console
    from pipeline.curation import fix

    wanted = paths or (Path("vocab_sources"),)
    try:
        packs = packs_of(wanted)
    except NoPackError as error:
        raise click.UsageError(str(error), ctx) from error
    work = _Work()
    for pack in packs:
        if renumber and not _inside(pack.path, wanted):
            raise click.UsageError(
                f"priorities are numbered through a whole pack: give {pack.path} with --renumber", ctx
            )
        _plan(pack, wanted, work, renumber=renumber)
    Console(quiet=quiet).report(work.faults)
    for message in work.refused:
        click.echo(harmless(message), err=True)
    if diff:
        for _, document, text in work.mended:
            _show(fix.diff(document.file, document.text, text))
    failed = 0 if check or diff else _write(work, quiet=quiet)
    if not quiet:
        click.echo(_summary(work, failed, dry=check or diff), err=True)
    if failed:
        ctx.exit(INTERNAL)
    ctx.exit(FINDINGS if work.faults or work.refused or (check and work.mended) else CLEAN)


def _plan(pack: "PackFolder", wanted: Sequence[Path], work: _Work, *, renumber: bool) -> None:
    """Find out what would change in a pack."""
    from pipeline.curation import fix
    from pipeline.languages.profile import profile
    from pipeline.model.findings import Severity
    from pipeline.model.lexicon import Lexicon
    from pipeline.reading.locate import locate
    from pipeline.stages import (
        Context,
        extract,
    )

    context = Context(folder=pack.path, name=pack.name, profile=profile(pack.language))
    lexicon = extract.run(Lexicon(pack.language), context)
    errors = [finding for finding in context.findings if finding.severity is Severity.ERROR]
    documents = {document.file: document for document in lexicon.documents}
    work.faults += locate((error for error in errors if _inside(Path(error.place.file), wanted)), documents)
    faulty = {error.place.file for error in errors}
    numbering = _numbering(lexicon, context, work) if renumber else None
    seen = set()
    for document in lexicon.documents:
        path = Path(document.file)
        if document.file in faulty or not _inside(path, wanted) or path.resolve() in seen:
            continue
        seen.add(path.resolve())  # two links may name one file
        work.looked_at += 1
        try:
            text = fix.mend(document, context.profile, numbering.of(document.file) if numbering else {})
        except fix.UnfaithfulError:
            work.refused.append(f"{document.file} is left as it is: mending it would change what it says")
            continue
        if text != document.text:
            work.mended.append((pack, document, text))


def _numbering(lexicon: "Lexicon", context: "Context", work: _Work) -> "Numbering | None":
    """Return the new priorities of a pack, or None if not every word could be read."""
    from pipeline.curation.renumber import renumber
    from pipeline.stages import conform, normalize

    words = normalize.run(conform.run(lexicon, context), context)
    if not words.complete:
        work.refused.append(
            f"{context.name} is not renumbered: some of its entries cannot be read, and their numbers would be given "
            "away; mend first what `babblr-vocab validate` finds"
        )
        return None
    numbering = renumber(words.words)
    work.refused += [f"{context.name}: {message}" for message in numbering.refused]
    return numbering


def _inside(file: Path, wanted: Sequence[Path]) -> bool:
    """Whether a file is one of the paths or below one: by its name or, through links, by where it really is."""
    return any(
        file.resolve().is_relative_to(path.resolve()) or file.absolute().is_relative_to(path.absolute())
        for path in wanted
    )


def _show(diff: str) -> None:
    """Print a diff: exactly what `git apply` takes, but on a terminal without what could steer it."""
    if sys.stdout.isatty():
        diff = "".join(f"{harmless(line)}\n" for line in diff.split("\n")[:-1])
    click.echo(diff, nl=False)


def _write(work: _Work, *, quiet: bool) -> int:
    """Write the files that change, and return how many could not be written."""
    from pipeline.curation.files import NotWrittenError, replace_text

    failed = 0
    for pack, document, text in work.mended:
        try:
            replace_text(Path(document.file), pack.path, document.text, text)
        except NotWrittenError as error:
            failed += 1
            click.echo(harmless(f"error: {error}"), err=True)
            continue
        if not quiet:
            click.echo(harmless(f"mended {document.file}"))
    return failed


def _summary(work: _Work, failed: int, *, dry: bool) -> str:
    count = len(work.mended) - failed
    parts = [f"{count} of {work.looked_at} file{'s' * (work.looked_at != 1)} {'would change' if dry else 'mended'}"]
    skipped = len({finding.place.file for finding in work.faults})
    if skipped:
        parts.append(f"{skipped} skipped because of errors")
    if failed:
        parts.append(f"{failed} could not be written")
    return ", ".join(parts)
