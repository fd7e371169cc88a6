"""Which reader reads a file: what is in it decides, and what cannot be read is refused with what to do."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from pipeline.intake.readers import registry
from pipeline.intake.readers.family import Content, Family, NotReadableError
from pipeline.intake.readers.opening import whole
from pipeline.intake.readers.registry import FAMILIES, family_for
from pipeline.intake.rows import Row, Table
from tests.intake.readers import open_documents
from tests.intake.readers.reading import SAMPLES, read_one


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7\n", "a PDF.*save the list as CSV, or copy it and paste it"),
        (open_documents.archive({"[Content_Types].xml": b"", "word/document.xml": b""}), "word processor.*CSV"),
        (b"\x89PNG\r\n\x1a\n\0\0", "an image"),
        (b"<!DOCTYPE html><html>", "a web page.*CSV"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "a web page or XML"),
        (b"SQLite format 3\0" + b"\0" * 100, "a database"),
        (bytes(range(256)) * 8, "not text.*CSV"),
        (b"\0" * 1000, "not text"),
        (b"", "empty"),
        (b" \n\n", "empty"),
    ],
)
def test_what_is_no_list_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(NotReadableError, match=message):
        family_for(content)


def test_a_name_says_nothing(tmp_path: Path) -> None:
    for name in ("list.xlsx", "list.json", "list", "list.pdf"):
        (tmp_path / name).write_bytes((SAMPLES / "quizlet.txt").read_bytes())
        assert family_for(tmp_path / name).name == "separated"


def test_a_format_may_be_named() -> None:
    assert family_for(SAMPLES / "quizlet.txt", "words").name == "words"
    found = read_one(SAMPLES / "quizlet.txt", family="words")
    assert found.cells[0] == ("la nevera\tthe fridge",)
    with pytest.raises(NotReadableError, match=r"no format “exel”; there are workbook, anki"):
        family_for(SAMPLES / "quizlet.txt", "exel")


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(OSError, match=r"not a regular file|No such file"):
            family_for(path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(OSError, match="not a regular file"):
            family_for(tmp_path / "pipe")


def test_names_of_families_are_different() -> None:
    assert len({family.name for family in FAMILIES}) == len(FAMILIES)


def test_another_family_is_one_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dictionaries in the format of dict.cc, say: what a module must have, and where it is listed."""

    def tables(content: Content, language: str = "") -> Generator[Table]:
        lines = whole(content, "split it").decode().splitlines()[1:]
        yield Table((Row(number, tuple(line.split("::"))) for number, line in enumerate(lines, 2)), name=language)

    added = Family("colons", (".dict",), lambda start: start.startswith(b"# colons"), tables)
    content = b"# colons\nla casa::house\nel pan::bread\n"
    assert family_for(content).name != "colons"
    monkeypatch.setattr(registry, "FAMILIES", (added, *FAMILIES))
    assert read_one(content, "es").cells == [("la casa", "house"), ("el pan", "bread")]
    assert all(family_for(path).name != "colons" for path in SAMPLES.iterdir())
