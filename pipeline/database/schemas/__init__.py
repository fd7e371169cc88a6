"""The app's input and output for each table: a Pydantic schema `…Create` and another `…Response`.

They have every validation rule of the specification that concerns a single row, including those that are not
database constraints because the app departs from them. Rules that involve other rows (a combination is unique, a
reference is valid, two words have the same language) are left to the database.

A new row is `Lesson(**LessonCreate(...).model_dump())`; the output of a row is `LessonResponse.model_validate(lesson)`.
"""

from pipeline.database.schemas.assessments import (
    AssessmentAttemptCreate,
    AssessmentAttemptResponse,
    AssessmentCreate,
    AssessmentQuestionCreate,
    AssessmentQuestionResponse,
    AssessmentResponse,
)
from pipeline.database.schemas.conversations import (
    ConversationCreate,
    ConversationResponse,
    MessageCreate,
    MessageResponse,
)
from pipeline.database.schemas.entries import ExampleEntryCreate, MeaningEntryCreate, WordEntryCreate
from pipeline.database.schemas.lessons import (
    GrammarRuleCreate,
    GrammarRuleResponse,
    LessonCreate,
    LessonItemCreate,
    LessonItemResponse,
    LessonProgressCreate,
    LessonProgressResponse,
    LessonResponse,
)
from pipeline.database.schemas.progress import (
    UserLevelCreate,
    UserLevelResponse,
    UserWordProgressCreate,
    UserWordProgressResponse,
)
from pipeline.database.schemas.words import (
    WordCreate,
    WordDifficultyLevelCreate,
    WordDifficultyLevelResponse,
    WordExampleCreate,
    WordExampleResponse,
    WordFormCreate,
    WordFormResponse,
    WordMeaningCreate,
    WordMeaningResponse,
    WordResponse,
    WordSynonymCreate,
    WordSynonymResponse,
    WordTopicCreate,
    WordTopicResponse,
)

__all__ = [
    "AssessmentAttemptCreate",
    "AssessmentAttemptResponse",
    "AssessmentCreate",
    "AssessmentQuestionCreate",
    "AssessmentQuestionResponse",
    "AssessmentResponse",
    "ConversationCreate",
    "ConversationResponse",
    "ExampleEntryCreate",
    "GrammarRuleCreate",
    "GrammarRuleResponse",
    "LessonCreate",
    "LessonItemCreate",
    "LessonItemResponse",
    "LessonProgressCreate",
    "LessonProgressResponse",
    "LessonResponse",
    "MeaningEntryCreate",
    "MessageCreate",
    "MessageResponse",
    "UserLevelCreate",
    "UserLevelResponse",
    "UserWordProgressCreate",
    "UserWordProgressResponse",
    "WordCreate",
    "WordDifficultyLevelCreate",
    "WordDifficultyLevelResponse",
    "WordEntryCreate",
    "WordExampleCreate",
    "WordExampleResponse",
    "WordFormCreate",
    "WordFormResponse",
    "WordMeaningCreate",
    "WordMeaningResponse",
    "WordResponse",
    "WordSynonymCreate",
    "WordSynonymResponse",
    "WordTopicCreate",
    "WordTopicResponse",
]
