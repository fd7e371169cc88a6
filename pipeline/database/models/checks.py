"""The validation rules of the vocabulary tables, as SQL for CHECK constraints.

SQLite stores values that do not fit the type of their column: the text `abc` in an INTEGER column stays text, and is
greater than every number. So each rule checks the type as well. A rule that evaluates to NULL passes; NOT NULL
decides whether a column may be NULL. Each rule is one line, because SQLAlchemy reads them back line by line.
"""

from collections.abc import Iterable

from pipeline.model.iso639 import ISO_639_1

WHITE_SPACE = (
    "9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, "
    "8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288"
)
"""The code points that `str.strip` removes, so that Python and SQL agree on what is empty."""

_SECONDS = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][T ][0-9][0-9]:[0-9][0-9]:[0-9][0-9]"


def one_of(column: str, values: Iterable[str]) -> str:
    """Return the rule that `column` holds one of `values`.

    Not written with IN: SQLite rebuilds the list of an IN for every row inserted, which costs more than the row
    itself.
    """
    return " OR ".join(f"{column} = '{value}'" for value in values)


def is_language_code(column: str) -> str:
    """Return the rule that `column` holds an ISO 639-1 code, looked up in one string for speed."""
    known = f"instr(' {' '.join(ISO_639_1)} ', ' ' || {column} || ' ') > 0"
    return f"typeof({column}) = 'text' AND length({column}) = 2 AND {known}"


def not_empty(column: str) -> str:
    """Return the rule that `column` holds text with at least one character that is not white space."""
    return f"typeof({column}) = 'text' AND {column} GLOB '*[^' || char({WHITE_SPACE}) || ']*'"


def at_least(column: str, least: int) -> str:
    """Return the rule that `column` holds a whole number of at least `least`."""
    return f"typeof({column}) = 'integer' AND {column} >= {least}"


def percentage(column: str) -> str:
    """Return the rule that `column` holds a number from 0 to 100."""
    return f"typeof({column}) IN ('real', 'integer') AND {column} >= 0 AND {column} <= 100"


def share(column: str) -> str:
    """Return the rule that `column` holds a number from 0 to 1."""
    return f"typeof({column}) IN ('real', 'integer') AND {column} >= 0 AND {column} <= 1"


def number_or_null(column: str, least: float, most: float) -> str:
    """Return the rule that `column` is NULL or holds a number from `least` to `most`."""
    number = f"typeof({column}) IN ('real', 'integer')"
    return f"{column} IS NULL OR ({number} AND {column} >= {least} AND {column} <= {most})"


def json_or_null(column: str) -> str:
    """Return the rule that `column` is NULL or holds JSON."""
    return f"{column} IS NULL OR (typeof({column}) = 'text' AND json_valid({column}))"


def json_object(column: str) -> str:
    """Return the rule that `column` holds a JSON object."""
    return f"typeof({column}) = 'text' AND json_valid({column}) AND json_type({column}) = 'object'"


def timestamp(column: str) -> str:
    """Return the rule that `column` is NULL or a timestamp as text: `YYYY-MM-DD HH:MM:SS`.

    `T` instead of the space, a fraction of a second, and `Z` or `±HH:MM` at the end are allowed, as the app reads
    them. The round trip through `julianday` catches 30 February and 24:00:00, which SQLite accepts and Python
    does not.
    """
    seconds = f"substr({column}, 1, 19)"
    shape = f"typeof({column}) = 'text' AND {column} GLOB '{_SECONDS}*' AND instr(substr({column}, 12), ' ') = 0"
    real = f"julianday({column}) IS NOT NULL AND datetime(julianday({seconds})) IS replace({seconds}, 'T', ' ')"
    return f"{column} IS NULL OR ({shape} AND {real})"


def is_in_order(earlier: str, later: str) -> str:
    """Return the rule that `later` is not before `earlier`; both are timestamps or NULL, whatever their
    notation."""
    return f"julianday({later}) >= julianday({earlier})"


def date(column: str) -> str:
    """Return the rule that `column` holds a date, `YYYY-MM-DD`."""
    shape = f"{column} GLOB '{_SECONDS[: _SECONDS.index('[T ]')]}'"
    return f"typeof({column}) = 'text' AND {shape} AND date(julianday({column})) IS {column}"


def sha256(column: str) -> str:
    """Return the rule that `column` holds a SHA-256 in lower-case hexadecimal digits."""
    return f"length({column}) = 64 AND {column} NOT GLOB '*[^0-9a-f]*'"
