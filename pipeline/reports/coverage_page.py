"""The coverage of a text as a page: each word in the colour of its level, what is not known marked and listed."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, NamedTuple

from markupsafe import Markup, escape

from pipeline.app.vocabulary import TaughtPattern
from pipeline.model.cefr import LEVELS
from pipeline.recognition.coverage import Standing, needs
from pipeline.recognition.pieces import Piece
from pipeline.recognition.tokens import Spelling, Token, TokenKind
from pipeline.reporting.coverage import pattern_counts, plain_lines, share
from pipeline.reporting.tally import Entry, Tally
from pipeline.reports.page import page

_CHUNK = 1 << 16
_LINES = 5
"""The most lines that are named for a word."""


class WordEntry(NamedTuple):
    """A word of the lexicon that stands in the text."""

    anchor: str
    """Its name in the page."""
    base_form: str
    part_of_speech: str
    level: str | None
    translations: tuple[str, ...] = ()


@dataclass(slots=True)
class HeatMap:
    """The text as HTML, kept on the disk while it is counted: it may be longer than memory."""

    _text: IO[str]
    _words: dict[int, WordEntry] = field(default_factory=dict)
    _levels: Counter[str | None] = field(default_factory=Counter)

    def add(self, piece: Piece, tokens: list[Token], standings: Mapping[Spelling, Standing]) -> None:
        """Add a piece of the text, as `tally.tallied` gives it."""
        tags = {one: self._tag(one, found) for one, found in standings.items()}
        done = 0
        for start, end, spelling in tokens:
            if spelling.kind is TokenKind.WORD:
                self._levels[_level(spelling)] += spelling.running_words
                self._text.write(_escaped(piece.text[done:start]))
                self._text.write(f"{tags[spelling]}{_escaped(piece.text[start:end])}</a>")
                done = end
        self._text.write(_escaped(piece.text[done:]))

    def _tag(self, spelling: Spelling, standing: Standing) -> str:
        """Return the beginning of a word's link, and note the entries that it leads to."""
        first, *others = self._noted(spelling) or ("absent",)
        also = f' data-also="{" ".join(others)}"' if others else ""
        mark = "" if standing is Standing.KNOWN else f" {standing.value}"
        return f'<a class="{_level(spelling) or "absent"}{mark}" href="#{first}"{also}>'

    def _noted(self, spelling: Spelling) -> list[str]:
        """Note what a word may be, and return the anchors of these entries."""
        for one in spelling.likely:
            for word in (one.word, *one.words):
                part_of_speech = one.part_of_speech if word == one.word else ""
                known = self._words.get(word.id)
                if known is None or (part_of_speech and not known.part_of_speech):
                    self._words[word.id] = WordEntry(
                        known.anchor if known else f"w{len(self._words)}", word.base_form, part_of_speech, word.level
                    )
        words = (word.id for one in spelling.likely for word in (one.word, *one.words))
        return [self._words[one].anchor for one in dict.fromkeys(words)]

    def text(self) -> Iterator[Markup]:
        """Yield what was added, as HTML."""
        self._text.seek(0)
        while part := self._text.read(_CHUNK):
            yield Markup(part)  # noqa: S704  every piece was escaped when it was added

    def levels(self) -> list[tuple[str | None, int]]:
        """Return the running words of each level, and at the end of none."""
        return [(one, self._levels[one]) for one in (*LEVELS, None) if self._levels[one]]

    def words(self, translations: Mapping[int, tuple[str, ...]]) -> list[WordEntry]:
        """Return the entries by level and letters, with their translations by the words' ids."""
        found = (one._replace(translations=translations.get(id_, ())) for id_, one in self._words.items())
        return sorted(found, key=lambda one: (one.level or "~", one.base_form.lower(), one.anchor))


@contextmanager
def heat_map() -> Iterator[HeatMap]:
    """Yield an empty heat map, which is gone with the context."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as text:
        yield HeatMap(text)


def coverage_page(
    heat: HeatMap,
    found: Tally,
    language: str,
    name: str,
    *,
    language_name: str,
    taught: Mapping[str, TaughtPattern] | None,
    translations: Mapping[int, tuple[str, ...]],
) -> Iterator[str]:
    """Yield the page of a text that was counted: `name` is its title, `language_name` what the language is called.

    `taught` are the constructions that meanings explain, if those of the text are to be listed; `translations` are by
    the ids of words.
    """
    yield from page(
        "coverage.html",
        name=name,
        language=language,
        language_name=language_name,
        found=found,
        share=share(found),
        levels=heat.levels(),
        text=heat.text(),
        unknown=_listed(found, Standing.UNKNOWN),
        doubtful=_listed(found, Standing.DOUBTFUL),
        words=heat.words(translations),
        patterns=pattern_counts(found),
        taught=taught,
    )


def _listed(found: Tally, which: Standing) -> Iterator[tuple[Entry, str]]:
    for one in found.entries(which):
        lines = dict.fromkeys(place.line for place in islice(found.places(which, one), _LINES))
        yield one, ", ".join(map(str, lines)) + (" …" if one.times > _LINES else "")


def _level(spelling: Spelling) -> str | None:
    """Return the level that teaches a word; a damaged database may say another than there are."""
    return min((level for one in spelling.likely if (level := needs(one)) in LEVELS), default=None)


def _escaped(text: str) -> str:
    return str(escape(plain_lines(text)))
