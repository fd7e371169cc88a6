"""Differences as a page."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from pipeline.languages.profile import profile
from pipeline.release.changes import WHAT
from pipeline.release.compare import Difference, Kind
from pipeline.release.diff_formats import HEADINGS, by_language, diff_summary, named, practice_by_language, sentence
from pipeline.release.practice import PracticeDifference
from pipeline.reports.page import fragment

IN_TAUGHT = frozenset({"base_form", "meaning", "example", "form", "relation", "homograph"})
"""Changes whose values are in the language that is taught."""


def diff_page(
    differences: Sequence[Difference],
    names: tuple[str, str],
    practice: Sequence[PracticeDifference] = (),
    languages: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return a page with a section for each language: words added, retired and changed, with their changes.

    Grammar lessons and assessments have sections of their own after these.

    `names` are those of the old vocabulary and of the new one, for its title; `languages` those of languages whose
    packs say how they are called.
    """

    def name(language: str) -> str:
        return languages.get(language) or profile(language).name

    sections = [
        (language, name(language), diff_summary(group), list(_kinds(group)))
        for language, group in by_language(differences)
    ]
    practised = [
        (
            language,
            name(language),
            diff_summary(group),
            [(one.kind, named(one), _sentences(one)) for one in group],
        )
        for language, group in practice_by_language(practice)
    ]
    return fragment(
        "diff.html", names=names, sections=sections, practice=practised, what=WHAT, kinds=Kind, taught=IN_TAUGHT
    )


def _sentences(one: PracticeDifference) -> list[str]:
    return [sentence(change) for change in one.changes]


def _kinds(differences: Sequence[Difference]) -> Iterator[tuple[Kind, str, list[Difference]]]:
    for kind in Kind:
        words = [one for one in differences if one.kind is kind]
        if words:
            yield kind, HEADINGS[kind], words
