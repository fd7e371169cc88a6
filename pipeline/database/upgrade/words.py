"""Make our words match the release. An existing word keeps its id, whatever its origin."""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

from pipeline.database.models import Base
from pipeline.database.upgrade.ledger import word_key
from pipeline.database.upgrade.pairing import absorb, pair
from pipeline.database.upgrade.parts import Part, Work, merge, remove
from pipeline.database.upgrade.report import LanguageChanges
from pipeline.database.upgrade.schema import listed, quoted
from pipeline.database.upgrade.temporary import LEARNERS_WORDS, SHIPPED_WORDS, WORDS, add, clear, fill
from pipeline.database.upgrade.topics import merge_topics

_COLUMNS = tuple(column.name for column in Base.metadata.tables["words"].columns if column.name != "id")
_VALUES = tuple(name for name in _COLUMNS if name not in {"language", "created_at", "updated_at"})

SHIPPED_TOO = "the release also has it, with its own content"

_OTHER = f"(SELECT w.id FROM {WORDS.pairs} AS w WHERE w.release_id = r.synonym_word_id)"

_MEANINGS = Part("word_meanings", ("meaning_text",), unique=False)
WORD_PARTS = (
    _MEANINGS,
    Part(
        "word_examples",
        ("example_text",),
        unique=False,
        pairs=_MEANINGS.matched,
        owner="(SELECT w.word_id FROM main.word_meanings AS w WHERE w.id = {0}.word_meaning_id)",
    ),
    Part("word_forms", ("form_type", "form_text"), unique=True),
    Part("word_difficulty_levels", ("difficulty_level",), unique=True),
    Part(
        "word_synonyms",
        ("synonym_word_id",),
        unique=True,
        also=f"o.synonym_word_id IN (SELECT id FROM {SHIPPED_WORDS})",
        mapped={"synonym_word_id": _OTHER},
    ),
)
"""What belongs to words, meanings before their examples. A relationship with a learner's own word is the learner's."""


def merge_words(work: Work, changes: dict[str, LanguageChanges]) -> None:
    """Make our words, and all that belongs to them, match the release; count the changes by language."""
    pair(work)
    absorb(work, WORD_PARTS)
    _update(work)
    _insert(work)
    _retire(work, changes)
    for part in WORD_PARTS:
        merge(work, part, WORD_PARTS)
    merge_topics(work)
    _date(work)
    for column, query in _COUNTS.items():
        for language, count in work.connection.execute(query):
            setattr(changes[language], column, count)


def _insert(work: Work) -> None:
    """Insert new words under their derived ids. If an id is taken, the word gets the next free one."""
    count = fill(
        work.connection,
        WORDS.fresh,
        f"SELECT NULL, r.id, upgrade_word_id({word_key('r')}) FROM release.words AS r "
        f"WHERE r.id NOT IN (SELECT release_id FROM {WORDS.pairs}) ORDER BY r.id",
    )
    work.run(
        f"UPDATE {WORDS.fresh} SET id = NULL WHERE id IN (SELECT id FROM main.words) "
        f"OR position NOT IN (SELECT min(position) FROM {WORDS.fresh} GROUP BY id)"
    )
    highest = max(work.next_id("words"), work.number(f"SELECT max(id) FROM {WORDS.fresh}"))
    work.run(f"UPDATE {WORDS.fresh} SET id = {highest} + position WHERE id IS NULL")
    values = ", ".join(f"r.{quoted(name)}" for name in _COLUMNS)
    with work.bulk("words", count):
        work.edit(
            f"INSERT INTO main.words (id, {listed(_COLUMNS)}) SELECT f.id, {values} "
            f"FROM {WORDS.fresh} AS f CROSS JOIN release.words AS r ON r.id = f.release_id ORDER BY f.id"
        )
    add(work.connection, WORDS.pairs, f"SELECT release_id, id, NULL FROM {WORDS.fresh}")
    # Rows of either do not belong to the app alone.
    fill(work.connection, SHIPPED_WORDS, f"SELECT id FROM {WORDS.ours} UNION SELECT id FROM {WORDS.pairs}")


def _update(work: Work) -> None:
    """Give words the values of the release."""
    same = " AND ".join(f"o.{quoted(name)} IS r.{quoted(name)}" for name in _VALUES)
    fill(
        work.connection,
        WORDS.touched,
        f"SELECT o.id FROM {WORDS.pairs} AS p CROSS JOIN main.words AS o ON o.id = p.id "
        f"CROSS JOIN release.words AS r ON r.id = p.release_id WHERE NOT ({same})",
    )
    work.keep("words", f"o.id IN (SELECT id FROM {WORDS.adopted})", SHIPPED_TOO)
    # Two words may have changed their spellings for each other's: meanwhile, each has one that is nobody's.
    work.edit(
        f"UPDATE main.words AS o SET base_form = char(31) || o.id FROM {WORDS.touched} AS t "
        f"JOIN {WORDS.pairs} AS p ON p.id = t.id JOIN release.words AS r ON r.id = p.release_id "
        "WHERE o.id = t.id AND o.base_form <> r.base_form"
    )
    values = ", ".join(f"{quoted(name)} = r.{quoted(name)}" for name in _VALUES)
    work.edit(
        f"UPDATE main.words AS o SET {values} FROM {WORDS.touched} AS t "
        f"JOIN {WORDS.pairs} AS p ON p.id = t.id JOIN release.words AS r ON r.id = p.release_id WHERE o.id = t.id"
    )


def _retire(work: Work, changes: dict[str, LanguageChanges]) -> None:
    """Remove our words that are no longer in the release. Those the learner's data depend on only lose their levels.

    Such data are progress, a row of an unknown table, a relationship with one of the learner's own words, or something
    the app wrote below the word. A word that was the learner's before it was ours stays too.
    """
    ours, dropped = f"SELECT id FROM {SHIPPED_WORDS}", f"SELECT id FROM {WORDS.dropped}"
    gone = f"SELECT id FROM {WORDS.ours} WHERE id NOT IN (SELECT id FROM {WORDS.pairs})"
    if not fill(work.connection, WORDS.dropped, gone):
        return
    by_app = " UNION ".join(
        f"SELECT {part.owner.format('o')} FROM main.{part.table} AS o "
        f"WHERE {part.owner.format('o')} IN ({dropped}) AND {part.by_app}"
        for part in WORD_PARTS
    )
    related = (
        f"SELECT word_id FROM main.word_synonyms WHERE synonym_word_id NOT IN ({ours}) "
        f"UNION SELECT synonym_word_id FROM main.word_synonyms WHERE word_id NOT IN ({ours})"
    )
    fill(
        work.connection,
        WORDS.retired,
        f"{dropped} WHERE id IN (SELECT id FROM {LEARNERS_WORDS}) "
        f"OR id IN ({work.in_use('words')}) OR id IN ({by_app}) OR id IN ({related})",
    )
    clear(work.connection, WORDS.newly_retired)
    retired = f"SELECT id FROM {WORDS.retired}"
    for table, condition in (
        ("word_difficulty_levels", f"o.word_id IN ({retired})"),
        ("word_synonyms", f"o.word_id IN ({retired}) AND o.synonym_word_id IN ({ours})"),
    ):
        add(work.connection, WORDS.newly_retired, f"SELECT o.word_id FROM main.{table} AS o WHERE {condition}")
        by = next(part.by_app for part in WORD_PARTS if part.table == table)
        work.keep(table, f"{condition} AND {by}", "its word is no longer in the release")
        work.edit(f"DELETE FROM main.{table} AS o WHERE {condition}")
    removed = f"{dropped} WHERE id NOT IN ({retired})"
    for column, ids in (("words_retired", f"SELECT id FROM {WORDS.newly_retired}"), ("words_removed", removed)):
        query = f"SELECT language, count(*) FROM main.words WHERE id IN ({ids}) GROUP BY language"
        for language, count in work.connection.execute(query):
            setattr(changes[language], column, count)
    work.edit(f"DELETE FROM main.word_synonyms WHERE synonym_word_id IN ({removed})")
    remove(work, "words", removed, WORD_PARTS)


def _date(work: Work) -> None:
    """Give words that changed, themselves or below, the date of the release."""
    work.edit(
        f"UPDATE main.words AS o SET updated_at = r.updated_at FROM {WORDS.touched} AS t "
        f"JOIN {WORDS.pairs} AS p ON p.id = t.id JOIN release.words AS r ON r.id = p.release_id "
        "WHERE o.id = t.id AND o.updated_at IS NOT r.updated_at"
    )


_FRESH = f"(SELECT id FROM {WORDS.fresh})"
_COUNTS = {
    "words_added": (f"SELECT language, count(*) FROM main.words WHERE id IN {_FRESH} GROUP BY language"),
    "words_changed": (
        f"SELECT language, count(*) FROM main.words WHERE id IN (SELECT id FROM {WORDS.touched}) "
        f"AND id NOT IN {_FRESH} GROUP BY language"
    ),
}
