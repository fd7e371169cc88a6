"""Fill in a pack's paradigm tables from the language's rules, for a curator to review.

An existing row is never touched. Where the rules disagree, the difference is reported, and the curator decides.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.curation.files import Rewrite
from pipeline.curation.proposals import ProposalKind
from pipeline.languages.inflection import Lexeme, Paradigm, UnknownParadigmError, inflector
from pipeline.languages.profile import Profile
from pipeline.model.lexicon import Document, Lexicon
from pipeline.reading import paradigm_rows
from pipeline.reading.paradigm_rows import BASE_FORM, VARIANTS
from pipeline.system.extras import MissingExtraError


@dataclass(frozen=True, slots=True)
class RowProposal:
    """What the rules propose for one word's row. A row that they agree with has no proposal."""

    kind: ProposalKind
    part_of_speech: str
    base_form: str
    message: str
    paradigm: Paradigm
    row: bool = False
    """Whether the table has a row for the word."""


class NoInflectionError(Exception):
    """There are no inflection rules for the language."""


def propose(lexicon: Lexicon, profile: Profile) -> Iterator[RowProposal]:
    """Yield the proposals for the rows of the pack's words, in the order of the words.

    Words whose rules need an extra that is not installed are not compared with the rows there are. Where such a word
    has no row, its proposal says so, and the others are made all the same.

    Raises:
        NoInflectionError: the language has no rules.
    """
    inflect = inflector(profile.code)
    if inflect is None:
        raise NoInflectionError(f"there are no inflection rules for “{profile.code}” yet")
    rows = {(row.part_of_speech, row.base_form): row for row in lexicon.paradigms}
    for word in lexicon.words:
        for part in word.parts_of_speech:
            if part not in profile.paradigms:
                continue
            row = rows.get((part, word.base_form))
            try:
                paradigm = inflect(Lexeme(word.base_form, part, word.gender))
            except UnknownParadigmError as error:
                if row is None:
                    yield RowProposal(ProposalKind.UNKNOWN, part, word.base_form, str(error), {})
                continue
            except MissingExtraError:
                message = "no row, and its rules need the extra “curate”"
                yield RowProposal(ProposalKind.NEEDS_EXTRA, part, word.base_form, message, {}, row is not None)
                continue
            if row is None:
                yield RowProposal(ProposalKind.MISSING, part, word.base_form, "no row", paradigm)
            else:
                difference = "; ".join(_differences(row.cells, paradigm))
                if difference:
                    yield RowProposal(ProposalKind.DIFFERENT, part, word.base_form, difference, paradigm)


def _differences(row: Paradigm, rules: Paradigm) -> Iterator[str]:
    """Describe the cells that the rules fill otherwise; about those that they leave empty, the curator knows more."""
    for cell, theirs in sorted(rules.items()):
        ours = row.get(cell, ())
        if ours != theirs:
            yield f"{cell}: the table has “{VARIANTS.join(ours)}”, the rules give “{VARIANTS.join(theirs)}”"


@dataclass(frozen=True, slots=True)
class TablePlan:
    """The planned changes to the paradigm tables."""

    rewrites: Mapping[str, Rewrite]
    """By part of speech."""
    refused: tuple[str, ...]
    """Which tables cannot be completed, and why."""


def plan_tables(root: Path, lexicon: Lexicon, profile: Profile, proposals: Iterable[RowProposal]) -> TablePlan:
    """Return the incomplete tables of the pack at `root`, with the rows that the rules supply, sorted by base form.

    Every table gets all columns of the profile. Existing rows keep their cells. A table with unreadable rows, or with
    two rows for one word, stays as it is.
    """
    documents = {document.topic: document for document in lexicon.documents if document.kind == "paradigm"}
    added: dict[str, dict[str, Paradigm]] = {}
    for proposal in proposals:
        if proposal.kind is ProposalKind.MISSING:
            added.setdefault(proposal.part_of_speech, {})[proposal.base_form] = proposal.paradigm
    rewrites, refused = {}, []
    for part, rows in added.items():
        document, path = documents.get(part), root / "paradigms" / f"{part}.csv"
        kept = [row for row in lexicon.paradigms if row.part_of_speech == part]
        if len({row.base_form for row in kept}) < len(kept) or not _whole(document, path, profile):
            refused.append(f"{path} was left unchanged: it has errors; see `babblr-vocab validate`")
            continue
        text = table(rows | {row.base_form: row.cells for row in kept}, profile, part)
        rewrites[part] = Rewrite(path, root, document.text if document else None, text)
    return TablePlan(rewrites, tuple(refused))


def _whole(document: Document | None, path: Path, profile: Profile) -> bool:
    """Whether all rows of a table could be read. A missing table has none."""
    if document is None:
        return not path.exists()
    return not paradigm_rows.parse(document.text, document.file, _cells(profile, path.stem))[1]


def _cells(profile: Profile, part_of_speech: str) -> list[str]:
    return [cell for names in profile.paradigms[part_of_speech].values() for cell in names]


def table(rows: dict[str, Paradigm], profile: Profile, part_of_speech: str) -> str:
    """Return a paradigm table as CSV, one row per word."""
    cells = _cells(profile, part_of_speech)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([BASE_FORM, *cells])
    for base_form in sorted(rows):
        writer.writerow([base_form, *(VARIANTS.join(rows[base_form].get(cell, ())) for cell in cells)])
    return out.getvalue()
