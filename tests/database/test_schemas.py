"""The schemas of Pydantic carry every rule of the specification."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError
from sqlalchemy import inspect

from pipeline.database import schemas
from pipeline.database.models import Base
from pipeline.languages.pack_profile import over
from pipeline.languages.profile import Profile
from pipeline.model.iso639 import ISO_639_1

from .rows import GOOD
from .specification import RULES, TABLES

MODELS = {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}
NOW = "2026-01-02 03:04:05Z"
BEFORE = "2026-01-02 03:04:04Z"


def schema(table: str, kind: str) -> type[BaseModel]:
    """The schema of a table, which has the name of its model."""
    return getattr(schemas, f"{MODELS[table].__name__}{kind}")


_MOMENTS = {"first_encountered", "last_encountered", "due", "last_reviewed"}


def good(table: str) -> dict[str, Any]:
    """What a good row of a table is made of; moments say that they are in UTC."""
    row = {name: value for name, value in GOOD[table].items() if name not in {"created_at", "identity"}}
    return {name: f"{value}Z" if name in _MOMENTS and isinstance(value, str) else value for name, value in row.items()}


EMPTY = ("", "   ", "\u00a0\n", "\0")
NOT_JSON = ("{", "no", "[1,]", "NaN", "[" * 100_000)
NOT_AN_ARRAY = (*NOT_JSON, "{}", '"text"')
NOT_A_PERCENTAGE = (-0.1, 100.1, float("nan"), float("inf"), "80")
NOT_A_LEVEL = ("A3", "a1", "", None)

BAD: dict[str, list[list[Mapping[str, Any]]]] = {
    "conversations": [
        [{"language": code} for code in ("", "xx", "ES", "spa", "klingon")],
        [{"difficulty_level": level} for level in (*NOT_A_LEVEL, "expert")],
    ],
    "messages": [
        [{"role": role} for role in ("system", "User", "")],
        [{"content": text} for text in EMPTY],
        [{"corrections": text} for text in NOT_JSON],
        [{"audio_path": path} for path in ("", "a/", "../x.wav", "a/../b", "https://a.b/c", "a\nb", "a\0b", "x" * 256)],
    ],
    "words": [
        [{"language": code} for code in ("", "xx", "ES", "spanish")],
        [{"base_form": text} for text in (*EMPTY, "x" * 101)],
        [{"part_of_speech": part} for part in ("article", "Noun", "")],
        [],
    ],
    "word_meanings": [
        [{name: text} for name in ("meaning_text", "translation") for text in EMPTY],
        [{"meaning_order": number} for number in (0, -1, 1.5, "1", True)],
        [],
    ],
    "word_forms": [
        [{"form_type": text} for text in (*EMPTY, "Plural!", "x" * 51)],
        [{"form_text": text} for text in EMPTY],
        [{"grammatical_info": text} for text in NOT_JSON],
        [],
    ],
    "word_difficulty_levels": [
        [{"difficulty_level": level} for level in (*NOT_A_LEVEL, "beginner")],
        [{"priority": number} for number in (0, -1, 1.5, 2**63)],
        [],
    ],
    "word_synonyms": [
        [{"synonym_word_id": 1}],
        [{"relationship_type": kind} for kind in ("", "hypernym")],
        [],
        [],
    ],
    "word_examples": [[{"example_text": text} for text in EMPTY], []],
    "user_word_progress": [
        [{"times_encountered": number} for number in (-1, 1.5, "3")],
        [{"mastery_score": number} for number in NOT_A_PERCENTAGE],
        [{"first_encountered": NOW, "last_encountered": BEFORE}],
        [],
    ],
    "lessons": [
        [{"lesson_type": kind} for kind in ("", "reading")],
        [{"difficulty_level": level} for level in (*NOT_A_LEVEL, "mixed")],
        [{"order_index": number} for number in (-1, 0.5)],
    ],
    "lesson_items": [
        [{"item_type": kind} for kind in ("", "picture")],
        [{"content": text} for text in EMPTY],
        [{name: text} for name in ("metadata", "item_metadata") for text in NOT_JSON],
    ],
    "lesson_progress": [
        [{"status": status} for status in ("", "done")],
        [{"completion_percentage": number} for number in NOT_A_PERCENTAGE],
        [{"started_at": NOW, "completed_at": BEFORE}],
    ],
    "grammar_rules": [
        [{name: text} for name in ("title", "description") for text in EMPTY],
        [{"examples": text} for text in NOT_AN_ARRAY],
        [{"difficulty_level": level} for level in NOT_A_LEVEL],
    ],
    "assessments": [
        [{"assessment_type": kind} for kind in ("", "listening")],
        [{"difficulty_level": level} for level in NOT_A_LEVEL],
        [{"duration_minutes": number} for number in (0, -5, 1.5)],
    ],
    "assessment_questions": [
        [{"question_type": kind} for kind in ("", "essay")],
        [{name: text} for name in ("question_text", "correct_answer") for text in EMPTY],
        [
            *({"question_type": "multiple_choice", "options": none} for none in (None, "[]", " [ ]")),
            *({"options": text} for text in NOT_AN_ARRAY),
        ],
        [{"points": number} for number in (0, -1)],
    ],
    "assessment_attempts": [
        [{"score": number} for number in NOT_A_PERCENTAGE],
        [{"correct_answers": 11}],
        [{"total_questions": 0, "correct_answers": 0}],
        [{"answers_json": text} for text in NOT_JSON],
        [{"started_at": NOW, "completed_at": BEFORE}],
    ],
    "user_levels": [
        [{"language": code} for code in ("", "xx", "spanish")],
        [{"cefr_level": level} for level in (*NOT_A_LEVEL, "beginner")],
        [{"proficiency_score": number} for number in NOT_A_PERCENTAGE],
        [{"assessed_at": NOW, "updated_at": BEFORE}],
    ],
}
"""By table, for each of its rules in the order of `RULES`: changes of the good row that the rule forbids."""

OURS = [table for table in TABLES if table not in ("homographs", "release_packs")]
"""The tables of the specification: what a release says of itself is nobody's to write."""

LEFT_TO_THE_DATABASE = ("Combination of", "Both words must be in the same language")
WHOLE_ENTRIES = ("Each word should have at least one meaning", "Each word meaning should have at least one example")


def test_no_rule_is_missing() -> None:
    for table, rules in RULES.items():
        for rule, changes in zip(rules, BAD[table], strict=True):
            elsewhere = rule.startswith(LEFT_TO_THE_DATABASE) or rule in WHOLE_ENTRIES
            assert bool(changes) != elsewhere, (table, rule)


CASES = [
    pytest.param(table, change, id=f"{table} {ascii(str(change))[:60]}")
    for table, rules in BAD.items()
    for changes in rules
    for change in changes
]


@pytest.mark.parametrize(("table", "change"), CASES)
def test_what_a_rule_forbids_is_refused(table: str, change: Mapping[str, Any]) -> None:
    create = schema(table, "Create")
    create.model_validate(good(table))
    with pytest.raises(ValidationError) as refused:
        create.model_validate(good(table) | change)
    for error in refused.value.errors():
        named = {str(part) for part in error["loc"]} or set(re.findall(r"\w+", error["msg"]))
        assert named & set(change), error


@pytest.mark.parametrize("table", OURS)
def test_a_field_that_there_is_not_is_refused(table: str) -> None:
    with pytest.raises(ValidationError, match="nonsense"):
        schema(table, "Create").model_validate(good(table) | {"nonsense": 1})


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("conversations", {"language": "spanish"}),
        ("conversations", {"difficulty_level": "beginner"}),
        ("assessments", {"difficulty_level": "mixed"}),
        ("lessons", {"lesson_type": "listening"}),
        ("lesson_items", {"item_type": "metadata", "metadata": "[]", "item_metadata": None}),
    ],
)
def test_what_the_app_writes_beyond_the_specification_is_taken(table: str, change: Mapping[str, Any]) -> None:
    schema(table, "Create").model_validate(good(table) | change)


@pytest.mark.parametrize("moment", ["2026-01-02 03:04:05", 1_700_000_000, "2026-01-02", "soon"])
def test_a_moment_says_which_one_it_is(moment: Any) -> None:
    row = good("user_word_progress") | {"last_encountered": moment}
    with pytest.raises(ValidationError, match="last_encountered"):
        schemas.UserWordProgressCreate.model_validate(row)


def test_a_word_comes_with_meanings_and_examples() -> None:
    entry = {
        "language": "es",
        "base_form": "pan",
        "part_of_speech": "noun",
        "meanings": [{"meaning_text": "Comida.", "translation": "bread", "examples": [{"example_text": "Hay pan."}]}],
    }
    word = schemas.WordEntryCreate.model_validate(entry).row()
    assert word.meanings[0].examples[0].example_text == "Hay pan."
    for bad in ({"meanings": []}, {"meanings": [{"meaning_text": "x", "translation": "y", "examples": []}]}):
        with pytest.raises(ValidationError, match="meanings"):
            schemas.WordEntryCreate.model_validate(entry | bad)


def test_the_register_of_a_meaning_has_the_name_of_its_column_outside_python() -> None:
    row = {"meaning_text": "Muy bueno.", "translation": "cool"}
    example = {"example_text": "¡Qué guay!"}
    for create, more in (
        (schemas.WordMeaningCreate, {"word_id": 1}),
        (schemas.MeaningEntryCreate, {"examples": [example]}),
    ):
        assert create.model_validate(row | more).register_ is None
        meaning = create.model_validate(row | more | {"register": "informal"})
        assert (meaning.register_, meaning.model_dump(by_alias=True)["register"]) == ("informal", "informal")
        with pytest.raises(ValidationError, match="register"):
            create.model_validate(row | more | {"register": "slang"})
    entry = {"language": "es", "base_form": "guay", "part_of_speech": "adjective"}
    meanings = [row | {"register": "informal", "examples": [example]}]
    word = schemas.WordEntryCreate.model_validate(entry | {"meanings": meanings}).row()
    assert word.meanings[0].register_ == "informal"


def test_both_columns_of_an_item_say_the_same() -> None:
    item = schemas.LessonItemCreate.model_validate(
        {"lesson_id": 1, "item_type": "word", "content": "pan", "item_metadata": '{"translation": "bread"}'}
    )
    assert item.metadata_ == item.item_metadata == '{"translation": "bread"}'
    with pytest.raises(ValidationError, match="the same JSON"):
        schemas.LessonItemCreate.model_validate(good("lesson_items") | {"metadata": '{"a": 1}'})
    with pytest.raises(ValidationError, match="JSON object"):  # the app would drop the item and say nothing
        schemas.LessonItemCreate.model_validate(good("lesson_items") | {"metadata": "[]", "item_metadata": None})


@pytest.mark.parametrize("table", OURS)
def test_every_column_is_given_out(table: str) -> None:
    assert set(schema(table, "Response").model_fields) == {one.key for one in inspect(MODELS[table]).column_attrs}


@given(
    st.sampled_from(sorted(ISO_639_1)),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=100).filter(str.strip),
    st.text(st.characters(codec="utf-8"), max_size=255) | st.none(),
)
def test_no_text_is_changed(language: str, base_form: str, pronunciation: str | None) -> None:
    row = {"language": language, "base_form": base_form, "part_of_speech": "noun", "pronunciation": pronunciation}
    assert schemas.WordCreate.model_validate(row).model_dump(exclude={"notes"}) == row


class Repeated(tzinfo):
    """A time zone whose clocks go back by an hour: `fold=1` is the second time that they show an hour."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return timedelta(hours=1 if moment is not None and moment.fold else 2)

    def dst(self, moment: datetime | None) -> timedelta:
        return self.utcoffset(moment) - timedelta(hours=1)


def test_local_times_in_the_hour_that_the_clocks_repeat_are_in_order() -> None:
    """Python compares two local times of one zone by their clocks alone; a schema compares moments."""
    zone = Repeated()
    before = datetime(2026, 10, 25, 2, 50, tzinfo=zone)
    after = datetime(2026, 10, 25, 2, 10, fold=1, tzinfo=zone)
    row = {"word_id": 1, "language": "es"}
    schemas.UserWordProgressCreate(**row, first_encountered=before, last_encountered=after)
    with pytest.raises(ValidationError, match="must not be before"):
        schemas.UserWordProgressCreate(**row, first_encountered=after, last_encountered=before)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("stability", bad) for bad in (0, 36501, float("nan"), "2")),
        *(("difficulty", bad) for bad in (0.5, 10.5, "2")),
    ],
)
def test_an_estimate_is_one_of_fsrs(column: str, value: object) -> None:
    with pytest.raises(ValidationError, match=column):
        schemas.UserWordProgressCreate.model_validate(good("user_word_progress") | {column: value})


@pytest.mark.parametrize(
    "context",
    [{"language": "es"}, {"profile": over(Profile("eo", "eo"), {"name": "X", "form_types": {"noun": ["dual"]}})}],
)
def test_a_form_type_is_one_of_the_language_that_the_context_gives(context: dict[str, Any]) -> None:
    form = {"word_id": 1, "form_text": "x"}
    for type_, language in (("plural", "es"), ("dual", None)):
        row = form | {"form_type": type_}
        if context.get("language") == language:
            assert schemas.WordFormCreate.model_validate(row, context=context).form_type == type_
        else:
            with pytest.raises(ValidationError, match="must be a form type of"):
                schemas.WordFormCreate.model_validate(row, context=context)
