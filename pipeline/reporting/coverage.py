"""Coverage as text for people and as JSON, and the text itself with unknown words highlighted."""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import click

from pipeline.app.vocabulary import TaughtPattern
from pipeline.recognition.coverage import Standing
from pipeline.recognition.tokens import Spelling, Token
from pipeline.reporting.tally import Entry, Place, Tally
from pipeline.reporting.terminal import harmless, harmless_cell, harmless_json

_COLOURS = {Standing.UNKNOWN: "red", Standing.DOUBTFUL: "yellow"}


def highlighted(text: str, tokens: Iterable[Token], standings: Mapping[Spelling, Standing]) -> Iterator[str]:
    """Yield the pieces of a text: unknown words in red, doubtful ones in yellow, control characters escaped."""
    done = 0
    for start, end, spelling in tokens:
        colour = _COLOURS.get(standings.get(spelling, Standing.KNOWN))
        if colour:
            yield plain_lines(text[done:start])
            yield click.style(plain_lines(text[start:end]), fg=colour, underline=True)
            done = end
    yield plain_lines(text[done:])


def plain_lines(text: str) -> str:
    """Return text with control characters escaped, except line ends and tabs."""
    parts = re.split("(\n|\t)", text.replace("\r\n", "\n"))
    return "".join(part if part in "\n\t" else harmless(part) for part in parts)


def lines(found: Tally, language: str, taught: Mapping[str, TaughtPattern] | None = None) -> Iterator[str]:
    """Yield the interval, the counts, and the words that are not known, with their first lines and columns.

    `taught` are the constructions that meanings explain; with it, those of the text follow, the most frequent first.
    """
    yield f"{language} {found.level}: {_known(found)}"
    counts = ", ".join(f"{found.counts[one]} {one.value}" for one in Standing)
    yield f"{counts}; set apart: " + ", ".join(
        f"{count} {kind.value}{'s' if count != 1 and kind.value != 'punctuation' else ''}"
        for kind, count in found.apart.items()
    )
    for which in (Standing.UNKNOWN, Standing.DOUBTFUL):
        listed = found.entries(which)
        for number, one in enumerate(listed):
            if number == 0:
                yield f"{which.value}:"
            yield _line(one, found.places(which, one))
    if taught is not None:
        yield "patterns:" if found.patterns else "no patterns"
        for pattern, count in pattern_counts(found):
            meaning = taught.get(pattern)
            what = f"{meaning.translation} ({meaning.level or 'not taught'})" if meaning else "no meaning explains it"
            yield f"{count:6} × {harmless(pattern)}: {harmless(what)}"


def pattern_counts(found: Tally) -> list[tuple[str, int]]:
    """Return the constructions of a text, the most frequent first, then by name."""
    return sorted(found.patterns.items(), key=lambda item: (-item[1], item[0]))


def _known(found: Tally) -> str:
    if not found.words:
        return "there are no running words in this text"
    return f"{click.style(share(found), bold=True)} of {found.words} running words known"


def share(found: Tally) -> str:
    """Return the interval of a coverage in percent; an empty text if there are no running words."""
    if found.lower is None or found.upper is None:
        return ""
    if found.lower == found.upper:
        return f"{percent(found.lower)} %"
    return f"{percent(found.lower)}–{percent(found.upper)} %"


def _line(one: Entry, places: Iterator[Place]) -> str:
    """Return how often a spelling occurs, what it is, and its first positions."""
    words = ", ".join(one.base_forms)
    what = f"{words} ({one.level or 'not taught'})" if words else "not in the lexicon"
    where = " ".join(f"{place.line}:{place.position}" for place in islice(places, 3)) + (" …" if one.times > 3 else "")
    return f"{one.times:6} × {harmless(one.text)}: {harmless(what)}  {where}"


def percent(share: float) -> str:
    """Return a share in percent, rounded down: 100 means all."""
    return f"{int(share * 1000) / 10:.1f}"


def not_in_lexicon(found: Tally) -> Iterator[str]:
    """Yield the words that the lexicon does not have, the most frequent first, as a list that `import` reads.

    Unknown words that a later level teaches are not in it.
    """
    yield "word,frequency\n"
    for one in found.entries(Standing.UNKNOWN):
        if not one.base_forms:
            quoted = harmless_cell(harmless(one.text)).replace('"', '""')
            yield f'"{quoted}",{one.times}\n'


def as_json(found: Tally, language: str, taught: Mapping[str, TaughtPattern] | None = None) -> Iterator[str]:
    """Yield a coverage as JSON, piece by piece; the shares of a text without words are null.

    Places are counted in characters of the text in form C. `taught` is as in `lines`.
    """
    record: dict[str, object] = {
        "language": language,
        "level": found.level,
        "lower": found.lower,
        "upper": found.upper,
        "running_words": found.words,
        "known": found.counts[Standing.KNOWN],
        "doubtful": found.counts[Standing.DOUBTFUL],
        "apart": {kind.value: count for kind, count in found.apart.items()},
    }
    yield _json(record).removesuffix("\n}")
    for name, which in (("unknown_words", Standing.UNKNOWN), ("doubtful_words", Standing.DOUBTFUL)):
        yield f',\n  "{name}": ['
        for number, one in enumerate(found.entries(which)):
            yield "," if number else ""
            yield from _listed(one, found.places(which, one))
        yield "]"
    if taught is not None:
        patterns: list[dict[str, object]] = [
            {"pattern": pattern, "count": count, "taught": taught[pattern]._asdict() if pattern in taught else None}
            for pattern, count in pattern_counts(found)
        ]
        yield f',\n  "patterns": {textwrap.indent(_json(patterns), "  ").lstrip()}'
    yield "\n}\n"


def _listed(one: Entry, places: Iterable[Place]) -> Iterator[str]:
    record = {"text": one.text, "count": one.times, "base_forms": one.base_forms, "level": one.level}
    yield "\n" + textwrap.indent(_json(record).removesuffix("\n}"), "    ") + ',\n      "starts": ['
    for number, place in enumerate(places):
        yield f", {place.start}" if number else str(place.start)
    yield "]\n    }"


def _json(record: dict[str, object] | list[dict[str, object]]) -> str:
    return harmless_json(json.dumps(record, ensure_ascii=False, indent=2))
