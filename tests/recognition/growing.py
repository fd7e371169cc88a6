"""Words that join a lexicon: made by the rules of inflection, some of them to be spelled like forms that are there."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.languages.inflection import Lexeme, UnknownParadigmError, inflector
from pipeline.languages.profile import profile
from pipeline.model.findings import Place
from pipeline.model.lexicon import Features, Form, Level, Lexicon, Word
from pipeline.recognition.rules import features

PLACE = Place("growing")
_VERB_ENDINGS = {"es": ("ar", "er"), "fr": ("er",), "de": ("en",), "it": ("are",), "nl": ("en",), "pt": ("ar", "er")}
_INVENTED = {"de": "bdklmnrst", "nl": "bdklmnrst"}
_CONSONANTS = "bdlmnrst"


def word(language: str, base_form: str, part_of_speech: str, level: str, gender: str | None = None) -> Word:
    """Return a word with all forms that the rules of the language give it; a noun without rules has its base form.

    Raises:
        UnknownParadigmError: the rules do not know how it inflects.
    """
    its, inflect = profile(language), inflector(language)
    assert inflect
    try:
        paradigm = inflect(Lexeme(base_form, part_of_speech, gender))
    except UnknownParadigmError:
        if part_of_speech != "noun":
            raise
        paradigm = {}
    cells: dict[tuple[str, str], list[Features]] = defaultdict(list)
    for cell, variants in paradigm.items():
        for text in variants:
            cells[its.form_type(part_of_speech, cell) or "variant", text].append(features(cell))
    forms = tuple(Form(type_, text, tuple(analyses)) for (type_, text), analyses in cells.items())
    return Word(base_form, part_of_speech, (Level(level, 5, PLACE),), (), "growing", PLACE, forms=forms)


def verbs_like(lexicon: Lexicon, most: int) -> list[Word]:
    """Return verbs of B1 that have forms spelled like nouns, adjectives and adverbs of the lexicon: casar, of casa."""
    language = lexicon.language
    known = lexicon.base_forms
    spellings = sorted(
        {form.text.lower() for one in lexicon.words if one.part_of_speech != "verb" for form in one.forms}
        | {one.base_form for one in lexicon.words if one.part_of_speech != "verb"}
    )
    stems = (one[:-1] if one[-1:] in "aeo" else one for one in spellings if one.isalpha() and len(one) > 2)
    names = dict.fromkeys(stem + ending for stem in stems for ending in _VERB_ENDINGS[language])
    return list(_conjugated(language, (name for name in names if name not in known), most))


def invented_verbs(lexicon: Lexicon, count: int) -> list[Word]:
    """Return verbs of B1 that nobody has heard of."""
    letters, language = random.Random(14), lexicon.language

    def names() -> Iterator[str]:
        while True:
            stem = "".join(
                letters.choice(_INVENTED.get(language, _CONSONANTS)) + letters.choice("aeiou") for _ in range(2)
            )
            yield stem + letters.choice("lmnrt") + letters.choice(_VERB_ENDINGS[language])

    return list(_conjugated(language, names(), count))


def _conjugated(language: str, names: Iterable[str], most: int) -> Iterator[Word]:
    seen: set[str] = set()
    for name in names:
        if len(seen) == most:
            return
        if name not in seen:
            try:
                found = word(language, name, "verb", "B1")
            except UnknownParadigmError:
                continue
            seen.add(name)
            yield found
