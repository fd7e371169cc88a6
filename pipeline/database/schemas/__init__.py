"""What the app takes in and gives out of each table: a `…Create` and a `…Response` schema of Pydantic.

They carry every validation rule of the specification that a row can be held to by itself, those included that are no
constraint of the database because the app departs from them. What takes other rows to tell (that a combination is
unique, that a reference leads to a row, that two words are of one language) is left to the database.

A new row is `Lesson(**LessonCreate(...).model_dump())`; a row given out is `LessonResponse.model_validate(lesson)`.
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
]
