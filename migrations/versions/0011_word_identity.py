"""What makes a word the same word in every release: its first base form. It is NULL for a learner's own words."""

from alembic import op

from pipeline.database.rebuild import rebuilt

revision = "0011_word_identity"
down_revision = "0010_word_topics"
branch_labels = None
depends_on = None

WHITE_SPACE = (
    "9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, "
    "8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288"
)


def upgrade() -> None:
    """Add the column with its rule: SQLite can do that without rebuilding the table."""
    op.execute(
        "ALTER TABLE words ADD COLUMN identity VARCHAR(100) CONSTRAINT ck_words_identity_not_empty CHECK "
        f"(identity IS NULL OR typeof(identity) = 'text' AND identity GLOB '*[^' || char({WHITE_SPACE}) || ']*')"
    )


def downgrade() -> None:
    """Drop the column and its rule."""
    with rebuilt("words") as words:
        words.drop_constraint(op.f("ck_words_identity_not_empty"), type_="check")
        words.drop_column("identity")
