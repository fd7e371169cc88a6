"""A report as Markdown, for the summary of a job or a comment on a pull request."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.reporting.markdown import escaped
from pipeline.reports.overview import Overview

MOST_GAPS = 50
"""The most concepts with a gap that are listed."""


def report_markdown(overview: Overview) -> str:
    """Return tables of words, concepts, review, coverage and findings."""
    return "".join(f"{line}\n" for part in _parts(overview) for line in part)


def _parts(overview: Overview) -> Iterator[list[str]]:
    yield [f"# {escaped(overview.title)}", ""]
    if overview.absent:
        yield [f"A database does not say: {', '.join(overview.absent)}. A report of the packs does.", ""]
    yield _table(
        "Words by level",
        ["language", "level", "words", "up to it", "target"],
        (
            [overview.name(one["language"]), one["level"], one["words"], one["cumulative"], one["target"] or "–"]
            for one in overview.counts
        ),
    )
    yield _table(
        "Coverage of everyday talk",
        ["language", "level", "words learnt", "known"],
        (
            [overview.name(language), level, words, f"{100 * curve.share(words):.1f} %"]
            for language, curve in overview.curves.items()
            for level, words in curve.levels
        ),
    )
    yield _table(
        "Concepts with a word or a reason",
        ["level", "language", "covered", "concepts"],
        ([level, overview.name(language), covered, whole] for level, language, covered, whole in overview.covered()),
    )
    gaps = overview.gaps[:MOST_GAPS]
    yield _table(
        "Gaps",
        ["concept", "level", "languages"],
        (
            [one.concept.id, one.concept.level, ", ".join(name for name, cell in one.cells.items() if cell.gap)]
            for one in gaps
        ),
    )
    yield _table(
        "Review",
        ["language", "level", "not filled in", "drafts", "reviewed", "last read"],
        (
            [overview.name(one.language), one.level, one.empty, one.drafts, one.reviewed, one.last or "–"]
            for one in overview.reviews
        ),
    )
    yield _table(
        "Lessons and assessments",
        ["language", "vocabulary lessons", "grammar lessons", "exercises", "assessments", "questions"],
        (
            [
                overview.name(language),
                len(overview.lessons.get(language, ())),
                sum(one.language == language for one in overview.grammar),
                sum(one.exercises for one in overview.grammar if one.language == language),
                sum(one.language == language for one in overview.assessments),
                sum(one.questions for one in overview.assessments if one.language == language),
            ]
            for language in overview.languages
        ),
    )
    yield _table(
        "Findings",
        ["severity", "rule", "what", "number"],
        ([one.rule.severity.value, one.rule.code, one.rule.title, len(one.findings)] for one in overview.groups()),
    )


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [f"| {' | '.join(escaped(str(cell)) for cell in row)} |" for row in rows]
    return [f"## {title}", "", f"| {' | '.join(columns)} |", "|---" * len(columns) + "|", *lines, ""] if lines else []
