"""Reports to render: one from a real run, and strategies for any possible report."""

from pathlib import Path

from hypothesis import strategies as st

from pipeline.builder.analyse import analyse
from pipeline.builder.discover import PackFolder
from pipeline.model.findings import Finding, Place, Pointer, Position, Reference, Rule, Severity
from pipeline.reporting.report import Report, numbered
from pipeline.rules.catalogue import catalogue
from tests.packs import broken_pack

PACK = "vocab_sources/es"


def rule(severity: Severity = Severity.ERROR, code: str = "V109", slug: str = "schema") -> Rule:
    return Rule(code, slug, severity, "An entry", "Because.", "bad: 1", "good: 1")


def report_of(*findings: Finding, **more: object) -> Report:
    values = {"rules": tuple(catalogue().values()), "version": "1.2.3", **more}
    return Report(entries=numbered(findings, {PACK: "es"}), **values)  # type: ignore[arg-type]


def report_of_pack(case: str, code: str, folder: Path) -> Report:
    """Return what one rule finds in a broken case, as if the pack were checked in its place."""
    analysis = analyse(PackFolder(broken_pack(case, folder), PACK), chosen={code})
    texts = {document.file: document.text for document in analysis.lexicon.documents}
    return report_of(*analysis.findings, texts=texts, files=sorted(texts))


def place(file: str, line: int, column: int, *pointer: str | int, at_key: bool = False) -> Place:
    return Place(file, pointer, Position(line, column), at_key)


_TERMINAL = ("\x1b[31m", "\x9b2J", "\u202e", "\u2028", "\x85", "\r", "\t", "\0", "\U000e0041", "\ud800", "\ufffe")
_SYNTAX = ("\n::error::x", "%0A", ":", ",", "]]>", "<a>&", '"', "{0}", "[x](1)", "\\", "a|b", "`a`")
_WIDTHS = ("e\u0301", "日本", "👍🏽")
TEXTS = st.lists(st.sampled_from((*_TERMINAL, *_SYNTAX, *_WIDTHS)) | st.text(max_size=8), max_size=6).map("".join)
"""Texts as found in files, and worse."""
FILES = TEXTS.map(lambda text: text.encode("utf-8", "replace").decode() or "a")
_STEPS = TEXTS | st.integers(0, 3)
_POSITIONS = st.builds(Position, st.integers(1, 4), st.integers(1, 300))
_ENDS = st.none() | st.builds(Position, st.integers(5, 9), st.integers(1, 9)) | st.integers(1, 300)


def _place(file: str, pointer: Pointer, start: Position | None, end: Position | int | None, at_key: bool) -> Place:
    """Return a place that ends on another line or after so many characters; without a start there is no end."""
    if isinstance(end, int) and start:
        end = Position(start.line, start.column + end)
    return Place(file, pointer, start, at_key, end if start and not isinstance(end, int) else None)


PLACES = st.builds(
    _place,
    FILES | st.sampled_from(["es/A1/food.yaml", "es/A1/greetings.csv"]),
    st.lists(_STEPS, max_size=4).map(tuple),
    st.none() | _POSITIONS,
    _ENDS,
    st.booleans(),
)
FINDINGS = st.builds(
    Finding,
    st.sampled_from(sorted(catalogue().values(), key=lambda one: one.code)),
    TEXTS,
    PLACES,
    st.none() | TEXTS,
    st.none() | TEXTS,
    st.lists(st.builds(Reference, TEXTS, PLACES), max_size=2).map(tuple),
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any findings, about files with any text."""
    findings = draw(st.lists(FINDINGS, max_size=4))
    files = {one.file for finding in findings for one in finding.places}
    texts = {file: draw(TEXTS) for file in sorted(files)}
    fails = draw(st.sampled_from([{Severity.ERROR}, {Severity.ERROR, Severity.WARNING}]))
    ordered = sorted(findings, key=Finding.sort_key)
    return report_of(*ordered, texts=texts, files=sorted(files), fails=frozenset(fails), rules=())
