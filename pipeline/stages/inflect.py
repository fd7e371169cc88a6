"""Attach forms to every word: those from its row in the paradigm tables, and the curated ones."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from pipeline.languages.profile import Profile
from pipeline.model.lexicon import Features, Form, Lexicon, ParadigmRow, Word
from pipeline.model.values import GENDERS
from pipeline.stages import Context

CITATION = "citation"
"""The form type of a noun's base form if no paradigm contains it; it carries the gender."""


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon with forms on its words: one for each type and spelling, with all its analyses."""
    rows = {(row.part_of_speech, row.base_form): row for row in lexicon.paradigms}
    cells = _Cells(context.profile)
    words = (replace(word, forms=tuple(_forms(word, rows, cells))) for word in lexicon.words)
    return replace(lexicon, words=tuple(words))


Analyses = tuple[Features, ...]


class _Cell(NamedTuple):
    type: str
    analyses: Analyses
    level: str | None
    """The level from which its forms are shown, if the profile says one."""


class _Cells:
    """The form types and analyses of paradigm cells: a few hundred cells for hundreds of thousands of forms."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._known: dict[tuple[str, str, str | None], _Cell | None] = {}
        self._joined: dict[tuple[int, int], tuple[Analyses, Analyses, Analyses]] = {}

    def find(self, part_of_speech: str, name: str, gender: str | None) -> _Cell | None:
        """Return a cell of a paradigm; None: there is no such cell, which was reported when the table was read."""
        key = part_of_speech, name, gender
        if key not in self._known:
            self._known[key] = self._make(*key)
        return self._known[key]

    def _make(self, part_of_speech: str, name: str, gender: str | None) -> _Cell | None:
        type_ = self._profile.form_type(part_of_speech, name)
        if type_ is None:
            return None
        features = dict(feature.split("=", 1) for feature in name.split("|"))
        level = self._profile.level_of(features)
        if part_of_speech == "noun" and gender and "Gender" not in features:
            return _Cell(type_, tuple(features | {"Gender": one} for one in GENDERS[gender]), level)
        return _Cell(type_, (features,), level)

    def joined(self, one: Analyses, other: Analyses) -> Analyses:
        """Return the analyses of both without duplicates: the same tuple for the same two."""
        # By identity, which is unique as long as both are kept.
        key = id(one), id(other)
        if key not in self._joined:
            more = tuple(features for features in other if features not in one)
            self._joined[key] = one, other, one + more
        return self._joined[key][2]


def _forms(word: Word, rows: Mapping[tuple[str, str], ParadigmRow], cells: _Cells) -> Iterable[Form]:
    """Return all forms of a word: those of its paradigms, a noun's citation form, and the curated ones."""
    found: dict[tuple[str, str], Form] = {}
    for part_of_speech in word.parts_of_speech:
        row = rows.get((part_of_speech, word.base_form))
        for name, variants in row.cells.items() if row else ():
            cell = cells.find(part_of_speech, name, word.gender)
            if cell is not None:
                for text in variants:
                    _add(found, Form(cell.type, text, cell.analyses, cell.level), cells)
    if word.part_of_speech == "noun" and word.gender and all(text != word.base_form for _, text in found):
        genders = tuple({"Gender": gender} for gender in GENDERS[word.gender])
        _add(found, Form(CITATION, word.base_form, genders), cells)
    for form in word.curated_forms:
        _add(found, form, cells)
    return found.values()


def _add(found: dict[tuple[str, str], Form], form: Form, cells: _Cells) -> None:
    """Add a form, or add its analyses to the same type and spelling: `word_forms` has one row for both."""
    key = form.type, form.text
    known = found.setdefault(key, form)
    if known is not form:
        level = known.level and form.level and min(known.level, form.level)  # shown as soon as one of them is
        found[key] = Form(*key, cells.joined(known.features, form.features), level, known.extra or form.extra)
