"""What a licence allows, and the file that says which source has which."""

from pathlib import Path

import pytest

from pipeline.intake.sources import (
    FILE,
    Source,
    SourcesError,
    Use,
    known_licence,
    may_write,
    read_sources,
    use_of,
    written_sources,
)
from pipeline.rules.provenance import FIT


@pytest.mark.parametrize(
    ("licence", "use"),
    [
        ("CC0-1.0", Use.WRITE),
        ("CC-BY-4.0", Use.WRITE),
        ("cc by 4.0", Use.WRITE),
        ("MIT", Use.WRITE),
        ("BSD-3-Clause", Use.WRITE),
        ("Apache-2.0", Use.WRITE),
        ("PDDL-1.0", Use.WRITE),
        ("own", Use.WRITE),
        ("CC-BY-SA-4.0", Use.DECLARED),
        ("CC-BY-SA-2.5", Use.DECLARED),
        ("GPL-3.0-or-later", Use.DECLARED),
        ("LGPLLR", Use.DECLARED),
        ("ODbL-1.0", Use.DECLARED),
        ("GFDL-1.3", Use.DECLARED),
        ("CC-BY-NC-4.0", Use.COMPARE),
        ("CC-BY-NC-SA-4.0", Use.COMPARE),
        ("CC-BY-ND-4.0", Use.COMPARE),
        ("non-commercial use only", Use.COMPARE),
        ("free for all", Use.COMPARE),
        ("MIT OR LicenseRef-x", Use.COMPARE),
        ("", Use.COMPARE),
        ("  ", Use.COMPARE),
    ],
)
def test_what_a_licence_allows(licence: str, use: Use) -> None:
    assert use_of(licence) is use


def test_what_fits_a_pack_may_be_written_or_declared() -> None:
    assert {use_of(one) for one in FIT} == {Use.WRITE, Use.DECLARED}


@pytest.mark.parametrize(
    ("licence", "pack", "fact", "text"),
    [
        ("CC-BY-4.0", "CC-BY-4.0", True, True),
        ("own", "CC-BY-4.0", True, True),
        ("CC-BY-SA-4.0", "CC-BY-4.0", False, False),
        ("CC-BY-SA-4.0", "CC-BY-SA-4.0", True, True),
        ("CC-BY-SA-3.0", "CC-BY-SA-4.0", True, True),
        ("CC-BY-SA-4.0", "GPL-3.0-or-later", True, True),
        ("GPL-2.0-or-later", "GPL-3.0-or-later", True, True),
        ("GPL-2.0-or-later", "GPL-2.0-only", True, True),
        ("GPL-3.0-or-later", "GPL-3.0-only", True, True),
        ("GPL-3.0-or-later", "CC-BY-SA-4.0", False, False),
        ("GPL-2.0-only", "GPL-3.0-only", False, False),
        ("CC-BY-SA-4.0", "GPL-2.0-only", False, False),
        ("CC-BY-SA-4.0", "CC-BY-SA-3.0", False, False),
        ("ODbL-1.0", "ODbL-1.0", True, False),
        ("CC-BY-NC-4.0", "CC-BY-NC-4.0", False, False),
        ("", "", False, False),
    ],
)
def test_what_may_be_written_into_a_pack(licence: str, pack: str, fact: bool, text: bool) -> None:
    assert (may_write(licence, pack), may_write(licence, pack, text=True)) == (fact, text)


def test_a_licence_is_known_by_its_letters() -> None:
    assert known_licence(" cc0-1.0 ") == "CC0-1.0"
    assert known_licence("Own") == "own"
    assert known_licence("mine ") == "mine"


def test_sources_are_read_as_they_were_written(tmp_path: Path) -> None:
    sources = {
        one.id: one
        for one in (
            Source("zoo", "Zoo: a list", "CC-BY-4.0", "Ana #1", "https://example.org/?a=b"),
            Source("list", "no"),
            Source("12", "12:30\x1b"),
        )
    }
    assert read_sources(tmp_path) == {}
    text = written_sources(sources)
    (tmp_path / FILE).write_text(text, "utf-8")
    assert read_sources(tmp_path) == sources
    assert [line for line in text.splitlines() if not line.startswith(" ")] == ['"12":', "list:", "zoo:"]


@pytest.mark.parametrize("text", ["- a\n", "list: x\n", "list: {licence: MIT}\n", "list: {title: a, x: b}\n", "a: {\n"])
def test_a_faulty_file_of_sources_is_said(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(SourcesError, match=r"sources\.yaml"):
        read_sources(tmp_path)
