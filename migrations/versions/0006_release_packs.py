"""What each language was built from."""

import sqlalchemy as sa
from alembic import op

revision = "0006_release_packs"
down_revision = "0005_meaning_part_of_speech"
branch_labels = None
depends_on = None

LANGUAGES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it "
    "iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt "
    "my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk "
    "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu"
)
WHITE_SPACE = (
    "9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, "
    "8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288"
)


def check(name: str, rule: str) -> sa.CheckConstraint:
    """Return the rule under its full name."""
    return sa.CheckConstraint(rule, name=op.f(f"ck_release_packs_{name}"))


def not_empty(column: str) -> str:
    """Return the rule that the column holds text with at least one character that is not white space."""
    return f"typeof({column}) = 'text' AND {column} GLOB '*[^' || char({WHITE_SPACE}) || ']*'"


def json_object(column: str) -> str:
    """Return the rule that the column holds a JSON object."""
    return f"typeof({column}) = 'text' AND json_valid({column}) AND json_type({column}) = 'object'"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "release_packs",
        sa.Column("language", sa.String(50), nullable=False),
        sa.Column("version", sa.String(50), nullable=False),
        sa.Column("release_date", sa.Date(), nullable=False),
        sa.Column("licence", sa.String(100), nullable=False),
        sa.Column("attribution", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("targets", sa.Text(), nullable=False),
        sa.Column("source_digest", sa.String(64), nullable=False),
        sa.Column("tool_versions", sa.Text(), nullable=False),
        check(
            "language_iso639_1",
            "typeof(language) = 'text' AND length(language) = 2 "
            f"AND instr(' {LANGUAGES} ', ' ' || language || ' ') > 0",
        ),
        check("version_not_empty", not_empty("version")),
        check(
            "release_date",
            "typeof(release_date) = 'text' AND release_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' "
            "AND date(julianday(release_date)) IS release_date",
        ),
        check("licence_not_empty", not_empty("licence")),
        check("sources_json", json_object("sources")),
        check("targets_json", json_object("targets")),
        check("source_digest_sha256", "length(source_digest) = 64 AND source_digest NOT GLOB '*[^0-9a-f]*'"),
        check("tool_versions_json", json_object("tool_versions")),
        sa.PrimaryKeyConstraint("language", name=op.f("pk_release_packs")),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("release_packs")
