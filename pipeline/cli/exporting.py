"""Make the file of an export: from a database, or from a pack."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.console import Console
from pipeline.export.registry import NothingError

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.builder.discover import PackFolder
    from pipeline.export.content import Content
    from pipeline.export.registry import DatabaseFormat, PackFormat
    from pipeline.export.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be exported."""

    language: str
    level: str | None
    topic: str | None
    since: Path | None
    """A release: only what is new since then, or has changed."""
    database: Path
    sources: Path


def from_database(form: "DatabaseFormat", asked: Asked, console: Console) -> tuple[bytes, int]:
    """Return the file, and how many words are in it.

    Raises:
        ContentError: a database cannot be read.
        NothingError: there is nothing to export.
    """
    from pipeline.export.stored import vocabulary

    with console.progress(2 + (asked.since is not None)) as step:
        with step("read"):
            whole = vocabulary(asked.database, asked.language)
        changed = None
        if asked.since is not None:
            with step("compare"):
                changed = _changed(asked.since, asked)
        found = whole.selected(asked.level, asked.topic, changed)
        if not found.words:
            raise NothingError(_nothing(whole, asked.topic))
        with step("write"):
            return form.write(found), len(found.words)


def _changed(since: Path, asked: Asked) -> set[int]:
    """Return the ids of the words that are new or not as they were."""
    from pipeline.model.identity import word_id
    from pipeline.release.compare import Kind, differences, entries

    found = differences(entries(since, [asked.language]), entries(asked.database, [asked.language]))
    return {word_id(asked.language, one.entry.identity) for one in found if one.kind is not Kind.RETIRED}


def _nothing(whole: "Vocabulary", topic: str | None) -> str:
    known = sorted({one for word in whole.words for one in word.topics})
    if topic is not None and topic not in known:
        return f"{whole.release.language} has no topic “{topic}”; it has {', '.join(known)}"
    return "there are no such words"


def from_pack(form: "PackFormat", asked: Asked, console: Console) -> tuple[bytes, int]:
    """Return the file, and how many words are in it.

    Raises:
        NothingError: there is nothing to export.
    """
    from pipeline.builder.discover import NoPackError, packs_in

    try:
        (pack,) = packs_in(asked.sources, [asked.language])
    except NoPackError as error:
        raise NothingError(str(error)) from error
    content = _content(pack, form, asked, console)
    return form.write(content), len(list(content.entries()))


def _content(pack: "PackFolder", form: "PackFormat", asked: Asked, console: Console) -> "Content":
    """Read a pack, and check it if the format shows findings. Tell of files that cannot be read."""
    from pipeline.cli.checking import findings_of
    from pipeline.export.content import Content
    from pipeline.model.findings import Severity
    from pipeline.model.lexicon import Lexicon
    from pipeline.reading.locate import locate
    from pipeline.stages import Context, extract

    context = Context(folder=pack.path, name=pack.name, profile=pack.profile)
    documents = extract.run(Lexicon(pack.language), context).documents
    errors = [one for one in context.findings if one.severity is Severity.ERROR]
    console.report(locate(errors, {one.file: one for one in documents}))
    findings = findings_of(pack, console) if form.findings else ()
    return Content(pack, documents, findings, asked.level, asked.topic)
