"""The id that a lesson's source gives it, which identifies the lesson whatever its topic or title."""

from alembic import op

from pipeline.database.rebuild import rebuilt

revision = "0009_lesson_source"
down_revision = "0008_meaning_register"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column: SQLite can do that without rebuilding the table."""
    op.execute("ALTER TABLE lessons ADD COLUMN source_id VARCHAR(100)")


def downgrade() -> None:
    """Drop the column."""
    with rebuilt("lessons") as lessons:
        lessons.drop_column("source_id")
