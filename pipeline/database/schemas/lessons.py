"""Schemas of lessons, their items and grammar rules, and the learner's progress with them."""

from typing import Annotated, Self

from pydantic import AliasChoices, BaseModel, Field, model_validator

from pipeline.database.schemas import json_texts
from pipeline.database.schemas.base import Create, DatedResponse, NumberedResponse, in_order
from pipeline.database.schemas.choices import ITEM_TYPES, LESSON_STATUSES, LESSON_TYPES
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
    Share,
)
from pipeline.database.timestamps import utc_now
from pipeline.model.cefr import LEVELS

LevelName = Annotated[str, OneOf(LEVELS)]
Line = Annotated[str, Field(max_length=500)]
Name = Annotated[str, Field(max_length=100)]
Title = Annotated[str, Field(max_length=200)]


class _Lesson(BaseModel):
    language: LanguageName
    lesson_type: Annotated[str, OneOf(LESSON_TYPES)]
    title: Title
    description: str | None = None
    difficulty_level: LevelName = "A1"
    order_index: Count = 0
    is_active: bool = True
    title_en: Title | None = None
    oneliner: Line | None = None
    oneliner_en: Line | None = None
    description_en: str | None = None
    tutor_prompt: str | None = None
    subject: Name | None = None
    topic_id: Name | None = None
    source_id: Name | None = None
    last_accessed_at: Moment | None = None


class LessonCreate(Create, _Lesson):
    """A new lesson."""


class LessonResponse(DatedResponse, _Lesson):
    """A lesson."""

    updated_at: Moment


class _LessonItem(BaseModel):
    lesson_id: Id
    item_type: Annotated[str, OneOf(ITEM_TYPES)]
    content: NotEmpty
    # SQLAlchemy reserves `metadata` on models; dictionaries and JSON use the column's name.
    metadata_: JsonText | None = Field(
        default=None, validation_alias=AliasChoices("metadata_", "metadata"), serialization_alias="metadata"
    )
    order_index: Count = 0
    item_metadata: JsonText | None = None


class LessonItemCreate(Create, _LessonItem):
    """A new item of a lesson. `metadata` and `item_metadata` have the same value, so one is enough."""

    @model_validator(mode="after")
    def _says_it_in_both_columns(self) -> Self:
        """The specification reads one column, the app the other; it silently drops a word without an object there."""
        one, other = self.metadata_, self.item_metadata
        if one is not None and other is not None and not json_texts.same(one, other):
            raise ValueError("metadata and item_metadata must be the same JSON")
        both = other if one is None else one
        if both is not None and self.item_type == "word" and not json_texts.is_object(both):
            raise ValueError("metadata of a word must be a JSON object")
        self.metadata_ = self.item_metadata = both
        return self


class LessonItemResponse(DatedResponse, _LessonItem):
    """An item of a lesson."""


class _LessonProgress(BaseModel):
    lesson_id: Id
    language: LanguageName
    status: Annotated[str, OneOf(LESSON_STATUSES)] = "not_started"
    completion_percentage: Percentage = 0.0
    started_at: Moment | None = None
    completed_at: Moment | None = None
    last_accessed_at: Moment
    mastery_score: Share | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        in_order(self.started_at, self.completed_at, "completed_at must not be before started_at")
        return self


class LessonProgressCreate(Create, _LessonProgress):
    """The learner's initial progress with a lesson."""

    last_accessed_at: Moment = Field(default_factory=utc_now)


class LessonProgressResponse(NumberedResponse, _LessonProgress):
    """The learner's progress with a lesson."""


class _GrammarRule(BaseModel):
    lesson_id: Id
    title: Annotated[NotEmpty, Field(max_length=200)]
    description: NotEmpty
    examples: JsonArray | None = None
    difficulty_level: LevelName = "A1"


class GrammarRuleCreate(Create, _GrammarRule):
    """A new grammar rule."""


class GrammarRuleResponse(DatedResponse, _GrammarRule):
    """A grammar rule."""
