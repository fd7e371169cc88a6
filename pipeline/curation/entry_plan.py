"""Plan a new entry: which word list it goes into and what it says, or why it cannot be added. Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.builder.discover import PackFolder
from pipeline.curation import scaffold
from pipeline.curation.files import Rewrite
from pipeline.curation.pronounce import pronouncer
from pipeline.curation.scaffold import Draft, NotPossibleError
from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Severity
from pipeline.model.lexicon import Document, Lexicon
from pipeline.model.suggestions import did_you_mean
from pipeline.reading.locate import locate
from pipeline.stages import Context, extract


@dataclass(frozen=True, slots=True)
class EntryPlan:
    """A new entry and the word list it goes into."""

    draft: Draft
    profile: Profile
    folder: Path
    """The profile of the pack's language."""
    pack_text: str
    level: str
    topic: str
    document: Document | None
    """The word list; None if the topic has none at this level yet, so that it must be created."""
    obstacles: tuple[Finding, ...] = ()
    """Why the entry cannot be added: the pack already has the word, or the list cannot be read."""
    unread: tuple[str, ...] = ()
    """Other files that could not be read completely; one of them may contain the word."""

    @property
    def path(self) -> Path:
        """The file of the word list."""
        return Path(self.document.file) if self.document else self.folder / self.level / f"{self.topic}.yaml"

    def text(self) -> str:
        """Return the entry alone, in the format of its list."""
        if self.document and self.document.format == "csv":
            return scaffold.appended(self.document, self.draft, self.profile)[1]
        return "\n".join([*scaffold.entry_lines(self.draft, self.profile), ""])

    def rewrite(self) -> Rewrite:
        """Return the word list with the entry at its end.

        Raises:
            NotPossibleError: an entry cannot be added to the way its words are written.
        """
        if self.document is None:
            text = scaffold.word_list(self.draft, self.profile, self.level, self.topic, self.pack_text)
            return Rewrite(self.path, self.folder, None, text)
        text, _ = scaffold.appended(self.document, self.draft, self.profile)
        return Rewrite(self.path, self.folder, self.document.text, text)


def plan_entry(pack: PackFolder, word: str, part_of_speech: str, level: str, topic: str | None = None) -> EntryPlan:
    """Plan a new entry. Without a topic, it goes into the pack's only one.

    Raises:
        NotPossibleError: the word is not a valid one, or the pack has no such topic.
    """
    context = Context(folder=pack.path, name=pack.name, profile=pack.profile)
    base_form = scaffold.base_form(word, part_of_speech, context.profile)
    documents = extract.run(Lexicon(pack.language), context).documents
    pack_file = next((one for one in documents if one.kind == "pack"), None)
    topic = topic_of(pack_file, topic)
    list_ = word_list(documents, level, topic)
    file = list_.file if list_ else f"{pack.name}/{level}/{topic}.yaml"
    errors = [finding for finding in context.findings if finding.severity is Severity.ERROR]
    held = scaffold.existing(documents, base_form, context.profile)
    stopping = [held] if held else [one for one in errors if f"{file}/".startswith(f"{one.place.file}/")]
    pronounce = pronouncer(pack.language)
    return EntryPlan(
        draft=Draft(
            base_form,
            part_of_speech,
            scaffold.last_band(documents, level),
            pronounce(base_form, part_of_speech) if pronounce else None,
        ),
        profile=context.profile,
        folder=pack.path,
        pack_text=pack_file.text if pack_file else "",
        level=level,
        topic=topic,
        document=list_,
        obstacles=tuple(locate(stopping, {one.file: one for one in documents})),
        unread=tuple(sorted({error.place.file for error in errors} - {file})),
    )


def topic_of(pack_file: Document | None, wanted: str | None) -> str:
    """Return the wanted topic, named by its id or a title in either language; without one, the pack's only topic."""
    record: Any = pack_file.data if pack_file else None
    topics = list(record["topics"]) if isinstance(record, dict) and isinstance(record.get("topics"), dict) else []
    if not topics:
        raise NotPossibleError("the pack.yaml of this pack has no topics; for details run `babblr-vocab validate`")
    listed = f"the topics are: {', '.join(topics)}"
    if wanted is None and len(topics) > 1:
        raise NotPossibleError(f"use --topic to say which topic teaches the word; {listed}")
    topic = topics[0] if wanted is None else _by_title(wanted, record["topics"])
    if topic not in topics:
        hint = did_you_mean(topic, topics, f"{listed}. Declare a new one in pack.yaml first")
        raise NotPossibleError(f"the pack has no topic “{topic}”; {hint}")
    if not plain_name(topic):
        raise NotPossibleError(f"“{topic}” is not a valid topic; for details run `babblr-vocab validate`")
    return topic


def _by_title(wanted: str, topics: dict[str, Any]) -> str:
    """Return the id of the only topic with a title; what is an id, or no title, stays as it is."""
    titled = [
        id_
        for id_, one in topics.items()
        if isinstance(one, dict)
        and any(str(one.get(name, "")).casefold() == wanted.casefold() for name in ("title", "title_en"))
    ]
    return titled[0] if wanted not in topics and len(titled) == 1 else wanted


def plain_name(topic: str) -> bool:
    """Whether a topic is safe as a file name: pack.yaml has not been checked yet, and may contain `../../x`."""
    return topic.isascii() and topic.replace("-", "").isalnum() and topic == topic.lower()


def word_list(documents: Iterable[Document], level: str, topic: str) -> Document | None:
    """Return the word list of a topic at a level, preferring YAML to CSV."""
    found = [one for one in documents if one.kind == "words" and (one.level, one.topic) == (level, topic)]
    return max(found, key=lambda document: document.format, default=None)
