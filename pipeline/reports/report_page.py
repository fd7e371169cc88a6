"""The state of packs or of a database as one page."""

from collections.abc import Callable, Iterator

from markupsafe import Markup

from pipeline.model.findings import Place
from pipeline.reports.charts import bars, lines
from pipeline.reports.overview import Overview
from pipeline.reports.page import page

MOST_FINDINGS = 100
"""The most findings of a rule that are listed; `validate` has all."""
MOST_COUNTS = 5
"""The most items of a measure that are listed; `stats --content --format csv` has all."""

MOST_DEFINITIONS = 20_000
"""The most definitions that are listed, in equal parts of each language; `browse` shows all."""


def report_page(overview: Overview, link: Callable[[Place], str]) -> Iterator[str]:
    """Yield the page; `link` gives the address of a place in a file."""
    yield from page(
        "report.html",
        of=overview,
        name=overview.name,
        link=link,
        most_findings=MOST_FINDINGS,
        most_counts=MOST_COUNTS,
        most_definitions=MOST_DEFINITIONS // max(1, len(overview.defined())),
        levels_chart=_levels(overview),
        parts_chart=_parts(overview),
        curves_chart=_curves(overview),
        reviews_chart=_reviews(overview),
    )


def _levels(overview: Overview) -> Markup | None:
    rows = [
        {
            "language": overview.name(row["language"]),
            "level": row["level"],
            "words": row["cumulative"],
            "target": row["target"],
        }
        for row in overview.counts
    ]
    return bars(rows, x="words", y="level", facet="language", target="target", x_title="words") if rows else None


def _parts(overview: Overview) -> Markup | None:
    rows = [
        {"language": overview.name(language), "level": level, "part of speech": part, "words": words}
        for language, level, part, words in overview.parts
    ]
    colour = "part of speech"
    return bars(rows, x="words", y="level", facet="language", colour=colour, x_title="words") if rows else None


def _curves(overview: Overview) -> Markup | None:
    rows = [
        {"language": overview.name(language), "words": words, "share": round(share, 4)}
        for language, curve in overview.curves.items()
        for words, share in curve.points()
    ]
    titles = {"x_title": "words learnt", "y_title": "running words known"}
    return lines(rows, x="words", y="share", series="language", **titles) if rows else None


def _reviews(overview: Overview) -> Markup | None:
    rows = [
        {"language": overview.name(one.language), "level": one.level, "state": state, "entries": count}
        for one in overview.reviews
        for state, count in (("reviewed", one.reviewed), ("draft", one.drafts), ("not filled in", one.empty))
        if count
    ]
    return bars(rows, x="entries", y="level", facet="language", colour="state", x_title="entries") if rows else None
