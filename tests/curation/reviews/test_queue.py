"""What is to be read, in which order, and how it is shown."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.curation.reviews import table
from pipeline.curation.reviews.digest import digest_of
from pipeline.curation.reviews.doubts import doubts_of
from pipeline.curation.reviews.levels import levels_in
from pipeline.curation.reviews.queue import Asked, Item, Queue, queue
from pipeline.curation.reviews.record import Reading, RecordError, readings_in
from pipeline.curation.reviews.statistics import ALL, counted
from pipeline.curation.round_trip.cells import cells_of
from pipeline.curation.scaffold import written_entries
from pipeline.languages.profile import profile
from pipeline.model.findings import Finding, Place
from pipeline.model.lexicon import Document
from pipeline.reports.review_page import review_page
from pipeline.rules.provenance import DRAFT, OWN_REVIEWER, UNKNOWN_LICENCE
from pipeline.rules.words.pronunciation import NO_PRONUNCIATION
from tests.intake.workbooks import content_of
from tests.packs import copy_of_valid


@pytest.fixture
def documents(tmp_path: Path) -> tuple[Document, ...]:
    """Four words of YAML that are drafts, and two of CSV that are not."""
    pack = copy_of_valid(tmp_path / "sources")
    food = pack / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").replace("status: reviewed", "status: draft"), "utf-8")
    return content_of(pack).documents


def finding(documents: tuple[Document, ...], index: int, rule: object) -> Finding:
    (file,) = [one.file for one in documents if one.topic == "food"]
    return Finding(rule, f"about {index}", Place(file, ("words", index, "source")))  # type: ignore[arg-type]


def names(found: Queue) -> list[str]:
    return [one.name for one in found.items]


def test_drafts_in_the_order_of_the_pack(documents: tuple[Document, ...]) -> None:
    assert names(queue(documents, [], [], {})) == ["pan", "comer", "bueno", "malo"]


def test_errors_come_before_warnings_and_what_was_read_last_comes_last(documents: tuple[Document, ...]) -> None:
    findings = [
        finding(documents, 1, OWN_REVIEWER),
        finding(documents, 2, UNKNOWN_LICENCE),
        finding(documents, 2, UNKNOWN_LICENCE),
        finding(documents, 0, DRAFT),  # every draft has it
    ]
    readings = [Reading("pan", "2026-11-01", "Bo", "question", "0", "why?")]
    assert names(queue(documents, findings, readings, {})) == ["comer", "bueno", "malo", "pan"]
    claims = {"malo": {"part_of_speech": {"a": frozenset(["adverb"]), "b": frozenset(["noun"])}}}
    found = queue(documents, findings, readings, claims)
    assert names(found) == ["comer", "bueno", "malo", "pan"]
    assert found.items[2].doubts.disagreements == ("part of speech: adverb (a); noun (b); adjective (this entry)",)


def test_what_is_absent_and_optional_weighs_less_than_what_is_wrong(documents: tuple[Document, ...]) -> None:
    findings = [
        *(finding(documents, 0, NO_PRONUNCIATION) for _ in range(3)),
        finding(documents, 1, NO_PRONUNCIATION),
        finding(documents, 2, UNKNOWN_LICENCE),
        finding(documents, 3, NO_PRONUNCIATION),
        finding(documents, 3, UNKNOWN_LICENCE),
    ]
    found = queue(documents, findings, [], {})
    assert names(found) == ["malo", "bueno", "pan", "comer"]
    assert [one.doubts.counts for one in found.items] == [(0, 1, 0), (0, 1, 0), (0, 0, 0), (0, 0, 0)]
    assert [line.split(":")[0] for line in found.items[0].doubts.lines()] == ["warning V903", "warning V312"]
    assert [row[4:7] for row in table.rows(found.items)][1:] == [
        ("", "1", ""),
        ("", "1", ""),
        ("", "", ""),
        ("", "", ""),
    ]


def test_a_reader_sees_which_pronunciation_is_by_rule(documents: tuple[Document, ...]) -> None:
    def rules(base_form: str, part_of_speech: str) -> str | None:
        return {("pan", "noun"): "pan", ("malo", "adjective"): "ˈmaːlo", ("bueno", "adjective"): "ˈbweno"}.get(
            (base_form, part_of_speech)
        )

    entries = {entry["base_form"]: entry for *_, entry in written_entries(documents)}
    del entries["bueno"]["pronunciation"]
    found = queue(documents, [], [], {}, pronounce=rules)
    said = {one.name: one.doubts.lines() for one in found.items}
    assert said == {
        "malo": ["pronunciation: ˈmaːlo (the rules of the language); ˈmalo (this entry)"],
        "pan": ["pronunciation: by rule from the spelling"],
        "comer": [],
        "bueno": [],
    }
    assert names(found)[0] == "malo"


def test_what_is_asked_for(documents: tuple[Document, ...]) -> None:
    found = queue(documents, [], [], {}, Asked(most=3))
    assert (names(found), found.left) == (["pan", "comer", "bueno"], 1)
    assert names(queue(documents, [], [], {}, Asked(level="A2"))) == []
    assert names(queue(documents, [], [], {}, Asked(topic="greetings"))) == []
    entries = [entry for *_, entry in written_entries(documents)]
    entries[0]["written_by"] = "Ana,  Omar"
    assert names(queue(documents, [], [], {}, Asked(reader="omar"))) == ["comer", "bueno", "malo"]


def test_a_draft_that_is_not_filled_in_waits(documents: tuple[Document, ...]) -> None:
    next(written_entries(documents))[2]["meanings"][0]["translation"] = "FIXME"
    found = queue(documents, [], [], {})
    assert (names(found), found.unfinished) == (["comer", "bueno", "malo"], 1)


def test_a_reviewed_entry_is_read_again_once_it_says_something_else(documents: tuple[Document, ...]) -> None:
    hola = next(entry for *_, entry in written_entries(documents) if entry["base_form"] == "hola")
    readings = [Reading("hola", "2026-11-01", "Bo", "right", digest_of(cells_of(hola)))]
    assert "hola" not in names(queue(documents, [], readings, {}))
    hola["priority"], hola["reviewed_by"] = 40, "Bo"
    assert "hola" not in names(queue(documents, [], readings, {}))
    hola["meanings"][0]["translation"] = "hi"
    (item,) = [one for one in queue(documents, [], readings, {}).items if one.name == "hola"]
    assert (item.why, item.last_read) == ("changed", "2026-11-01")
    assert "hola" not in names(queue(documents, [], [], {}))  # nobody knows what was read


def test_sources_that_agree_are_no_doubt() -> None:
    entry = {"base_form": "pan", "gender": "masculine", "meanings": [{"translation": "to eat, bread"}]}
    claims = {
        "gender": {"a": frozenset(["masculine"]), "b": frozenset(["masculine", "feminine"])},
        "sense": {"a": frozenset(["Eat"]), "b": frozenset(["roll"])},
        "level": {"a": frozenset(["A2"])},
        "count": {"c": frozenset(["12"])},
    }
    found = doubts_of(entry, "A2", [], claims)
    assert found.disagreements == ()
    assert found.signals == ("count: 12 (c)",)
    assert found.rank == (0, 0, 0)  # they are shown, and decide nothing
    assert doubts_of(entry, "A1", [], claims).disagreements == ("level: A2 (a); A1 (this entry)",)
    one = doubts_of(entry, "A1", [], {"sense": {"a": frozenset(["roll"])}})
    assert one.disagreements == ()
    two = doubts_of(entry, "A1", [], {"sense": {"a": frozenset(["roll"]), "b": frozenset(["bun"])}})
    assert two.disagreements == ("translation: roll (a); bun (b); bread, eat (this entry)",)


@pytest.mark.parametrize("value", [5, "x", None, {"a": 1}, [5], [{"translation": 5, "examples": 5}]])
def test_an_entry_that_is_not_valid_can_be_shown(value: object, documents: tuple[Document, ...]) -> None:
    entry = next(written_entries(documents))[2]
    entry["meanings"] = entry["forms"] = entry["written_by"] = entry["reviewed_on"] = value
    claims = {"pan": {"sense": {"a": frozenset(["roll"]), "b": frozenset(["bun"])}}}
    found = queue(documents, [], [], claims)
    assert len(found.items) + found.unfinished == 4
    Outline("".join(review_page(found.items, "es", profile("es"))))
    assert list(table.lines(table.rows(found.items)))


def test_the_level_of_a_concept_elsewhere_is_a_source(documents: tuple[Document, ...]) -> None:
    pan, comer = [entry for *_, entry in written_entries(documents)][:2]
    pan["meanings"][0]["concept"], comer["meanings"][0]["concept"] = "bread", "eat"
    listed = replace(documents[0], kind="concepts", data={"concepts": [{"id": "bread", "level": "A2"}, "x"]})
    levels = levels_in([listed], {"fr": documents})
    assert levels == {
        "bread": {"concepts": frozenset(["A2"]), "fr": frozenset(["A1"])},
        "eat": {"fr": frozenset(["A1"])},
    }
    first, second, *_ = queue(documents, [], [], {}, elsewhere=lambda: levels).items
    assert first.doubts.disagreements == ("level: A2 (concepts); A1 (fr); A1 (this entry)",)
    assert (second.name, second.doubts.disagreements) == ("comer", ())


def test_statistics_count_faults_a_hundred() -> None:
    entries = [
        {"written_by": "Ana", "status": "reviewed", "reviewed_by": "Bo, Omar"},
        {"written_by": "Ana", "status": "draft", "reviewed_by": "Bo"},
    ]
    verdicts = ["right", "wrong", "right", "question"]
    readings = [Reading(str(number), "2026-11-01", "Bo", one, "0") for number, one in enumerate(verdicts)]
    found = counted(entries, readings)
    assert {name: (one.written, one.reviewed, one.read, one.faults) for name, one in found.items()} == {
        "Ana": (2, 0, 0, None),
        "Bo": (0, 1, 4, 25.0),
        "Omar": (0, 1, 0, None),
        ALL: (2, 1, 4, 25.0),
    }


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / "readings").mkdir()
    (pack / "readings" / "reviews.csv").write_text("word,reader\npan,Bo\n", "utf-8")
    with pytest.raises(RecordError, match="there is no column “read_on”"):
        readings_in(pack)


def test_no_cell_of_the_table_steers_a_terminal() -> None:
    assert list(table.lines([("a", "\x1b[31m"), ("bb", "")])) == ["a   \\u001b[31m", "bb"]


class Outline(HTMLParser):
    """What a browser makes of a page: its tags, the texts by language, and whether every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        languages = [str(attrs["lang"]) for _, attrs in self.open if "lang" in attrs]
        self.texts.append((data, languages[-1] if languages else ""))


HOSTILE = "<script>alert(1)</script> \u202e\" onload='x' &lt;"


def items(documents: tuple[Document, ...]) -> list[Item]:
    entry = next(written_entries(documents))[2]
    entry["notes"] = HOSTILE
    entry["meanings"][0]["meaning"] = HOSTILE
    readings = [Reading("pan", "2026-11-01", HOSTILE, "question", "0", HOSTILE)]
    return queue(documents, [finding(documents, 0, UNKNOWN_LICENCE)], readings, {}).items


def test_the_page_can_be_read_by_everybody(documents: tuple[Document, ...]) -> None:
    page = "".join(review_page(items(documents), f"es {HOSTILE}", profile("es"), sheet=HOSTILE))
    outline = Outline(page)
    assert outline.open == []
    tags = [tag for tag, _ in outline.tags]
    assert not {"script", "img", "link", "iframe", "input"} & set(tags)
    assert ("html", {"lang": "en"}) in outline.tags
    assert tags.count("table") == tags.count("caption") >= 8
    assert all(attrs == {"scope": "row"} for tag, attrs in outline.tags if tag == "th")
    headings = {attrs["id"] for tag, attrs in outline.tags if tag == "h2"}
    assert headings == {attrs["aria-labelledby"] for tag, attrs in outline.tags if tag == "article"}
    assert len(headings) == 4
    assert not re.search(r"https?:|url\(", page)
    assert "\u202e" not in page
    spoken = dict(outline.texts)
    assert spoken["Compro pan todos los días."] == "es"
    assert spoken["I buy bread every day."] == "en"
    assert list(said(outline, "<script>alert(1)</script>"))


def said(outline: Outline, text: str) -> Iterator[str]:
    yield from (data for data, _ in outline.texts if text in data)
