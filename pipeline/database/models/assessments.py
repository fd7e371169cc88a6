"""Assessments with their questions and attempts, and the learner's level in each language.

Like lessons, these are tables of the app, so their rules are in the Pydantic schemas (`mixed` is a level here).
"""

from datetime import datetime

from sqlalchemy import Boolean, Float, ForeignKey, Index, String, Text, text
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


class Assessment(Base):
    """A test of the learner's proficiency."""

    __tablename__ = "assessments"
    __table_args__ = (AUTOINCREMENT,)

    id: Mapped[PrimaryKey]
    language: Mapped[Language]
    assessment_type: Mapped[str] = mapped_column(
        String(50), doc="cefr_placement, vocabulary, grammar or comprehensive."
    )
    title: Mapped[str] = mapped_column(String(200), doc="Title.")
    description: Mapped[str | None] = mapped_column(Text, doc="Description.")
    difficulty_level: Mapped[str] = mapped_column(String(20), doc="CEFR level it is made for; the app adds mixed.")
    duration_minutes: Mapped[int | None] = mapped_column(doc="How long it takes, in minutes.")
    is_active: Mapped[bool] = mapped_column(Boolean, server_default=text("1"), doc="Whether it is shown: 1 or 0.")
    created_at: Mapped[CreatedAt]

    questions: Mapped[list["AssessmentQuestion"]] = owned_by("assessment", order_by="AssessmentQuestion.order_index")
    # Not `owned_by`: the foreign key does not cascade, so a session deletes the attempts itself. Plain SQL
    # has to delete them first, so that the learner's attempts do not vanish with an assessment by
    # accident.
    attempts: Mapped[list["AssessmentAttempt"]] = relationship(
        back_populates="assessment", cascade="all, delete-orphan"
    )


class AssessmentQuestion(Base):
    """A question of an assessment."""

    __tablename__ = "assessment_questions"
    __table_args__ = (AUTOINCREMENT,)

    id: Mapped[PrimaryKey]
    assessment_id: Mapped[int] = mapped_column(
        ForeignKey("assessments.id", ondelete="CASCADE"), index=True, doc="The assessment it is part of."
    )
    question_type: Mapped[str] = mapped_column(String(50), doc="multiple_choice, fill_blank, translation or grammar.")
    question_text: Mapped[str] = mapped_column(Text, doc="The question.")
    correct_answer: Mapped[str] = mapped_column(Text, doc="The correct answer.")
    options: Mapped[str | None] = mapped_column(Text, doc="Answers to choose from, as a JSON array.")
    points: Mapped[int] = mapped_column(server_default=text("1"), doc="Points for the correct answer.")
    order_index: Mapped[int] = mapped_column(server_default=text("0"), doc="Place in the assessment, from 0.")
    created_at: Mapped[CreatedAt]
    skill_category: Mapped[str] = mapped_column(String(50), server_default="grammar", doc="The skill it tests.")

    assessment: Mapped[Assessment] = relationship(back_populates="questions")


class AssessmentAttempt(Base):
    """One attempt of the learner at an assessment."""

    __tablename__ = "assessment_attempts"
    __table_args__ = (AUTOINCREMENT,)

    id: Mapped[PrimaryKey]
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"), index=True, doc="The assessment.")
    language: Mapped[Language]
    score: Mapped[float] = mapped_column(Float, doc="Result, from 0 to 100.")
    total_questions: Mapped[int] = mapped_column(doc="How many questions were asked.")
    correct_answers: Mapped[int] = mapped_column(doc="How many were answered correctly.")
    started_at: Mapped[datetime] = mapped_column(server_default=NOW, doc="When the learner began.")
    completed_at: Mapped[datetime | None] = mapped_column(doc="When the learner finished.")
    answers_json: Mapped[str | None] = mapped_column(Text, doc="The learner's answers, as a JSON object.")
    recommended_level: Mapped[str | None] = mapped_column(String(20), doc="The level the result suggests.")
    skill_scores_json: Mapped[str | None] = mapped_column(Text, doc="Results by skill, as JSON.")

    assessment: Mapped[Assessment] = relationship(back_populates="attempts")


class UserLevel(Base):
    """The learner's level in a language: one row a language."""

    __tablename__ = "user_levels"
    __table_args__ = (Index("uq_user_levels_language", "language", unique=True), AUTOINCREMENT)

    id: Mapped[PrimaryKey]
    language: Mapped[Language]
    cefr_level: Mapped[str] = mapped_column(String(20), server_default="A1", doc="CEFR level reached.")
    proficiency_score: Mapped[float] = mapped_column(
        Float, server_default=text("0.0"), doc="Proficiency, from 0 to 100."
    )
    assessed_at: Mapped[datetime] = mapped_column(server_default=NOW, doc="When the level was assessed.")
    updated_at: Mapped[UpdatedAt]
