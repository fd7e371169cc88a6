"""What changed about one word.

Meanings have no key of their own. Two are the same meaning if they have the same text; failing that, the same
translation; failing that, an example in common. So a reworded meaning is told from one that replaced another.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.release.content import Entry, Sense


class Change(NamedTuple):
    """A value that was added (`old` is None), removed (`new` is None) or changed.

    `what` is one of `WHAT`. `of` tells which of several it is: the level of a priority, the meaning of an example.
    """

    what: str
    old: str | None
    new: str | None
    of: str | None = None


WHAT = {
    "part_of_speech": "part of speech",
    "level": "level",
    "priority": "priority",
    "pronunciation": "pronunciation",
    "notes": "notes",
    "meaning": "meaning",
    "meaning_order": "order of the meanings",
    "translation": "translation",
    "meaning_part_of_speech": "part of speech of the meaning",
    "explanation": "explanation",
    "example": "example",
    "example_translation": "translation of the example",
    "example_order": "order of the examples",
    "form": "form",
    "form_analysis": "analysis of the form",
    "relation": "relation",
}
"""What can change about a word, in the order of a report, and how people are told."""


def changes_between(old: Entry, new: Entry) -> Iterator[Change]:
    """Yield what changed about a word, in the order of `WHAT`; within one kind, in the order of the entry."""
    found = [
        *_value("part_of_speech", old.part_of_speech, new.part_of_speech),
        *_levels(old, new),
        *_value("pronunciation", old.pronunciation, new.pronunciation),
        *_value("notes", old.notes, new.notes),
        *_senses(old.senses, new.senses),
        *_forms(old, new),
        *_relations(old, new),
    ]
    order = list(WHAT)
    yield from sorted(found, key=lambda change: order.index(change.what))


def _value(what: str, old: str | None, new: str | None, of: str | None = None) -> Iterator[Change]:
    if old != new:
        yield Change(what, old, new, of)


def _levels(old: Entry, new: Entry) -> Iterator[Change]:
    before, now = dict(old.levels), dict(new.levels)
    gone = [level for level in before if level not in now]
    come = [level for level in now if level not in before]
    if len(gone) == len(come) == 1:
        yield Change("level", gone[0], come[0])
    else:
        yield from (Change("level", level, None) for level in gone)
        yield from (Change("level", None, level) for level in come)
    for level, priority in now.items():
        if level in before:
            yield from _value("priority", str(before[level]), str(priority), level)


def _forms(old: Entry, new: Entry) -> Iterator[Change]:
    before = {(type_, text): analysis for type_, text, analysis in old.forms}
    now = {(type_, text): analysis for type_, text, analysis in new.forms}
    yield from (Change("form", text, None, type_) for type_, text in before if (type_, text) not in now)
    for (type_, text), analysis in now.items():
        if (type_, text) not in before:
            yield Change("form", None, text, type_)
        else:
            yield from _value("form_analysis", before[type_, text], analysis, text)


def _relations(old: Entry, new: Entry) -> Iterator[Change]:
    before, now = dict(old.relations), dict(new.relations)
    for other in sorted({*before, *now}):
        yield from _value("relation", before.get(other), now.get(other), other)


def _senses(old: Sequence[Sense], new: Sequence[Sense]) -> Iterator[Change]:
    pairs = _paired(old, new)
    yield from (Change("meaning", sense.text, None) for index, sense in enumerate(old) if index not in pairs)
    came = set(range(len(new))) - set(pairs.values())
    yield from (Change("meaning", None, new[index].text) for index in sorted(came))
    places = list(pairs.values())
    if places != sorted(places):
        order = [new[place].text for place in sorted(places)]
        yield Change("meaning_order", " / ".join(old[place].text for place in pairs), " / ".join(order))
    for before, now in pairs.items():
        yield from _sense(old[before], new[now])


def _sense(old: Sense, new: Sense) -> Iterator[Change]:
    yield from _value("meaning", old.text, new.text)
    yield from _value("translation", old.translation, new.translation, new.text)
    yield from _value("meaning_part_of_speech", old.part_of_speech, new.part_of_speech, new.text)
    yield from _value("explanation", old.explanation, new.explanation, new.text)
    before, now = dict(old.examples), dict(new.examples)
    yield from (Change("example", text, None, new.text) for text in before if text not in now)
    for text, translation in now.items():
        if text not in before:
            yield Change("example", None, text, new.text)
        else:
            yield from _value("example_translation", before[text], translation, text)
    order = [[text for text, _ in sense.examples if text in before and text in now] for sense in (old, new)]
    if order[0] != order[1]:
        yield Change("example_order", " / ".join(order[0]), " / ".join(order[1]), new.text)


def _paired(old: Sequence[Sense], new: Sequence[Sense]) -> dict[int, int]:
    """Return which meaning became which, by index, in the order of the old ones. Takes time in proportion to both."""
    pairs: dict[int, int] = {}
    keys: tuple[Callable[[Sense], Iterable[Hashable]], ...] = (
        lambda sense: [sense.text],
        lambda sense: [sense.translation],
        lambda sense: [text for text, _ in sense.examples],
    )
    for key in keys:
        taken = set(pairs.values())
        free: dict[Hashable, list[int]] = {}
        for index in reversed(range(len(new))):
            for one in key(new[index]) if index not in taken else ():
                free.setdefault(one, []).append(index)
        for index, sense in enumerate(old):
            if index not in pairs:
                found = _take(taken, (free.get(one, []) for one in key(sense)))
                if found is not None:
                    pairs[index] = found
    return dict(sorted(pairs.items()))


def _take(taken: set[int], offers: Iterable[list[int]]) -> int | None:
    """Take the first place that is still free out of some lists; places already taken are dropped on the way."""
    for places in offers:
        while places:
            place = places.pop()
            if place not in taken:
                taken.add(place)
                return place
    return None
