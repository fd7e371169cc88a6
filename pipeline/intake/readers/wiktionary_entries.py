"""What an entry of Wiktionary says of a word."""

import re
from collections.abc import Iterable, Iterator

from pipeline.intake.readers.language_codes import two_letters
from pipeline.intake.readers.wiktionary_values import NAMES, Record, records, text, texts
from pipeline.intake.readers.wiktionary_words import forms_of, gender_of, pronunciations_of
from pipeline.intake.statements import Aside, Entry, Sample

_NESTED = re.compile(r"\([^()]*\)")
_LONGEST_SYNONYM = 3
"""Of how many words each part of `city, town` may be, if the commas are between synonyms."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def said(entry: Record, language: str) -> Entry | Aside:
    """Return what an entry says of its word, or why it says nothing."""
    word, part_of_speech = text(entry, "word"), text(entry, "pos")
    if not word:
        return Aside(text(entry, "title"), "not an entry")
    stated = two_letters(text(entry, "lang_code"))
    if language and stated != language:
        return Aside(word, f"another language ({stated or 'not stated'})")
    if part_of_speech in NAMES.not_words:
        return Aside(word, NAMES.not_words[part_of_speech])
    senses = [sense for sense in records(entry, "senses") if _gloss(sense)]
    own = [sense for sense in senses if not (_bases(sense, "form_of") or _bases(sense, "alt_of"))]
    if senses and not own:
        return _form(word, senses[0])
    return _entry(word, entry, own, stated)


def _form(word: str, sense: Record) -> Aside:
    for key, what in (("form_of", "form of"), ("alt_of", "another spelling of")):
        for base in _bases(sense, key):
            return Aside(word, f"{what} {base}", base)
    raise AssertionError("it is the form of no word")


def _entry(word: str, entry: Record, senses: list[Record], language: str) -> Entry:
    part_of_speech = NAMES.parts_of_speech.get(text(entry, "pos"), "")
    plural, forms = forms_of(word, entry, part_of_speech, language)
    return Entry(
        word,
        part_of_speech=part_of_speech,
        gender=gender_of(entry, senses) if part_of_speech == "noun" else "",
        plural=plural,
        forms=forms,
        pronunciations=pronunciations_of(entry, language),
        senses=tuple(_translations(_gloss(sense)) for sense in senses),
        examples=tuple(_examples(senses)),
        doubts=tuple(_doubts(senses, language)),
    )


def _translations(gloss: str) -> tuple[str, ...]:
    """Return the translations in a gloss: `present; gift` has two, and `city, town`; a definition is one."""
    parts = [part.strip() for part in gloss.split(";")]
    plain = _NESTED.sub("", gloss)
    if len(parts) == 1 and "," in plain and plain == gloss:
        synonyms = [part.strip() for part in gloss.split(",")]
        if all(0 < len(part.split()) <= _LONGEST_SYNONYM for part in synonyms):
            parts = synonyms
    return tuple(filter(None, parts))


def _examples(senses: Iterable[Record]) -> Iterator[Sample]:
    for sense in senses:
        for example in records(sense, "examples"):
            if sentence := text(example, "text"):
                yield Sample(sentence, text(example, "english") or text(example, "translation"), text(example, "ref"))


def _doubts(senses: list[Record], language: str) -> Iterator[str]:
    taught = NAMES.regions.get(language, frozenset())
    for number, sense in enumerate(senses):
        tags = texts(sense, "tags")
        registers = [tag for tag in tags if tag in NAMES.registers]
        regions = [tag for tag in tags if tag in NAMES.elsewhere]
        if not (registers or regions):
            continue
        which = f"{_ORDINALS[number]} sense" if number < len(_ORDINALS) else f"sense {number + 1}"
        if registers:
            yield f"{which} is {', '.join(registers)}"
        if taught and regions and taught.isdisjoint(regions):
            yield f"{which} is said in {', '.join(regions)}"


def _gloss(sense: Record) -> str:
    """Return the last gloss: those before it are of the senses that this one is under."""
    glosses = texts(sense, "glosses")
    return glosses[-1].strip() if glosses else ""


def _bases(sense: Record, key: str) -> list[str]:
    if key not in sense:
        return []
    return [word for base in records(sense, key) if (word := text(base, "word"))]
