"""Take apart what an entry says, and write each value down as a claim of its source, in JSON.

This is done for every row, of which there may be millions, and most of them are all that is said of a word. So the text
that is made here is the one that is kept, unless there is more to say of the word.
"""

import functools
import json
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import Any

from pipeline.intake.sources import Source
from pipeline.intake.statements import Entry, Sample
from pipeline.reporting.terminal import harmless_json

STATED = 1.0
PROPOSED = 0.5
"""The confidence of all that a list says of a word whose base form a person has yet to confirm."""
FIELDS = {
    "base_form": "base_form",
    "given": "given",
    "part_of_speech": "part_of_speech",
    "gender": "gender",
    "plural": "plural",
    "form": "forms",
    "pronunciation": "pronunciations",
    "sense": "senses",
    "definition": "definition",
    "level": "level",
    "topic": "topics",
    "example": "examples",
    "count": "count",
    "note": "note",
    "doubt": "doubts",
}
"""The fields of claims in their order, and the attributes of `Entry` that they are from. `base_form` says which sources
have the word at all, and with what confidence."""

encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_values = attrgetter(*FIELDS.values())


def claims_text(entry: Entry, source: Source, place: str) -> str:
    """Return the claims of an entry by field, as one line of JSON."""
    confidence = PROPOSED if entry.proposed else STATED
    tail = f'{_of_source(source)},"confidence":{confidence},"place":{quoted(place)}}}'
    fields = []
    for name, values in zip(FIELDS, _values(entry), strict=True):
        if values or values == 0:
            if type(values) is str:
                claims = f'{{"value":{quoted(values)}{tail}'
            elif type(values) is int:
                claims = f'{{"value":{values}{tail}'
            else:
                claims = ",".join([f'{{"value":{encoded(_plain(value))}{tail}' for value in values])
            fields.append(f'"{name}":[{claims}]')
    return as_line(f"{{{','.join(fields)}}}")


@functools.cache
def _of_source(source: Source) -> str:
    return f',"source":{quoted(source.id)},"licence":{quoted(source.licence)}'


def as_line(text: str) -> str:
    """Return JSON in which nothing could steer a terminal, nor a reader of lines."""
    return text if text.isprintable() else harmless_json(text)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, Sample):
        translated = {"translation": value.translation} if value.translation else {}
        return {"text": value.text} | translated
    return value
