"""Which of a pack's topics a topic of the app's conversations is about."""

from alembic import op

from pipeline.database.rebuild import rebuilt

revision = "0014_app_topics"
down_revision = "0013_patterns_and_form_levels"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column with its rule: SQLite can do that without rebuilding the table."""
    op.execute(
        "ALTER TABLE release_packs ADD COLUMN app_topics TEXT CONSTRAINT ck_release_packs_app_topics_json CHECK "
        "(app_topics IS NULL OR typeof(app_topics) = 'text' AND json_valid(app_topics) "
        "AND json_type(app_topics) = 'object')"
    )


def downgrade() -> None:
    """Drop the column and its rule."""
    with rebuilt("release_packs") as packs:
        packs.drop_constraint(op.f("ck_release_packs_app_topics_json"), type_="check")
        packs.drop_column("app_topics")
