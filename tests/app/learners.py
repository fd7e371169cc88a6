"""Databases for what the app does with words: sessions of both kinds on a real file."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy.orm import Session

from pipeline.app.engines import async_engine_for, async_sessions, engine_for, sessions
from pipeline.app.initialise import init_db
from pipeline.database.models import Word, WordDifficultyLevel

KINDS = ("synchronous", "asynchronous")


def make(path: Path, *words: tuple[str, str, int], language: str = "es") -> Path:
    """A database with words of a language: base form, level, priority. Their identifiers count from 1."""
    shutil.copy(_empty(), path)
    with session(path) as one:
        for identifier, (base_form, level, priority) in enumerate(words, 1):
            one.add(Word(id=identifier, language=language, base_form=base_form, part_of_speech="noun"))
            one.add(WordDifficultyLevel(word_id=identifier, difficulty_level=level, priority=priority))
        one.commit()
    return path


@cache
def _empty() -> Path:
    """A database as an app makes it, without rows."""
    path = Path(mkdtemp(prefix="app-tests-")) / "empty.db"
    init_db(path)
    return path


@contextmanager
def session(path: Path) -> Iterator[Session]:
    engine = engine_for(path)
    with sessions(engine)() as one:
        yield one
    engine.dispose()


def run(kind: str, path: Path, function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function of the app with a session of the kind, commit, and return what it returns."""

    async def asynchronously() -> Any:
        engine = async_engine_for(path)
        async with async_sessions(engine)() as one:
            found = await function(one, *arguments)
            await one.commit()
        await engine.dispose()
        return found

    if kind == "asynchronous":
        return asyncio.run(asynchronously())
    engine = engine_for(path)
    with sessions(engine).begin() as one:
        found = function(one, *arguments)
    engine.dispose()
    return found
