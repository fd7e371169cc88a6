"""Which word each row of a workbook is about: one that was handed out, by its id, or a new one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.curation.round_trip.cells import EntryCells, Texts, columned, entry_record, meaning_cells, word_texts
from pipeline.curation.round_trip.workbook import LEVEL, numbers_of
from pipeline.intake.handed_out import HandedOut, Line, Workbook
from pipeline.intake.notes import NOT_ADDED, Note, NoteKind
from pipeline.model.cefr import LEVELS
from pipeline.model.fields import WORD
from pipeline.model.suggestions import did_you_mean, short
from pipeline.model.values import STATUSES

FIRST_NEW = 1_000_000
"""The number of the first meaning that was added to a word: more than any that was handed out."""


@dataclass(slots=True)
class Returned:
    """A word that was handed out, and the rows that came back for it."""

    handed: HandedOut
    lines: dict[int, Line] = field(default_factory=dict)
    """By number of the meaning. Those that were added have numbers from `FIRST_NEW` on."""

    @property
    def name(self) -> str:
        """Its base form when it was handed out."""
        return self.handed.cells.texts["base_form"] or ""

    @property
    def gone(self) -> frozenset[int]:
        """The numbers of the meanings whose rows did not come back."""
        return frozenset(self.handed.meanings) - self.lines.keys()

    def cells(self) -> EntryCells:
        """Return what the rows say. What belongs to the word is in the first of those that were handed out."""
        first = self.lines.get(self.handed.meanings[0])
        meanings = {number: meaning_cells(line.cells) for number, line in self.lines.items()}
        return EntryCells(word_texts(first.cells) if first else {}, meanings)

    def line(self, number: object) -> Line:
        """Return the row of a meaning, or the first row."""
        found = self.lines.get(number) if isinstance(number, int) else None
        return found or next(iter(self.lines.values()))


@dataclass(slots=True)
class Begun:
    """A word that was not handed out."""

    level: str
    topic: str
    lines: list[Line]

    @property
    def name(self) -> str:
        """Its base form."""
        return self.lines[0].cells["base_form"]

    def cells(self) -> EntryCells:
        """Return what its rows say."""
        texts: Texts = {}
        for line in self.lines:
            texts |= {name: text for name, text in word_texts(line.cells).items() if text}
        meanings = {number: meaning_cells(line.cells) for number, line in enumerate(self.lines)}
        for one in meanings.values():
            one.examples = {place: own for place, own in one.examples.items() if any(own.values())}
        return EntryCells(texts, meanings)

    def record(self) -> dict[str, Any]:
        """Return the entry that its rows make: a draft, unless they say otherwise."""
        cells = self.cells()
        cells.texts.setdefault("status", STATUSES[0])
        return entry_record(cells)


@dataclass(slots=True)
class Matched:
    """All rows of a workbook, each with the word that it is about or in a note."""

    returned: dict[int, Returned]
    begun: list[Begun] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def matched(book: Workbook, topics: Mapping[str, str]) -> Matched:
    """Return the words of a workbook. `topics` are those of the pack, by the case-folded name of their sheet."""
    found = Matched({number: Returned(handed) for number, handed in book.words.items()})
    found.notes += [Note(NoteKind.IGNORED, place, why=why) for place, why in book.notes]
    new = list(_by_id(book, found))
    named = {one.name: one for one in found.returned.values()}
    for one in found.returned.values():
        for line in one.lines.values():
            named.setdefault(line.cells.get("base_form", ""), one)
    levels = {handed.level for handed in book.words.values()}
    begun: dict[tuple[str, str], Begun] = {}
    for line in new:
        name = line.cells.get("base_form", "")
        if name in named and name:
            lines = named[name].lines
            lines[FIRST_NEW + len(lines)] = line
            continue
        level = line.level.upper() or (next(iter(levels)) if len(levels) == 1 else "")
        topic = topics.get(line.at.sheet.casefold(), "")
        why = _unplaced(name, level, topic, line)
        if why:
            found.notes.append(Note(NoteKind.REFUSED, line.at.cell(why[0]), name, why=why[1], outcome=NOT_ADDED))
        else:
            begun.setdefault((line.at.sheet, name), Begun(level, topic, [])).lines.append(line)
    found.begun += begun.values()
    return found


def _unplaced(name: str, level: str, topic: str, line: Line) -> tuple[str, str] | None:
    """Return why a new row cannot become an entry, with the column that it is about, or None."""
    if not name:
        return "base_form", "a new row must have a base form"
    if level not in LEVELS:
        hint = did_you_mean(level, LEVELS, f"the levels are: {', '.join(LEVELS)}")
        return LEVEL, f"a new word must have a level; {hint}" if not level else f"“{short(level)}” is no level; {hint}"
    if not topic:
        return "base_form", f"the pack has no topic “{short(line.at.sheet)}”; put the row into the sheet of one"
    return None


def _by_id(book: Workbook, found: Matched) -> Iterator[Line]:
    """Give the rows that were handed out to their words, and yield the others."""
    same: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in book.lines:
        numbers = numbers_of(line.id)
        if numbers and numbers[0] in book.words and numbers[1] in book.words[numbers[0]].meanings:
            same[numbers].append(line)
        else:
            yield line
    for (word, meaning), lines in same.items():
        one = found.returned[word]
        original = max(lines, key=lambda line: _likeness(line, one.handed, meaning))
        one.lines[meaning] = original
        for line in lines:
            if line.cells == original.cells and line is not original:
                why = f"this is the same row as row {original.at.row} of “{original.at.sheet}”"
                lost = (line.at.sheet, line.level) != (original.at.sheet, original.level)
                kind = NoteKind.REFUSED if lost else NoteKind.IGNORED
                found.notes.append(Note(kind, line.at.cell("base_form"), one.name, why=why, outcome=NOT_ADDED))
            elif line is not original:
                yield line  # somebody copied a row to write another


def _likeness(line: Line, handed: HandedOut, meaning: int) -> int:
    """Return how many values a row has in common with the one that was handed out with its id."""
    known = handed.cells.meanings.get(meaning)
    own = meaning_cells(line.cells).texts
    same = sum(text == own.get(name) for name, text in known.texts.items()) if known else 0
    return same + 100 * (line.cells.get("base_form") == handed.cells.texts["base_form"])


def disagreements(one: Returned | Begun) -> Iterator[tuple[Line, str]]:
    """Yield the rows that say something else of the word than its first one, each with the column."""
    lines = one.lines if isinstance(one, Begun) else list(one.lines.values())
    stated = one.cells().texts if isinstance(one, Returned) else {}
    base = one.handed.cells.texts if isinstance(one, Returned) else {}
    columns = {field.name: str(field.csv) for field in columned(WORD)}
    first = one.lines.get(one.handed.meanings[0]) if isinstance(one, Returned) else None
    for line in lines:
        for name, text in word_texts(line.cells).items():
            if not text or line is first:
                continue
            if isinstance(one, Begun):
                stated.setdefault(name, text)
            if text != stated.get(name) and not (name == "base_form" and text == base.get(name)):
                yield line, columns[name]
