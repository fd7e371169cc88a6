"""One mapping of the conjugator's rows serves all its languages; what a verb lacks has no cell."""

import pytest

from pipeline.languages import conjugation
from pipeline.languages.inflection import UnknownParadigmError

pytest.importorskip("ablaut")

VERBS = {
    "es": "hablar",
    "fr": "parler",
    "de": "gehen",
    "it": "parlare",
    "nl": "staan",
    "pt": "falar",
    "en": "go",
}


def test_each_language_has_a_verb_here() -> None:
    assert tuple(VERBS) == conjugation.languages()


@pytest.mark.parametrize(("language", "verb"), VERBS.items())
def test_every_row_has_a_form_for_each_of_its_cells(language: str, verb: str) -> None:
    rows = conjugation.conjugated(verb, language)
    assert rows.keys() == conjugation.cells(language).keys()
    assert all(all(forms) for forms in rows.values())
    assert rows["infinitive"] == (verb,)


@pytest.mark.parametrize("language", VERBS)
def test_cells_are_features_in_the_order_of_universal_dependencies(language: str) -> None:
    for row, cells in conjugation.cells(language).items():
        assert len(set(cells)) == len(cells), row
        for cell in cells:
            names = [one.partition("=")[0] for one in cell.split("|")]
            assert names == sorted(set(names)), cell
            assert "VerbForm" in names


@pytest.mark.parametrize(
    ("language", "verb", "cell", "form"),
    [
        ("es", "ir", "Mood=Ind|Number=Plur|Person=1|Tense=Imp|VerbForm=Fin", "íbamos"),
        ("es", "hacer", "Mood=Cnd|Number=Sing|Person=3|VerbForm=Fin", "haría"),
        ("fr", "venir", "Mood=Cnd|Number=Plur|Person=2|Tense=Pres|VerbForm=Fin", "viendriez"),
        ("fr", "aller", "Mood=Imp|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin", "allons"),
        ("de", "nehmen", "Mood=Sub|Number=Sing|Person=1|Tense=Past|VerbForm=Fin", "nähme"),
        ("de", "nehmen", "Mood=Imp|Number=Plur|Person=2|VerbForm=Fin", "nehmt"),
        ("it", "andare", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin", "vanno"),
        ("it", "dire", "Mood=Imp|Number=Sing|Person=3|VerbForm=Fin", "dica"),
        ("it", "leggere", "Tense=Past|VerbForm=Part", "letto"),
        ("nl", "staan", "Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin", "stonden"),
        ("nl", "komen", "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin", "kom"),
        ("pt", "fazer", "Number=Plur|Person=1|VerbForm=Inf", "fazermos"),
        ("pt", "falar", "Mood=Ind|Number=Plur|Person=1|Tense=Past|VerbForm=Fin", "falámos"),
        ("en", "go", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "goes"),
    ],
)
def test_a_form_stands_in_its_cell(language: str, verb: str, cell: str, form: str) -> None:
    assert conjugation.paradigm(verb, language)[cell] == (form,)


def test_what_a_verb_lacks_has_no_cell() -> None:
    cells = conjugation.paradigm("können", "de")
    assert not any("Mood=Imp" in cell for cell in cells)
    assert cells["Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin"] == ("kann",)


@pytest.mark.parametrize(("language", "word"), [("it", "casa"), ("nl", "huis"), ("pt", "lavar-se"), ("fr", "maison")])
def test_what_is_no_infinitive_is_refused(language: str, word: str) -> None:
    with pytest.raises(UnknownParadigmError, match="is not an infinitive"):
        conjugation.paradigm(word, language)
