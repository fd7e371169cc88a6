"""Merge an entry three ways: what was handed out, what the pack has now, and what came back.

A field that only one side has changed has that side's value. A field that both have changed otherwise is a clash.
Meanings and examples have no names, so each that was handed out is found again by what it says.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.curation.round_trip.cells import (
    EntryCells,
    MeaningCells,
    Texts,
    columned,
    meaning_record,
    value_of,
)
from pipeline.curation.round_trip.steps import Add, Cut, Put, Step
from pipeline.model.fields import EXAMPLE, MEANING, WORD, Record
from pipeline.model.findings import Pointer
from pipeline.model.placeholders import MARKER, is_placeholder

BOTH = "changed here and in the pack"
NEEDED = "it is needed, and cannot be empty"
UNWRITTEN = f"it is needed: leave {MARKER} there until it is written"
HELD = "the pack already has this one, and says something else of it"
GONE = "the pack does not have it any more"
UNSHOWN = "the pack has a value that a cell cannot hold"


@dataclass(frozen=True, slots=True)
class Clash:
    """A value that is not taken over, and why."""

    pointer: Pointer
    """From the entry on, with the numbers that meanings and examples had when they were handed out."""
    base: str
    ours: str
    theirs: str
    why: str = BOTH


@dataclass(slots=True)
class Merged:
    """What an entry of the pack becomes."""

    steps: list[Step] = field(default_factory=list)
    taken: list[tuple[Pointer, str, str]] = field(default_factory=list)
    """Each change: its place as it was handed out, the value before, and the value after."""
    clashes: list[Clash] = field(default_factory=list)


def merge(base: EntryCells, ours: EntryCells, theirs: EntryCells, gone: frozenset[int] = frozenset()) -> Merged:
    """Return what an entry becomes. `theirs` may lack fields, which are then unchanged.

    `gone` are the numbers of meanings whose rows are to be removed. A meaning that was not handed out is new.
    """
    found = Merged()
    _fields(found, WORD, ((), ()), (base.texts, ours.texts, theirs.texts))
    where = _paired((base.meanings, ours.meanings, theirs.meanings), _same_meaning)
    for number, meaning in theirs.meanings.items():
        if number in base.meanings:
            _meaning(found, number, where.get(number), (base.meanings[number], ours.meanings, meaning))
        elif meaning.given:
            _new_meaning(found, ("meanings", number, "meaning"), meaning, ours)
    for number in sorted(gone):
        _without(found, ("meanings", number), where.get(number), base.meanings[number], ours)
    return found


def _new_meaning(found: Merged, named: Pointer, meaning: MeaningCells, ours: EntryCells) -> None:
    """Add a meaning, unless the pack has it."""
    text = meaning.texts.get("meaning") or ""
    held = next((one for one in ours.meanings.values() if text and one.texts["meaning"] == text), None)
    if held is None:
        found.steps.append(Add(("meanings",), meaning_record(meaning)))
        found.taken.append((named, "", text or meaning.texts.get("translation") or ""))
    elif not _says(meaning.texts, held.texts) or not all(
        any(_says(texts, one) for one in held.examples.values()) for texts in meaning.examples.values()
    ):
        found.clashes.append(Clash(named, "", text, text, HELD))


def _says(texts: Texts, held: Texts) -> bool:
    """Whether a record has all that is said of it."""
    return all(not text or held.get(name) == text for name, text in texts.items())


def _without(found: Merged, named: Pointer, index: int | None, base: MeaningCells, ours: EntryCells) -> None:
    """Remove a meaning, if it is as it was handed out, and not the only one."""
    if index is None:
        return  # the pack has removed it, too
    shown = base.texts.get("meaning") or ""
    if ours.meanings[index] != base:
        found.clashes.append(Clash((*named, "meaning"), shown, ours.meanings[index].texts["meaning"] or "", ""))
    elif len(ours.meanings) == sum(isinstance(step, Cut) and len(step.pointer) == 2 for step in found.steps) + 1:
        found.clashes.append(Clash((*named, "meaning"), shown, shown, "", NEEDED))
    else:
        found.steps.append(Cut(("meanings", index)))
        found.taken.append(((*named, "meaning"), shown, ""))


def _meaning(
    found: Merged, number: int, index: int | None, sides: tuple[MeaningCells, dict[int, MeaningCells], MeaningCells]
) -> None:
    base, all_ours, theirs = sides
    named: Pointer = ("meanings", number)
    ours = all_ours.get(index) if index is not None else None
    here: Pointer = ("meanings", index if index is not None else -1)
    _fields(found, MEANING, (named, here), (base.texts, ours.texts if ours else None, theirs.texts))
    known = ours.examples if ours else {}
    where = _paired((base.examples, known, theirs.examples), _same_example)
    left = len(known)
    for place, texts in theirs.examples.items():
        pointers = ((*named, "examples", place), (*here, "examples", where.get(place, -1)))
        before = base.examples.get(place)
        after = known.get(where.get(place, -1))
        if before is None:
            if any(texts.values()):
                _new_example(found, pointers[0], here, ours, texts)
        elif not any(texts.values()) and set(texts) == set(before) and before == after and left > 1:
            left -= 1
            found.steps.append(Cut(pointers[1]))
            found.taken.append(((*pointers[0], "text"), before["text"] or "", ""))
        else:
            _fields(found, EXAMPLE, pointers, (before, after, texts))


def _new_example(found: Merged, named: Pointer, here: Pointer, ours: MeaningCells | None, texts: Texts) -> None:
    text = texts.get("text") or ""
    if ours is None:
        found.clashes.append(Clash((*named, "text"), "", "", text, GONE))
    elif not text:
        found.clashes.append(Clash((*named, "text"), "", "", "", NEEDED))
    elif held := [one for one in ours.examples.values() if one["text"] == text]:
        if not _says(texts, held[0]):
            found.clashes.append(Clash((*named, "translation"), "", held[0]["translation"] or "", "", HELD))
    else:
        value = {one.name: value_of(one, given) for one in columned(EXAMPLE) if (given := texts.get(one.name))}
        found.steps.append(Add((*here, "examples"), value))
        found.taken.append(((*named, "text"), "", text))


def _fields(
    found: Merged, record: Record, pointers: tuple[Pointer, Pointer], sides: tuple[Texts, Texts | None, Texts]
) -> None:
    """Merge the fields of a record. `pointers` say where it was handed out, and where the pack has it now."""
    (named, here), (base, ours, theirs) = pointers, sides
    for one in columned(record):
        if one.name not in theirs:
            continue
        before, after = base.get(one.name) or "", theirs[one.name] or ""
        now = None if ours is None else ours.get(one.name)
        if after in (before, now):
            continue
        if ours is None:
            found.clashes.append(Clash((*named, one.name), before, "", after, GONE))
            return  # the first of its fields says enough
        if now != before:
            found.clashes.append(Clash((*named, one.name), before, now or "", after, UNSHOWN if now is None else BOTH))
        elif not after and one.required:
            why = UNWRITTEN if is_placeholder(before) else NEEDED
            found.clashes.append(Clash((*named, one.name), before, before, after, why))
        else:
            pointer = (*here, one.name)
            found.steps.append(Put(pointer, value_of(one, after)) if after else Cut(pointer))
            found.taken.append(((*named, one.name), before, after))


def _same_meaning(one: MeaningCells, other: MeaningCells) -> bool:
    """Whether two meanings of which one was reworded are the same."""
    texts = {example["text"] for example in one.examples.values()}
    shared = any(example["text"] and example["text"] in texts for example in other.examples.values())
    return shared or bool(one.texts["translation"] and one.texts["translation"] == other.texts["translation"])


def _same_example(one: Texts, other: Texts) -> bool:
    return bool(one["translation"] and one["translation"] == other["translation"])


def _key(one: MeaningCells | Texts) -> str | None:
    return one.texts.get("meaning") if isinstance(one, MeaningCells) else one.get("text")


def _brought_in(ours: MeaningCells | Texts, theirs: MeaningCells | Texts | None) -> bool:
    return theirs is not None and bool(_key(ours)) and _key(ours) == _key(theirs)


_P = TypeVar("_P", MeaningCells, Texts)


def _paired(
    sides: tuple[dict[int, _P], dict[int, _P], dict[int, _P]], alike: Callable[[_P, _P], bool]
) -> dict[int, int]:
    """Return where the pack now has what was handed out: the same text, in its old place if possible.

    What is left is in its old place if it is alike, or has become what came back: it was brought in before.
    """
    base, ours, theirs = sides
    found: dict[int, int] = {}
    for number, one in base.items():
        free = {place: other for place, other in ours.items() if place not in found.values()}
        same = [place for place, other in free.items() if _key(other) == _key(one)]
        if same:
            found[number] = number if number in same else same[0]
    for number, one in base.items():
        if number in found or number not in ours or number in found.values():
            continue
        if alike(one, ours[number]) or _brought_in(ours[number], theirs.get(number)):
            found[number] = number
    return found
