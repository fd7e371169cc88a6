"""What changed in one word.

Meanings have no key of their own. Two are the same meaning if they have the same text; failing that, the same
translation; failing that, an example in common. This tells a reworded meaning from one that replaced another.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.model.contrasts import parted
from pipeline.model.fields import EXAMPLE, FORM, LEVEL, MEANING, WORD, Record, stored
from pipeline.release.content import Entry, Sense, Values


class Change(NamedTuple):
    """A value that was added (`old` is None), removed (`new` is None) or changed.

    `what` is one of `WHAT`. `of` says which of several it is about: the level of a priority, the meaning of an example.
    """

    what: str
    old: str | None
    new: str | None
    of: str | None = None


def _told(record: Record) -> dict[str, str]:
    """Return what can change in the rows of a record: their values, and which rows exist, named by the last key."""
    fields = stored(record)
    keys = [field for field in fields if field.key]
    return {field.what: field.label for field in fields if field not in keys[:-1]}


WHAT = {
    **{field.what: field.label for field in stored(WORD)},
    **_told(LEVEL),
    **_told(MEANING),
    "meaning_order": "order of the meanings",
    **_told(EXAMPLE),
    "example_order": "order of the examples",
    **_told(FORM),
    "topic": "topic",
    "relation": "relation",
    "homograph": "homograph",
    "contrast": "contrast",
}
"""What can change in a word, in report order, with the text for people."""

_NOTES = [field.name for field in stored(WORD)].index("notes")
_RANK = {what: rank for rank, what in enumerate(WHAT)}


def changes_between(old: Entry, new: Entry) -> Iterator[Change]:
    """Yield the changes to a word, in the order of `WHAT`; within one kind, in the order of the entry."""
    found = [
        *_values(WORD, _without_contrasts(old), _without_contrasts(new)),
        *_levels(old.levels, new.levels),
        *_senses(old.senses, new.senses),
        *_rows(FORM, old.forms, new.forms),
        *_topics(old, new),
        *_relations(old, new),
        *_homographs(old, new),
        *_contrasts(old, new),
    ]
    yield from sorted(found, key=lambda change: _RANK[change.what])


def _values(record: Record, old: Values, new: Values, of: str | None = None) -> Iterator[Change]:
    """Yield the values that differ. A changed key has no `of`, since `of` names the key."""
    for field, before, now in zip(stored(record), old, new, strict=True):
        if before != now:
            yield Change(field.what, _text(before), _text(now), None if field.key else of)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _rows(record: Record, old: Sequence[Values], new: Sequence[Values], of: str | None = None) -> Iterator[Change]:
    """Yield the rows that were removed and added, and what changed in the others, matched by their keys.

    `of` is what the rows belong to; by default their first key, if they have several.
    """
    *outer, last = [field for field in stored(record) if field.key]
    size = len(outer) + 1

    def owner(key: Values) -> str | None:
        return of or (key[0] if outer else None)

    before, now = ({row[:size]: row for row in rows} for rows in (old, new))
    yield from (Change(last.what, key[-1], None, owner(key)) for key in before if key not in now)
    for key, row in now.items():
        if key not in before:
            yield Change(last.what, None, key[-1], owner(key))
        else:
            yield from _values(record, before[key], row, key[-1])


def _levels(old: Sequence[Values], new: Sequence[Values]) -> Iterator[Change]:
    """Yield the changes to the levels. Replacing one level with another is one change."""
    found = list(_rows(LEVEL, old, new))
    moved = [change for change in found if change.what == "level"]
    if [change.new is None for change in moved] == [True, False]:
        yield Change("level", moved[0].old, moved[1].new)
        found = [change for change in found if change not in moved]
    yield from found


def _topics(old: Entry, new: Entry) -> Iterator[Change]:
    """Yield the topics that went and came, if both say which there are."""
    if old.topics is not None and new.topics is not None:
        yield from (Change("topic", topic, None) for topic in old.topics if topic not in new.topics)
        yield from (Change("topic", None, topic) for topic in new.topics if topic not in old.topics)


def _relations(old: Entry, new: Entry) -> Iterator[Change]:
    before, now = ({other: kind for other, kind, _ in entry.relations} for entry in (old, new))
    spelled = {other: base_form for entry in (old, new) for other, _, base_form in entry.relations}
    for other in sorted({*before, *now}):
        if before.get(other) != now.get(other):
            yield Change("relation", before.get(other), now.get(other), spelled[other])


def _homographs(old: Entry, new: Entry) -> Iterator[Change]:
    before, now = dict(old.homographs), dict(new.homographs)
    for name in sorted({*before, *now}):
        if before.get(name) != now.get(name):
            yield Change("homograph", _text(before.get(name)), _text(now.get(name)), name)


def _without_contrasts(entry: Entry) -> Values:
    """Return the values of a word, with only its curator's part of the notes."""
    return (*entry.values[:_NOTES], parted(entry.values[_NOTES]).own, *entry.values[_NOTES + 1 :])


def _contrasts(old: Entry, new: Entry) -> Iterator[Change]:
    before, now = (parted(entry.values[_NOTES]).others for entry in (old, new))
    yield from (Change("contrast", other, None) for other in before if other not in now)
    yield from (Change("contrast", None, other) for other in now if other not in before)


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
    yield from _values(MEANING, old.values, new.values, new.text)
    yield from _rows(EXAMPLE, old.examples, new.examples, new.text)
    both = {text for text, *_ in old.examples} & {text for text, *_ in new.examples}
    order = [[text for text, *_ in sense.examples if text in both] for sense in (old, new)]
    if order[0] != order[1]:
        yield Change("example_order", " / ".join(order[0]), " / ".join(order[1]), new.text)


def _paired(old: Sequence[Sense], new: Sequence[Sense]) -> dict[int, int]:
    """Return which meaning became which, by index, in the order of the old ones, in time linear in both."""
    pairs: dict[int, int] = {}
    keys: tuple[Callable[[Sense], Iterable[Hashable]], ...] = (
        lambda sense: [sense.text],
        lambda sense: [sense.translation],
        lambda sense: [text for text, *_ in sense.examples],
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
    """Take the first free place from some lists, dropping places already taken on the way."""
    for places in offers:
        while places:
            place = places.pop()
            if place not in taken:
                taken.add(place)
                return place
    return None
