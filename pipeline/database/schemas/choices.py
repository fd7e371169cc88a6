"""The values allowed in columns of the app's own tables: those of the specification, then those that the app adds.

Those of the vocabulary are in `pipeline.model`, which the database uses too.
"""

from pipeline.model.cefr import LEVELS
from pipeline.model.lexicon import RELATION_FIELDS

ROLES = ("user", "assistant")
CONVERSATION_LEVELS = (*LEVELS, "beginner", "intermediate", "advanced")
"""The last three occur in old conversations."""
RELATIONSHIP_TYPES = tuple(RELATION_FIELDS.values())
LESSON_TYPES = ("vocabulary", "grammar", "listening")
"""The app adds the last."""
ITEM_TYPES = ("word", "phrase", "exercise", "example", "metadata")
"""The app adds the last."""
LESSON_STATUSES = ("not_started", "in_progress", "completed")
ASSESSMENT_TYPES = ("cefr_placement", "vocabulary", "grammar", "comprehensive")
ASSESSMENT_LEVELS = (*LEVELS, "mixed")
"""The app adds the last."""
QUESTION_TYPES = ("multiple_choice", "fill_blank", "translation", "grammar")
