"""A language model that sees only the text of the prompt, and obeys it by choosing among sentences."""

import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import simplemma

REPLY = 2
"""Sentences in a reply."""
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the base forms of its words, as the model's own knowledge of the language has them."""

    text: str
    words: tuple[frozenset[str], ...]
    """What each running word may be: itself and its base form, in lower case."""


def sentence(text: str, language: str) -> Sentence:
    """Return a sentence, analysed by simplemma: recognition of ours would be an obedience that no model has."""
    tokens = _WORD.findall(text)
    words = (frozenset((one.lower(), simplemma.lemmatize(one, language).lower())) for one in tokens)
    return Sentence(text, tuple(words))


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


class Model:
    """A conversation's model. It brings in focus words that it has not used yet, and never more new ones than asked."""

    def __init__(self, prompt: str, pool: Sequence[Sentence], chance: random.Random) -> None:
        """Keep the sentences that obey the prompt, each with the focus words in it."""
        self.asked = read(prompt)
        self.used: set[str] = set()
        known = self.asked.allowed | {form for forms in self.asked.focus.values() for form in forms}
        fit = [one for one in pool if _share(one, known) >= self.asked.share] or list(pool)
        self._pool = [(one, self._focus_of(one)) for one in fit]
        self._chance = chance

    def _focus_of(self, one: Sentence) -> frozenset[str]:
        spellings = frozenset().union(*one.words)
        text = one.text.lower()
        return frozenset(
            word for word, forms in self.asked.focus.items() if forms & spellings or (" " in word and word in text)
        )

    def reply(self) -> tuple[list[Sentence], int]:
        """Return the sentences of a reply, and how many of the words marked as new are in it."""
        chosen: list[Sentence] = []
        new: set[str] = set()
        for _ in range(REPLY):
            some = self._chance.sample(self._pool, min(200, len(self._pool)))
            fit = [(one, of) for one, of in some if len(new | (of & self.asked.new)) <= self.asked.most_new]
            if not fit:
                continue
            one, of = max(fit, key=lambda pair: len(pair[1] - self.used))
            chosen.append(one)
            new |= of & self.asked.new
            self.used |= of
        return chosen, len(new)


def _share(one: Sentence, known: Iterable[str]) -> float:
    return sum(not word.isdisjoint(known) for word in one.words) / max(len(one.words), 1)
