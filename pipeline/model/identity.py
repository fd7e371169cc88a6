"""Identifiers derived from natural keys, so that they mean the same thing in every release."""

import hashlib
from collections.abc import Container, Sequence
from itertools import count


def stable_id(*key: str) -> int:
    """Return 48 bits of the SHA-256 of a natural key: a positive integer that JavaScript holds exactly.

    Among 100,000 keys, two share an identifier with a probability of about 2 in 100,000.
    """
    digest = hashlib.sha256("\x1f".join(key).encode()).digest()
    return int.from_bytes(digest[:6]) or 1


def identity_of(base_form: str, formerly: Sequence[str] = (), stated: str | None = None) -> str:
    """Return what makes a word the same word in every release: its first base form.

    `formerly` lists the base forms that the word had, the first one first. `stated` is what the entry itself says: a
    new word whose spelling was another word's once needs an identity of its own, such as `malo#2`.
    """
    return stated or (formerly[0] if formerly else base_form)


def free_identity(base_form: str, taken: Container[str]) -> str:
    """Return an identity for a new word whose spelling was another word's once: `malo#2`."""
    return next(one for number in count(2) if (one := f"{base_form}#{number}") not in taken)


def word_id(language: str, identity: str) -> int:
    """Return the identifier of a word: a language and an identity (in Unicode normalization form C)."""
    return stable_id("word", language, identity)


def assessment_id(language: str, source_id: str) -> int:
    """Return the identifier of an assessment: a language and the id in its source."""
    return stable_id("assessment", language, source_id)


def question_id(language: str, text: str, answer: str, options: str) -> int:
    """Return the identifier of a question, from what is stored of it. `options` is a JSON array.

    So a question that is changed is another question, and what a learner answered stays the answer to the former one.
    """
    return stable_id("question", language, text, answer, options)


def retired_id(assessment: int) -> int:
    """Return the identifier of the assessment that holds the questions that another one no longer asks."""
    return stable_id("retired questions", str(assessment))


def lesson_id(language: str, source_id: str) -> int:
    """Return the identifier of a lesson: a language and the id in its source.

    The parts between slashes are hashed separately, so lessons that were once derived from level, topic and part
    (`A1/food/2`) keep their identifiers.
    """
    return stable_id("lesson", language, *source_id.split("/"))
