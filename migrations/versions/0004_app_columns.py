"""Columns that the app now reads and writes."""

import sqlalchemy as sa
from alembic import op

from pipeline.database.rebuild import rebuilt

revision = "0004_app_columns"
down_revision = "0003_lessons_and_assessments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. Lessons count as last updated when they were created."""
    op.add_column("conversations", sa.Column("topic_id", sa.String(100)))
    # ALTER TABLE cannot add a column without a constant default, such as updated_at.
    with rebuilt("lessons") as lessons:
        lessons.add_column(sa.Column("title_en", sa.String(200)))
        lessons.add_column(sa.Column("oneliner", sa.String(500)))
        lessons.add_column(sa.Column("oneliner_en", sa.String(500)))
        lessons.add_column(sa.Column("description_en", sa.Text()))
        lessons.add_column(sa.Column("tutor_prompt", sa.Text()))
        lessons.add_column(sa.Column("subject", sa.String(100)))
        lessons.add_column(sa.Column("topic_id", sa.String(100)))
        lessons.add_column(sa.Column("last_accessed_at", sa.DateTime()))
        lessons.add_column(
            sa.Column("updated_at", sa.DateTime(), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False)
        )
    op.execute("UPDATE lessons SET updated_at = created_at")
    op.add_column("lesson_items", sa.Column("item_metadata", sa.Text()))
    op.execute("UPDATE lesson_items SET item_metadata = metadata")
    op.add_column("lesson_progress", sa.Column("mastery_score", sa.Float()))
    op.add_column(
        "assessment_questions",
        sa.Column("skill_category", sa.String(50), server_default="grammar", nullable=False),
    )
    op.add_column("assessment_attempts", sa.Column("recommended_level", sa.String(20)))
    op.add_column("assessment_attempts", sa.Column("skill_scores_json", sa.Text()))


def downgrade() -> None:
    """Drop the columns, which ALTER TABLE can do; values only in item_metadata move to metadata."""
    op.execute("UPDATE lesson_items SET metadata = item_metadata WHERE metadata IS NULL")
    for table, columns in (
        ("assessment_attempts", ("skill_scores_json", "recommended_level")),
        ("assessment_questions", ("skill_category",)),
        ("lesson_progress", ("mastery_score",)),
        ("lesson_items", ("item_metadata",)),
        (
            "lessons",
            (
                "updated_at",
                "last_accessed_at",
                "topic_id",
                "subject",
                "tutor_prompt",
                "description_en",
                "oneliner_en",
                "oneliner",
                "title_en",
            ),
        ),
        ("conversations", ("topic_id",)),
    ):
        for column in columns:
            op.drop_column(table, column)
