"""Relationships between words, and the triggers that keep each of them within one language."""

from typing import cast

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, String, Table, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pipeline.database.models import checks
from pipeline.database.models.base import AUTOINCREMENT, Base, CreatedAt, PrimaryKey
from pipeline.database.models.words import Word
from pipeline.model.lexicon import RELATION_FIELDS


class WordSynonym(Base):
    """A relationship from one word to another of the same language."""

    __tablename__ = "word_synonyms"
    __table_args__ = (
        CheckConstraint(checks.one_of("relationship_type", RELATION_FIELDS.values()), name="relationship_type"),
        CheckConstraint("word_id <> synonym_word_id", name="different_words"),
        Index("uq_word_synonyms_word_id_synonym_word_id", "word_id", "synonym_word_id", unique=True),
        AUTOINCREMENT,
    )

    id: Mapped[PrimaryKey]
    word_id: Mapped[int] = mapped_column(
        ForeignKey("words.id", ondelete="CASCADE"), index=True, doc="The word the relationship starts from."
    )
    synonym_word_id: Mapped[int] = mapped_column(
        ForeignKey("words.id", ondelete="CASCADE"), index=True, doc="The word it leads to."
    )
    relationship_type: Mapped[str] = mapped_column(
        String(50), server_default="synonym", doc="synonym, near_synonym or antonym."
    )
    created_at: Mapped[CreatedAt]

    word: Mapped[Word] = relationship(back_populates="relations", foreign_keys=[word_id])
    synonym_word: Mapped[Word] = relationship(back_populates="relations_to", foreign_keys=[synonym_word_id])


# A CHECK sees only one row, so it takes triggers to check that both words have the same language. A missing word
# has no language and is left to the foreign key. The message includes the name of the trigger because SQLite does
# not say which one it was.
_BETWEEN_TWO_LANGUAGES = """
CREATE TRIGGER {name} BEFORE {event} ON word_synonyms
WHEN (SELECT language FROM words WHERE id = NEW.word_id)
  <> (SELECT language FROM words WHERE id = NEW.synonym_word_id)
BEGIN
  SELECT RAISE(ABORT, '{name}: both words must be in the same language');
END
"""
_LANGUAGE_CHANGED = """
CREATE TRIGGER {name} BEFORE UPDATE OF language ON words
WHEN NEW.language <> OLD.language
  AND EXISTS (SELECT 1 FROM word_synonyms WHERE word_id = OLD.id OR synonym_word_id = OLD.id)
BEGIN
  SELECT RAISE(ABORT, '{name}: a word with synonyms or antonyms must stay in their language');
END
"""
TRIGGERS = {
    name: template.format(name=name, event=occasion).strip()
    for name, template, occasion in (
        ("tr_word_synonyms_insert_same_language", _BETWEEN_TWO_LANGUAGES, "INSERT"),
        (
            "tr_word_synonyms_update_same_language",
            _BETWEEN_TWO_LANGUAGES,
            "UPDATE OF word_id, synonym_word_id",
        ),
        ("tr_words_update_same_language", _LANGUAGE_CHANGED, ""),
    )
}
"""The triggers by name."""

for _statement in TRIGGERS.values():
    event.listen(cast(Table, WordSynonym.__table__), "after_create", DDL(_statement))  # type: ignore[no-untyped-call]
