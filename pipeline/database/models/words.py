"""The vocabulary: words with their meanings, examples, forms, levels and topics."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pipeline.database.models import checks
from pipeline.database.models.base import AUTOINCREMENT, Base, CreatedAt, PrimaryKey, UpdatedAt, owned_by
from pipeline.model.cefr import LEVELS
from pipeline.model.lexicon import PARTS_OF_SPEECH
from pipeline.model.values import LONGEST_PATTERN, LONGEST_WORD, REGISTERS

if TYPE_CHECKING:
    from pipeline.database.models.progress import UserWordProgress
    from pipeline.database.models.relations import WordSynonym


class Word(Base):
    """A word: a base form of a language."""

    __tablename__ = "words"
    __table_args__ = (
        CheckConstraint(checks.is_language_code("language"), name="language_iso639_1"),
        CheckConstraint(checks.not_empty("base_form"), name="base_form_not_empty"),
        CheckConstraint(checks.one_of("part_of_speech", PARTS_OF_SPEECH), name="part_of_speech"),
        CheckConstraint(f"identity IS NULL OR {checks.not_empty('identity')}", name="identity_not_empty"),
        Index("uq_words_language_base_form", "language", "base_form", unique=True),
        AUTOINCREMENT,
    )

    id: Mapped[PrimaryKey]
    language: Mapped[str] = mapped_column(String(50), index=True, doc="ISO 639-1 code.")
    base_form: Mapped[str] = mapped_column(String(LONGEST_WORD), index=True, doc="The form a dictionary lists.")
    part_of_speech: Mapped[str] = mapped_column(String(50), doc="The most common one, if the spelling has several.")
    pronunciation: Mapped[str | None] = mapped_column(String(255), doc="Broad IPA.")
    notes: Mapped[str | None] = mapped_column(Text, doc="Usage, gender traps, subclass.")
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]
    identity: Mapped[str | None] = mapped_column(
        String(LONGEST_WORD), doc="The first base form of a word of ours; NULL for a learner's own words."
    )

    meanings: Mapped[list["WordMeaning"]] = owned_by("word", order_by="WordMeaning.meaning_order")
    forms: Mapped[list["WordForm"]] = owned_by("word")
    difficulty_levels: Mapped[list["WordDifficultyLevel"]] = owned_by("word")
    topics: Mapped[list["WordTopic"]] = owned_by("word")
    progress: Mapped[list["UserWordProgress"]] = owned_by("word")
    relations: Mapped[list["WordSynonym"]] = owned_by("word", foreign_keys="WordSynonym.word_id")
    relations_to: Mapped[list["WordSynonym"]] = owned_by("synonym_word", foreign_keys="WordSynonym.synonym_word_id")
    related_words: Mapped[list["Word"]] = relationship(
        secondary="word_synonyms",
        primaryjoin="Word.id == WordSynonym.word_id",
        secondaryjoin="Word.id == WordSynonym.synonym_word_id",
        viewonly=True,
    )


class WordMeaning(Base):
    """One sense of a word."""

    __tablename__ = "word_meanings"
    __table_args__ = (
        CheckConstraint(checks.not_empty("meaning_text"), name="meaning_text_not_empty"),
        CheckConstraint(checks.not_empty("translation"), name="translation_not_empty"),
        CheckConstraint(checks.at_least("meaning_order", 1), name="meaning_order_positive"),
        CheckConstraint(checks.one_of("part_of_speech", PARTS_OF_SPEECH), name="part_of_speech"),
        CheckConstraint(checks.one_of("register", REGISTERS), name="register"),
        CheckConstraint(f"pattern IS NULL OR {checks.not_empty('pattern')}", name="pattern_not_empty"),
        Index(None, "word_id", "meaning_order"),
        AUTOINCREMENT,
    )

    id: Mapped[PrimaryKey]
    word_id: Mapped[int] = mapped_column(ForeignKey("words.id", ondelete="CASCADE"), index=True, doc="The word.")
    meaning_text: Mapped[str] = mapped_column(Text, doc="Definition in the language of the word.")
    translation: Mapped[str] = mapped_column(String(255), doc="The same in the learner's language (English).")
    meaning_order: Mapped[int] = mapped_column(server_default=text("1"), doc="1 is the primary meaning.")
    explanation: Mapped[str | None] = mapped_column(Text, doc="A longer note in the learner's language.")
    created_at: Mapped[CreatedAt]
    part_of_speech: Mapped[str | None] = mapped_column(
        String(50), doc="Part of speech of this meaning, if it differs from the word's."
    )
    # `register` is a method of every Pydantic schema, and models and schemas share field names.
    register_: Mapped[str | None] = mapped_column(
        "register", String(20), doc="formal or informal, if the word has this meaning only in such speech."
    )
    pattern: Mapped[str | None] = mapped_column(
        String(LONGEST_PATTERN), doc="The construction that the word has in this meaning, such as `quedar + se`."
    )

    word: Mapped[Word] = relationship(back_populates="meanings")
    examples: Mapped[list["WordExample"]] = owned_by("meaning")


class WordExample(Base):
    """A sentence that shows a meaning."""

    __tablename__ = "word_examples"
    __table_args__ = (
        CheckConstraint(checks.not_empty("example_text"), name="example_text_not_empty"),
        AUTOINCREMENT,
    )

    id: Mapped[PrimaryKey]
    word_meaning_id: Mapped[int] = mapped_column(
        ForeignKey("word_meanings.id", ondelete="CASCADE"), index=True, doc="The meaning it shows."
    )
    example_text: Mapped[str] = mapped_column(Text, doc="Sentence in the language of the word.")
    translation: Mapped[str | None] = mapped_column(Text, doc="The sentence in the learner's language.")
    created_at: Mapped[CreatedAt]

    meaning: Mapped[WordMeaning] = relationship(back_populates="examples")


class WordForm(Base):
    """An inflected form of a word."""

    __tablename__ = "word_forms"
    __table_args__ = (
        CheckConstraint(checks.not_empty("form_type"), name="form_type_not_empty"),
        CheckConstraint(checks.not_empty("form_text"), name="form_text_not_empty"),
        CheckConstraint(checks.json_or_null("grammatical_info"), name="grammatical_info_json"),
        CheckConstraint(checks.one_of("level", LEVELS), name="level"),
        Index("uq_word_forms_word_id_form_type_form_text", "word_id", "form_type", "form_text", unique=True),
        AUTOINCREMENT,
    )

    id: Mapped[PrimaryKey]
    word_id: Mapped[int] = mapped_column(ForeignKey("words.id", ondelete="CASCADE"), index=True, doc="The word.")
    form_type: Mapped[str] = mapped_column(String(50), doc="plural, feminine, conjugation, participle, …")
    form_text: Mapped[str] = mapped_column(String(LONGEST_WORD), doc="The form itself.")
    grammatical_info: Mapped[str | None] = mapped_column(
        Text,
        doc="JSON array with an object of Universal Dependencies features for each analysis of the form.",
    )
    created_at: Mapped[CreatedAt]
    level: Mapped[str | None] = mapped_column(
        String(20), doc="CEFR level from which learners are shown the form; NULL if whenever they know the word."
    )

    word: Mapped[Word] = relationship(back_populates="forms")


class WordDifficultyLevel(Base):
    """A level at which a word is taught. A word may be taught again at a later one."""

    __tablename__ = "word_difficulty_levels"
    __table_args__ = (
        CheckConstraint(checks.one_of("difficulty_level", LEVELS), name="difficulty_level"),
        CheckConstraint(checks.at_least("priority", 1), name="priority_positive"),
        Index("uq_word_difficulty_levels_word_id_difficulty_level", "word_id", "difficulty_level", unique=True),
        # Each covers everything that word selection reads from this table, from either side.
        Index(None, "difficulty_level", "word_id", "priority"),
        Index(None, "word_id", "difficulty_level", "priority"),
        AUTOINCREMENT,
    )

    id: Mapped[PrimaryKey]
    word_id: Mapped[int] = mapped_column(ForeignKey("words.id", ondelete="CASCADE"), index=True, doc="The word.")
    difficulty_level: Mapped[str] = mapped_column(String(20), index=True, doc="CEFR level.")
    priority: Mapped[int] = mapped_column(server_default=text("1"), doc="1 is the most useful within the level.")
    created_at: Mapped[CreatedAt]

    word: Mapped[Word] = relationship(back_populates="difficulty_levels")


class WordTopic(Base):
    """A topic of a word; a word may have several."""

    __tablename__ = "word_topics"
    __table_args__ = (CheckConstraint(checks.not_empty("topic_id"), name="topic_id_not_empty"),)

    word_id: Mapped[int] = mapped_column(ForeignKey("words.id", ondelete="CASCADE"), primary_key=True, doc="The word.")
    topic_id: Mapped[str] = mapped_column(String(100), primary_key=True, index=True, doc="A topic of the pack.")

    word: Mapped[Word] = relationship(back_populates="topics")
