"""`babblr-vocab coverage`."""

import sys
from pathlib import Path

import click

from pipeline.cli.exits import CLEAN, FINDINGS
from pipeline.model.cefr import LEVELS
from pipeline.reporting.terminal import harmless
from pipeline.system.files import read_bytes, read_standard_input, reason

MOST_BYTES = 2**26
"""The size limit of a text: about a hundred novels."""

_STDIN = Path("-")


@click.command("coverage")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-l", "--language", required=True, help="The language of the text: es, fr, de, …")
@click.option("--level", type=click.Choice(LEVELS, case_sensitive=False), required=True, help="The reader's level.")
@click.option(
    "--db",
    "database",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("build/babblr.db"),
    show_default=True,
    help="The vocabulary database.",
)
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit with 1 if less than this share is certainly known.",
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
    fail_under: float | None,
) -> None:
    """Show how much of a text a learner knows: the share of its running words at or below a level.

    FILE is UTF-8 text; - is standard input. The share is an interval. Its upper end also counts what may be known,
    such as homographs, compounds of known words, or words without their accents. Numbers, names and punctuation do not
    count. On a terminal the text is shown, with unknown words in red and doubtful ones in yellow.
    """
    # Imported here, so that `--help` does not wait for the database.
    from pipeline.app.vocabulary import NoVocabularyError, index_of_file
    from pipeline.recognition import coverage
    from pipeline.recognition.lemmatizer import simplemma_for
    from pipeline.recognition.recognition import recognise
    from pipeline.recognition.spelling import nfc
    from pipeline.reporting import coverage as report

    text = nfc(_text(file, ctx))
    if not database.is_file():
        raise click.UsageError(f"the database {database} does not exist; build it, or name another with --db", ctx)
    try:
        vocabulary = index_of_file(database, language, simplemma_for(language))
    except NoVocabularyError as error:
        raise click.UsageError(str(error), ctx) from error
    tokens = recognise(text, vocabulary)
    found = coverage.measured(tokens, level)
    if format_ == "json":
        click.echo(report.as_json(found, language))
    else:
        if sys.stdout.isatty():
            click.echo("".join(report.highlighted(text, tokens, found)) + "\n")
        for line in report.lines(found, language, text):
            click.echo(line)
    ctx.exit(FINDINGS if fail_under is not None and 100 * found.lower < fail_under else CLEAN)


def _content(file: Path) -> bytes:
    """Return the content of a file or of standard input.

    Raises:
        OSError: it cannot be read.
    """
    if file != _STDIN:
        return read_bytes(file, MOST_BYTES)
    return read_standard_input(MOST_BYTES)


def _text(file: Path, ctx: click.Context) -> str:
    """Return the text of a file, which may begin with a byte order mark."""
    name = "standard input" if file == _STDIN else harmless(str(file))
    try:
        content = _content(file)
    except OSError as error:
        raise click.UsageError(f"{name} cannot be read: {reason(error)}", ctx) from error
    if b"\0" in content:
        raise click.UsageError(f"{name} is not text: it contains NUL bytes", ctx)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise click.UsageError(f"{name} is not UTF-8 text: line {line} has an invalid byte", ctx) from error
