"""The report of an upgrade or a dry run."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class LanguageChanges:
    """What changed in the vocabulary of one language: numbers of words, lessons and questions."""

    former: str | None = None
    """Version of the pack that was in the file, if stated."""
    version: str = ""
    """Version of the pack that is in it now."""
    words_added: int = 0
    words_changed: int = 0
    words_retired: int = 0
    """Words dropped by the release that stay, without a level, because the learner's rows refer to them."""
    words_removed: int = 0
    lessons_added: int = 0
    lessons_changed: int = 0
    lessons_retired: int = 0
    """Lessons dropped by the release that stay, hidden, because the learner's rows refer to them."""
    lessons_removed: int = 0
    questions_added: int = 0
    questions_changed: int = 0
    """Questions with another place or other points. One with another text is another question."""
    questions_retired: int = 0
    """Questions dropped by the release that stay, hidden, because the learner has attempted their assessment."""
    questions_removed: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows whose old contents were preserved: `count` of `table`, for the same reason, now in `beside`."""

    table: str
    beside: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class UpgradeReport:
    """The result of an upgrade, or of a dry run."""

    path: Path
    ancestry: str
    """A description of what the file was."""
    former_revision: str | None
    """Revision of its schema; None if it was not made by our migrations."""
    revision: str
    changed: bool
    """Whether the file was (or, in a dry run, would be) replaced. If not, it was up to date."""
    dry_run: bool
    languages: dict[str, LanguageChanges] = field(default_factory=dict)
    kept: tuple[Kept, ...] = ()
    notices: tuple[str, ...] = ()
    """What the user should know but the upgrade did not touch."""
    backup: Path | None = None
    """The old file; None if nothing changed."""
