"""The topics of a word: that of its word list, and those that its entry names besides."""

import sqlalchemy as sa
from alembic import op

revision = "0010_word_topics"
down_revision = "0009_lesson_source"
branch_labels = None
depends_on = None

WHITE_SPACE = (
    "9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, "
    "8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288"
)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "word_topics",
        sa.Column("word_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.String(100), nullable=False),
        sa.CheckConstraint(
            f"typeof(topic_id) = 'text' AND topic_id GLOB '*[^' || char({WHITE_SPACE}) || ']*'",
            name=op.f("ck_word_topics_topic_id_not_empty"),
        ),
        sa.ForeignKeyConstraint(
            ["word_id"], ["words.id"], name=op.f("fk_word_topics_word_id_words"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("word_id", "topic_id", name=op.f("pk_word_topics")),
    )
    op.create_index(op.f("ix_word_topics_topic_id"), "word_topics", ["topic_id"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("word_topics")
