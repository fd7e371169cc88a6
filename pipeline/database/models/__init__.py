"""The tables of the database, one module for each part of it.

Importing this package registers all of them with `Base.metadata`.
"""

from pipeline.database.models.assessments import Assessment, AssessmentAttempt, AssessmentQuestion, UserLevel
from pipeline.database.models.base import Base
from pipeline.database.models.conversations import Conversation, Message
from pipeline.database.models.lessons import GrammarRule, Lesson, LessonItem, LessonProgress
from pipeline.database.models.progress import UserWordProgress
from pipeline.database.models.relations import WordSynonym
from pipeline.database.models.release import Homograph, ReleasePack
from pipeline.database.models.words import Word, WordDifficultyLevel, WordExample, WordForm, WordMeaning, WordTopic

__all__ = [
    "Assessment",
    "AssessmentAttempt",
    "AssessmentQuestion",
    "Base",
    "Conversation",
    "GrammarRule",
    "Homograph",
    "Lesson",
    "LessonItem",
    "LessonProgress",
    "Message",
    "ReleasePack",
    "UserLevel",
    "UserWordProgress",
    "Word",
    "WordDifficultyLevel",
    "WordExample",
    "WordForm",
    "WordMeaning",
    "WordSynonym",
    "WordTopic",
]
