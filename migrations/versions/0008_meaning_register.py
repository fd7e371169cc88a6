"""A register for a meaning: formal or informal, for words that do not suit every company (Spanish `usted`)."""

from alembic import op

from pipeline.database.rebuild import rebuilt

revision = "0008_meaning_register"
down_revision = "0007_selection_indexes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column with its rule: SQLite can do that without rebuilding the table."""
    op.execute(
        "ALTER TABLE word_meanings ADD COLUMN register VARCHAR(20) "
        "CONSTRAINT ck_word_meanings_register CHECK (register = 'formal' OR register = 'informal')"
    )


def downgrade() -> None:
    """Drop the column and its rule."""
    with rebuilt("word_meanings") as meanings:
        meanings.drop_constraint(op.f("ck_word_meanings_register"), type_="check")
        meanings.drop_column("register")
