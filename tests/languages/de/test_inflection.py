"""Paradigms against tables of our own."""

import unicodedata
from collections.abc import Iterator

import pytest

from pipeline.languages.de.inflection import inflect
from pipeline.languages.inflection import Lexeme, Paradigm, UnknownParadigmError, inflector
from pipeline.languages.profile import profile
from pipeline.system.extras import MissingExtraError
from tests.languages.de.tables import CASES, COLUMNS, forms, rows

PARTS = ("verb", "noun", "adjective")


def verb(lemma: str) -> Paradigm:
    pytest.importorskip("ablaut")
    return inflect(Lexeme(lemma, "verb"))


def paradigms(part_of_speech: str) -> Iterator[tuple[str, Paradigm]]:
    if part_of_speech == "verb":
        for lemma in dict.fromkeys(row["lemma"] for row in rows("verbs")):
            yield lemma, verb(lemma)
    elif part_of_speech == "noun":
        for row in rows("nouns"):
            yield row["lemma"], inflect(Lexeme(row["lemma"], "noun", row["gender"] or None))
    else:
        for lemma in dict.fromkeys(row["lemma"] for name in ("adjectives", "determiners") for row in rows(name)):
            yield lemma, inflect(Lexeme(lemma, "adjective"))


def test_a_prefix_decides_between_double_forms():
    def past(lemma: str) -> list[tuple[str, ...]]:
        cells = verb(lemma)
        return [cells[f"Mood={mood}|Number=Sing|Person=1|Tense=Past|VerbForm=Fin"] for mood in ("Ind", "Sub")]

    assert past("ausweichen") == [("wich aus", "auswich"), ("wiche aus", "auswiche")]
    assert past("einweichen") == [("weichte ein", "einweichte"), ("weichte ein", "einweichte")]
    assert past("entweichen") == [("entwich",), ("entwiche",)]
    assert past("weichen")[0] == ("wich", "weichte")


def test_an_inseparable_prefix_keeps_double_forms():
    assert verb("überstehen")["Mood=Sub|Number=Sing|Person=1|Tense=Past|VerbForm=Fin"] == ("überstünde", "überstände")


def test_verbs_are_those_of_the_table():
    wrong = {}
    for row in rows("verbs"):
        found = verb(row["lemma"]).get(row["cell"], ())
        if found != forms(row["forms"]):
            wrong[row["lemma"], row["cell"]] = found
    assert not wrong


@pytest.mark.parametrize("row", rows("nouns"), ids=lambda row: f"{row['lemma']} {row['gender']}")
def test_nouns_are_those_of_the_table(row):
    cells = inflect(Lexeme(row["lemma"], "noun", row["gender"] or None))
    assert cells.get("Case=Dat|Number=Plur", ()) == forms(row["dative_plural"])
    for name, case in CASES.items():
        assert cells.get(f"Case={case}|Number=Sing", ()) == forms(row[name]), name
        if case != "Dat":
            assert cells.get(f"Case={case}|Number=Plur", ()) == forms(row["plural"]), name


@pytest.mark.parametrize("row", rows("adjectives"), ids=lambda row: row["lemma"])
def test_adjectives_are_those_of_the_table(row):
    cells = inflect(Lexeme(row["lemma"], "adjective"))
    for degree, column in (("Pos", "masculine"), ("Cmp", "comparative_masculine"), ("Sup", "superlative_masculine")):
        assert cells.get(f"Case=Nom|Degree={degree}|Gender=Masc|Number=Sing", ()) == forms(row[column])
    assert cells.get("Degree=Cmp", ()) == forms(row["comparative"])
    assert cells.get("Degree=Sup", ()) == forms(row["superlative"])


def test_an_adjective_takes_strong_and_weak_endings():
    cells = inflect(Lexeme("gut", "adjective"))
    table = {
        "Nom": ("guter|gute", "gute", "gutes|gute", "gute|guten"),
        "Acc": ("guten", "gute", "gutes|gute", "gute|guten"),
        "Dat": ("gutem|guten", "guter|guten", "gutem|guten", "guten"),
        "Gen": ("guten", "guter|guten", "guten", "guter|guten"),
    }
    for case, spellings in table.items():
        for place, spelling in zip(COLUMNS.values(), spellings, strict=True):
            assert cells[f"Case={case}|Degree=Pos|{place}"] == forms(spelling)


@pytest.mark.parametrize("row", rows("determiners"), ids=lambda row: f"{row['lemma']} {row['case']}")
def test_determiners_are_those_of_the_table(row):
    cells = inflect(Lexeme(row["lemma"], "adjective"))
    for column, place in COLUMNS.items():
        assert cells.get(f"Case={row['case']}|{place}", ()) == forms(row[column]), column


@pytest.mark.parametrize(
    ("numeral", "ordinal"),
    [("erste", "ersten"), ("drei", "dritten"), ("sieben", "siebten"), ("zwanzig", "zwanzigsten")],
)
def test_ordinals_are_forms_of_their_numeral(numeral, ordinal):
    cells = inflect(Lexeme(numeral, "adjective"))
    assert cells["Case=Acc|Gender=Masc|NumType=Ord|Number=Sing"] == (ordinal,)


@pytest.mark.parametrize("part_of_speech", PARTS)
def test_cells_are_those_of_the_profile(part_of_speech):
    for lemma, paradigm in paradigms(part_of_speech):
        for cell in paradigm:
            assert profile("de").form_type(part_of_speech, cell), (lemma, cell)


@pytest.mark.parametrize("part_of_speech", PARTS)
def test_every_cell_of_the_profile_is_some_words(part_of_speech):
    seen = {cell for _, paradigm in paradigms(part_of_speech) for cell in paradigm}
    assert seen == {cell for cells in profile("de").paradigms[part_of_speech].values() for cell in cells}


@pytest.mark.parametrize("part_of_speech", PARTS)
def test_features_of_a_cell_are_sorted(part_of_speech):
    for cells in profile("de").paradigms[part_of_speech].values():
        for cell in cells:
            assert cell.split("|") == sorted(cell.split("|"))


@pytest.mark.parametrize("part_of_speech", PARTS)
def test_the_citation_form_is_the_base_form(part_of_speech):
    for lemma, paradigm in paradigms(part_of_speech):
        named = [cell for cell in paradigm if cell in ("VerbForm=Inf", "Degree=Pos", "NumType=Card")]
        nominatives = [cell for cell in paradigm if cell.startswith("Case=Nom")]
        assert not paradigm or any(lemma in paradigm[cell] for cell in named or nominatives), lemma


@pytest.mark.parametrize("part_of_speech", PARTS)
def test_forms_are_clean(part_of_speech):
    for lemma, paradigm in paradigms(part_of_speech):
        for cell, variants in paradigm.items():
            assert variants, (lemma, cell)
            assert len(set(variants)) == len(variants), (lemma, cell)
            for form in variants:
                assert unicodedata.is_normalized("NFC", form)
                assert form == " ".join(form.split())
                assert form
                assert form[0].isupper() == lemma[0].isupper() or " " in form
                assert all(letter.isalpha() or letter in " -" for letter in form)


def test_only_separable_verbs_and_superlatives_have_forms_of_two_words():
    for part_of_speech in PARTS:
        for lemma, paradigm in paradigms(part_of_speech):
            spaced = {cell for cell, variants in paradigm.items() if any(" " in form for form in variants)}
            separable = "PartType=Inf|VerbForm=Inf" in paradigm
            assert " " in lemma or separable or spaced <= {"Degree=Sup"}, lemma


@pytest.mark.parametrize(
    ("word", "part_of_speech", "gender"),
    [
        ("Laptop", "noun", "masculine"),  # borrowed: plural with -s or without?
        ("Balkon", "noun", "masculine"),
        ("Kochen", "noun", "neuter"),  # not a diminutive
        ("Berlin", "noun", "neuter"),
        ("Tag", "noun", "feminine"),  # another gender, another word
        ("Korridor", "noun", "masculine"),  # plural with -e, unlike Doktor
        ("Akzent", "noun", "masculine"),  # not a person
        ("Proviant", "noun", "masculine"),
        ("Zeitgeist", "noun", "masculine"),  # not a person in -ist
        ("Schnur", "noun", "feminine"),  # -ur, not -tur
        ("Wäscheschnur", "noun", "feminine"),
        ("Kälte", "noun", "feminine"),  # no plural
        ("Homepage", "noun", "feminine"),  # plural with -s
        ("Medizin", "noun", "feminine"),  # not a person in -in
        ("Tennis", "noun", "neuter"),  # not a noun in -nis
        ("Dosenfleisch", "noun", "neuter"),  # not a language
        ("Kalender", "noun", "masculine"),  # not an adjective in -er
        ("Legende", "noun", "masculine"),
        ("Salat", "noun", "neuter"),
        ("Gartenbank", "noun", "feminine"),  # Bank has two plurals
        ("Geburtsland", "noun", "neuter"),
        ("sexy", "adjective", None),
        ("khaki", "adjective", None),
        ("gut gelaunt", "adjective", None),
        ("umfahren", "verb", None),  # two verbs: um·fahren and umfahren
        ("brustschwimmen", "verb", None),  # ablaut takes it for a weak verb
        ("Haus", "verb", None),
    ],
)
def test_what_rules_cannot_know_is_refused(word, part_of_speech, gender):
    if part_of_speech == "verb":
        pytest.importorskip("ablaut")
    with pytest.raises(UnknownParadigmError, match=word):
        inflect(Lexeme(word, part_of_speech, gender))


def test_a_verb_that_would_be_separable_twice_is_refused():
    pytest.importorskip("ablaut")
    with pytest.raises(UnknownParadigmError, match="zueilen"):
        inflect(Lexeme("herzueilen", "verb"))


@pytest.mark.parametrize("word", ["rosa", "lila", "orange", "super", "eins", "egal", "Berliner"])
def test_words_without_endings_have_no_cells(word):
    assert inflect(Lexeme(word, "adjective")) == {}


@pytest.mark.parametrize(
    ("masculine", "feminine", "plural"),
    [("Lehrer", "Lehrerin", "Lehrerinnen"), ("Arzt", "Ärztin", "Ärztinnen"), ("Cousin", "Cousine", "Cousinen")],
)
def test_the_feminine_is_a_form_of_a_noun_for_a_man(masculine, feminine, plural):
    cells = inflect(Lexeme(masculine, "noun", "masculine"))
    assert cells["Case=Gen|Gender=Fem|Number=Sing"] == (feminine,)
    assert cells["Case=Dat|Gender=Fem|Number=Plur"] == (plural,)


def test_a_compound_goes_as_its_last_part():
    cells = inflect(Lexeme("Geburtstagskuchen", "noun", "masculine"))
    assert cells["Case=Dat|Number=Plur"] == ("Geburtstagskuchen",)
    assert inflect(Lexeme("Haustür", "noun", "feminine"))["Case=Nom|Number=Plur"] == ("Haustüren",)


@pytest.mark.parametrize(
    ("noun", "gender", "genitive", "plural"),
    [
        ("Bücherei", "feminine", "Bücherei", "Büchereien"),
        ("Kritik", "feminine", "Kritik", "Kritiken"),
        ("Konferenz", "feminine", "Konferenz", "Konferenzen"),
        ("Frisur", "feminine", "Frisur", "Frisuren"),
        ("Decke", "feminine", "Decke", "Decken"),
        ("Idee", "feminine", "Idee", "Ideen"),
        ("Linie", "feminine", "Linie", "Linien"),
        ("Köchin", "feminine", "Köchin", "Köchinnen"),
        ("Kenntnis", "feminine", "Kenntnis", "Kenntnisse"),
        ("Erlebnis", "neuter", "Erlebnisses", "Erlebnisse"),
        ("Stadium", "neuter", "Stadiums", "Stadien"),
        ("Säugling", "masculine", "Säuglings", "Säuglinge"),
        ("Mechaniker", "masculine", "Mechanikers", "Mechaniker"),
        ("Redakteur", "masculine", "Redakteurs", "Redakteure"),
        ("Professor", "masculine", "Professors", "Professoren"),
        ("Tourist", "masculine", "Touristen", "Touristen"),
        ("Praktikant", "masculine", "Praktikanten", "Praktikanten"),
        ("Biologe", "masculine", "Biologen", "Biologen"),
        ("Vietnamese", "masculine", "Vietnamesen", "Vietnamesen"),
    ],
)
def test_a_suffix_determines_genitive_and_plural(noun, gender, genitive, plural):
    cells = inflect(Lexeme(noun, "noun", gender))
    assert cells["Case=Gen|Number=Sing"] == (genitive,)
    assert cells["Case=Nom|Number=Plur"] == (plural,)


def test_a_weak_noun_has_its_ending_in_all_cases_but_the_nominative():
    cells = inflect(Lexeme("Journalist", "noun", "masculine"))
    singular = {case: cells[f"Case={case}|Number=Sing"] for case in ("Nom", "Acc", "Dat", "Gen")}
    assert singular == {"Nom": ("Journalist",)} | dict.fromkeys(("Acc", "Dat", "Gen"), ("Journalisten",))
    assert cells["Case=Nom|Gender=Fem|Number=Plur"] == ("Journalistinnen",)


def test_languages_and_countries_have_no_plural():
    assert inflect(Lexeme("Türkisch", "noun", "neuter"))["Case=Gen|Number=Sing"] == ("Türkisch", "Türkischs")
    assert "Case=Nom|Number=Plur" not in inflect(Lexeme("Kroatien", "noun", "neuter"))


@pytest.mark.parametrize("gender", ["masculine/feminine", "masculine"])
def test_an_adjective_that_became_a_noun_has_strong_and_weak_forms(gender):
    base_form = "Verwandter" if gender == "masculine" else "Verwandte"
    cells = inflect(Lexeme(base_form, "noun", gender))
    assert cells["Case=Nom|Number=Sing"][0] == base_form
    assert set(cells["Case=Nom|Number=Sing"]) == {"Verwandter", "Verwandte"}
    assert cells["Case=Dat|Number=Sing"] == ("Verwandtem", "Verwandten")
    assert cells["Case=Gen|Number=Plur"] == ("Verwandter", "Verwandten")
    assert cells["Case=Dat|Gender=Fem|Number=Sing"] == ("Verwandter", "Verwandten")


def test_a_noun_in_e_for_both_genders_is_an_adjective():
    assert inflect(Lexeme("Neunzigjährige", "noun", "masculine/feminine"))["Case=Acc|Number=Sing"] == (
        "Neunzigjährigen",
    )


def test_the_woman_beside_a_beamter_is_not_an_adjective():
    assert not any("Gender=Fem" in cell for cell in inflect(Lexeme("Beamter", "noun", "masculine")))
    with pytest.raises(UnknownParadigmError):
        inflect(Lexeme("Beamte", "noun", "neuter"))


def test_other_parts_of_speech_do_not_inflect():
    assert inflect(Lexeme("heute", "adverb")) == {}


def test_the_module_is_found_by_the_code_of_the_language():
    assert inflector("de") is inflect


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ablaut", None)
    with pytest.raises(MissingExtraError, match="the extra “curate”"):
        inflect(Lexeme("gundeln", "verb"))
