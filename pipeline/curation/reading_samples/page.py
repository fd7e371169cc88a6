"""The sheet as a page to print: HTML that needs nothing else."""

from html import escape

from pipeline.curation.reading_samples.sample import Sample
from pipeline.curation.reading_samples.sheet import VERDICTS, columns_for, rows_of
from pipeline.reporting.terminal import harmless

_HEAD = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 11pt/1.35 serif; margin: 1.5cm; }}
article {{ break-inside: avoid; border-top: 1px solid; padding: .4em 0; }}
h2 {{ font-size: 12pt; margin: 0; }}
dl {{ display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; margin: .2em 0 .4em; }}
dt {{ font: 9pt sans-serif; padding-top: .2em; }}
dd {{ margin: 0; }}
p {{ margin: 0; font: 9pt sans-serif; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>Tick one box for each entry, and say below it what is wrong. Some entries have faults that were put there.</p>
"""
_LINE = "_" * 60


def as_html(sample: Sample, title: str) -> str:
    """Return the sheet as a page, with boxes to tick."""
    columns = [name for name in columns_for(sample.words) if name not in ("entry", "verdict", "comment", "base_form")]
    articles = (
        _article(number + 1, list(rows_of(number + 1, word)), columns) for number, word in enumerate(sample.words)
    )
    return _HEAD.format(title=escape(title)) + "".join(articles) + "</body>\n</html>\n"


def _article(number: int, rows: list[dict[str, str]], columns: list[str]) -> str:
    boxes = " ".join(f"☐ {verdict}" for verdict in VERDICTS)
    terms = "".join(_terms(row, columns) for row in rows)
    name = escape(harmless(rows[0]["base_form"]))
    return f"<article>\n<h2>{number}. {name}</h2>\n{terms}<p>{boxes} {_LINE}</p>\n</article>\n"


def _terms(row: dict[str, str], columns: list[str]) -> str:
    """Return what is said of a meaning, and in the first row of the word."""
    filled = ((name, row[name]) for name in columns if row.get(name))
    pairs = "".join(
        f"<dt>{escape(name.replace('_', ' '))}</dt><dd>{escape(harmless(text))}</dd>" for name, text in filled
    )
    return f"<dl>{pairs}</dl>\n"
