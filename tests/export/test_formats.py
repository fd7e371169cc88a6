"""What every format of databases keeps to: who made it, no surprises, the same bytes, in no time."""

import io
import json
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.export.registry import DatabaseFormat, Format, format_named, format_of, names
from pipeline.export.stored import vocabulary
from pipeline.export.vocabulary import Vocabulary
from tests.export.samples import hostile, released
from tests.intake.workbooks import content_of
from tests.packs import copy_of_valid
from tests.release.test_hostile import HOSTILE

FORMATS = {name: form for name in names() if isinstance(form := format_named(name), DatabaseFormat)}

OUR_LINES = {"\n", "\r"}


def files(form: Format, content: bytes) -> dict[str, bytes]:
    """The files of an export: itself, or those packed in it."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {form.suffix: content}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_names_of_formats_are_those_of_their_modules() -> None:
    assert names() == ["anki", "csv", "dmlex", "jsonl", "sheet", "xlsx"]
    assert {format_of(f"a{format_named(name).suffix}") for name in names()} == set(names())
    assert format_of("A.APKG") == "anki"
    assert format_of("a.csv") is None


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_vocabulary_gives_the_same_bytes(name: str, database: Path, spanish: Vocabulary) -> None:
    written = FORMATS[name].write(spanish)
    assert FORMATS[name].write(vocabulary(database, "es")) == written
    later = released(spanish, "1.0.1", "2026-02-03")
    assert FORMATS[name].write(later) != written


@pytest.mark.parametrize("name", FORMATS)
def test_no_archive_says_when_it_was_made(name: str, spanish: Vocabulary) -> None:
    content = FORMATS[name].write(spanish)
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert archive.testzip() is None


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_whose_it_is_and_under_which_licence(name: str, spanish: Vocabulary) -> None:
    content = b"".join(files(FORMATS[name], FORMATS[name].write(spanish)).values())
    for said in (spanish.release.attribution, spanish.release.licence):
        assert said.encode() in content


@pytest.mark.parametrize("name", names())
def test_every_format_credits_the_sources(name: str, spanish: Vocabulary, tmp_path: Path) -> None:
    """Also the workbook, which is made from the pack."""
    source = {"title": "Nouns 1.2", "author": "Gregor of the Lists", "licence": "CC-BY-SA-4.0", "url": "https://a.test"}
    form = format_named(name)
    if isinstance(form, DatabaseFormat):
        content = form.write(replace(spanish, release=replace(spanish.release, sources={"nouns": source})))
    else:
        pack = copy_of_valid(tmp_path)
        about = (
            (pack / "pack.yaml").read_text("utf-8").replace("sources:\n", f"sources:\n  nouns: {json.dumps(source)}\n")
        )
        (pack / "pack.yaml").write_text(about, "utf-8")
        content = form.write(content_of(pack))
    credit = b"Nouns 1.2, by Gregor of the Lists. Licence: CC-BY-SA-4.0. https://a.test"
    assert credit in b"".join(files(form, content).values())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_that_cannot_be_seen_comes_out(name: str, text: str, spanish: Vocabulary) -> None:
    for file, content in files(FORMATS[name], FORMATS[name].write(hostile(spanish, text))).items():
        if file.endswith(".anki2"):
            continue  # a database: its texts are looked at with Anki
        unseen = {one for one in content.decode() if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
        assert unseen <= OUR_LINES, file


@pytest.mark.parametrize("name", FORMATS)
def test_a_long_text_is_no_trouble(name: str, spanish: Vocabulary) -> None:
    assert FORMATS[name].write(hostile(spanish, "x" * 100_000))
