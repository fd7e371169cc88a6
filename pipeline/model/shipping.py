"""Why a release leaves something out."""

from enum import Enum

from pipeline.model.lexicon import Word
from pipeline.model.packs import LevelState, Pack


class Reason(Enum):
    """Why entries, or what else, are not in a release, as it is said after their number."""

    IN_PROGRESS = "of a level in progress"
    UNFINISHED = "not filled in"
    FAULTY = "with an error"
    DRAFT = "not reviewed"
    LESSON = "of an incomplete lesson"
    NO_LESSON = "in no lesson"
    GRAMMAR = "among the grammar lessons"
    QUESTIONS = "among the questions of assessments"


def reason_against(word: Word, pack: Pack) -> Reason | None:
    """Return what keeps a word out of every release, whatever becomes of its lessons."""
    if all(pack.state(one.level) is LevelState.IN_PROGRESS for one in word.levels):
        return Reason.IN_PROGRESS
    return None if word.status == "reviewed" else Reason.DRAFT
