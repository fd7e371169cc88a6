"""Numbers written as words of several parts: vingt-trois, einundzwanzig. The grammar is data of the profile."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.languages.running_text import Numerals


@dataclass(frozen=True, slots=True)
class Grammar:
    """What whole numbers look like, and what their parts stand for."""

    whole: re.Pattern[str]
    pieces: frozenset[str]
    """The parts, and the joints between them."""
    parts: Mapping[str, str]

    def base_forms(self, lower: str) -> tuple[str, ...]:
        """Return the base forms of the parts of a number in lower case, in order; none: it is no such number."""
        if not self.whole.fullmatch(lower):
            return ()
        found = tuple(self.parts[one] for one in self._pieces_of(lower) if one in self.parts)
        return found if len(found) > 1 else ()

    def _pieces_of(self, number: str) -> Iterable[str]:
        """Return the parts and joints that make up all of a number, the longest first: *cent-otto*, not *cento-tto*."""
        tried: list[tuple[int, tuple[str, ...]]] = [(0, ())]  # where the next piece begins, and those before it
        seen: set[int] = set()
        while tried:
            start, before = tried.pop()
            if start == len(number):
                return before
            if start not in seen:
                seen.add(start)
                pieces = (number[start:end] for end in range(start + 1, len(number) + 1))
                tried += ((start + len(piece), (*before, piece)) for piece in pieces if piece in self.pieces)
        return ()


def grammar(its: Numerals) -> Grammar | None:
    """Return the grammar that a profile states, or None if it states none."""
    if not its.shapes:
        return None
    named: dict[str, str] = {}
    parts: dict[str, str] = {}
    for name, words in its.parts.items():
        named[name] = _either(words)
        parts |= words
    for name, shape in its.shapes.items():
        named[name] = f"(?:{re.sub('<([a-z_]+)>', lambda found: named[found[1]], shape)})"
    whole = re.compile(named[list(its.shapes)[-1]])
    return Grammar(whole, frozenset((*parts, *its.joints)), parts)


def _either(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(one) for one in sorted(words, key=lambda one: (-len(one), one))) + ")"
