"""Drafts, readers and days, as entries state them."""

from pathlib import Path

from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import packs_in
from pipeline.curation.review import Review, readers, reviews
from tests.packs import copy_of_valid


def test_reading(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    words = pack / "A1" / "food.yaml"
    text = words.read_text("utf-8")
    read = "status: reviewed\n    reviewed_by: ana, ben\n    reviewed_on: '2026-02-03'"
    text = text.replace("status: reviewed", read, 1)
    text = text.replace(
        "status: reviewed\n  - base_form: bueno", f"{read.replace('02-03', '01-02')}\n  - base_form: bueno"
    )
    text += "  - base_form: sal\n    part_of_speech: noun\n    priority: 5\n"
    words.write_text(
        text.replace("status: reviewed\n  - base_form: malo", "status: draft\n  - base_form: malo"), "utf-8"
    )
    lexicon = read_pack(packs_in(tmp_path)[0])
    read_words = sum(word.status == "reviewed" for word in lexicon.words)
    drafts = len(lexicon.words) - read_words
    assert drafts
    assert list(reviews(lexicon)) == [
        Review("es", "A1", 1, drafts, read_words, read_words - 2, "2026-01-02", "2026-02-03")
    ]
    assert readers([lexicon]) == [("es", "ana", 2), ("es", "ben", 2)]
