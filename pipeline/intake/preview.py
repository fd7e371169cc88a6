"""What an import would do, as lines to read: first what the pack has already."""

import shlex
from collections.abc import Iterable, Iterator, Sequence

from pipeline.intake.categories import Categories, Unmatched
from pipeline.intake.columns.tables import MappedTable
from pipeline.intake.known import PackWords
from pipeline.intake.report import Outcome, Summary
from pipeline.intake.sources import ENGLISH, Source, Use, use_of
from pipeline.intake.statements import Entry

WORDS = 20
"""How many of the words that the pack has are named."""
VALUES = 3
"""How many values of a column are shown."""
WIDTH = 60
"""How long a text may be in a table, in characters."""

_MAY = {
    Use.WRITE: "it may be written into a pack",
    Use.DECLARED: "it may be written into a pack that has this licence itself",
    Use.COMPARE: "it may be compared with, and never written into a pack",
}


def preview(
    summary: Summary,
    tables: Sequence[tuple[str, MappedTable]],
    pack: PackWords,
    sources: Iterable[Source],
    categories: Categories,
) -> Iterator[str]:
    """Yield the lines of a preview."""
    yield from _in_pack(summary, pack)
    for file, table in tables:
        yield from _columns(file, table)
    yield from _candidates(summary)
    yield from _asides(summary)
    yield from _unmatched(list(categories.unmatched()))
    yield ""
    yield from map(_licence, sources)


def counted(number: int, what: str = "row") -> str:
    """Return a number with a noun: `1 row`, `2,000 rows`."""
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def outcomes(summary: Summary) -> str:
    """Return how many rows came to what, in a line."""
    each = [f"{summary.outcomes[one]:,} {one.value}" for one in Outcome if summary.outcomes[one]]
    return f"{counted(summary.rows)}: {', '.join(each)}" if each else counted(0)


def _in_pack(summary: Summary, pack: PackWords) -> Iterator[str]:
    code = pack.profile.code
    if not pack.exists:
        yield f"Already in the pack: nothing, as there is no pack “{code}”"
        return
    yield f"Already in the pack: {counted(summary.outcomes[Outcome.IN_PACK])}"
    if summary.in_pack:
        named = list(summary.in_pack)
        more = f", and {len(named) - WORDS:,} more" if len(named) > WORDS else ""
        yield f"  {', '.join(named[:WORDS])}{more}"
    yield from _table([(_short(word), f"({doubts})") for word, doubts in summary.doubted.items()])
    if not pack.complete:
        yield f"  some entries of the pack “{code}” cannot be read: `babblr-vocab validate` says why"


def _columns(file: str, mapped: MappedTable) -> Iterator[str]:
    yield ""
    name = f", {mapped.table.name}" if mapped.table.name else ""
    if mapped.mapping is None:
        yield f"Columns of {file}{name}: this is no table of words"
        yield from (f"  {note}" for note in mapped.table.notes)
        return
    yield f"Columns of {file}{name}"
    yield from (f"  {note}" for note in mapped.table.notes)
    rows = [("", "column", "role", "why", "first values")]
    for one in mapped.mapping.columns:
        values = [row.cells[one.position - 1] for row in mapped.sample if len(row.cells) >= one.position]
        shown = " · ".join(_short(value, WIDTH // VALUES) for value in list(filter(None, values))[:VALUES])
        rows.append((str(one.position), _short(one.name), one.role.value, one.reason, shown))
    yield from _table(rows)
    if mapped.mapping.translation_language != ENGLISH:
        yield f"  translations into another language than English ({mapped.mapping.translation_language})"


def _candidates(summary: Summary) -> Iterator[str]:
    yield ""
    number = summary.outcomes[Outcome.CANDIDATE]
    yield f"Candidates: {counted(number)}" + (f", of which the first {len(summary.first)}:" if summary.first else "")
    yield from _table([_described(entry) for entry in summary.first])
    for outcome, what in (
        (Outcome.FOLDED, "folded into words that rows before gave"),
        (Outcome.SENTENCE, "with a sentence and its translation"),
    ):
        if summary.outcomes[outcome]:
            yield f"  {counted(summary.outcomes[outcome])} {what}"


def _described(entry: Entry) -> tuple[str, ...]:
    grammar = ", ".join(filter(None, (entry.part_of_speech, entry.gender, entry.plural and f"plural {entry.plural}")))
    senses = "; ".join(", ".join(sense) for sense in entry.senses)
    count = "" if entry.count is None else f"{entry.count:,}"
    doubts = f"({'; '.join(entry.doubts)})" if entry.doubts else ""
    given = f"for {entry.given}" if entry.given and entry.given != entry.base_form else ""
    return (_short(entry.base_form), _short(given), grammar, entry.level, count, _short(senses), _short(doubts))


def _asides(summary: Summary) -> Iterator[str]:
    yield ""
    yield f"Set aside: {counted(summary.outcomes[Outcome.ASIDE])}"
    rows = [
        (f"{number:,}", reason, _short(summary.examples[reason])) for reason, number in summary.asides.most_common()
    ]
    yield from _table(rows)


def _unmatched(categories: Sequence[Unmatched]) -> Iterator[str]:
    """Yield what is said of categories that are no topics of the pack."""
    if not categories:
        return
    number = len(categories)
    yield ""
    yield f"Of no topic of the pack: {number:,} {'category' if number == 1 else 'categories'}"
    shown = categories[:WORDS]
    yield from _table(
        [
            (_short(one.name), counted(one.words), f"nearest: {', '.join(one.nearest)}" if one.nearest else "")
            for one in shown
        ]
    )
    if number > WORDS:
        yield f"  and {number - WORDS:,} more"
    name, topic = next(((one.name, one.nearest[0]) for one in shown if one.nearest), (shown[0].name, "TOPIC"))
    yield f"  To say which topic one is: --map-topic {shlex.quote(f'{name}={topic}')}"


def _licence(source: Source) -> str:
    licence = f"under {source.licence}" if source.licence else "of unknown licence; --licence states one"
    return f"Source {source.id} ({source.title}), {licence}: {_MAY[use_of(source.licence)]}"


def _short(text: str, width: int = WIDTH) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, without the columns that are empty in every row."""
    columns = [column for column in zip(*rows, strict=True) if any(column)]
    widths = [max(map(len, column)) for column in columns]
    for row in zip(*columns, strict=True):
        yield ("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))).rstrip()
