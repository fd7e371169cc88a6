"""The coverage of a text in pieces is that of the whole, and the memory it takes does not grow with the text."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.recognition import pieces
from pipeline.recognition.coverage import Listed, Standing, coverage
from pipeline.recognition.entries import WordForms
from pipeline.recognition.index import of_records
from pipeline.recognition.spelling import nfc
from pipeline.reporting import coverage as report
from pipeline.reporting.tally import Tally, tallied
from tests.recognition.small import LANGUAGES, records, rules, small

FORMS = sorted({form.text for language in LANGUAGES for record in records(language) for form in record.forms})
WORDS = (
    *FORMS,
    "Haustür",
    "rosa",
    "Rosa",
    "Lima",
    "Pedro",
    "Frau",
    "Dr",
    "por",
    "favor",
    "auf",
    "Ich",
    "xyzzy",
    "2024",
)
MARKS = (" ", " ", " ", "\n", ". ", ".\n", "! ", "?", "... ", ", ", "\u00a0", "e\u0301 ", "\u0301")
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)).map("".join), max_size=60).map("".join)


@contextmanager
def counted(text: str, language: str = "es", level: str = "A1", chunk: int = 1 << 16) -> Iterator[Tally]:
    chunks = [text[start : start + chunk] for start in range(0, len(text), chunk)]
    with tallied(lambda: chunks, small(language), level) as found:
        yield found


@settings(deadline=None)
@given(texts, st.sampled_from(LANGUAGES), st.integers(1, 40), st.integers(1, 80))
def test_pieces_are_counted_as_the_whole(text: str, language: str, chunk: int, size: int) -> None:
    whole = coverage(text, small(language), "A1")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces.pieces, "__defaults__", (size,))
        with counted(text, language, chunk=chunk) as found:
            assert (found.words, found.counts[Standing.KNOWN], found.counts[Standing.DOUBTFUL], found.apart) == (
                whole.words,
                whole.known,
                whole.doubtful,
                whole.apart,
            )
            shares = (whole.lower, whole.upper) if whole.words else (None, None)
            assert (found.lower, found.upper) == shares
            for which, listed in ((Standing.UNKNOWN, whole.unknown), (Standing.DOUBTFUL, whole.doubts)):
                assert [
                    Listed(
                        one.text, tuple(place.start for place in found.places(which, one)), one.base_forms, one.level
                    )
                    for one in found.entries(which)
                ] == list(listed)


@given(texts, st.integers(1, 40), st.integers(1, 80))
def test_pieces_are_the_text(text: str, chunk: int, size: int) -> None:
    chunks = [text[start : start + chunk] for start in range(0, len(text), chunk)]
    found = list(pieces.pieces(chunks, small("es"), size))
    assert "".join(piece.text for piece in found) == nfc(text)
    assert [piece.start for piece in found] == [
        sum(len(one.text) for one in found[:number]) for number in range(len(found))
    ]


def test_a_multiword_entry_that_is_not_taught_yet_is_counted_as_in_a_whole_text() -> None:
    entry = next(one.entry for one in records("es") if one.entry.base_form == "comer")
    entry = replace(entry, id=entry.id + 1, base_form="como xyzzy", level="B1")
    grown = of_records("es", (*records("es"), WordForms(entry, ("adverb",), ())), rules("es"))
    text = "Como pan. Yo como xyzzy."
    whole = coverage(text, grown, "A1")
    with tallied(lambda: [text], grown, "A1") as found:
        assert found.words == whole.words
        assert found.counts[Standing.KNOWN] == whole.known
        (entry_listed,) = found.entries(Standing.UNKNOWN)
        assert [(entry_listed.text, place.start) for place in found.places(Standing.UNKNOWN, entry_listed)] == [
            (one.text, start) for one in whole.unknown for start in one.starts
        ]


def test_a_long_text_is_cut() -> None:
    assert len(list(pieces.pieces(["Vivo en Quito. "] * 500, small("es"), 100))) > 50


MEASURED = """
import resource, sys
from pipeline.reporting.tally import tallied
from tests.recognition.small import small
def chunks():
    with open(sys.argv[1], encoding="utf-8") as file:
        yield from iter(lambda: file.read(65536), "")
with tallied(chunks, small("es"), "A1") as found:
    print(found.words, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss has other units elsewhere")
def test_memory_does_not_grow_with_the_text(tmp_path: Path) -> None:
    letters = random.Random(1)
    words = [*WORDS[:40] * 4_500, *("".join(letters.choices("abdeilmnorstu", k=7)) for _ in range(20_000))]

    def peak(sentences: int) -> tuple[int, int]:
        path = tmp_path / "text.txt"
        with path.open("w", encoding="utf-8") as file:
            for _ in range(sentences):
                file.write(" ".join(letters.choices(words, k=9)) + ". ")
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, path],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
        )
        running, kilobytes = map(int, done.stdout.split())
        return running, kilobytes

    _, least = peak(10)
    running, most = peak(300_000)  # 20 MB
    assert running > 2_000_000
    assert most - least < 60_000


# The report


def lines(text: str) -> list[str]:
    with counted(text) as found:
        return list(report.lines(found, "es"))


def test_report() -> None:
    assert lines("La rosa.\nTomate pan con \x1b[2J vi.") == [
        "es A1: \x1b[1m50.0–66.6 %\x1b[0m of 6 running words known",
        "3 known, 1 doubtful, 2 unknown; set apart: 1 number, 0 names, 3 punctuation, 1 symbol",
        "unknown:",
        "     1 × rosa: rosa (B1)  1:4",
        "     1 × vi: not in the lexicon  2:21",
        "doubtful:",
        "     1 × Tomate: tomar (A1)  2:1",
    ]


def test_shares_are_rounded_down() -> None:
    assert "99.9 %" in lines("pan " * 9999 + "xyzzy")[0]


def test_highlighted_text_cannot_steer_a_terminal() -> None:
    shown: list[str] = []
    text = "pan \x1b[2J xyzzy\r\n\ttomate \u202e"
    with tallied(
        lambda: [text],
        small("es"),
        "A1",
        lambda piece, tokens, standings: shown.extend(report.highlighted(piece.text, tokens, standings)),
    ):
        pass
    expected = "pan \\u001b[2J \x1b[31m\x1b[4mxyzzy\x1b[0m\n\t\x1b[33m\x1b[4mtomate\x1b[0m \\u202e"
    assert "".join(shown) == expected


def test_json() -> None:
    with counted("La rosa come vi.") as found:
        record = json.loads("".join(report.as_json(found, "es")))
    assert record["unknown_words"] == [
        {"text": "rosa", "count": 1, "starts": [3], "base_forms": ["rosa"], "level": "B1"},
        {"text": "vi", "count": 1, "starts": [13], "base_forms": [], "level": None},
    ]
    assert record["doubtful_words"] == []
    assert (record["language"], record["level"], record["running_words"]) == ("es", "A1", 4)
    assert (record["lower"], record["upper"]) == (0.5, 0.5)
