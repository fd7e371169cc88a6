"""Take what each row says: gather it, and report what became of the row."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.intake.alike import AlikeWords
from pipeline.intake.candidates.gather import Gathered, Where
from pipeline.intake.categories import Categories
from pipeline.intake.compact import CompactTable
from pipeline.intake.known import Known
from pipeline.intake.report import LONGEST_GIVEN, SHOWN, Outcome, RowReport, Summary
from pipeline.intake.rows import Row
from pipeline.intake.sources import ENGLISH, Source
from pipeline.intake.statements import Aside, Entry, Pair, Statement
from pipeline.model.cefr import LEVELS
from pipeline.model.lexicon import PARTS_OF_SPEECH

_PARTS = ("", *PARTS_OF_SPEECH)
_GRADES = ("", *LEVELS)
_ROWS = 2**40 - 1


@dataclass(frozen=True, slots=True)
class Origin:
    """The table that rows are from."""

    file: str
    table: str
    unit: str
    source: Source
    translations: str = ENGLISH
    """The language of its translations: sentences with others are set aside."""
    shared: bool = False
    """Whether the source has several files, so that places name the file."""

    def place(self, row: int) -> str:
        """Return where a row is in its source: `line 3`, `Unità 1, row 5`."""
        parts = (self.file if self.shared else "", self.table, f"{self.unit} {row}")
        return ", ".join(filter(None, parts))


class Recorder:
    """Takes rows in their order."""

    def __init__(self, gathered: Gathered, known: Known, summary: Summary, categories: Categories) -> None:
        self._gathered = gathered
        self._known = known
        self._summary = summary
        self._categories = categories
        self._origins: list[Origin] = []
        self._number = 0
        self._alike: defaultdict[str, AlikeWords] = defaultdict(AlikeWords)
        """By source."""
        self._met = CompactTable()
        """By key, and by key and part of speech, the first row that has it, packed into a number: the place, the part
        of speech, the level."""

    def begin(self, origin: Origin) -> None:
        """Begin a table."""
        self._origins.append(origin)

    def header(self, row: Row, reason: str = "") -> None:
        """Take a row that is above the words."""
        self._report(row, Outcome.HEADER, _shown(row), reason=reason)

    def take(self, row: Row, statements: Sequence[Statement]) -> None:
        """Take a row and what it says.

        Raises:
            OSError: the disk is full.
        """
        self._number += 1
        entries = [one for one in statements if type(one) is Entry]
        if entries:
            self._take_entries(row, entries)
            return
        for one in statements:
            if type(one) is Pair and one.translation_language not in ("", self._origins[-1].translations):
                reason = f"translated into another language ({one.translation_language})"
                self._report(row, Outcome.ASIDE, one.text, reason=reason)
                return
            if type(one) is Pair:
                self._gathered.add_pair(one, self._where(row))
                self._report(row, Outcome.SENTENCE, one.text)
                return
            if type(one) is Aside:
                self._report(row, Outcome.ASIDE, one.given, reason=one.reason)
                return
        self._report(row, Outcome.ASIDE, _shown(row), reason="nothing in it can be used")

    def _take_entries(self, row: Row, entries: Sequence[Entry]) -> None:
        where = self._where(row)
        known, summary = self._known, self._summary
        outcomes: list[Outcome] = []
        doubts: list[str] = []
        reasons: list[str] = []
        for one in entries:
            entry = one
            key = known.key(entry.base_form)
            inside = key in known.words
            if not inside and key in known.forms:
                entry = replace(entry, doubts=(*entry.doubts, f"spelled like a form of {known.forms[key]}"))
            before, homograph = self._before(key, entry, row.number)
            if homograph:
                entry = replace(entry, doubts=(*entry.doubts, homograph))
            alike = self._alike[where.source.id].before(entry, where.place)
            if alike:
                doubt = f"nearly the same as {alike}, with the same translation"
                entry = replace(entry, doubts=(*entry.doubts, doubt))
            self._gathered.add_entry(entry, where)
            if entry.topics:
                self._categories.meet(entry.topics, where.source.id, entry.base_form)
            if inside:
                outcomes.append(Outcome.IN_PACK)
                summary.add_in_pack(known.words[key], entry.doubts)
            else:
                outcomes.append(Outcome.FOLDED if before else Outcome.CANDIDATE)
                if not before and len(summary.first) < SHOWN:
                    summary.first.append(entry)
            doubts += entry.doubts
            if before:
                reasons.append(
                    f"form of {one.base_form} (folded in), which {before} gave before"
                    if one.proposed
                    else f"given before: {before}"
                )
        outcome = min(outcomes, key=_LEAST_DONE)
        given = "; ".join([one.given or one.base_form for one in entries])
        base_forms = [one.base_form for one in entries]
        reason = "; ".join(dict.fromkeys(reasons))
        self._report(row, outcome, given, base_forms=base_forms, doubts=doubts, reason=reason)

    def _before(self, key: str, entry: Entry, row: int) -> tuple[str, str]:
        """Return which row gave a word before, and which gave another one that is spelled the same; or empty texts."""
        part, level = _index(_PARTS, entry.part_of_speech), _index(_GRADES, entry.level)
        here = (len(self._origins) - 1 & 0xFFFF) << 48 | (row & _ROWS) << 8 | part << 4 | level
        first = self._met.setdefault(key, here)
        if first is None:
            return "", ""
        other = first >> 4 & 15
        if not part or not other or part == other:
            return self._described(first), ""
        same = self._met.setdefault(f"{key}\t{part}", here)
        if same is not None:
            return self._described(same), ""
        return "", f"also given as {_PARTS[other]}"

    def _described(self, met: int) -> str:
        origin, level = self._origins[met >> 48], met & 15
        place = replace(origin, shared=origin.file != self._origins[-1].file).place(met >> 8 & _ROWS)
        return f"{place} ({_GRADES[level]})" if level else place

    def _where(self, row: Row) -> Where:
        origin = self._origins[-1]
        return Where(origin.source, self._number, origin.place(row.number))

    def _report(self, row: Row, outcome: Outcome, given: str, **more: Any) -> None:
        origin = self._origins[-1]
        self._summary.add(RowReport(origin.file, origin.table, row.number, given, outcome, **more))


_LEAST_DONE = [Outcome.CANDIDATE, Outcome.FOLDED, Outcome.IN_PACK].index


def _index(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else 0


def _shown(row: Row) -> str:
    text = " | ".join(filter(None, row.cells))
    return text if len(text) <= LONGEST_GIVEN else f"{text[:LONGEST_GIVEN]}…"
