"""Schemas of conversations and their messages."""

from typing import Annotated

from pydantic import BaseModel, Field

from pipeline.database.schemas.base import Create, DatedResponse
from pipeline.database.schemas.choices import CONVERSATION_LEVELS, ROLES
from pipeline.database.schemas.fields import FilePath, Id, JsonText, LanguageName, Moment, NotEmpty, OneOf


class _Conversation(BaseModel):
    language: LanguageName
    difficulty_level: Annotated[str, OneOf(CONVERSATION_LEVELS)] = "A1"
    topic_id: Annotated[str, Field(max_length=100)] | None = None


class ConversationCreate(Create, _Conversation):
    """A new conversation."""


class ConversationResponse(DatedResponse, _Conversation):
    """A conversation."""

    updated_at: Moment


class _Message(BaseModel):
    conversation_id: Id
    role: Annotated[str, OneOf(ROLES)]
    content: NotEmpty
    audio_path: FilePath | None = None
    corrections: JsonText | None = None


class MessageCreate(Create, _Message):
    """A new message."""


class MessageResponse(DatedResponse, _Message):
    """A message."""
