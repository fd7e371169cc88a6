"""Sentences with a gap where a word was: exercises made from examples."""

import re
from typing import NamedTuple

from pipeline.export.vocabulary import Example, Word

_RUN = re.compile(r"\w+")
_MOST_RUNS = 5
"""The most runs of letters of a word with spaces, hyphens or apostrophes."""


class Gap(NamedTuple):
    """An example, split around the word that it shows."""

    example: Example
    before: str
    taken: str
    after: str


def gap_in(word: Word, *, spaces: bool) -> Gap | None:
    """Return the first example in which a form of the word stands in one piece; None if there is none.

    `spaces` says whether the language is written with spaces between words.
    """
    spellings = {word.base_form.casefold(), *(form.text.casefold() for form in word.forms)}
    find = _whole if spaces else _anywhere
    for meaning in word.meanings:
        for example in meaning.examples:
            if place := find(spellings, example.text):
                start, end = place
                return Gap(example, example.text[:start], example.text[start:end], example.text[end:])
    return None


def _whole(spellings: set[str], sentence: str) -> tuple[int, int] | None:
    """Return where the longest of the spellings is, as whole words."""
    spans = [found.span() for found in _RUN.finditer(sentence)]
    compared = sentence.replace("’", "'")
    compound = any(not one.isalnum() for one in spellings)
    for runs in range(_MOST_RUNS if compound else 1, 0, -1):
        for first in range(len(spans) - runs + 1):
            start, end = spans[first][0], spans[first + runs - 1][1]
            if compared[start:end].casefold() in spellings:
                return start, end
    return None


def _anywhere(spellings: set[str], sentence: str) -> tuple[int, int] | None:
    found = ((sentence.find(one), len(one)) for one in sorted(spellings, key=lambda one: (-len(one), one)))
    return next(((start, start + length) for start, length in found if length and start >= 0), None)
