"""Plan what steps and new entries make of the files of a pack. Writes nothing.

A word list is only rewritten if its new text reads back as what it should be. An entry that would no longer follow the
schema, or that cannot be edited the way its file is written, stays as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.builder.discover import PackFolder
from pipeline.curation.entry_plan import word_list
from pipeline.curation.files import Rewrite, is_link
from pipeline.curation.fix import UnfaithfulError
from pipeline.curation.round_trip import csv_steps, yaml_steps
from pipeline.curation.round_trip.refused import Refused, new_faults
from pipeline.curation.round_trip.steps import Step, changed, ordered
from pipeline.curation.scaffold import with_lines, word_list_of
from pipeline.model.lexicon import Document
from pipeline.reading import csv_rows, yaml_events
from pipeline.stages import Context

LAYOUT = "the way its file is written does not allow it; change it there"
LAST = "a word list must keep at least one word"
UNREAD = "its file cannot be read; `babblr-vocab validate` says why"
LINKED = "its file is a link, or is reached through one"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that the pack does not have, and where it goes."""

    record: dict[str, Any]
    level: str
    topic: str


@dataclass(slots=True)
class Rewritten:
    """The files, and the entries that stay as they are."""

    rewrites: list[Rewrite] = field(default_factory=list)
    changed: dict[tuple[str, int], Sequence[Refused]] = field(default_factory=dict)
    """What is in the way, by file and index, of the entries that were to change."""
    new: dict[int, Sequence[Refused]] = field(default_factory=dict)
    """By position among the new entries."""


@dataclass(slots=True)
class _List:
    """A word list, and what becomes of it."""

    document: Document | None
    path: Path
    steps: dict[int, list[Step]] = field(default_factory=dict)
    new: dict[int, NewEntry] = field(default_factory=dict)


def plan(
    pack: PackFolder,
    documents: Sequence[Document],
    steps: Mapping[tuple[str, int], list[Step]],
    new: Sequence[NewEntry] = (),
) -> Rewritten:
    """Return what becomes of the files of a pack. `documents` are its own, as `stages.extract` reads them."""
    found = Rewritten()
    context = Context(folder=pack.path, name=pack.name, profile=pack.profile)
    pack_text = next((one.text for one in documents if one.kind == "pack"), "")
    for one in _lists(pack, documents, steps, new):
        while one.steps or one.new:
            try:
                text = _rewritten(one, context, pack_text)
            except _RefusedError as error:
                for index, refused in error.entries.items():
                    found.changed[one.document.file if one.document else "", index] = refused
                    del one.steps[index]
                for number, refused in error.new.items():
                    found.new[number] = refused
                    del one.new[number]
            else:
                before = one.document.text if one.document else None
                if text != before:
                    found.rewrites.append(Rewrite(one.path, pack.path, before, text))
                break
    return found


def _lists(
    pack: PackFolder,
    documents: Sequence[Document],
    steps: Mapping[tuple[str, int], list[Step]],
    new: Sequence[NewEntry],
) -> Iterable[_List]:
    found: dict[str, _List] = {}
    known = {one.file: one for one in documents}
    for (file, index), own in steps.items():
        if own:
            found.setdefault(file, _List(known[file], Path(file))).steps[index] = own
    for number, one in enumerate(new):
        document = word_list(documents, one.level, one.topic)
        path = Path(document.file) if document else pack.path / one.level / f"{one.topic}.yaml"
        found.setdefault(path.as_posix(), _List(document, path)).new[number] = one
    return [found[file] for file in sorted(found)]


class _RefusedError(Exception):
    """Some entries of a list stay as they are."""

    def __init__(self, entries: Mapping[int, Sequence[Refused]], new: Mapping[int, Sequence[Refused]]) -> None:
        super().__init__()
        self.entries = entries
        self.new = new


def _all(one: _List, why: str) -> _RefusedError:
    refused = (Refused((), why),)
    return _RefusedError(dict.fromkeys(one.steps, refused), dict.fromkeys(one.new, refused))


def _rewritten(one: _List, context: Context, pack_text: str) -> str:
    """Return the new text of a list.

    Raises:
        _RefusedError: some entries must stay as they are.
    """
    document = one.document
    if document is not None and is_link(one.path, context.folder):
        raise _all(one, LINKED)
    if document is not None and not _is_list(document.data):
        raise _all(one, UNREAD)
    old = document.data["words"] if document else []
    words = [changed(entry, ordered(one.steps.get(index, ()))) for index, entry in enumerate(old)]
    words += [entry.record for entry in one.new.values()]
    if not any(entry is not None for entry in words):
        raise _all(one, LAST)
    _check(one, words, context)
    expected = [entry for entry in words if entry is not None]
    try:
        text = _text(one, pack_text)
    except UnfaithfulError:
        text = None
    if text is not None and _read(one, text) == _as_read(one, expected):
        return text
    if len(one.steps) + bool(one.new) > 1:
        raise _culprits(one, words)
    raise _all(one, LAYOUT)


def _is_list(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("words"), list)


def _text(one: _List, pack_text: str) -> str:
    document = one.document
    records = [entry.record for entry in one.new.values()]
    if document is None:
        first = next(iter(one.new.values()))
        lines = [f"  {line}" for record in records for line in yaml_steps.item_lines(record)]
        return word_list_of(lines, first.level, first.topic, pack_text)
    if document.format == "csv":
        return csv_steps.taken(document.text, one.steps, records)
    text = yaml_steps.taken(document.text, one.steps)
    if not records:
        return text
    whole = with_lines(text, (line for record in records for line in yaml_steps.item_lines(record)))
    if whole is None:
        raise UnfaithfulError
    return whole[0]


def _read(one: _List, text: str) -> Any:
    """Return the words in a text, or None if it cannot be read without findings."""
    if one.document and one.document.format == "csv":
        data, findings = csv_rows.parse(text, "", "", "")
    else:
        data, findings = yaml_events.parse(text, "")
    return data["words"] if data and not findings else None


def _as_read(one: _List, words: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return entries as they are read from a table, whose rows are meanings, with examples or without."""
    if not one.document or one.document.format != "csv":
        return words
    blank: dict[str, Any] = {"examples": []}
    return [entry | {"meanings": [blank | meaning for meaning in entry.get("meanings", [{}])]} for entry in words]


def _culprits(one: _List, words: list[dict[str, Any] | None]) -> _RefusedError:
    """Return which entries cannot be changed alone."""
    entries: dict[int, Sequence[Refused]] = {}
    new: dict[int, Sequence[Refused]] = {}
    refused = (Refused((), LAYOUT),)
    old = one.document.data["words"] if one.document else []
    for index, steps in one.steps.items():
        alone = _List(one.document, one.path, {index: steps})
        expected = [words[index] if index == place else entry for place, entry in enumerate(old)]
        if not _alone(alone, [entry for entry in expected if entry is not None]):
            entries[index] = refused
    if one.new and not _alone(
        _List(one.document, one.path, {}, one.new), [*old, *(entry.record for entry in one.new.values())]
    ):
        new = dict.fromkeys(one.new, refused)
    return _RefusedError(entries, new) if entries or new else _all(one, LAYOUT)


def _alone(one: _List, expected: list[dict[str, Any]]) -> bool:
    try:
        return bool(_read(one, _text(one, "")) == _as_read(one, expected))
    except UnfaithfulError:
        return False


def _check(one: _List, words: list[dict[str, Any] | None], context: Context) -> None:
    """Check that the entries that changed follow the schema as well as before.

    Raises:
        _RefusedError: some do not.
    """
    found = new_faults(one.document or _new_list(one), words, context)
    count = len(one.document.data["words"]) if one.document else 0
    entries = {index: refused for index, refused in found.items() if index in one.steps}
    new = {number: found[index] for index, number in enumerate(one.new, count) if index in found}
    if entries or new:
        raise _RefusedError(entries, new)


def _new_list(one: _List) -> Document:
    first = next(iter(one.new.values()))
    data: dict[str, Any] = {"level": first.level, "topic": first.topic, "words": []}
    return Document(one.path.as_posix(), "words", "yaml", "", "", data, first.level, first.topic)
