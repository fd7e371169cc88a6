"""Mutations of values that any structured input is made of: scalars, lists, mappings, lines, bytes."""

import csv
import io
import random
from collections.abc import Iterator
from typing import Any

TEXTS = (
    *(
        "",
        " ",
        "\0",
        "\u202e",
        "é",
        "\u0301",
        "\ufeff",
        "\U0001f600",
        "ß",
        "İ",
        "\u2028",
        "日本語",
        "\ud800",
        '"\\ud800"',
    ),
    *("null", "true", "no", "on", "12:30", "1e9", "~", "-1", "0x10", "99999999999999999999", "2026-02-30", "NaN"),
    *("noun", "verb", "A1", "C9", "food", "pan", "comer", "hola", "es", "fr", "xx", "released", "draft", "V109"),
    *("FIXME", "…", "<b>x</b>", "&nbsp;", "=A1+1", "#REF!", "{{c1::x}}", "%s", "{}", "{0}", "\\", "../../x", "/"),
    *('"', "'", "''", '"""', "|", "a||b|", ",", ";", "\t", "\n", "\r", "a: b", "- a", "#", "&a x", "*a", "!!x"),
    *("\x1b[2J", "a" * 300, "pan " * 200, "\u00a0", "l’eau", "pan pan", "el pan", "Pan", "pán", "p.a.n", "pan-"),
)
"""Texts that mean something to a reader, a rule or a terminal."""

BYTES = (
    *(text.encode("utf-8", "surrogatepass") for text in TEXTS if text),
    *(b"\xff", b"\xef\xbb\xbf", b"\xfe\xff", b"\x80", b"---\n", b"[", b"{", b"]", b"}", b"[" * 200, b"\0" * 40),
    *(b'"' * 99, b"[[]],", b"{a: ", b"'''", b"\r\n", b"\x1a", b"\xc3", b"SQLite format 3\0"),
)
"""The same as bytes, and those that are no text."""

LARGEST = 2**17
"""How many bytes a mutated text has at most."""


def any_text(rng: random.Random) -> str:
    """Return a text that is likely to matter."""
    return rng.choice(TEXTS) if rng.random() < 0.9 else rng.choice(TEXTS) + rng.choice(TEXTS)


def any_value(rng: random.Random, depth: int = 0) -> Any:
    """Return a scalar, or a small list or mapping."""
    roll = rng.random()
    if roll < 0.6 or depth > 3:
        return any_text(rng)
    if roll < 0.75:
        return rng.choice([None, True, False, 0, -1, 1, 7, 10**6, 10**18, 10**30, 1.5])
    if roll < 0.85:
        return [any_value(rng, depth + 1) for _ in range(rng.randrange(4))]
    if roll < 0.95:
        return {any_text(rng): any_value(rng, depth + 1) for _ in range(rng.randrange(4))}
    nested: Any = any_text(rng)
    for _ in range(rng.choice([2, 10, 31, 33, 60])):
        nested = [nested] if rng.random() < 0.8 else {"a": nested}
    return nested


def places(record: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container of a record, with every key or index in it."""
    steps = record.items() if isinstance(record, dict) else enumerate(record) if isinstance(record, list) else ()
    for step, inner in list(steps):
        yield record, step
        yield from places(inner)


def mutate_record(record: Any, rng: random.Random, keys: tuple[str, ...] = ()) -> None:
    """Change a record of dicts and lists in place, in one to four places. `keys` are names that may be added."""
    for _ in range(rng.choice([1, 1, 1, 2, 3, 4])):
        found = list(places(record))
        if not found:
            return
        container, step = rng.choice(found)
        _change(container, step, rng, keys, found)


def _change(container: Any, step: Any, rng: random.Random, keys: tuple[str, ...], found: list[tuple[Any, Any]]) -> None:
    match rng.randrange(9):
        case 0 | 1:
            container[step] = any_value(rng)
        case 2:
            del container[step]
        case 3:
            other, its = rng.choice(found)
            if its in other if isinstance(other, dict) else its < len(other):
                container[step] = _copy(other[its])
        case 4 if isinstance(container, dict):
            container[_slip(str(step), rng)] = container.pop(step)
        case 5 if isinstance(container, dict) and keys:
            container[rng.choice(keys)] = any_value(rng)
        case 6 if isinstance(container, list):
            container.extend(_copy(container[step]) for _ in range(rng.choice([1, 2, 20, 300])))
        case 7 if isinstance(container[step], str):
            container[step] = _slip(container[step], rng)
        case _:
            container[step] = [container[step]] if rng.random() < 0.5 else {str(step): container[step]}


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, list) else value


def _slip(text: str, rng: random.Random) -> str:
    """Return a text with a character missing, doubled or replaced."""
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(["", text[at : at + 1] * 2, any_text(rng)]) + text[at + 1 :]


def mutate_bytes(content: bytes, rng: random.Random) -> bytes:
    """Return the content with one to six cuts, insertions, copies or repetitions."""
    for _ in range(rng.choice([1, 1, 2, 3, 6])):
        at, length = rng.randrange(len(content) + 1), rng.choice([0, 0, 1, 2, 5, 40])
        match rng.randrange(6):
            case 0 | 1 | 2:
                content = content[:at] + rng.choice(BYTES) + content[at + length :]
            case 3:
                content = content[:at] + content[at + length :] if rng.random() < 0.8 else content[:at]
            case 4:
                again = content[at : at + rng.choice([1, 3, 20, 200])]
                content = content[:at] + again * rng.choice([2, 10, 500]) + content[at:]
            case _:
                content = content[:at] + rng.randbytes(rng.randrange(1, 6)) + content[at + length :]
        content = content[:LARGEST]
    return content


def mutate_encoding(text: str, rng: random.Random) -> bytes:
    """Return a text as bytes: nearly always UTF-8, otherwise with other line breaks or in another encoding."""
    roll = rng.random()
    if roll < 0.04:
        return text.encode(rng.choice(["latin-1", "utf-16", "utf-32", "cp1252"]), "replace")
    if roll < 0.08:
        return b"\xef\xbb\xbf" + text.encode("utf-8", "surrogatepass")
    if roll < 0.12:
        text = text.replace("\n", rng.choice(["\r\n", "\r", "\x85", "\n\n"]))
    return text.encode("utf-8", "surrogatepass")


def mutate_table(text: str, rng: random.Random, columns: tuple[str, ...] = ()) -> bytes:
    """Return a CSV text with other cells, rows and columns. `columns` are names that may be added."""
    rows = list(csv.reader(io.StringIO(text)))
    for _ in range(rng.choice([1, 1, 2, 3, 4])):
        _change_table(rows, rng, columns)
    page = io.StringIO()
    quoting = csv.QUOTE_ALL if rng.random() < 0.1 else csv.QUOTE_MINIMAL
    csv.writer(page, lineterminator="\n", delimiter=rng.choice(",,,,;\t"), quoting=quoting).writerows(rows)
    written = page.getvalue()
    roll = rng.random()
    if roll < 0.08:
        written = rng.choice(["sep=;\n", "sep=,\n", "sep=;", "\n", ",,\n"]) + written
    elif roll < 0.2:
        at = rng.randrange(len(written) + 1)
        written = written[:at] + '"' * rng.choice([1, 2, 3, 9, 999]) + written[at:]
    elif roll < 0.24:
        written = written.replace(",", ',"""', rng.choice([1, 3, -1]))
    return mutate_encoding(written[:LARGEST], rng)


def _change_table(rows: list[list[str]], rng: random.Random, columns: tuple[str, ...]) -> None:
    row = rng.choice(rows) if rows else []
    at = rng.randrange(len(row)) if row else 0
    match rng.randrange(9):
        case 0 | 1 | 2 if row:
            row[at] = any_text(rng)
        case 3:
            rows.insert(rng.randrange(len(rows) + 1), [any_text(rng) for _ in range(rng.randrange(12))])
        case 4 if row:
            rows.extend([list(row) for _ in range(rng.choice([1, 2, 30, 400]))])
        case 5 if row:
            del row[at : len(row) if rng.random() < 0.5 else at + 1]
        case 6:
            name = rng.choice(columns) if columns and rng.random() < 0.8 else any_text(rng)
            for number, each in enumerate(rows):
                each.append(any_text(rng) if number else name)
        case 7:
            for each in rows[:1] if rng.random() < 0.5 else rows:
                each.extend([""] * rng.choice([1, 3, 600]))
        case _:
            for each in rows:
                del each[at : at + 1]
