"""What a report shows: figures that other rooms compute, put together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipeline.curation.concepts import Row
from pipeline.curation.content_statistics import Count
from pipeline.curation.learning_curve import Curve
from pipeline.curation.review import Review
from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Finding, Rule, Severity

CONTENT = ("meanings", "levels", "examples")
"""The areas of rules that check definitions and senses, bands, and sentences."""


class Group(NamedTuple):
    """The findings of a rule."""

    rule: Rule
    findings: tuple[Finding, ...]


class Measure(NamedTuple):
    """What was counted of the sentences of a level, the most frequent first."""

    language: str
    level: str
    name: str
    counts: tuple[Count, ...]


class Definition(NamedTuple):
    """A meaning of a word, with its definition in the language taught."""

    language: str
    level: str
    base_form: str
    part_of_speech: str
    text: str
    translation: str


class LessonLine(NamedTuple):
    """A vocabulary lesson."""

    level: str
    topic: str
    title: str
    title_en: str
    items: tuple[str, ...]
    """The texts of its words and phrases."""
    review: bool = False


class GrammarLine(NamedTuple):
    """A grammar lesson."""

    language: str
    level: str
    title: str
    title_en: str
    rules: tuple[str, ...]
    """Their titles."""
    examples: int
    exercises: int


class AssessmentLine(NamedTuple):
    """An assessment."""

    language: str
    level: str
    title: str
    type: str
    questions: int
    minutes: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a report. Of a database, only those that it can answer are there."""

    title: str
    names: Mapping[str, str]
    """The English name of each language, by its code."""
    counts: Sequence[Mapping[str, Any]]
    """By language and level, as `curation.statistics` has them; a target may be None."""
    parts: Sequence[tuple[str, str, str, int]] = ()
    """Language, level, part of speech, and number of words."""
    curves: Mapping[str, Curve] = field(default_factory=dict)
    concepts: Sequence[Row] = ()
    """Every concept in use, with a gap or without."""
    reviews: Sequence[Review] = ()
    readers: Sequence[tuple[str, str, int]] = ()
    """Language, reader, and number of entries read."""
    findings: Sequence[Finding] | None = None
    rules: Sequence[Rule] = ()
    """The catalogue."""
    content: Sequence[Count] = ()
    lessons: Mapping[str, Sequence[LessonLine]] = field(default_factory=dict)
    """By language, in the order in which they are taught."""
    grammar: Sequence[GrammarLine] = ()
    """In the order in which it is taught."""
    assessments: Sequence[AssessmentLine] = ()
    definitions: Sequence[Definition] = ()
    """By language, level and base form."""
    absent: Sequence[str] = ()
    """What cannot be said."""

    @property
    def languages(self) -> list[str]:
        """The languages, in order."""
        return list(dict.fromkeys(row["language"] for row in self.counts))

    def name(self, language: str) -> str:
        """Return the English name of a language; its code if there is none."""
        return self.names.get(language) or language

    @property
    def gaps(self) -> list[Row]:
        """The concepts that some language has neither a word nor a reason for."""
        return [row for row in self.concepts if any(cell.gap for cell in row.cells.values())]

    def groups(self) -> list[Group]:
        """Return the findings by rule: the gravest first, then by code."""
        found: dict[str, list[Finding]] = {}
        for one in self.findings or ():
            found.setdefault(one.rule.code, []).append(one)
        groups = [Group(ones[0].rule, tuple(ones)) for ones in found.values()]
        return sorted(groups, key=lambda one: (list(Severity).index(one.rule.severity), one.rule.code))

    def severities(self) -> list[tuple[Severity, int]]:
        """Return the number of findings of each severity."""
        found = Counter(one.severity for one in self.findings or ())
        return [(one, found[one]) for one in Severity]

    def checks(self) -> list[tuple[Rule, int]]:
        """Return the rules about definitions, senses, bands and sentences, with the number of findings: often none."""
        found = Counter(one.rule.code for one in self.findings or ())
        return [(rule, found[rule.code]) for rule in self.rules if rule.area in CONTENT]

    def covered(self) -> list[tuple[str, str, int, int]]:
        """Return level, language, concepts with a word or a reason, and concepts, of each level that has any."""
        return [
            (level, language, sum(not row.cells[language].gap for row in rows), len(rows))
            for level in LEVELS
            if (rows := [row for row in self.concepts if row.concept.level == level])
            for language in rows[0].cells
        ]

    def measures(self) -> Iterator[Measure]:
        """Yield what was counted of sentences, by language, level and measure."""
        found: dict[tuple[str, str, str], list[Count]] = {}
        for one in self.content:
            found.setdefault((one.language, one.level, one.measure), []).append(one)
        yield from (Measure(*key, tuple(ones)) for key, ones in found.items())

    def defined(self) -> dict[str, dict[str, list[Definition]]]:
        """Return the definitions by language and level."""
        found: dict[str, dict[str, list[Definition]]] = {}
        for one in self.definitions:
            found.setdefault(one.language, {}).setdefault(one.level, []).append(one)
        return found
