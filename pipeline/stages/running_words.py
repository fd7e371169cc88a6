"""Recognise the words of grammar lessons and assessments, and of the phrases that lessons teach."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pipeline.model.assessments import Question, QuestionKind
from pipeline.model.grammar import GAP, Exercise, ExerciseType, filled
from pipeline.model.lexicon import Lexicon
from pipeline.model.running_words import RunningWord
from pipeline.recognition.index import Index
from pipeline.recognition.recognition import recognise
from pipeline.recognition.tokens import Spelling, Token, TokenKind
from pipeline.stages import Memory, as_texts

Sentences = dict[str, tuple[RunningWord, ...]]
"""By text, its words."""


def running_words(lexicon: Lexicon, index: Callable[[], Index], cache: Memory | None, about: list[Any]) -> Sentences:
    """Return the words of all texts in which they matter; `about` is what recognition depends on."""
    texts = list(dict.fromkeys(_texts(lexicon)))
    if not texts:
        return {}
    name = f"running-words/{lexicon.language}"
    kept = (cache and cache.get(name, _read, *about)) or {}
    new = [text for text in texts if text not in kept]
    if new:
        kept |= _recognised(lexicon, new, index())
        kept = {text: kept[text] for text in texts}
        if cache:
            cache.put(name, {text: [_written(word) for word in words] for text, words in kept.items()}, *about)
    return {text: kept[text] for text in texts}


def _texts(lexicon: Lexicon) -> Iterator[str]:
    if not (lexicon.grammar or lexicon.assessments):
        return
    yield from (item.text for lesson in lexicon.lessons for item in lesson.items if item.phrase)
    for lesson in lexicon.grammar:
        yield from (rule.description for rule in lesson.rules)
        yield from (example.text for example in lesson.examples)
        for exercise in lesson.exercises:
            yield from _texts_of_exercise(exercise)
    for assessment in lexicon.assessments:
        for question in assessment.questions:
            yield from _texts_of_question(question)


def _texts_of_exercise(exercise: Exercise) -> Iterator[str]:
    yield from (exercise.explanation, exercise.sentence())
    if exercise.asked:
        yield exercise.asked
    for option in exercise.options if exercise.type is ExerciseType.MULTIPLE_CHOICE else ():
        yield from (option, exercise.sentence(option))


def _texts_of_question(question: Question) -> Iterator[str]:
    if question.kind is not QuestionKind.TRANSLATION:
        yield from question.options
    if GAP in question.question:
        yield from (filled(question.question, one) for one in (*question.options, question.answer))
    else:
        yield question.question


def _recognised(lexicon: Lexicon, texts: Iterable[str], index: Index) -> Sentences:
    if not index.rules.profile.spaces:  # nobody can tell the words of a sentence apart
        return dict.fromkeys(texts, ())
    names = frozenset(lexicon.pack.names if lexicon.pack else ())
    return {text: tuple(_words(recognise(text, index), names)) for text in texts}


def _words(tokens: Iterable[Token], names: frozenset[str]) -> Iterator[RunningWord]:
    for token in tokens:
        spelling = token.spelling
        if spelling.text not in names and (spelling.candidates or spelling.kind is TokenKind.WORD):
            yield RunningWord(spelling.text, _readings(spelling), tuple(_words(spelling.parts, names)))


def _readings(spelling: Spelling) -> tuple[tuple[str, ...], ...]:
    found = (tuple(word.base_form for word in one.words) for one in spelling.likely if not one.missing)
    return tuple(dict.fromkeys(found))


def _written(word: RunningWord) -> Any:
    return [word.text, [list(reading) for reading in word.readings], [_written(part) for part in word.parts]]


def _read(kept: Any) -> Sentences:
    return {text: tuple(map(_read_word, words)) for text, words in kept.items()}


def _read_word(kept: Any) -> RunningWord:
    text, readings, parts = kept
    as_texts([text])
    return RunningWord(text, tuple(tuple(as_texts(one)) for one in readings), tuple(map(_read_word, parts)))
