"""Tables of lemmas as bytes that are looked up where they are: in a file mapped into memory.

A table is lines sorted by word, `word TAB lemma TAB lemma … NEWLINE`, in UTF-8, in blocks of 32. Only the first word of
each block becomes an object: the block of a word is found by bisection, and then searched.

The bytes are a number in 8 digits, so many bytes of JSON, and the lines of all tables. The JSON says where the blocks
of each table are, and holds whatever else is stored with the tables.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

Lemmas = str | list[str] | tuple[str, ...]
"""A lemma, or several."""

_BLOCK = 32
"""Lines per block: with fewer, there are more objects; with more, a search takes longer."""
_DIGITS = 8
_TAB = "\t"


class TableCache(Protocol):
    """Where packed tables are kept for all folders of packs (`builder.cache.Cache` is one)."""

    def get_table(self, name: str, *made_of: str) -> memoryview | None:
        """Return the bytes kept under a name; None if they were made from something else, or are damaged."""

    def put_table(self, name: str, content: bytes, *made_of: str) -> None:
        """Keep bytes under a name. Failing to write them is not an error."""


def texts(lemmas: Lemmas) -> tuple[str, ...]:
    """Return a lemma, or several, as several."""
    return (lemmas,) if isinstance(lemmas, str) else tuple(lemmas)


class PackedTable(Mapping[str, tuple[str, ...]]):
    """A table to be looked up in a sequence of bytes, by word."""

    __slots__ = ("_content", "_ends", "_firsts")

    def __init__(self, content: memoryview, firsts: list[str], ends: list[int]) -> None:
        """Take the first word of each block, and where each block ends; the first of `ends` is where the table begins.

        Raises:
            TypeError, ValueError: they are not what they should be.
        """
        "".join(firsts)  # accepts only texts
        if len(ends) != len(firsts) + 1 or not all(type(end) is int and 0 < end <= len(content) for end in ends):
            raise ValueError("not a table")
        self._content, self._firsts, self._ends = content, firsts, ends

    def __getitem__(self, word: str) -> tuple[str, ...]:
        """Return the lemmas of a word.

        Raises:
            KeyError: the table does not have it.
        """
        lines, begin = self._found(word)
        if begin < 0:
            raise KeyError(word)
        line = lines[begin + 1 :].partition(b"\n")[0]
        return tuple(line.decode(errors="replace").split("\t")[1:])

    def __contains__(self, word: object) -> bool:
        """Whether the table has a word."""
        return isinstance(word, str) and self._found(word)[1] >= 0

    def __iter__(self) -> Iterator[str]:
        """Yield the words in order."""
        for block in range(len(self._firsts)):
            for line in self._lines(block).decode(errors="replace")[1:-1].split("\n"):
                yield line.partition("\t")[0]

    def __len__(self) -> int:
        """Return the number of words."""
        return sum(self._lines(block).count(b"\n") - 1 for block in range(len(self._firsts)))

    def _found(self, word: str) -> tuple[bytes, int]:
        """Return the lines that a word is in, and where the line break before it is; -1: it is not in them."""
        block = bisect_right(self._firsts, word) - 1
        if block < 0 or "\t" in word or "\n" in word:
            return b"", -1
        lines = self._lines(block)
        return lines, lines.find(b"\n%b\t" % word.encode(errors="surrogatepass"))

    def _lines(self, block: int) -> bytes:
        """Return the lines of a block, with the line break before it."""
        return bytes(self._content[self._ends[block] - 1 : self._ends[block + 1]])


def pack(tables: Mapping[str, Mapping[str, Lemmas]], rest: Any) -> bytes:
    """Return tables by name, and something else that JSON can hold, as bytes.

    Raises:
        ValueError: a word has no lemma, or either is empty or has a tab, a line break or half a character in it.
    """
    places: dict[str, tuple[list[str], list[int]]] = {}
    blocks: list[bytes] = [b"\n"]
    end = 1
    for name, table in tables.items():
        words = sorted(table)
        lines = _written(words, table)
        ends = [end]
        for start in range(0, len(lines), _BLOCK):
            blocks.append("".join(lines[start : start + _BLOCK]).encode())
            ends.append(end := end + len(blocks[-1]))
        places[name] = words[::_BLOCK], ends
    header = json.dumps({"tables": places, "rest": rest}, separators=(",", ":")).encode()
    return b"%0*d%b%b" % (_DIGITS, len(header), header, b"".join(blocks))


def _written(words: Sequence[str], table: Mapping[str, Lemmas]) -> list[str]:
    """Return a line for each word with its lemmas."""
    found = [table[word] for word in words]
    lines = [
        f"{word}\t{lemmas if isinstance(lemmas, str) else _TAB.join(lemmas)}\n"
        for word, lemmas in zip(words, found, strict=True)
    ]
    whole = "\n" + "".join(lines)
    count = sum(1 if isinstance(lemmas, str) else len(lemmas) for lemmas in found)
    divided = all(found) and whole.count("\n") == len(lines) + 1 and whole.count("\t") == count
    if not divided or any(two in whole for two in ("\t\t", "\t\n", "\n\t", "\n\n")):
        raise ValueError("a word or a lemma that cannot be told from others")
    return lines


def unpack(content: memoryview) -> tuple[dict[str, PackedTable], Any]:
    """Return tables, and what is stored with them, from what `pack` returned.

    Raises:
        ValueError, TypeError, LookupError: it is something else.
    """
    begin = _DIGITS + int(bytes(content[:_DIGITS]))
    header = json.loads(bytes(content[_DIGITS:begin]))
    packed = content[begin:]
    return {name: PackedTable(packed, *place) for name, place in header["tables"].items()}, header["rest"]
