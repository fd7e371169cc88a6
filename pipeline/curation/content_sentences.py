"""The example sentences of a lexicon, with what their words show of persons, address and names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.languages.profile import Profile
from pipeline.model.lexicon import Example, Features, Lexicon, Word
from pipeline.recognition.index import Index, of_lexicon
from pipeline.recognition.recognition import recognise
from pipeline.recognition.rules import features
from pipeline.recognition.spelling import clean
from pipeline.recognition.tokens import Token, TokenKind

_YOU = re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBERS = {"Sing": "singular", "Plur": "plural"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """An example of a word, and what was recognised in it."""

    word: Word
    level: str
    """The lowest level of its word."""
    text: str
    tokens: tuple[Token, ...]
    addressed: tuple[str, ...]
    """The forms of address that its pronouns and possessives show."""
    persons: tuple[str, ...]
    """The persons of its finite verbs, as far as forms and subjects show them: `1 singular`, or `several`."""
    names: tuple[str, ...]
    """The names of the pack in it."""

    @property
    def kind(self) -> str:
        """Whether it is a question, an exclamation or request, or a statement."""
        return "question" if "?" in self.text else "exclamation" if "!" in self.text else "statement"

    @property
    def template(self) -> str | None:
        """The sentence without its nouns, names and numbers; None if less than two words remain."""
        parts = [
            (token, _is_slot(token, self.names)) for token in self.tokens if token.kind is not TokenKind.PUNCTUATION
        ]
        fixed = sum(not slot for _, slot in parts)
        return (
            " ".join("…" if slot else token.text.lower() for token, slot in parts) if 1 < fixed < len(parts) else None
        )


def _is_slot(token: Token, names: tuple[str, ...]) -> bool:
    nouns = [one.part_of_speech == "noun" for one in token.candidates]
    return token.kind is not TokenKind.WORD or token.text in names or (bool(nouns) and all(nouns))


def sentences_of(lexicon: Lexicon, profile: Profile) -> Iterator[Sentence]:
    """Yield the examples of the words of a lexicon that have a level."""
    index = of_lexicon(lexicon)
    names = frozenset(lexicon.pack.names) if lexicon.pack else frozenset()
    for word in lexicon.words:
        if word.levels:
            for meaning in word.meanings:
                yield from (_sentence(word, example, index, names, profile) for example in meaning.examples)


def _sentence(word: Word, example: Example, index: Index, names: frozenset[str], profile: Profile) -> Sentence:
    level = min(one.level for one in word.levels)
    words = _LETTERS.findall(example.text)
    named = tuple(dict.fromkeys(one for one in words if one in names))
    tokens = recognise(example.text, index)
    persons = tuple(_persons(tokens, profile))
    return Sentence(word, level, example.text, tokens, _addressed(example, profile), persons, named)


def _persons(tokens: Sequence[Token], profile: Profile) -> Iterator[str]:
    """Yield the person of each token that can only be a finite verb."""
    for at, token in enumerate(tokens):
        verbs = [one for one in token.candidates if one.part_of_speech == "verb"]
        finite = [analysis for verb in verbs for analysis in verb.analyses if "Person" in analysis]
        if finite and len(verbs) == len(token.candidates):
            beside = {clean(one.text).lower() for one in tokens[max(at - 1, 0) : at + 2]}
            subjects = [features(profile.subject_pronouns[one]) for one in beside & profile.subject_pronouns.keys()]
            yield _person(finite, subjects)


def _person(finite: Sequence[Features], subjects: Sequence[Features]) -> str:
    """Return the one person that a verb's analyses leave: with its subject, else in the indicative if it may be one."""
    agreeing = [one for one in finite if any(subject.items() <= one.items() for subject in subjects)]
    likely = agreeing or [one for one in finite if one.get("Mood") == "Ind"] or finite
    persons = {(one["Person"], one.get("Number", "")) for one in likely}
    if len(persons) > 1:
        return "several"
    ((person, number),) = persons
    return f"{person} {_NUMBERS.get(number, number)}".strip()


def _addressed(example: Example, profile: Profile) -> tuple[str, ...]:
    english = bool(_YOU.search(example.translation or ""))
    shown = [
        form
        for form, words in profile.address_words.items()
        if any(_shows(example.text, words, profile, english=english))
    ]
    return tuple(shown)


def _shows(text: str, words: tuple[str, ...], profile: Profile, *, english: bool) -> Iterator[bool]:
    """Yield for each word of a text whether it is one of these words of address."""
    for found in _LETTERS.finditer(text):
        opens = not text[: found.start()].rstrip("¿¡«„“\"' –-") or text[: found.start()].rstrip()[-1:] in ".?!…–"
        spellings = {found[0], found[0].lower()} if opens else {found[0]}
        for word in spellings.intersection(words):
            certain = word not in profile.address_ambiguous or (word[0].isupper() and not opens)
            yield certain or english
