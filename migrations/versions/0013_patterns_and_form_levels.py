"""The construction that a meaning is (`quedar + se`), and the level from which a form is shown."""

from alembic import op

from pipeline.database.rebuild import rebuilt

revision = "0013_patterns_and_form_levels"
down_revision = "0012_homographs"
branch_labels = None
depends_on = None

WHITE_SPACE = (
    "9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, "
    "8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288"
)


def upgrade() -> None:
    """Add the columns with their rules: SQLite can do that without rebuilding the tables."""
    op.execute(
        "ALTER TABLE word_meanings ADD COLUMN pattern VARCHAR(100) CONSTRAINT ck_word_meanings_pattern_not_empty CHECK "
        f"(pattern IS NULL OR typeof(pattern) = 'text' AND pattern GLOB '*[^' || char({WHITE_SPACE}) || ']*')"
    )
    op.execute(
        "ALTER TABLE word_forms ADD COLUMN level VARCHAR(20) CONSTRAINT ck_word_forms_level CHECK "
        "(level = 'A1' OR level = 'A2' OR level = 'B1' OR level = 'B2' OR level = 'C1' OR level = 'C2')"
    )


def downgrade() -> None:
    """Drop the columns and their rules."""
    with rebuilt("word_meanings") as meanings:
        meanings.drop_constraint(op.f("ck_word_meanings_pattern_not_empty"), type_="check")
        meanings.drop_column("pattern")
    with rebuilt("word_forms") as forms:
        forms.drop_constraint(op.f("ck_word_forms_level"), type_="check")
        forms.drop_column("level")
