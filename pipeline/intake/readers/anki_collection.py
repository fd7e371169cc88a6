"""The names of the note types, fields and decks of a collection of Anki, as its older and newer formats have them."""

import json
import sqlite3
from collections.abc import Collection
from typing import Any, NamedTuple

TABLES = frozenset({"notes", "cards", "col"})
"""What every collection has."""
_NEWER = frozenset({"notetypes", "fields", "decks"})


class Names(NamedTuple):
    """By id, the note types, each with its fields, and the decks."""

    types: dict[int, tuple[str, tuple[str, ...]]]
    decks: dict[int, str]


def names_of(connection: sqlite3.Connection, tables: Collection[str]) -> Names:
    """Return the names in a collection that has such tables.

    Raises:
        sqlite3.Error: it is damaged.
    """
    if frozenset(tables) >= _NEWER:
        return _newer(connection)
    models, decks = connection.execute("SELECT models, decks FROM col LIMIT 1").fetchone() or ("{}", "{}")
    return Names(
        _types(_mappings(models)), {int(id_): _text(deck.get("name")) for id_, deck in _mappings(decks).items()}
    )


def _newer(connection: sqlite3.Connection) -> Names:
    fields: dict[int, dict[int, str]] = {}
    for type_, place, name in connection.execute("SELECT ntid, ord, name FROM fields"):
        fields.setdefault(type_, {})[place] = _text(name)
    types = {
        type_: (_text(name), tuple(name for _, name in sorted(fields.get(type_, {}).items())))
        for type_, name in connection.execute("SELECT id, name FROM notetypes NOT INDEXED")
    }
    decks = connection.execute("SELECT id, name FROM decks NOT INDEXED")
    return Names(types, {deck: _text(name).replace("\x1f", "::") for deck, name in decks})


def _types(models: dict[str, dict[str, Any]]) -> dict[int, tuple[str, tuple[str, ...]]]:
    return {
        int(id_): (
            _text(model.get("name")),
            tuple(_text(field.get("name")) for field in model.get("flds") or () if isinstance(field, dict)),
        )
        for id_, model in models.items()
    }


def _mappings(text: Any) -> dict[str, dict[str, Any]]:
    """Return the mappings in a JSON text by their number; nothing if it is none."""
    try:
        found = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return {}
    return {id_: one for id_, one in found.items() if id_.isdecimal() and isinstance(one, dict)} if found else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
