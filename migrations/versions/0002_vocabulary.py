"""The static vocabulary: words, what belongs to them, and the learner's progress with them.

The rules are written out here, not imported: a revision records what the schema was then, whatever the code says now.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002_vocabulary"
down_revision = "0001_conversations"
branch_labels = None
depends_on = None

LANGUAGES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it "
    "iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt "
    "my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk "
    "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu"
)
WHITE_SPACE = (
    "9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, "
    "8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288"
)
SECONDS = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][T ][0-9][0-9]:[0-9][0-9]:[0-9][0-9]"

SAME_LANGUAGE_INSERT = """\
CREATE TRIGGER tr_word_synonyms_insert_same_language BEFORE INSERT ON word_synonyms
WHEN (SELECT language FROM words WHERE id = NEW.word_id)
  <> (SELECT language FROM words WHERE id = NEW.synonym_word_id)
BEGIN
  SELECT RAISE(ABORT, 'tr_word_synonyms_insert_same_language: both words must be in the same language');
END"""
SAME_LANGUAGE_UPDATE = """\
CREATE TRIGGER tr_word_synonyms_update_same_language BEFORE UPDATE OF word_id, synonym_word_id ON word_synonyms
WHEN (SELECT language FROM words WHERE id = NEW.word_id)
  <> (SELECT language FROM words WHERE id = NEW.synonym_word_id)
BEGIN
  SELECT RAISE(ABORT, 'tr_word_synonyms_update_same_language: both words must be in the same language');
END"""
LANGUAGE_UPDATE = """\
CREATE TRIGGER tr_words_update_same_language BEFORE UPDATE OF language ON words
WHEN NEW.language <> OLD.language
  AND EXISTS (SELECT 1 FROM word_synonyms WHERE word_id = OLD.id OR synonym_word_id = OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'tr_words_update_same_language: a word with synonyms or antonyms must stay in their language');
END"""


def check(name: str, rule: str) -> sa.CheckConstraint:
    """Return the rule under its full name."""
    return sa.CheckConstraint(rule, name=op.f(name))


def language_code(column: str) -> str:
    """Return the rule that the column holds an ISO 639-1 code."""
    return f"typeof({column}) = 'text' AND length({column}) = 2 AND instr(' {LANGUAGES} ', ' ' || {column} || ' ') > 0"


def not_empty(column: str) -> str:
    """Return the rule that the column holds text with at least one character that is not white space."""
    return f"typeof({column}) = 'text' AND {column} GLOB '*[^' || char({WHITE_SPACE}) || ']*'"


def timestamp(column: str) -> str:
    """Return the rule that the column is NULL or a timestamp."""
    return (
        f"{column} IS NULL OR (typeof({column}) = 'text' AND {column} GLOB '{SECONDS}*' "
        f"AND instr(substr({column}, 12), ' ') = 0 AND julianday({column}) IS NOT NULL "
        f"AND datetime(julianday(substr({column}, 1, 19))) IS replace(substr({column}, 1, 19), 'T', ' '))"
    )


def identifier() -> sa.Column[int]:
    """Return the primary key."""
    return sa.Column("id", sa.Integer(), nullable=False)


def now(name: str) -> sa.Column[sa.DateTime]:
    """Return a timestamp that defaults to now."""
    return sa.Column(name, sa.DateTime(), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False)


def reference(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    """Return the foreign key to the parent, which deletes the row with it."""
    return sa.ForeignKeyConstraint(
        [column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}_{parent}"), ondelete="CASCADE"
    )


def upgrade() -> None:
    """Create the seven tables, parents first, and the triggers."""
    create_words()
    create_meanings_and_examples()
    create_forms_and_levels()
    create_synonyms()
    create_progress()
    for trigger in (SAME_LANGUAGE_INSERT, SAME_LANGUAGE_UPDATE, LANGUAGE_UPDATE):
        op.execute(trigger)


def create_words() -> None:
    """Create the table of words."""
    op.create_table(
        "words",
        identifier(),
        sa.Column("language", sa.String(50), nullable=False),
        sa.Column("base_form", sa.String(100), nullable=False),
        sa.Column("part_of_speech", sa.String(50), nullable=False),
        sa.Column("pronunciation", sa.String(255)),
        sa.Column("notes", sa.Text()),
        now("created_at"),
        now("updated_at"),
        check("ck_words_language_iso639_1", language_code("language")),
        check("ck_words_base_form_not_empty", not_empty("base_form")),
        check(
            "ck_words_part_of_speech",
            "part_of_speech = 'noun' OR part_of_speech = 'verb' OR part_of_speech = 'adjective' "
            "OR part_of_speech = 'adverb' OR part_of_speech = 'pronoun' OR part_of_speech = 'preposition' "
            "OR part_of_speech = 'conjunction' OR part_of_speech = 'interjection'",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_words")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_words_language"), "words", ["language"])
    op.create_index(op.f("ix_words_base_form"), "words", ["base_form"])
    op.create_index(op.f("uq_words_language_base_form"), "words", ["language", "base_form"], unique=True)


def create_meanings_and_examples() -> None:
    """Create the tables of meanings and of the examples that illustrate them."""
    op.create_table(
        "word_meanings",
        identifier(),
        sa.Column("word_id", sa.Integer(), nullable=False),
        sa.Column("meaning_text", sa.Text(), nullable=False),
        sa.Column("translation", sa.String(255), nullable=False),
        sa.Column("meaning_order", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("explanation", sa.Text()),
        now("created_at"),
        check("ck_word_meanings_meaning_text_not_empty", not_empty("meaning_text")),
        check("ck_word_meanings_translation_not_empty", not_empty("translation")),
        check("ck_word_meanings_meaning_order_positive", "typeof(meaning_order) = 'integer' AND meaning_order >= 1"),
        reference("word_meanings", "word_id", "words"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_meanings")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_word_meanings_word_id"), "word_meanings", ["word_id"])
    op.create_index(op.f("ix_word_meanings_word_id_meaning_order"), "word_meanings", ["word_id", "meaning_order"])
    op.create_table(
        "word_examples",
        identifier(),
        sa.Column("word_meaning_id", sa.Integer(), nullable=False),
        sa.Column("example_text", sa.Text(), nullable=False),
        sa.Column("translation", sa.Text()),
        now("created_at"),
        check("ck_word_examples_example_text_not_empty", not_empty("example_text")),
        reference("word_examples", "word_meaning_id", "word_meanings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_examples")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_word_examples_word_meaning_id"), "word_examples", ["word_meaning_id"])


def create_forms_and_levels() -> None:
    """Create the tables of forms and levels."""
    op.create_table(
        "word_forms",
        identifier(),
        sa.Column("word_id", sa.Integer(), nullable=False),
        sa.Column("form_type", sa.String(50), nullable=False),
        sa.Column("form_text", sa.String(100), nullable=False),
        sa.Column("grammatical_info", sa.Text()),
        now("created_at"),
        check("ck_word_forms_form_type_not_empty", not_empty("form_type")),
        check("ck_word_forms_form_text_not_empty", not_empty("form_text")),
        check(
            "ck_word_forms_grammatical_info_json",
            "grammatical_info IS NULL OR (typeof(grammatical_info) = 'text' AND json_valid(grammatical_info))",
        ),
        reference("word_forms", "word_id", "words"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_forms")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_word_forms_word_id"), "word_forms", ["word_id"])
    op.create_index(
        op.f("uq_word_forms_word_id_form_type_form_text"),
        "word_forms",
        ["word_id", "form_type", "form_text"],
        unique=True,
    )
    op.create_table(
        "word_difficulty_levels",
        identifier(),
        sa.Column("word_id", sa.Integer(), nullable=False),
        sa.Column("difficulty_level", sa.String(20), nullable=False),
        sa.Column("priority", sa.Integer(), server_default=sa.text("1"), nullable=False),
        now("created_at"),
        check(
            "ck_word_difficulty_levels_difficulty_level",
            "difficulty_level = 'A1' OR difficulty_level = 'A2' OR difficulty_level = 'B1' "
            "OR difficulty_level = 'B2' OR difficulty_level = 'C1' OR difficulty_level = 'C2'",
        ),
        check("ck_word_difficulty_levels_priority_positive", "typeof(priority) = 'integer' AND priority >= 1"),
        reference("word_difficulty_levels", "word_id", "words"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_difficulty_levels")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_word_difficulty_levels_word_id"), "word_difficulty_levels", ["word_id"])
    op.create_index(op.f("ix_word_difficulty_levels_difficulty_level"), "word_difficulty_levels", ["difficulty_level"])
    op.create_index(
        op.f("uq_word_difficulty_levels_word_id_difficulty_level"),
        "word_difficulty_levels",
        ["word_id", "difficulty_level"],
        unique=True,
    )


def create_synonyms() -> None:
    """Create the table of relationships between words."""
    op.create_table(
        "word_synonyms",
        identifier(),
        sa.Column("word_id", sa.Integer(), nullable=False),
        sa.Column("synonym_word_id", sa.Integer(), nullable=False),
        sa.Column("relationship_type", sa.String(50), server_default="synonym", nullable=False),
        now("created_at"),
        check(
            "ck_word_synonyms_relationship_type",
            "relationship_type = 'synonym' OR relationship_type = 'near_synonym' OR relationship_type = 'antonym'",
        ),
        check("ck_word_synonyms_different_words", "word_id <> synonym_word_id"),
        reference("word_synonyms", "word_id", "words"),
        reference("word_synonyms", "synonym_word_id", "words"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_synonyms")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_word_synonyms_word_id"), "word_synonyms", ["word_id"])
    op.create_index(op.f("ix_word_synonyms_synonym_word_id"), "word_synonyms", ["synonym_word_id"])
    op.create_index(
        op.f("uq_word_synonyms_word_id_synonym_word_id"),
        "word_synonyms",
        ["word_id", "synonym_word_id"],
        unique=True,
    )


def create_progress() -> None:
    """Create the table of the learner's progress."""
    op.create_table(
        "user_word_progress",
        identifier(),
        sa.Column("word_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(50), nullable=False),
        sa.Column("times_encountered", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("mastery_score", sa.Float(), server_default=sa.text("0.0"), nullable=False),
        sa.Column("first_encountered", sa.DateTime()),
        sa.Column("last_encountered", sa.DateTime()),
        now("created_at"),
        now("updated_at"),
        check("ck_user_word_progress_language_iso639_1", language_code("language")),
        check(
            "ck_user_word_progress_times_encountered_not_negative",
            "typeof(times_encountered) = 'integer' AND times_encountered >= 0",
        ),
        check(
            "ck_user_word_progress_mastery_score_percentage",
            "typeof(mastery_score) IN ('real', 'integer') AND mastery_score >= 0 AND mastery_score <= 100",
        ),
        check("ck_user_word_progress_first_encountered_timestamp", timestamp("first_encountered")),
        check("ck_user_word_progress_last_encountered_timestamp", timestamp("last_encountered")),
        check(
            "ck_user_word_progress_encountered_in_order",
            "julianday(last_encountered) >= julianday(first_encountered)",
        ),
        reference("user_word_progress", "word_id", "words"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_word_progress")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_user_word_progress_word_id"), "user_word_progress", ["word_id"])
    op.create_index(op.f("ix_user_word_progress_language"), "user_word_progress", ["language"])
    op.create_index(
        op.f("uq_user_word_progress_word_id_language"),
        "user_word_progress",
        ["word_id", "language"],
        unique=True,
    )


def downgrade() -> None:
    """Drop the seven tables, children first; their triggers go with them."""
    for table in (
        "user_word_progress",
        "word_synonyms",
        "word_difficulty_levels",
        "word_forms",
        "word_examples",
        "word_meanings",
        "words",
    ):
        op.drop_table(table)
