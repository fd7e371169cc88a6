"""`babblr-vocab coverage`."""

import codecs
import errno
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from pipeline.cli.console import database_option
from pipeline.cli.exits import CLEAN, FINDINGS
from pipeline.model.cefr import LEVELS
from pipeline.reporting.terminal import harmless
from pipeline.system.files import open_regular, reason

if TYPE_CHECKING:
    from pipeline.recognition.coverage import Standing
    from pipeline.recognition.pieces import Piece
    from pipeline.recognition.tokens import Spelling, Token

_STDIN = Path("-")
_CHUNK = 1 << 16
"""Bytes that are read at a time."""


@click.command("coverage")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-l", "--language", required=True, help="The language of the text: es, fr, de, …")
@click.option("--level", type=click.Choice(LEVELS, case_sensitive=False), required=True, help="The reader's level.")
@database_option("The vocabulary database.")
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--patterns", is_flag=True, help="Also list the constructions of the text, and those that are taught.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit with 1 if less than this share is certainly known, or if there are no words.",
)
@click.pass_context
def command(
    ctx: click.Context,
    *,
    file: Path,
    language: str,
    level: str,
    database: Path,
    format_: str,
    patterns: bool,
    fail_under: float | None,
) -> None:
    """Show how much of a text a learner knows: the share of its running words at or below a level.

    FILE is UTF-8 text; - is standard input. The share is an interval. Its upper end also counts what may be known,
    such as homographs, compounds of known words, or words without their accents. Numbers, names and punctuation do not
    count. On a terminal the text is shown, with unknown words in red and doubtful ones in yellow.

    With --patterns, constructions are counted that can be found without doubt about the verb: one with a pronoun of its
    own person, one with a preposition soon after it (which need not belong to it), auxiliaries and set ones.
    """
    # Imported here, so that `--help` does not wait for the database.
    from pipeline.app.stored_words import NoVocabularyError
    from pipeline.app.vocabulary import index_of_file, patterns_of_file, profile_of_file
    from pipeline.recognition.lemmatizer import simplemma_for
    from pipeline.reporting import coverage as report
    from pipeline.reporting.tally import tallied

    if not database.is_file():
        raise click.UsageError(f"the database {database} does not exist; build it, or name another with --db", ctx)
    try:
        its = profile_of_file(database, language)
        if not its.spaces:
            message = f"{harmless(its.name)} is written without spaces: the words of a text cannot be counted"
            raise click.UsageError(message, ctx)
        vocabulary = index_of_file(database, language, simplemma_for(language))
        taught = patterns_of_file(database, language) if patterns else None
    except NoVocabularyError as error:
        raise click.UsageError(harmless(str(error)), ctx) from error

    def show(piece: "Piece", tokens: "list[Token]", standings: "Mapping[Spelling, Standing]") -> None:
        for part in report.highlighted(piece.text, tokens, standings):
            click.echo(part, nl=False)

    name = "standard input" if file == _STDIN else harmless(str(file))
    shown = show if format_ == "text" and sys.stdout.isatty() else None
    try:
        with (
            _opened(file) as source,
            tallied(lambda: _chunks(source, name, ctx), vocabulary, level, shown, patterns=patterns) as found,
        ):
            if shown:
                click.echo("\n")
            written = report.as_json if format_ == "json" else report.lines
            for part in written(found, language, taught):
                click.echo(part, nl=format_ != "json")
            enough = fail_under is None or (found.lower is not None and 100 * found.lower >= fail_under)
    except OSError as error:
        raise click.UsageError(f"{name} cannot be read: {reason(error)}", ctx) from error
    ctx.exit(CLEAN if enough else FINDINGS)


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """Yield a file that can be read twice: standard input is kept on the disk.

    Raises:
        OSError: it is not a regular file, or cannot be read.
    """
    if file != _STDIN:
        with open_regular(file) as source:
            yield source
        return
    if sys.stdin is None or sys.stdin.closed:
        raise OSError(errno.EBADF, "it is closed")
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)
        yield copy


def _chunks(source: BinaryIO, name: str, ctx: click.Context) -> Iterator[str]:
    """Yield the text of a file, which may begin with a byte order mark, from its beginning."""
    source.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    lines = 1
    while True:
        content = source.read(_CHUNK)
        if b"\0" in content:
            raise click.UsageError(f"{name} is not text: it contains NUL bytes", ctx)
        try:
            text = decoder.decode(content, final=not content)
        except UnicodeDecodeError as error:
            line = lines + error.object.count(b"\n", 0, error.start)
            raise click.UsageError(f"{name} is not UTF-8 text: line {line} has an invalid byte", ctx) from error
        yield text
        if not content:
            return
        lines += content.count(b"\n")
