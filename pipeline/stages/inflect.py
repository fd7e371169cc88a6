"""Stage 4: attach the forms of every word: those of its row in the paradigm tables, and the curated ones."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.languages.profile import Profile
from pipeline.model.lexicon import Features, Form, Lexicon, Paradigm, Word
from pipeline.stages.context import Context

CITATION = "citation"
"""The form type of a noun's base form where no paradigm has it; it carries the gender."""

_GENDERS = {"masculine": ("Masc",), "feminine": ("Fem",), "neuter": ("Neut",), "masculine/feminine": ("Masc", "Fem")}


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon with forms on its words."""
    tables = {(row.part_of_speech, row.base_form): row for row in lexicon.paradigms}
    words = (replace(word, forms=forms_of(word, tables, context.profile)) for word in lexicon.words)
    return replace(lexicon, words=tuple(words))


def forms_of(word: Word, tables: Mapping[tuple[str, str], Paradigm], profile: Profile) -> tuple[Form, ...]:
    """Return all forms of a word, one for each type and spelling, with the analyses of both sources."""
    forms: list[Form] = []
    for part_of_speech in word.parts_of_speech:
        row = tables.get((part_of_speech, word.base_form))
        if row is not None:
            forms.extend(_table_forms(word, row, profile))
    if word.part_of_speech == "noun" and word.gender and all(form.text != word.base_form for form in forms):
        genders = tuple({"Gender": gender} for gender in _GENDERS[word.gender])
        forms.append(Form(CITATION, word.base_form, genders))
    return _merged((*forms, *word.curated_forms))


def _table_forms(word: Word, row: Paradigm, profile: Profile) -> Iterator[Form]:
    genders = _GENDERS[word.gender] if row.part_of_speech == "noun" and word.gender else ()
    for cell, variants in row.cells.items():
        type_ = profile.form_type(row.part_of_speech, cell)
        if type_ is None:
            continue  # no such cell: reported when the table was read
        features = dict(feature.split("=", 1) for feature in cell.split("|"))
        analyses: tuple[Features, ...] = (features,)
        if genders and "Gender" not in features:
            analyses = tuple(features | {"Gender": gender} for gender in genders)
        for text in variants:
            yield Form(type_, text, analyses)


def _merged(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Return one form for each type and spelling, with all analyses: a row of `word_forms` is unique by them."""
    found: dict[tuple[str, str], list[Features]] = {}
    for form in forms:
        known = found.setdefault((form.type, form.text), [])
        known.extend(features for features in form.features if features not in known)
    return tuple(Form(type_, text, tuple(features)) for (type_, text), features in found.items())
