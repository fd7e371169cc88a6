"""Charts as pictures in the page: Vega-Lite, drawn to SVG when the page is made, so that a page needs no script.

Colours are those of the stylesheet, which differ by light and dark; text is measured in a font that comes with the
library, so that the same figures give the same bytes on every machine.
Source: https://vega.github.io/vega-lite/docs/
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

SERIES = 10
"""The colours that the stylesheet has for series; more series use them again."""

_FONT = "Liberation Sans"
_CONFIG: dict[str, Any] = {
    "background": None,
    "font": _FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--ink)",
        "titleColor": "var(--quiet)",
        "gridColor": "var(--line)",
        "domainColor": "var(--quiet)",
        "tickColor": "var(--quiet)",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "header": {
        "labelColor": "var(--ink)",
        "labelFontSize": 13,
        "labelFontWeight": "bold",
        "title": None,
        "labelAngle": 0,
        "labelAlign": "left",
        "labelPadding": 18,
    },
    "legend": {"labelColor": "var(--ink)", "titleColor": "var(--quiet)", "labelFontSize": 12, "orient": "bottom"},
}
_DASHES = ([1, 0], [6, 3], [2, 3], [10, 4], [8, 3, 2, 3], [4, 2, 4, 6])
"""Lines differ by more than their colour."""


def bars(
    rows: Sequence[Mapping[str, Any]],
    *,
    x: str,
    y: str,
    facet: str | None = None,
    colour: str | None = None,
    target: str | None = None,
    x_title: str = "",
) -> Markup:
    """Return horizontal bars: a bar for each `y`, its length `x`, in rows for each `facet`, stacked by `colour`.

    `target` is a value of each bar that is marked by a line across it.
    """
    encoding: dict[str, Any] = {
        "y": {"field": y, "type": "nominal", "title": None, "sort": None},
        "x": {"field": x, "type": "quantitative", "title": x_title, "axis": {"tickCount": 8}},
        "color": _colour(rows, colour) if colour else {"value": "var(--series-1)"},
    }
    layers: list[dict[str, Any]] = [{"mark": {"type": "bar", "stroke": "var(--paper)"}, "encoding": encoding}]
    if target:
        across = {"y": encoding["y"], "x": {"field": target, "type": "quantitative"}}
        mark = {"type": "tick", "thickness": 5, "size": 24, "color": "var(--ink)", "stroke": "var(--paper)"}
        layers.append({"mark": mark, "encoding": across, "transform": [{"filter": f"datum['{target}'] != null"}]})
    drawn: dict[str, Any] = {"layer": layers, "width": 620, "height": {"step": 24}}
    if facet:
        row = {"field": facet, "type": "nominal", "sort": _names(rows, facet)}
        return _drawn(
            rows, {"facet": {"row": row}, "spec": drawn, "spacing": 14, "resolve": {"scale": {"y": "independent"}}}
        )
    return _drawn(rows, drawn)


def lines(rows: Sequence[Mapping[str, Any]], *, x: str, y: str, series: str, x_title: str, y_title: str) -> Markup:
    """Return a line for each series; `y` is a share from 0 to 1."""
    names = _names(rows, series)
    encoding = {
        "x": {"field": x, "type": "quantitative", "title": x_title},
        "y": {
            "field": y,
            "type": "quantitative",
            "title": y_title,
            "axis": {"format": "%"},
            "scale": {"domain": [0, 1]},
        },
        "color": _colour(rows, series),
        "strokeDash": {
            "field": series,
            "type": "nominal",
            "title": None,
            "scale": {"domain": names, "range": [_DASHES[at % len(_DASHES)] for at in range(len(names))]},
        },
    }
    mark = {"type": "line", "strokeWidth": 2.5, "interpolate": "monotone"}
    return _drawn(rows, {"mark": mark, "encoding": encoding, "width": 720, "height": 340})


def _colour(rows: Sequence[Mapping[str, Any]], name: str) -> dict[str, Any]:
    names = _names(rows, name)
    colours = [f"var(--series-{at % SERIES + 1})" for at in range(len(names))]
    return {"field": name, "type": "nominal", "title": None, "scale": {"domain": names, "range": colours}}


def _names(rows: Sequence[Mapping[str, Any]], name: str) -> list[str]:
    return list(dict.fromkeys(row[name] for row in rows))


def _drawn(rows: Sequence[Mapping[str, Any]], what: Mapping[str, Any]) -> Markup:
    """Return the SVG of a chart. Its table says the same in words, so the picture is hidden from screen readers."""
    import vl_convert

    spec = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "data": {"values": list(rows)}, **what}
    svg = vl_convert.vegalite_to_svg(spec, config=_CONFIG, allowed_base_urls=[], show_warnings=False)
    svg = re.sub(r' (?:role|aria-\w+)="[^"]*"', "", svg.removeprefix("<?xml version='1.0' encoding='UTF-8'?>"))
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1).replace(_FONT, "inherit"))  # noqa: S704  Vega escapes texts
