"""Choose the words to draft: first those that signals put at the level, and of these the most frequent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nsmallest
from pathlib import Path

from pipeline.intake.candidates import Candidate
from pipeline.intake.categories import Categories, Unmatched
from pipeline.intake.drafts import DraftWord
from pipeline.intake.drafts.bands import Counts, count_of
from pipeline.intake.drafts.signals import Elsewhere, disagreement, signals_of
from pipeline.intake.drafts.words import Present, by_gloss, concepts_of, unwritten
from pipeline.model.concepts import Concept
from pipeline.model.lexicon import PARTS_OF_SPEECH
from pipeline.rules.meanings.concepts import lacking

_SPARE = 2
"""How many times as many words are kept as are asked for: a few are spelled the same."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drafted."""

    level: str
    topic: str
    count: int = 20
    """How many drafts the word list should have then, with those that it has already."""
    words: tuple[str, ...] = ()
    """These words, whatever lists say of them; empty: those that fit."""
    concepts: bool = False
    """Only words for concepts of the level and topic that the pack has no word for."""
    lists: frozenset[str] = frozenset()
    """Only words that these sources have, whatever topics these name; empty: all sources."""
    counts: Counts | None = None
    folder: Path = Path("candidates")
    """Of candidates."""


@dataclass(slots=True)
class Choice:
    """The words to draft, and why others are not."""

    words: list[DraftWord] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    """Those of the words asked for that the pack has."""
    other_level: int = 0
    """How many candidates are at other levels by all that is said of them."""
    other_topic: int = 0
    unmatched: list[Unmatched] = field(default_factory=list)
    """Categories of lists that are no topics of the pack, so that their words fit any."""
    wordless: list[Concept] = field(default_factory=list)
    """Concepts for which no list has a word."""


class Chooser:
    """Chooses words for a word list of a pack."""

    def __init__(self, asked: Asked, there: Present, others: Elsewhere, categories: Categories) -> None:
        self._asked, self._there, self._others = asked, there, others
        self._glosses = by_gloss(there.lexicon.concepts)
        self._found = Choice()
        self._categories = categories

    def chosen(self, candidates: Iterable[Candidate]) -> Choice:
        """Return the words to draft, those first on whose level the signals agree."""
        asked, found = self._asked, self._found
        words: Iterator[DraftWord] = map(self._known, unwritten(map(self._met, candidates), self._there))
        if asked.lists:
            words = (word for word in words if not asked.lists.isdisjoint(_sources_of(word)))
        if asked.words:
            found.words = self._named(words)
            return found
        left = max(asked.count - self._there.drafts(asked.level, asked.topic), 0)
        fitting = self._for_concepts(words) if asked.concepts else filter(self._fits, words)
        found.words = self._once(nsmallest(left * _SPARE, fitting, key=self._order))[:left]
        if not asked.lists and not asked.concepts:
            found.unmatched = list(self._categories.unmatched())
        return found

    def _met(self, candidate: Candidate) -> Candidate:
        """Remember the categories of a candidate; those of words that the pack has tell which topics others may be."""
        for claim in candidate.claims.get("topic", ()):
            self._categories.meet([str(claim.value)], claim.source, candidate.base_form)
        return candidate

    def _known(self, word: DraftWord) -> DraftWord:
        """Return a word with what is said of its level, and its count."""
        word.count = count_of(word, self._asked.counts, self._there.key)
        word.signals = tuple(signals_of(word, concepts_of(word, self._glosses), self._others))
        return word

    def _order(self, word: DraftWord) -> tuple[float, int, str]:
        return (disagreement(word.signals, self._asked.level), -(word.count or 0), word.base_form)

    def _fits(self, word: DraftWord) -> bool:
        """Whether nothing is said against the level and the topic, or something is said for them."""
        claims = word.said.claims.get("topic", ())
        topics = {id_ for claim in claims for id_ in self._categories.topics_of(str(claim.value), claim.source)}
        if topics and not self._asked.lists and self._asked.topic not in topics:
            self._found.other_topic += 1
            return False
        if word.signals and all(one.level != self._asked.level for one in word.signals):
            self._found.other_level += 1
            return False
        return True

    def _for_concepts(self, words: Iterable[DraftWord]) -> Iterator[DraftWord]:
        """Yield for each concept without a word the candidate that fits best."""
        place = self._asked.level, self._asked.topic
        missing = {one.id: one for one in lacking(self._there.lexicon) if (one.level, one.topic) == place}
        best: dict[str, DraftWord] = {}
        for word in words:
            for concept in concepts_of(word, self._glosses):
                if concept.id in missing:
                    word.concept = missing[concept.id]
                    other = best.get(concept.id)
                    if other is None or self._order(word) < self._order(other):
                        best[concept.id] = word
                    break
        self._found.wordless = [concept for id_, concept in missing.items() if id_ not in best]
        return iter(best.values())

    def _named(self, words: Iterable[DraftWord]) -> list[DraftWord]:
        """Return the words asked for, in that order, whether or not some list has them."""
        key = self._there.key
        found: dict[str, DraftWord] = {}
        for base_form in self._asked.words:
            if key(base_form) in self._there.keys:
                self._found.present.append(base_form)
            else:
                bare = Candidate(self._there.lexicon.language, base_form)
                found.setdefault(key(base_form), self._known(DraftWord(bare, bare)))
        given: dict[str, list[DraftWord]] = {}
        for word in words:
            if key(word.base_form) in found:
                given.setdefault(key(word.base_form), []).append(word)
        return [_first(given.get(spelling, [word])) for spelling, word in found.items()]

    def _once(self, words: Iterable[DraftWord]) -> list[DraftWord]:
        """Return words, each spelling once: a pack has one entry of it."""
        found: dict[str, list[DraftWord]] = {}
        for word in words:
            found.setdefault(self._there.key(word.base_form), []).append(word)
        return list(map(_first, found.values()))


def _first(words: list[DraftWord]) -> DraftWord:
    """Return which of several parts of speech of a spelling is drafted, with the others to be shown.

    It is the one that most sources have. Of several, nouns come before verbs, and adjectives before adverbs: in some
    languages each adjective is both.
    """
    first, *others = sorted(words, key=_weight)
    first.others = tuple(part for word in others for part in _parts_of_speech(word))
    return first


def _weight(word: DraftWord) -> tuple[int, int, int]:
    parts = [PARTS_OF_SPEECH.index(part) for part in _parts_of_speech(word)]
    return (-len(_sources_of(word)), min(parts, default=len(PARTS_OF_SPEECH)), -len(word.said.claims))


def _parts_of_speech(word: DraftWord) -> list[str]:
    said = [str(claim.value) for claim in word.said.claims.get("part_of_speech", ())]
    return [part for part in dict.fromkeys(said) if part in PARTS_OF_SPEECH]


def _sources_of(word: DraftWord) -> set[str]:
    return {claim.source for claim in word.said.claims.get("base_form", ())}
