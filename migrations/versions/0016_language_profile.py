"""What a pack states of its language, for recognition and the prompt."""

from alembic import op

from pipeline.database.rebuild import rebuilt

revision = "0016_language_profile"
down_revision = "0015_forgetting"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column with its rule: SQLite can do that without rebuilding the table."""
    op.execute(
        "ALTER TABLE release_packs ADD COLUMN language_profile TEXT CONSTRAINT ck_release_packs_language_profile_json "
        "CHECK (language_profile IS NULL OR typeof(language_profile) = 'text' AND json_valid(language_profile) "
        "AND json_type(language_profile) = 'object')"
    )


def downgrade() -> None:
    """Drop the column and its rule."""
    with rebuilt("release_packs") as packs:
        packs.drop_constraint(op.f("ck_release_packs_language_profile_json"), type_="check")
        packs.drop_column("language_profile")
