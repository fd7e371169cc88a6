"""The faults that are planted in a sample: ten kinds, each of which readers have found in packs.

A kind is a function from a word to every way in which that word can be given such a fault. What it changes can be seen
on the sheet, and is wrong whatever the reader thinks of the rest of the entry.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.curation.reading_samples.agreement import disagreeing
from pipeline.curation.reading_samples.material import Material
from pipeline.model.lexicon import Example, Meaning, Word
from pipeline.model.values import REGISTERS


class Alteration(NamedTuple):
    """A word with a fault: the field of the entry that was changed, what it said, and what it says now."""

    word: Word
    field: str
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.field}: {self.was} → {self.now}"


Kind = Callable[[Word, Material], Iterator[Alteration]]


def gender(word: Word, material: Material) -> Iterator[Alteration]:
    """Give a noun of one gender another one."""
    if word.gender is not None and "/" not in word.gender:
        for other in material.profile.genders:
            if other != word.gender and "/" not in other:
                yield Alteration(replace(word, gender=other), "gender", word.gender, other)


def agreement(word: Word, material: Material) -> Iterator[Alteration]:
    """Put an article or an adjective beside its noun in the wrong gender or number."""
    for number, meaning in enumerate(word.meanings):
        for index, example in enumerate(meaning.examples):
            for text in disagreeing(example.text, material):
                yield _with_example(word, number, index, replace(example, text=text))


def sense(word: Word, _: Material) -> Iterator[Alteration]:
    """Exchange the first examples of two meanings."""
    for number, meaning in enumerate(word.meanings[1:], start=1):
        first, other = word.meanings[0], meaning
        meanings = list(word.meanings)
        meanings[0] = replace(first, examples=(other.examples[0], *first.examples[1:]))
        meanings[number] = replace(other, examples=(first.examples[0], *other.examples[1:]))
        was, now = first.examples[0].text, other.examples[0].text
        yield Alteration(replace(word, meanings=tuple(meanings)), "example", was, now)


def translation(word: Word, material: Material) -> Iterator[Alteration]:
    """Translate a meaning by what another word of the topic means."""
    for number, meaning in enumerate(word.meanings):
        for other in material.confusable(word):
            now = other.meanings[0].translation
            if not set(_equivalents(now)) & set(_equivalents(meaning.translation)):
                yield _with_meaning(word, number, "translation", meaning.translation, replace(meaning, translation=now))


def accent(word: Word, material: Material) -> Iterator[Alteration]:
    """Take an accent off a small letter in an example. Capitals are often printed without."""
    for number, meaning in enumerate(word.meanings):
        for index, example in enumerate(meaning.examples):
            for at, letter in enumerate(example.text):
                bare = unicodedata.normalize("NFD", letter)[0]
                if bare != letter and bare in material.profile.alphabet:
                    text = example.text[:at] + bare + example.text[at + 1 :]
                    yield _with_example(word, number, index, replace(example, text=text))


def level(word: Word, material: Material) -> Iterator[Alteration]:
    """Teach one of the first words among the last, or the other way round."""
    for other in material.opposite(word):
        now = replace(word.levels[0], level=other.level, priority=other.priority)
        said = [f"{one.level} {one.priority}" for one in (word.levels[0], now)]
        yield Alteration(replace(word, levels=(now, *word.levels[1:])), "priority", said[0], said[1])


def duplicate(word: Word, material: Material) -> Iterator[Alteration]:
    """Give the first example of a meaning again, with another name if there is one in it."""
    for number, meaning in enumerate(word.meanings):
        if len(meaning.examples) > 1:
            again = material.renamed(meaning.examples[0])
            yield _with_example(word, number, 1, again, was=meaning.examples[1].text)


_STRESS = "ˈ"
_VOWELS = "aeiouyøœɶæɐəɘɛɜɔɑɒʌʊʏɪɨʉɯɤ"
_NUCLEUS = re.compile(f"[{_VOWELS}](?:[{_VOWELS}ː]|[\u0300-\u036f])*")
_ONSET = re.compile(f"(?:[^\\W{_VOWELS}]\u0361)?(?:[^\\W{_VOWELS}][jwɥ]?)?\\Z")
"""The consonant before a nucleus, with what it is tied to and a glide after it."""


def stress(word: Word, _: Material) -> Iterator[Alteration]:
    """Stress another syllable. A pack that marks no stress (French) cannot have this fault."""
    ipa = word.pronunciation or ""
    if ipa.count(_STRESS) != 1 or " " in ipa:
        return
    stressed, plain = ipa.index(_STRESS), ipa.replace(_STRESS, "")
    nuclei = [found.start() for found in _NUCLEUS.finditer(plain)]
    own = next((at for at in nuclei if at >= stressed), None)
    for at in nuclei:
        onset = next(_ONSET.finditer(plain[:at])).start()
        now = plain[:onset] + _STRESS + plain[onset:]
        if at != own and now != ipa:
            yield Alteration(replace(word, pronunciation=now), "pronunciation", ipa, now)


def register(word: Word, _: Material) -> Iterator[Alteration]:
    """Call a formal word informal, or the other way round; or a word for every situation formal."""
    for number, meaning in enumerate(word.meanings):
        extra = dict(meaning.extra)
        was = str(extra.get("register", ""))
        now = REGISTERS[was == REGISTERS[0]]
        if was or word.part_of_speech in ("noun", "verb", "adverb"):
            altered = replace(meaning, extra=tuple((extra | {"register": now}).items()))
            yield _with_meaning(word, number, "register", was, altered)


def definition(word: Word, material: Material) -> Iterator[Alteration]:
    """Define a meaning by the definition of another word of the topic."""
    for number, meaning in enumerate(word.meanings):
        for other in material.confusable(word):
            now = other.meanings[0].text
            yield _with_meaning(word, number, "meaning", meaning.text, replace(meaning, text=now))


KINDS: dict[str, Kind] = {
    "gender": gender,
    "agreement": agreement,
    "sense": sense,
    "translation": translation,
    "accent": accent,
    "level": level,
    "duplicate": duplicate,
    "IPA stress": stress,
    "register": register,
    "definition": definition,
}


def _equivalents(translation: str) -> list[str]:
    return translation.split(", ")


def _with_meaning(word: Word, number: int, field: str, was: str, meaning: Meaning) -> Alteration:
    meanings = (*word.meanings[:number], meaning, *word.meanings[number + 1 :])
    now = {"meaning": meaning.text, "translation": meaning.translation, "register": dict(meaning.extra).get("register")}
    return Alteration(replace(word, meanings=meanings), field, was, str(now[field]))


def _with_example(word: Word, number: int, index: int, example: Example, was: str | None = None) -> Alteration:
    meaning = word.meanings[number]
    before = meaning.examples[index].text if was is None else was
    examples = (*meaning.examples[:index], example, *meaning.examples[index + 1 :])
    meanings = (*word.meanings[:number], replace(meaning, examples=examples), *word.meanings[number + 1 :])
    return Alteration(replace(word, meanings=meanings), "example", before, example.text)
