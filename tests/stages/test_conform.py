"""Entries that do not follow the schema are left out, each fault is reported at its place, and the others are kept."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.findings import Place
from pipeline.model.lexicon import Document, Lexicon
from pipeline.reading import conformity, explanations
from pipeline.stages import conform
from tests.packs import copy_of_valid
from tests.stages.through import FOOD, GREETINGS, NOUNS, PACK, after, before, context_of, edited, told

MEANING = {"meaning": "Se come.", "translation": "bread", "examples": [{"text": "El pan está aquí."}]}
ENTRY = {"base_form": "pan", "part_of_speech": "noun", "priority": 1, "meanings": [MEANING]}
WORDS = {"level": "A1", "topic": "food", "words": [ENTRY]}


def data_of(lexicon: Lexicon, file: str) -> Any:
    (found,) = (one.data for one in lexicon.documents if one.file == f"es/{file}")
    return found


def test_what_conforms_goes_on_untouched(tmp_path: Path) -> None:
    context = context_of(copy_of_valid(tmp_path))
    lexicon = before(conform, context)
    assert conform.run(lexicon, context) == lexicon
    assert context.findings == []


def test_a_faulty_entry_is_left_out_and_the_others_keep_their_places(tmp_path: Path) -> None:
    pack = edited(
        tmp_path,
        (FOOD, "part_of_speech: verb", "part_of_speech: verbo"),
        (FOOD, "priority: 4", "priority: none"),
        (FOOD, "translation: bad", "translation: bad\n        sense: moral"),
        (GREETINGS, "hola,interjection", "hola,"),
    )
    lexicon, findings = after(conform, pack)
    assert sorted(told(findings)) == [
        ("V109", FOOD, "words[1].part_of_speech"),
        ("V109", FOOD, "words[3].meanings[0].sense"),
        ("V109", FOOD, "words[3].priority"),
        ("V109", GREETINGS, "words[0]"),
    ]
    kept = [[entry and entry["base_form"] for entry in data_of(lexicon, file)["words"]] for file in (FOOD, GREETINGS)]
    assert kept == [["pan", None, "bueno", None], [None, "adiós"]]
    assert data_of(lexicon, PACK) is not None


@pytest.mark.parametrize(
    ("file", "old", "new", "path"),
    [
        (FOOD, "level: A1", "level: A7", "level"),
        (FOOD, "topic: food\n", "", ""),
        (FOOD, "topic: food", "topic: food\nwords_: []", "words_"),
        (PACK, "version: 1.0.0", "version: 1.0", "version"),
    ],
)
def test_a_fault_outside_the_entries_leaves_out_the_document(
    file: str, old: str, new: str, path: str, tmp_path: Path
) -> None:
    lexicon, findings = after(conform, edited(tmp_path, (file, old, new)))
    assert told(findings) == [("V109", file, path)]
    assert [one.file for one in lexicon.documents if one.data is None] == [f"es/{file}"]


def test_documents_without_a_record_and_paradigm_tables_are_let_through(tmp_path: Path) -> None:
    pack = edited(tmp_path, (FOOD, "level: A1", "level: [A1"))
    context = context_of(pack)
    lexicon = before(conform, context)
    found = list(context.findings)
    assert data_of(lexicon, FOOD) is None
    assert data_of(lexicon, NOUNS).keys() == {"rows"}
    assert conform.run(lexicon, context) == lexicon
    assert context.findings == found  # the reader has said what is wrong; here it is not said again


EXAMPLE = "For example: "
EXPLANATIONS = {
    "field": ("source: babblr", "sorce: babblr", "sorce", "there is no field “sorce” here", "did you mean “source”?"),
    "no such field": (
        "source: babblr",
        "colour: white",
        "colour",
        "there is no field “colour” here",
        "The fields here are: base_form, part_of_speech, ",
    ),
    "null": (
        "source: babblr",
        "source:",
        "source",
        "“source” has no value",
        "Fill it in or remove the field; to write the word null, put it in quotes",
    ),
    "number": (
        "source: babblr",
        "source: 2026",
        "source",
        "“source” must be text, not a number",
        'Put it in quotes: "2026"',
    ),
    "list": ("source: babblr", "source: [babblr]", "source", "“source” must be text, not a list", None),
    "mapping": (
        "examples:\n          - text",
        "examples:\n          - sentence:\n            text",
        "meanings[0].examples[0].sentence",
        "there is no field “sentence” here",
        "The fields here are: text, translation",
    ),
    "missing": (
        "translation: bread\n",
        "explanation: x\n",
        "meanings[0]",
        "the field “translation” is missing",
        "For example: translation: bread",
    ),
    "choice": (
        "gender: masculine",
        "gender: masculin",
        "gender",
        "“masculin” is not a valid gender",
        "did you mean “masculine”?",
    ),
    "no such choice": (
        "gender: masculine",
        f"gender: {'x' * 61}",
        "gender",
        f"“{'x' * 59}…” is not a valid gender",
        "Use one of: masculine, feminine, neuter, common, masculine/feminine, common/neuter",
    ),
    "empty": ("translation: bread", "translation: ' '", "meanings[0].translation", "“translation” is empty", None),
    "lines": (
        "translation: bread",
        'translation: "bread\\nloaf"',
        "meanings[0].translation",
        "“translation” must be one line",
        "Join the lines",
    ),
    "long": (
        "base_form: pan",
        f"base_form: {'p' * 101}",
        "base_form",
        "“base_form” has 101 characters; at most 100 are allowed",
        None,
    ),
    "small": ("priority: 1\n", "priority: 0\n", "priority", "“priority” must be at least 1, not 0", None),
    "large": (
        "priority: 1\n",
        "priority: 1000001\n",
        "priority",
        "“priority” must be at most 1000000, not 1000001",
        None,
    ),
    "truth": (
        "priority: 1\n",
        "priority: true\n",
        "priority",
        "“priority” must be a whole number, not true or false",
        None,
    ),
    "no list": (
        "source: babblr",
        "synonyms: barra",
        "synonyms",
        "“synonyms” must be a list, not text",
        None,
    ),
    "twice": (
        "source: babblr",
        "synonyms: [barra, barra]",
        "synonyms",
        "“synonyms” lists something twice",
        "Keep one of the two",
    ),
    "too few": ("source: babblr", "levels: []", "levels", "“levels” is empty; at least 1 is needed", None),
    "shape": (
        "source: babblr",
        "forms: [{type: Plural, text: panes}]",
        "forms[0].type",
        "“Plural” is not a valid type",
        "For example: type: plural",
    ),
    "no feature": (
        "source: babblr",
        "forms: [{type: plural, text: panes, features: {}}]",
        "forms[0].features",
        "“features” is empty; at least 1 is needed",
        None,
    ),
    "name": (
        "source: babblr",
        "forms: [{type: plural, text: panes, features: {number: Plur}}]",
        "forms[0].features.number",
        "“number” is not allowed as a name here",
        None,
    ),
}
"""Faults in the first word: the text replaced, its replacement, the place, the message and the hint."""


@pytest.mark.parametrize("fault", EXPLANATIONS)
def test_a_fault_is_explained_at_its_place(fault: str, tmp_path: Path) -> None:
    old, new, path, message, hint = EXPLANATIONS[fault]
    _, (finding,) = after(conform, edited(tmp_path, (FOOD, old, new)))
    assert told([finding]) == [("V109", FOOD, f"words[0].{path}")]
    assert finding.message == message
    assert hint is None or (finding.suggestion or "").startswith(hint)
    assert finding.word == ("p" * 101 if fault == "long" else "pan")
    assert finding.place.at_key is (message.startswith("there is no field") or fault == "name")


@pytest.mark.parametrize(
    ("old", "new", "path", "message"),
    [
        ("language: en", "language: fr", "translation_language", "“translation_language” must be “en”"),
        ("2026-01-02", "2026-02-30", "release_date", "“2026-02-30” is not a valid release_date"),
        ("2026-01-02", "0000-01-01", "release_date", "“0000-01-01” is not a valid release_date"),
        ("targets: {A1: 6}", "targets: 6", "targets", "“targets” must be a mapping of fields, not a number"),
        ("  food: {", "  Food: {", "topics.Food", "“Food” is not allowed as a name here"),
    ],
)
def test_a_fault_of_the_description_is_explained(old: str, new: str, path: str, message: str, tmp_path: Path) -> None:
    _, (finding,) = after(conform, edited(tmp_path, (PACK, old, new)))
    assert (told([finding]), finding.message, finding.word) == ([("V109", PACK, path)], message, None)


def test_a_date_that_is_none_is_told_once(tmp_path: Path) -> None:
    """Two keywords of the schema reject it with the same message."""
    _, findings = after(conform, edited(tmp_path, (PACK, "2026-01-02", "the second of January")))
    assert told(findings) == [("V109", PACK, "release_date")]


def test_an_entry_that_is_no_mapping(tmp_path: Path) -> None:
    lexicon, findings = after(conform, edited(tmp_path, (FOOD, "words:\n", "words:\n  - pan\n")))
    assert told(findings) == [("V109", FOOD, "words[0]")]
    assert findings[0].word is None
    assert data_of(lexicon, FOOD)["words"][0] is None


# --- the two libraries


def conforming(data: Any) -> tuple[Any, list[Any]]:
    """Return what the stage keeps of a word list, and the place and message of each finding."""
    context = context_of(Path("es"))
    document = Document("es/A1/food.yaml", "words", "yaml", "", "", data)
    (found,) = conform.run(Lexicon("es", documents=(document,)), context).documents
    return found.data, [(one.place, one.message) for one in context.findings]


def with_base_form(text: str) -> dict[str, Any]:
    data: dict[str, Any] = copy.deepcopy(WORDS)
    data["words"][0]["base_form"] = text
    return data


@contextmanager
def source_is(field: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Change what the schema of word lists says about `source`, and yield it."""
    schema = copy.deepcopy(explanations.schema("words"))
    schema["$defs"]["word"]["properties"]["source"] = field | {"examples": ["babblr"]}
    cached = [one for one in vars(conformity).values() if hasattr(one, "cache_clear")]
    with pytest.MonkeyPatch.context() as patch:
        for one in cached:
            one.cache_clear()
        patch.setattr(conformity, "schema", lambda kind: schema)
        yield schema
    for one in cached:
        one.cache_clear()


def test_what_only_the_fast_library_refuses_is_refused() -> None:
    """If jsonschema finds nothing to explain, the error of jsonschema-rs is reported at its place."""
    data = WORDS | {"words": [ENTRY, ENTRY | {"source": "babblr"}]}
    with source_is({"type": "string", "format": "ipv4"}) as schema:  # a format that only one of them knows
        assert jsonschema.Draft202012Validator(schema).is_valid(data)
        assert not jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(data)
        left, found = conforming(data)
    assert left == WORDS | {"words": [ENTRY, None]}
    assert found == [(Place("es/A1/food.yaml", ("words", 1, "source")), '"babblr" is not a "ipv4"')]


def test_what_nobody_has_put_into_words_is_told_as_the_library_does() -> None:
    with source_is({"type": "integer", "multipleOf": 5}):
        left, found = conforming(WORDS | {"words": [ENTRY | {"source": 7}]})
    assert left == WORDS | {"words": [None]}
    assert found == [(Place("es/A1/food.yaml", ("words", 0, "source")), "“source”: 7 is not a multiple of 5")]


def test_no_text_is_blank_for_one_library_alone() -> None:
    """What jsonschema-rs accepts never reaches jsonschema, and blank texts would become empty ones."""
    explains = jsonschema.Draft202012Validator(explanations.schema("words"))
    for character in map(chr, (*range(0x3100), 0xFEFF, 0xFFA0, 0x1F600)):
        data = with_base_form(character)
        left, found = conforming(data)
        accepted = left == data and not found
        assert accepted is explains.is_valid(data), hex(ord(character))
        assert accepted is False or character.strip(), hex(ord(character))


values = st.sampled_from(
    [None, True, 0, 1.5, "", " ", "x", "A1", "noun", "\x1c", "\x85", "\ufeff", "a\nb", [], ["x", "x"], {}]
)


@given(st.data())
def test_whatever_is_in_a_record_nothing_goes_on_that_does_not_conform(data: st.DataObject) -> None:
    record: Any = copy.deepcopy(WORDS)
    for entry in record["words"]:
        entry["status"] = "reviewed"  # a draft may lack what is needed
    for _ in range(data.draw(st.integers(1, 3))):
        node: Any = record
        while isinstance(node, list | dict) and node:
            key = data.draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
            if not isinstance(node[key], list | dict) or data.draw(st.booleans()):
                break
            node = node[key]
        if isinstance(node, list | dict) and node:
            node[key] = copy.deepcopy(data.draw(values))
    given_ = copy.deepcopy(record)
    left, found = conforming(record)
    assert record == given_  # it may be remembered
    if not jsonschema.Draft202012Validator(explanations.schema("words")).is_valid(record):
        assert found
    if found:
        assert left is None or None in left["words"]
        rest = left and left | {"words": [entry for entry in left["words"] if entry is not None]}
        assert not rest or not rest["words"] or conforming(rest) == (rest, [])
    else:
        assert left == record
