"""Count what the sentences and translations of packs are like, for readers of a whole pack.

No single entry is wrong; what is seen here is a habit: one sentence in fifty copies, one form of address, three names.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.curation.content_sentences import Sentence, sentences_of
from pipeline.languages.profile import Profile
from pipeline.languages.spelling import words_of
from pipeline.model.lexicon import Lexicon, Word
from pipeline.recognition.tokens import TokenKind


@dataclass(frozen=True, slots=True)
class Count:
    """How often something occurs at a level, of how many; the total is None where a share means nothing.

    What concerns several words counts at the highest of their levels.
    """

    language: str
    level: str
    measure: str
    item: str
    count: int
    total: int | None = None


@dataclass(frozen=True, slots=True)
class _Counted:
    level: str
    item: str
    count: int = 1
    total: int | None = None


@dataclass(frozen=True)
class _Content:
    """A lexicon, with its sentences recognised once for all measures."""

    lexicon: Lexicon
    profile: Profile

    @cached_property
    def sentences(self) -> list[Sentence]:
        return list(sentences_of(self.lexicon, self.profile))

    @cached_property
    def examples(self) -> Counter[str]:
        """How many sentences each level has."""
        return Counter(one.level for one in self.sentences)

    def shares(self, items: Iterable[tuple[str, str]], totals: Counter[str] | None = None) -> Iterator[_Counted]:
        """Yield how often each item occurs at its level, of all sentences there unless other totals are given."""
        whole = self.examples if totals is None else totals
        for (level, item), count in Counter(items).items():
            yield _Counted(level, item, count, whole[level])


def _length(content: _Content) -> Iterator[_Counted]:
    yield from content.shares(
        (one.level, f"{len(words_of(one.text, content.profile))} words") for one in content.sentences
    )


def _kind(content: _Content) -> Iterator[_Counted]:
    yield from content.shares((one.level, one.kind) for one in content.sentences)


def _address(content: _Content) -> Iterator[_Counted]:
    yield from content.shares((one.level, form) for one in content.sentences for form in one.addressed)


def _person(content: _Content) -> Iterator[_Counted]:
    persons = [(one.level, person) for one in content.sentences for person in one.persons]
    yield from content.shares(persons, Counter(level for level, _ in persons))


def _name(content: _Content) -> Iterator[_Counted]:
    yield from content.shares((one.level, name) for one in content.sentences for name in one.names)


def _later(content: _Content) -> Iterator[_Counted]:
    """Words of a later band than the entry whose example they stand in, by how often they do."""
    bands = {word.base_form: min(_bands(word)) for word in content.lexicon.words if word.levels}
    items, totals = [], Counter[str]()
    for one in content.sentences:
        own = bands[one.word.base_form]
        for token in one.tokens:
            if token.kind is TokenKind.WORD and token.candidates:
                totals[one.level] += 1
                first = min(token.base_forms, key=lambda name: bands.get(name, own))
                if bands.get(first, own) > own:
                    items.append((one.level, first))
    yield from content.shares(items, totals)


def _bands(word: Word) -> Iterator[tuple[str, int]]:
    return ((level.level, level.priority) for level in word.levels)


def _near_duplicates(content: _Content) -> Iterator[_Counted]:
    """Sentences that differ in one word, or in none; at least three words are the same."""
    groups: dict[tuple[str, ...], list[Sentence]] = defaultdict(list)
    for one in content.sentences:
        words = words_of(one.text, content.profile)
        for at in range(len(words) if len(words) > 3 else 0):
            groups[(*words[:at], "", *words[at + 1 :])].append(one)
    seen: set[frozenset[str]] = set()
    for alike in groups.values():
        texts = dict.fromkeys(one.text for one in alike)
        if len(alike) > 1 and frozenset(texts) not in seen:
            seen.add(frozenset(texts))
            yield _Counted(max(one.level for one in alike), " / ".join(texts), len(alike))


FEWEST_OF_A_TEMPLATE = 3


def _templates(content: _Content) -> Iterator[_Counted]:
    """Sentences that are the same but for their nouns, names and numbers."""
    groups: dict[str, list[Sentence]] = defaultdict(list)
    for one in content.sentences:
        if one.template:
            groups[one.template].append(one)
    for template, alike in groups.items():
        if len(alike) >= FEWEST_OF_A_TEMPLATE:
            yield _Counted(max(one.level for one in alike), template, len(alike))


def _shared_translations(content: _Content) -> Iterator[_Counted]:
    """Equivalents that several words are translated by."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for word in content.lexicon.words:
        level = min((one.level for one in word.levels), default="")
        for meaning in word.meanings:
            for equivalent in meaning.translation.split(", "):
                found[equivalent][word.base_form] = level
    for equivalent, words in found.items():
        if len(words) > 1:
            yield _Counted(max(words.values()), f"{equivalent}: {', '.join(words)}", len(words))


def _single_examples(content: _Content) -> Iterator[_Counted]:
    """Meanings with one example."""
    for word in content.lexicon.words:
        for meaning in word.meanings:
            if len(meaning.examples) == 1:
                level = min((one.level for one in word.levels), default="")
                yield _Counted(level, f"{word.base_form}: {meaning.translation}")


MEASURES: dict[str, Callable[[_Content], Iterator[_Counted]]] = {
    "length": _length,
    "kind": _kind,
    "address": _address,
    "person": _person,
    "name": _name,
    "later band": _later,
    "near-duplicate": _near_duplicates,
    "template": _templates,
    "shared translation": _shared_translations,
    "single example": _single_examples,
}


def content_of(lexicon: Lexicon, profile: Profile) -> list[Count]:
    """Return what is counted of a lexicon whose words have their forms: by level and measure, most frequent first."""
    content = _Content(lexicon, profile)
    found = [
        (order, Count(lexicon.language, one.level, measure, one.item, one.count, one.total))
        for order, (measure, counted) in enumerate(MEASURES.items())
        for one in counted(content)
    ]
    ranked = sorted(found, key=lambda pair: (pair[1].level, pair[0], -pair[1].count, pair[1].item))
    return [one for _, one in ranked]
