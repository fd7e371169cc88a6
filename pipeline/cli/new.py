"""`babblr-vocab new`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.console import sources_option
from pipeline.cli.exits import FINDINGS, INTERNAL
from pipeline.model.cefr import LEVELS
from pipeline.model.lexicon import PARTS_OF_SPEECH
from pipeline.model.suggestions import did_you_mean
from pipeline.reporting.terminal import harmless

if TYPE_CHECKING:  # imported where they are used, so that `--help` does not wait for them
    from pipeline.curation.scaffold import Draft
    from pipeline.model.findings import Finding
    from pipeline.model.lexicon import Document, Lexicon
    from pipeline.stages import Context


@click.command("new")
@click.argument("language")
@click.argument("word")
@click.option("--level", type=click.Choice(LEVELS, case_sensitive=False), default="A1", show_default=True)
@click.option("--topic", help="The topic it is taught with, as pack.yaml names it.")
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
    """Add WORD to the pack of LANGUAGE, to be filled in.

    The entry goes to the end of the topic's word list at the level, which is made if there is none. Comments say what
    to write where it reads FIXME; the priority is the next free one, and the pronunciation is proposed if the
    language has rules for it. A word that the pack has already is not added: its place is printed, and the exit code
    is 1.
    """
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.cli.console import Console
    from pipeline.curation import scaffold
    from pipeline.curation.pronounce import pronouncer
    from pipeline.languages.profile import profile
    from pipeline.model.lexicon import Lexicon
    from pipeline.reading.locate import locate
    from pipeline.stages import (
        Context,
        extract,
    )

    try:
        base_form = scaffold.base_form(word)
        (pack,) = packs_in(sources, [language])
    except (NoPackError, scaffold.NotPossibleError) as error:
        raise click.UsageError(str(error), ctx) from error
    context = Context(folder=pack.path, name=pack.name, profile=profile(language))
    lexicon = extract.run(Lexicon(language), context)
    topic = _topic(lexicon, topic, ctx)
    document = _document(lexicon, level, topic)
    stopping = _stopping(context, document.file if document else f"{pack.name}/{level}/{topic}.yaml")
    found = scaffold.existing(lexicon.documents, base_form)
    if found or stopping:
        Console().report(locate([found] if found else stopping, {one.file: one for one in lexicon.documents}))
        ctx.exit(FINDINGS)
    pronounce = pronouncer(language)
    draft = scaffold.Draft(
        base_form,
        part_of_speech,
        scaffold.next_priority(lexicon.documents, level),
        pronounce(base_form, part_of_speech) if pronounce else None,
    )
    if only_print and (document is None or document.format == "yaml"):
        click.echo("\n".join(scaffold.entry_lines(draft, context.profile)))
        return
    _write(ctx, context, lexicon, draft, (level, topic), only_print=only_print)


def _write(
    ctx: click.Context,
    context: "Context",
    lexicon: "Lexicon",
    draft: "Draft",
    where: tuple[str, str],
    *,
    only_print: bool,
) -> None:
    """Add the entry to its word list, or print what would be added."""
    from pipeline.curation import scaffold
    from pipeline.curation.files import NotWrittenError, create_text, replace_text

    document = _document(lexicon, *where)
    path = context.folder / where[0] / f"{where[1]}.yaml"
    try:
        if document is None:
            pack_text = next(one.text for one in lexicon.documents if one.kind == "pack")
            create_text(path, context.folder, scaffold.word_list(draft, context.profile, *where, pack_text))
        else:
            path = Path(document.file)
            text, added = scaffold.appended(document, draft, context.profile)
            if only_print:
                click.echo(added, nl=False)
                return
            replace_text(path, context.folder, document.text, text)
    except scaffold.NotPossibleError as error:
        click.echo(harmless(f"error: {error}"), err=True)
        ctx.exit(FINDINGS)
    except NotWrittenError as error:
        click.echo(harmless(f"error: {error}"), err=True)
        ctx.exit(INTERNAL)
    click.echo(harmless(f"added “{draft.base_form}” to {path}"))
    click.echo(harmless(f"Replace each {scaffold.TODO} there, then: babblr-vocab validate {path}"), err=True)


def _topic(lexicon: "Lexicon", topic: str | None, ctx: click.Context) -> str:
    """Return the topic asked for, or the pack's only one."""
    pack: Any = next((document.data for document in lexicon.documents if document.kind == "pack"), None)
    topics = list(pack["topics"]) if isinstance(pack, dict) and isinstance(pack.get("topics"), dict) else []
    if not topics:
        raise click.UsageError("the pack.yaml of this pack names no topics; `babblr-vocab validate` says more", ctx)
    listed = f"the topics are: {', '.join(topics)}"
    if topic is None and len(topics) > 1:
        raise click.UsageError(harmless(f"say with --topic what the word is taught with; {listed}"), ctx)
    topic = topics[0] if topic is None else topic
    if topic not in topics:
        hint = did_you_mean(topic, topics, f"{listed}. Declare a new one in pack.yaml first")
        raise click.UsageError(harmless(f"the pack has no topic “{topic}”; {hint}"), ctx)
    if not _plain_name(topic):
        raise click.UsageError(harmless(f"“{topic}” is not a possible topic; `babblr-vocab validate` says more"), ctx)
    return topic


def _plain_name(topic: str) -> bool:
    """Whether a topic can name a file: pack.yaml has not been checked yet, and may say `../../x`."""
    return topic.isascii() and topic.replace("-", "").isalnum() and topic == topic.lower()


def _document(lexicon: "Lexicon", level: str, topic: str) -> "Document | None":
    """Return the word list of a topic at a level, YAML rather than CSV."""
    found = [one for one in lexicon.documents if one.kind == "words" and (one.level, one.topic) == (level, topic)]
    return max(found, key=lambda document: document.format, default=None)


def _stopping(context: "Context", file: str) -> "list[Finding]":
    """Return the faults that keep an entry from being added to a file, and say where else the word may be."""
    from pipeline.model.findings import Severity

    errors = [finding for finding in context.findings if finding.severity is Severity.ERROR]
    for other in sorted({error.place.file for error in errors} - {file}):
        click.echo(harmless(f"{other} could not be read in full; the word may be in it already"), err=True)
    return [error for error in errors if error.place.file == file or file.startswith(f"{error.place.file}/")]
