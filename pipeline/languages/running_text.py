"""What a profile says of running text: the table `[recognition]`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.model.findings import Pointer
from pipeline.model.suggestions import did_you_mean, short
from pipeline.model.typed import MisfitError

Words = Mapping[str, str | tuple[str, ...]]
"""A spelling, and the word or words that it stands for."""

TAGS = (
    *("noun", "adjective", "pronoun", "adverb", "preposition", "conjunction", "interjection"),
    *("finite", "imperative", "infinitive", "participle", "gerund"),
    *("name", "number", "unknown", "mark", "boundary"),
)
"""What a token may be, as constraints speak of it: parts of speech, forms of verbs, and what tokens without readings
are. A mark is punctuation inside a sentence; a boundary is its beginning or its end. Word classes come on top."""


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words that behave alike: determiners, subject pronouns, verbs of motion."""

    words: tuple[str, ...] = ()
    """Spellings, in lower case."""
    base_forms: tuple[str, ...] = ()
    """Words of which every form is meant, without a reflexive pronoun: `ir` for fue and for irse."""
    parts_of_speech: tuple[str, ...] = ()
    """The parts of speech of the readings that are meant: `la` is a determiner as an adjective only. None: all."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What a word between its neighbours can or cannot be, in the manner of Constraint Grammar.

    All conditions must hold. The words before are taken for what was found most likely of them; of the words after,
    every reading counts.

    Source: F. Karlsson, Constraint Grammar as a Framework for Parsing Running Text (1990).
    """

    keep: tuple[str, ...] = ()
    """Readings without any of these tags are unlikely."""
    prefer: tuple[str, ...] = ()
    """Readings with any of these tags come first; the others stay as likely as they were."""
    drop: tuple[str, ...] = ()
    """Readings that have only these tags are unlikely."""
    words: tuple[str, ...] = ()
    """The spellings it is about; none: all."""
    after: tuple[str, ...] = ()
    """The word before has one of these tags."""
    not_after: tuple[str, ...] = ()
    second_before: tuple[str, ...] = ()
    """The word before that has one of these."""
    before: tuple[str, ...] = ()
    """The word after can only be one of these."""
    maybe_before: tuple[str, ...] = ()
    """The word after may be one of these."""
    not_before: tuple[str, ...] = ()
    """The word after cannot be any of these."""
    second_after: tuple[str, ...] = ()
    """The word after that may be one of these."""
    not_second_after: tuple[str, ...] = ()
    verbless: bool = False
    """Without it, its sentence has fewer finite verbs than clauses: one, and one for each of `clause_openers`."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """Numbers written as words of several parts."""

    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By class, the parts with the base forms that they stand for: `ein` is eins inside einundzwanzig."""
    joints: tuple[str, ...] = ()
    """What stands between parts and belongs to none: `und`, a hyphen."""
    shapes: Mapping[str, str] = field(default_factory=dict)
    """By name, a regular expression in which `<name>` stands for a class of parts or a shape before it. The last one is
    that of a whole number."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """How words are joined, shortened and taken apart in running text: the table `[recognition]`, key by key.

    The schema describes each; `pipeline.recognition.rules` makes rules of them.
    """

    elisions: Words = field(default_factory=dict)
    contractions: Words = field(default_factory=dict)
    unsplit: tuple[str, ...] = ()
    enclitics: tuple[str, ...] | Words = ()
    euphonic: tuple[str, ...] = ()
    enclitic_hosts: tuple[str, ...] = ()
    enclitic_groups: tuple[tuple[str, ...], ...] = ()
    lost_before: Mapping[str, str] = field(default_factory=dict)
    enclitics_move_accents: bool = False
    clitics: Words = field(default_factory=dict)
    reflexive_pronouns: Mapping[str, str] = field(default_factory=dict)
    reflexive_window: tuple[int, int] = (3, 0)
    separable_prefixes: tuple[str, ...] = ()
    free_prefixes: tuple[str, ...] = ()
    prefixless_verbs: tuple[str, ...] = ()
    circumpositions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    compound_links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    compound_minimum_part: int = 3
    compound_stem_endings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variants: Words = field(default_factory=dict)
    tolerated: Words = field(default_factory=dict)
    ligatures: Words = field(default_factory=dict)
    name_titles: tuple[str, ...] = ()
    given_names: tuple[str, ...] = ()
    name_place_prepositions: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    place_adjective_endings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    common_noun_endings: tuple[str, ...] = ()
    distinctive_accents: tuple[str, ...] = ()
    form_shares: Mapping[str, int] = field(default_factory=dict)
    numerals: Numerals = field(default_factory=Numerals)
    word_classes: Mapping[str, WordClass] = field(default_factory=dict)
    clause_openers: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = ()


def check_running_text(its: Recognition) -> None:
    """Hold names to what they name.

    Raises:
        MisfitError: a constraint names no tag, or a shape of numerals neither a class of parts nor a shape before it.
    """
    tags = (*TAGS, *its.word_classes)
    for number, one in enumerate(its.constraints):
        for key in Constraint.__dataclass_fields__.keys() - {"words", "verbless"}:
            for place, name in enumerate(getattr(one, key)):
                if name not in tags:
                    message = f"“{short(name)}” is neither a tag nor a word class"
                    pointer = ("recognition", "constraints", number, key, place)
                    raise MisfitError(message, pointer, hint=did_you_mean(name, tags))
    known = list(its.numerals.parts)
    for name, shape in its.numerals.shapes.items():
        where: Pointer = ("recognition", "numerals", "shapes", name)
        for part in named_in(shape):
            if part not in known:
                message = f"“{short(part)}” is neither a class of parts nor a shape above this one"
                raise MisfitError(message, where, hint=did_you_mean(part, known))
        try:
            re.compile(re.sub("<[a-z_]+>", "x", shape))
        except re.error as error:
            raise MisfitError(f"this is not a regular expression: {error.msg}", where) from error
        known.append(name)


def named_in(shape: str) -> Iterable[str]:
    """Return the names that stand in angle brackets in a shape."""
    return re.findall("<([a-z_]+)>", shape)
