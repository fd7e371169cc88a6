"""The notes of an Anki package: one note type for all languages and releases, and a note for each word."""

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.export.gaps import gap_in
from pipeline.export.vocabulary import Vocabulary, Word
from pipeline.model.identity import stable_id
from pipeline.reporting.terminal import harmless

FIELDS = (
    "Word",
    "Article",
    "Plural",
    "Gender",
    "Pronunciation",
    "Audio",
    "Part of speech",
    "Meaning",
    "Definition",
    "Gap",
    "Example",
    "Example translation",
    "Notes",
    "Language",
    "Level",
    "Source",
    "Spare 1",
    "Spare 2",
    "Spare 3",
    "Spare 4",
)
"""Never to be changed: with other fields, Anki makes a second note type, and notes are no longer updated.

What a later release adds goes into a spare field, whose name stays.
"""
CHANGED = "2026-11-30"
"""The day on which the templates or the style last changed: Anki takes them over if its own are older."""

_WORD = """<div class="word {{Gender}}" lang="{{Language}}">{{Article}}{{Word}}</div>"""
_ABOUT = """\
{{#Pronunciation}}<div class="ipa">[{{Pronunciation}}]</div>{{/Pronunciation}}
{{Audio}}
<div class="grammar">{{Part of speech}}{{#Gender}}, {{Gender}}{{/Gender}}{{#Plural}} · plural:
<span lang="{{Language}}">{{Plural}}</span>{{/Plural}}</div>"""
_MORE = """\
<div class="definition" lang="{{Language}}">{{Definition}}</div>
{{#Example}}<div class="example"><div lang="{{Language}}">{{Example}}</div>
<div>{{Example translation}}</div></div>{{/Example}}
{{#Notes}}<div class="notes">{{Notes}}</div>{{/Notes}}
<div class="source">{{Source}}</div>"""
_MEANING = """<div class="meaning">{{Meaning}}</div>"""

TEMPLATES = (
    ("Word → meaning", f"{_WORD}\n{{{{Audio}}}}", f"{_WORD}\n{_ABOUT}\n<hr id=answer>\n{_MEANING}\n{_MORE}"),
    (
        "Meaning → word",
        f"""{{{{#Meaning}}}}{_MEANING}\n<div class="grammar">{{{{Part of speech}}}}</div>{{{{/Meaning}}}}""",
        f"{_MEANING}\n<hr id=answer>\n{_WORD}\n{_ABOUT}\n{_MORE}",
    ),
    (
        "Gap",
        """{{#Gap}}<div class="gap" lang="{{Language}}">{{Gap}}</div>\n<div>{{Example translation}}</div>{{/Gap}}""",
        f"""<div class="gap" lang="{{{{Language}}}}">{{{{Example}}}}</div>\n<hr id=answer>\n{_WORD}\n{_ABOUT}
{_MEANING}\n<div class="definition" lang="{{{{Language}}}}">{{{{Definition}}}}</div>
<div class="source">{{{{Source}}}}</div>""",
    ),
)
"""The name, front and back of each card. The names and their order must not change either."""

STYLE = """\
.card { font-family: system-ui, sans-serif; font-size: 20px; text-align: center; color: #1f2328; background: #fff; }
.word, .gap { font-size: 32px; margin: 12px; }
.meaning { font-size: 26px; margin: 12px; }
.meaning ol { display: inline-block; text-align: left; margin: 0; }
.ipa, .grammar, .notes { color: #57606a; }
.definition, .example, .notes { margin: 12px auto; max-width: 36em; }
.source { font-size: 12px; color: #57606a; margin-top: 24px; }
.masculine { color: #1d4ed8; }
.feminine { color: #b91c1c; }
.neuter { color: #047857; }
.common { color: #6d28d9; }
.nightMode.card, .nightMode .card { color: #e6edf3; background: #22272e; }
.nightMode .ipa, .nightMode .grammar, .nightMode .notes, .nightMode .source { color: #adbac7; }
.nightMode .masculine { color: #93c5fd; }
.nightMode .feminine { color: #fca5a5; }
.nightMode .neuter { color: #6ee7b7; }
.nightMode .common { color: #c4b5fd; }
"""
"""Genders have a colour besides their article, never instead of it."""

NOTE_TYPE = stable_id("anki", "note type")
_MEANS, _GAP = FIELDS.index("Meaning"), FIELDS.index("Gap")
_TAKEN = '<span class="taken">[…]</span>'
_NOT_IN_TAGS = re.compile(r"[^\w./-]+")


class Note(NamedTuple):
    """A note."""

    word: int
    guid: str
    """By which Anki knows the note again: the word's id, in every release."""
    fields: tuple[str, ...]
    """Their HTML, in the order of `FIELDS`."""
    tags: tuple[str, ...]
    level: str

    @property
    def cards(self) -> tuple[int, ...]:
        """The numbers of the templates that there is a card of."""
        return (0, 1, 2) if self.fields[_GAP] else (0, 1)


def notes(vocabulary: Vocabulary) -> Iterator[Note]:
    """Yield a note for each word, in the order in which they are to be learnt: by lesson, then by priority."""
    places = {
        item.word: number
        for number, item in reversed(list(enumerate(item for one in vocabulary.lessons for item in one.items)))
    }
    last = len(places)
    for word in sorted(vocabulary.words, key=lambda one: (one.level, places.get(one.id, last))):
        yield Note(word.id, f"babblr-{word.id}", _fields(word, vocabulary), _tags(word), word.level)


def _fields(word: Word, vocabulary: Vocabulary) -> tuple[str, ...]:
    release = vocabulary.release
    gap = gap_in(word, spaces=vocabulary.profile.spaces)
    shown = gap.example if gap else next((one for sense in word.meanings for one in sense.examples), None)
    article = word.article(vocabulary.profile)
    stated = {
        "Word": _html(word.base_form),
        "Article": _html(article) + ("" if article.endswith("’") else "&nbsp;") if article else "",
        "Plural": _html(word.plural),
        "Gender": word.gender or "",
        "Pronunciation": _html(word.pronunciation),
        "Part of speech": _html(word.part_of_speech),
        "Meaning": _listed([one.translation for one in word.meanings]),
        "Definition": _listed([one.text for one in word.meanings]),
        "Gap": f"{_html(gap.before)}{_TAKEN}{_html(gap.after)}" if gap else "",
        "Example": _html(shown.text) if shown else "",
        "Example translation": _html(shown.translation) if shown else "",
        "Notes": _html(word.notes),
        "Language": _html(release.language),
        "Level": word.level,
        "Source": f"{_html(release.attribution)}. {_html(release.licence)}",
    }
    return tuple(stated.get(name, "") for name in FIELDS)


def _listed(texts: list[str]) -> str:
    if len(texts) == 1:
        return _html(texts[0])
    return "<ol>" + "".join(f"<li>{_html(one)}</li>" for one in texts) + "</ol>"


def _html(text: str | None) -> str:
    """Return text as HTML in which Anki sees no sound, LaTeX or template either."""
    return html.escape(harmless(text or "")).replace("[", "&#91;").replace("{", "&#123;")


def _tags(word: Word) -> tuple[str, ...]:
    named = [("lesson", one) for one in word.lessons] + [("topic", one) for one in word.topics]
    return tuple(f"{kind}::" + _NOT_IN_TAGS.sub("_", one).replace("/", "::") for kind, one in named)


def note_type() -> dict[str, Any]:
    """Return the note type as a collection has it, without the time at which it was changed."""
    field = {"font": "Arial", "media": [], "rtl": False, "size": 20, "sticky": False}
    card = {"bafmt": "", "bqfmt": "", "bfont": "", "bsize": 0, "did": None}
    return {
        "id": NOTE_TYPE,
        "name": "Babblr word",
        "type": 0,
        "css": STYLE,
        "sortf": 0,
        "did": 1,
        "flds": [field | {"name": name, "ord": number} for number, name in enumerate(FIELDS)],
        "tmpls": [
            card | {"name": name, "ord": number, "qfmt": front, "afmt": back}
            for number, (name, front, back) in enumerate(TEMPLATES)
        ],
        "req": [[0, "any", [0]], [1, "all", [_MEANS]], [2, "all", [_GAP]]],
        "latexPre": "",
        "latexPost": "",
        "latexsvg": False,
        "tags": [],
        "vers": [],
        "usn": -1,
    }
