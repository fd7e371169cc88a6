"""A part of speech for a meaning: one spelling is one word, even if it is both verb and noun (Spanish `poder`)."""

from alembic import op

from pipeline.database.rebuild import rebuilt

revision = "0005_meaning_part_of_speech"
down_revision = "0004_app_columns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column with its rule: SQLite can do that without rebuilding the table."""
    op.execute(
        "ALTER TABLE word_meanings ADD COLUMN part_of_speech VARCHAR(50) "
        "CONSTRAINT ck_word_meanings_part_of_speech CHECK ("
        "part_of_speech = 'noun' OR part_of_speech = 'verb' OR part_of_speech = 'adjective' "
        "OR part_of_speech = 'adverb' OR part_of_speech = 'pronoun' OR part_of_speech = 'preposition' "
        "OR part_of_speech = 'conjunction' OR part_of_speech = 'interjection')"
    )


def downgrade() -> None:
    """Drop the column and its rule."""
    with rebuilt("word_meanings") as meanings:
        meanings.drop_constraint(op.f("ck_word_meanings_part_of_speech"), type_="check")
        meanings.drop_column("part_of_speech")
