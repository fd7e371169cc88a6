"""Charts: the same figures give the same bytes, and nothing but a picture."""

from xml.etree import ElementTree

from pipeline.reports.charts import bars, lines

ROWS = [
    {"language": "<script>alert(1)</script>", "level": "A1", "words": 5, "target": None},
    {"language": 'x" onload="alert(1)', "level": "A1", "words": 7, "target": 6},
]


def test_bars_are_the_same_twice_and_escaped() -> None:
    chart = bars(ROWS, x="words", y="level", facet="language", target="target")
    assert chart == bars(ROWS, x="words", y="level", facet="language", target="target")
    elements = list(ElementTree.fromstring(chart).iter())
    assert {one.text for one in elements} >= {row["language"] for row in ROWS}
    assert not any(one.tag.endswith(("script", "image", "foreignObject")) for one in elements)
    assert not any(name.startswith("on") for one in elements for name in one.attrib)
    assert "http" not in chart.replace("http://www.w3.org/", "")


def test_lines_differ_by_more_than_their_colours() -> None:
    rows = [{"series": name, "x": x, "y": x / 2} for name in ("one", "two") for x in (0, 1)]
    chart = lines(rows, x="x", y="y", series="series", x_title="", y_title="")
    assert 'stroke="var(--series-1)"' in chart
    assert 'stroke="var(--series-2)" stroke-width="2.5" stroke-dasharray="6,3"' in chart
