"""Parse CREATE TABLE statements from `sqlite_master`.

PRAGMAs do not say everything about a column: its collation, its CHECK and how it is computed are only in the SQL text.
So unknown columns can move to a new table verbatim.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<space>\s+|--[^\n]*|/\*.*?(?:\*/|\Z))
      | (?P<quoted>"(?:[^"]|"")*"|'(?:[^']|'')*'|`(?:[^`]|``)*`|\[[^\]]*\])
      | (?P<word>[A-Za-z0-9_$\u0080-\U0010ffff]+)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_CONSTRAINTS = {"constraint", "primary", "unique", "check", "foreign"}


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint of a table: its text, and every name in it, in lower case."""

    text: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Definition:
    """The parts of a CREATE TABLE statement. In texts, white space and comments are reduced to single spaces."""

    columns: dict[str, str]
    """By name in lower case: the whole text of the column, including its name."""
    constraints: tuple[Constraint, ...]
    options: str
    """What follows the closing parenthesis, such as STRICT."""


def definition(sql: str) -> Definition:
    """Parse a CREATE TABLE statement from `sqlite_master`.

    Raises:
        ValueError: it is not one.
    """
    tokens = [(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(sql)]
    start = next((place for place, token in enumerate(tokens) if token == ("sign", "(")), None)
    if start is None:
        raise ValueError(f"not a CREATE TABLE statement: {sql}")
    columns: dict[str, str] = {}
    constraints: list[Constraint] = []
    depth, item, place = 1, [], start
    while depth:
        place += 1
        if place == len(tokens):
            raise ValueError(f"unclosed parenthesis: {sql}")
        kind, text = tokens[place]
        depth += ((kind, text) == ("sign", "(")) - ((kind, text) == ("sign", ")"))
        if depth and (depth > 1 or (kind, text) != ("sign", ",")):
            item.append((kind, text))
            continue
        first = next(((kind, text) for kind, text in item if kind != "space"), ("", ""))
        if first[0] == "word" and first[1].lower() in _CONSTRAINTS:
            constraints.append(Constraint(_text(item), frozenset(_names(item))))
        else:
            columns[_name(*first)] = _text(item)
        item = []
    return Definition(columns, tuple(constraints), _text(tokens[place + 1 :]))


def _text(tokens: list[tuple[str, str]]) -> str:
    return "".join(" " if kind == "space" else text for kind, text in tokens).strip()


def _names(tokens: list[tuple[str, str]]) -> Iterator[str]:
    for kind, text in tokens:
        if kind in {"word", "quoted"}:
            yield _name(kind, text)


def _name(kind: str, text: str) -> str:
    """Return an identifier without its quotes, in lower case."""
    if kind == "quoted":
        mark = "]" if text[0] == "[" else text[0]
        text = text[1:-1].replace(mark * 2, mark)
    return text.lower()
