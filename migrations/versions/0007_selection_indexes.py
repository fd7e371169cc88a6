"""Indexes that hold all that choosing words for a conversation asks, so that it reads no row but the chosen ones."""

from alembic import op

revision = "0007_selection_indexes"
down_revision = "0006_release_packs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them. The indexes on the first columns alone stay: they are the specification's.

    Of two that serve equally, SQLite takes the one made last; the quicker of the two on levels is made after the other.
    """
    op.create_index(
        op.f("ix_word_difficulty_levels_difficulty_level_word_id_priority"),
        "word_difficulty_levels",
        ["difficulty_level", "word_id", "priority"],
    )
    op.create_index(
        op.f("ix_word_difficulty_levels_word_id_difficulty_level_priority"),
        "word_difficulty_levels",
        ["word_id", "difficulty_level", "priority"],
    )
    op.create_index(
        op.f("ix_user_word_progress_word_id_mastery_score_last_encountered"),
        "user_word_progress",
        ["word_id", "mastery_score", "last_encountered"],
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index(op.f("ix_user_word_progress_word_id_mastery_score_last_encountered"), table_name="user_word_progress")
    op.drop_index(
        op.f("ix_word_difficulty_levels_difficulty_level_word_id_priority"), table_name="word_difficulty_levels"
    )
    op.drop_index(
        op.f("ix_word_difficulty_levels_word_id_difficulty_level_priority"), table_name="word_difficulty_levels"
    )
