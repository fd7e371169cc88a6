"""A language model that sees only the text of the prompt, and obeys it by choosing among sentences."""

import json
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import simplemma

REPLY = 2
"""Sentences in a reply."""
_CONSIDERED = 200
"""Among how many sentences, drawn anew each time, the model looks for one that fits."""
_CONTRACTIONS = {
    "es": {"al": "a", "del": "de"},
    "fr": {"au": "à", "aux": "à", "du": "de", "des": "de"},
    "de": {"am": "an", "ans": "an", "beim": "bei", "im": "in", "ins": "in", "vom": "von", "zum": "zu", "zur": "zu"},
}
"""Every model knows that these are forms of a preposition; simplemma does not say so."""
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the base forms of its words, as the model's own knowledge of the language has them."""

    text: str
    words: tuple[frozenset[str], ...]
    """What each running word may be: itself and its base form, in lower case."""


def sentence(text: str, language: str) -> Sentence:
    """Return a sentence, analysed by simplemma: recognition of ours would be an obedience that no model has."""
    return Sentence(text, tuple(_word(one, language) for one in _WORD.findall(text)))


@cache
def _word(text: str, language: str) -> frozenset[str]:
    lower = text.lower()
    part = _CONTRACTIONS.get(language, {}).get(lower, lower)
    return frozenset((lower, part, simplemma.lemmatize(text, language).lower()))


@dataclass(slots=True)
class Instructions:
    """What a prompt says."""

    allowed: set[str]
    focus: dict[str, set[str]]
    """The spellings of each focus word."""
    new: set[str]
    most_new: int
    share: float


def read(prompt: str) -> Instructions:
    """Return what a prompt says, from its text alone."""
    allowed: set[str] = set()
    for line in _inside(prompt, "allowed_words"):
        for word in json.loads(line.partition(": ")[2]):
            allowed.update(word.lower().split())
    focus, new = {}, set()
    for line in _inside(prompt, "focus_words"):
        said = json.loads(line)
        focus[said["word"]] = {one.lower() for one in (said["word"], *said["forms"])}
        if said["new"]:
            new.add(said["word"])
    share, most = re.search(r"(\d+)% of the words", prompt), re.search(r"at most (\d+) of those", prompt)
    if not share or not most:
        raise ValueError("the prompt does not say what it asks for")
    return Instructions(allowed, focus, new, int(most[1]), int(share[1]) / 100)


def _inside(prompt: str, tag: str) -> list[str]:
    found = re.search(rf"<{tag}>\n(.*?)\n</{tag}>", prompt, re.DOTALL)
    return found[1].split("\n") if found else []


class Pool:
    """The sentences among which a model chooses, with what they have in common with one prompt after the other."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """Note in which sentences each spelling is."""
        self.sentences = sentences
        self._places: dict[str, set[int]] = defaultdict(set)
        for place, one in enumerate(sentences):
            for word in one.words:
                for spelling in word:
                    self._places[spelling].add(place)
        self._lower = [one.text.lower() for one in sentences]
        self._unknown: tuple[frozenset[str], list[list[frozenset[str]]]] | None = None

    def obedient(self, asked: Instructions) -> list[tuple[Sentence, frozenset[str]]]:
        """Return the sentences of which the share asked for is known, each with the focus words in it."""
        spellings = {form for forms in asked.focus.values() for form in forms}
        fit = []
        for place, unknown in enumerate(self._outside(frozenset(asked.allowed))):
            words = self.sentences[place].words
            left = sum(word.isdisjoint(spellings) for word in unknown)
            if len(words) - left >= asked.share * len(words):
                fit.append(place)
        focus = self._focus(asked)
        return [(self.sentences[place], frozenset(focus[place])) for place in fit or range(len(self.sentences))]

    def _outside(self, allowed: frozenset[str]) -> list[list[frozenset[str]]]:
        """Return the words of each sentence that are not allowed; the next prompts mostly allow the same."""
        if self._unknown is None or self._unknown[0] != allowed:
            outside = [[word for word in one.words if word.isdisjoint(allowed)] for one in self.sentences]
            self._unknown = (allowed, outside)
        return self._unknown[1]

    def _focus(self, asked: Instructions) -> dict[int, set[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        for word, forms in asked.focus.items():
            places = set().union(*(self._places.get(form, ()) for form in forms))
            if " " in word:
                places.update(place for place, text in enumerate(self._lower) if word.lower() in text)
            for place in places:
                found[place].add(word)
        return found


class Model:
    """A conversation's model. It brings in focus words that it has not used yet, and never more new ones than asked."""

    def __init__(self, prompt: str, pool: Pool, chance: random.Random) -> None:
        """Keep the sentences that obey the prompt, each with the focus words in it."""
        self.asked = read(prompt)
        self.used: set[str] = set()
        self._pool = pool.obedient(self.asked)
        self._chance = chance

    def reply(self) -> tuple[list[Sentence], int]:
        """Return the sentences of a reply, and how many of the words marked as new are in it."""
        chosen: list[Sentence] = []
        new: set[str] = set()
        for _ in range(REPLY):
            some = self._chance.sample(self._pool, min(_CONSIDERED, len(self._pool)))
            fit = [(one, of) for one, of in some if len(new | (of & self.asked.new)) <= self.asked.most_new]
            if not fit:
                continue
            one, of = max(fit, key=lambda pair: len(pair[1] - self.used))
            chosen.append(one)
            new |= of & self.asked.new
            self.used |= of
        return chosen, len(new)
