"""Lessons, grammar rules, assessments and the learner's levels."""

import sqlalchemy as sa
from alembic import op

revision = "0003_lessons_and_assessments"
down_revision = "0002_vocabulary"
branch_labels = None
depends_on = None


def identifier() -> sa.Column[int]:
    """Return the primary key."""
    return sa.Column("id", sa.Integer(), nullable=False)


def now(name: str) -> sa.Column[sa.DateTime]:
    """Return a timestamp that defaults to now."""
    return sa.Column(name, sa.DateTime(), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False)


def reference(table: str, column: str, parent: str, ondelete: str | None = "CASCADE") -> sa.ForeignKeyConstraint:
    """Return the foreign key to the parent."""
    return sa.ForeignKeyConstraint(
        [column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}_{parent}"), ondelete=ondelete
    )


def upgrade() -> None:
    """Create the eight tables, parents first."""
    create_lessons()
    create_assessments()


def create_lessons() -> None:
    """Create the tables of lessons."""
    op.create_table(
        "lessons",
        identifier(),
        sa.Column("language", sa.String(50), nullable=False),
        sa.Column("lesson_type", sa.String(50), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("difficulty_level", sa.String(20), server_default="A1", nullable=False),
        sa.Column("order_index", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        now("created_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "lesson_items",
        identifier(),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("item_type", sa.String(50), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("metadata", sa.Text()),
        sa.Column("order_index", sa.Integer(), server_default=sa.text("0"), nullable=False),
        now("created_at"),
        reference("lesson_items", "lesson_id", "lessons"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_items")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_lesson_items_lesson_id"), "lesson_items", ["lesson_id"])
    op.create_table(
        "lesson_progress",
        identifier(),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(50), nullable=False),
        sa.Column("status", sa.String(20), server_default="not_started", nullable=False),
        sa.Column("completion_percentage", sa.Float(), server_default=sa.text("0.0"), nullable=False),
        sa.Column("started_at", sa.DateTime()),
        sa.Column("completed_at", sa.DateTime()),
        now("last_accessed_at"),
        reference("lesson_progress", "lesson_id", "lessons"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_progress")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_lesson_progress_lesson_id"), "lesson_progress", ["lesson_id"])
    op.create_table(
        "grammar_rules",
        identifier(),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("examples", sa.Text()),
        sa.Column("difficulty_level", sa.String(20), server_default="A1", nullable=False),
        now("created_at"),
        reference("grammar_rules", "lesson_id", "lessons"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grammar_rules")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_grammar_rules_lesson_id"), "grammar_rules", ["lesson_id"])


def create_assessments() -> None:
    """Create the tables of assessments and of the learner's levels."""
    op.create_table(
        "assessments",
        identifier(),
        sa.Column("language", sa.String(50), nullable=False),
        sa.Column("assessment_type", sa.String(50), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("difficulty_level", sa.String(20), nullable=False),
        sa.Column("duration_minutes", sa.Integer()),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        now("created_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "assessment_questions",
        identifier(),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("question_type", sa.String(50), nullable=False),
        sa.Column("question_text", sa.Text(), nullable=False),
        sa.Column("correct_answer", sa.Text(), nullable=False),
        sa.Column("options", sa.Text()),
        sa.Column("points", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("order_index", sa.Integer(), server_default=sa.text("0"), nullable=False),
        now("created_at"),
        reference("assessment_questions", "assessment_id", "assessments"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_questions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_assessment_questions_assessment_id"), "assessment_questions", ["assessment_id"])
    op.create_table(
        "assessment_attempts",
        identifier(),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(50), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("total_questions", sa.Integer(), nullable=False),
        sa.Column("correct_answers", sa.Integer(), nullable=False),
        now("started_at"),
        sa.Column("completed_at", sa.DateTime()),
        sa.Column("answers_json", sa.Text()),
        reference("assessment_attempts", "assessment_id", "assessments", ondelete=None),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_attempts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_assessment_attempts_assessment_id"), "assessment_attempts", ["assessment_id"])
    op.create_table(
        "user_levels",
        identifier(),
        sa.Column("language", sa.String(50), nullable=False),
        sa.Column("cefr_level", sa.String(20), server_default="A1", nullable=False),
        sa.Column("proficiency_score", sa.Float(), server_default=sa.text("0.0"), nullable=False),
        now("assessed_at"),
        now("updated_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_levels")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("uq_user_levels_language"), "user_levels", ["language"], unique=True)


def downgrade() -> None:
    """Drop the eight tables, children first."""
    for table in (
        "user_levels",
        "assessment_attempts",
        "assessment_questions",
        "assessments",
        "grammar_rules",
        "lesson_progress",
        "lesson_items",
        "lessons",
    ):
        op.drop_table(table)
