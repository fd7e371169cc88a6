"""A long text in pieces that can be recognised one by one, with what comes of it as if it were whole.

A piece ends with a sentence. Recognition looks beyond that for three things: phrases with a point in them, titles
before one (Dr. Schmidt), and words that are a name elsewhere. The first two are kept in one piece; for the third, the
text is gone through twice.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.recognition import tokenizer
from pipeline.recognition.context import settled
from pipeline.recognition.index import Index
from pipeline.recognition.recognition import cut
from pipeline.recognition.spelling import nfc
from pipeline.recognition.tokens import Cue, Token, TokenKind

PIECE = 1 << 16
"""Characters that a piece has at least, unless the text ends."""

_PHRASE = Cue.PHRASE.value


class Piece(NamedTuple):
    """Part of a text in normalization form C, with the place of its first character in the whole."""

    start: int
    text: str

    def recognised(self, index: Index, names: Container[str] = ()) -> list[Token]:
        """Return the tokens, their places counted from the start of the piece."""
        return settled(cut(self.text, index), self.text, index, names)


def pieces(chunks: Iterable[str], index: Index, size: int = PIECE) -> Iterator[Piece]:
    """Yield a text that comes in chunks of any size in pieces of whole sentences, in order and without gaps.

    A piece is longer than `size` only as far as its last sentence is. No more than one piece, and a chunk, is held.
    """
    start, wanted, raw, ready = 0, size, "", ""
    for chunk in chunks:
        raw += chunk
        if len(ready) + len(raw) < wanted:
            continue
        whole = _before_last_space(raw)
        ready, raw = ready + nfc(raw[:whole]), raw[whole:]
        end = _last_end(cut(ready, index), ready, index)
        if end:
            yield Piece(start, ready[:end])
            start, ready = start + end, ready[end:]
        wanted = len(ready) + len(raw) + size if end else 2 * wanted  # so that one long sentence is not cut ever again
    yield Piece(start, ready + nfc(raw))


def _before_last_space(text: str) -> int:
    """Return where the last white space of a text begins, which parts tokens and composed characters; 0: nowhere."""
    return next((place for place in range(len(text) - 1, 0, -1) if text[place].isspace()), 0)


def _last_end(tokens: Sequence[Token], text: str, index: Index) -> int:
    """Return where the last sentence ends beyond which nothing is looked for; 0: nowhere."""
    longest = max((lengths[0][0] for _, lengths in index.phrases.values()), default=1)
    for number in range(len(tokens) - 1, 0, -1):
        end = tokens[number].end
        if _ends_sentence(tokens[number]) and text[end : end + 1].isspace():
            before = tokens[max(0, number - longest + 1) : number + 1]
            if not any(one.spelling.cues & _PHRASE for one in before) and not _is_title(tokens[number - 1], index):
                return end
    return 0


def _ends_sentence(token: Token) -> bool:
    return token.kind is TokenKind.PUNCTUATION and tokenizer.ends_sentence(token.text)


def _is_title(token: Token, index: Index) -> bool:
    return token.spelling.lower in index.rules.name_titles or token.spelling.lower in index.rules.given_names
