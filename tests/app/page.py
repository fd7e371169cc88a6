"""docs/app.md, run on a database: as it stands, or without all that is asynchronous. A script for any environment.

Arguments: `asynchronous` or `synchronous`, and the page. The release is release/babblr.db in the working folder. Prints
what the page prints, then as JSON the words that the learner has met with the mastery of each.
"""

import asyncio
import inspect
import json
import re
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_SYNCHRONOUS = {
    "from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession": (
        "from sqlalchemy import Engine\nfrom sqlalchemy.orm import Session"
    ),
    "prepare_async": "prepare",
    "async_engine_for": "engine_for",
    "async_sessions": "sessions",
    "AsyncSession": "Session",
    "AsyncEngine": "Engine",
    "sqlite+aiosqlite:": "sqlite:",
    "async def ": "def ",
    "async with ": "with ",
    "await ": "",
}
"""What the page says is the same without `async`."""


def read(page: str, *, asynchronous: bool) -> dict[str, Any]:
    """Run the page's code, which defines functions; return what it names."""
    names: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(block if asynchronous else _without_async(block), names)
    return names


def run(page: str, *, asynchronous: bool) -> dict[str, float]:
    """Run the page's code, and have a learner say something; return the mastery of each word met, by base form."""
    return asyncio.run(_main(read(page, asynchronous=asynchronous), asynchronous=asynchronous))


def _met() -> dict[str, float]:
    with closing(sqlite3.connect("babblr.db")) as connection:
        rows = connection.execute(
            "SELECT base_form, mastery_score FROM user_word_progress JOIN words ON words.id = word_id"
        )
        return dict(rows.fetchall())


def _add_an_assessment() -> None:
    with closing(sqlite3.connect("babblr.db")) as connection, connection:
        connection.execute(
            "INSERT INTO assessments (id, language, assessment_type, title, difficulty_level) "
            "VALUES (7, 'es', 'cefr_placement', '¿Qué sabes?', 'mixed')"
        )
        connection.execute(
            "INSERT INTO assessment_questions "
            "(id, assessment_id, question_type, question_text, correct_answer, options) "
            "VALUES (7, 7, 'multiple_choice', 'Yo ___ Ana.', 'soy', '[\"soy\", \"es\"]')"
        )


async def _main(names: dict[str, Any], *, asynchronous: bool) -> dict[str, float]:
    await _done(names["main"]())
    engine_for, sessions = ("async_engine_for", "async_sessions") if asynchronous else ("engine_for", "sessions")
    engine = names[engine_for](names["DATABASE"])
    await _done(names["said"](engine, "Hola, me llamo Ana y comemos pan.", []))
    assert await _done(names["answered"](engine, "Comemos pan. ¿Y tú?")) == ""
    assert "xilófonos" in await _done(names["answered"](engine, "Hay xilófonos extraordinarios."))
    await _done(names["mistaken"](engine, "Comemos pan."))
    session = names[sessions](engine)()
    response = await _done(names["begin"](session))
    assert (response.id, response.language, response.difficulty_level) == (1, "spanish", "A1")
    assert (await _done(names["progress"](session)))["pan"] == 20.0
    prompt = await _done(names["system_prompt"](session, "spanish", "beginner", "restaurant", "Be kind."))
    assert prompt.startswith("Be kind.\n\nYou are talking with a learner of Spanish")
    assert await _done(names["system_prompt"](session, "english", "A1", None, "Be kind.")) == "Be kind."
    assert await _done(names["second_try"](session, "spanish", "A1", "Comemos pan.")) is None
    assert await _done(names["in_parts"](session, "El número es dos.")) == 4
    await _done(session.rollback())
    found = json.dumps([{"original": "comer queso", "corrected": "como queso", "explanation": "…"}])
    await _done(names["store_turn"](session, "spanish", "A1", "Yo comer queso.", found, "Muy bien."))
    await _done(session.commit())
    await _done(session.close())
    _add_an_assessment()
    right, wrong, now = {7: "soy"}, {7: "es"}, datetime.now(UTC)
    assert await _done(names["assessed"](engine, 7, right, now)) is None  # there are no lessons of C2
    assert await _done(names["assessed"](engine, 7, wrong, now))  # the first lesson of A1
    met = _met()
    taken_away = json.loads(await _done(names["leave"](engine)))
    assert {one["base_form"]: one["mastery_score"] for one in taken_away} == met
    assert _met() == {}
    await _done(engine.dispose())
    return met


async def _done(result: Any) -> Any:
    return await result if inspect.isawaitable(result) else result


def _without_async(code: str) -> str:
    for asynchronous, synchronous in _SYNCHRONOUS.items():
        code = code.replace(asynchronous, synchronous)
    return code


if __name__ == "__main__":
    kind, path = sys.argv[1:]
    print(json.dumps(run(Path(path).read_text("utf-8"), asynchronous=kind == "asynchronous")))
