"""The text of a cell, without what programs put around it: HTML, sounds, clozes, entities."""

import html
import re
import unicodedata

_SUSPECT = re.compile(r"[<&\[{\x00-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]|  ")
"""Without one of these characters, a cell in form C is its own text."""
_SOUND = re.compile(r"\[(?:sound|anki:play):[^\[\]\n]{0,500}\]")
_CLOZE = re.compile(r"\{\{c\d{1,3}::([^{}]{0,500}?)(?:::[^{}]{0,500})?\}\}")
_BREAK = re.compile(r"<br ?/?>|</?(?:div|p|li|ul|ol|tr)(?: [^<>]*)?>|\r\n?|[\x0b\x0c\x85\u2028\u2029]", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>|<!--[^<>]*-->", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def lines(cell: str) -> list[str]:
    """Return the lines of a cell that say something, each without space around it and with single spaces inside."""
    if not _SUSPECT.search(cell):
        text = _composed(cell.strip())
        return [text] if text else []
    text = _BREAK.sub("\n", _CLOZE.sub(r"\1", _SOUND.sub("", cell)))
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    text = _composed(_INVISIBLE.sub("", text))
    return [line for part in text.split("\n") if (line := " ".join(part.split()))]


def clean(cell: str) -> str:
    """Return the text of a cell as one line."""
    return " ".join(lines(cell)) if _SUSPECT.search(cell) else _composed(cell.strip())


def _composed(text: str) -> str:
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def parted(text: str, marks: str) -> list[str]:
    """Return the parts of a text between marks that are not in brackets: `to wash (hands, face)` is one part."""
    if not any(mark in text for mark in marks):
        return [text] if text else []
    if "(" in text or "[" in text:
        text = _outside(text, marks)
    else:
        for mark in marks:
            text = text.replace(mark, "\0")
    return [part for one in text.split("\0") if (part := one.strip())]


def _outside(text: str, marks: str) -> str:
    """Return a text with a zero character for each mark outside brackets; no cleaned text has one of its own."""
    depth = 0
    found = []
    for character in text:
        depth = max(depth + (character in "([") - (character in ")]"), 0)
        found.append("\0" if character in marks and not depth else character)
    return "".join(found)
