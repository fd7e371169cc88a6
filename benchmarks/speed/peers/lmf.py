"""The words of a built database as WN-LMF 1.3, with one lexicon per language and one synset per meaning.

The format is https://globalwordnet.github.io/schemas/. A form is there once, with a tag for each kind of form it is;
relations hold between the first senses of two words.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE LexicalResource SYSTEM "http://globalwordnet.github.io/schemas/WN-LMF-1.3.dtd">
<LexicalResource xmlns:dc="https://globalwordnet.github.io/schemas/dc/">"""
_PARTS = {"noun": "n", "verb": "v", "adjective": "a", "adverb": "r", "conjunction": "c", "preposition": "p"}
_OTHER = "x"
_RELATIONS = {"antonym": "antonym", "synonym": "similar", "near_synonym": "similar"}


def write(connection: sqlite3.Connection, path: Path) -> None:
    """Write one file with the words, meanings, forms, relations and examples of all languages."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        print(_HEAD, file=file)
        for (language,) in connection.execute("SELECT DISTINCT language FROM words ORDER BY 1").fetchall():
            file.writelines(f"{line}\n" for line in _lexicon(connection, language))
        print("</LexicalResource>", file=file)


def _lexicon(connection: sqlite3.Connection, language: str) -> Iterator[str]:
    def grouped(columns: str, tables: str) -> dict[int, list[tuple[Any, ...]]]:
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        select = f"SELECT {columns} FROM {tables} JOIN words ON words.id = word_id WHERE language = ? ORDER BY 1, 2"
        for owner, *values in connection.execute(select, [language]):
            found[owner].append(tuple(values))
        return found

    meanings = grouped("word_id, word_meanings.id, meaning_text", "word_meanings")
    forms = grouped("word_id, form_text, form_type, grammatical_info", "word_forms")
    related = grouped("word_id, synonym_word_id, relationship_type", "word_synonyms")
    examples = grouped(
        "word_meaning_id, example_text", "word_examples JOIN word_meanings ON word_meanings.id = word_meaning_id"
    )
    words = connection.execute(
        "SELECT id, base_form, part_of_speech, pronunciation FROM words WHERE language = ? ORDER BY 1", [language]
    ).fetchall()
    name = f"babblr-{language}"
    yield (
        f'<Lexicon id="{name}" label="babblr" language="{language}" email="nobody@example.org" license="CC-BY-4.0"'
        ' version="1">'
    )
    for word, base_form, part_of_speech, pronunciation in words:
        sound = f"<Pronunciation>{escape(pronunciation)}</Pronunciation>" if pronunciation else ""
        part = _PARTS.get(part_of_speech, _OTHER)
        yield f'<LexicalEntry id="{name}-w{word}">'
        yield f'<Lemma writtenForm={quoteattr(base_form)} partOfSpeech="{part}">{sound}</Lemma>'
        yield from _forms(forms[word])
        for meaning, _ in meanings[word]:
            yield f'<Sense id="{name}-m{meaning}" synset="{name}-s{meaning}">'
            for other, kind in related.pop(word, ()):  # the first sense has them all
                yield f'<SenseRelation relType="{_RELATIONS[kind]}" target="{name}-m{meanings[other][0][0]}"/>'
            yield from (f"<Example>{escape(text)}</Example>" for (text,) in examples[meaning])
            yield "</Sense>"
        yield "</LexicalEntry>"
    for word, _, part_of_speech, _ in words:
        for meaning, text in meanings[word]:
            yield f'<Synset id="{name}-s{meaning}" ili="" partOfSpeech="{_PARTS.get(part_of_speech, _OTHER)}">'
            yield f"<Definition>{escape(text)}</Definition></Synset>"
    yield "</Lexicon>"


def _forms(forms: Iterable[tuple[str, str, str | None]]) -> Iterator[str]:
    tags: dict[str, list[str]] = defaultdict(list)
    for text, kind, features in forms:
        tags[text].append(f"<Tag category={quoteattr(kind)}>{escape(features or '')}</Tag>")
    for text, its in tags.items():
        yield f"<Form writtenForm={quoteattr(text)}>{''.join(its)}</Form>"
