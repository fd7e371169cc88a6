"""`babblr-vocab lessons`."""

from pathlib import Path

import click

from pipeline.cli import completion
from pipeline.cli.console import sources_option
from pipeline.cli.exits import CLEAN, FINDINGS, INTERNAL
from pipeline.cli.rewriting import to_be_reviewed, write_each
from pipeline.model.cefr import LEVELS
from pipeline.model.suggestions import count
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require


@click.command("lessons")
@click.argument("language", shell_complete=completion.languages)
@sources_option
@click.option(
    "--level", "levels", type=click.Choice(LEVELS, case_sensitive=False), multiple=True, help="Only these levels."
)
@click.option("--write", "mode", flag_value="write", help="Add the proposed lessons to lessons/<level>.yaml.")
@click.option("--check", "mode", flag_value="check", help="Write nothing; exit with 1 if a word is not in any lesson.")
@click.pass_context
def command(ctx: click.Context, language: str, sources: Path, levels: tuple[str, ...], mode: str | None) -> None:
    """Propose lessons for words of LANGUAGE's pack that are not in any.

    The words of a topic at a level are split into lessons of 8 to 14, most needed first. They are printed or, with
    --write, added after the others of their level. Give them titles of their own, put them in the order of a textbook,
    add phrases, and commit them. Existing lessons are never changed.
    """
    require("build")
    from pipeline.builder.analyse import read_pack
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.curation.lessons import ProposedLesson, Waiting, entry_lines, propose, rewrites_for
    from pipeline.curation.scaffold import NotPossibleError

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
            click.echo("\n".join(map(harmless, [f"# {lesson.level}", *entry_lines(lesson)])))
    for one in found:
        if isinstance(one, Waiting):
            message = f"{one.level} {one.topic}: not enough for a lesson yet, only {count(len(one.words), 'word')}: "
            click.echo(harmless(message + ", ".join(one.words)), err=True)
    try:
        rewrites = rewrites_for(lexicon, pack.path, lessons) if mode == "write" else []
    except NotPossibleError as error:
        click.echo(harmless(f"error: {error}"), err=True)
        ctx.exit(FINDINGS)
    written = write_each(rewrites, to_be_reviewed)
    click.echo(f"{count(len(lessons), 'lesson')} proposed", err=True)
    if len(written) < len(rewrites):
        ctx.exit(INTERNAL)
    ctx.exit(FINDINGS if mode == "check" and lessons else CLEAN)
