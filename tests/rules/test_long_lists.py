"""The time of a rule grows with the length of a list, not with its square."""

import time

from pipeline.languages.profile import profile
from pipeline.model.findings import Place
from pipeline.model.lexicon import Level, Lexicon, Word
from pipeline.rules.packs import redundant_topic

LONGEST = 5.0
"""Seconds of processor time: a hundred times what it takes, and a tenth of what the square would take."""


def test_the_topics_of_an_entry() -> None:
    place = Place("es/A1/food.yaml")
    topics = (*(f"topic{number}" for number in range(60_000)), "topic0")
    word = Word("pan", "noun", (Level("A1", 1, place),), (), "food", place, further_topics=topics)
    begun = time.process_time()
    (finding,) = redundant_topic(Lexicon("es", words=(word,)), profile("es"))
    assert time.process_time() - begun < LONGEST
    assert finding.place.pointer == ("topics", 60_000)
