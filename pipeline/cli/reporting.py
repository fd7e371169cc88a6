"""The figures of `babblr-vocab report`: of packs, or of a database."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.console import Console
from pipeline.system.files import read_bytes, reason

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    import pandas as pd

    from pipeline.builder.discover import PackFolder
    from pipeline.curation.learning_curve import Curve
    from pipeline.export.vocabulary import Vocabulary
    from pipeline.languages.profile import Profile
    from pipeline.model.lexicon import Lexicon
    from pipeline.recognition.index import Index
    from pipeline.release.practice import Part, Practice
    from pipeline.reports.overview import AssessmentLine, Definition, GrammarLine, LessonLine, Overview

_MOST_TEXT = 2**28
"""In bytes, of a file of a corpus."""
_ABSENT = (
    "concepts and the gaps between languages",
    "who has read which entry",
    "findings and checks",
    "what the sentences are like",
)
"""What only packs know."""


def of_packs(sources: Path, languages: Sequence[str], texts: Path | None, console: Console) -> "Overview":
    """Return the figures of packs: all, or those of some languages. `texts` are for the coverage curves.

    Raises:
        NoPackError: there is no such pack.
    """
    from pipeline.builder.discover import packs_in
    from pipeline.builder.workers import steps_of, workers_for
    from pipeline.cli.checking import check
    from pipeline.curation import review, statistics
    from pipeline.curation.concepts import rows_of
    from pipeline.curation.content_statistics import content_of
    from pipeline.languages.pack_profile import profile_with
    from pipeline.recognition.index import of_lexicon
    from pipeline.recognition.lemmatizer import simplemma_for
    from pipeline.reports.overview import Overview
    from pipeline.rules.catalogue import catalogue

    packs = packs_in(sources, languages)
    with console.progress(steps_of(len(packs), workers_for(len(packs)))) as step:
        checked = check(packs, [pack.path for pack in packs], frozenset(catalogue()), step, cached=True)
    lexicons = _lexicons(packs, console)
    profiles = {one.language: profile_with(one.language, one.stated_profile) for one in lexicons}
    indexes = {one.language: partial(of_lexicon, one, lemmatizer=simplemma_for(one.language)) for one in lexicons}
    return Overview(
        title=lexicons[0].pack.title if len(lexicons) == 1 and lexicons[0].pack else sources.resolve().name,
        names={language: its.name for language, its in profiles.items()},
        counts=_rows(statistics.of_lexicons(lexicons)),
        parts=statistics.parts_of_speech(lexicons),
        curves=_curves(indexes, profiles, texts),
        concepts=rows_of(lexicons, gaps=False),
        reviews=[one for lexicon in lexicons for one in review.reviews(lexicon)],
        readers=review.readers(lexicons),
        findings=[entry.finding for entry in checked.entries if checked.concerns(entry.finding)],
        rules=tuple(catalogue().values()),
        content=[count for one in lexicons for count in content_of(one, profiles[one.language])],
        lessons={one.language: list(_lessons(one)) for one in lexicons if one.lessons},
        grammar=[line for one in lexicons for line in _grammar(one)],
        assessments=[line for one in lexicons for line in _assessments(one)],
        definitions=sorted(line for one in lexicons for line in _definitions(one)),
    )


def _lexicons(packs: "Sequence[PackFolder]", console: Console) -> "list[Lexicon]":
    """Return the packs after their stages. What `check` has cached is not computed again."""
    from pipeline.builder.analyse import analyse
    from pipeline.builder.cache import cache_of
    from pipeline.stages.order import STAGES

    with console.progress(len(packs) * (len(STAGES) - 1)) as step:  # no lemmatizer is asked
        return [analyse(pack, step, (), cache_of(pack.path.parent)).lexicon for pack in packs]


def _lessons(lexicon: "Lexicon") -> "Iterator[LessonLine]":
    from pipeline.reports.overview import LessonLine

    for one in lexicon.lessons:
        items = tuple(item.text for item in one.items)
        yield LessonLine(one.level, one.topic, one.title, one.title_en, items, not one.teaches)


def _grammar(lexicon: "Lexicon") -> "Iterator[GrammarLine]":
    from pipeline.reports.overview import GrammarLine

    for one in lexicon.grammar:
        rules, examples = tuple(rule.title for rule in one.rules), len(tuple(one.examples))
        yield GrammarLine(lexicon.language, one.level, one.title, one.title_en, rules, examples, len(one.exercises))


def _assessments(lexicon: "Lexicon") -> "Iterator[AssessmentLine]":
    from pipeline.builder.grammar_rows import level_of
    from pipeline.reports.overview import AssessmentLine

    for one in lexicon.assessments:
        level = level_of(one) if one.questions else ""
        title = f"{one.title} ({one.title_en})"
        yield AssessmentLine(lexicon.language, level, title, one.type, len(one.questions), str(one.minutes or ""))


def _definitions(lexicon: "Lexicon") -> "Iterator[Definition]":
    from pipeline.reports.overview import Definition

    for word in lexicon.words:
        level = min(one.level for one in word.levels)
        for one in word.meanings:
            part = one.part_of_speech or word.part_of_speech
            yield Definition(lexicon.language, level, word.base_form, part, one.text, one.translation)


def of_database(database: Path, texts: Path | None) -> "Overview":
    """Return the figures of a database, plain or gzipped, as far as it knows them.

    Raises:
        ContentError, NotAVocabularyError, NoVocabularyError: it is not a vocabulary database of this version.
    """
    from pipeline.app.vocabulary import index_of_file
    from pipeline.curation import statistics
    from pipeline.database.untrusted import unpacked
    from pipeline.export.stored import vocabulary
    from pipeline.recognition.lemmatizer import simplemma_for
    from pipeline.release.practice import Sort
    from pipeline.release.practice_content import practice
    from pipeline.reports.overview import Definition, LessonLine, Overview

    with unpacked(database) as file:
        counts = _rows(statistics.of_database(file))
        found = {one: vocabulary(file, one) for one in dict.fromkeys(str(row["language"]) for row in counts)}
        profiles = {language: one.profile for language, one in found.items()}
        indexes = {one: partial(index_of_file, file, one, simplemma_for(one)) for one in found}
        practised = practice(file, list(found))
        curves = _curves(indexes, profiles, texts)
    words = [(language, word) for language, one in found.items() for word in one.words]
    return Overview(
        title=database.name,
        names={language: its.name for language, its in profiles.items()},
        counts=counts,
        parts=statistics.counted_parts((language, one.level, one.part_of_speech) for language, one in words),
        curves=curves,
        lessons={
            language: [
                LessonLine(one.level, one.topic, one.title, one.title_en, tuple(item.text for item in one.items))
                for one in its.lessons
            ]
            for language, its in found.items()
            if its.lessons
        },
        grammar=_stored_grammar([one for one in practised if one.sort is Sort.GRAMMAR], found),
        assessments=[_stored_assessment(one) for one in practised if one.sort is Sort.ASSESSMENT],
        definitions=sorted(
            Definition(
                language,
                word.level,
                word.base_form,
                one.part_of_speech or word.part_of_speech,
                one.text,
                one.translation,
            )
            for language, word in words
            for one in word.meanings
        ),
        absent=_ABSENT,
    )


def _stored_grammar(lessons: "Sequence[Practice]", found: "Mapping[str, Vocabulary]") -> "list[GrammarLine]":
    """Return grammar lessons in the order in which they are taught: each after a lesson of its level."""
    from pipeline.reports.overview import GrammarLine

    places = {(language, one.id): at for language, its in found.items() for at, one in enumerate(its.lessons)}

    def place(one: "Practice") -> tuple[str, int, str, str]:
        return (
            one.language,
            places.get((one.language, dict(one.values)["after"] or ""), len(places)),
            one.level,
            one.key,
        )

    return [
        GrammarLine(
            one.language,
            one.level,
            one.title,
            dict(one.values)["title_en"] or "",
            tuple(part.text for part in _parts(one, "rule")),
            len(_parts(one, "lesson_example")),
            len(_parts(one, "exercise")),
        )
        for one in sorted(lessons, key=place)
    ]


def _stored_assessment(one: "Practice") -> "AssessmentLine":
    from pipeline.reports.overview import AssessmentLine

    about = dict(one.values)
    questions = len(_parts(one, "question"))
    return AssessmentLine(one.language, one.level, one.title, about["type"] or "", questions, about["minutes"] or "")


def _parts(one: "Practice", what: str) -> "list[Part]":
    return [part for part in one.parts if part.what == what]


def _rows(counts: "pd.DataFrame") -> list[dict[str, Any]]:
    """Return the rows of a table of counts; a target that is not stated is None."""
    import pandas as pd

    rows = counts.astype(object).to_dict("records")
    return [{str(name): None if value is pd.NA else value for name, value in row.items()} for row in rows]


def _curves(
    indexes: "Mapping[str, Callable[[], Index]]", profiles: "Mapping[str, Profile]", texts: Path | None
) -> "dict[str, Curve]":
    """Return the curve of each language that there are texts of; its index is made only then."""
    from pipeline.curation.learning_curve import learning_curve

    found = {}
    for language, index in indexes.items():
        files = sorted((texts / language).glob("*.txt")) if texts else []
        if files and profiles[language].spaces:  # without, words cannot be counted
            found[language] = learning_curve(map(_text, files), index())
    return found


def _text(file: Path) -> str:
    try:
        return read_bytes(file, _MOST_TEXT).decode("utf-8-sig")
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8 text") from error
