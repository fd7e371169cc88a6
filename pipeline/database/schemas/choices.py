"""The values that columns of the app's own tables can have: the specification's, then what the app adds.

Those of the vocabulary are stated in `pipeline.model`, from which the database takes them too.
"""

from pipeline.model.cefr import LEVELS
from pipeline.model.lexicon import RELATION_FIELDS

ROLES = ("user", "assistant")
CONVERSATION_LEVELS = (*LEVELS, "beginner", "intermediate", "advanced")
"""Old conversations have the last three."""
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
