"""`babblr-vocab questions`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import completion
from pipeline.cli.console import sources_option
from pipeline.cli.exits import CLEAN, FINDINGS
from pipeline.cli.output import check_output, write
from pipeline.model.cefr import LEVELS
from pipeline.model.suggestions import count
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.model.assessments import Question

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("questions")
@click.argument("language", shell_complete=completion.languages)
@sources_option
@click.option("--level", type=click.Choice(LEVELS, case_sensitive=False), default="A1", show_default=True)
@click.option("-n", "size", type=click.IntRange(1, 1000), default=40, show_default=True, help="How many at most.")
@click.option("--seed", default="1", show_default=True, help="Any text; another one proposes others.")
@click.option("--output", type=_FILE, help="Write them to this file instead of printing them.")
@click.option("--sheet", type=_FILE, help="Write a CSV sheet without answers for a reader, and its key in keys/.")
@click.option(
    "--score", "filled", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Score a sheet filled in."
)
@click.pass_context
def command(
    ctx: click.Context, /, *, sources: Path, output: Path | None, sheet: Path | None, filled: Path | None, **_: object
) -> None:
    """Propose questions for assessments from the words of LANGUAGE's pack.

    They ask what a word means, which word is defined, and which form of a verb fits its subject. Wrong options are of
    the answer's part of speech, gender and level. Read each proposal, change what is not good, and commit what is left
    to assessments/. A reader who fills in the sheet writes a letter into “answer” and, if another option is right as
    well, its letter into “also_right”; with --score, the exit code is 1 unless 98 % are right and at most 1 % have two
    answers.
    """
    require("build")
    if filled:
        _score(ctx, filled)
    for path in (output, sheet):
        check_output(path)
    if sheet and (_key_of(sheet).exists() or sheet.exists()):
        raise click.UsageError(f"{sheet} or its key exists, and may be filled in; name another file", ctx)
    found = _proposed(ctx, sources)
    _write(found, output, sheet)
    click.echo(f"{count(len(found), 'question')} proposed", err=True)


def _proposed(ctx: click.Context, sources: Path) -> "list[Question]":
    from pipeline.builder.analyse import analyse
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.curation.questions import propose

    try:
        (pack,) = packs_in(sources, [ctx.params["language"]])
    except NoPackError as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    lexicon = analyse(pack, chosen=()).lexicon
    if not lexicon.complete:
        message = f"some entries of {pack.name} cannot be read: `babblr-vocab validate {pack.name}` says why"
        raise click.UsageError(harmless(message), ctx)
    return propose(lexicon, pack.profile, *(ctx.params[name] for name in ("level", "size", "seed")))


def _write(questions: "list[Question]", output: Path | None, sheet: Path | None) -> None:
    from pipeline.curation.question_entries import as_yaml
    from pipeline.curation.question_sheets import as_key, as_sheet

    if output:
        write(output, as_yaml(questions))
    elif not sheet:
        click.echo("\n".join(map(harmless, as_yaml(questions).split("\n"))), nl=False)
    if sheet:
        key = _key_of(sheet)
        key.parent.mkdir(exist_ok=True)
        write(sheet, as_sheet(questions))
        write(key, as_key(questions))
        click.echo(f"wrote {sheet} for the reader, and {key} for the scorer", err=True)


def _key_of(sheet: Path) -> Path:
    return sheet.parent / "keys" / f"{sheet.stem}.json"


def _score(ctx: click.Context, sheet: Path) -> None:
    from pipeline.curation.question_sheets import QuestionSheetError, score, score_lines
    from pipeline.system.files import read_text, reason

    try:
        found = score(read_text(sheet), read_text(_key_of(sheet)), str(sheet))
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else "it is not UTF-8 text"
        raise click.UsageError(harmless(f"the sheet or its key cannot be read: {why}"), ctx) from error
    except QuestionSheetError as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    for line in score_lines(found):
        click.echo(line)
    ctx.exit(CLEAN if found.good else FINDINGS)
