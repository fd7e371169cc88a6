"""The entries that are to be read by a second person, as a page to read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.builder.rows import grammatical_info
from pipeline.curation.reading_samples.sheet import NOT_SHOWN
from pipeline.curation.reviews.queue import Item
from pipeline.languages.apostrophes import printed
from pipeline.languages.articles import article_of, joined
from pipeline.languages.profile import Profile
from pipeline.model.fields import EXAMPLE, FORM, MEANING, WORD, Record, fields_of
from pipeline.model.lexicon import Word
from pipeline.reports.browse.paradigm import KeyForms, StoredForm, key_forms
from pipeline.reports.page import page


class Line(NamedTuple):
    """What a learner is told."""

    label: str
    text: str
    taught: bool
    """Whether it is in the language that is taught."""


class Shown(NamedTuple):
    """An entry as it is shown."""

    item: Item
    name: str
    """With the article of a noun."""
    plural: str | None
    tables: list[tuple[str, list[Line]]]
    """Each with its caption."""
    forms: list[KeyForms]


def review_page(
    items: Sequence[Item],
    title: str,
    profile: Profile,
    words: Mapping[tuple[str, int], Word] = {},
    sheet: str = "",
) -> Iterator[str]:
    """Yield the page. The entries have the numbers that they have in the sheet; `sheet` is its name.

    `profile` is that of the language taught. `words` are by file and index: those entries that are sound, with forms.
    """
    shown = (_shown(item, profile, words.get((item.document.file, item.index))) for item in items)
    yield from page("review.html", title=title, language=profile.code, sheet=sheet, entries=shown)


def _shown(item: Item, profile: Profile, word: Word | None) -> Shown:
    tables = [(caption, lines) for caption, lines in _tables(item.entry) if lines]
    if word is None:
        return Shown(item, item.name, None, tables, [])
    noun = word.part_of_speech == "noun"
    article = article_of(profile, word) if noun else None
    plural = next((form.text for form in word.forms if noun and form.type == "plural"), None)
    stored = [StoredForm(form.type, form.text, grammatical_info(form.features)) for form in word.forms]
    forms = list(key_forms(stored, word.base_form))
    return Shown(item, joined(article and printed(article), item.name), plural, tables, forms)


def _tables(entry: Mapping[str, Any]) -> Iterator[tuple[str, list[Line]]]:
    """Yield captions and lines. The entry may be anything: it need not be valid."""
    yield "Word", _lines(WORD, entry)
    meanings = [one for one in _list(entry.get("meanings")) if isinstance(one, dict)]
    for number, meaning in enumerate(meanings, 1):
        lines = _lines(MEANING, meaning)
        for place, example in enumerate(_list(meaning.get("examples")), 1):
            own = _lines(EXAMPLE, example) if isinstance(example, dict) else ()
            lines += [one._replace(label=f"example {place}: {one.label}") for one in own]
        yield (f"Meaning {number}" if len(meanings) > 1 else "Meaning"), lines
    forms = [one for one in _list(entry.get("forms")) if isinstance(one, dict)]
    texts = ((one, line) for one in forms for line in _lines(FORM, one) if line.label == "text")
    yield "Forms of the entry itself", [line._replace(label=str(one.get("type"))) for one, line in texts]


def _lines(record: Record, values: Mapping[str, Any]) -> list[Line]:
    """Return the fields of a record that a learner is told about."""
    fields = (one for one in fields_of(record) if one.name not in {*NOT_SHOWN, "base_form"} and one.name in values)
    lines = (Line(one.name.replace("_", " "), _said(values[one.name]), bool(one.taught)) for one in fields)
    return [one for one in lines if one.text]


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) if not any(isinstance(one, dict) for one in value) else ""
    return "" if value is None or isinstance(value, dict) else str(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
