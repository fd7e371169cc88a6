"""Stage 5: attach the forms of every word.

The citation form of a noun is a form as well: it carries the gender, and so makes it a thing to query.
"""

from dataclasses import replace

from pipeline.model.lexicon import Features, Form, Lexicon, Word
from pipeline.stages.context import Context

CITATION = "citation"

_GENDERS = {
    "masculine": ("Masc",),
    "feminine": ("Fem",),
    "neuter": ("Neut",),
    "masculine/feminine": ("Masc", "Fem"),
}


def run(lexicon: Lexicon, _: Context) -> Lexicon:
    """Return the lexicon with forms on its words."""
    return replace(lexicon, words=tuple(replace(word, forms=_forms(word)) for word in lexicon.words))


def _forms(word: Word) -> tuple[Form, ...]:
    return merged((*_citation(word), *word.curated_forms))


def _citation(word: Word) -> tuple[Form, ...]:
    if word.part_of_speech != "noun" or word.gender is None:
        return ()
    return (Form(CITATION, word.base_form, tuple({"Gender": gender} for gender in _GENDERS[word.gender])),)


def merged(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Return one form for each type and spelling, with the analyses of all: a row of `word_forms` is unique by them."""
    analyses: dict[tuple[str, str], list[Features]] = {}
    for form in forms:
        known = analyses.setdefault((form.type, form.text), [])
        known.extend(features for features in form.features if features not in known)
    return tuple(Form(type_, text, tuple(features)) for (type_, text), features in analyses.items())
