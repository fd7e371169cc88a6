"""Text in columns: delimiters, quotation marks, encodings, compression, and where its rows are."""

import gzip
import io
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from pipeline.intake.readers.family import NotReadableError
from pipeline.intake.readers.opening import given
from pipeline.intake.readers.registry import family_for
from pipeline.intake.statements import Aside
from tests.intake.readers.reading import read_one

WORDS = [("la casa", "house"), ("el niño", "child"), ("el jardín", "garden"), ("¿qué?", "what?")]


@pytest.mark.parametrize("delimiter", ["\t", ";", ",", "|", " – ", " - ", " = ", " : "])
def test_what_separates_cells_is_found(delimiter: str) -> None:
    text = "".join(f"{word}{delimiter}{translation}\n" for word, translation in WORDS)
    assert read_one(text.encode()).cells == WORDS


def test_commas_inside_cells_do_not_separate_them() -> None:
    text = "Wort;Übersetzung;Satz\nHaus;house, home;Das ist ein Haus, oder?\nTür;door;Die Tür, bitte!\n"
    assert read_one(text.encode()).cells[1] == ("Haus", "house, home", "Das ist ein Haus, oder?")
    one = "Haus\thouse, home\nTür\tdoor, gate\n"
    assert read_one(one.encode()).cells == [("Haus", "house, home"), ("Tür", "door, gate")]


def test_a_list_of_frequencies_is_separated_by_spaces() -> None:
    assert read_one(b"que 9123\nde 8000\ncasa 12.5\n").cells == [("que", "9123"), ("de", "8000"), ("casa", "12.5")]


def test_phrases_are_not_split_at_their_commas() -> None:
    text = "Hola, ¿qué tal?\nbuenos días\nhasta luego\nmuchas gracias\n"
    assert read_one(text.encode()).cells == [(line,) for line in text.splitlines()]


def test_the_first_line_may_state_the_delimiter() -> None:
    found = read_one(b"sep=,\r\na,b;c;d\r\ne,f;g;h\r\n")
    assert found.cells == [("a", "b;c;d"), ("e", "f;g;h")]
    assert found.numbers == [2, 3]


def test_a_row_is_where_it_begins() -> None:
    found = read_one(b'a,b\n"one\ntwo\n\nthree",x\n\nc,d\n"e ""f""",g\n')
    assert found.cells == [("a", "b"), ("one\ntwo\n\nthree", "x"), ("c", "d"), ('e "f"', "g")]
    assert found.numbers == [1, 2, 7, 8]


def test_a_quotation_mark_that_is_not_closed_is_text() -> None:
    found = read_one(b'word;meaning\n"el pan;bread\nla sal;"salt" (table)\n"x;y"z;w\nel agua;water\n')
    assert found.cells == [
        ("word", "meaning"),
        ('"el pan', "bread"),
        ("la sal", '"salt" (table)'),
        ('"x', 'y"z', "w"),
        ("el agua", "water"),
    ]
    assert found.numbers == [1, 2, 3, 4, 5]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    rows = [f"palabra {number};word" for number in range(20_000)]
    text = '"' + "\n".join(rows) + "\n"
    found = read_one(text.encode())
    assert len(found.rows) == 20_000
    assert found.cells[0] == ('"palabra 0', "word")
    assert found.numbers[-1] == 20_000
    assert not any(row.fault for row in found.rows)


def test_old_line_breaks_count_too() -> None:
    found = read_one(b"a;b\rc;d\re;f\r")
    assert (found.cells, found.numbers) == ([("a", "b"), ("c", "d"), ("e", "f")], [1, 2, 3])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "palabra;traducción\n" + "".join(f"{word};{translation}\n" for word, translation in WORDS)
    found = read_one(text.encode(encoding))
    assert found.cells == [("palabra", "traducción"), *WORDS]
    guessed = encoding in {"utf-16-le", "utf-16-be", "cp1252"}
    assert found.table.notes == ((f"encoding: {encoding} (guessed)",) if guessed else ())


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Straße;street\nGröße;size\nMädchen;girl\nfünf;five\nschön;beautiful\nÜbung;exercise\n"),
        ("cp1250", "żółty;yellow\nksiążka;book\nświat;world\ndzień;day\nwięcej;more\nciężki;heavy\n"),
        ("cp1251", "дом;house\nкнига;book\nчеловек;person\nвода;water\nхлеб;bread\nмолоко;milk\n"),
        ("cp1253", "σπίτι;house\nβιβλίο;book\nνερό;water\nψωμί;bread\nάνθρωπος;person\n"),
    ],
)
def test_older_encodings_are_guessed(encoding: str, text: str) -> None:
    found = read_one(text.encode(encoding))
    assert found.cells == [tuple(line.split(";")) for line in text.splitlines()]
    assert "guessed" in found.table.notes[0]


def test_the_encoding_is_that_of_the_first_letters_beyond_ascii() -> None:
    plain = b"".join(b"word %d;meaning\n" % number for number in range(40_000))
    found = read_one(plain + "canción;song\ncorazón;heart\nniño;child\n".encode("cp1252"))
    assert found.cells[-1] == ("niño", "child")


def test_a_line_in_another_encoding_is_named() -> None:
    lines = ["año;year\n"] * 50_000
    found = read_one("".join(lines).encode() + "niño;child\n".encode("cp1252") + "sí;yes\n".encode())
    assert found.rows[-2].fault == "characters that cannot be decoded: save the file as UTF-8"
    assert found.rows[-1].cells == ("sí", "yes")
    assert len(found.rows) == 50_002


def test_what_was_decoded_wrongly_is_repaired_and_said() -> None:
    good, bad = "canción;song\n", "corazón;heart\n".encode().decode("cp1252")
    found = read_one((good + bad).encode())
    assert found.cells == [("canción", "song"), ("corazón", "heart")]
    assert [bool(row.doubts) for row in found.rows] == [False, True]


@pytest.mark.parametrize(
    "text", ["SÃO PAULO;city\nMÃE;mother\n", "l’été;summer\nœuvre d’art;work of art\n", "Đà Nẵng;city\nâ;a\n"]
)
def test_rare_letters_are_not_taken_for_damage(text: str) -> None:
    found = read_one(text.encode())
    assert found.cells == [tuple(line.split(";")) for line in text.splitlines()]
    assert not any(row.doubts for row in found.rows)


@pytest.mark.parametrize("compress", [gzip.compress, zstandard.compress, lambda data: zstandard.compress(data) * 2])
def test_compressed_files(compress: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(compress("la casa;house\nel niño;child\n".encode()))
    assert read_one(path).cells[:2] == WORDS[:2]


@pytest.mark.parametrize("compress", [gzip.compress, zstandard.compress])
def test_a_compressed_file_that_was_cut_off(compress: Callable[[bytes], bytes]) -> None:
    text = "".join(f"{random.Random(number).random()};word\n" for number in range(50_000))
    whole = compress(text.encode())
    with pytest.raises(NotReadableError, match="damaged"):
        read_one(whole[: len(whole) * 3 // 4])


def test_what_is_pasted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("la casa\thouse\nel niño\tchild\n".encode())))
    content = given("-")
    assert family_for(content).name == "separated"
    assert read_one(content).cells == WORDS[:2]
    assert given("a.csv") == Path("a.csv")


def test_the_header_of_anki_names_columns() -> None:
    header = "#separator:Semicolon\n#html:false\n#columns:Wort;Bedeutung;Tags\n#tags column:3\n#deck:Deutsch\n"
    found = read_one(f"{header}# old\nHaus;house;a b\n".encode())
    assert found.table.columns == ("Wort", "Bedeutung", "tags")
    assert found.table.name == "Deutsch"
    assert found.rows[0].statements == (Aside("# old", "comment"),)
    assert found.rows[1].cells == ("Haus", "house", "a b")


def test_a_row_longer_than_a_line_may_be_is_named() -> None:
    found = read_one(b"a;b\n" + b"x" * 300_000 + b";y\nc;d\n")
    assert [bool(row.fault) for row in found.rows] == [False, True, False]
    assert found.numbers == [1, 2, 3]
    assert len(found.cells[1][0]) < 100


def test_lines_of_a_cell_together_have_the_same_limit() -> None:
    cell = "line\n" * 30_000
    found = read_one(f'a;b\n"{cell}";x\nc;d\n'.encode())
    assert found.numbers[-1] == 30_003
    assert found.cells[-1] == ("c", "d")
