"""Turn records into words: trim white space, convert text to Unicode form C, fill in defaults."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pipeline.model.assessments import ASSESSMENT, Question
from pipeline.model.concepts import CONCEPTS, NO_WORD, Why
from pipeline.model.fields import EXAMPLE, FORM, LEVEL, MEANING, NUMBER, WORD, Record, fields_of
from pipeline.model.findings import Finding, Place, Severity
from pipeline.model.grammar import GRAMMAR
from pipeline.model.lexicon import (
    RELATION_FIELDS,
    Document,
    Example,
    Form,
    Homograph,
    Level,
    Lexicon,
    Meaning,
    ParadigmRow,
    Word,
)
from pipeline.reading.concepts import concepts_in, reasons_in
from pipeline.reading.grammar import assessments_in, grammar_lessons_in
from pipeline.reading.lessons import lessons_in
from pipeline.reading.pack import pack_in, stripped
from pipeline.rules.files.texts import NOT_NFC
from pipeline.stages import Context


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon with its pack and words; the documents drop their records."""
    found: dict[str, list[Any]] = {kind: [] for kind in _READERS}
    for document in lexicon.documents:
        if document.data is not None and document.kind in _READERS:
            data = document.data
            if not unicodedata.is_normalized("NFC", document.text):
                data = _composed(data, Place(document.file), context)
            found[document.kind].extend(_READERS[document.kind](data, document))
    read = replace(
        lexicon,
        documents=tuple(map(_emptied, lexicon.documents)),
        pack=found["pack"][0] if found["pack"] else None,
        words=tuple(found["words"]),
        paradigms=tuple(found["paradigm"]),
        homographs=tuple(found["homographs"]),
        lessons=tuple(found["lessons"]),
        grammar=tuple(found[GRAMMAR]),
        assessments=tuple(found[ASSESSMENT]),
        concepts=tuple(found[CONCEPTS]),
        without_words=tuple(found[NO_WORD]),
        complete=not any(finding.severity is Severity.ERROR for finding in context.findings),
    )
    respelled = read.respelled
    return _with_present_names(read, respelled) if respelled else read


def _with_present_names(lexicon: Lexicon, respelled: Mapping[str, str]) -> Lexicon:
    """Return the lexicon with words named by their present base forms, whatever they are called where they are named.

    So a corrected base form changes its own entry and nothing else.
    """

    def present(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(respelled.get(name, name) for name in names)

    words = [
        replace(
            word,
            related={key: present(names) for key, names in word.related.items()},
            contrasts=present(word.contrasts),
        )
        for word in lexicon.words
    ]
    lessons = [
        replace(lesson, items=tuple(replace(item, text=respelled.get(item.text, item.text)) for item in lesson.items))
        for lesson in lexicon.lessons
    ]

    def present_in(question: Question) -> Question:
        return question if question.word is None else replace(question, word=present([question.word])[0])

    assessments = tuple(
        replace(assessment, questions=tuple(map(present_in, assessment.questions)))
        for assessment in lexicon.assessments
    )
    pack = lexicon.pack
    if pack:
        pack = replace(pack, series={name: present(members) for name, members in pack.series.items()})
    reasons = [
        replace(reason, by=respelled.get(reason.by or "", reason.by)) if reason.why is Why.COVERED_BY else reason
        for reason in lexicon.without_words
    ]
    return replace(
        lexicon,
        words=tuple(words),
        lessons=tuple(lessons),
        assessments=assessments,
        without_words=tuple(reasons),
        pack=pack,
    )


def _emptied(document: Document) -> Document:
    """Return the document without its record, which the words now hold, but with the level and topic it states."""
    if document.data is None or document.kind != "words":
        return replace(document, data=None)
    return replace(document, data=None, stated_level=document.data["level"], stated_topic=document.data["topic"])


def _composed(value: Any, place: Place, context: Context) -> Any:
    """Return a record with all its text in form C, and report each text that was not in it."""
    if isinstance(value, str):
        composed = unicodedata.normalize("NFC", value)
        if composed != value:
            message = "this text is not in Unicode normalization form C; the build uses the composed form"
            context.report(Finding(NOT_NFC, message, place, suggestion=f"Write it as “{composed}”"))
        return composed
    if isinstance(value, list):
        return [_composed(inner, place.at(index), context) for index, inner in enumerate(value)]
    if isinstance(value, dict):
        return {key: _composed(inner, place.at(key), context) for key, inner in value.items()}
    return value


def _homographs(data: dict[str, Any], document: Document) -> Iterator[Homograph]:
    for number, row in enumerate(data["rows"]):
        texts = stripped(row)
        place = Place(document.file, ("rows", number))
        yield Homograph(texts["spelling"], texts["lemma"], texts["part_of_speech"], texts["share"], place)


def _paradigms(data: dict[str, Any], document: Document) -> Iterator[ParadigmRow]:
    for index, row in enumerate(data["rows"]):
        cells = {name: tuple(variants) for name, variants in row["cells"].items()}
        yield ParadigmRow(row["base_form"], document.topic or "", cells, Place(document.file, ("rows", index)))


def _words(data: dict[str, Any], document: Document) -> Iterator[Word]:
    level, topic = data["level"], data["topic"]
    for index, entry in enumerate(data["words"]):
        if entry is not None:
            yield _word(entry, level, topic, Place(document.file, ("words", index)))


def _word(entry: dict[str, Any], level: str, topic: str, place: Place) -> Word:
    others = enumerate(entry.get("levels", ()))
    return Word(
        levels=(
            Level(level, entry["priority"], place.at("priority")),
            *(Level(place=place.at("levels", number), **_of_level(other)) for number, other in others),
        ),
        meanings=tuple(map(_meaning, entry["meanings"])),
        topic=topic,
        place=place,
        further_topics=tuple(map(str.strip, entry.get("topics", ()))),
        formerly=tuple(map(str.strip, entry.get("formerly", ()))),
        curated_forms=tuple(map(_form, entry.get("forms", ()))),
        related={name: tuple(map(str.strip, entry[name])) for name in RELATION_FIELDS if name in entry},
        contrasts=tuple(map(str.strip, entry.get("contrasts", ()))),
        **_of_word(entry),
    )


def _meaning(meaning: dict[str, Any]) -> Meaning:
    examples = tuple(Example(**_of_example(example)) for example in meaning["examples"])
    return Meaning(examples=examples, **_of_meaning(meaning))


def _form(form: dict[str, Any]) -> Form:
    return Form(features=(form["features"],) if "features" in form else (), **_of_form(form))


def _plain_values(record: Record) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return the function that returns the plain values present in a record, by attribute of its model."""
    plain = [(field, int if field.kind is NUMBER else str.strip) for field in fields_of(record) if field.plain]
    read = [(field.name, field.slot, convert) for field, convert in plain if field.slot]
    passed_on = [(field.name, convert) for field, convert in plain if not field.slot]

    def values(data: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, slot, convert in read:
            if name in data:
                found[slot] = convert(data[name])
        if passed_on:
            found["extra"] = tuple([(name, convert(data[name])) for name, convert in passed_on if name in data])
        return found

    return values


_of_word, _of_level, _of_meaning, _of_example, _of_form = map(_plain_values, (WORD, LEVEL, MEANING, EXAMPLE, FORM))

_READERS: Mapping[str, Callable[[dict[str, Any], Document], Iterable[Any]]] = {
    "pack": lambda data, document: [pack_in(data, Place(document.file))],
    "words": _words,
    "paradigm": _paradigms,
    "homographs": _homographs,
    "lessons": lessons_in,
    GRAMMAR: grammar_lessons_in,
    ASSESSMENT: assessments_in,
    CONCEPTS: lambda data, document: concepts_in(data, document.file),
    NO_WORD: lambda data, document: reasons_in(data, document.file),
}
"""By kind of document, the values in its record."""
