"""`babblr-vocab lessons`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import sources_option
from pipeline.cli.exits import CLEAN, FINDINGS, INTERNAL
from pipeline.model.cefr import LEVELS
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require

if TYPE_CHECKING:  # imported where they are used, so that `--help` does not wait for them
    from pipeline.builder.discover import PackFolder
    from pipeline.curation.lessons import ProposedLesson
    from pipeline.model.lexicon import Lexicon


@click.command("lessons")
@click.argument("language")
@sources_option
@click.option(
    "--level", "levels", type=click.Choice(LEVELS, case_sensitive=False), multiple=True, help="Only these levels."
)
@click.option("--write", "mode", flag_value="write", help="Add the proposed lessons to lessons/<level>.yaml.")
@click.option("--check", "mode", flag_value="check", help="Write nothing; exit with 1 if a word is in no lesson.")
@click.pass_context
def command(ctx: click.Context, language: str, sources: Path, levels: tuple[str, ...], mode: str | None) -> None:
    """Propose lessons for words of LANGUAGE's pack that are in none.

    The words of a topic at a level make lessons of 8 to 14, those needed most first. They are printed, or with --write
    added at the end of the lessons of their level: give them titles of their own, put them in the order of a textbook,
    add phrases, and commit them. Lessons that are there are never changed.
    """
    require("build")
    from pipeline.builder.analyse import read_pack
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.curation.lessons import ProposedLesson, Waiting, entry_lines, propose

    try:
        (pack,) = packs_in(sources, [language])
    except NoPackError as error:
        raise click.UsageError(str(error), ctx) from error
    lexicon = read_pack(pack)
    if not lexicon.complete:
        message = f"some entries of {pack.name} cannot be read: `babblr-vocab validate {pack.name}` says why"
        raise click.UsageError(harmless(message), ctx)
    found = list(propose(lexicon, levels or LEVELS))
    lessons = [one for one in found if isinstance(one, ProposedLesson)]
    if mode is None:
        for lesson in lessons:
            click.echo(harmless_lines([f"# {lesson.level}", *entry_lines(lesson)]))
    for one in found:
        if isinstance(one, Waiting):
            count = len(one.words)
            message = f"{one.level} {one.topic}: {count} word{'s' * (count != 1)} too few for a lesson: "
            click.echo(harmless(message + ", ".join(one.words)), err=True)
    failed = mode == "write" and not _write(pack, lexicon, lessons)
    click.echo(f"{len(lessons)} lesson{'s' * (len(lessons) != 1)} proposed", err=True)
    if failed:
        ctx.exit(INTERNAL)
    ctx.exit(FINDINGS if mode == "check" and found else CLEAN)


def harmless_lines(lines: Sequence[str]) -> str:
    """Return lines without what steers a terminal."""
    return "\n".join(map(harmless, lines))


def _write(pack: "PackFolder", lexicon: "Lexicon", lessons: Sequence["ProposedLesson"]) -> bool:
    """Add the proposals to the files of their levels, and say whether all could be written."""
    from pipeline.curation.files import NotWrittenError, create_text, replace_text
    from pipeline.curation.lessons import appended, lesson_list
    from pipeline.curation.scaffold import NotPossibleError
    from pipeline.model.lessons import LESSONS

    whole = True
    pack_text = next((one.text for one in lexicon.documents if one.kind == "pack"), "")
    for level in sorted({lesson.level for lesson in lessons}):
        path = pack.path / LESSONS / f"{level}.yaml"
        its = [lesson for lesson in lessons if lesson.level == level]
        document = next((one for one in lexicon.documents if (one.kind, one.level) == ("lessons", level)), None)
        try:
            if document is None:
                create_text(path, pack.path, lesson_list(its, pack_text))
            else:
                replace_text(path, pack.path, document.text, appended(document, its))
        except (NotPossibleError, NotWrittenError) as error:
            whole = False
            click.echo(harmless(f"error: {error}"), err=True)
        else:
            click.echo(harmless(f"wrote {path}; review it like any other change"), err=True)
    return whole
