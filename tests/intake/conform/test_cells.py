"""Cells that programs and enemies make."""

import time

import pytest

from pipeline.intake.conform.cells import clean, lines, parted
from pipeline.intake.conform.senses import read_senses


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  a  b ", "a b"),
        ("a\u00a0b\u200b", "a b"),
        ("<b>a</b> &amp; b", "a & b"),
        ("a<b", "a<b"),
        ("1 < 2 > 1", "1 < 2 > 1"),
        ("[sound:a.mp3]", ""),
        ("[a]", "[a]"),
        ("{{c12::a::hint}}", "a"),
        ("{{c1::a}}{{c2::b}}", "ab"),
        ("cafe\u0301", "café"),
        ("&lt;i&gt;", "<i>"),
        ("a\x00b", "ab"),
    ],
)
def test_clean(cell: str, text: str) -> None:
    assert clean(cell) == text
    assert clean(clean(cell)) in (text, "")


def test_lines() -> None:
    assert lines("<div>a</div><div>b</div>c<br/>d\r\ne\u2028f") == ["a", "b", "c", "d", "e", "f"]


def test_parted() -> None:
    assert parted("a, b (c, d), e", ",") == ["a", "b (c, d)", "e"]
    assert parted("a), b (c, d", ",") == ["a)", "b (c, d"]
    assert parted("a;;|b", ";|") == ["a", "b"]


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<!--", "[sound:", "{{c1::", "{{c1::a::", "&amp", "(", ",", ";", "1. ", "'.", "<div>", "::", "¨-"],
)
def test_hostile_cells_take_time_in_proportion(piece: str) -> None:
    cell = piece * (200_000 // len(piece))
    start = time.process_time()
    read_senses(lines(cell))
    assert time.process_time() - start < 5
