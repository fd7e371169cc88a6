"""Write texts as YAML scalars. Every candidate is read back before use: nothing here trusts its own rules."""

import unicodedata
from collections.abc import Callable, Iterator

import yaml

from pipeline.curation.edits import line_break
from pipeline.reading import yaml_events

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_INVISIBLE = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_BLOCK = ("|", ">")
_WHERE = {False: ("k: {}", "- {}"), True: ("{{k: {}}}", "[{}]")}
"""The contexts of a scalar, outside brackets and inside."""


def written(value: str, *, flow: bool = False) -> str:
    """Return a text as YAML: plain if every reader takes it for this text, else in double quotes.

    Our own reader is not enough: others read `no` as false and `12:30` as a number of minutes. What would show the line
    in another order (U+202E) is spelled out.
    """
    plain = value == value.strip() and not any(unicodedata.category(one) == "Cf" for one in value)
    if plain and _is_text_to_all(value) and _reads_as(value, value, flow=flow):
        return value
    return _double(value)


def rewritten(raw: str, value: str, style: str, fix: Callable[[str], str], *, flow: bool) -> str:
    """Return a scalar with a new value, as similar as possible to the old one (`raw`).

    `fix` is the function that turned the old value into the new one. It is applied to the lines of `raw` if possible.
    """
    tail = raw[len(raw.rstrip()) :] if style in _BLOCK else ""
    body = raw.removesuffix(tail)
    for candidate in _candidates(body, value, style, fix):
        if _reads_as(candidate + tail, value, flow=flow):
            return candidate + tail
    return _double(value) + tail


def _candidates(raw: str, value: str, style: str, fix: Callable[[str], str]) -> Iterator[str]:
    end = line_break(raw)
    lines = raw.split(end)
    if len(lines) > 1:
        yield end.join(line[: len(line) - len(line.lstrip(" "))] + fix(line.lstrip(" ")) for line in lines)
    if style in _BLOCK and len(lines) > 1:
        first = next((line for line in lines[1:] if line.strip()), "")
        indent = " " * (len(first) - len(first.lstrip(" ")))
        paragraphs = [indent + line if line else "" for line in value.rstrip("\n").split("\n")]
        yield lines[0] + end + (end if style == "|" else end * 2).join(paragraphs)
    elif style == "'":
        yield "'" + value.replace("'", "''") + "'"
    elif style == "":
        yield value


def _double(value: str) -> str:
    return '"' + "".join(map(_escaped, value)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if unicodedata.category(character) not in _INVISIBLE:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _reads_as(scalar: str, value: str, *, flow: bool) -> bool:
    for template in _WHERE[flow]:
        data, findings = yaml_events.parse(template.format(scalar), "")
        if findings or data not in ({"k": value}, [value]):
            return False
        if not isinstance(next(iter(data.values() if isinstance(data, dict) else data)), str):
            return False
    return True


def _is_text_to_all(value: str) -> bool:
    try:
        return bool(yaml.safe_load(value) == value)
    except (yaml.YAMLError, ValueError):  # ValueError: it looks like a date but is not one
        return False
