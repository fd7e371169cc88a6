"""Forms come from the paradigm tables and from the entry: one for each type and spelling, with all its analyses."""

from pathlib import Path

import pytest

from pipeline.model.lexicon import Form
from pipeline.stages import inflect
from tests.packs import committed, copy_of_valid
from tests.stages.through import ADJECTIVES, FOOD, NOUNS, after, edited, word

MASCULINE, FEMININE = {"Gender": "Masc"}, {"Gender": "Fem"}


def forms(pack: Path, base_form: str) -> tuple[Form, ...]:
    lexicon, findings = after(inflect, pack)
    assert findings == []
    return word(lexicon, base_form).forms


def noun(folder: Path, row: str, gender: str = "gender: masculine") -> Path:
    """Return a pack in which *pan* has another row in the table of nouns, or none, and another gender."""
    return edited(folder, (NOUNS, "pan,pan,panes\n", row), (FOOD, "gender: masculine", gender))


def test_a_noun_has_the_cells_of_its_row_with_its_gender(tmp_path: Path) -> None:
    assert forms(copy_of_valid(tmp_path), "pan") == (
        Form("singular", "pan", ({"Number": "Sing", "Gender": "Masc"},)),
        Form("plural", "panes", ({"Number": "Plur", "Gender": "Masc"},)),
    )


def test_a_noun_of_both_genders_has_an_analysis_for_each(tmp_path: Path) -> None:
    assert forms(noun(tmp_path, "pan,pan,panes\n", "gender: masculine/feminine"), "pan") == (
        Form("singular", "pan", ({"Number": "Sing"} | MASCULINE, {"Number": "Sing"} | FEMININE)),
        Form("plural", "panes", ({"Number": "Plur"} | MASCULINE, {"Number": "Plur"} | FEMININE)),
    )


def test_a_gender_that_the_cell_names_is_not_overruled(tmp_path: Path) -> None:
    """*la amiga* is in the row of *el amigo*."""
    pack = noun(tmp_path, "")
    table = pack / NOUNS
    header = "base_form,Number=Sing,Number=Plur,Gender=Fem|Number=Sing\n"
    table.write_text(header + "pan,pan,panes,pana\n", "utf-8")
    assert forms(pack, "pan")[2] == Form("feminine", "pana", ({"Gender": "Fem", "Number": "Sing"},))


@pytest.mark.parametrize(
    ("row", "gender", "expected"),
    [
        ("", "gender: masculine", (MASCULINE,)),
        ("", "gender: masculine/feminine", (MASCULINE, FEMININE)),
        ("", "status: draft", None),  # without a gender there is nothing to say of it
        ("pan,,panes\n", "gender: feminine", (FEMININE,)),  # the row has no form like the base form
        ("pan,pan,\n", "gender: masculine", None),
    ],
)
def test_a_nouns_base_form_carries_its_gender(
    row: str, gender: str, expected: tuple[dict[str, str], ...] | None, tmp_path: Path
) -> None:
    pack = noun(tmp_path, row, gender)
    if gender.startswith("status"):
        (pack / FOOD).write_text((pack / FOOD).read_text("utf-8").replace("    status: reviewed\n", "", 1), "utf-8")
    citations = [form for form in forms(pack, "pan") if form.type == inflect.CITATION]
    assert citations == ([Form(inflect.CITATION, "pan", expected)] if expected else [])


def test_a_word_without_a_row_that_is_no_noun_has_no_forms(tmp_path: Path) -> None:
    assert forms(copy_of_valid(tmp_path), "hola") == ()


def test_curated_forms_come_after_those_of_the_table(tmp_path: Path) -> None:
    found = forms(copy_of_valid(tmp_path), "bueno")
    assert [form.text for form in found] == [
        "bueno", "buena", "buenos", "buenas", "buen",
        *("buenísimo", "bonísimo", "buenísima", "bonísima", "buenísimos", "bonísimos", "buenísimas", "bonísimas"),
        "mejor",
    ]  # fmt: skip
    assert found[-1] == Form("comparative", "mejor", ({"Degree": "Cmp"},))


def test_cells_of_one_type_and_spelling_are_one_form(tmp_path: Path) -> None:
    """A row of the database, with both analyses in the order of the columns; of another type it is another form."""
    row = "malo,feliz,,feliz,felices,felices,,,,,,,"
    pack = edited(
        tmp_path, (ADJECTIVES, "malo,malo,,mala,malos,malas,,mal,,malísimo,malísima,malísimos,malísimas", row)
    )
    assert forms(pack, "malo") == (
        Form("singular", "feliz", ({"Gender": "Masc", "Number": "Sing"},)),
        Form("feminine", "feliz", ({"Gender": "Fem", "Number": "Sing"},)),
        Form("plural", "felices", ({"Gender": "Masc", "Number": "Plur"}, {"Gender": "Fem", "Number": "Plur"})),
    )


def test_a_verbs_one_spelling_has_all_its_analyses(tmp_path: Path) -> None:
    (coma,) = (
        form for form in forms(copy_of_valid(tmp_path), "comer") if (form.type, form.text) == ("conjugation", "coma")
    )
    assert [(one["Mood"], one["Person"]) for one in coma.features] == [("Sub", "1"), ("Sub", "3")]


@pytest.mark.parametrize(
    ("curated", "expected"),
    [
        ("{type: plural, text: panes}", 1),  # nothing to add
        ("{type: plural, text: panes, features: {Number: Plur, Gender: Masc}}", 1),  # the same, in another order
        ("{type: plural, text: panes, features: {Number: Plur, Gender: Fem}}", 2),
    ],
)
def test_a_curated_form_adds_its_analysis_to_that_of_the_table(curated: str, expected: int, tmp_path: Path) -> None:
    found = forms(edited(tmp_path, (FOOD, "    source: babblr", f"    forms: [{curated}]\n    source: babblr")), "pan")
    assert [form.text for form in found] == ["pan", "panes"]
    assert len(found[1].features) == expected
    assert found[1].features[0] == {"Number": "Plur", "Gender": "Masc"}


def test_a_curated_form_of_another_type_is_another_form(tmp_path: Path) -> None:
    curated = "    forms: [{type: variant, text: panes}]\n    source: babblr"
    found = forms(edited(tmp_path, (FOOD, "    source: babblr", curated)), "pan")
    assert [(form.type, form.text) for form in found] == [
        ("singular", "pan"),
        ("plural", "panes"),
        ("variant", "panes"),
    ]


def test_the_part_of_speech_of_a_meaning_brings_its_table(tmp_path: Path) -> None:
    pack = edited(
        tmp_path,
        (FOOD, "translation: bread", "translation: bread\n        part_of_speech: adjective"),
        (ADJECTIVES, "malo,malo,,mala,", "pan,pan,,pana,,,,,,,,,\nmalo,malo,,mala,"),
    )
    found = forms(pack, "pan")
    assert [(form.type, form.text) for form in found[:2]] == [("singular", "pan"), ("plural", "panes")]
    adjective = [form for form in found if form.text == "pana"]
    assert [form.features for form in adjective] == [({"Gender": "Fem", "Number": "Sing"},)]


def test_a_row_of_another_part_of_speech_is_not_taken(tmp_path: Path) -> None:
    pack = edited(tmp_path, (NOUNS, "pan,pan,panes", "comer,comer,comeres\npan,pan,panes"))
    assert "comeres" not in {form.text for form in forms(pack, "comer")}


def test_forms_of_later_levels_say_so_unless_they_are_spelled_like_others() -> None:
    """The profile says from which level the cells of a tense are shown: of one spelling, the earliest counts."""
    lexicon = committed("fr").lexicon
    finir = next(word for word in lexicon.words if word.base_form == "finir")
    levels = {form.text: form.level for form in finir.forms if form.type == "conjugation"}
    assert (levels["finirent"], levels["finît"]) == ("B2", "B2")
    assert (levels["finit"], levels["finisse"]) == (None, None)  # also the present; the present subjunctive
    assert {form.level for word in lexicon.words for form in word.forms if form.type != "conjugation"} == {None}


def test_a_curated_form_keeps_its_level(tmp_path: Path) -> None:
    pack = edited(tmp_path, (FOOD, "{type: comparative, text: mejor", "{type: comparative, level: B1, text: mejor"))
    assert [(form.text, form.level) for form in forms(pack, "bueno") if form.level] == [("mejor", "B1")]
