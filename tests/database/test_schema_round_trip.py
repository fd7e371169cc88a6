"""Whatever the rules allow goes through the database and through JSON unchanged: property tests of all tables."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from pipeline.database.engine import create_engine_for
from pipeline.database.schemas import choices
from pipeline.database.timestamps import UtcDateTime
from pipeline.model.cefr import LEVELS
from pipeline.model.iso639 import ISO_639_1
from pipeline.model.lexicon import PARTS_OF_SPEECH
from pipeline.model.values import REGISTERS

from .rows import BASE, GOOD, insert
from .test_schemas import MODELS, OURS, schema

PARENTS = ("conversations", "lessons", "assessments")

TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(lambda text: text.split("\0")[0].strip())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(TEXT, values, max_size=3),
)
BY_TYPE: dict[type, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    float: st.floats(0, 1),  # one column holds a share, the others percentages
    int: st.integers(1, 2**63 - 1),
    str: TEXT,
}
BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "audio_path": st.from_regex(r"[a-zà-ö ]{1,9}/[a-zà-ö ]{1,9}\.wav", fullmatch=True),
    "form_type": st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True),
    "correct_answers": st.integers(0, 1),
    "stability": st.floats(0.001, 36_500),
    "difficulty": st.floats(1, 10),
    **{
        name: st.sampled_from(values)
        for name, values in {
            "language": sorted(ISO_639_1),
            "part_of_speech": PARTS_OF_SPEECH,
            "register": REGISTERS,
            "role": choices.ROLES,
            "lesson_type": choices.LESSON_TYPES,
            "item_type": choices.ITEM_TYPES,
            "status": choices.LESSON_STATUSES,
            "relationship_type": choices.RELATIONSHIP_TYPES,
            "assessment_type": choices.ASSESSMENT_TYPES,
            "question_type": choices.QUESTION_TYPES,
            **dict.fromkeys(("level", "difficulty_level", "cefr_level", "recommended_level"), LEVELS),
            **dict.fromkeys(("metadata", "item_metadata"), ('{"translation": "bread"}',)),
        }.items()
    },
    **dict.fromkeys(("corrections", "grammatical_info", "answers_json", "skill_scores_json"), JSON.map(json.dumps)),
    **dict.fromkeys(("examples", "options"), st.lists(JSON, min_size=1, max_size=3).map(json.dumps)),
}
"""What the columns hold that do not take all of their type."""


@st.composite
def rows(draw: st.DrawFn, table: str) -> dict[str, Any]:
    """A row that the rules allow, perhaps without what it need not have. References lead to rows of the fixture."""
    row: dict[str, Any] = {}
    for attribute in inspect(MODELS[table]).column_attrs:
        (column,) = attribute.columns
        if attribute.key not in schema(table, "Create").model_fields:
            continue
        kind = datetime if isinstance(column.type, UtcDateTime) else column.type.python_type
        if column.foreign_keys:
            row[column.name] = GOOD[table][column.name]
        elif column.nullable and column.name != "options" and draw(st.booleans()):
            row[column.name] = None
        elif kind is datetime or column.server_default is None or draw(st.booleans()):
            row[column.name] = draw(BY_NAME.get(column.name, BY_TYPE[kind]))
    moments = {name: value for name, value in row.items() if isinstance(value, datetime)}
    return row | dict(zip(moments, sorted(moments.values()), strict=True))


@pytest.fixture(scope="module")
def engine(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A database with what rows refer to."""
    path = Path(shutil.copy(migrated, tmp_path_factory.mktemp("round_trip") / "babblr.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, row in (*BASE, *((table, GOOD[table]) for table in PARENTS)):
            insert(connection, table, row)
    return create_engine_for(path)


@pytest.mark.parametrize("table", OURS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_is_taken_in_is_given_out(table: str, engine: Engine, data: st.DataObject) -> None:
    create, response = schema(table, "Create"), schema(table, "Response")
    row = data.draw(rows(table))
    taken = create.model_validate(row)
    with Session(engine) as session:  # never committed: the next example begins with the same rows
        made = MODELS[table](**taken.model_dump())
        session.add(made)
        session.flush()
        session.expire_all()
        given_out = response.model_validate(made)
    assert given_out.model_dump().items() >= taken.model_dump().items()
    stated = {name: value for name, value in row.items() if "metadata" not in name}  # of two columns one will do
    assert given_out.model_dump(by_alias=True).items() >= stated.items()
    assert response.model_validate_json(given_out.model_dump_json(by_alias=True)) == given_out
