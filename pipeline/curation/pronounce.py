"""Propose pronunciations, as far as the language's rules know them. A curator listens and decides.

An existing pronunciation is never changed, but a difference from the rules can be reported. A field that says FIXME is
as good as missing. What a published list has, if one is installed for the language, is proposed, with its name as the
entry's `source`, only if pack.yaml lists it: its licence may ask for more than that of the pack. A difference from the
list can be reported, too.
"""

import importlib
import importlib.util
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.curation import csv_cells
from pipeline.curation.edits import Edit, applied, line_break, line_start, next_line
from pipeline.curation.fields import key_order
from pipeline.curation.files import Rewrite
from pipeline.curation.proposals import ProposalKind
from pipeline.curation.scaffold import written_entries
from pipeline.curation.yaml_scalars import written
from pipeline.languages import references
from pipeline.languages.inflection import Lexeme
from pipeline.languages.references import Reference
from pipeline.model.findings import Place, Pointer
from pipeline.model.iso639 import ISO_639_1
from pipeline.model.lexicon import PARTS_OF_SPEECH, Document, Unfinished, Word
from pipeline.model.nodes import Node
from pipeline.model.placeholders import is_placeholder
from pipeline.reading.csv_rows import grouped
from pipeline.reading.csv_table import read
from pipeline.reading.yaml_tree import compose

FIELD = "pronunciation"
_SOURCE = "source"
_REFUSED = "the rules do not cover it; write it yourself, or leave it empty"

Pronounce = Callable[[str, str], str | None]
"""Maps a base form and part of speech to broad IPA, or to None if the rules cannot know it."""


@dataclass(frozen=True, slots=True)
class PronunciationProposal:
    """What the rules propose for one word. Where they agree with the pack there is no proposal."""

    kind: ProposalKind
    base_form: str
    place: Place
    """The word's entry."""
    pronunciation: str | None
    """What the rules give, or the list."""
    message: str
    source: str | None = None
    """The list that it is from, if it is not from the rules."""


class NoPronunciationError(Exception):
    """The language has no pronunciation rules."""


def pronouncer(code: str) -> Pronounce | None:
    """Return the function that pronounces words of a language, or None if there is none."""
    name = f"pipeline.languages.{code}"
    if code not in ISO_639_1 or importlib.util.find_spec(name) is None:
        return None
    if importlib.util.find_spec(f"{name}.pronunciation") is None:
        return None
    pronounce: Pronounce = importlib.import_module(f"{name}.pronunciation").pronounce
    return pronounce


def propose(words: Iterable[Word], code: str, sources: Collection[str] = ()) -> Iterator[PronunciationProposal]:
    """Yield the proposals for the words of a language, in the order of the words.

    `sources` are the ids of those that pack.yaml lists.

    Raises:
        NoPronunciationError: the language has no rules.
    """
    pronounce = pronouncer(code)
    if pronounce is None:
        raise NoPronunciationError(f"there are no pronunciation rules for “{code}” yet")
    reference = references.pronunciations(code)
    for word in words:
        if word.part_of_speech not in PARTS_OF_SPEECH:
            message = "the rules need its part of speech, which is to be written first"
            yield PronunciationProposal(ProposalKind.UNKNOWN, word.base_form, word.place, None, message)
            continue
        rules = pronounce(word.base_form, word.part_of_speech)
        lexeme = Lexeme(word.base_form, word.part_of_speech, word.gender)
        theirs = None if reference is None else reference.look_up(lexeme)
        if word.pronunciation is not None and not is_placeholder(word.pronunciation):
            yield from _compared(word, word.pronunciation, rules, theirs, reference)
        elif reference is None or theirs is None or theirs == rules:
            message = _REFUSED if rules is None else rules
            kind = ProposalKind.UNKNOWN if rules is None else ProposalKind.MISSING
            yield PronunciationProposal(kind, word.base_form, word.place, rules, message)
        else:
            yield _consulted(word, rules, theirs, reference, listed=reference.package in sources)


def begun(documents: Iterable[Document], unfinished: Iterable[Unfinished]) -> Iterator[Word]:
    """Yield the drafts that are not filled in, with what the documents say of them so far."""
    places = {one.place for one in unfinished}
    for document, index, entry in written_entries(documents):
        place = Place(document.file, ("words", index))
        if place in places:
            names = ("base_form", "part_of_speech", "gender", FIELD, _SOURCE)
            said = {
                name: value.strip() for name in names if isinstance(value := entry.get(name), str) and value.strip()
            }
            yield Word(
                said.get("base_form", ""),
                said.get("part_of_speech", ""),
                levels=(),
                meanings=(),
                topic=document.topic or "",
                place=place,
                gender=said.get("gender"),
                pronunciation=said.get(FIELD),
                source=said.get(_SOURCE),
            )


def _compared(
    word: Word, ours: str, rules: str | None, theirs: str | None, reference: Reference[str] | None
) -> Iterator[PronunciationProposal]:
    """Yield how a pronunciation differs from the rules, and from the list."""
    if rules is not None and rules != ours:
        message = f"the pack has {ours}, the rules give {rules}"
        yield PronunciationProposal(ProposalKind.DIFFERENT, word.base_form, word.place, rules, message)
    if reference is not None and theirs is not None and theirs != ours:
        message = f"the pack has {ours}, {reference.package} has {theirs}"
        yield PronunciationProposal(ProposalKind.CONTRADICTED, word.base_form, word.place, theirs, message)


def _consulted(
    word: Word, rules: str | None, theirs: str, reference: Reference[str], *, listed: bool
) -> PronunciationProposal:
    """Return what is proposed where only the list knows a word, or has something else than the rules."""
    package = reference.package
    if rules is not None:
        message = f"the rules give {rules}, {package} has {theirs}; write it yourself"
        return PronunciationProposal(ProposalKind.UNKNOWN, word.base_form, word.place, None, message)
    if listed and word.source in (None, package):
        message = f"{theirs}, from {package}"
        return PronunciationProposal(ProposalKind.MISSING, word.base_form, word.place, theirs, message, package)
    message = f"{_REFUSED}. {package} has {theirs}; {reference.condition}"
    return PronunciationProposal(ProposalKind.UNKNOWN, word.base_form, word.place, None, message)


def rewrites(
    root: Path, documents: Iterable[Document], proposals: Collection[PronunciationProposal]
) -> Iterator[Rewrite]:
    """Yield the word lists of the pack at `root` that lack pronunciations, with those that the rules supply."""
    for document in documents:
        text = added(document, proposals)
        if text != document.text:
            yield Rewrite(Path(document.file), root, document.text, text)


def added(document: Document, proposals: Iterable[PronunciationProposal]) -> str:
    """Return the text of a word list with its missing pronunciations added, and the lists that they are from.

    All else stays as it is.
    """
    missing = [one for one in proposals if one.kind is ProposalKind.MISSING and one.place.file == document.file]
    text, add = document.text, _added_to_csv if document.format == "csv" else _added_to_yaml
    for field, values in (
        (FIELD, {one.place.pointer: one.pronunciation for one in missing if one.pronunciation}),
        (_SOURCE, {one.place.pointer: one.source for one in missing if one.source}),
    ):
        text = add(text, field, values) if values else text
    return text


def _added_to_yaml(text: str, field: str, values: Mapping[Pointer, str]) -> str:
    """Add a field to the entries at the pointers, unless they have it filled in."""
    root, end = compose(text).root, line_break(text)
    edits = []
    for pointer, value in values.items():
        entry = root.nearest(pointer)[0]
        there = entry.fields.get(field)
        if there is None:
            edits.append(_new_field(text, entry, field, value, end))
        elif is_placeholder(text[there.start : there.end]):
            edits.append(Edit(there.start, there.end, written(value, flow=entry.flow)))
    return applied(text, edits)


def _new_field(text: str, entry: Node, field: str, content: str, end: str) -> Edit:
    """Return the edit that adds a field after those that precede it in an entry, or else after the first field."""
    order = key_order("words", ("words",))
    before = order[: order.index(field)]
    fields = [name for name in entry.fields if name in before] or list(entry.fields)[:1]
    value = entry.fields[fields[-1]]
    if entry.flow:
        return Edit(value.end, value.end, f", {field}: {written(content, flow=True)}")
    behind = text[value.end - 1] == "\n"  # a block scalar includes its line break
    line = value.end if behind else next_line(text, value.end)
    indent = " " * (entry.start - line_start(text, entry.start))
    added_line = f"{indent}{field}: {written(content)}"
    return Edit(line, line, added_line + end if text[line - 1] == "\n" else end + added_line)


def _added_to_csv(text: str, field: str, values: Mapping[Pointer, str]) -> str:
    """Fill a column in the first rows of the entries at the pointers."""
    table = read(text)
    cells = {
        rows[0].start: values["words", index] for index, rows in enumerate(grouped(table)) if ("words", index) in values
    }
    if field in table.columns:
        column = table.columns.index(field)
        located = ((table.located(row)[column], cells[row.start]) for row in table.rows if row.start in cells)
        return applied(text, [csv_cells.replaced(table, cell, value) for cell, value in located])
    behind = table.columns.index("part_of_speech")
    cells[table.header.start] = field
    edits = []
    for row in (table.header, *table.rows):
        end = table.located(row)[behind].end
        edits.append(Edit(end, end, table.delimiter + csv_cells.written(cells.get(row.start, ""), table)))
    return applied(text, edits)
