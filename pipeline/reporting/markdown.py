"""Escape text from packs for Markdown, so that it never becomes markup, HTML or a link."""

import re
from urllib.parse import quote

from pipeline.reporting.terminal import harmless

_MARKUP = re.compile(r"[\\`*_\[\]<>|~$]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINKS = re.compile(r"@|(?<=:)//|(?<=www)\.", re.IGNORECASE)
"""What GitHub turns into a mention or a link without any markup."""
_START = re.compile(r"^(?:[#+=-]|\d+(?=[.)]))")
"""What starts a heading, a list or a rule at the beginning of a line."""


def escaped(text: str) -> str:
    """Return a text that Markdown renders as it is, on one line.

    Control characters are escaped (`\\u001b`), so the raw page is harmless too.
    """
    plain = _ENTITY.sub("&amp;", harmless(text))
    plain = _MARKUP.sub(lambda found: {"<": "&lt;", ">": "&gt;"}.get(found[0], f"\\{found[0]}"), plain)
    plain = _LINKS.sub(lambda found: "".join(f"&#{ord(character)};" for character in found[0]), plain)
    return _START.sub(_unstarted, plain)


def link(url: str) -> str:
    """Return a web address as Markdown's own link; whatever could end the link is percent-encoded."""
    return f"<{quote(url, safe=':/?#@!$&()*+,;=%~')}>"


def _unstarted(found: re.Match[str]) -> str:
    start = found[0]
    return f"\\{start}" if not start.isdigit() else "".join(f"&#{ord(digit)};" for digit in start)
