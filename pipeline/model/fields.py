"""The fields of an entry: each row says where a value is found, what it becomes, and where it is stored.

The rows determine the columns of CSV, the order of keys, what `normalize` fills in, which texts are checked,
the rows of the database, and what `diff` compares. tests/model/test_fields.py checks the JSON Schema, the dataclasses,
the columns of the database and docs/writing-packs.md against them.
"""

import dataclasses
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from pipeline.model.cefr import LEVELS
from pipeline.model.lexicon import PARTS_OF_SPEECH, RELATION_FIELDS, Example, Form, Level, Meaning, Word
from pipeline.model.values import GENDERS, REGISTERS, STATUSES


class FieldKind(Enum):
    """The kind of a value."""

    TAUGHT = "a text in the language that is taught"
    TEXT = "a text in English, or in the IPA"
    CODE = "one of a few words, or an identifier"
    NUMBER = "a whole number"
    NAMES = "base forms; in a CSV cell, separated by vertical bars"
    IDS = "identifiers; in a CSV cell, separated by vertical bars"
    FEATURES = "Universal Dependencies features"
    LIST = "a list of mappings, which are records of their own"


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping in a word list. `keys` lead to it from the top of the file, without list indexes."""

    name: str
    keys: tuple[str, ...]
    model: type | None = None
    """What `normalize` turns it into."""
    table: str | None = None
    """The table that has a row for each of them."""


WORD_LIST = Record("word list", ())
WORD = Record("word", ("words",), Word, "words")
LEVEL = Record("level", ("words", "levels"), Level, "word_difficulty_levels")
MEANING = Record("meaning", ("words", "meanings"), Meaning, "word_meanings")
EXAMPLE = Record("example", ("words", "meanings", "examples"), Example, "word_examples")
FORM = Record("form", ("words", "forms"), Form, "word_forms")
RECORDS = (WORD_LIST, WORD, LEVEL, MEANING, EXAMPLE, FORM)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record."""

    record: Record
    name: str
    """The key in YAML."""
    kind: FieldKind
    csv: str | None = None
    """The CSV column (of the first example, for fields of examples). None: CSV has no column for it."""
    column: str | None = None
    """The column of the record's table. `diff` compares whatever has one."""
    required: bool = False
    key: bool = False
    """Whether it distinguishes the rows of one parent. Such fields come first."""
    choices: tuple[str, ...] = ()
    """All values it can have. Empty: any value."""
    attribute: str | None = None
    """The attribute of the model, if its name is different."""
    part_of: str | None = None
    """The attribute that `normalize` combines several fields into."""
    change: str | None = None
    """What `diff` calls a change to it, if not the name of the CSV column."""

    @property
    def path(self) -> tuple[str, ...]:
        """The keys that lead to the value from the top of the file."""
        return (*self.record.keys, self.name)

    @property
    def plain(self) -> bool:
        """Whether `normalize` keeps the value as it is, except for surrounding spaces."""
        return self.kind in (TAUGHT, TEXT, CODE, NUMBER) and self.part_of is None

    @property
    def text(self) -> bool:
        """Whether it is a text that learners read."""
        return self.kind in (TAUGHT, TEXT)

    @property
    def taught(self) -> bool:
        """Whether it is in the language that is taught."""
        return self.kind in (TAUGHT, NAMES)

    @property
    def slot(self) -> str | None:
        """The attribute of the model that holds the value. None: no code reads it by name, and it is in `extra`."""
        name = self.part_of or self.attribute or self.name
        known = dataclasses.fields(self.record.model) if self.record.model else ()
        return name if any(one.name == name for one in known) else None

    @property
    def what(self) -> str:
        """What `diff` calls a change to it: `meaning_part_of_speech`."""
        return self.change or self.csv or f"{self.record.name}_{self.name}"

    @property
    def label(self) -> str:
        """How a change to it is reported to people: `part of speech of the meaning`."""
        own = self.what.removeprefix(f"{self.record.name}_")
        return own.replace("_", " ") + (f" of the {self.record.name}" if own != self.what else "")


TAUGHT, TEXT, CODE, NUMBER, NAMES, IDS, FEATURES, LIST = FieldKind

# fmt: off
FIELDS = (
    #     record     name              kind      column of CSV             column of the database
    Field(WORD_LIST, "level",          CODE,     None,                     None, required=True, choices=LEVELS),
    Field(WORD_LIST, "topic",          CODE,     None,                     None, required=True),
    Field(WORD_LIST, "words",          LIST,     None,                     None, required=True),

    Field(WORD,      "base_form",      TAUGHT,   "base_form",              "base_form", required=True, key=True),
    Field(WORD,      "part_of_speech", CODE,     "part_of_speech",         "part_of_speech", required=True,
          choices=PARTS_OF_SPEECH),
    Field(WORD,      "gender",         CODE,     "gender",                 None, choices=tuple(GENDERS)),
    Field(WORD,      "pronunciation",  TEXT,     "pronunciation",          "pronunciation"),
    Field(WORD,      "priority",       NUMBER,   "priority",               None, required=True, part_of="levels"),
    Field(WORD,      "meanings",       LIST,     None,                     None, required=True),
    Field(WORD,      "levels",         LIST,     None,                     None),
    Field(WORD,      "topics",         IDS,      "topics",                 None, attribute="further_topics"),
    Field(WORD,      "forms",          LIST,     None,                     None, attribute="curated_forms"),
  *(Field(WORD,      name,             NAMES,    name,                     None, part_of="related")
          for name in RELATION_FIELDS),
    Field(WORD,      "contrasts",      NAMES,    "contrasts",              None),
    Field(WORD,      "notes",          TEXT,     "notes",                  "notes"),
    Field(WORD,      "formerly",       NAMES,    "formerly",               None),
    Field(WORD,      "identity",       CODE,     "identity",               None, attribute="stated_identity"),
    Field(WORD,      "source",         CODE,     "source",                 None),
    Field(WORD,      "status",         CODE,     "status",                 None, choices=STATUSES),
    Field(WORD,      "written_by",     CODE,     "written_by",             None),
    Field(WORD,      "reviewed_by",    CODE,     "reviewed_by",            None),
    Field(WORD,      "reviewed_on",    CODE,     "reviewed_on",            None),

    Field(LEVEL,     "level",          CODE,     None,                     "difficulty_level", required=True, key=True,
          choices=LEVELS, change="level"),
    Field(LEVEL,     "priority",       NUMBER,   None,                     "priority", required=True,
          change="priority"),

    Field(MEANING,   "meaning",        TAUGHT,   "meaning",                "meaning_text", required=True, key=True,
          attribute="text"),
    Field(MEANING,   "translation",    TEXT,     "translation",            "translation", required=True),
    Field(MEANING,   "concept",        CODE,     "concept",                None),
    Field(MEANING,   "part_of_speech", CODE,     "meaning_part_of_speech", "part_of_speech", choices=PARTS_OF_SPEECH),
    Field(MEANING,   "register",       CODE,     "register",               "register", choices=REGISTERS),
    Field(MEANING,   "pattern",        CODE,     "pattern",                "pattern"),
    Field(MEANING,   "explanation",    TEXT,     "explanation",            "explanation"),
    Field(MEANING,   "examples",       LIST,     None,                     None, required=True),
    Field(MEANING,   "source",         CODE,     "meaning_source",         None),

    Field(EXAMPLE,   "text",           TAUGHT,   "example",                "example_text", required=True, key=True),
    Field(EXAMPLE,   "translation",    TEXT,     "example_translation",    "translation"),
    Field(EXAMPLE,   "source",         CODE,     "example_source",         None),

    Field(FORM,      "type",           CODE,     None,                     "form_type", required=True, key=True),
    Field(FORM,      "text",           TAUGHT,   None,                     "form_text", required=True, key=True,
          change="form"),
    Field(FORM,      "features",       FEATURES, None,                     "grammatical_info", change="form_analysis"),
    Field(FORM,      "level",          CODE,     None,                     "level", choices=LEVELS,
          change="form_level"),
)
# fmt: on
"""The fields of each record, in the order in which `fix` puts its keys, with what a reader needs first at the top."""


def fields_of(record: Record) -> tuple[Field, ...]:
    """Return the fields of a record in order."""
    return tuple(field for field in FIELDS if field.record == record)


@functools.cache
def stored(record: Record) -> tuple[Field, ...]:
    """Return the fields of a record that have a column, in order."""
    return tuple(field for field in fields_of(record) if field.column)


def columns_of(record: Record) -> tuple[str, ...]:
    """Return the columns of the fields of a record, in the order of `stored`."""
    return tuple(field.column for field in stored(record) if field.column)


def _getter(field: Field, convert: Callable[[Any], Any] | None = None) -> Callable[[Any], Any]:
    """Return a function from a model to the value of a field, converted if requested. None: there is no value."""
    get: Callable[[Any], Any] = attrgetter(field.slot) if field.slot else lambda one: dict(one.extra).get(field.name)
    return (lambda model: convert(get(model))) if convert else get


def values_getter(
    fields: Sequence[Field], converted: Mapping[FieldKind, Callable[[Any], Any]] = MappingProxyType({})
) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function from a model to the values of its fields.

    `converted` maps a kind to its conversion. Without it, reading two or more fields is as fast as Python allows.
    """
    slots = [field.slot for field in fields if field.slot and field.kind not in converted]
    if len(slots) == len(fields) > 1:
        return attrgetter(*slots)
    getters = [_getter(field, converted.get(field.kind)) for field in fields]
    if len(getters) == 1:
        (only,) = getters
        return lambda model: (only(model),)
    return lambda model: tuple([get(model) for get in getters])
