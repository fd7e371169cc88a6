"""The app on a built database: with our code, as docs/app.md shows it, and with plain models of its own."""

import asyncio
import json
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Boolean, DateTime, Float, ForeignKey, Integer, MetaData, String, Text, create_engine, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload

from pipeline.app import (
    Encounter,
    engine_for,
    models,
    prompt_vocabulary,
    record_encounters,
    schemas,
    select_words,
    sessions,
)
from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.database.timestamps import utc_now
from tests.app import page
from tests.site.following import normal, pattern

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Spanish pack, built once."""
    path = tmp_path_factory.mktemp("app") / "babblr.db"
    published, _ = build(packs_in(ROOT / "vocab_sources", ["es"]), path)
    assert published is not None
    return path


@pytest.fixture
def database(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The learner's copy, in the folder the app runs in, with the release beside it."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "babblr.db"
    path.write_bytes(built.read_bytes())
    shutil.copytree(built.parent, tmp_path / "release")
    return path


@pytest.mark.parametrize("kind", ["asynchronous", "synchronous"])
def test_the_page_for_the_app_works(kind: str, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    met = page.run((ROOT / "docs" / "app.md").read_text("utf-8"), asynchronous=kind == "asynchronous")
    expected = {"hola": 20.0, "comer": 16.0, "pan": 20.0, "llamarse": 20.0, "yo": 20.0, "queso": 20.0, "muy": 0.0}
    assert expected.items() <= met.items()
    shown = capsys.readouterr().out
    assert "\nYou are talking with a learner of Spanish at CEFR level A1." in shown
    assert '"me", "no", "usted", "hola"' in shown  # the first band; nothing but their ids tells its words apart yet


def test_a_first_app_prints_what_its_page_shows(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its blocks are one program. Versions and marks are those of the day."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(built.parent, tmp_path / "release")
    guide = (ROOT / "docs" / "first-app.md").read_text("utf-8")
    blocks = re.findall(r"^```(python|text)\n(.*?)^```", guide, re.DOTALL | re.MULTILINE)
    assert [language for language, _ in blocks] == ["python", "text"] * (len(blocks) // 2)
    names: dict[str, object] = {}
    for (_, program), (_, shown) in zip(blocks[::2], blocks[1::2], strict=True):
        exec(program, names)
        assert re.fullmatch(pattern(shown), normal(capsys.readouterr().out))
    (query,) = re.findall(r"^```sql\n(.*?) 20;\n```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert query in guide


def test_two_writers_and_a_reader_follow_the_page(database: Path) -> None:
    """Every turn of both writers counts, and the reader always gets an answer."""
    names = page.read((ROOT / "docs" / "app.md").read_text("utf-8"), asynchronous=True)
    turns = 10

    async def play() -> None:
        await names["prepare_async"](names["DATABASE"], names["RELEASE"])
        engine = names["async_engine_for"](names["DATABASE"])

        async def write() -> None:
            for _ in range(turns):
                await names["said"](engine, "Comemos pan.", [])
                async with names["async_sessions"](engine)() as session:
                    await names["begin"](session)

        async def read() -> None:
            for _ in range(turns):
                async with names["async_sessions"](engine, reading=True)() as session:
                    await names["converse"](session)

        await asyncio.gather(write(), write(), read())
        await engine.dispose()

    asyncio.run(play())
    with closing(sqlite3.connect(database)) as connection:
        query = "SELECT times_encountered FROM user_word_progress JOIN words AS w ON w.id = word_id WHERE base_form = ?"
        for word in ("comer", "pan"):
            assert connection.execute(query, (word,)).fetchone() == (2 * turns,)
        assert connection.execute("SELECT count(*) FROM conversations").fetchone() == (2 * turns,)


def test_the_commonest_words_stay_allowed_when_they_are_known(database: Path) -> None:
    """After a hundred words were used rightly, these among them, a reply can still be built of them."""
    common = {"el", "un", "ser", "y", "no", "en", "yo", "a", "tener"}
    engine = engine_for(database)
    with sessions(engine).begin() as session:
        words = session.scalars(select_words("es", "A1", 1000)).all()
        known = sorted(words, key=lambda word: word.base_form not in common)[:100]
        assert common <= {word.base_form for word in known}
        record_encounters(session, [Encounter(word.id, correct=True) for word in known] * 10)
        prompt = prompt_vocabulary(session, "es", "A1", "restaurant")
    engine.dispose()
    (line,) = re.findall(r"<allowed_words>\nA1: (.*)\n</allowed_words>", prompt)
    assert set(json.loads(line)) == {word.base_form for word in words}


class AppBase(DeclarativeBase):
    """The app's own models, as far as lessons and conversations go, in plain SQLAlchemy."""


class Lesson(AppBase):
    __tablename__ = "lessons"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    language: Mapped[str] = mapped_column(String(50))
    lesson_type: Mapped[str] = mapped_column(String(50))
    title: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    oneliner: Mapped[str | None] = mapped_column(String(500))
    oneliner_en: Mapped[str | None] = mapped_column(String(500))
    subject: Mapped[str | None] = mapped_column(String(100))
    topic_id: Mapped[str | None] = mapped_column(String(100))
    difficulty_level: Mapped[str] = mapped_column(String(20))
    order_index: Mapped[int] = mapped_column(Integer)
    is_active: Mapped[bool] = mapped_column(Boolean)
    created_at: Mapped[datetime] = mapped_column(DateTime)
    updated_at: Mapped[datetime] = mapped_column(DateTime)
    items: Mapped[list["Item"]] = relationship(order_by="Item.order_index")


class Item(AppBase):
    __tablename__ = "lesson_items"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"))
    item_type: Mapped[str] = mapped_column(String(50))
    content: Mapped[str] = mapped_column(Text)
    item_metadata: Mapped[str | None] = mapped_column(Text)
    order_index: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(DateTime)


class Progress(AppBase):
    __tablename__ = "lesson_progress"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"))
    language: Mapped[str] = mapped_column(String(50))
    status: Mapped[str] = mapped_column(String(20))
    completion_percentage: Mapped[float] = mapped_column(Float)
    mastery_score: Mapped[float | None] = mapped_column(Float)
    last_accessed_at: Mapped[datetime] = mapped_column(DateTime)


class Conversation(AppBase):
    __tablename__ = "conversations"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    language: Mapped[str] = mapped_column(String(50))
    difficulty_level: Mapped[str] = mapped_column(String(20), default="A1")
    topic_id: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(DateTime, default=lambda: datetime(2026, 1, 2, 3, 4, 5, 678901))
    updated_at: Mapped[datetime] = mapped_column(DateTime, default=lambda: datetime(2026, 1, 2, 3, 4, 5))


def test_the_app_works_on_the_file(database: Path) -> None:
    async def play() -> None:
        engine = create_async_engine(f"sqlite+aiosqlite:///{database}")
        async with engine.begin() as connection:
            await connection.run_sync(AppBase.metadata.create_all)  # as the app does at each start
        async with AsyncSession(engine) as session:
            kept = (Lesson.language == "es", Lesson.is_active, Lesson.lesson_type == "vocabulary")
            query = select(Lesson).where(*kept).order_by(Lesson.order_index)
            lessons = (await session.scalars(query.options(selectinload(Lesson.items)))).all()
            assert 20 <= len(lessons) < 160
            assert [lesson.order_index for lesson in lessons] == list(range(len(lessons)))
            for lesson in lessons:
                assert lesson.lesson_type == "vocabulary"
                assert all((lesson.title, lesson.title_en, lesson.oneliner, lesson.oneliner_en, lesson.subject))
                assert isinstance(lesson.updated_at, datetime)
                assert 8 <= len(lesson.items) <= 20
                for item in lesson.items:
                    card = json.loads(item.item_metadata or "")
                    assert item.item_type in ("word", "phrase")  # the app shows either as a word
                    assert all((card["translation"], card["example"], card["pronunciation"]))
            session.add(Conversation(language="spanish"))
            session.add(
                Progress(
                    lesson_id=lessons[0].id,
                    language="es",
                    status="in_progress",
                    completion_percentage=12.5,
                    mastery_score=0.5,
                    last_accessed_at=datetime(2026, 1, 2),
                )
            )
            await session.commit()
        async with AsyncSession(engine) as session:
            conversation = (await session.scalars(select(Conversation))).one()
            assert conversation.created_at == datetime(2026, 1, 2, 3, 4, 5, 678901)
            assert (await session.scalars(select(Progress))).one().mastery_score == 0.5
        await engine.dispose()

    asyncio.run(play())


def test_every_moment_in_the_file_is_one_the_app_can_read(database: Path) -> None:
    """What the release ships and what our code writes, read with a plain `DateTime`."""
    ours = engine_for(database)
    with sessions(ours).begin() as session:
        words = session.scalars(select_words("es", "A1", 3)).all()
        record_encounters(session, [Encounter(word.id, correct=True) for word in words])
        lesson = session.scalars(select(models.Lesson)).first()
        assert lesson is not None
        started = schemas.LessonProgressCreate(lesson_id=lesson.id, language="es", started_at=utc_now())
        session.add(models.LessonProgress(**started.model_dump()))
        session.add(models.UserLevel(**schemas.UserLevelCreate(language="es").model_dump()))
    ours.dispose()

    plain = create_engine(f"sqlite:///{database}")
    tables = MetaData()
    tables.reflect(plain)
    read = set()
    with plain.connect() as connection:
        for table in tables.tables.values():
            moments = [column for column in table.columns if isinstance(column.type, DateTime)]
            for row in connection.execute(select(*moments)) if moments else ():
                assert all(value is None or isinstance(value, datetime) for value in row)
                read.add(table.name)
    plain.dispose()
    assert read >= {"words", "word_forms", "lessons", "lesson_items", "lesson_progress", "user_levels"}
    assert "user_word_progress" in read
