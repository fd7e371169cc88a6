"""Choose wrong options that neither stand out beside the answer nor fall out by themselves."""

import random
import re
import unicodedata
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from itertools import islice

OPTIONS = 4

_ENOUGH = 12
"""Of so many usable options, half are near the answer in length, and three of these are chosen."""

_COGNATE = 0.6
"""From this similarity of spelling on, a translation can be guessed."""

_TELLING = 4
"""Words that begin with the same letters, so many, may be of one family."""


def four(chance: random.Random, answer: str, others: Iterable[str], before: Collection[str] = ()) -> tuple[str, ...]:
    """Return the answer and three others that look like it, in no order; () if there are too few.

    Those of `before` are taken before any others.
    """
    usable = (one for one in others if one.casefold() != answer.casefold() and _look(one) == _look(answer))
    different = dict.fromkeys(islice(usable, _ENOUGH))
    near = sorted(different, key=lambda one: (one not in before, abs(len(one) - len(answer))))[: _ENOUGH // 2]
    chance.shuffle(near)  # of the three nearest, hardly any would be shorter than a short answer
    chosen = sorted(near, key=lambda one: one not in before)[: OPTIONS - 1]
    return (answer, *chosen) if len(chosen) == OPTIONS - 1 else ()


def _look(option: str) -> tuple[bool, bool]:
    """Return what would make an option stand out: a capital, an English infinitive."""
    return option[:1].isupper(), option.startswith("to ")


def alike(word: str, english: str) -> bool:
    """Return whether an English word looks like a word, whatever either means."""
    plain, other = (ascii_letters(one).casefold() for one in (word, english.removeprefix("to ")))
    return SequenceMatcher(None, plain, other).ratio() >= _COGNATE


def told(word: str, definition: str) -> bool:
    """Return whether a definition seems to hold a word, or one of its family: sieben in that of siebzig."""
    own = word.casefold()
    said = (one for one in re.findall(r"\w+", definition.casefold()) if one == own or len(one) >= _TELLING)
    return any(one in own or one[:_TELLING] == own[:_TELLING] for one in said)


def ascii_letters(text: str) -> str:
    """Return a text in the letters that an id has."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-") or "word"
