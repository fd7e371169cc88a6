"""What one row of a list says: something of a word, a sentence with its translation, or nothing that can be used."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """An example sentence of a list."""

    text: str
    translation: str = ""
    source: str = ""
    """What the list quotes it from, if it says so."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says of one word. Empty: it says nothing of that."""

    base_form: str
    """Without article, and folded from an inflected form if the list gave one."""
    given: str = ""
    """The word as the list has it, if that is not `base_form` with its article."""
    proposed: bool = False
    """Whether `base_form` was found by a lemmatizer or a paradigm, and a person has to confirm it."""
    part_of_speech: str = ""
    gender: str = ""
    plural: str = ""
    forms: tuple[tuple[str, str], ...] = ()
    """Further forms: a name as in paradigms, or empty, and the text."""
    pronunciations: tuple[str, ...] = ()
    """In the IPA, without slashes."""
    senses: tuple[tuple[str, ...], ...] = ()
    """The translations of each sense: `(("present", "gift"),)` is one sense, `(("soup",), ("wet person",))` are two."""
    definition: str = ""
    level: str = ""
    topics: tuple[str, ...] = ()
    examples: tuple[Sample, ...] = ()
    count: int | None = None
    note: str = ""
    doubts: tuple[str, ...] = ()
    """What a person should look at: `plural given`, `level given as A2+`."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation, of a list of sentences."""

    text: str
    translation: str
    id: str = ""
    """What its source calls it."""
    translation_language: str = ""
    """The ISO 639-1 code of the language of the translation, if the list states it."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that becomes no candidate."""

    given: str
    reason: str
    """As the report says it: `proper name`, `another language (de)`."""
    form_of: str = ""
    """The base form whose form the row lists, if the list says so, to be folded into that word."""


Statement = Entry | Pair | Aside
"""A row of words gives one or more entries (`casa, hogar`), or one aside; a row of sentences a pair or an aside."""
