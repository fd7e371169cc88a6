"""Steps taken in the texts of word lists written in any style: the record has them, and nothing else changes."""

import copy
import random
import re
from typing import Any

import pytest

from pipeline.curation.fix import UnfaithfulError
from pipeline.curation.round_trip import csv_steps, yaml_steps
from pipeline.curation.round_trip.steps import Add, Cut, Put, Step, changed, ordered
from pipeline.reading import csv_rows, yaml_events
from tests.curation.damage import RECORD, Writer, as_csv

TEXTS = [
    "panecillo",
    "no",
    "12:30",
    "# sí",
    "- a",
    "a: b",
    "“x”, 'y'",
    "=1+1",
    "null",
    "l'eau",
    "[a]",
    "{b",
    "año  nuevo",
]
EXAMPLE = {"text": "¿Y el pan?", "translation": "And the bread?"}
MEANING = {"meaning": "Otra cosa.", "translation": "another thing", "examples": [EXAMPLE]}
SEEDS = range(150)


def steps_for(entry: dict[str, Any], rnd: random.Random) -> list[Step]:
    """A few steps that an entry allows, none of which contradicts another."""
    possible: list[Step] = [Put((name,), rnd.choice(TEXTS)) for name in ("notes", "pronunciation", "source")]
    possible.append(Put(("priority",), rnd.randint(1, 99)))
    possible += [Cut((name,)) for name in ("gender", "synonyms") if name in entry]
    for number, meaning in enumerate(entry["meanings"]):
        here = ("meanings", number)
        possible += [Put((*here, name), rnd.choice(TEXTS)) for name in ("translation", "register", "explanation")]
        possible += [Put((*here, "examples", 0, name), rnd.choice(TEXTS)) for name in ("text", "translation")]
        possible += [Cut((*here, "examples", index)) for index in range(1, len(meaning["examples"]))]
        possible.append(Add((*here, "examples"), EXAMPLE))
    found = [step for step in possible if rnd.random() < 0.3]
    if Cut(("synonyms",)) not in found and rnd.random() < 0.4:
        found.append(Put(("synonyms",), rnd.sample(TEXTS, rnd.randint(1, 3))))
    if len(entry["meanings"]) > 1 and rnd.random() < 0.2:
        found = [step for step in found if step.pointer[:2] != ("meanings", 1)] + [Cut(("meanings", 1))]
    return [*found, *([Add(("meanings",), MEANING)] if rnd.random() < 0.3 else [])]


def outcome(record: Any, steps: dict[int, list[Step]]) -> list[Any]:
    words = [changed(entry, ordered(steps.get(index, ()))) for index, entry in enumerate(record["words"])]
    return [entry for entry in words if entry is not None]


@pytest.mark.parametrize("seed", SEEDS)
def test_yaml_in_any_style(seed: int) -> None:
    rnd = random.Random(seed)
    text = Writer(rnd).text(RECORD)
    assert yaml_events.parse(text, "") == (RECORD, [])
    steps = {index: own for index, entry in enumerate(RECORD["words"]) if (own := steps_for(entry, rnd))}
    if rnd.random() < 0.15:
        steps[rnd.randrange(2)] = [Cut(())]
    before = copy.deepcopy(steps)
    try:
        new = yaml_steps.taken(text, steps)
    except UnfaithfulError:
        assert "#" in text  # a comment stands where a text would have to go
        return
    assert yaml_events.parse(new, "") == (RECORD | {"words": outcome(RECORD, steps)}, [])
    assert steps == before
    if not any(isinstance(step, Cut) for own in steps.values() for step in own):
        assert set(re.findall(r"# comment \d+", text)) <= set(re.findall(r"# comment \d+", new))


@pytest.mark.parametrize("seed", SEEDS)
def test_yaml_that_no_step_concerns_stays(seed: int) -> None:
    """Only the lines of the entry change: every line of the other stays as it is, in its place."""
    rnd = random.Random(seed)
    text = Writer(rnd).text(RECORD)
    index = rnd.randrange(2)
    steps = {index: steps_for(RECORD["words"][index], rnd)}
    try:
        new = yaml_steps.taken(text, steps)
    except UnfaithfulError:
        return
    other = RECORD["words"][1 - index]["base_form"]
    assert yaml_events.parse(new, "")[0]["words"][1 - index]["base_form"] == other
    old_lines, new_lines = text.splitlines(), new.splitlines()
    kept = [line for line in old_lines if line in new_lines]
    assert len(kept) >= len(old_lines) - 4 * len(steps[index]) - 12


@pytest.mark.parametrize("seed", SEEDS)
def test_csv_in_any_style(seed: int) -> None:
    rnd = random.Random(seed)
    text = as_csv(RECORD, rnd)
    record, findings = csv_rows.parse(text, "", "A1", "food")
    assert not findings
    steps = {index: own for index, entry in enumerate(record["words"]) if (own := steps_for(entry, rnd))}
    if rnd.random() < 0.15:
        steps[rnd.randrange(2)] = [Cut(())]
    new_entries = [{"base_form": "sal", "status": "draft", "meanings": [MEANING]}] if rnd.random() < 0.3 else []
    new = csv_steps.taken(text, steps, new_entries)
    assert csv_rows.parse(new, "", "A1", "food") == (record | {"words": outcome(record, steps) + new_entries}, [])


def test_a_csv_table_gets_the_columns_that_it_lacks() -> None:
    text = "base_form,meaning\npan,a\npan,b\nsal,c\n"
    new = csv_steps.taken(text, {1: [Put(("meanings", 0, "register"), "formal")]}, [])
    assert new == "base_form,meaning,register\npan,a,\npan,b,\nsal,c,formal\n"


def test_what_belongs_to_the_word_stays_when_its_first_row_goes() -> None:
    text = "base_form,gender,meaning\npan,masculine,a\npan,,b\nsal,feminine,c\n"
    new = csv_steps.taken(text, {0: [Cut(("meanings", 0))]}, [])
    assert new == "base_form,gender,meaning\npan,masculine,b\nsal,feminine,c\n"


def test_an_entry_in_braces() -> None:
    text = "words:\n  - {base_form: pan, gender: masculine}  # one\n  - {base_form: sal}\n"
    new = yaml_steps.taken(text, {0: [Cut(("gender",)), Put(("notes",), "a, b")], 1: [Put(("priority",), 3)]})
    assert new == 'words:\n  - {base_form: pan, notes: "a, b"}  # one\n  - {base_form: sal, priority: 3}\n'


def test_comments_of_others_stay_when_an_entry_goes() -> None:
    text = "words:\n  - base_form: a\n  # of b\n  - base_form: b  # b itself\n  # of c\n  - base_form: c\n"
    assert yaml_steps.taken(text, {0: [Cut(())]}) == (
        "words:\n  # of b\n  - base_form: b  # b itself\n  # of c\n  - base_form: c\n"
    )


def test_a_comment_among_texts_that_would_go_is_not_lost() -> None:
    text = "words:\n  - base_form: a\n    synonyms:\n      - b\n      # why\n      - c\n"
    with pytest.raises(UnfaithfulError):
        yaml_steps.taken(text, {0: [Put(("synonyms",), ["d"])]})
