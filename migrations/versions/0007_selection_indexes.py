"""Covering indexes for word selection, so that it reads only the selected rows."""

from alembic import op

revision = "0007_selection_indexes"
down_revision = "0006_release_packs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the indexes. Those on the first columns alone stay: the specification requires them.

    Of two equally suitable indexes, SQLite uses the one created last, so the faster one on levels comes second.
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
    """Drop the indexes."""
    op.drop_index(op.f("ix_user_word_progress_word_id_mastery_score_last_encountered"), table_name="user_word_progress")
    op.drop_index(
        op.f("ix_word_difficulty_levels_difficulty_level_word_id_priority"), table_name="word_difficulty_levels"
    )
    op.drop_index(
        op.f("ix_word_difficulty_levels_word_id_difficulty_level_priority"), table_name="word_difficulty_levels"
    )
