"""Merge a workbook that comes back into the pack that it was exported from. Writes nothing.

Each word is merged three ways (`curation.round_trip.merge`). A word with a clash stays as it is in the pack as a whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.builder.discover import PackFolder
from pipeline.curation.entry_plan import plain_name
from pipeline.curation.files import Rewrite
from pipeline.curation.round_trip.cells import EntryCells, column_of
from pipeline.curation.round_trip.merge import BOTH, GONE, Merged, merge
from pipeline.curation.round_trip.plan import NewEntry, plan
from pipeline.curation.round_trip.refused import Refused
from pipeline.curation.round_trip.steps import Cut, Put, Step, value_at
from pipeline.curation.round_trip.workbook import LEVEL, titles_of
from pipeline.intake.deliveries import Memory, recalled
from pipeline.intake.handed_out import Line, Workbook, workbook_of
from pipeline.intake.matching import FIRST_NEW, Begun, Matched, Returned, disagreements, matched
from pipeline.intake.new_words import added, is_new, not_added
from pipeline.intake.notes import STAYS, Note, NoteKind, refusal
from pipeline.intake.paradigm_tables import without_rows
from pipeline.intake.present import Now, Place, Present, read_pack
from pipeline.intake.readers.family import NotReadableError
from pipeline.model.findings import Finding, Pointer
from pipeline.model.lexicon import Document
from pipeline.stages import Context

_ROW = "the pack has changed it"
_NOTHING = "the pack has this word, and a new row for it must say another meaning"


@dataclass(slots=True)
class Update:
    """What becomes of a pack, and of everything in the workbook that is not as it was handed out."""

    rewrites: list[Rewrite] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    faults: tuple[Finding, ...] = ()
    """Why some files of the pack cannot be read. Their words stay as they are."""
    matched: Matched | None = None
    """The words of the workbook."""
    memory: Memory | None = None
    """To be kept once the files are written, if the workbook brought anything."""

    @property
    def complete(self) -> bool:
        """Whether the pack then says everything that the workbook says."""
        return not any(note.open for note in self.notes)


@dataclass(slots=True)
class _Change:
    """What is to become of a word, until the files are planned."""

    word: Returned
    merged: Merged
    notes: list[Note]


def plan_update(pack: PackFolder, path: Path, folder: Path | None = None, *, remove: bool = False) -> Update:
    """Plan what a workbook makes of its pack. Words and meanings whose rows are gone stay, unless `remove` says not.

    `folder` is that of the candidates, which remembers what the workbook brought before.

    Raises:
        NotReadableError: the file is not a workbook of this pack, or is damaged.
        OSError: it cannot be read.
    """
    book = workbook_of(path)
    if book.language != pack.language:
        raise NotReadableError(f"{path} has words of “{book.language}”, not of “{pack.language}”")
    if folder is None:
        return plan_merge(pack, read_pack(pack), book, remove=remove)
    memory = recalled(folder, book)
    update = plan_merge(pack, read_pack(pack), book, remove=remove)
    if update.matched is not None:
        update.memory = memory.after(book, update.matched, {note.word for note in update.notes if note.open})
    return update


def plan_merge(pack: PackFolder, now: Now, book: Workbook, *, remove: bool = False) -> Update:
    """Plan what the rows of a workbook make of its pack, as `plan_update` does."""
    context = Context(folder=pack.path, name=pack.name, profile=pack.profile)
    sound = now.documents
    titles = titles_of(_topics(sound))
    topics = {title.casefold(): topic for topic, title in titles.items() if plain_name(topic)}
    found = matched(book, topics)
    update = Update(notes=found.notes, faults=now.faults, matched=found)
    present = Present(sound)
    changes: dict[Place, _Change] = {}
    for word in found.returned.values():
        place = present.find(word)
        change = _merged(word, present.cells(place), topics, remove=remove)
        update.notes += change.notes
        if place and change.merged.steps:
            changes[place] = change
    new = [one for one in found.begun if is_new(one, present, sound, context.profile, update.notes)]
    _settle(update, pack, sound, changes, new)
    return update


def _topics(documents: Sequence[Document]) -> list[str]:
    record: Any = next((one.data for one in documents if one.kind == "pack"), None)
    stated = record.get("topics") if isinstance(record, dict) else None
    return list(stated) if isinstance(stated, dict) else []


def _merged(word: Returned, ours: EntryCells | None, topics: dict[str, str], *, remove: bool) -> _Change:
    """Merge a word, and note what is not taken over. If anything is not, no step is left."""
    if not word.lines:
        return _removed(word, ours, remove=remove)
    base, theirs = word.handed.cells, word.cells()
    gone = word.gone if remove else frozenset[int]()
    found = merge(base, base if ours is None else ours, theirs, gone)
    notes = list(_refusals(word, topics))
    if ours is None:
        if found.taken or found.clashes:
            notes.append(Note(NoteKind.CONFLICT, word.line(None).at.cell("base_form"), word.name, why=GONE))
        return _Change(word, Merged(), notes)
    notes += [
        _note(
            NoteKind.CONFLICT if one.why == BOTH else NoteKind.REFUSED,
            word,
            (one.pointer, one.ours, one.theirs),
            one.why,
            STAYS,
        )
        for one in found.clashes
    ]
    if notes:
        found = Merged()
    if not remove:
        notes += [
            Note(NoteKind.LEFT, "", word.name, "meaning", base.meanings[number].texts["meaning"] or "")
            for number in sorted(word.gone & base.meanings.keys())
        ]
    return _Change(word, found, notes)


def _removed(word: Returned, ours: EntryCells | None, *, remove: bool) -> _Change:
    """Return what becomes of a word of which no row came back."""
    if ours is None:
        return _Change(word, Merged(), [])
    if not remove:
        return _Change(word, Merged(), [Note(NoteKind.LEFT, "", word.name)])
    if ours != word.handed.cells:
        return _Change(word, Merged(), [Note(NoteKind.CONFLICT, "", word.name, why=_ROW)])
    return _Change(word, Merged([Cut(())], [((), word.name, "")]), [])


def _refusals(word: Returned, topics: dict[str, str]) -> Iterator[Note]:
    """Yield what is wrong with the rows of a word, whatever the pack says."""

    def refused(line: Line, column: str, why: str, theirs: str = "", *, about: str = "") -> Note:
        where = line.at.cell(column)
        return Note(NoteKind.REFUSED, where, word.name, about or column, theirs=theirs, why=why, outcome=STAYS)

    for line in word.lines.values():
        for column, why in line.faults.items():
            yield refused(line, column, why)
        if line.level and line.level.upper() != word.handed.level:
            yield refused(line, LEVEL, "move the entry to the folder of the level instead", line.level)
        if topics.get(line.at.sheet.casefold(), word.handed.topic) != word.handed.topic:
            why = "move the entry to the file of the topic instead"
            yield refused(line, "base_form", why, line.at.sheet, about="topic")
    for number, meaning in word.cells().meanings.items():
        if number >= FIRST_NEW and not meaning.given:
            yield refused(word.line(number), "meaning", _NOTHING)
    for line, column in disagreements(word):
        why = "the rows of the word do not agree; what belongs to the word stands in its first row"
        yield refused(line, column, why, line.cells[column])


def _note(kind: NoteKind, word: Returned, value: tuple[Pointer, str, str], why: str = "", outcome: str = "") -> Note:
    """Return a note on a value of a word: its pointer as it was handed out, and what the two sides have."""
    pointer, ours, theirs = value
    column = column_of(pointer)
    where = word.line(pointer[1] if len(pointer) > 1 else None).at.cell(column) if word.lines else ""
    return Note(kind, where, word.name, column, ours, theirs, why, outcome)


def _settle(
    update: Update,
    pack: PackFolder,
    documents: Sequence[Document],
    changes: dict[Place, _Change],
    new: Sequence[Begun],
) -> None:
    """Plan the files, and note what became of each change."""
    steps: dict[tuple[str, int], list[Step]] = {place: one.merged.steps for place, one in changes.items()}
    rewritten = plan(pack, documents, steps, [NewEntry(one.record(), one.level, one.topic) for one in new])
    gone = [place for place, own in steps.items() if Cut(()) in own and place not in rewritten.changed]
    update.rewrites = [*rewritten.rewrites, *without_rows(pack.path, documents, gone)]
    for place, change in changes.items():
        refused = [_refusal(change, one) for one in rewritten.changed.get(place, ())]
        update.notes += refused or _taken(change)
    for number, begun in enumerate(new):
        refused = [not_added(begun, one) for one in rewritten.new.get(number, ())]
        update.notes += refused or [added(begun)]


def _taken(change: _Change) -> Iterator[Note]:
    """Yield what is taken over of a word."""
    for pointer, before, after in change.merged.taken:
        kind = NoteKind.CHANGED
        if pointer[-1:] in ((), ("meaning",)) and not (before and after):
            kind = NoteKind.ADDED if after else NoteKind.REMOVED
        yield _note(kind, change.word, (pointer, before, after))


def _refusal(change: _Change, refused: Refused) -> Note:
    """Return a note on a value for which a word stays as it is."""
    word = change.word
    if not word.lines:
        return Note(NoteKind.REFUSED, "", word.name, why=refused.why, outcome=STAYS)
    pointer = _in_workbook(refused, change.merged)
    line = word.line(pointer[1] if len(pointer) > 1 else None)
    return refusal(word.name, line, pointer, refused.why, STAYS)


def _in_workbook(refused: Refused, merged: Merged) -> Pointer:
    """Return where the rows of a word have a value that is refused; empty if it is not in one cell."""
    for step, (pointer, _, _) in zip(merged.steps, merged.taken, strict=True):
        if isinstance(step, Cut) or refused.pointer[: len(step.pointer)] != step.pointer:
            continue
        rest = refused.pointer[len(step.pointer) :]
        if isinstance(step, Put):
            record, inside = pointer, rest
        else:
            record, inside = (*pointer[:-1], *rest[1:]), rest[1:]
        if value_at(step.value, inside) == refused.value:
            return record
    return ()
