"""Lessons, merged so that progress stays with its lesson. Lessons of the app's own are never touched."""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

from pipeline.database.models import Base
from pipeline.database.upgrade.ledger import LESSON_KEY, blobs
from pipeline.database.upgrade.parts import Part, Work, merge, remove
from pipeline.database.upgrade.report import LanguageChanges
from pipeline.database.upgrade.schema import listed, quoted
from pipeline.database.upgrade.temporary import LESSONS, SHIPPED_ITEM_TYPES, WORDS, add, fill
from pipeline.database.upgrade.words import SHIPPED_TOO

_COLUMNS = tuple(column.name for column in Base.metadata.tables["lessons"].columns if column.name != "id")
_LEARNERS = {"last_accessed_at", "created_at", "updated_at"}
"""Columns in which the app records what the learner did, and dates."""
_VALUES = tuple(name for name in _COLUMNS if name not in _LEARNERS)
_INCOMING = {name: f"r.{quoted(name)}" for name in _VALUES} | {
    "tutor_prompt": "COALESCE(r.tutor_prompt, o.tutor_prompt)"
}

_NUMBER = "json_extract(r.{0}, '$.word_id')"
_PAIR = f"SELECT p.id FROM {WORDS.pairs} AS p WHERE p.release_id = {_NUMBER} AND p.id <> p.release_id"
_REMAPPED = (
    f"CASE WHEN NOT json_valid(r.{{0}}) THEN r.{{0}} WHEN EXISTS ({_PAIR}) "
    f"THEN json_set(r.{{0}}, '$.word_id', ({_PAIR})) ELSE r.{{0}} END"
)
"""JSON in which `word_id` is the word's id in this file."""

LESSON_PARTS = (
    Part(
        "lesson_items",
        ("item_type", "content"),
        unique=False,
        noted=LESSONS,
        pairs=LESSONS.pairs,
        owner="{0}.lesson_id",
        also=f"o.item_type IN (SELECT item_type FROM {SHIPPED_ITEM_TYPES})",
        mapped={name: _REMAPPED.format(name) for name in ("metadata", "item_metadata")},
    ),
    Part(
        "grammar_rules",
        ("title",),
        unique=False,
        noted=LESSONS,
        pairs=LESSONS.pairs,
        owner="{0}.lesson_id",
    ),
)
"""What belongs to lessons. Items of types that no release ships are the app's own."""


def merge_lessons(work: Work, changes: dict[str, LanguageChanges]) -> None:
    """Make our lessons and their items match the release; count the changes by language."""
    fill(work.connection, SHIPPED_ITEM_TYPES, "SELECT 'word' UNION SELECT item_type FROM release.lesson_items")
    _pair(work)
    _insert(work)
    _update(work)
    _retire(work, changes)
    for part in LESSON_PARTS:
        merge(work, part, LESSON_PARTS)
    work.edit(
        f"UPDATE main.lessons AS o SET updated_at = r.updated_at FROM {LESSONS.touched} AS t "
        f"JOIN {LESSONS.pairs} AS p ON p.id = t.id JOIN release.lessons AS r ON r.id = p.release_id "
        "WHERE o.id = t.id AND o.updated_at IS NOT r.updated_at"
    )
    fresh = f"(SELECT id FROM {LESSONS.fresh})"
    _count(work, changes, "lessons_added", fresh)
    _count(work, changes, "lessons_changed", f"(SELECT id FROM {LESSONS.touched} WHERE id NOT IN {fresh})")


def _pair(work: Work) -> None:
    """Find the release's lessons that the file already has: by our id, or by language, level, topic and title."""
    ours = f"l.id IN (SELECT id FROM {LESSONS.ours})"
    fill(
        work.connection,
        LESSONS.pairs,
        "SELECT r.id, l.id, NULL FROM release.lessons AS r "
        f"JOIN main.lessons AS l ON l.id = r.id AND l.language = r.language WHERE {ours}",
    )
    # Of several equal lessons, prefer one of ours, then one with progress, then the first.
    add(
        work.connection,
        LESSONS.pairs,
        f"SELECT r.id, l.id, CASE WHEN {ours} THEN NULL ELSE 'learner' END "
        "FROM release.lessons AS r JOIN main.lessons AS l ON l.language = r.language "
        "AND l.lesson_type = r.lesson_type AND l.difficulty_level = r.difficulty_level "
        "AND l.topic_id IS r.topic_id AND l.title = r.title "
        f"WHERE r.id NOT IN (SELECT release_id FROM {LESSONS.pairs}) AND l.id NOT IN (SELECT id FROM {LESSONS.pairs}) "
        f"ORDER BY r.id, {ours} DESC, "
        "EXISTS (SELECT 1 FROM main.lesson_progress AS p WHERE p.lesson_id = l.id) DESC, l.id",
    )
    adopted = f"SELECT id FROM {LESSONS.pairs} WHERE id NOT IN (SELECT id FROM {LESSONS.ours})"
    fill(work.connection, LESSONS.adopted, adopted)


def _insert(work: Work) -> None:
    """Insert new lessons under their ids. If an id is taken, or not one of ours, the lesson gets the next free one."""
    is_ours = f"upgrade_is_lesson_id(r.id, {blobs('r', *LESSON_KEY)})"
    fill(
        work.connection,
        LESSONS.fresh,
        f"SELECT NULL, r.id, CASE WHEN {is_ours} AND r.id NOT IN (SELECT id FROM main.lessons) THEN r.id END "
        f"FROM release.lessons AS r WHERE r.id NOT IN (SELECT release_id FROM {LESSONS.pairs}) ORDER BY r.id",
    )
    highest = max(work.next_id("lessons"), work.number(f"SELECT max(id) FROM {LESSONS.fresh}"))
    work.run(f"UPDATE {LESSONS.fresh} SET id = {highest} + position WHERE id IS NULL")
    values = ", ".join(f"r.{quoted(name)}" for name in _COLUMNS)
    work.edit(
        f"INSERT INTO main.lessons (id, {listed(_COLUMNS)}) SELECT f.id, {values} "
        f"FROM {LESSONS.fresh} AS f CROSS JOIN release.lessons AS r ON r.id = f.release_id ORDER BY f.id"
    )
    add(work.connection, LESSONS.pairs, f"SELECT release_id, id, NULL FROM {LESSONS.fresh}")


def _update(work: Work) -> None:
    """Give lessons the values of the release; what the learner did with them stays."""
    same = " AND ".join(f"o.{quoted(name)} IS {value}" for name, value in _INCOMING.items())
    fill(
        work.connection,
        LESSONS.touched,
        f"SELECT o.id FROM {LESSONS.pairs} AS p CROSS JOIN main.lessons AS o ON o.id = p.id "
        f"CROSS JOIN release.lessons AS r ON r.id = p.release_id WHERE NOT ({same})",
    )
    work.keep("lessons", f"o.id IN (SELECT id FROM {LESSONS.adopted})", SHIPPED_TOO)
    values = ", ".join(f"{quoted(name)} = {value}" for name, value in _INCOMING.items())
    work.edit(
        f"UPDATE main.lessons AS o SET {values} FROM {LESSONS.touched} AS t "
        f"JOIN {LESSONS.pairs} AS p ON p.id = t.id JOIN release.lessons AS r ON r.id = p.release_id WHERE o.id = t.id"
    )


def _retire(work: Work, changes: dict[str, LanguageChanges]) -> None:
    """Remove our lessons that are no longer in the release.

    Those that the learner has used stay but are hidden; those that the learner has completed are still shown.
    """
    dropped = f"SELECT id FROM {LESSONS.ours} WHERE id NOT IN (SELECT id FROM {LESSONS.pairs})"
    fill(work.connection, LESSONS.dropped, dropped)
    items = LESSON_PARTS[0]
    by_app = f"SELECT o.lesson_id FROM main.lesson_items AS o WHERE NOT ({items.also}) OR {items.by_app}"
    fill(
        work.connection,
        LESSONS.retired,
        f"SELECT l.id FROM {LESSONS.dropped} AS l WHERE l.id IN ({work.in_use('lessons')}) OR l.id IN ({by_app}) "
        "OR l.id IN (SELECT id FROM main.lessons WHERE last_accessed_at IS NOT NULL)",
    )
    retired = f"SELECT id FROM {LESSONS.retired}"
    completed = "SELECT lesson_id FROM main.lesson_progress WHERE status = 'completed'"
    newly = f"SELECT id FROM main.lessons WHERE id IN ({retired}) AND is_active IS NOT 0 AND id NOT IN ({completed})"
    fill(work.connection, LESSONS.newly_retired, newly)
    removed = f"SELECT id FROM {LESSONS.dropped} WHERE id NOT IN ({retired})"
    _count(work, changes, "lessons_retired", str(LESSONS.newly_retired))
    _count(work, changes, "lessons_removed", f"({removed})")
    work.edit(f"UPDATE main.lessons SET is_active = 0 WHERE id IN (SELECT id FROM {LESSONS.newly_retired})")
    remove(work, "lessons", removed, LESSON_PARTS)


def _count(work: Work, changes: dict[str, LanguageChanges], column: str, ids: str) -> None:
    query = f"SELECT language, count(*) FROM main.lessons WHERE id IN {ids} GROUP BY language"
    for language, count in work.connection.execute(query):
        setattr(changes[language], column, count)
