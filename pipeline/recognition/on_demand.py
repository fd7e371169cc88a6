"""The parts of an index that are made when they are asked for: of a large language, a text needs a small part."""

from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Sequence
from typing import Any, TypeVar, overload

from pipeline.recognition.entries import CompactWord
from pipeline.recognition.forms import Forms, Readings
from pipeline.recognition.indexer import Indexer
from pipeline.recognition.phrases import Phrase
from pipeline.recognition.spelling import without_acute
from pipeline.recognition.tokens import Candidate
from pipeline.recognition.weights import heaviest_first

REMEMBERED = 10_000
"""How many values of a mapping are kept, with about half a kilobyte each; then the memory starts again."""

V = TypeVar("V")
T = TypeVar("T")
Table = dict[str, Any]
"""By key, what its value is made of: most often one small thing, as there are hundreds of thousands of keys."""
Numbers = int | tuple[int, ...]
"""The places of words in the order of need: of one word, which is most often all, or of several."""


class OnDemand(Mapping[str, V]):
    """A mapping whose keys are read when it is first used, and each value when it is first asked for.

    Threads may share it: two that ask at the same time may both make the same.
    """

    __slots__ = ("_made", "_make", "_read", "_table")

    def __init__(self, read: Callable[[], Table], make: Callable[[str, Any], V]) -> None:
        self._read, self._make = read, make
        self._table: Table | None = None
        self._made: dict[str, V] = {}

    @overload
    def get(self, key: str, /) -> V | None: ...
    @overload
    def get(self, key: str, /, default: V | T) -> V | T: ...
    def get(self, key: str, /, default: Any = None) -> Any:
        """Return the value of a key."""
        table = self._table
        if table is None:
            table = self._keys()
        what = table.get(key)
        if what is None:
            return default
        found = self._made.get(key)
        return self._new(key, what) if found is None else found

    def __getitem__(self, key: str) -> V:
        what = self._keys()[key]
        found = self._made.get(key)
        return self._new(key, what) if found is None else found

    def __contains__(self, key: object) -> bool:
        return key in self._keys()

    def keys(self) -> KeysView[str]:
        """Return the keys."""
        return self._keys().keys()

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys())

    def __len__(self) -> int:
        return len(self._keys())

    def _keys(self) -> Table:
        if self._table is None:
            self._table = self._read()
        return self._table

    def _new(self, key: str, what: Any) -> V:
        found = self._make(key, what)
        if len(self._made) >= REMEMBERED:
            self._made.clear()
        self._made[key] = found
        return found


class StoredForms:
    """What `Forms` holds, from words whose forms stay as they are stored until one of their spellings is looked up."""

    def __init__(self, words: Sequence[CompactWord], indexer: Indexer) -> None:
        self._words, self._indexer = words, indexer
        self._composed: dict[int, frozenset[str]] = {}
        """By place of the word, the spellings that have to do with others; most words have none."""
        self._hosts_of_composed: dict[int, tuple[str, ...]] = {}
        self._phrases: list[Phrase] = []
        self._separable: dict[str, dict[str, tuple[Candidate, ...]]] = {}
        self._spellings: Table = {}
        for number, word in enumerate(words):
            composed = indexer.composed(word)
            if composed:
                self._enter_composed(number, composed)
            else:
                _enter(self._spellings, (word.entry.base_form, *word.texts), number)
        self._spellings.pop("", None)  # of a damaged database
        self.exact = OnDemand(lambda: self._spellings, self._readings)
        """As in `Forms`, before anything is judged."""

    def forms(self, judged: Readings) -> Forms:
        """Return them, arranged for lookup, with other readings of the spellings that have been judged."""

        def readings(spelling: str, numbers: Numbers) -> tuple[Candidate, ...]:
            return judged.get(spelling) or self._readings(spelling, numbers)

        return Forms(
            exact=OnDemand(lambda: self._spellings, readings),
            hosts=OnDemand(self._hosting_spellings, self._hosts),
            separable=self._separable,
            phrases=tuple(self._phrases),
        )

    def _enter_composed(self, number: int, composed: frozenset[str]) -> None:
        word = self._words[number]
        self._composed[number] = composed
        found = self._indexer.composed_forms(word, composed)
        _enter(self._spellings, found.exact, number)
        self._phrases.extend(found.phrases)
        self._hosts_of_composed[number] = tuple(found.hosts)
        for verb, particles in found.separable.items():
            known = self._separable.setdefault(verb, {})
            for particle, candidates in particles.items():
                known[particle] = known.get(particle, ()) + candidates

    def _readings(self, spelling: str, numbers: Numbers) -> tuple[Candidate, ...]:
        found: list[Candidate] = []
        for number in _each(numbers):
            word = self._words[number]
            composed = self._composed.get(number)
            if composed is None:
                found += self._indexer.readings(word.only(spelling.__eq__), spelling)
            else:
                found += self._indexer.forms((word.only({spelling, *composed}.__contains__),)).exact[spelling]
        return heaviest_first(found) if len(found) > 1 else tuple(found)

    def _hosts(self, stem: str, numbers: Numbers) -> tuple[tuple[str, Candidate], ...]:
        found: list[tuple[str, Candidate]] = []
        for number in _each(numbers):
            word, composed = self._words[number], self._composed.get(number, ())
            its = {text for text in word.texts if text in composed or self._host_key(text) == stem}
            found += self._indexer.forms((word.only(its.__contains__),)).hosts.get(stem, ())
        return tuple(found)

    def _hosting_spellings(self) -> Table:
        """Return the words with forms that may take enclitics, by the keys of those."""
        table: Table = {}
        places: dict[int, list[int]] = {}  # by identity of cells, which the words keep alive
        for number, word in enumerate(self._words if self._indexer.rules.enclitic_hosts else ()):
            if "verb" in word.parts_of_speech:
                cells, composed = word.cells, self._composed.get(number, ())
                its = places.get(id(cells))
                if its is None:
                    its = places[id(cells)] = [
                        at for at, one in enumerate(cells.analyses) if self._indexer.hosting(one)
                    ]
                texts = (word.entry.base_form, *(word.texts[at] for at in its))
                _enter(table, [self._host_key(text) for text in texts if text not in composed], number)
                _enter(table, self._hosts_of_composed.get(number, ()), number)
        return table

    def _host_key(self, text: str) -> str:
        return without_acute(self._indexer.rules.profile.lowered(text))


def _enter(table: Table, keys: Iterable[str], number: int) -> None:
    """Add a word under each of its keys. Words come in order, so that those of a key are in order, too."""
    enter = table.setdefault
    for key in keys:
        known = enter(key, number)
        if known is number or known == number:
            continue
        if not isinstance(known, tuple):
            table[key] = (known, number)
        elif known[-1] != number:
            table[key] = (*known, number)


def _each(numbers: Numbers) -> tuple[int, ...]:
    return numbers if isinstance(numbers, tuple) else (numbers,)
