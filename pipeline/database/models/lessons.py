"""Lessons, their items and grammar rules, and the learner's progress with them.

These are tables of the app, which writes values beyond those of the specification (`listening` as a lesson type).
So the rules are in the Pydantic schemas, not in CHECK constraints.
"""

from datetime import datetime

from sqlalchemy import Boolean, Float, ForeignKey, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pipeline.database.models.base import (
    AUTOINCREMENT,
    NOW,
    Base,
    CreatedAt,
    Language,
    PrimaryKey,
    UpdatedAt,
    owned_by,
)


class Lesson(Base):
    """A lesson of the app."""

    __tablename__ = "lessons"
    __table_args__ = (AUTOINCREMENT,)

    id: Mapped[PrimaryKey]
    language: Mapped[Language]
    lesson_type: Mapped[str] = mapped_column(String(50), doc="vocabulary or grammar; the app adds listening.")
    title: Mapped[str] = mapped_column(String(200), doc="Title in the language taught.")
    description: Mapped[str | None] = mapped_column(Text, doc="Description in the language taught.")
    difficulty_level: Mapped[str] = mapped_column(String(20), server_default="A1", doc="CEFR level.")
    order_index: Mapped[int] = mapped_column(server_default=text("0"), doc="Place in the list, from 0.")
    is_active: Mapped[bool] = mapped_column(Boolean, server_default=text("1"), doc="Whether it is shown: 1 or 0.")
    created_at: Mapped[CreatedAt]
    title_en: Mapped[str | None] = mapped_column(String(200), doc="Title in English.")
    oneliner: Mapped[str | None] = mapped_column(String(500), doc="One line about it, in the language taught.")
    oneliner_en: Mapped[str | None] = mapped_column(String(500), doc="The same line in English.")
    description_en: Mapped[str | None] = mapped_column(Text, doc="Description in English.")
    tutor_prompt: Mapped[str | None] = mapped_column(Text, doc="What the tutor is told about the lesson.")
    subject: Mapped[str | None] = mapped_column(String(100), doc="Heading it is listed under.")
    topic_id: Mapped[str | None] = mapped_column(String(100), doc="The app's topic of the lesson.")
    last_accessed_at: Mapped[datetime | None] = mapped_column(doc="When it was last opened.")
    updated_at: Mapped[UpdatedAt]
    source_id: Mapped[str | None] = mapped_column(String(100), doc="The id of a vocabulary lesson in its pack.")

    items: Mapped[list["LessonItem"]] = owned_by("lesson", order_by="LessonItem.order_index")
    progress: Mapped[list["LessonProgress"]] = owned_by("lesson")
    grammar_rules: Mapped[list["GrammarRule"]] = owned_by("lesson")


class LessonItem(Base):
    """A word, phrase, exercise or example of a lesson."""

    __tablename__ = "lesson_items"
    __table_args__ = (AUTOINCREMENT,)

    id: Mapped[PrimaryKey]
    lesson_id: Mapped[int] = mapped_column(
        ForeignKey("lessons.id", ondelete="CASCADE"), index=True, doc="The lesson it is part of."
    )
    item_type: Mapped[str] = mapped_column(String(50), doc="word, phrase, exercise or example; the app adds metadata.")
    content: Mapped[str] = mapped_column(Text, doc="Text or JSON; for a word, just the word.")
    # SQLAlchemy reserves the name `metadata` on models.
    metadata_: Mapped[str | None] = mapped_column("metadata", Text, doc="More about the item, as JSON.")
    order_index: Mapped[int] = mapped_column(server_default=text("0"), doc="Place in the lesson, from 0.")
    created_at: Mapped[CreatedAt]
    item_metadata: Mapped[str | None] = mapped_column(Text, doc="The same JSON as `metadata`; the app reads this.")

    lesson: Mapped[Lesson] = relationship(back_populates="items")


class LessonProgress(Base):
    """The learner's progress with a lesson."""

    __tablename__ = "lesson_progress"
    __table_args__ = (AUTOINCREMENT,)

    id: Mapped[PrimaryKey]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True, doc="The lesson.")
    language: Mapped[Language]
    status: Mapped[str] = mapped_column(
        String(20), server_default="not_started", doc="not_started, in_progress or completed."
    )
    completion_percentage: Mapped[float] = mapped_column(
        Float, server_default=text("0.0"), doc="How much is done, from 0 to 100."
    )
    started_at: Mapped[datetime | None] = mapped_column(doc="When the learner began.")
    completed_at: Mapped[datetime | None] = mapped_column(doc="When the learner finished.")
    last_accessed_at: Mapped[datetime] = mapped_column(server_default=NOW, doc="When it was last opened.")
    mastery_score: Mapped[float | None] = mapped_column(Float, doc="How well it is known, from 0 to 1.")

    lesson: Mapped[Lesson] = relationship(back_populates="progress")


class GrammarRule(Base):
    """A grammar rule that a lesson teaches."""

    __tablename__ = "grammar_rules"
    __table_args__ = (AUTOINCREMENT,)

    id: Mapped[PrimaryKey]
    lesson_id: Mapped[int] = mapped_column(
        ForeignKey("lessons.id", ondelete="CASCADE"), index=True, doc="The lesson that teaches it."
    )
    title: Mapped[str] = mapped_column(String(200), doc="Name of the rule.")
    description: Mapped[str] = mapped_column(Text, doc="The rule explained.")
    examples: Mapped[str | None] = mapped_column(Text, doc="Example sentences, as a JSON array.")
    difficulty_level: Mapped[str] = mapped_column(String(20), server_default="A1", doc="CEFR level.")
    created_at: Mapped[CreatedAt]

    lesson: Mapped[Lesson] = relationship(back_populates="grammar_rules")
