"""What the tables must be, written down apart from the models and the migrations.

Each table has its columns in order, then what they refer to, then its indexes.
"""

from dataclasses import dataclass

_TABLES = """
conversations
    id INTEGER PRIMARY KEY AUTOINCREMENT
    language VARCHAR(50) NOT NULL
    difficulty_level VARCHAR(20) NOT NULL DEFAULT 'A1'
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    topic_id VARCHAR(100)
messages
    id INTEGER PRIMARY KEY AUTOINCREMENT
    conversation_id INTEGER NOT NULL
    role VARCHAR(20) NOT NULL
    content TEXT NOT NULL
    audio_path VARCHAR(255)
    corrections TEXT
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    REFERENCES conversation_id conversations CASCADE
    INDEX conversation_id
words
    id INTEGER PRIMARY KEY AUTOINCREMENT
    language VARCHAR(50) NOT NULL
    base_form VARCHAR(100) NOT NULL
    part_of_speech VARCHAR(50) NOT NULL
    pronunciation VARCHAR(255)
    notes TEXT
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    identity VARCHAR(100)
    INDEX language
    INDEX base_form
    UNIQUE INDEX language, base_form
word_meanings
    id INTEGER PRIMARY KEY AUTOINCREMENT
    word_id INTEGER NOT NULL
    meaning_text TEXT NOT NULL
    translation VARCHAR(255) NOT NULL
    meaning_order INTEGER NOT NULL DEFAULT 1
    explanation TEXT
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    part_of_speech VARCHAR(50)
    register VARCHAR(20)
    pattern VARCHAR(100)
    REFERENCES word_id words CASCADE
    INDEX word_id
    INDEX word_id, meaning_order
word_forms
    id INTEGER PRIMARY KEY AUTOINCREMENT
    word_id INTEGER NOT NULL
    form_type VARCHAR(50) NOT NULL
    form_text VARCHAR(100) NOT NULL
    grammatical_info TEXT
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    level VARCHAR(20)
    REFERENCES word_id words CASCADE
    INDEX word_id
    UNIQUE INDEX word_id, form_type, form_text
word_difficulty_levels
    id INTEGER PRIMARY KEY AUTOINCREMENT
    word_id INTEGER NOT NULL
    difficulty_level VARCHAR(20) NOT NULL
    priority INTEGER NOT NULL DEFAULT 1
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    REFERENCES word_id words CASCADE
    INDEX word_id
    INDEX difficulty_level
    INDEX difficulty_level, word_id, priority
    INDEX word_id, difficulty_level, priority
    UNIQUE INDEX word_id, difficulty_level
word_synonyms
    id INTEGER PRIMARY KEY AUTOINCREMENT
    word_id INTEGER NOT NULL
    synonym_word_id INTEGER NOT NULL
    relationship_type VARCHAR(50) NOT NULL DEFAULT 'synonym'
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    REFERENCES word_id words CASCADE
    REFERENCES synonym_word_id words CASCADE
    INDEX word_id
    INDEX synonym_word_id
    UNIQUE INDEX word_id, synonym_word_id
word_topics
    word_id INTEGER NOT NULL PRIMARY KEY
    topic_id VARCHAR(100) NOT NULL PRIMARY KEY
    REFERENCES word_id words CASCADE
    INDEX topic_id
word_examples
    id INTEGER PRIMARY KEY AUTOINCREMENT
    word_meaning_id INTEGER NOT NULL
    example_text TEXT NOT NULL
    translation TEXT
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    REFERENCES word_meaning_id word_meanings CASCADE
    INDEX word_meaning_id
user_word_progress
    id INTEGER PRIMARY KEY AUTOINCREMENT
    word_id INTEGER NOT NULL
    language VARCHAR(50) NOT NULL
    times_encountered INTEGER NOT NULL DEFAULT 0
    mastery_score FLOAT NOT NULL DEFAULT 0.0
    first_encountered DATETIME
    last_encountered DATETIME
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    stability FLOAT
    difficulty FLOAT
    due DATETIME
    last_reviewed DATETIME
    REFERENCES word_id words CASCADE
    INDEX word_id
    INDEX language
    INDEX language, due
    INDEX word_id, mastery_score, last_encountered
    UNIQUE INDEX word_id, language
lessons
    id INTEGER PRIMARY KEY AUTOINCREMENT
    language VARCHAR(50) NOT NULL
    lesson_type VARCHAR(50) NOT NULL
    title VARCHAR(200) NOT NULL
    description TEXT
    difficulty_level VARCHAR(20) NOT NULL DEFAULT 'A1'
    order_index INTEGER NOT NULL DEFAULT 0
    is_active BOOLEAN NOT NULL DEFAULT 1
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    title_en VARCHAR(200)
    oneliner VARCHAR(500)
    oneliner_en VARCHAR(500)
    description_en TEXT
    tutor_prompt TEXT
    subject VARCHAR(100)
    topic_id VARCHAR(100)
    last_accessed_at DATETIME
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    source_id VARCHAR(100)
lesson_items
    id INTEGER PRIMARY KEY AUTOINCREMENT
    lesson_id INTEGER NOT NULL
    item_type VARCHAR(50) NOT NULL
    content TEXT NOT NULL
    metadata TEXT
    order_index INTEGER NOT NULL DEFAULT 0
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    item_metadata TEXT
    REFERENCES lesson_id lessons CASCADE
    INDEX lesson_id
lesson_progress
    id INTEGER PRIMARY KEY AUTOINCREMENT
    lesson_id INTEGER NOT NULL
    language VARCHAR(50) NOT NULL
    status VARCHAR(20) NOT NULL DEFAULT 'not_started'
    completion_percentage FLOAT NOT NULL DEFAULT 0.0
    started_at DATETIME
    completed_at DATETIME
    last_accessed_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    mastery_score FLOAT
    REFERENCES lesson_id lessons CASCADE
    INDEX lesson_id
grammar_rules
    id INTEGER PRIMARY KEY AUTOINCREMENT
    lesson_id INTEGER NOT NULL
    title VARCHAR(200) NOT NULL
    description TEXT NOT NULL
    examples TEXT
    difficulty_level VARCHAR(20) NOT NULL DEFAULT 'A1'
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    REFERENCES lesson_id lessons CASCADE
    INDEX lesson_id
assessments
    id INTEGER PRIMARY KEY AUTOINCREMENT
    language VARCHAR(50) NOT NULL
    assessment_type VARCHAR(50) NOT NULL
    title VARCHAR(200) NOT NULL
    description TEXT
    difficulty_level VARCHAR(20) NOT NULL
    duration_minutes INTEGER
    is_active BOOLEAN NOT NULL DEFAULT 1
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
assessment_questions
    id INTEGER PRIMARY KEY AUTOINCREMENT
    assessment_id INTEGER NOT NULL
    question_type VARCHAR(50) NOT NULL
    question_text TEXT NOT NULL
    correct_answer TEXT NOT NULL
    options TEXT
    points INTEGER NOT NULL DEFAULT 1
    order_index INTEGER NOT NULL DEFAULT 0
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    skill_category VARCHAR(50) NOT NULL DEFAULT 'grammar'
    REFERENCES assessment_id assessments CASCADE
    INDEX assessment_id
assessment_attempts
    id INTEGER PRIMARY KEY AUTOINCREMENT
    assessment_id INTEGER NOT NULL
    language VARCHAR(50) NOT NULL
    score FLOAT NOT NULL
    total_questions INTEGER NOT NULL
    correct_answers INTEGER NOT NULL
    started_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    completed_at DATETIME
    answers_json TEXT
    recommended_level VARCHAR(20)
    skill_scores_json TEXT
    REFERENCES assessment_id assessments NO ACTION
    INDEX assessment_id
user_levels
    id INTEGER PRIMARY KEY AUTOINCREMENT
    language VARCHAR(50) NOT NULL
    cefr_level VARCHAR(20) NOT NULL DEFAULT 'A1'
    proficiency_score FLOAT NOT NULL DEFAULT 0.0
    assessed_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
    UNIQUE INDEX language
homographs
    language VARCHAR(50) NOT NULL PRIMARY KEY
    spelling VARCHAR(100) NOT NULL PRIMARY KEY
    lemma VARCHAR(100) NOT NULL PRIMARY KEY
    part_of_speech VARCHAR(50) NOT NULL PRIMARY KEY
    share FLOAT NOT NULL
release_packs
    language VARCHAR(50) NOT NULL PRIMARY KEY
    version VARCHAR(50) NOT NULL
    release_date DATE NOT NULL
    licence VARCHAR(100) NOT NULL
    attribution TEXT NOT NULL
    sources TEXT NOT NULL
    targets TEXT NOT NULL
    source_digest VARCHAR(64) NOT NULL
    tool_versions TEXT NOT NULL
    app_topics TEXT
    language_profile TEXT
"""

VOCABULARY = (
    "words",
    "word_meanings",
    "word_forms",
    "word_difficulty_levels",
    "word_synonyms",
    "word_topics",
    "word_examples",
    "user_word_progress",
)
"""The tables whose rules the database itself enforces."""


@dataclass(frozen=True)
class Column:
    """A column as `PRAGMA table_info` reports it."""

    name: str
    type: str
    not_null: bool
    default: str | None
    primary_key: bool

    @classmethod
    def parse(cls, line: str) -> "Column":
        """Return the column that a line describes."""
        name, type_, *rest = line.split()
        options = " ".join(rest)
        default = options.partition("DEFAULT ")[2] or None
        key = "PRIMARY KEY" in options
        return cls(name, type_, "NOT NULL" in options or "AUTOINCREMENT" in options, default, key)


@dataclass(frozen=True)
class Table:
    """A table of the specification."""

    columns: tuple[Column, ...]
    autoincrement: bool
    references: frozenset[tuple[str, str, str]]
    """Column, table referred to, what a DELETE there does."""
    indexes: frozenset[tuple[bool, tuple[str, ...]]]
    """Whether it is unique, and its columns."""


def _parse(lines: list[str]) -> Table:
    columns, references, indexes = [], set(), set()
    for line in lines:
        if line.startswith("REFERENCES "):
            column, parent, *action = line.split()[1:]
            references.add((column, parent, " ".join(action)))
        elif "INDEX " in line:
            kind, _, names = line.partition("INDEX ")
            indexes.add((kind == "UNIQUE ", tuple(names.split(", "))))
        else:
            columns.append(Column.parse(line))
    autoincrement = any("AUTOINCREMENT" in line for line in lines)
    return Table(tuple(columns), autoincrement, frozenset(references), frozenset(indexes))


def _tables() -> dict[str, Table]:
    blocks: dict[str, list[str]] = {}
    for line in _TABLES.strip().splitlines():
        if line.startswith(" "):
            blocks[next(reversed(blocks))].append(line.strip())
        else:
            blocks[line] = []
    return {name: _parse(lines) for name, lines in blocks.items()}


TABLES = _tables()

RULES = {
    "conversations": (
        "`language` must be a valid ISO 639-1 language code (2 characters)",
        "`difficulty_level` must be one of: A1, A2, B1, B2, C1, C2, beginner, intermediate, advanced",
    ),
    "messages": (
        "`role` must be either 'user' or 'assistant'",
        "`content` cannot be empty",
        "`corrections` must be valid JSON when provided",
        "`audio_path` must be a valid file path when provided",
    ),
    "words": (
        "`language` must be valid ISO 639-1 language code",
        "`base_form` cannot be empty",
        (
            "`part_of_speech` must be one of: 'noun', 'verb', 'adjective', 'adverb', 'pronoun', 'preposition', "
            "'conjunction', 'interjection'"
        ),
        "Combination of `language` + `base_form` must be unique",
    ),
    "word_meanings": (
        "`meaning_text` and `translation` cannot be empty",
        "`meaning_order` must be >= 1",
        "Each word should have at least one meaning",
    ),
    "word_forms": (
        "`form_type` must be a valid form type (language-specific validation)",
        "`form_text` cannot be empty",
        "`grammatical_info` must be valid JSON when provided",
        "Combination of `word_id` + `form_type` + `form_text` must be unique",
    ),
    "word_difficulty_levels": (
        "`difficulty_level` must be valid CEFR level (A1, A2, B1, B2, C1, C2)",
        "`priority` must be >= 1",
        "Combination of `word_id` + `difficulty_level` must be unique",
    ),
    "word_synonyms": (
        "`word_id` and `synonym_word_id` must be different",
        "`relationship_type` must be one of: 'synonym', 'near_synonym', 'antonym'",
        "Combination of `word_id` + `synonym_word_id` must be unique",
        "Both words must be in the same language",
    ),
    "word_examples": (
        "`example_text` cannot be empty",
        "Each word meaning should have at least one example",
    ),
    "user_word_progress": (
        "`times_encountered` must be >= 0",
        "`mastery_score` must be between 0.0 and 100.0",
        "`last_encountered` must be >= `first_encountered` when both are set",
        "Combination of `word_id` + `language` must be unique",
    ),
    "lessons": (
        "`lesson_type` must be 'vocabulary' or 'grammar'",
        "`difficulty_level` must be valid CEFR level",
        "`order_index` must be >= 0",
    ),
    "lesson_items": (
        "`item_type` must be one of: 'word', 'phrase', 'exercise', 'example'",
        "`content` cannot be empty",
        "`metadata` must be valid JSON when provided",
    ),
    "lesson_progress": (
        "`status` must be one of: 'not_started', 'in_progress', 'completed'",
        "`completion_percentage` must be between 0.0 and 100.0",
        "`completed_at` must be NULL or >= `started_at` when both are set",
    ),
    "grammar_rules": (
        "`title` and `description` cannot be empty",
        "`examples` must be valid JSON array when provided",
        "`difficulty_level` must be valid CEFR level",
    ),
    "assessments": (
        "`assessment_type` must be one of: 'cefr_placement', 'vocabulary', 'grammar', 'comprehensive'",
        "`difficulty_level` must be valid CEFR level",
        "`duration_minutes` must be > 0 when provided",
    ),
    "assessment_questions": (
        "`question_type` must be one of: 'multiple_choice', 'fill_blank', 'translation', 'grammar'",
        "`question_text` and `correct_answer` cannot be empty",
        "`options` must be valid JSON array when provided (required for multiple_choice)",
        "`points` must be > 0",
    ),
    "assessment_attempts": (
        "`score` must be between 0.0 and 100.0",
        "`correct_answers` must be <= `total_questions`",
        "`total_questions` must be > 0",
        "`answers_json` must be valid JSON when provided",
        "`completed_at` must be >= `started_at` when set",
    ),
    "user_levels": (
        "`language` must be valid ISO 639-1 code",
        "`cefr_level` must be valid CEFR level (A1-C2)",
        "`proficiency_score` must be between 0.0 and 100.0",
        "`updated_at` must be >= `assessed_at`",
    ),
}
"""The validation rules of each table."""
