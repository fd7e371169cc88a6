"""`babblr-vocab coverage`."""

import codecs
import errno
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import click

from pipeline.cli.console import database_option
from pipeline.cli.exits import CLEAN, FINDINGS
from pipeline.cli.output import check_output, writing
from pipeline.model.cefr import LEVELS
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require
from pipeline.system.files import open_regular, reason

if TYPE_CHECKING:
    from pipeline.app.vocabulary import TaughtPattern
    from pipeline.recognition.coverage import Standing
    from pipeline.recognition.index import Index
    from pipeline.recognition.pieces import Piece
    from pipeline.recognition.tokens import Spelling, Token
    from pipeline.reporting.tally import Shown, Tally

_STDIN = Path("-")
_FILE = click.Path(path_type=Path, dir_okay=False)
_CHUNK = 1 << 16
"""Bytes that are read at a time."""


@click.command("coverage")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-l", "--language", required=True, help="The language of the text: es, fr, de, …")
@click.option("--level", type=click.Choice(LEVELS, case_sensitive=False), required=True, help="The reader's level.")
@database_option("The vocabulary database.")
@click.option(
    "-f", "--format", "format_", type=click.Choice(["text", "json", "html"]), default="text", show_default=True
)
@click.option("-o", "--output", type=_FILE, help="Write the result to this file.")
@click.option(
    "--unknown", type=_FILE, metavar="CSV", help="Also list the words that the lexicon does not have, for `import`."
)
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
    output: Path | None,
    unknown: Path | None,
    patterns: bool,
    fail_under: float | None,
) -> None:
    """Show how much of a text a learner knows: the share of its running words at or below a level.

    FILE is UTF-8 text; - is standard input. The share is an interval. Its upper end also counts what may be known,
    such as homographs, compounds of known words, or words without their accents. Numbers, names and punctuation do not
    count. On a terminal the text is shown, with unknown words in red and doubtful ones in yellow. As HTML, it is a page
    with each word in the colour of its level, its entry, and lists of what is not known.

    With --patterns, constructions are counted that can be found without doubt about the verb: one with a pronoun of its
    own person, one with a preposition soon after it (which need not belong to it), auxiliaries and set ones.
    """
    if format_ == "html":
        require("report")
    check_output(output)
    check_output(unknown)
    if not database.is_file():
        raise click.UsageError(f"the database {database} does not exist; build it, or name another with --db", ctx)
    known = _known(ctx, database, language, patterns=patterns, translations=format_ == "html")
    from pipeline.reporting.coverage import not_in_lexicon  # so that `--help` does not wait for these
    from pipeline.reporting.tally import tallied

    name = "standard input" if file == _STDIN else harmless(str(file))
    try:
        with (
            _shown(format_, terminal=output is None and sys.stdout.isatty()) as (shown, render),
            _opened(file) as source,
            tallied(lambda: _chunks(source, name, ctx), known.words, level, shown, patterns=patterns) as found,
        ):
            _write(output, render(found, name, language, known))
            if unknown:
                _write(unknown, not_in_lexicon(found))
            enough = fail_under is None or (found.lower is not None and 100 * found.lower >= fail_under)
    except BrokenPipeError:  # nobody reads on: no fault of the text
        raise
    except OSError as error:
        raise click.UsageError(f"{name} cannot be read: {reason(error)}", ctx) from error
    ctx.exit(CLEAN if enough else FINDINGS)


class _Known(NamedTuple):
    """What a database has of a language."""

    name: str
    """What the language is called in English."""
    words: "Index"
    taught: "Mapping[str, TaughtPattern] | None"
    """The constructions, if they are asked for."""
    translations: "Mapping[int, tuple[str, ...]]"
    """By the ids of words, if they are asked for."""


def _known(ctx: click.Context, database: Path, language: str, *, patterns: bool, translations: bool) -> _Known:
    from pipeline.app.stored_words import NoVocabularyError
    from pipeline.app.vocabulary import index_of_file, patterns_of_file, profile_of_file, translations_of_file
    from pipeline.recognition.lemmatizer import simplemma_for

    try:
        its = profile_of_file(database, language)
        if not its.spaces:
            message = f"{harmless(its.name)} is written without spaces: the words of a text cannot be counted"
            raise click.UsageError(message, ctx)
        return _Known(
            its.name,
            index_of_file(database, language, simplemma_for(language)),
            patterns_of_file(database, language) if patterns else None,
            translations_of_file(database, language) if translations else {},
        )
    except NoVocabularyError as error:
        raise click.UsageError(harmless(str(error)), ctx) from error


@contextmanager
def _shown(format_: str, *, terminal: bool) -> Iterator["tuple[Shown | None, Callable[..., Iterator[str]]]"]:
    """Yield what is called with each piece of the text as it is counted, and what makes the result."""
    from pipeline.reporting import coverage as report

    def colour(piece: "Piece", tokens: "list[Token]", standings: "Mapping[Spelling, Standing]") -> None:
        for part in report.highlighted(piece.text, tokens, standings):
            click.echo(part, nl=False)

    def lines(found: "Tally", _: str, language: str, known: _Known) -> Iterator[str]:
        yield "\n\n" if terminal else ""
        yield from (f"{line}\n" for line in report.lines(found, language, known.taught))

    if format_ == "html":
        from pipeline.reports.coverage_page import coverage_page, heat_map

        with heat_map() as heat:
            yield (
                heat.add,
                lambda found, name, language, known: coverage_page(
                    heat,
                    found,
                    language,
                    Path(name).name,
                    language_name=known.name,
                    taught=known.taught,
                    translations=known.translations,
                ),
            )
    elif format_ == "json":
        yield None, lambda found, _, language, known: report.as_json(found, language, known.taught)
    else:
        yield colour if terminal else None, lines


def _write(output: Path | None, parts: Iterable[str]) -> None:
    """Write a result to a file, completely or not at all, or else to standard output."""
    if output is None:
        for part in parts:
            click.echo(part, nl=False)
    else:
        with writing(output) as file:
            file.writelines(map(click.unstyle, parts))


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
