"""Coverage as text for people and as JSON, and the text itself with unknown words highlighted."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import click

from pipeline.recognition.coverage import Coverage, Listed
from pipeline.recognition.tokens import Token
from pipeline.reporting.terminal import harmless, harmless_json


class _Places:
    """The lines and columns of characters, counted from 1."""

    def __init__(self, text: str) -> None:
        self._lines = [0]
        for line in text.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)

    def of(self, start: int) -> str:
        """Return line and column of a character."""
        line = bisect_right(self._lines, start)
        return f"{line}:{start - self._lines[line - 1] + 1}"


def highlighted(text: str, tokens: Sequence[Token], found: Coverage) -> Iterator[str]:
    """Yield the pieces of a text: unknown words in red, doubtful ones in yellow, control characters escaped."""
    colours = {start: "red" for one in found.unknown for start in one.starts}
    colours |= {start: "yellow" for one in found.doubts for start in one.starts}
    done = 0
    for token in tokens:
        if token.start in colours:
            yield _lines(text[done : token.start])
            word = _lines(text[token.start : token.end])
            yield click.style(word, fg=colours[token.start], underline=True)
            done = token.end
    yield _lines(text[done:])


def _lines(text: str) -> str:
    """Return text with control characters escaped, except line ends and tabs."""
    parts = re.split("(\n|\t)", text.replace("\r\n", "\n"))
    return "".join(part if part in "\n\t" else harmless(part) for part in parts)


def lines(found: Coverage, language: str, text: str) -> Iterator[str]:
    """Yield the interval, the counts, and the words that are not known, with their first lines and columns."""
    places = _Places(text)
    share = click.style(f"{_percent(found.lower)}–{_percent(found.upper)} %", bold=True)
    if found.lower == found.upper:
        share = click.style(f"{_percent(found.lower)} %", bold=True)
    unknown = found.words - found.known - found.doubtful
    yield f"{language} {found.level}: {share} of {found.words} running words known"
    yield f"{found.known} known, {found.doubtful} doubtful, {unknown} unknown; set apart: " + ", ".join(
        f"{count} {kind.value}{'s' if count != 1 and kind.value != 'punctuation' else ''}"
        for kind, count in found.apart.items()
    )
    for title, listed in (("unknown", found.unknown), ("doubtful", found.doubts)):
        if listed:
            yield f"{title}:"
            yield from (_line(one, places) for one in listed)


def _line(one: Listed, places: _Places) -> str:
    """Return how often a spelling occurs, what it is, and its first positions."""
    words = ", ".join(one.base_forms)
    what = f"{words} ({one.level or 'not taught'})" if words else "not in the lexicon"
    where = " ".join(map(places.of, one.starts[:3])) + (" …" if one.count > 3 else "")
    return f"{one.count:6} × {harmless(one.text)}: {harmless(what)}  {where}"


def _percent(share: float) -> str:
    """Return a share in percent, rounded down: 100 means all."""
    return f"{int(share * 1000) / 10:.1f}"


def as_json(found: Coverage, language: str) -> str:
    """Return a coverage as JSON; positions are counted in characters of the text in normalization form C."""
    record = {
        "language": language,
        "level": found.level,
        "lower": found.lower,
        "upper": found.upper,
        "running_words": found.words,
        "known": found.known,
        "doubtful": found.doubtful,
        "apart": {kind.value: count for kind, count in found.apart.items()},
        "unknown_words": [_listed(one) for one in found.unknown],
        "doubtful_words": [_listed(one) for one in found.doubts],
    }
    return harmless_json(json.dumps(record, ensure_ascii=False, indent=2))


def _listed(one: Listed) -> dict[str, object]:
    return {
        "text": one.text,
        "count": one.count,
        "starts": one.starts,
        "base_forms": one.base_forms,
        "level": one.level,
    }
