"""The learner's progress with each word. These rows belong to the learner, and an update of the vocabulary keeps
them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pipeline.database.models import checks
from pipeline.database.models.base import AUTOINCREMENT, Base, CreatedAt, PrimaryKey, UpdatedAt
from pipeline.database.models.words import Word

STABILITY = (0.001, 36500)
"""The lowest and the highest stability, in days: FSRS's own minimum, and a century."""
DIFFICULTY = (1, 10)
"""The lowest and the highest difficulty of FSRS."""


class UserWordProgress(Base):
    """The learner's progress with a word."""

    __tablename__ = "user_word_progress"
    # The order matters: SQLite checks rules in this order, and the last one relies on the two before it.
    __table_args__ = (
        CheckConstraint(checks.is_language_code("language"), name="language_iso639_1"),
        CheckConstraint(checks.at_least("times_encountered", 0), name="times_encountered_not_negative"),
        CheckConstraint(checks.percentage("mastery_score"), name="mastery_score_percentage"),
        CheckConstraint(checks.timestamp("first_encountered"), name="first_encountered_timestamp"),
        CheckConstraint(checks.timestamp("last_encountered"), name="last_encountered_timestamp"),
        CheckConstraint(checks.is_in_order("first_encountered", "last_encountered"), name="encountered_in_order"),
        CheckConstraint(checks.number_or_null("stability", *STABILITY), name="stability"),
        CheckConstraint(checks.number_or_null("difficulty", *DIFFICULTY), name="difficulty"),
        CheckConstraint(checks.timestamp("due"), name="due_timestamp"),
        CheckConstraint(checks.timestamp("last_reviewed"), name="last_reviewed_timestamp"),
        Index("uq_user_word_progress_word_id_language", "word_id", "language", unique=True),
        # Covers everything that word selection reads from this table.
        Index(None, "word_id", "mastery_score", "last_encountered"),
        # What is due, the longest due first.
        Index(None, "language", "due"),
        AUTOINCREMENT,
    )

    id: Mapped[PrimaryKey]
    word_id: Mapped[int] = mapped_column(ForeignKey("words.id", ondelete="CASCADE"), index=True, doc="The word.")
    language: Mapped[str] = mapped_column(String(50), index=True, doc="ISO 639-1 code, repeated here for fast queries.")
    times_encountered: Mapped[int] = mapped_column(
        server_default=text("0"), doc="How often the learner has met the word."
    )
    mastery_score: Mapped[float] = mapped_column(
        Float, server_default=text("0.0"), doc="How well it is known, from 0 to 100."
    )
    first_encountered: Mapped[datetime | None] = mapped_column(doc="When it was first met.")
    last_encountered: Mapped[datetime | None] = mapped_column(doc="When it was last met.")
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]
    stability: Mapped[float | None] = mapped_column(
        Float, doc="Days after which the learner still recalls it with a probability of 90 %, as FSRS estimates."
    )
    difficulty: Mapped[float | None] = mapped_column(
        Float, doc="How hard it is for the learner, from 1 to 10, as FSRS estimates."
    )
    due: Mapped[datetime | None] = mapped_column(doc="When it should be met again.")
    last_reviewed: Mapped[datetime | None] = mapped_column(doc="The last encounter that this estimate rests on.")

    word: Mapped[Word] = relationship(back_populates="progress")
