"""`babblr-vocab new`."""

from pathlib import Path

import click

from pipeline.cli import completion
from pipeline.cli.console import sources_option
from pipeline.cli.exits import FINDINGS, INTERNAL
from pipeline.model.cefr import LEVELS
from pipeline.model.lexicon import PARTS_OF_SPEECH
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require


@click.command("new")
@click.argument("language", shell_complete=completion.languages)
@click.argument("word")
@click.option("--level", type=click.Choice(LEVELS, case_sensitive=False), default="A1", show_default=True)
@click.option("--topic", help="The topic that teaches it, as named in pack.yaml.")
@click.option("--part-of-speech", type=click.Choice(PARTS_OF_SPEECH), default="noun", show_default=True)
@sources_option
@click.option("--print", "only_print", is_flag=True, help="Print the entry instead of writing it.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    language: str,
    word: str,
    level: str,
    topic: str | None,
    part_of_speech: str,
    sources: Path,
    only_print: bool,
) -> None:
    """Add WORD to the pack of LANGUAGE, for you to fill in.

    The entry goes at the end of the topic's word list for the level, which is created if needed. Comments say what to
    write in place of each FIXME. The priority is the last band of the level, and the pronunciation is proposed if the
    language has rules for it. If the pack already has the word, nothing is added: its place is printed, and the exit
    code is 1.
    """
    require("build")
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.cli.console import Console
    from pipeline.curation.entry_plan import plan_entry
    from pipeline.curation.files import NotWrittenError
    from pipeline.curation.scaffold import TODO, NotPossibleError

    try:
        (pack,) = packs_in(sources, [language])
        entry = plan_entry(pack, word, part_of_speech, level, topic)
    except (NoPackError, NotPossibleError) as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    for file in entry.unread:
        click.echo(harmless(f"{file} could not be read completely and may already contain the word"), err=True)
    if entry.obstacles:
        Console().report(entry.obstacles)
        ctx.exit(FINDINGS)
    if only_print:
        click.echo(entry.text(), nl=False)
        return
    try:
        entry.rewrite().write()
    except NotPossibleError as error:
        click.echo(harmless(f"error: {error}"), err=True)
        ctx.exit(FINDINGS)
    except NotWrittenError as error:
        click.echo(harmless(f"error: {error}"), err=True)
        ctx.exit(INTERNAL)
    click.echo(harmless(f"added “{entry.draft.base_form}” to {entry.path}"))
    click.echo(harmless(f"Replace each {TODO} there, then: babblr-vocab validate {entry.path}"), err=True)
