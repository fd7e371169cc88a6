"""Does every record follow its schema?

Words, lessons and questions are checked one by one, so a faulty one does not affect others in its file. A draft of a
word that lacks a required field is not a fault: it is set aside until it is filled in. A draft with faults is, too.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from pipeline.model.assessments import ASSESSMENT
from pipeline.model.findings import Place
from pipeline.model.grammar import GRAMMAR
from pipeline.model.lexicon import TABLES, Document, Lexicon, Unfinished
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

_SOUND = {
    "base_form": "x",
    "part_of_speech": "noun",
    "priority": 1,
    "meanings": [{"meaning": "x", "translation": "x", "examples": [{"text": "x"}]}],
}
"""An entry that conforms. It replaces a draft, which is checked separately."""


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon without the entries and documents that do not conform, and without unfinished drafts."""
    unfinished: list[Unfinished] = []
    documents = tuple(_conforming(document, context, unfinished) for document in lexicon.documents)
    return replace(lexicon, documents=documents, unfinished=tuple(unfinished))


def _conforming(document: Document, context: Context, unfinished: list[Unfinished]) -> Document:
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
    if usable:
        unfinished.extend(_faulty_drafts(document, faulty - drafts.keys()))
    return _without(document, faulty, None) if usable and entries else replace(document, data=None)


def _faulty_drafts(document: Document, indexes: Collection[int]) -> Iterator[Unfinished]:
    """Yield the drafts among the entries of a word list that do not conform."""
    for index in sorted(indexes) if document.kind == "words" else ():
        entry = document.data["words"][index]
        if isinstance(entry, dict) and entry.get("status", DRAFT) == DRAFT:
            name = entry.get("base_form")
            place = Place(document.file, ("words", index))
            yield Unfinished(name if isinstance(name, str) else "", document.level, place, ())


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
