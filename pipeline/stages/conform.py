"""Does every record follow its schema?

jsonschema-rs says whether a document conforms (it reads 100 times as fast); only for one that does not,
jsonschema explains where and why, entry by entry. The other entries of the file go on.
"""

import functools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import jsonschema_rs

from pipeline.model.findings import Finding, Place, Pointer
from pipeline.model.lexicon import Document, Lexicon
from pipeline.model.suggestions import did_you_mean
from pipeline.rules.files.reading import SCHEMA
from pipeline.stages import Context
from pipeline.system.resources import resource

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "object": "a mapping of fields",
    "array": "a list",
}
_KINDS = {
    str: "text",
    int: "a number",
    bool: "true or false",
    dict: "a mapping",
    list: "a list",
    float: "a number",
}


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon without the entries and documents that do not conform."""
    return replace(lexicon, documents=tuple(_conforming(document, context) for document in lexicon.documents))


def _conforming(document: Document, context: Context) -> Document:
    if document.data is None or document.kind == "paradigm" or _fast(document.kind).is_valid(document.data):
        return document
    faulty: set[int] = set()
    usable = True
    for finding in _explain(document):
        context.report(finding)
        match finding.place.pointer:
            case ("words", int(index), *_):
                faulty.add(index)
            case _:
                usable = False
    if not usable:
        return replace(document, data=None)
    words = [None if index in faulty else entry for index, entry in enumerate(document.data["words"])]
    return replace(document, data=document.data | {"words": words})


@functools.cache
def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of document (`words` or `pack`)."""
    loaded: dict[str, Any] = json.loads((resource("schemas") / f"{kind}.schema.json").read_text("utf-8"))
    return loaded


@functools.cache
def _fast(kind: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema(kind), validate_formats=True)


@functools.cache
def _explainer(kind: str) -> Any:
    import jsonschema  # only a fault needs it
    from jsonschema.exceptions import ValidationError

    def matches(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[ValidationError]:
        # Python's `$` also matches before a last line break; JSON Schema's does not.
        if isinstance(instance, str) and not re.search(re.sub(r"\$\Z", r"\\Z", pattern), instance):
            yield ValidationError(f"{instance!r} does not match {pattern!r}")

    # The library's own types stop here: it leaves `extend` untyped, and a field of an error may be nothing at all.
    validator: Any = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": matches})  # type: ignore[no-untyped-call]
    return validator(schema(kind), format_checker=jsonschema.FormatChecker(["date"]))


def _explain(document: Document) -> list[Finding]:
    """Return what is wrong with a document, each fault once: two keywords may say the same of one value."""
    errors = _explainer(document.kind).iter_errors(document.data)
    found = dict.fromkeys(finding for error in errors for finding in _findings(error, document))
    if found:
        return list(found)
    # The two libraries differ: believe the one that refuses.
    faults = _fast(document.kind).iter_errors(document.data)
    return [Finding(SCHEMA, fault.message, Place(document.file, tuple(fault.instance_path))) for fault in faults]


def _findings(error: Any, document: Document) -> Iterator[Finding]:
    pointer: Pointer = tuple(error.absolute_path)
    place = Place(document.file, pointer)
    word = _word(document, pointer)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = list(error.schema.get("properties", {}))
        for key in error.instance:
            if key not in known:
                hint = did_you_mean(str(key), known, f"The fields here are: {', '.join(known)}")
                yield Finding(SCHEMA, f"there is no field “{key}” here", place.key(key), word, hint)
        return
    if error.parent is None and "propertyNames" in error.absolute_schema_path:
        place = place.key(error.instance)
    message, hint = _message(error, document.kind)
    yield Finding(SCHEMA, message, place, word, hint)


def _word(document: Document, pointer: Pointer) -> str | None:
    match pointer:
        case ("words", int(index), *_):
            entry = document.data["words"][index]
            base_form = entry.get("base_form") if isinstance(entry, dict) else None
            return base_form if isinstance(base_form, str) else None
        case _:
            return None


Explanation = tuple[str, str | None]
"""What is wrong in a curator's words, and what to do."""


def _message(error: Any, kind: str) -> Explanation:
    names = [step for step in error.absolute_path if isinstance(step, str)]
    if "propertyNames" in error.absolute_schema_path:
        return f"“{error.instance}” is not allowed as a name here", _example(names, kind)
    explain = _EXPLANATIONS.get(str(error.validator), _otherwise)
    return explain(error, names[-1] if names else "the file", kind)


def _required(error: Any, _: str, kind: str) -> Explanation:
    absent = error.message.split("'")[1]  # jsonschema reports each missing field by itself, and names it first
    return f"the field “{absent}” is missing", _example([absent], kind)


def _type(error: Any, name: str, _: str) -> Explanation:
    value, wanted = error.instance, str(error.validator_value)
    if value is None:
        return f"“{name}” has no value", "Fill it in or remove the field; to write the word null, put it in quotes"
    hint = f'Put it in quotes: "{value}"' if wanted == "string" and isinstance(value, int) else None
    return f"“{name}” must be {_TYPES.get(wanted, wanted)}, not {_KINDS[type(value)]}", hint


def _enum(error: Any, name: str, _: str) -> Explanation:
    choices = [str(choice) for choice in error.validator_value]
    hint = did_you_mean(str(error.instance), choices, f"It is one of: {', '.join(choices)}")
    return f"“{_short(error.instance)}” is not a possible {name}", hint


def _shape(error: Any, name: str, kind: str) -> Explanation:
    if not str(error.instance).strip():
        return f"“{name}” is empty", "Fill it in, or remove the field"
    return f"“{_short(error.instance)}” is not a possible {name}", _example([name], kind)


def _too_few(error: Any, name: str, _: str) -> Explanation:
    return f"“{name}” is empty; at least {error.validator_value} is needed", None


def _too_long(error: Any, name: str, _: str) -> Explanation:
    return f"“{name}” has {len(error.instance)} characters; at most {error.validator_value} are possible", None


def _limit(error: Any, name: str, _: str) -> Explanation:
    bound = "at least" if error.validator == "minimum" else "at most"
    return f"“{name}” must be {bound} {error.validator_value}, not {error.instance}", None


def _otherwise(error: Any, name: str, _: str) -> Explanation:
    return f"“{name}”: {error.message}", None


_EXPLANATIONS: dict[str, Callable[[Any, str, str], Explanation]] = {
    "required": _required,
    "type": _type,
    "enum": _enum,
    "const": lambda error, name, _: (f"“{name}” must be “{error.validator_value}”", None),
    "not": lambda _, name, __: (f"“{name}” must be one line", "Join the lines"),
    "pattern": _shape,
    "format": _shape,
    "minItems": _too_few,
    "minProperties": _too_few,
    "maxLength": _too_long,
    "minimum": _limit,
    "maximum": _limit,
    "uniqueItems": lambda _, name, __: (f"“{name}” names something twice", "Keep one of the two"),
}
"""By keyword of JSON Schema."""


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


@functools.cache
def _examples(kind: str) -> dict[str, str]:
    """Return an example value of every field, by its name."""
    found: dict[str, str] = {}

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            for name, field in node.get("properties", {}).items():
                example = field["examples"][0]
                if not isinstance(example, dict | list):
                    found.setdefault(name, str(example))
            for inner in node.values():
                walk(inner)

    walk(schema(kind))
    return found


def _example(names: list[str], kind: str) -> str | None:
    example = _examples(kind).get(names[-1]) if names else None
    return f"For example: {names[-1]}: {example}" if example else None
