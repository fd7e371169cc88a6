"""What the vocabulary of this file was made from."""

import datetime

from sqlalchemy import CheckConstraint, Date, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models import checks
from pipeline.database.models.base import Base


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
    source_digest: Mapped[str] = mapped_column(String(64), doc="SHA-256 of the source files of the pack.")
    tool_versions: Mapped[str] = mapped_column(Text, doc="Versions of the tools it was built with, as a JSON object.")
