"""Schemas of the vocabulary: words with their meanings, examples, forms, levels, topics and relationships."""

import re
from typing import Annotated, Self

from pydantic import AliasChoices, BaseModel, Field, ValidationInfo, field_validator, model_validator

from pipeline.database.schemas.base import Create, DatedResponse, Response
from pipeline.database.schemas.choices import RELATIONSHIP_TYPES
from pipeline.database.schemas.fields import Id, JsonText, LanguageCode, Moment, NotEmpty, OneOf, Positive
from pipeline.languages.profile import profile
from pipeline.model.cefr import LEVELS
from pipeline.model.lexicon import PARTS_OF_SPEECH
from pipeline.model.values import LONGEST_PATTERN, LONGEST_WORD, REGISTERS

PartOfSpeech = Annotated[str, OneOf(PARTS_OF_SPEECH)]
_FORM_TYPE = re.compile(r"[a-z][a-z0-9_]*")


class WordFields(BaseModel):
    """The fields of a word itself."""

    language: LanguageCode
    base_form: Annotated[NotEmpty, Field(max_length=LONGEST_WORD)]
    part_of_speech: PartOfSpeech
    pronunciation: Annotated[str, Field(max_length=255)] | None = None
    notes: str | None = None


class WordCreate(Create, WordFields):
    """A new word."""


class WordResponse(DatedResponse, WordFields):
    """A word."""

    updated_at: Moment
    identity: Annotated[NotEmpty, Field(max_length=LONGEST_WORD)] | None = None


class MeaningFields(BaseModel):
    """The fields of a meaning itself, without its word."""

    meaning_text: NotEmpty
    translation: Annotated[NotEmpty, Field(max_length=255)]
    meaning_order: Positive = 1
    explanation: str | None = None
    part_of_speech: PartOfSpeech | None = None
    # Schemas inherit a method `register`; dictionaries and JSON use the column's name.
    register_: Annotated[str, OneOf(REGISTERS)] | None = Field(
        default=None, validation_alias=AliasChoices("register_", "register"), serialization_alias="register"
    )
    pattern: Annotated[NotEmpty, Field(max_length=LONGEST_PATTERN)] | None = None


class WordMeaningCreate(Create, MeaningFields):
    """A new meaning of a word."""

    word_id: Id


class WordMeaningResponse(DatedResponse, MeaningFields):
    """A meaning of a word."""

    word_id: Id


class ExampleFields(BaseModel):
    """The fields of an example itself, without its meaning."""

    example_text: NotEmpty
    translation: str | None = None


class WordExampleCreate(Create, ExampleFields):
    """A new example of a meaning."""

    word_meaning_id: Id


class WordExampleResponse(DatedResponse, ExampleFields):
    """An example of a meaning."""

    word_meaning_id: Id


class _WordForm(BaseModel):
    word_id: Id
    form_type: Annotated[NotEmpty, Field(max_length=50)]
    form_text: Annotated[NotEmpty, Field(max_length=LONGEST_WORD)]
    grammatical_info: JsonText | None = None
    level: Annotated[str, OneOf(LEVELS)] | None = None

    @field_validator("form_type")
    @classmethod
    def _is_a_form_type(cls, value: str, info: ValidationInfo) -> str:
        """Check the type against those of the language, if the context gives one: `context={"language": "es"}`.

        It may give the profile instead, as a database has it: `context={"profile": …}`.
        """
        if not _FORM_TYPE.fullmatch(value):
            raise ValueError("must be a form type, such as 'plural' or 'past_tense'")
        context = info.context or {}
        language = context.get("profile") or profile(str(context.get("language", "")))
        types = {one for part in PARTS_OF_SPEECH for one in language.form_types_of(part)}
        if language.describes_words and value not in types:
            raise ValueError(f"must be a form type of {language.name}: {', '.join(sorted(types))}")
        return value


class WordFormCreate(Create, _WordForm):
    """A new form of a word."""


class WordFormResponse(DatedResponse, _WordForm):
    """A form of a word."""


class _WordDifficultyLevel(BaseModel):
    word_id: Id
    difficulty_level: Annotated[str, OneOf(LEVELS)]
    priority: Positive = 1


class WordDifficultyLevelCreate(Create, _WordDifficultyLevel):
    """A new level of a word."""


class WordDifficultyLevelResponse(DatedResponse, _WordDifficultyLevel):
    """A level of a word."""


class _WordTopic(BaseModel):
    word_id: Id
    topic_id: Annotated[NotEmpty, Field(max_length=100)]


class WordTopicCreate(Create, _WordTopic):
    """A new topic of a word."""


class WordTopicResponse(Response, _WordTopic):
    """A topic of a word."""


class _WordSynonym(BaseModel):
    word_id: Id
    synonym_word_id: Id
    relationship_type: Annotated[str, OneOf(RELATIONSHIP_TYPES)] = "synonym"

    @model_validator(mode="after")
    def _is_between_two_words(self) -> Self:
        if self.word_id == self.synonym_word_id:
            raise ValueError("word_id and synonym_word_id must be different")
        return self


class WordSynonymCreate(Create, _WordSynonym):
    """A new relationship between two words."""


class WordSynonymResponse(DatedResponse, _WordSynonym):
    """A relationship between two words."""
