"""The entries that are to be read by a second person: drafts, and those that have changed since they were read."""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.curation.pronounce import Pronounce
from pipeline.curation.reviews.digest import digest_of
from pipeline.curation.reviews.doubts import Claims, Doubts, doubts_of
from pipeline.curation.reviews.levels import Levels, concepts_of
from pipeline.curation.reviews.record import RIGHT, Reading, by_word, correctors, people, word_of
from pipeline.curation.round_trip.cells import EntryCells, cells_of
from pipeline.curation.scaffold import written_entries
from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Finding
from pipeline.model.lexicon import PARTS_OF_SPEECH, Document
from pipeline.reading.unfinished import is_blank, lacking
from pipeline.rules.provenance import DRAFT

NEW, CHANGED = "draft", "changed"
"""Why an entry is to be read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries are asked for."""

    level: str | None = None
    topic: str | None = None
    reader: str | None = None
    """Who is to read: never what they wrote or corrected."""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An entry that is to be read."""

    document: Document
    index: int
    entry: Mapping[str, Any]
    cells: EntryCells
    why: str
    doubts: Doubts
    readings: tuple[Reading, ...]
    """The earliest first."""

    @property
    def name(self) -> str:
        """The base form."""
        return str(self.entry["base_form"])

    @property
    def last_read(self) -> str:
        """The day of the last reading, as far as the pack knows; empty: never."""
        stated = self.entry.get("reviewed_on")
        return max((stated if isinstance(stated, str) else "", *(one.read_on for one in self.readings)))


@dataclass(slots=True)
class Queue:
    """The entries that are to be read, the most doubtful first."""

    items: list[Item]
    unfinished: int = 0
    """How many drafts are not filled in, and cannot be read yet."""
    left: int = 0
    """How many more are to be read than were asked for."""


def queue(
    documents: Sequence[Document],
    findings: Iterable[Finding],
    readings: Iterable[Reading],
    claims: Mapping[str, Claims],
    asked: Asked = Asked(),
    *,
    elsewhere: Callable[[], Levels] = dict,
    pronounce: Pronounce | None = None,
) -> Queue:
    """Return the entries that are to be read.

    `claims` are what sources say, by base form. `elsewhere` reads the levels of concepts in other packs, which takes a
    while, and is called once there is something to be read. `pronounce` has the language's rules of pronunciation.
    """
    about: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        match finding.place.pointer:
            case ("words", int(index), *_) if finding.rule is not DRAFT:
                about[finding.place.file, index].append(finding)
    known = by_word(readings)
    levels = functools.cache(elsewhere)
    found = Queue([])
    for document, index, entry in _wanted(documents, asked):
        own, cells = known.get(word_of(entry), []), cells_of(entry)
        if people(asked.reader) & correctors(own):
            continue
        why = _why(entry, cells, own)
        if why and any(lacking(dict(entry))):
            found.unfinished += 1
        elif why:
            said = _with_levels(claims.get(entry["base_form"], {}), entry, levels())
            own_findings = about[document.file, index]
            doubts = doubts_of(entry, document.level, own_findings, said, _by_rule(entry, pronounce))
            found.items.append(Item(document, index, entry, cells, why, doubts, tuple(own)))
    found.items.sort(key=_order)
    if asked.most is not None:
        found.left = max(len(found.items) - asked.most, 0)
        del found.items[asked.most :]
    return found


def _by_rule(entry: Mapping[str, Any], pronounce: Pronounce | None) -> str | None:
    """Return how rules pronounce a word, if they know it and the entry has what they need."""
    part_of_speech = entry.get("part_of_speech")
    if pronounce is None or part_of_speech not in PARTS_OF_SPEECH:
        return None
    return pronounce(entry["base_form"], part_of_speech)


def _wanted(documents: Sequence[Document], asked: Asked) -> Iterator[tuple[Document, int, dict[str, Any]]]:
    reader = people(asked.reader)
    for document, index, entry in written_entries(documents):
        if not isinstance(entry.get("base_form"), str) or is_blank(entry["base_form"]):
            continue
        if asked.level not in (None, document.level) or asked.topic not in (None, document.topic):
            continue
        if not reader & people(entry.get("written_by")):
            yield document, index, entry


def _why(entry: Mapping[str, Any], cells: EntryCells, readings: Sequence[Reading]) -> str | None:
    """Return why an entry is to be read, if it is. One that was reviewed before readings were kept has not changed."""
    if entry.get("status") != "reviewed":
        return NEW
    approved = {one.digest for one in readings if one.verdict == RIGHT}
    return CHANGED if approved and digest_of(cells) not in approved else None


def _with_levels(claims: Claims, entry: Mapping[str, Any], levels: Levels) -> Claims:
    """Return what sources say of a word, with the levels of its concepts."""
    said = dict(claims.get("level", {}))
    for concept in concepts_of(entry):
        for who, own in levels.get(concept, {}).items():
            said[who] = said.get(who, frozenset()) | own
    return {**claims, "level": said}


def _order(item: Item) -> tuple[tuple[int, ...], str, int, str, int]:
    """The most doubtful first, then what was not read for longest, then as in the pack."""
    level = LEVELS.index(item.document.level) if item.document.level in LEVELS else len(LEVELS)
    doubt = tuple(-number for number in item.doubts.rank)
    return doubt, item.last_read, level, item.document.file, item.index
