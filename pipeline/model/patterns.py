"""The construction that a meaning is, in a small grammar: `quedar + se`, `aller + Inf`, `passen zu`, `vouloir dire`.

A pattern is words of the language, in the order in which they usually stand; verbs are infinitives. After a plus sign
comes a slot, which another word fills: one of `SLOTS`, or the reflexive pronoun, which stands for those of all persons.
"""

from collections.abc import Collection
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.model.lexicon import Features

SLOTS: MappingProxyType[str, Features] = MappingProxyType(
    {
        "Inf": {"VerbForm": "Inf"},
        "Part": {"VerbForm": "Part"},
        "Ger": {"VerbForm": "Ger"},
        "Acc": {"Case": "Acc"},
        "Dat": {"Case": "Dat"},
        "Gen": {"Case": "Gen"},
    }
)
"""The slots, with the Universal Dependencies features of what fills them. Of Part, it is the past participle.

Source: https://universaldependencies.org/u/feat/index.html
"""


class PatternError(ValueError):
    """A text is not a pattern. The message says why."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A construction: its words in order, and its slots in order."""

    words: tuple[str, ...]
    slots: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join((*self.words, *(f"+ {slot}" for slot in self.slots)))


def parsed(text: str, reflexives: Collection[str]) -> Pattern:
    """Return the pattern in a text. `reflexives` are the reflexive pronouns of the third person.

    Raises:
        PatternError: it is not one.
    """
    words, *slots = (part.split() for part in text.split("+"))
    known = (*reflexives, *SLOTS)
    if not words:
        raise PatternError("a pattern begins with a word")
    for slot in slots:
        if len(slot) != 1 or slot[0] not in known:
            given = f", not “{' '.join(slot)}”" if slot else ""
            raise PatternError(f"after + comes one of {', '.join(known)}{given}")
    if len(words) + len(slots) < 2:
        raise PatternError("a pattern has a second word, or a slot after +")
    return Pattern(tuple(words), tuple(slot[0] for slot in slots))
