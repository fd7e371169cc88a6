"""Declare sources in a pack.yaml."""

from collections.abc import Iterable, Iterator

from pipeline.curation.edits import Edit, applied, line_break, line_start
from pipeline.curation.yaml_order import end_of_lines
from pipeline.curation.yaml_scalars import written
from pipeline.intake.sources import OWN, Source
from pipeline.reading.yaml_events import parse
from pipeline.reading.yaml_tree import compose
from pipeline.reporting.terminal import harmless

SOURCES = "sources"


def with_sources(text: str, sources: Iterable[Source], licence: str) -> str | None:
    """Return the text of a pack.yaml with more sources, in order, behind those that it has.

    What the curator made has the licence of the pack. None: the sources are not written as a block, so that a person
    has to add them.
    """
    end, holder = line_break(text), compose(text).root.fields.get(SOURCES)
    if holder is None or not holder.fields or holder.flow:
        return None
    first, last = next(iter(holder.fields.values())), list(holder.fields.values())[-1]
    column = first.key_start - line_start(text, first.key_start)
    at = end_of_lines(text, last, column, len(text))
    lines = "".join(" " * column + line + end for one in sources for line in source_lines(one, licence))
    whole = text[:at].endswith("\n")
    result = applied(text, [Edit(at, at, lines if whole else end + lines.removesuffix(end))])
    data, findings = parse(result, "")
    return result if isinstance(data, dict) and not findings else None


def source_lines(source: Source, licence: str) -> Iterator[str]:
    """Yield the lines that declare a source in a pack of a licence."""
    yield f"{source.id}:"
    yield f"  title: {written(harmless(source.title))}"
    yield f"  licence: {written(harmless(licence if source.licence == OWN else source.licence))}"
    for name in ("author", "url"):
        if value := getattr(source, name):
            yield f"  {name}: {written(harmless(value))}"
