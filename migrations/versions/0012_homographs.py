"""Words outside the vocabulary that are spelled like forms in it."""

import sqlalchemy as sa
from alembic import op

revision = "0012_homographs"
down_revision = "0011_word_identity"
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
PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "pronoun", "preposition", "conjunction", "interjection")


def check(name: str, rule: str) -> sa.CheckConstraint:
    """Return the rule under its full name."""
    return sa.CheckConstraint(rule, name=op.f(f"ck_homographs_{name}"))


def not_empty(column: str) -> str:
    """Return the rule that the column holds text, with a character in it that is not white space."""
    return f"typeof({column}) = 'text' AND {column} GLOB '*[^' || char({WHITE_SPACE}) || ']*'"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "homographs",
        sa.Column("language", sa.String(50), nullable=False),
        sa.Column("spelling", sa.String(100), nullable=False),
        sa.Column("lemma", sa.String(100), nullable=False),
        sa.Column("part_of_speech", sa.String(50), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("language", "spelling", "lemma", "part_of_speech", name=op.f("pk_homographs")),
        check(
            "language_iso639_1",
            "typeof(language) = 'text' AND length(language) = 2 "
            f"AND instr(' {LANGUAGES} ', ' ' || language || ' ') > 0",
        ),
        check("spelling_not_empty", not_empty("spelling")),
        check("lemma_not_empty", not_empty("lemma")),
        check("part_of_speech", " OR ".join(f"part_of_speech = '{one}'" for one in PARTS_OF_SPEECH)),
        check("share_range", "typeof(share) IN ('real', 'integer') AND share >= 0 AND share <= 1"),
    )


def downgrade() -> None:
    """Drop the table, which is the release's alone."""
    op.drop_table("homographs")
