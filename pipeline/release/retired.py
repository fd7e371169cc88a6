"""Words that a release no longer has: was one of them respelled, and nobody has said so?"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import groupby

from pipeline.languages.spelling import bare
from pipeline.release.compare import Difference, Kind
from pipeline.release.content import Entry

MOST_NAMED = 20
"""Words named in one line."""


def advice(differences: Sequence[Difference]) -> Iterator[str]:
    """Yield what a curator should know of the words that are gone, by language."""
    for language, group in groupby(differences, key=lambda one: one.entry.language):
        found = list(group)
        gone = [one.entry for one in found if one.kind is Kind.RETIRED]
        came = {one.entry.base_form: one.entry for one in found if one.kind is Kind.ADDED}
        if gone:
            names = ", ".join(entry.base_form for entry in gone[:MOST_NAMED])
            more = f" and {len(gone) - MOST_NAMED} more" if len(gone) > MOST_NAMED else ""
            yield f"{language}: retired: {names}{more}; if one was respelled, its entry must say so with `formerly`"
        for entry in gone:
            if successor := _successor(entry, came):
                former = ", ".join(dict.fromkeys((entry.identity, entry.base_form)))
                yield (
                    f"{language}: is “{successor.base_form}” the same word as “{entry.base_form}”? Then write "
                    f"`formerly: [{former}]` in its entry, or learners lose their progress with it"
                )


def _successor(entry: Entry, came: dict[str, Entry]) -> Entry | None:
    """Return the new word that is spelled like a retired one and has its part of speech, if there is one."""
    alike = {bare(name): one for name, one in came.items() if one.part_of_speech == entry.part_of_speech}
    close = get_close_matches(bare(entry.base_form), alike, 1, cutoff=0.7)
    return alike[close[0]] if close else None
