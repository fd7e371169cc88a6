"""The profile that a pack brings along, over this program's own: `language.toml`, and its text in a database.

A key that the pack states replaces the program's; in `[recognition]`, each key does so by itself. Anybody can write
packs and databases, so what they state is held to limits, and regular expressions are refused: one can run for ever.
"""

import functools
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pipeline.languages.profile import Profile, checked, profile
from pipeline.model.findings import Pointer
from pipeline.model.suggestions import short
from pipeline.model.typed import MisfitError, record

LANGUAGE_FILE = "language.toml"

Stated = Mapping[str, Any]
"""What a pack states of its language: the table of its language.toml."""

MOST_CHARACTERS = 2**19
"""The longest text in a database that is read: a file has at most half as many bytes."""
MOST_ITEMS = 1000
"""The most items of a list, and keys of a table."""
LONGEST_TEXT = 200
MOST_ENCLITICS = 50
"""The most enclitics, in groups or not: up to three are taken off each word, in every way that there is."""
_DEEPEST = 8
"""How deep tables and lists may be nested. Profiles need five."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and halves of characters, which only JSON can state."""
_MAY_BE_EMPTY = frozenset(
    {
        "base_endings",
        "compound_links",
        "place_adjective_endings",
        "reflexive_pronouns",
        "reflexive_suffixes",
        "spaces_after",
        "spaces_before",
    }
)
"""Keys in whose tables and lists an empty text means something."""
_MAY_BE_ZERO = "reflexive_window"


class ExpressionError(MisfitError):
    """A pack states a regular expression."""


def over(its: Profile, stated: Stated) -> Profile:
    """Return a profile with what a pack states in place of what it says itself.

    Raises:
        ExpressionError: the pack states a regular expression.
        MisfitError: it states something else that is not of a profile, or does not go with the rest of it.
    """
    _check_limits(stated, ())
    _refuse_expressions(stated)
    own = record(Profile, ({"name": its.name} if its.known else {}) | dict(stated), code=its.code, known=True)
    clitics = len(own.recognition.enclitics) + sum(map(len, own.recognition.enclitic_groups))
    if clitics > MOST_ENCLITICS:
        message = f"there are {clitics} enclitics; at most {MOST_ENCLITICS} are allowed"
        raise MisfitError(message, ("recognition", "enclitics" if own.recognition.enclitics else "enclitic_groups"))
    whole = {key: getattr(own, key) for key in stated if key != "recognition"}
    running = {key: getattr(own.recognition, key) for key in stated.get("recognition", {})}
    return checked(replace(its, known=True, **whole, recognition=replace(its.recognition, **running)))


def profile_with(code: str, stated: Stated | None) -> Profile:
    """Return the profile of a language by its ISO 639-1 code, with what a pack states of it, if it states anything.

    Raises:
        ProfileError: this program's own profile is unusable.
        MisfitError: what the pack states is.
    """
    return profile(code) if stated is None else over(profile(code), stated)


def as_text(stated: Stated) -> str:
    """Return what a pack states as a JSON object, with its keys in their order: some of them are searched in it."""
    return json.dumps(stated, ensure_ascii=False, separators=(",", ":"))


@functools.lru_cache(maxsize=64)
def of_text(code: str, text: str) -> Profile:
    """Return the profile of a language with what such a text states of it.

    Raises:
        ProfileError: this program's own profile is unusable.
        MisfitError: the text is.
    """
    if len(text) > MOST_CHARACTERS:
        raise MisfitError(f"it has more than {MOST_CHARACTERS} characters", ())
    try:
        stated = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MisfitError("it is not JSON", ()) from error
    if not isinstance(stated, dict):
        raise MisfitError("it is not a JSON object", ())
    return over(profile(code), stated)


def _check_limits(value: Any, pointer: Pointer) -> None:
    """Check what no type says, since a database may hold anything.

    Raises:
        MisfitError: a value is too large, or none that a profile has.
    """
    if isinstance(value, dict | list):
        if len(pointer) > _DEEPEST or len(value) > MOST_ITEMS:
            message = f"this has {len(value)} items; at most {MOST_ITEMS} are allowed"
            raise MisfitError("this is nested too deeply" if len(pointer) > _DEEPEST else message, pointer)
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(key, str):
                _check_text(key, (*pointer, key), at_key=True)
                if pointer == ("lower_case",) and len(key) != 1:
                    raise MisfitError(f"“{short(key)}” is not one letter", (*pointer, key), at_key=True)
            _check_limits(inner, (*pointer, key))
    elif isinstance(value, str):
        _check_text(value, pointer, at_key=False)
    elif type(value) is int and not int(_MAY_BE_ZERO not in pointer) <= value <= 100:
        raise MisfitError("this number is too small or too large", pointer)


def _check_text(text: str, pointer: Pointer, *, at_key: bool) -> None:
    if len(text) > LONGEST_TEXT:
        message = f"a text here has {len(text)} characters; at most {LONGEST_TEXT} are allowed"
        raise MisfitError(message, pointer, at_key=at_key)
    if _UNSEEN.search(text):
        raise MisfitError("a text here has a character that cannot be seen", pointer, at_key=at_key)
    if not text and _MAY_BE_EMPTY.isdisjoint(pointer):
        raise MisfitError("a text here is empty", pointer, at_key=at_key)


def _refuse_expressions(stated: Stated) -> None:
    recognition = stated.get("recognition")
    numerals = recognition.get("numerals") if isinstance(recognition, dict) else None
    if numerals is None:
        return
    pointer: Pointer = ("recognition", "numerals")
    shaped = isinstance(numerals, dict) and "shapes" in numerals
    raise ExpressionError(
        "the shapes of numerals are regular expressions, which a pack cannot bring along",
        (*pointer, "shapes") if shaped else pointer,
        at_key=True,
        hint="Leave the table out, and teach number words as words",
    )
