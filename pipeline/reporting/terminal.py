"""Text from files made harmless for a terminal."""

import unicodedata

_HARMFUL = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Control, format (such as right-to-left overrides), surrogate, and line separator characters."""


def harmless(text: str) -> str:
    """Return the text with every character that could steer a terminal written out: `\\u001b`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        f"\\u{ord(character):04x}" if unicodedata.category(character) in _HARMFUL else character for character in text
    )
