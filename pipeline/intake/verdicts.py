"""Merge the sheet of a second reading into its pack. Writes nothing.

A verdict is a change of its entry like any other: `updating` merges it three ways. So an entry that has changed since
the sheet was made, or whose values clash, stays as it is, and its reading is not kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.builder.discover import PackFolder
from pipeline.curation.reviews.digest import digest_of
from pipeline.curation.reviews.record import (
    QUESTION,
    RIGHT,
    VERDICTS,
    WRONG,
    YES,
    Reading,
    by_word,
    correctors,
    people,
    word_of,
)
from pipeline.curation.reviews.sheet import COMMENT, VERDICT
from pipeline.curation.round_trip.cells import EntryCells
from pipeline.curation.round_trip.merge import GONE, merge
from pipeline.curation.round_trip.workbook import numbers_of
from pipeline.intake.handed_out import HandedOut, Line, Workbook
from pipeline.intake.matching import Returned
from pipeline.intake.notes import Note, NoteKind
from pipeline.intake.present import Present, read_pack
from pipeline.intake.readers.family import NotReadableError
from pipeline.intake.review_sheets import sheet_of
from pipeline.intake.updating import Update, plan_merge
from pipeline.model.suggestions import did_you_mean, short
from pipeline.model.values import STATUSES
from pipeline.reading.unfinished import lacking

_DRAFT, _REVIEWED = STATUSES
_BY_WEIGHT = ("", RIGHT, QUESTION, WRONG)
"""Of two that are said of one word, the one that comes later here counts."""
_ADDED = "a reading adds no rows; use `import --update` for them"
_CHANGED = "the pack has changed it since the sheet was made; it has to be read again"
_SILENT = "a value was changed, but there is no verdict; write “wrong”"
_CONTRADICTS = "it is said to be {verdict}, but a value was changed; write “wrong”, or change it back"
_MUTE = {
    WRONG: "nothing says what is wrong; write the right value into its cell, or say it in “comment”",
    QUESTION: "there is no question; write it into “comment”",
}
_HEADLESS = "the first row of the word is gone"
_UNFINISHED = "it is not filled in, and cannot be right"


class Verdict(NamedTuple):
    """What the rows of a word say, and who says it."""

    word: str
    said: str
    comment: str
    line: Line


@dataclass(slots=True)
class Reviewed:
    """What becomes of a pack."""

    update: Update
    readings: list[Reading] = field(default_factory=list)
    """Those to be kept."""
    known: int = 0
    """How many readings the pack has already."""


def plan_review(pack: PackFolder, path: Path, reader: str, day: str, kept: Iterable[Reading]) -> Reviewed:
    """Plan what a sheet makes of its pack, that a person has filled in by a day. `kept` are the readings that it has.

    Raises:
        NotReadableError: the file is not a sheet of this pack, or is damaged.
        OSError: it cannot be read.
    """
    book = sheet_of(path)
    if book.language != pack.language:
        raise NotReadableError(f"{path} has words of “{short(book.language)}”, not of “{pack.language}”")
    now = read_pack(pack)
    known = {one.key: one for one in kept}
    judge = _Judge(Present(now.documents), reader, day, known, by_word(known.values()))
    for number, (handed, lines) in _by_word(book, judge.notes).items():
        judge.take(number, Returned(handed, lines))
    merged = Workbook(book.language, notes=book.notes)
    for number, word in judge.words.items():
        merged.words[number] = word.handed
        merged.lines += word.lines.values()
    update = plan_merge(pack, now, merged)
    refused = {note.word for note in update.notes if note.open}
    update.notes[:0] = judge.notes
    readings = [one for name, one in judge.readings if name not in refused]
    return Reviewed(update, readings, judge.known)


def _by_word(book: Workbook, notes: list[Note]) -> dict[int, tuple[HandedOut, dict[int, Line]]]:
    """Return the rows of each word by the numbers of their meanings, and note rows that are not of any."""
    found: dict[int, tuple[HandedOut, dict[int, Line]]] = {}
    for line in book.lines:
        word, meaning = numbers_of(line.id) or (-1, -1)
        handed = book.words.get(word)
        lines = found.setdefault(word, (handed, {}))[1] if handed and meaning in handed.meanings else None
        if lines is None or meaning in lines:
            name = line.cells.get("base_form", "")
            notes.append(Note(NoteKind.REFUSED, line.at.cell("id"), name, why=_ADDED))
        else:
            lines[meaning] = line
    return found


@dataclass(slots=True)
class _Judge:
    """Takes words with verdicts, and notes what is wrong with others."""

    present: Present
    reader: str
    day: str
    kept: Mapping[tuple[str, ...], Reading]
    by_word: Mapping[str, Sequence[Reading]]
    notes: list[Note] = field(default_factory=list)
    words: dict[int, Returned] = field(default_factory=dict)
    """Those that change their entries, with the changes in their rows."""
    readings: list[tuple[str, Reading]] = field(default_factory=list)
    """By the name of the word."""
    known: int = 0

    def take(self, number: int, word: Returned) -> None:
        """Take a word, unless nothing is said of it, or it was said before."""
        found = list(self._verdicts(word))
        if not found:
            return
        verdict = max(found, key=lambda one: _BY_WEIGHT.index(one.said))
        base, place = word.handed.cells, self.present.find(word)
        edited = merge(base, base, word.cells())
        changed = bool(edited.taken or edited.clashes)
        entry, ours = (self.present.entries[place] if place else None), self.present.cells(place)
        if not verdict.said:
            if changed:
                self._refuse(verdict, _SILENT)
            return
        if entry is None or ours is None:
            self._refuse(verdict, GONE, NoteKind.CONFLICT)
            return
        comment = "; ".join(dict.fromkeys(filter(None, (one.comment for one in found))))
        corrected = YES if changed and verdict.said == WRONG else ""
        reading = Reading(word_of(entry), self.day, self.reader, verdict.said, digest_of(base), comment, corrected)
        earlier = self.kept.get(reading.key)
        if earlier and earlier.corrected == corrected:
            self.known += 1
            self.readings += [(word.name, reading)] * (reading != earlier)
            return
        kind, why = self._objection(verdict, entry, (base, ours), changed=changed)
        if not why and not (changed or comment):
            why = _MUTE.get(verdict.said, "")
        if not why and word.handed.meanings[0] not in word.lines:
            why = _HEADLESS
        if why:
            self._refuse(verdict, why, kind)
            return
        self.readings.append((word.name, reading))
        if verdict.said != QUESTION:
            self.words[number] = word
            self._decide(word, verdict.said)

    def _verdicts(self, word: Returned) -> Iterator[Verdict]:
        """Yield what the rows of a word say; nothing if one of them cannot be understood."""
        found, sound = [], True
        for line in word.lines.values():
            said = " ".join(line.beside.get(VERDICT, "").split()).casefold()
            one = Verdict(word.name, said, " ".join(line.beside.get(COMMENT, "").split()), line)
            for column in (VERDICT, COMMENT):
                if column in line.faults:
                    sound = False
                    self._refuse(one, line.faults[column])
            if said not in ("", *VERDICTS):
                sound = False
                hint = did_you_mean(said, VERDICTS, f"write one of {', '.join(VERDICTS)}")
                self._refuse(one, f"“{short(said)}” is not a verdict; {hint}")
            found.append(one)
        if sound:
            yield from found

    def _objection(
        self, verdict: Verdict, entry: Mapping[str, Any], sides: tuple[EntryCells, EntryCells], *, changed: bool
    ) -> tuple[NoteKind, str]:
        """Return why a verdict does not count, if it does not."""
        if people(self.reader) & people(entry.get("written_by")):
            return NoteKind.REFUSED, f"{entry['written_by']} wrote this entry; another person has to read it"
        if verdict.said == RIGHT and people(self.reader) & correctors(self.by_word.get(word_of(entry), ())):
            return NoteKind.REFUSED, f"{self.reader} corrected this entry; another person has to read it"
        if changed and verdict.said != WRONG:
            return NoteKind.REFUSED, _CONTRADICTS.format(verdict=f"“{verdict.said}”")
        if verdict.said == RIGHT and digest_of(sides[0]) != digest_of(sides[1]):
            return NoteKind.CONFLICT, _CHANGED
        if verdict.said == RIGHT and any(lacking(dict(entry))):
            return NoteKind.REFUSED, _UNFINISHED
        return NoteKind.REFUSED, ""

    def _decide(self, word: Returned, said: str) -> None:
        """Say in the first row of a word what the verdict makes of its entry."""
        cells = word.lines[word.handed.meanings[0]].cells
        if said == RIGHT:
            cells |= {"status": _REVIEWED, "reviewed_by": self.reader, "reviewed_on": self.day}
        elif word.handed.cells.texts.get("status") == _REVIEWED:
            cells |= {"status": _DRAFT, "reviewed_by": "", "reviewed_on": ""}

    def _refuse(self, verdict: Verdict, why: str, kind: NoteKind = NoteKind.REFUSED) -> None:
        where = verdict.line.at.cell(VERDICT)
        column = VERDICT if kind is NoteKind.REFUSED else ""
        self.notes.append(Note(kind, where, verdict.word, column, theirs=verdict.said, why=why))
