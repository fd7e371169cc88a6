"""What rows of a table say, cell by cell."""

from typing import Any

import pytest

from pipeline.intake.conform.knowledge import Knowledge
from pipeline.intake.conform.rows import conform
from pipeline.intake.mapping import Column, TableMapping
from pipeline.intake.roles import Role
from pipeline.intake.rows import Row
from pipeline.intake.statements import Aside, Entry, Sample, Statement
from pipeline.languages.profile import profile
from pipeline.model.findings import Place
from pipeline.model.lexicon import Form, Word
from pipeline.model.values import LONGEST_WORD
from tests.intake.small_packs import knowledge

KNOWN: dict[str, Knowledge] = {}


def said(language: str, /, **cells: str) -> list[Statement]:
    """Return what a row with these cells says."""
    columns = tuple(Column(Role(role), position) for position, role in enumerate(cells, 1))
    if language not in KNOWN:
        KNOWN.clear()
        KNOWN[language] = knowledge(language)
    return conform(Row(1, tuple(cells.values())), TableMapping(columns, language), KNOWN[language])


def entry(language: str, /, **cells: str) -> Entry:
    (found,) = said(language, **cells)
    assert isinstance(found, Entry)
    return found


@pytest.mark.parametrize(
    ("language", "word", "fields"),
    [
        ("de", "das Haus, ¨-er", {"base_form": "Haus", "plural": "Häuser", "gender": "neuter"}),
        ("de", "der Apfel, ¨", {"base_form": "Apfel", "plural": "Äpfel"}),
        ("de", "die Katze, -n", {"base_form": "Katze", "plural": "Katzen", "gender": "feminine"}),
        ("de", "der Kaufmann, -leute", {"plural": "", "doubts": ("plural given as -leute",)}),
        ("de", "der Tisch (-e)", {"base_form": "Tisch", "plural": "Tische"}),
        ("de", "der Tisch (Pl. Tische)", {"base_form": "Tisch", "plural": "Tische"}),
        ("de", "die Stadt, die Städte", {"base_form": "Stadt", "plural": "Städte", "gender": "feminine"}),
        ("de", "der/die Angestellte", {"base_form": "Angestellte", "gender": "masculine/feminine"}),
        ("de", "die Bücher", {"base_form": "Buch", "plural": "Bücher", "gender": "", "doubts": ("plural given",)}),
        ("de", "die Eltern (Pl.)", {"base_form": "Eltern", "gender": "", "plural": "Eltern"}),
        (
            "de",
            "gehen, ging, ist gegangen",
            {"base_form": "gehen", "part_of_speech": "verb", "forms": (("", "ging"), ("", "ist gegangen"))},
        ),
        ("de", "Lehrer(in)", {"base_form": "Lehrer", "forms": (("feminine", "Lehrerin"),)}),
        ("de", "(sich) waschen", {"base_form": "sich waschen", "part_of_speech": "verb"}),
        ("de", "waschen (sich)", {"base_form": "sich waschen", "part_of_speech": "verb"}),
        ("de", "die Bank (zum Sitzen)", {"base_form": "Bank", "note": "zum Sitzen"}),
        ("es", "el agua", {"base_form": "agua", "gender": "", "part_of_speech": "noun"}),
        ("es", "sartén (f)", {"base_form": "sartén", "gender": "feminine", "part_of_speech": "noun"}),
        ("es", "guapo, -a", {"base_form": "guapo", "forms": (("feminine", "guapa"),), "part_of_speech": "adjective"}),
        ("es", "la nevera, las neveras", {"base_form": "nevera", "plural": "neveras"}),
        ("es", "el profesor/la profesora", {"base_form": "profesor", "forms": (("feminine", "profesora"),)}),
        ("es", "las casas", {"base_form": "casa", "plural": "casas", "given": "las casas", "proposed": True}),
        ("es", "Nevera", {"base_form": "nevera", "given": "Nevera", "proposed": False}),
        ("es", "los Ángeles de la guarda", {"doubts": ("plural given",)}),
        ("fr", "l’œuf", {"base_form": "œuf", "gender": "", "part_of_speech": "noun"}),
        ("fr", "(se) laver", {"base_form": "se laver", "part_of_speech": "verb"}),
        ("it", "l'amico", {"base_form": "amico", "given": ""}),
        ("it", "un’amica", {"base_form": "amica", "gender": "feminine"}),
        ("nl", "de/het deksel", {"base_form": "deksel", "gender": "common/neuter"}),
        ("pt", "a mesa", {"base_form": "mesa", "gender": "feminine"}),
        ("pt", "o limão, -ões", {"base_form": "limão", "plural": "limões"}),
    ],
)
def test_headwords(language: str, word: str, fields: dict[str, Any]) -> None:
    found = entry(language, word=word, translation="x")
    assert {name: getattr(found, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("n.m./f.", ("noun", "masculine/feminine")),
        ("nf", ("noun", "feminine")),
        ("s. m.", ("noun", "masculine")),
        ("Substantiv, n", ("noun", "neuter")),
        ("n", ("noun", "")),
        ("v. tr.", ("verb", "")),
        ("rzeczownik", ("noun", "")),
        ("bijvoeglijk naamwoord", ("adjective", "")),
        ("?!", ("", "")),
    ],
)
def test_parts_of_speech(part: str, fields: tuple[str, str]) -> None:
    found = entry("es", word="mesa", part_of_speech=part)
    assert (found.part_of_speech, found.gender) == fields


@pytest.mark.parametrize(
    ("part", "cell", "senses"),
    [
        ("verb", "meet; run into", (("to meet",), ("to run into",))),
        ("verb", "can, to be able to", (("can", "to be able to"),)),
        ("verb", "wash (hands, face; dishes)", (("to wash (hands, face; dishes)",),)),
        ("noun", "the present, a gift", (("present", "gift"),)),
        ("adverb", "a lot", (("a lot",),)),
        ("", "1. bank 2. bench", (("bank",), ("bench",))),
        ("", "bank<br>bench|bank", (("bank",), ("bench",))),
        ("", "<b>caf&eacute;</b>&nbsp;", (("café",),)),
        ("", "x &lt; y", (("x < y",),)),
        ("", "", ()),
    ],
)
def test_translations(part: str, cell: str, senses: tuple[tuple[str, ...], ...]) -> None:
    assert entry("es", word="mesa", part_of_speech=part, translation=cell).senses == senses


@pytest.mark.parametrize(
    ("cell", "examples"),
    [
        ("{{c1::La mesa::furniture}} es alta. [sound:x.mp3]", [Sample("La mesa es alta.")]),
        (
            "<div>La mesa es alta.</div><div>The table is high.</div>",
            [Sample("La mesa es alta.", "The table is high.")],
        ),
        (
            "La mesa está aquí.\nThe table is here.\nEl vaso está aquí.\nThe glass is here.",
            [Sample("La mesa está aquí.", "The table is here."), Sample("El vaso está aquí.", "The glass is here.")],
        ),
    ],
)
def test_examples(cell: str, examples: list[Sample]) -> None:
    assert list(entry("es", word="mesa", example=cell).examples) == examples


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"word": "#¿NOMBRE?"}, "spreadsheet error (#¿NOMBRE?)"),
        ({"word": "#N/A", "translation": "x"}, "spreadsheet error (#N/A)"),
        ({"word": "3,5 %"}, "a number, not a word; ask"),
        ({"word": "—", "translation": "x"}, "no letters"),
        ({"word": " ", "translation": "x"}, "no word"),
        ({"word": "&nbsp;", "translation": "<br>"}, "empty"),
        ({"word": "a" * 1000}, f"longer than {LONGEST_WORD} characters"),
        ({"word": "Tisch", "language": "German"}, "another language (de)"),
        ({"word": "Ana"}, "proper name"),
        ({"word": "barcelona", "count": "7"}, "proper name"),
        ({"word": "Totale: 45 parole", "translation": ""}, "a total, not a word"),
        ({"word": "Gesamt: 12"}, "a total, not a word"),
        ({"word": "Razem", "translation": "", "note": "45"}, "a total, not a word"),
        ({"word": "Total:", "translation": "45 words"}, "a total, not a word"),
    ],
)
def test_asides(cells: dict[str, str], reason: str) -> None:
    (found,) = said("es", **cells)
    assert isinstance(found, Aside)
    assert found.reason == reason


@pytest.mark.parametrize(
    "cells",
    [
        {"word": "suma", "translation": "sum", "count": "45"},
        {"word": "total", "count": "4120"},
        {"word": "total", "translation": "", "level": "A2"},
        {"word": "mesa", "translation": "", "count": "45"},
    ],
)
def test_words_for_a_total_are_words(cells: dict[str, str]) -> None:
    assert entry("es", **cells).base_form == cells["word"]


def test_a_name_that_somebody_translated_is_kept_with_a_doubt() -> None:
    found = entry("es", word="Alemania", translation="Germany")
    assert (found.base_form, found.doubts) == ("Alemania", ("proper name",))


def test_names_that_are_words_are_words() -> None:
    assert entry("es", word="rosa").base_form == "rosa"
    assert entry("de", word="essen").base_form == "essen"


@pytest.mark.parametrize(("cell", "level"), [("a2", "A2"), ("A2.1", "A2"), ("A1-A2", "A1"), ("C3", ""), ("", "")])
def test_levels(cell: str, level: str) -> None:
    found = entry("es", word="mesa", level=cell)
    assert found.level == level
    assert found.doubts == (() if cell in ("a2", "") else (f"level given as {cell}",))


@pytest.mark.parametrize(
    ("role", "cell", "doubts"),
    [
        ("part of speech", "locuzione", ("part of speech given as locuzione",)),
        ("part of speech", "tr.", ("part of speech given as tr.",)),
        ("part of speech", "avv.", ()),
        ("part of speech", "—", ()),
        ("part of speech", "", ()),
        ("gender", "x", ("gender given as x",)),
        ("gender", "pl.", ()),
        ("gender", "f", ()),
        ("gender", "-", ()),
    ],
)
def test_grammar_that_is_not_understood_is_said(role: str, cell: str, doubts: tuple[str, ...]) -> None:
    found = entry("es", **{"word": "pan", "translation": "bread", role.replace(" ", "_"): cell})
    assert found.doubts == doubts


@pytest.mark.parametrize(("cell", "count"), [("4,120", 4120), ("4.120.000", 4120000), ("4 120", 4120), ("1.5", None)])
def test_counts(cell: str, count: int | None) -> None:
    assert entry("es", word="mesa", translation="table", count=cell).count == count


def test_two_words_in_a_cell_are_two_entries() -> None:
    first, second = said("es", word="casa, hogar", translation="home")
    assert isinstance(first, Entry)
    assert isinstance(second, Entry)
    assert (first.base_form, second.base_form) == ("casa", "hogar")
    assert first.doubts == ("several words in one cell",)


def test_a_reader_may_say_it_itself_and_its_doubts_are_kept() -> None:
    mapping = TableMapping((Column(Role.WORD, 1),), "es")
    stated = (Aside("x", "because"),)
    assert conform(Row(1, ("mesa",), statements=stated), mapping, knowledge("es")) == list(stated)
    assert conform(Row(1, ("mesa",), "not JSON"), mapping, knowledge("es")) == [Aside("mesa", "not JSON")]
    (found,) = conform(Row(1, ("cocina",), doubts=("a formula in B1",)), mapping, knowledge("es"))
    assert isinstance(found, Entry)
    assert found.doubts == ("a formula in B1",)


def of_pack() -> Knowledge:
    """Return what is known of Italian with a pack of nouns, their genders and their plurals."""
    plural: tuple[dict[str, str], ...] = ({"Number": "Plur"},)
    words = [
        Word(base, "noun", (), (), "", Place(""), gender="masculine", forms=(Form("plural", form, plural),))
        for base, form in (("problema", "problemi"), ("ponte", "ponti"))
    ]
    return Knowledge.of(profile("it"), words)


@pytest.mark.parametrize(
    ("cells", "doubts"),
    [
        ({"word": "la problema"}, ("feminine here, and masculine in the pack",)),
        ({"word": "il problema"}, ()),
        ({"word": "ponte", "part_of_speech": "s. f."}, ("feminine here, and masculine in the pack",)),
        ({"word": "il ponte", "plural": "ponte"}, ("plural ponte here, and ponti in the pack",)),
        ({"word": "il appartamento"}, ("the article il: before appartamento, masculine, it is l'",)),
        ({"word": "l’appartamento"}, ()),
        ({"word": "il poltrona"}, ("masculine here, and feminine by its ending",)),
        ({"word": "la poltrona"}, ()),
        ({"word": "perchè"}, ("spelled perchè in the list",)),
        ({"word": "perché"}, ()),
    ],
)
def test_what_disagrees_with_the_pack_or_the_rules_is_doubted(cells: dict[str, str], doubts: tuple[str, ...]) -> None:
    cells = {"translation": "x", **cells}
    columns = tuple(Column(Role(role), position) for position, role in enumerate(cells, 1))
    (found,) = conform(Row(1, tuple(cells.values())), TableMapping(columns, "it"), of_pack())
    assert isinstance(found, Entry)
    assert found.doubts == doubts


def test_a_singular_with_the_article_of_a_plural_is_doubted() -> None:
    found = entry("it", word="le lenzuolo", translation="sheet")
    assert found.doubts == (
        "plural given",
        "feminine here, and masculine by its ending",
        "plural lenzuolo here, and lenzuola, lenzuoli by the rules",
    )
