"""Does every record follow its schema?

Words, lessons and questions are checked one by one, so a faulty one does not affect others in its file. A draft of a
word that lacks a required field is not a fault: it is set aside until it is filled in. Any draft with faults is, too.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from pipeline.model.assessments import ASSESSMENT
from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Place
from pipeline.model.grammar import GRAMMAR
from pipeline.model.lexicon import TABLES, Document, Lexicon, Unfinished, UnfinishedPractice
from pipeline.reading.conformity import faults
from pipeline.reading.unfinished import DRAFT, is_draft, lacking, without
from pipeline.stages import Context

_ENTRIES = {
    "words": "words",
    "lessons": "lessons",
    "concepts": "concepts",
    GRAMMAR: "lessons",
    ASSESSMENT: "questions",
}
"""The list whose entries are checked one by one, by kind of document."""

_WITH_STATUS = ("words", GRAMMAR, ASSESSMENT)
"""The kinds of documents whose entries may be drafts."""

_Draft = Unfinished | UnfinishedPractice

_SOUND = {
    "base_form": "x",
    "part_of_speech": "noun",
    "priority": 1,
    "meanings": [{"meaning": "x", "translation": "x", "examples": [{"text": "x"}]}],
}
"""An entry that conforms. It replaces a draft, which is checked separately."""


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon without the entries and documents that do not conform, and without unfinished drafts."""
    drafts: list[_Draft] = []
    documents = tuple(_conforming(document, context, drafts) for document in lexicon.documents)
    return replace(
        lexicon,
        documents=documents,
        unfinished=tuple(one for one in drafts if isinstance(one, Unfinished)),
        unfinished_practice=tuple(one for one in drafts if isinstance(one, UnfinishedPractice)),
    )


def _conforming(document: Document, context: Context, unfinished: list[_Draft]) -> Document:
    if document.data is None or document.kind in (*TABLES, "profile"):  # a profile is checked before
        return document
    drafts = _unfinished(document)
    if drafts:
        unfinished.extend(drafts.values())
        words = document.data["words"]
        only = [without(entry, drafts[index].lacks) if index in drafts else {} for index, entry in enumerate(words)]
        context.report(faults(replace(document, data=document.data | {"words": only}), "drafts"))
        document = _without(document, drafts, _SOUND)
    findings = faults(document)
    if not findings:
        return _without(document, drafts, None) if drafts else document
    entries = _ENTRIES.get(document.kind)
    faulty = set(drafts)
    usable = True
    for finding in findings:
        context.report(finding)
        match finding.place.pointer:
            case (str(name), int(index), *_) if name == entries:
                faulty.add(index)
            case _:
                usable = False
    unfinished.extend(_faulty_drafts(document, faulty - drafts.keys()) if usable else _draft_assessment(document))
    return _without(document, faulty, None) if usable and entries else replace(document, data=None)


def _faulty_drafts(document: Document, indexes: Collection[int]) -> Iterator[_Draft]:
    """Yield the drafts among the entries that do not conform."""
    for index in sorted(indexes) if document.kind in _WITH_STATUS else ():
        entries = _ENTRIES[document.kind]
        entry, place = document.data[entries][index], Place(document.file, (entries, index))
        if not _has_draft_status(entry):
            continue
        if document.kind == "words":
            yield Unfinished(_text(entry, "base_form"), document.level, place, ())
        else:
            level = document.level or _text(entry, "level")
            yield UnfinishedPractice(document.kind, _text(entry, "id"), level if level in LEVELS else None, place)


def _draft_assessment(document: Document) -> Iterator[_Draft]:
    """Yield an assessment that does not conform as a whole, if nobody has reviewed any of its questions."""
    if document.kind == ASSESSMENT and isinstance(document.data, dict):
        questions = document.data.get("questions", [])
        if isinstance(questions, list) and all(map(_has_draft_status, questions)):
            yield UnfinishedPractice(document.kind, document.topic or "", None, Place(document.file))


def _has_draft_status(entry: Any) -> bool:
    return isinstance(entry, dict) and entry.get("status", DRAFT) == DRAFT


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _without(document: Document, indexes: Collection[int], put: Any) -> Document:
    """Return a document with something else in place of some entries, so that the others keep their indexes."""
    name = _ENTRIES[document.kind]
    left = [put if index in indexes else entry for index, entry in enumerate(document.data[name])]
    return replace(document, data=document.data | {name: left})


def _unfinished(document: Document) -> dict[int, Unfinished]:
    """Return the incomplete drafts of a word list, by index."""
    words = document.data.get("words") if document.kind == "words" and isinstance(document.data, dict) else None
    return {
        index: Unfinished(entry["base_form"], document.level, Place(document.file, ("words", index)), lacks)
        for index, entry in enumerate(words if isinstance(words, list) else ())
        if is_draft(entry) and isinstance(entry["base_form"], str) and (lacks := tuple(lacking(entry)))
    }
