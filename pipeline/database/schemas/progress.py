"""Schemas of the learner's knowledge of each word and each language."""

from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from pipeline.database.schemas.base import Create, DatedResponse, NumberedResponse, in_order
from pipeline.database.schemas.fields import Count, Difficulty, Id, LanguageCode, Moment, OneOf, Percentage, Stability
from pipeline.database.timestamps import utc_now
from pipeline.model.cefr import LEVELS


class _UserWordProgress(BaseModel):
    word_id: Id
    language: LanguageCode
    times_encountered: Count = 0
    mastery_score: Percentage = 0.0
    first_encountered: Moment | None = None
    last_encountered: Moment | None = None
    stability: Stability | None = None
    difficulty: Difficulty | None = None
    due: Moment | None = None
    last_reviewed: Moment | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        rule = "last_encountered must not be before first_encountered"
        in_order(self.first_encountered, self.last_encountered, rule)
        return self


class UserWordProgressCreate(Create, _UserWordProgress):
    """The learner's initial progress with a word. For encounters use `pipeline.app.progress`."""


class UserWordProgressResponse(DatedResponse, _UserWordProgress):
    """The learner's progress with a word."""

    updated_at: Moment


class _UserLevel(BaseModel):
    language: LanguageCode
    cefr_level: Annotated[str, OneOf(LEVELS)] = "A1"
    proficiency_score: Percentage = 0.0
    assessed_at: Moment
    updated_at: Moment

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        in_order(self.assessed_at, self.updated_at, "updated_at must not be before assessed_at")
        return self


class UserLevelCreate(Create, _UserLevel):
    """The learner's level in a language that has none yet."""

    # Not left to the database, whose clock, in whole seconds, would date the change before an assessment made just now.
    assessed_at: Moment = Field(default_factory=utc_now)
    updated_at: Moment = Field(default_factory=utc_now)


class UserLevelResponse(NumberedResponse, _UserLevel):
    """The learner's level in a language."""
