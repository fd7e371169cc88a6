"""What is kept of imports: the candidates and the sentences of each language, in the order of their letters.

An import is merged into what is kept: what its sources said before is dropped, and what they say now is added. So the
same list twice changes nothing, and a new delivery of a list replaces the one before.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pipeline.intake.candidates import Candidate, Sentence, lines
from pipeline.intake.candidates.claims import as_line, encoded
from pipeline.intake.candidates.fold import Part, by_source, of_all, of_rows
from pipeline.intake.candidates.gather import Said, plain, sentence_key
from pipeline.intake.candidates.lines import NotALineError
from pipeline.intake.known import Known
from pipeline.intake.sources import Source, read_sources
from pipeline.system.files import open_regular

_T = TypeVar("_T")

LONGEST_LINE = 2**26
"""In bytes: far more than any word has."""
OUT_OF_ORDER = "it is not in the order of its letters"

Record = dict[str, Any]


class StoreError(Exception):
    """A file of candidates is damaged. The message says where, and what to do."""

    def __init__(self, path: Path, number: int, why: str) -> None:
        super().__init__(f"{path}:{number}: {why}; restore the file, or remove it and import the lists again")


class Kept(NamedTuple):
    """A line that is kept."""

    key: bytes
    content: bytes
    number: int


def words_file(folder: Path, language: str) -> Path:
    """Return the file with the candidates of a language."""
    return folder / f"{language}.jsonl"


def sentences_file(folder: Path, language: str) -> Path:
    """Return the file with the sentences of a language."""
    return folder / f"{language}.sentences.jsonl"


def read_candidates(folder: Path, language: str) -> Iterator[Candidate]:
    """Yield the candidates of a language in the order of their letters; none if nothing was imported.

    Raises:
        StoreError, SourcesError: the file of candidates or of sources is damaged.
        OSError: it cannot be read.
    """
    return _read(folder, words_file(folder, language), lines.candidate_of)


def read_sentences(folder: Path, language: str) -> Iterator[Sentence]:
    """Yield the sentences of a language in the order of their letters; none if nothing was imported.

    Raises:
        StoreError, SourcesError: the file of sentences or of sources is damaged.
        OSError: it cannot be read.
    """
    return _read(folder, sentences_file(folder, language), lines.sentence_of)


def _read(folder: Path, path: Path, of: Callable[[Record, Mapping[str, Source]], _T]) -> Iterator[_T]:
    sources = read_sources(folder)
    for number, content in _lines(path):
        try:
            yield of(lines.record_in(content), sources)
        except NotALineError as error:
            raise StoreError(path, number, str(error)) from error


def merged_words(
    path: Path, said: Iterable[tuple[bytes, list[Said]]], replaced: Collection[str], known: Known
) -> Iterator[bytes]:
    """Yield the lines of a file of candidates with what an import says.

    `said` is what rows say by key in order, `replaced` the ids of the sources that they are from.

    Raises:
        StoreError: the file is damaged.
        OSError: it cannot be read.
    """
    sources = _Sources(replaced)
    both: Iterator[Any] = merge(_kept_words(path, known), said, key=itemgetter(0))
    for _, ones in groupby(both, itemgetter(0)):
        old: list[Kept] = []
        new: list[Said] = []
        for one in ones:
            if isinstance(one, Kept):
                old.append(one)
            else:
                new += one[1]
        if not new and not any(map(sources.has_said, old)):
            yield from (one.content for one in old)
            continue
        old = [one for one in old if not sources.has_said_all(one)]
        if not old and len(new) == 1:  # of a long list, nearly all
            yield _line(new[0].base_form, new[0].claims, known)
            continue
        others = [part for one in old for part in sources.others(path, one)]
        for part in of_all(others + of_rows(json.loads(one.claims) for one in new)):
            yield _line(as_line(encoded(part.base_form)), as_line(encoded(part.claims)), known)


def _line(base_form: str, claims: str, known: Known) -> bytes:
    in_pack = known.has(json.loads(base_form))
    return lines.candidate_line(base_form, known.language, claims, in_pack=in_pack)


class _Sources:
    """Knows which claims are to be replaced."""

    def __init__(self, replaced: Collection[str]) -> None:
        self._replaced = replaced
        self._marks = [f'"source":{as_line(encoded(one))}'.encode() for one in replaced]

    def has_said(self, one: Kept) -> bool:
        return any(mark in one.content for mark in self._marks)

    def has_said_all(self, one: Kept) -> bool:
        """Return whether all of a line is to be replaced. Inside of a text, quotation marks are escaped."""
        return one.content.count(b'"source":"') == sum(map(one.content.count, self._marks))

    def others(self, path: Path, one: Kept) -> list[Part]:
        try:
            return [
                part for part in by_source(lines.record_in(one.content)["claims"]) if part.source not in self._replaced
            ]
        except (NotALineError, LookupError, TypeError, AttributeError) as error:
            raise StoreError(path, one.number, "it is not a candidate") from error


def merged_sentences(
    path: Path, said: Iterable[tuple[bytes, Record]], replaced: Collection[str], language: str
) -> Iterator[bytes]:
    """Yield the lines of a file of sentences with those of an import, as `merged_words`.

    Raises:
        StoreError: the file is damaged.
        OSError: it cannot be read.
    """
    new = (((key, record["source"]), lines.sentence_line(language, record)) for key, record in said)
    for _, content in merge(_kept_sentences(path, replaced), new, key=itemgetter(0)):
        yield content


def _kept_words(path: Path, known: Known) -> Iterator[Kept]:
    before = b""
    for number, content in _lines(path):
        try:
            key = plain(known.key(lines.base_form_in(content))).encode(errors="surrogatepass")
        except NotALineError as error:
            raise StoreError(path, number, str(error)) from error
        if key < before:
            raise StoreError(path, number, OUT_OF_ORDER)
        before = key
        yield Kept(key, content, number)


def _kept_sentences(path: Path, replaced: Collection[str]) -> Iterator[tuple[tuple[bytes, str], bytes]]:
    before = b"", ""
    for number, content in _lines(path):
        try:
            one = lines.sentence_of(lines.record_in(content), {})
        except NotALineError as error:
            raise StoreError(path, number, str(error)) from error
        key = sentence_key(one.text, one.translation).encode(errors="surrogatepass"), one.source
        if key < before:
            raise StoreError(path, number, OUT_OF_ORDER)
        before = key
        if one.source not in replaced:
            yield key, content


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each line of a file, and its bytes; nothing if there is no file."""
    try:
        file = open_regular(path)
    except FileNotFoundError:
        return
    with file:
        yield from enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1)
