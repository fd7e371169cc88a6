"""Escape text from files, for terminals and for the formats that programs read."""

import re
import unicodedata

_HARMFUL = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Control, format (such as right-to-left overrides), surrogate, and line separator characters."""


def harmless(text: str) -> str:
    """Return the text with every character that could control a terminal escaped: `\\u001b`."""
    if text.isprintable():  # none of those categories is
        return text
    return "".join(
        f"\\u{ord(character):04x}" if unicodedata.category(character) in _HARMFUL else character for character in text
    )


def harmless_json(text: str) -> str:
    """Return equivalent JSON whose strings contain nothing that could control a terminal.

    Only line breaks between values remain: JSON allows none inside a string.
    """
    return re.sub(r"[^\n -~]", _escaped, text)


def harmless_xml(text: str) -> str:
    """Return text that XML 1.0 can contain: some characters are not allowed in it, even escaped.

    Source: https://www.w3.org/TR/xml/#charsets
    """
    return re.sub("[\ufffe\uffff]", lambda found: f"\\u{ord(found[0]):04x}", harmless(text))


def harmless_cell(text: str) -> str:
    """Return the text of a CSV cell that a spreadsheet treats as text, even if it looks like a formula.

    Source: https://owasp.org/www-community/attacks/CSV_Injection
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if unicodedata.category(character) not in _HARMFUL:
        return character
    code = ord(character)
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\u{0xD7C0 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"  # a surrogate pair, as in JSON
