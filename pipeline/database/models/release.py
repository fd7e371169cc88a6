"""What the vocabulary of this file was made from, and what recognition must know of words that are not in it."""

import datetime

from sqlalchemy import CheckConstraint, Date, Float, PrimaryKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models import checks
from pipeline.database.models.base import Base
from pipeline.model.lexicon import PARTS_OF_SPEECH


class ReleasePack(Base):
    """The pack a language was built from: one row per language.

    It has no build time: the same sources and tools give the same row, on every machine and every day.
    """

    __tablename__ = "release_packs"
    __table_args__ = (
        CheckConstraint(checks.is_language_code("language"), name="language_iso639_1"),
        CheckConstraint(checks.not_empty("version"), name="version_not_empty"),
        CheckConstraint(checks.date("release_date"), name="release_date"),
        CheckConstraint(checks.not_empty("licence"), name="licence_not_empty"),
        CheckConstraint(checks.json_object("sources"), name="sources_json"),
        CheckConstraint(checks.json_object("targets"), name="targets_json"),
        CheckConstraint(checks.sha256("source_digest"), name="source_digest_sha256"),
        CheckConstraint(checks.json_object("tool_versions"), name="tool_versions_json"),
        CheckConstraint(f"app_topics IS NULL OR {checks.json_object('app_topics')}", name="app_topics_json"),
        CheckConstraint(
            f"language_profile IS NULL OR {checks.json_object('language_profile')}", name="language_profile_json"
        ),
    )

    language: Mapped[str] = mapped_column(String(50), primary_key=True, doc="ISO 639-1 code.")
    version: Mapped[str] = mapped_column(String(50), doc="Version of the pack.")
    release_date: Mapped[datetime.date] = mapped_column(Date, doc="Day the pack was released, YYYY-MM-DD.")
    licence: Mapped[str] = mapped_column(String(100), doc="Licence of the pack, as an SPDX expression.")
    attribution: Mapped[str] = mapped_column(Text, doc="Whom to credit when the vocabulary is used.")
    sources: Mapped[str] = mapped_column(
        Text, doc="Sources of facts by id, as a JSON object: title, licence, author, url."
    )
    targets: Mapped[str] = mapped_column(
        Text, doc="Target number of words up to each level, as a JSON object from CEFR level to count."
    )
    source_digest: Mapped[str] = mapped_column(
        String(64), doc="SHA-256 of the source files of the pack, and of the concepts."
    )
    tool_versions: Mapped[str] = mapped_column(Text, doc="Versions of the tools it was built with, as a JSON object.")
    app_topics: Mapped[str | None] = mapped_column(
        Text, doc="The pack's topics of each topic of the app, as a JSON object of arrays; NULL in older releases."
    )
    language_profile: Mapped[str | None] = mapped_column(
        Text, doc="What the pack states of its language, as a JSON object: its language.toml. NULL if it has none."
    )


class Homograph(Base):
    """How often a spelling is one word rather than another, whether that word is in this file or not."""

    __tablename__ = "homographs"
    __table_args__ = (
        PrimaryKeyConstraint("language", "spelling", "lemma", "part_of_speech"),
        CheckConstraint(checks.is_language_code("language"), name="language_iso639_1"),
        CheckConstraint(checks.not_empty("spelling"), name="spelling_not_empty"),
        CheckConstraint(checks.not_empty("lemma"), name="lemma_not_empty"),
        CheckConstraint(checks.one_of("part_of_speech", PARTS_OF_SPEECH), name="part_of_speech"),
        CheckConstraint(checks.share("share"), name="share_range"),
    )

    language: Mapped[str] = mapped_column(String(50), doc="Code of ISO 639-1.")
    spelling: Mapped[str] = mapped_column(String(100), doc="The spelling that the words share.")
    lemma: Mapped[str] = mapped_column(String(100), doc="Base form of the word, which may be in this file or not.")
    part_of_speech: Mapped[str] = mapped_column(String(50), doc="Part of speech of that word.")
    share: Mapped[float] = mapped_column(
        Float, doc="How much of all uses of the spelling are of that word, from 0 to 1, as a curator judged."
    )
