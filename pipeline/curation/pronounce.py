"""Propose pronunciations, as far as the language's rules know them. A curator listens and decides.

An existing pronunciation is never changed, but a difference from the rules can be reported.
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
from pipeline.curation.yaml_scalars import written
from pipeline.model.findings import Place, Pointer
from pipeline.model.iso639 import ISO_639_1
from pipeline.model.lexicon import Document, Word
from pipeline.model.nodes import Node
from pipeline.reading.csv_rows import grouped
from pipeline.reading.csv_table import read
from pipeline.reading.yaml_tree import compose

FIELD = "pronunciation"

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
    """What the rules give."""
    message: str


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


def propose(words: Iterable[Word], code: str) -> Iterator[PronunciationProposal]:
    """Yield the proposals for the words of a language, in the order of the words.

    Raises:
        NoPronunciationError: the language has no rules.
    """
    pronounce = pronouncer(code)
    if pronounce is None:
        raise NoPronunciationError(f"there are no pronunciation rules for “{code}” yet")
    for word in words:
        rules = pronounce(word.base_form, word.part_of_speech)
        if word.pronunciation is None:
            message = "the rules do not cover it; write it yourself" if rules is None else rules
            yield PronunciationProposal(
                ProposalKind.UNKNOWN if rules is None else ProposalKind.MISSING,
                word.base_form,
                word.place,
                rules,
                message,
            )
        elif rules is not None and rules != word.pronunciation:
            message = f"the pack has {word.pronunciation}, the rules give {rules}"
            yield PronunciationProposal(ProposalKind.DIFFERENT, word.base_form, word.place, rules, message)


def rewrites(
    root: Path, documents: Iterable[Document], proposals: Collection[PronunciationProposal]
) -> Iterator[Rewrite]:
    """Yield the word lists of the pack at `root` that lack pronunciations, with those that the rules supply."""
    for document in documents:
        text = added(document, proposals)
        if text != document.text:
            yield Rewrite(Path(document.file), root, document.text, text)


def added(document: Document, proposals: Iterable[PronunciationProposal]) -> str:
    """Return the text of a word list with its missing pronunciations added; all else stays as it is."""
    missing = {
        one.place.pointer: one.pronunciation
        for one in proposals
        if one.kind is ProposalKind.MISSING and one.place.file == document.file and one.pronunciation
    }
    if not missing:
        return document.text
    return (_added_to_csv if document.format == "csv" else _added_to_yaml)(document.text, missing)


def _added_to_yaml(text: str, missing: Mapping[Pointer, str]) -> str:
    root = compose(text).root
    end = line_break(text)
    return applied(text, [_new_field(text, root.nearest(pointer)[0], ipa, end) for pointer, ipa in missing.items()])


def _new_field(text: str, entry: Node, ipa: str, end: str) -> Edit:
    """Return the edit that adds the field after those that precede it in an entry, or else after the first field."""
    order = key_order("words", ("words",))
    before = order[: order.index(FIELD)]
    fields = [name for name in entry.fields if name in before] or list(entry.fields)[:1]
    value = entry.fields[fields[-1]]
    if entry.flow:
        return Edit(value.end, value.end, f", {FIELD}: {written(ipa, flow=True)}")
    behind = text[value.end - 1] == "\n"  # a block scalar includes its line break
    line = value.end if behind else next_line(text, value.end)
    indent = " " * (entry.start - line_start(text, entry.start))
    field = f"{indent}{FIELD}: {written(ipa)}"
    return Edit(line, line, field + end if text[line - 1] == "\n" else end + field)


def _added_to_csv(text: str, missing: Mapping[Pointer, str]) -> str:
    table = read(text)
    values = {
        rows[0].start: missing["words", index]
        for index, rows in enumerate(grouped(table))
        if ("words", index) in missing
    }
    if FIELD in table.columns:
        column = table.columns.index(FIELD)
        cells = ((table.located(row)[column], values[row.start]) for row in table.rows if row.start in values)
        return applied(text, [csv_cells.replaced(table, cell, value) for cell, value in cells])
    behind = table.columns.index("part_of_speech")
    values[table.header.start] = FIELD
    edits = []
    for row in (table.header, *table.rows):
        end = table.located(row)[behind].end
        edits.append(Edit(end, end, table.delimiter + csv_cells.written(values.get(row.start, ""), table)))
    return applied(text, edits)
