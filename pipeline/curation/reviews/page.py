"""The queue as a page to read: HTML that needs nothing else, in light and dark, for screens, readers and paper."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from pipeline.curation.reading_samples.sheet import NOT_SHOWN
from pipeline.curation.reviews.queue import Item
from pipeline.model.fields import EXAMPLE, FORM, MEANING, WORD, Field, Record, fields_of
from pipeline.reporting.terminal import harmless

_HEAD = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem;
  color: CanvasText; background: Canvas; }}
article {{ break-inside: avoid; border-top: 1px solid GrayText; padding: 1rem 0; }}
h2 {{ font-size: 1.25rem; margin: 0; }}
p {{ margin: .25rem 0; }}
table {{ border-collapse: collapse; width: 100%; margin: .5rem 0; }}
caption {{ text-align: start; font-weight: 600; }}
th, td {{ text-align: start; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid GrayText; }}
th {{ width: 11rem; font-weight: 600; }}
td {{ overflow-wrap: anywhere; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{said}</p>
"""
_TAIL = "</main>\n</body>\n</html>\n"


def as_html(items: Sequence[Item], title: str, language: str, sheet: str = "") -> str:
    """Return the page. `language` is the code of the language that is taught, `sheet` the name of the file to fill in.

    The entries have the numbers that they have in the sheet.
    """
    said = "Read each entry aloud, as a speaker of the language would. The most doubtful come first."
    if sheet:
        said += f" Write right, wrong or question beside its number into {sheet}."
    head = _HEAD.format(title=_text(title), said=_text(said))
    return head + "".join(_article(number, item, language) for number, item in enumerate(items, 1)) + _TAIL


def _article(number: int, item: Item, language: str) -> str:
    name = f"entry-{number}"
    about = f"{item.document.level}, {item.document.topic}: {item.why}, last read {item.last_read or 'never'}"
    parts = [
        f'<article aria-labelledby="{name}">\n<h2 id="{name}">{number}. {_in(item.name, language)}</h2>\n',
        f"<p>{_text(about)}</p>\n",
        *_tables(item, language),
    ]
    doubts = item.doubts.lines()
    if doubts:
        parts.append(f"<h3>What speaks against it</h3>\n<ul>{_items(doubts)}</ul>\n")
    if item.readings:
        said = (f"{one.read_on}, {one.reader}: {one.verdict} {one.comment}".rstrip() for one in item.readings)
        parts.append(f"<h3>What readers said</h3>\n<ul>{_items(said)}</ul>\n")
    return "".join([*parts, "</article>\n"])


def _items(texts: Any) -> str:
    return "".join(f"<li>{_text(text)}</li>" for text in texts)


def _tables(item: Item, language: str) -> Iterator[str]:
    yield _table("Word", _rows(WORD, item.entry, language))
    meanings = [one for one in _list(item.entry.get("meanings")) if isinstance(one, dict)]
    for number, meaning in enumerate(meanings, 1):
        rows = _rows(MEANING, meaning, language)
        for place, example in enumerate(_list(meaning.get("examples")), 1):
            own = _rows(EXAMPLE, example, language) if isinstance(example, dict) else ()
            rows += [(f"example {place}: {label}", cell) for label, cell in own]
        yield _table(f"Meaning {number}" if len(meanings) > 1 else "Meaning", rows)
    forms = [one for one in _list(item.entry.get("forms")) if isinstance(one, dict)]
    if forms:
        yield _table("Forms", [(str(one.get("type")), cell) for one in forms for cell in _form(one, language)])


def _form(form: Mapping[str, Any], language: str) -> Iterator[str]:
    yield from (cell for label, cell in _rows(FORM, form, language) if label == "text")


def _table(caption: str, rows: Sequence[tuple[str, str]]) -> str:
    lines = (f'<tr><th scope="row">{_text(label)}</th><td>{cell}</td></tr>\n' for label, cell in rows)
    return f"<table>\n<caption>{_text(caption)}</caption>\n{''.join(lines)}</table>\n" if rows else ""


def _rows(record: Record, values: Mapping[str, Any], language: str) -> list[tuple[str, str]]:
    """Return the fields of a record that a learner is told about, each with its cell."""
    shown = (one for one in fields_of(record) if one.name not in NOT_SHOWN and one.name in values)
    found = ((one, _said(values[one.name])) for one in shown if one.name != "base_form")
    return [(one.name.replace("_", " "), _cell(one, text, language)) for one, text in found if text]


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) if not any(isinstance(one, dict) for one in value) else ""
    return "" if value is None or isinstance(value, dict) else str(value)


def _cell(field: Field, text: str, language: str) -> str:
    return _in(text, language) if field.taught else _text(text)


def _in(text: str, language: str) -> str:
    """Return a text in the language that is taught, so that a screen reader says it in it."""
    return f'<span lang="{_text(language)}">{_text(text)}</span>'


def _text(text: str) -> str:
    return escape(harmless(text))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
