"""Split text into tokens, and match tokens with the words of the lexicon they may be.

Pure functions over an `Index`. The text is first brought into Unicode normalization form C. Offsets count characters of
that form, which for nearly all texts is the text as given.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from pipeline.model.values import LONGEST_WORD
from pipeline.recognition.context import settled
from pipeline.recognition.index import CACHED_SPELLINGS, Index, Placed
from pipeline.recognition.lookup import look_up
from pipeline.recognition.spelling import nfc
from pipeline.recognition.tokens import Token
from pipeline.system.collector import collector_held

_LONG_TEXT = 2_000
"""The text length, in characters, from which the garbage collector is paused."""


class Tagged(Protocol):
    """A token with a part of speech, like spaCy's."""

    @property
    def idx(self) -> int:
        """Its offset in the text."""

    @property
    def pos_(self) -> str:
        """Its universal part of speech, or an empty text."""


Tagger = Callable[[str], Iterable[Tagged]]
"""A spaCy pipeline, or anything that tags text like one."""

UNIVERSAL_PARTS_OF_SPEECH = {
    "ADJ": {"adjective"},
    "ADP": {"preposition"},
    "ADV": {"adverb"},
    "AUX": {"verb"},
    "CCONJ": {"conjunction"},
    "DET": {"adjective", "pronoun"},
    "INTJ": {"interjection"},
    "NOUN": {"noun"},
    "NUM": {"adjective", "noun"},
    "PART": {"adverb", "preposition"},
    "PRON": {"pronoun", "adjective"},
    "PROPN": {"noun"},
    "SCONJ": {"conjunction"},
    "VERB": {"verb"},
}
"""Our names for the universal parts of speech. Determiners and numerals are adjectives here.

Source: https://universaldependencies.org/u/pos/index.html
"""


def recognise(text: str, index: Index, tagger: Tagger | None = None) -> tuple[Token, ...]:
    """Return the tokens of a text in order, with the words each may be. White space is not a token; everything else is.

    Several candidates are homographs. If a tagger is given, those of a different part of speech are dropped, unless
    none would remain. (A tagger may have limits of its own: spaCy refuses texts of a million characters.)
    No text raises an error. The time is linear in its length.
    """
    text = nfc(text)
    if len(text) > _LONG_TEXT:
        with collector_held():
            tokens = settled(cut(text, index), text, index)
    else:
        tokens = settled(cut(text, index), text, index)
    if tagger is not None:
        tokens = _narrowed(tokens, {one.idx: one.pos_ for one in tagger(text)})
    return tuple(tokens)


def cut(text: str, index: Index) -> list[Token]:
    """Return the tokens of a text in form C without regard to their neighbours.

    No piece goes across a space, so what stands between two spaces (mostly a word, and a mark) is cut once for all its
    occurrences, in this text and in the next.
    """
    tokens: list[Token] = []
    add, new, offset = tokens.append, tuple.__new__, 0
    memory = index.chunks
    for chunk in text.split(" "):
        found = memory.get(chunk)
        if found is None:
            found = _placed(chunk, index)
        for start, end, spelling in found:
            add(new(Token, (offset + start, offset + end, spelling)))  # like Token(…), in a third of the time
        offset += len(chunk) + 1
    return tokens


def _placed(chunk: str, index: Index) -> tuple[Placed, ...]:
    """Return where each piece of a chunk begins and ends, and what it is; a spelling met before costs nothing.

    The index's cache is safe: threads may store the same value in it, or empty it, but none relies on it.
    """
    spellings = index.spellings
    placed: list[Placed] = []
    start = 0
    for piece in (chunk,) if chunk.isalpha() else index.pattern.findall(chunk):
        end = start + len(piece)
        spelling = spellings.get(piece)
        if spelling is None:
            spelling = look_up(index, piece)
            if spelling is not None and len(piece) <= LONGEST_WORD:
                if len(spellings) >= CACHED_SPELLINGS:
                    spellings.clear()
                spellings[piece] = spelling
        if spelling is not None:
            placed.append((start, end, spelling))
        start = end
    found = tuple(placed)
    if len(chunk) <= LONGEST_WORD:
        if len(index.chunks) >= CACHED_SPELLINGS:
            index.chunks.clear()
        index.chunks[chunk] = found
    return found


def _narrowed(tokens: list[Token], tags: dict[int, str]) -> list[Token]:
    return [_narrow(token, tags.get(token.start, "")) if len(token.candidates) > 1 else token for token in tokens]


def _narrow(token: Token, tag: str) -> Token:
    allowed = UNIVERSAL_PARTS_OF_SPEECH.get(tag, set())
    left = tuple(one for one in token.candidates if one.part_of_speech in allowed)
    if not left or left == token.candidates:
        return token
    return token._replace(spelling=replace(token.spelling, candidates=left))
