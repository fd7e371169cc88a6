"""Vocabularies that are not as they were."""

from dataclasses import replace
from typing import Any

from pipeline.export.vocabulary import Meaning, Vocabulary, Word


def word_of(vocabulary: Vocabulary, base_form: str) -> Word:
    return next(one for one in vocabulary.words if one.base_form == base_form)


def with_words(vocabulary: Vocabulary, *words: Word) -> Vocabulary:
    """Return a vocabulary with some words in place of those with their ids, or besides."""
    own = {one.id: one for one in words}
    known = vocabulary.known | own
    old = tuple(own.pop(one.id, one) for one in vocabulary.words)
    return replace(vocabulary, words=(*old, *own.values()), known=known)


def changed(vocabulary: Vocabulary, base_form: str, /, **values: Any) -> Vocabulary:
    """Return a vocabulary with other values of a word."""
    return with_words(vocabulary, word_of(vocabulary, base_form)._replace(**values))


def translated(vocabulary: Vocabulary, base_form: str, translation: str) -> Vocabulary:
    first, *rest = word_of(vocabulary, base_form).meanings
    return changed(vocabulary, base_form, meanings=(first._replace(translation=translation), *rest))


def released(vocabulary: Vocabulary, version: str, date: str) -> Vocabulary:
    """Return a vocabulary as another release has it."""
    return replace(vocabulary, release=replace(vocabulary.release, version=version, date=date))


def hostile(vocabulary: Vocabulary, text: str) -> Vocabulary:
    """Return a vocabulary with a text wherever there can be one, in a word that has everything."""
    word = word_of(vocabulary, "pan")
    meaning = Meaning(
        text, text, text, text, text, text, (word.meanings[0].examples[0]._replace(text=text, translation=text),)
    )
    forms = tuple(one._replace(type=text, text=text, features=(text,)) for one in word.forms)
    bad = word._replace(
        base_form=text,
        part_of_speech=text,
        pronunciation=text,
        notes=text,
        topics=(text,),
        meanings=(meaning,),
        forms=forms,
        lessons=(text,),
    )
    lesson = vocabulary.lessons[0]
    items = tuple(
        one._replace(text=text, translation=text, example=f"x {text}", example_translation=text) for one in lesson.items
    )
    own = lesson._replace(id=text, title=text, title_en=text, about=text, about_en=text, topic=text, items=items)
    release = replace(vocabulary.release, attribution=text, licence=text, sources={text: {"title": text, "url": text}})
    return replace(with_words(vocabulary, bad), lessons=(own,), release=release)
