"""Fix values of old rows that break the rules of our tables, changing no more than a rule requires.

Each value is an SQL expression over the old row, `o`. A row that is changed is also preserved unchanged (`keep`).
A row that cannot be fixed is only preserved there.
"""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

from pipeline.database.languages import APP_LANGUAGES
from pipeline.database.models import checks
from pipeline.database.models.progress import DIFFICULTY, STABILITY
from pipeline.database.upgrade.schema import Column, StoredTable, quoted
from pipeline.database.upgrade.temporary import SURVIVORS
from pipeline.model.cefr import LEVELS
from pipeline.model.fields import FIELDS
from pipeline.model.lexicon import PARTS_OF_SPEECH, RELATION_FIELDS

_FILLED = {
    ("lessons", "updated_at"): "created_at",
    ("lesson_items", "item_metadata"): "metadata",
    ("lesson_items", "metadata"): "item_metadata",
}
"""Columns that an old table lacks, each with the one it is filled from, as in the migrations."""

_SUBCLASSES = ("article", "determiner", "numeral", "number")
"""Parts of speech that count as adjectives here."""

_OLD_LEVELS = {"BEGINNER": "A1", "INTERMEDIATE": "B1", "ADVANCED": "C1"}


def lawful_value(table: str, column: Column, old: StoredTable) -> str:
    """Return the expression for a column of the new table."""
    names = {name.lower() for name in old.columns}
    if column.name.lower() not in names:
        source = _FILLED.get((table, column.name))
        if source in names:
            return f"o.{quoted(source)}"
        return column.default or "NULL"
    if rule := _MENDED.get((table, column.name)):
        return rule
    own = f"o.{quoted(column.name)}"
    return _stated(own, column, names) if column.required and not column.key else own


def _stated(own: str, column: Column, names: set[str]) -> str:
    """Return the column, or a replacement where NOT NULL forbids its value."""
    if column.type == "DATETIME":
        others = [f"o.{name}" for name in ("created_at", "updated_at") if name in names]
        return f"COALESCE({', '.join([own, *others, 'CURRENT_TIMESTAMP'])})"
    if column.default is not None:
        return f"COALESCE({own}, {column.default})"
    if column.type.startswith(("VARCHAR", "TEXT")):
        return f"COALESCE({own}, '')"
    return own if column.name.endswith("_id") else f"COALESCE({own}, 0)"


def language(column: str) -> str:
    """Return the code of a language from the app's name for it (`Spanish`) or a locale (`es-ES`)."""
    plain = f"lower(trim({column}))"
    names = " ".join(f"WHEN '{name}' THEN '{code}'" for name, code in APP_LANGUAGES.items())
    locale = f"CASE WHEN {plain} GLOB '[a-z][a-z]' OR {plain} GLOB '[a-z][a-z][-_]*' THEN substr({plain}, 1, 2) END"
    named = f"CASE {plain} {names} END"
    return f"CASE WHEN {checks.is_language_code(column)} THEN {column} ELSE COALESCE({named}, {locale}, {column}) END"


def identity(column: str) -> str:
    """Return the identity of a word, or NULL if it is no text."""
    return f"CASE WHEN {checks.not_empty(column)} THEN {column} END"


def _chosen(column: str, values: tuple[str, ...], otherwise: str = "") -> str:
    """Return the allowed value that the column has in any case, with or without spaces around it."""
    named = " ".join(f"WHEN lower(trim({column})) = '{value.lower()}' THEN '{value}'" for value in values)
    return f"CASE {named} {otherwise} END"


def _moment(column: str) -> str:
    """Return the timestamp, converted to our notation if SQLite can read it or it is an epoch; else NULL."""
    read = f"CASE WHEN typeof({column}) = 'text' THEN datetime({column}) ELSE datetime({column}, 'unixepoch') END"
    dated = f"typeof({column}) <> 'text' OR {column} GLOB '[0-9][0-9][0-9][0-9]-*'"  # not the word 'now'
    four_digits = f"CASE WHEN ({dated}) AND {read} GLOB '[0-9][0-9][0-9][0-9]-*' THEN {read} END"
    return f"CASE WHEN {checks.timestamp(column)} THEN {column} ELSE {four_digits} END"


def _number(column: str, least: float, most: float) -> str:
    """Return the number, or NULL if it is none from `least` to `most`."""
    return f"CASE WHEN {checks.number_or_null(column, least, most)} THEN {column} END"


def _whole(column: str, least: int) -> str:
    return f"CASE WHEN {checks.at_least(column, least)} THEN {column} ELSE max({least}, CAST({column} AS INTEGER)) END"


_FIRST, _LAST = _moment("o.first_encountered"), _moment("o.last_encountered")
_SWAPPED = f"julianday({_LAST}) < julianday({_FIRST})"
_WORD = f"COALESCE((SELECT survivor FROM {SURVIVORS} WHERE id = o.word_id), o.word_id)"
_PERCENT = "min(100.0, max(0.0, CAST(COALESCE(o.mastery_score, 0) AS REAL)))"
_OF_WORD = f"(SELECT w.language FROM main.words AS w WHERE w.id = {_WORD})"

_OPTIONAL = {
    (field.record.table, field.column): _chosen(f"o.{field.column}", field.choices)
    for field in FIELDS
    if field.column and field.choices and not field.required
}
"""Optional values that are not among the allowed ones are dropped."""

_MENDED = _OPTIONAL | {
    ("words", "language"): language("o.language"),
    ("words", "part_of_speech"): _chosen(
        "o.part_of_speech",
        PARTS_OF_SPEECH,
        f"WHEN {checks.one_of('lower(trim(o.part_of_speech))', _SUBCLASSES)} THEN 'adjective' ELSE 'noun'",
    ),
    ("words", "identity"): identity("o.identity"),
    ("word_meanings", "meaning_order"): _whole("COALESCE(o.meaning_order, 1)", 1),
    ("word_forms", "grammatical_info"): (
        f"CASE WHEN {checks.json_or_null('o.grammatical_info')} THEN o.grammatical_info END"
    ),
    ("word_difficulty_levels", "difficulty_level"): _chosen(
        "o.difficulty_level",
        LEVELS,
        " ".join(
            f"WHEN upper(trim(o.difficulty_level)) = '{old}' THEN '{level}'" for old, level in _OLD_LEVELS.items()
        ),
    ),
    ("word_difficulty_levels", "priority"): _whole("COALESCE(o.priority, 1)", 1),
    ("word_synonyms", "relationship_type"): _chosen(
        "o.relationship_type", tuple(RELATION_FIELDS.values()), "ELSE 'synonym'"
    ),
    ("user_word_progress", "word_id"): _WORD,
    ("user_word_progress", "language"): (
        f"CASE WHEN {checks.is_language_code('o.language')} THEN o.language "
        f"ELSE COALESCE({_OF_WORD}, {language('o.language')}) END"
    ),
    ("user_word_progress", "times_encountered"): _whole("COALESCE(o.times_encountered, 0)", 0),
    ("user_word_progress", "mastery_score"): (
        f"CASE WHEN {checks.percentage('o.mastery_score')} THEN o.mastery_score ELSE {_PERCENT} END"
    ),
    ("user_word_progress", "first_encountered"): f"CASE WHEN {_SWAPPED} THEN {_LAST} ELSE {_FIRST} END",
    ("user_word_progress", "last_encountered"): f"CASE WHEN {_SWAPPED} THEN {_FIRST} ELSE {_LAST} END",
    ("user_word_progress", "stability"): _number("o.stability", *STABILITY),
    ("user_word_progress", "difficulty"): _number("o.difficulty", *DIFFICULTY),
    ("user_word_progress", "due"): _moment("o.due"),
    ("user_word_progress", "last_reviewed"): _moment("o.last_reviewed"),
}

PREFERENCE = {
    "user_word_progress": "o.times_encountered DESC, o.last_encountered DESC, o.id",
}
"""Of old rows that together would break a UNIQUE rule, the first in this order stays; by default the lowest id."""
