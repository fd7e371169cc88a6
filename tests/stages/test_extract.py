"""The files of a pack as documents: all word lists, in order, and a finding for anything else."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model.findings import Position
from pipeline.model.lexicon import Document, Lexicon
from pipeline.stages import extract
from tests.packs import copy_of_valid
from tests.stages.through import ADJECTIVES, FOOD, GREETINGS, NOUNS, PACK, Kept, after, context_of, edited, told

VERBS = "paradigms/verb.csv"


def document(lexicon: Lexicon, file: str) -> Document:
    (found,) = (one for one in lexicon.documents if one.file == f"es/{file}")
    return found


def test_documents_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    lexicon, findings = after(extract, copy_of_valid(tmp_path))
    assert findings == []
    assert [(one.file, one.kind, one.format, one.level, one.topic) for one in lexicon.documents] == [
        (f"es/{FOOD}", "words", "yaml", "A1", "food"),
        (f"es/{GREETINGS}", "words", "csv", "A1", "greetings"),
        (f"es/{PACK}", "pack", "yaml", None, None),
        (f"es/{ADJECTIVES}", "paradigm", "csv", None, "adjective"),
        (f"es/{NOUNS}", "paradigm", "csv", None, "noun"),
        (f"es/{VERBS}", "paradigm", "csv", None, "verb"),
    ]
    assert lexicon.tables == {"adjective", "noun", "verb"}


def test_yaml_and_csv_give_records_of_one_shape(tmp_path: Path) -> None:
    lexicon, _ = after(extract, copy_of_valid(tmp_path))
    yaml, csv = document(lexicon, FOOD).data, document(lexicon, GREETINGS).data
    assert (yaml["level"], yaml["topic"], len(yaml["words"])) == ("A1", "food", 4)
    assert csv == {
        "level": "A1",
        "topic": "greetings",
        "words": [
            {
                "base_form": "hola",
                "part_of_speech": "interjection",
                "pronunciation": "ˈola",
                "priority": 5,
                "antonyms": ["adiós"],
                "status": "reviewed",
                "meanings": [
                    {
                        "meaning": "Se dice al ver a alguien.",
                        "translation": "hello",
                        "examples": [{"text": "Hola, ¿qué tal?", "translation": "Hello, how are you?"}],
                    }
                ],
            },
            {
                "base_form": "adiós",
                "part_of_speech": "interjection",
                "pronunciation": "aˈdjos",
                "priority": 6,
                "status": "reviewed",
                "meanings": [
                    {
                        "meaning": "Se dice al irse.",
                        "translation": "goodbye",
                        "examples": [{"text": "Adiós, hasta mañana.", "translation": "Goodbye, see you tomorrow."}],
                    }
                ],
            },
        ],
    }
    row = {"base_form": "pan", "cells": {"Number=Sing": ["pan"], "Number=Plur": ["panes"]}}
    assert document(lexicon, NOUNS).data == {"rows": [row]}


def test_a_document_keeps_its_text_and_the_digest_of_its_bytes(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    raw = b"\xef\xbb\xbf" + (pack / FOOD).read_bytes().replace(b"\n", b"\r\n")
    (pack / FOOD).write_bytes(raw)
    plain = document(after(extract, copy_of_valid(tmp_path / "other"))[0], FOOD)
    found = document(after(extract, pack)[0], FOOD)
    assert found.digest == hashlib.sha256(raw).hexdigest() != plain.digest
    assert found.text == raw.decode("utf-8-sig")
    assert found.data == plain.data


def put(name: str) -> Callable[[Path], object]:
    def write(pack: Path) -> None:
        path = pack / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")

    return write


@pytest.mark.parametrize(
    ("name", "place", "hint"),
    [
        ("A1/colours.yml", "A1/colours.yml", "Word lists are <level>/<topic>.yaml or .csv"),
        ("A1/COLOURS.YAML", "A1/COLOURS.YAML", "Word lists are"),
        ("colours.csv", "colours.csv", "Word lists are"),
        (
            "paradigms/adverb.csv",
            "paradigms/adverb.csv",
            "A paradigm table is named by a part of speech, and in this",
        ),  # Spanish adverbs do not inflect
        ("paradigms/noun.yaml", "paradigms/noun.yaml", "Word lists are"),
        ("b1/colours.yaml", "b1", "Name the folder B1"),
        ("A1/more/colours.yaml", "A1/more", "Move it out of the pack"),
        ("B3/colours.yaml", "B3", "Move it out of the pack"),
        ("A1/colours.txt", "A1/colours.txt", "Move it out of the pack"),
        ("A1/README.md", "A1/README.md", "Move it out of the pack"),  # only beside pack.yaml
        ("A1/folder.yaml/x", "A1/folder.yaml", "Word lists are"),
    ],
)
def test_what_is_not_read_is_said(name: str, place: str, hint: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    put(name)(pack)
    lexicon, findings = after(extract, pack)
    assert told(findings) == [("V112", place, "")]
    assert (findings[0].suggestion or "").startswith(hint)
    assert len(lexicon.documents) == 6


@pytest.mark.parametrize("name", ["README.md", "Readme", "LICENSE", "licence.txt", ".git/config", "A1/.food.yaml.swp"])
def test_what_belongs_beside_a_pack_is_passed_over(name: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    put(name)(pack)
    lexicon, findings = after(extract, pack)
    assert findings == []
    assert len(lexicon.documents) == 6


def test_a_pack_without_its_description_is_read_all_the_same(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / PACK).unlink()
    lexicon, findings = after(extract, pack)
    assert told(findings) == [("V201", PACK, "")]
    assert findings[0].suggestion == "Every language folder needs one; copy another pack's and edit it"
    assert [one.kind for one in lexicon.documents] == ["words", "words", "paradigm", "paradigm", "paradigm"]


def test_a_folder_without_anything_in_it(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    lexicon, findings = after(extract, tmp_path / "es")
    assert told(findings) == [("V201", PACK, "")]
    assert lexicon.documents == ()


def test_links_inside_the_pack_are_followed(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / "A1" / "drinks.yaml").symlink_to("food.yaml")
    (pack / "B1").symlink_to("A1")
    lexicon, findings = after(extract, pack)
    assert findings == []
    assert [(one.file, one.level, one.topic) for one in lexicon.documents if one.kind == "words"] == [
        (f"es/{level}/{topic}", level, topic.partition(".")[0])
        for level in ("A1", "B1")
        for topic in ("drinks.yaml", "food.yaml", "greetings.csv")
    ]


def test_a_file_that_is_no_text_is_left_out_and_one_that_is_no_record_is_not(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / FOOD).write_bytes(b"\xff\xfe")
    (pack / GREETINGS).write_text("base_form,colour\nhola,red\n", "utf-8")
    (pack / PACK).write_text("# nothing\n", "utf-8")
    lexicon, findings = after(extract, pack)
    assert f"es/{FOOD}" not in [one.file for one in lexicon.documents]
    assert document(lexicon, GREETINGS).data is None
    assert document(lexicon, PACK).data is None
    assert {one.place.file for one in findings} == {f"es/{file}" for file in (FOOD, GREETINGS, PACK)}
    assert [one.message for one in findings if one.place.file == f"es/{PACK}"] == ["this file contains only comments"]
    assert document(lexicon, NOUNS).data is not None


def test_a_column_that_is_no_cell_of_the_language_is_at_its_place(tmp_path: Path) -> None:
    pack = edited(tmp_path, (NOUNS, "Number=Plur", "Number=Dual"))
    lexicon, findings = after(extract, pack)
    assert {(one.place.file, one.place.position) for one in findings} == {(f"es/{NOUNS}", Position(1, 23))}
    assert document(lexicon, NOUNS).data is None


def read_with(memory: Kept, pack: Path) -> tuple[Lexicon, list[tuple[str, str, str]]]:
    context = context_of(pack, memory)
    return extract.run(Lexicon("es"), context), told(context.findings)


def test_what_was_read_before_is_remembered(tmp_path: Path) -> None:
    pack, memory = copy_of_valid(tmp_path), Kept()
    first = read_with(memory, pack)
    assert len(memory.values) == 6
    for value in memory.values.values():
        value["remembered"] = True
    lexicon, _ = read_with(memory, pack)
    assert all(one.data["remembered"] for one in lexicon.documents)
    (pack / FOOD).write_text((pack / FOOD).read_text("utf-8") + "# a remark\n", "utf-8")
    lexicon, _ = read_with(memory, pack)
    assert [one.file for one in lexicon.documents if "remembered" not in one.data] == [f"es/{FOOD}"]
    assert first[0].language == "es"


def test_what_was_found_is_found_again(tmp_path: Path) -> None:
    """Only the record of a file without findings is cached: otherwise its findings would be lost."""
    pack, memory = edited(tmp_path, (FOOD, "topic: food", "topic: food\ntopic: food")), Kept()
    first = read_with(memory, pack)
    assert first[1] == [("V106", FOOD, "topic")]
    assert read_with(memory, pack) == first
    assert not any(FOOD in name for name in memory.values)


@pytest.mark.parametrize("rows", [None, [{"base_form": "pan"}], [{"base_form": 1, "cells": {}}], [["pan"]]])
def test_a_remembered_table_of_another_shape_is_read_anew(rows: object, tmp_path: Path) -> None:
    pack, memory = copy_of_valid(tmp_path), Kept()
    first = read_with(memory, pack)
    (name,) = (name for name in memory.values if NOUNS in name)
    memory.values[name] = {"rows": rows}
    assert read_with(memory, pack) == first
