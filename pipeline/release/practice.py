"""What grammar lessons and assessments contain, and what changed in them between two vocabularies.

Both are read from rows as a database has them, so packs and databases compare alike.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from pipeline.release.changes import Change
from pipeline.release.compare import Kind

Texts = tuple[tuple[str, str | None], ...]
"""Values by what they are, a key of `PRACTICE_WHAT`."""


class Sort(Enum):
    """What is compared."""

    GRAMMAR = "grammar lesson"
    ASSESSMENT = "assessment"


class Part(NamedTuple):
    """A rule, example or exercise of a grammar lesson, or a question of an assessment."""

    what: str
    text: str
    """What it says or asks. Parts of one kind with the same text are told apart by their order."""
    values: Texts


class Practice(NamedTuple):
    """A grammar lesson or an assessment."""

    language: str
    sort: Sort
    key: str
    """What it is known by across releases: a lesson by the id that its source gives it."""
    title: str
    level: str
    values: Texts
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PracticeDifference:
    """A grammar lesson or an assessment that differs; as it is now or, if it is retired, as it was."""

    kind: Kind
    practice: Practice
    changes: tuple[Change, ...] = ()


_PARTS = {"rule": "rule", "lesson_example": "example", "exercise": "exercise", "question": "question"}
PRACTICE_WHAT = {
    "title": "title",
    "title_en": "English title",
    "oneliner": "oneliner",
    "oneliner_en": "English oneliner",
    "description": "description",
    "description_en": "English description",
    "subject": "heading",
    "lesson_topic": "topic",
    "practice_level": "level",
    "after": "lesson before it",
    "type": "type",
    "minutes": "minutes",
    "shown": "whether it is shown",
    **_PARTS,
    **{f"{part}_order": f"order of the {label}s" for part, label in _PARTS.items()},
    "rule_description": "description",
    "lesson_example_translation": "translation",
    "practised_rule": "rule practised",
    "options": "options",
    "answer": "answer",
    "answer_explanation": "explanation",
    "answer_explanation_en": "English explanation",
    "points": "points",
    "skill": "skill",
}
"""What can change, in report order, with the text for people."""

_RANK = {what: rank for rank, what in enumerate(PRACTICE_WHAT)}


def practice_differences(old: Iterable[Practice], new: Iterable[Practice]) -> list[PracticeDifference]:
    """Return the differences between the grammar lessons and assessments of two vocabularies, by language."""
    before, now = ({(one.language, one.sort.value, one.key): one for one in ones} for ones in (old, new))
    found = []
    for key in sorted({*before, *now}, key=lambda key: (key[0], list(Sort).index(Sort(key[1])), key[2])):
        if key not in now:
            found.append(PracticeDifference(Kind.RETIRED, before[key]))
        elif key not in before:
            found.append(PracticeDifference(Kind.ADDED, now[key]))
        elif changes := tuple(_changes(before[key], now[key])):
            found.append(PracticeDifference(Kind.CHANGED, now[key], changes))
    return found


def _changes(old: Practice, new: Practice) -> list[Change]:
    found = [*_values(old.values, new.values, None)]
    for what in _PARTS:
        found += _parts(what, *([part for part in one.parts if part.what == what] for one in (old, new)))
    return sorted(found, key=lambda change: _RANK[change.what])


def _values(old: Texts, new: Texts, of: str | None) -> Iterator[Change]:
    before, now = dict(old), dict(new)
    for what in {**before, **now}:
        if before.get(what) != now.get(what):
            yield Change(what, before.get(what), now.get(what), of)


def _parts(what: str, old: list[Part], new: list[Part]) -> Iterator[Change]:
    """Yield the parts that went and came, and what changed in the others, matched by their texts."""
    before, now = _numbered(old), _numbered(new)
    yield from (Change(what, text, None) for text, number in before if (text, number) not in now)
    yield from (Change(what, None, text) for text, number in now if (text, number) not in before)
    for key in (key for key in now if key in before):
        yield from _values(before[key].values, now[key].values, key[0])
    order = [[key[0] for key in one if key in before and key in now] for one in (before, now)]
    if order[0] != order[1]:
        yield Change(f"{what}_order", " / ".join(order[0]), " / ".join(order[1]))


def _numbered(parts: list[Part]) -> dict[tuple[str, int], Part]:
    found: dict[tuple[str, int], Part] = {}
    for part in parts:
        number = next(number for number in range(len(parts)) if (part.text, number) not in found)
        found[part.text, number] = part
    return found
