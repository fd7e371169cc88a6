"""What faults are made of: the other words of the pack, their forms, and the names in its sentences."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from pipeline.languages.profile import Profile
from pipeline.model.lexicon import Example, Form, Level, Lexicon, Word


class Material:
    """A lexicon with its forms, arranged for `faults`."""

    def __init__(self, lexicon: Lexicon, profile: Profile) -> None:
        self.lexicon = lexicon
        self.profile = profile

    def confusable(self, word: Word) -> Iterator[Word]:
        """Yield words that a hasty reader may take for this one: its opposites, then those of its topic.

        Words that mean the same are left out, since exchanging them would be no fault.
        """
        named = word.related
        same = {*named.get("synonyms", ()), *named.get("near_synonyms", ()), word.base_form}
        opposites = named.get("antonyms", ())
        yield from (other for other in self.lexicon.words if other.base_form in opposites)
        for other in self.lexicon.words:
            alike = other.topic == word.topic and other.part_of_speech == word.part_of_speech
            states = {*other.related.get("synonyms", ()), *other.related.get("near_synonyms", ())}
            if alike and other.base_form not in {*same, *opposites} and word.base_form not in states:
                yield other

    def opposite(self, word: Word) -> list[Level]:
        """Return the places in the order of teaching that are far from a word of the first or the last tenth."""
        places = self._places
        tenth = len(places) // 10
        own = (word.levels[0].level, word.levels[0].priority) if word.levels else None
        first, last = places[:tenth], places[len(places) - tenth :]
        if own is None or not tenth or _of(first[-1]) >= _of(last[0]):
            return []
        return last if own <= _of(first[-1]) else first if own >= _of(last[0]) else []

    def renamed(self, example: Example) -> Example:
        """Return an example with another name of the pack in place of the first one, in both languages."""
        names = sorted(self.lexicon.pack.names) if self.lexicon.pack else []
        text, english = example.text, example.translation
        for name, other in zip(names, [*names[1:], *names[:1]], strict=True):
            found = re.compile(rf"\b{re.escape(name)}\b")
            if found.search(text) and english and found.search(english):
                return replace(example, text=found.sub(other, text), translation=found.sub(other, english))
        return example

    @cached_property
    def readings(self) -> dict[str, list[tuple[Word, Form | None]]]:
        """The words that a spelling may be, each with the form; None is a base form that no paradigm has."""
        found: dict[str, list[tuple[Word, Form | None]]] = defaultdict(list)
        for word in self.lexicon.words:
            for form in word.forms:
                found[form.text.lower()].append((word, form))
            if all(form.text != word.base_form for form in word.forms):
                found[word.base_form.lower()].append((word, None))
        return dict(found)

    @cached_property
    def _places(self) -> list[Level]:
        return sorted((word.levels[0] for word in self.lexicon.words if word.levels), key=_of)


def _of(level: Level) -> tuple[str, int]:
    return level.level, level.priority
