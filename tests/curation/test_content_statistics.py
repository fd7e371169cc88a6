"""What is counted of sentences and translations, and how it is shown."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.curation.content_formats import CONTENT_FORMATS
from pipeline.curation.content_statistics import MEASURES, Count, content_of
from pipeline.languages.profile import profile
from pipeline.model.findings import Place
from pipeline.model.lexicon import Example, Form, Level, Lexicon, Meaning, Word
from tests.packs import LANGUAGES, VALID, committed

PLACE = Place("words.yaml")


def word(
    base_form: str,
    *sentences: tuple[str, str],
    level: str = "A1",
    band: int = 1,
    translation: str = "x",
    part: str = "verb",
    forms: tuple[Form, ...] = (),
) -> Word:
    examples = tuple(Example(text, english) for text, english in sentences)
    meaning = Meaning("Una cosa.", translation, examples)
    return Word(base_form, part, (Level(level, band, PLACE),), (meaning,), "food", PLACE, forms=forms)


def counts(language: str, *words: Word) -> dict[tuple[str, str], tuple[int, int | None]]:
    found = content_of(Lexicon(language, words=words), profile(language))
    return {(one.measure, one.item): (one.count, one.total) for one in found}


def of(found: dict[tuple[str, str], tuple[int, int | None]], measure: str) -> dict[str, int]:
    return {item: count for (kind, item), (count, _) in found.items() if kind == measure}


def test_length_and_kind() -> None:
    found = counts("es", word("ir", ("¿Vas tú?", ""), ("¡Ve a casa!", ""), ("Voy a casa.", "")))
    assert of(found, "length") == {"2 words": 1, "3 words": 2}
    assert of(found, "kind") == {"question": 1, "exclamation": 1, "statement": 1}
    assert found["kind", "question"] == (1, 3)


def test_address_in_spanish() -> None:
    sentences = [("¿Y tú?", ""), ("Tu tía viene.", ""), ("¿Usted fuma?", ""), ("Ella viene.", "")]
    assert of(counts("es", word("venir", *sentences)), "address") == {"tú": 2, "usted": 1}


@pytest.mark.parametrize(
    ("text", "english", "forms"),
    [
        ("Nehmen Sie bitte Platz.", "Please take a seat.", {"Sie": 1}),
        ("Sie kommt aus Wien.", "She is from Vienna.", {}),
        ("Sie kommen spät.", "You are late.", {"Sie": 1}),
        ("Ich gebe ihr das Buch.", "I give her the book.", {}),
        ("Habt ihr Hunger?", "Are you hungry?", {"ihr": 1}),
        ("Ich liebe dich.", "I love him.", {"du": 1}),
        ("– Du kommst!", "", {"du": 1}),
    ],
)
def test_address_in_german(text: str, english: str, forms: dict[str, int]) -> None:
    assert of(counts("de", word("kommen", (text, english))), "address") == forms


def test_persons() -> None:
    forms = (
        Form(
            "conjugation",
            "komme",
            ({"Mood": "Ind", "Person": "1", "Number": "Sing"}, {"Mood": "Sub", "Person": "3", "Number": "Sing"}),
        ),
        Form(
            "conjugation",
            "kommt",
            ({"Mood": "Ind", "Person": "3", "Number": "Sing"}, {"Mood": "Ind", "Person": "2", "Number": "Plur"}),
        ),
        Form("infinitive", "kommen", ({"VerbForm": "Inf"},)),
    )
    sentences = [
        ("Ich komme.", ""),
        ("Kommt ihr?", ""),
        ("Er kommt.", ""),
        ("Das Kind kommt.", ""),
        ("Alle kommen.", ""),
    ]
    found = of(counts("de", word("kommen", *sentences, forms=forms)), "person")
    assert found == {"1 singular": 1, "2 plural": 1, "3 singular": 1, "several": 1}


def test_words_of_later_bands() -> None:
    early = word("pan", ("Como pan con queso.", ""), ("Hay pan.", ""), band=1, part="noun")
    late = word("queso", ("El pan y el queso.", ""), band=5, part="noun")
    later = word("con", ("Voy con pan.", ""), level="A2", band=1, part="preposition")
    found = counts("es", early, late, later)
    assert of(found, "later band") == {"con": 1, "queso": 1}
    assert found["later band", "queso"] == (1, 6)  # pan, con, queso; pan; pan, queso


def test_near_duplicates() -> None:
    found = counts(
        "es",
        word("vivir", ("Ana vive en Madrid.", ""), ("Luis vive en Madrid.", "")),
        word("ir", ("Hoy voy a Madrid.", ""), ("Voy a Madrid.", ""), ("Hoy voy a la playa.", "")),
    )
    assert of(found, "near-duplicate") == {"Ana vive en Madrid. / Luis vive en Madrid.": 2}


def test_templates() -> None:
    nouns = [word(noun, (f"¿Dónde está tu {noun}?", ""), part="noun") for noun in ("pan", "perro", "libro")]
    found = counts("es", *nouns, word("ver", ("¿Dónde está Ana?", ""), ("¿Dónde está la casa?", "")))
    assert of(found, "template") == {"dónde está tu …": 3}


def test_translations_and_single_examples() -> None:
    two = [("Tomo pan.", ""), ("Cojo el tren.", "")]
    found = counts(
        "es", word("tomar", *two, translation="to take, to have"), word("coger", two[1], translation="to take")
    )
    assert of(found, "shared translation") == {"to take: tomar, coger": 2}
    assert of(found, "single example") == {"coger: to take": 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_finds_something_in_the_packs(language: str) -> None:
    found = content_of(committed(language).lexicon, profile(language))
    assert {one.measure for one in found} >= MEASURES.keys() - {"near-duplicate", "template", "single example"}
    lengths = [one for one in found if (one.measure, one.level) == ("length", "A1")]
    assert sum(one.count for one in lengths) == lengths[0].total


def test_formats() -> None:
    many = [Count("es", "A1", "near-duplicate", f"=a\u202e{number}", 2) for number in range(12)]
    counted = [Count("es", "A1", "kind", "question", 1, 4), *many]
    text = CONTENT_FORMATS["text"](counted)
    assert text.startswith("es A1 kind: 1 of 4 (25.0 %)\n     1 question (25.0 %)\nes A1 near-duplicate: 12\n")
    assert text.endswith("and 2 others")
    assert json.loads(CONTENT_FORMATS["json"](counted))[0] == {
        "language": "es", "level": "A1", "measure": "kind", "item": "question", "count": 1, "total": 4
    }  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(CONTENT_FORMATS["csv"](counted))))
    assert len(rows) == 13
    assert (rows[1]["item"], rows[1]["total"]) == ("'=a\\u202e0", "")
    assert "\u202e" not in text + CONTENT_FORMATS["json"](counted)


def test_command(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["stats", "--content", str(VALID / "es")])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("es A1 length: ")
    result = CliRunner().invoke(cli, ["stats", "--content", str(tmp_path)])
    assert result.exit_code == 2
