"""What is exported of a database: the words of a language with everything taught about them, and its lessons."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.languages.apostrophes import printed
from pipeline.languages.articles import definite_article, is_plural
from pipeline.languages.profile import Profile
from pipeline.model.values import GENDERS

_GENDER_OF = {frozenset(values): name for name, values in GENDERS.items()}
_NOUN = "noun"


class Example(NamedTuple):
    """A sentence that shows a meaning."""

    text: str
    translation: str | None


class Meaning(NamedTuple):
    """A sense of a word."""

    text: str
    """The definition, in the language taught."""
    translation: str
    explanation: str | None
    part_of_speech: str | None
    """If it differs from the word's."""
    register: str | None
    pattern: str | None
    examples: tuple[Example, ...]


class Form(NamedTuple):
    """An inflected form."""

    type: str
    text: str
    features: tuple[str, ...]
    """Its analyses, each as CoNLL-U writes features of Universal Dependencies: `Gender=Masc|Number=Sing`."""

    def values(self, feature: str) -> frozenset[str]:
        """Return the values of a feature in its analyses."""
        pairs = (pair.partition("=") for one in self.features for pair in one.split("|"))
        return frozenset(value for name, _, value in pairs if name == feature)

    level: str | None
    """The level from which learners are shown it; None if whenever they know the word."""


class Relation(NamedTuple):
    """A relation to another word."""

    type: str
    word: int


class Word(NamedTuple):
    """A word."""

    id: int
    base_form: str
    part_of_speech: str
    pronunciation: str | None
    notes: str | None
    level: str
    """The lowest at which it is taught."""
    priority: int
    topics: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    """The primary one first. Never empty."""
    forms: tuple[Form, ...]
    relations: tuple[Relation, ...]
    lessons: tuple[str, ...]
    """The ids of the lessons that teach it."""

    @property
    def gender(self) -> str | None:
        """The gender of a noun (`model.values.GENDERS`); None if its forms do not state any."""
        if self.part_of_speech != _NOUN:
            return None
        stated = (form.values("Gender") for form in self.forms if form.type in ("singular", "plural"))
        return _GENDER_OF.get(next(filter(None, stated), frozenset()))

    @property
    def plural(self) -> str | None:
        """The plural of a noun, as it is printed."""
        if self.part_of_speech != _NOUN:
            return None
        return next((printed(form.text) for form in self.forms if form.type == "plural"), None)

    def article(self, profile: Profile) -> str | None:
        """Return the article that a noun is learnt with, as it is printed; None if there is none."""
        if self.part_of_speech != _NOUN:
            return None
        plural = is_plural(frozenset().union(*(form.values("Number") for form in self.forms)))
        article = definite_article(profile, self.base_form, self.gender, self.pronunciation, plural=plural)
        return article and printed(article)


class Item(NamedTuple):
    """A word or a phrase of a lesson."""

    word: int | None
    text: str
    translation: str
    example: str
    example_translation: str


class Lesson(NamedTuple):
    """A lesson."""

    id: str
    title: str
    title_en: str
    about: str
    about_en: str
    level: str
    topic: str
    items: tuple[Item, ...]


def credited(source: Mapping[str, str]) -> str:
    """Return whom to credit for a source, in every format: `Words 1.2, by Ana. Licence: CC-BY-4.0. https://…`."""
    author = f"by {source['author']}" if source.get("author") else ""
    named = ", ".join(filter(None, (source.get("title"), author)))
    licence = f"Licence: {source['licence']}" if source.get("licence") else ""
    return ". ".join(filter(None, (named, licence, source.get("url"))))


@dataclass(frozen=True, slots=True)
class Release:
    """What the vocabulary is, and whom to credit."""

    language: str
    version: str
    date: str
    """YYYY-MM-DD."""
    licence: str
    """An SPDX expression."""
    attribution: str
    sources: Mapping[str, Mapping[str, str]]
    """By id: title, licence, author, url."""

    @property
    def notice(self) -> str:
        """One line that says what it is, whose, and under which licence."""
        return f"{self.attribution}: vocabulary {self.language} {self.version}, {self.date}. Licence: {self.licence}"

    @property
    def credit(self) -> str:
        """The notice and the credits of all sources, in one line. A file with no places of their own has it whole."""
        sources = "; ".join(filter(None, map(credited, self.sources.values())))
        return f"{self.notice}. Sources: {sources}" if sources else self.notice


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The vocabulary of a language, or a selection of it."""

    release: Release
    profile: Profile
    words: tuple[Word, ...]
    """By level, then by priority, then by id."""
    lessons: tuple[Lesson, ...]
    """In their order, complete: an item may be a word that is not selected."""
    known: Mapping[int, Word]
    """All words of the language by id."""

    @property
    def name(self) -> str:
        """The English name of the language; its code if there is none."""
        return self.profile.name or self.release.language

    def selected(
        self, level: str | None = None, topic: str | None = None, words: Collection[int] | None = None
    ) -> "Vocabulary":
        """Return what belongs to a level and a topic; of given words, only those and the lessons with any of them."""
        return replace(
            self,
            words=tuple(
                one
                for one in self.words
                if level in (None, one.level)
                and (topic is None or topic in one.topics)
                and (words is None or one.id in words)
            ),
            lessons=tuple(
                one
                for one in self.lessons
                if level in (None, one.level)
                and topic in (None, one.topic)
                and (words is None or any(item.word in words for item in one.items))
            ),
        )
