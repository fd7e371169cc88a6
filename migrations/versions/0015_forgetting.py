"""When the learner should meet each word again, and the estimate of FSRS that it follows from."""

from alembic import op

from pipeline.database.rebuild import rebuilt

revision = "0015_forgetting"
down_revision = "0014_app_topics"
branch_labels = None
depends_on = None

SECONDS = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][T ][0-9][0-9]:[0-9][0-9]:[0-9][0-9]"


def number(column: str, least: str, most: str) -> str:
    """Return the rule that the column is NULL or holds a number between the two."""
    typed = f"typeof({column}) IN ('real', 'integer')"
    return f"{column} IS NULL OR ({typed} AND {column} >= {least} AND {column} <= {most})"


def timestamp(column: str) -> str:
    """Return the rule that the column is NULL or a timestamp as text."""
    seconds = f"substr({column}, 1, 19)"
    shape = f"typeof({column}) = 'text' AND {column} GLOB '{SECONDS}*' AND instr(substr({column}, 12), ' ') = 0"
    real = f"julianday({column}) IS NOT NULL AND datetime(julianday({seconds})) IS replace({seconds}, 'T', ' ')"
    return f"{column} IS NULL OR ({shape} AND {real})"


COLUMNS = {
    "stability": ("FLOAT", "stability", number("stability", "0.001", "36500")),
    "difficulty": ("FLOAT", "difficulty", number("difficulty", "1", "10")),
    "due": ("DATETIME", "due_timestamp", timestamp("due")),
    "last_reviewed": ("DATETIME", "last_reviewed_timestamp", timestamp("last_reviewed")),
}
"""The type of each column, and the name and the text of its rule."""


def upgrade() -> None:
    """Add the columns with their rules: SQLite can do that without rebuilding the table."""
    for column, (type_, name, rule) in COLUMNS.items():
        constraint = f"CONSTRAINT ck_user_word_progress_{name} CHECK ({rule})"
        op.execute(f"ALTER TABLE user_word_progress ADD COLUMN {column} {type_} {constraint}".replace(":", "\\:"))
    op.create_index(op.f("ix_user_word_progress_language_due"), "user_word_progress", ["language", "due"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index(op.f("ix_user_word_progress_language_due"), table_name="user_word_progress")
    with rebuilt("user_word_progress") as progress:
        for column, (_, name, _) in COLUMNS.items():
            progress.drop_constraint(op.f(f"ck_user_word_progress_{name}"), type_="check")
            progress.drop_column(column)
