"""Conversations of the learner with the tutor. The app writes them; the pipeline never does."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pipeline.database.models.base import AUTOINCREMENT, Base, CreatedAt, Language, PrimaryKey, UpdatedAt, owned_by


class Conversation(Base):
    """One conversation session."""

    __tablename__ = "conversations"
    __table_args__ = (AUTOINCREMENT,)

    id: Mapped[PrimaryKey]
    language: Mapped[Language]
    difficulty_level: Mapped[str] = mapped_column(
        String(20), server_default="A1", doc="CEFR level; in old rows beginner, intermediate or advanced."
    )
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]
    topic_id: Mapped[str | None] = mapped_column(String(100), doc="The app's topic of the conversation.")

    messages: Mapped[list["Message"]] = owned_by("conversation")


class Message(Base):
    """One message of a conversation."""

    __tablename__ = "messages"
    __table_args__ = (AUTOINCREMENT,)

    id: Mapped[PrimaryKey]
    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True, doc="The conversation it is part of."
    )
    role: Mapped[str] = mapped_column(String(20), doc="Who speaks: user or assistant.")
    content: Mapped[str] = mapped_column(Text, doc="What is said.")
    audio_path: Mapped[str | None] = mapped_column(String(255), doc="Sound file of the message.")
    corrections: Mapped[str | None] = mapped_column(Text, doc="Corrections of grammar and spelling, as JSON.")
    created_at: Mapped[CreatedAt]

    conversation: Mapped[Conversation] = relationship(back_populates="messages")
