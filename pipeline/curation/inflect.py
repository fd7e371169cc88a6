"""Fill in a pack's paradigm tables from the language's rules, for a curator to review.

An existing row is never touched. Where the rules disagree, the difference is reported, and the curator decides.

A published list of paradigms, if one is installed for the language, is compared with the rows and the rules. Its facts
are proposed only if pack.yaml lists it as a source: its licence may ask for more than that of the pack.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.curation.files import Rewrite
from pipeline.curation.proposals import ProposalKind
from pipeline.languages import references
from pipeline.languages.inflection import Lexeme, Paradigm, UnknownParadigmError, inflector
from pipeline.languages.profile import Profile
from pipeline.languages.references import Reference
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
    source: str | None = None
    """The list that the paradigm is from, if it is not from the rules."""


class NoInflectionError(Exception):
    """There are no inflection rules for the language."""


def propose(lexicon: Lexicon, profile: Profile, *, consult: bool = True) -> Iterator[RowProposal]:
    """Yield the proposals for the rows of the pack's words, in the order of the words.

    Words whose rules need an extra that is not installed are not compared with the rows there are. Where such a word
    has no row, its proposal says so, and the others are made all the same. A published list is consulted if one is
    installed, and if `consult` says so.

    Raises:
        NoInflectionError: the language has no rules.
    """
    inflect = inflector(profile.code)
    if inflect is None:
        raise NoInflectionError(f"there are no inflection rules for “{profile.code}” yet")
    reference = references.paradigms(profile.code) if consult else None
    rows = {(row.part_of_speech, row.base_form): row for row in lexicon.paradigms}
    for word in lexicon.words:
        for part in word.parts_of_speech:
            if part not in profile.paradigms:
                continue
            lexeme, row = Lexeme(word.base_form, part, word.gender), rows.get((part, word.base_form))
            theirs = reference.look_up(lexeme) if reference else None
            rules: Paradigm | None = None
            reason = ""
            try:
                rules = inflect(lexeme)
            except UnknownParadigmError as error:
                reason = str(error)
            except MissingExtraError:
                message = "no row, and its rules need the extra “curate”"
                yield RowProposal(ProposalKind.NEEDS_EXTRA, part, word.base_form, message, {}, row is not None)
                continue
            if row is not None:
                yield from _compared(lexeme, row.cells, rules, theirs, reference)
            elif reference is None or theirs is None:
                yield _new(lexeme, rules, reason)
            else:
                listed = reference.package in lexicon.pack.sources if lexicon.pack else False
                yield _consulted(lexeme, rules, reason, theirs, reference, listed=listed)


def _compared(
    lexeme: Lexeme,
    row: Paradigm,
    rules: Paradigm | None,
    theirs: Paradigm | None,
    reference: Reference[Paradigm] | None,
) -> Iterator[RowProposal]:
    """Yield how a row differs from the rules, and from the list."""
    if rules is not None and (difference := "; ".join(_differences(row, rules))):
        yield RowProposal(ProposalKind.DIFFERENT, lexeme.part_of_speech, lexeme.base_form, difference, rules, row=True)
    contradiction = _contradiction(row, theirs or {})
    if reference is not None and theirs is not None and contradiction is not None:
        cell, ours, other = contradiction
        message = f"{cell}: the table has {ours}, {reference.package} has {other}"
        yield RowProposal(ProposalKind.CONTRADICTED, lexeme.part_of_speech, lexeme.base_form, message, theirs, row=True)


def _new(lexeme: Lexeme, rules: Paradigm | None, reason: str) -> RowProposal:
    if rules is None:
        message = f"{reason}; {_to_write(lexeme)}"
        return RowProposal(ProposalKind.UNKNOWN, lexeme.part_of_speech, lexeme.base_form, message, {})
    return RowProposal(ProposalKind.MISSING, lexeme.part_of_speech, lexeme.base_form, "no row", rules)


def _consulted(
    lexeme: Lexeme,
    rules: Paradigm | None,
    reason: str,
    theirs: Paradigm,
    reference: Reference[Paradigm],
    *,
    listed: bool,
) -> RowProposal:
    """Return the row of a word that is in the list, as far as rules and list agree and its licence allows."""
    part, base_form, package = lexeme.part_of_speech, lexeme.base_form, reference.package
    if rules is not None:
        contradiction = _contradiction(rules, theirs) or _only_in_rules(rules, theirs)
        if contradiction is None:
            return RowProposal(ProposalKind.MISSING, part, base_form, "no row", rules)
        cell, ours, other = contradiction
        message = f"{cell}: the rules give {ours}, {package} has {other}; {_to_write(lexeme)}"
        return RowProposal(ProposalKind.UNKNOWN, part, base_form, message, {})
    if listed:
        return RowProposal(ProposalKind.MISSING, part, base_form, f"no row; from {package}", theirs, source=package)
    forms = ", ".join(dict.fromkeys(VARIANTS.join(forms) for forms in theirs.values()))
    message = f"{reason}; {_to_write(lexeme)}. {package} has {forms}; {reference.condition}"
    return RowProposal(ProposalKind.UNKNOWN, part, base_form, message, {})


def _to_write(lexeme: Lexeme) -> str:
    return f"write its row in paradigms/{lexeme.part_of_speech}.csv"


def _contradiction(ours: Paradigm, theirs: Paradigm) -> tuple[str, str, str] | None:
    """Return a cell for which two paradigms have no form in common, and what they have.

    What only one has is no contradiction: curators leave out what nobody says, lists do not have everything.
    """
    for cell in sorted(ours.keys() & theirs.keys()):
        if ours[cell] and theirs[cell] and not set(ours[cell]) & set(theirs[cell]):
            return cell, _quoted(ours[cell]), _quoted(theirs[cell])
    return None


def _only_in_rules(rules: Paradigm, theirs: Paradigm) -> tuple[str, str, str] | None:
    """Return a cell that only the rules fill, while the list has others like it: a plural that nobody uses."""
    kinds = {_features(cell) for cell in theirs}
    cell = next((cell for cell in rules if cell not in theirs and _features(cell) in kinds), None)
    return None if cell is None else (cell, _quoted(rules[cell]), _quoted(()))


def _differences(row: Paradigm, rules: Paradigm) -> Iterator[str]:
    """Describe the cells that the rules fill otherwise; about those that they leave empty, the curator knows more."""
    for cell, theirs in sorted(rules.items()):
        ours = row.get(cell, ())
        if ours != theirs:
            yield f"{cell}: the table has {_quoted(ours)}, the rules give {_quoted(theirs)}"


def _features(cell: str) -> tuple[str, ...]:
    return tuple(feature.partition("=")[0] for feature in cell.split("|"))


def _quoted(forms: tuple[str, ...]) -> str:
    return f"“{VARIANTS.join(forms)}”"


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
