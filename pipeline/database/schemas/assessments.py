"""Schemas of assessments with their questions and attempts."""

from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from pipeline.database.schemas import json_texts
from pipeline.database.schemas.base import Create, DatedResponse, NumberedResponse, in_order
from pipeline.database.schemas.choices import ASSESSMENT_LEVELS, ASSESSMENT_TYPES, QUESTION_TYPES
from pipeline.database.schemas.fields import (
    Count,
    Id,
    JsonArray,
    JsonText,
    LanguageName,
    Moment,
    NotEmpty,
    OneOf,
    Percentage,
    Positive,
)
from pipeline.database.timestamps import utc_now
from pipeline.model.cefr import LEVELS


class _Assessment(BaseModel):
    language: LanguageName
    assessment_type: Annotated[str, OneOf(ASSESSMENT_TYPES)]
    title: Annotated[str, Field(max_length=200)]
    description: str | None = None
    difficulty_level: Annotated[str, OneOf(ASSESSMENT_LEVELS)]
    duration_minutes: Positive | None = None
    is_active: bool = True


class AssessmentCreate(Create, _Assessment):
    """A new assessment."""


class AssessmentResponse(DatedResponse, _Assessment):
    """An assessment."""


class _AssessmentQuestion(BaseModel):
    assessment_id: Id
    question_type: Annotated[str, OneOf(QUESTION_TYPES)]
    question_text: NotEmpty
    correct_answer: NotEmpty
    options: JsonArray | None = None
    points: Positive = 1
    order_index: Count = 0
    skill_category: Annotated[str, Field(max_length=50)] = "grammar"

    @model_validator(mode="after")
    def _has_options_to_choose_from(self) -> Self:
        none = self.options is None or json_texts.same(self.options, "[]")
        if self.question_type == "multiple_choice" and none:
            raise ValueError("a multiple_choice question must have options")
        return self


class AssessmentQuestionCreate(Create, _AssessmentQuestion):
    """A new question of an assessment."""


class AssessmentQuestionResponse(DatedResponse, _AssessmentQuestion):
    """A question of an assessment, with its answer."""


class _AssessmentAttempt(BaseModel):
    assessment_id: Id
    language: LanguageName
    score: Percentage
    total_questions: Positive
    correct_answers: Count
    started_at: Moment
    completed_at: Moment | None = None
    answers_json: JsonText | None = None
    recommended_level: Annotated[str, OneOf(LEVELS)] | None = None
    skill_scores_json: JsonText | None = None

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.correct_answers > self.total_questions:
            raise ValueError("correct_answers must not be more than total_questions")
        in_order(self.started_at, self.completed_at, "completed_at must not be before started_at")
        return self


class AssessmentAttemptCreate(Create, _AssessmentAttempt):
    """A new attempt at an assessment."""

    # Not left to the database, whose clock would start an attempt when it is stored, which may be after its end.
    started_at: Moment = Field(default_factory=utc_now)


class AssessmentAttemptResponse(NumberedResponse, _AssessmentAttempt):
    """An attempt at an assessment."""
