"""Whether the cells of a column can be what its name says, and what they are if they cannot.

A name may mean several things: `Kategorie` is a part of speech or a topic, `género` a gender or a kind of text.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from pipeline.intake.columns.contents import Contents, is_gender
from pipeline.intake.conform.cells import clean
from pipeline.intake.conform.grammar import read_grammar
from pipeline.intake.conform.knowledge import Knowledge
from pipeline.intake.conform.refusals import language_code
from pipeline.intake.roles import Role
from pipeline.intake.terms.tables import folded, grammar, languages, levels_in_words, other_parts
from pipeline.model.cefr import LEVELS

_MOST = 0.5
"""Which share of its cells must be what the name of a column says."""
_CLEAR = frozenset({Role.PART_OF_SPEECH, Role.GENDER, Role.ARTICLE, Role.LEVEL})
"""What cells may be whatever the name of their column says: nothing else is written like that."""
_OPEN = frozenset({Role.TOPIC, Role.NOTE})
"""What may be any text, and so is doubted if it is always something clear."""
_APART = re.compile(r"[\s/,+|-]+")
_SURELY = 3
"""How many letters a word has that is no accidental abbreviation: `a tavola` is no adjective."""


class Doubted(NamedTuple):
    """What a column holds that is not what its name says; without a role, its cells are to be looked at."""

    role: Role | None
    reason: str


def doubted(role: Role, cells: Iterable[str], found: Contents, knowledge: Knowledge) -> Doubted | None:
    """Return what a column holds if its cells are against the role that its name says, or else None.

    `found` is what the cells are by themselves.
    """
    texts = [text for cell in cells if (text := clean(cell))]
    if not texts:
        return None
    if role in _OPEN:
        return Doubted(found.role, found.reason) if found.role in _CLEAR and found.role is not Role.LEVEL else None
    fits = _CAN_BE.get(role)
    if fits is None or (role is Role.ARTICLE and not knowledge.notation.articles):
        return None
    fitting = sum(fits(text, knowledge) for text in texts)
    against = sum(not fits(text, knowledge) and _says_something(text) for text in texts)
    if found.role in _CLEAR and found.role is not role and (fitting < _MOST * len(texts) or _are_genders(role, found)):
        return Doubted(found.role, found.reason)
    if against <= _MOST * len(texts):
        return None
    return Doubted(Role.TOPIC if role in _CATEGORIES else None, f"{_NAMED[role]} in {fitting} of {len(texts)} cells")


def _says_something(text: str) -> bool:
    return any(len(word) >= _SURELY and word.isalpha() for word in _APART.split(folded(text)))


def _are_genders(role: Role, found: Contents) -> bool:
    """A gender can be read as the part of speech of a noun, and is one of the two all the same."""
    return role is Role.PART_OF_SPEECH and found.role is Role.GENDER


def _part_of_speech(text: str, _: Knowledge) -> bool:
    if folded(text) in other_parts():
        return True
    found = read_grammar(text)
    if found.whole:
        return bool(found.part_of_speech)
    words = [word for word in _APART.split(folded(text)) if len(word) >= _SURELY]
    return any(word in grammar().parts or word in grammar().joined for word in words)


def _gender(text: str, _: Knowledge) -> bool:
    return is_gender(text)


def _level(text: str, _: Knowledge) -> bool:
    words = _APART.split(folded(text))
    digits = any(character.isdigit() for character in text)
    return digits or any(word.upper() in LEVELS or word in levels_in_words() for word in words)


def _article(text: str, knowledge: Knowledge) -> bool:
    articles = knowledge.notation.articles
    return all(word in articles for word in _APART.split(text.lower().replace("’", "'")))


def _language(text: str, _: Knowledge) -> bool:
    return language_code(text) in languages().values()


_CAN_BE: Mapping[Role, Callable[[str, Knowledge], bool]] = {
    Role.PART_OF_SPEECH: _part_of_speech,
    Role.GENDER: _gender,
    Role.LEVEL: _level,
    Role.ARTICLE: _article,
    Role.LANGUAGE: _language,
}
_NAMED = {
    Role.PART_OF_SPEECH: "parts of speech",
    Role.GENDER: "genders",
    Role.LEVEL: "levels",
    Role.ARTICLE: "articles",
    Role.LANGUAGE: "languages",
}
_CATEGORIES = frozenset({Role.PART_OF_SPEECH, Role.GENDER, Role.LEVEL})
"""What is a category, of words at least if not of grammar."""
