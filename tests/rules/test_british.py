"""The words of british.csv are in order, each once, and the two rules do not contradict each other."""

import csv
from pathlib import Path

from pipeline.rules.meanings import english

with Path(english.__file__).with_name("british.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def test_words_are_in_order_and_each_once() -> None:
    keys = [(row["difference"], row["british"]) for row in ROWS]
    assert keys == sorted(set(keys))
    assert {row["difference"] for row in ROWS} == {"spelling", "word"}


def test_american_spellings_are_no_british_words() -> None:
    spellings = {row["american"] for row in ROWS if row["difference"] == "spelling"}
    assert spellings.isdisjoint(row["british"] for row in ROWS)
