"""The gender, the forms and the pronunciation that an entry of Wiktionary states."""

import re
from collections.abc import Iterator, Mapping

from pipeline.intake.readers.wiktionary_values import NAMES, Record, records, text, texts
from pipeline.languages.profile import profile

_HEAD_GENDER = re.compile(r"\s([mfnc])(?:\s+(?:or|and|/)\s+([mfnc]))?(?=\s|\)|,|$)")


def gender_of(entry: Record, senses: list[Record]) -> str:
    """Return the gender from tags, or else from the head line of the entry."""
    tags = [*texts(entry, "tags"), *(tag for sense in senses for tag in texts(sense, "tags"))]
    found = [NAMES.genders[tag] for tag in tags if tag in NAMES.genders]
    return _genders(found or list(_head_genders(entry)))


def _head_genders(entry: Record) -> Iterator[str]:
    letters = NAMES.letters
    for template in records(entry, "head_templates"):
        head = _HEAD_GENDER.search(text(template, "expansion"))
        stated = template.get("args")
        first = text(stated, "1") or text(stated, "g") if isinstance(stated, Mapping) else ""
        written = "".join(filter(None, head.groups())) if head else re.split(r"[^a-z]", first)[0]
        if written and all(letter in letters for letter in written):
            yield from (letters[letter] for letter in written)
            return


def _genders(found: list[str]) -> str:
    """Return genders as packs have them: one, or `masculine/feminine`, `common/neuter`."""
    order = ("masculine", "feminine", "common", "neuter")
    return "/".join(gender for gender in order if gender in found)


def forms_of(word: str, entry: Record, part_of_speech: str, language: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the plural, and further forms that the head line has; those of tables are many, and worked out."""
    plural = ""
    forms: dict[tuple[str, str], None] = {}
    for form in records(entry, "forms"):
        written, tags = text(form, "form"), texts(form, "tags")
        if not written or written in {word, "-"} or "source" in form or _is_no_form(tags):
            continue
        if tags == ["plural"] and part_of_speech == "noun":
            plural = plural or written
        else:
            forms[_form_type(tags, part_of_speech, language), written] = None
    return plural, tuple(forms)


def _is_no_form(tags: list[str]) -> bool:
    return not NAMES.not_forms.isdisjoint(tags)


def _form_type(tags: list[str], part_of_speech: str, language: str) -> str:
    features = [NAMES.features.get(tag, "") for tag in tags]
    if not all(features):
        return ""
    return profile(language).form_type(part_of_speech, "|".join(sorted(features))) or ""


def pronunciations_of(entry: Record, language: str) -> tuple[str, ...]:
    """Return the phonemic transcriptions of the region that is taught; else those of no region; else all."""
    sounds = [
        (ipa, frozenset(texts(sound, "tags"))) for sound in records(entry, "sounds") if (ipa := text(sound, "ipa"))
    ]
    phonemic = [sound for sound in sounds if sound[0].startswith("/")] or sounds
    taught = NAMES.regions.get(language, frozenset())
    chosen = [ipa for ipa, tags in phonemic if tags & taught] or [ipa for ipa, tags in phonemic if not tags]
    return tuple(dict.fromkeys(ipa.strip("/[] ") for ipa in chosen or [ipa for ipa, _ in phonemic]))
