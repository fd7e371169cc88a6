"""The interface of a language's `inflection` module: the paradigm of a word, as far as rules can know it.

A module `pipeline/languages/<code>/inflection.py` has one public function, `inflect(lexeme) -> Paradigm`. It is used
by curators to fill the paradigm tables of a pack; the build reads the tables and never inflects.
"""

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Paradigm = Mapping[str, tuple[str, ...]]
"""The forms of a word by cell (`Gender=Fem|Number=Plur`), variants in order of preference. A missing cell
has no form: an impersonal verb has no first person. If there are no cells, the word does not inflect."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """What a paradigm depends on. `gender` is the entry's, one of `model.values.GENDERS`."""

    base_form: str
    part_of_speech: str
    gender: str | None = None


class UnknownParadigmError(Exception):
    """The rules do not cover this word, and say why: a curator must write its row."""


def has_rules(code: str) -> bool:
    """Whether there are rules of inflection for a language."""
    return (
        code.isalpha()
        and importlib.util.find_spec(f"pipeline.languages.{code}") is not None
        and importlib.util.find_spec(f"pipeline.languages.{code}.inflection") is not None
    )


def inflector(code: str) -> Callable[[Lexeme], Paradigm] | None:
    """Return the function that inflects words of a language, or None if there is none."""
    if not has_rules(code):
        return None
    inflect: Callable[[Lexeme], Paradigm] = importlib.import_module(f"pipeline.languages.{code}.inflection").inflect
    return inflect
