"""Explain in a curator's words why a record does not follow its schema, and what to do about it."""

import functools
import json
from collections.abc import Callable
from typing import Any

from pipeline.model.suggestions import count as counted
from pipeline.model.suggestions import did_you_mean, kind_of, short
from pipeline.system.files import read_text
from pipeline.system.resources import resource

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "object": "a mapping of fields",
    "array": "a list",
}

_NARROWING = ("if", "then", "else")
"""Keywords of JSON Schema under which properties are not described again, but made narrower."""

Explanation = tuple[str, str | None]
"""What is wrong, and what to do."""


def field(kind: str) -> str:
    """Return the term for a named value in a kind of document: TOML has keys."""
    return "key" if kind == "profile" else "field"


@functools.cache
def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of document (`words`, `lessons`, `pack` or `profile`).

    The schema of `drafts` is that of words without required fields.
    """
    if kind == "drafts":
        lenient: dict[str, Any] = _lenient(schema("words"))
        return lenient
    loaded: dict[str, Any] = json.loads(read_text(resource("schemas") / f"{kind}.schema.json"))
    return loaded


def _lenient(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lenient(inner) for key, inner in value.items() if key not in ("required", "minItems")}
    return [_lenient(inner) for inner in value] if isinstance(value, list) else value


def explanation(error: Any, kind: str) -> Explanation:
    """Return what an error of jsonschema means in a document of a kind."""
    names = [step for step in error.absolute_path if isinstance(step, str)]
    if "propertyNames" in error.absolute_schema_path:
        choices = error.validator_value if error.validator == "enum" else ()
        hint = did_you_mean(str(error.instance), choices, _example(names, kind))
        return f"“{short(error.instance)}” is not allowed as a name here", hint
    explain = _EXPLANATIONS.get(str(error.validator), _otherwise)
    return explain(error, short(names[-1]) if names else "the file", kind)


def _required(error: Any, _: str, kind: str) -> Explanation:
    absent = error.message.split("'")[1]  # jsonschema reports each missing field separately, and names it first
    return f"the {field(kind)} “{absent}” is missing", _example([absent], kind)


def _type(error: Any, name: str, _: str) -> Explanation:
    value, wanted = error.instance, error.validator_value
    kinds = [wanted] if isinstance(wanted, str) else wanted
    if value is None:
        return f"“{name}” has no value", "Fill it in or remove the field; to write the word null, put it in quotes"
    hint = f'Put it in quotes: "{value}"' if wanted == "string" and isinstance(value, int) else None
    return f"“{name}” must be {' or '.join(_TYPES[one] for one in kinds)}, not {kind_of(value)}", hint


def _enum(error: Any, name: str, _: str) -> Explanation:
    choices = [str(choice) for choice in error.validator_value]
    hint = did_you_mean(str(error.instance), choices, f"Use one of: {', '.join(choices)}")
    return _not_possible(error, name), hint


def _shape(error: Any, name: str, kind: str) -> Explanation:
    if not str(error.instance).strip():
        return f"“{name}” is empty", f"Fill it in, or remove the {field(kind)}"
    examples = error.schema.get("examples")
    return _not_possible(error, name), _example([name], kind) or (f"For example: {examples[0]}" if examples else None)


def _not_possible(error: Any, name: str) -> str:
    value, in_list = short(error.instance), error.absolute_path and isinstance(error.absolute_path[-1], int)
    return f"“{value}” is not allowed in “{name}”" if in_list else f"“{value}” is not a valid {name}"


def _one_of(error: Any, name: str, kind: str) -> Explanation:
    named = [f"“{choice['required'][0]}”" for choice in error.validator_value if _names_one_field(choice)]
    if len(named) != len(error.validator_value):
        return _otherwise(error, name, kind)
    listed = " and ".join([", ".join(named[:-1]), named[-1]])
    return f"exactly one of the {field(kind)}s {listed} is needed", None


def _names_one_field(choice: Any) -> bool:
    return list(choice) == ["required"] and len(choice["required"]) == 1


def _too_few(error: Any, name: str, _: str) -> Explanation:
    count, least = len(error.instance), error.validator_value
    found = f"has {counted(count, 'item')}" if count else "is empty"
    return f"“{name}” {found}; at least {least} {'are' if least > 1 else 'is'} needed", None


def _too_many(error: Any, name: str, _: str) -> Explanation:
    return f"“{name}” has {len(error.instance)} items; at most {error.validator_value} are allowed", None


def _too_long(error: Any, name: str, _: str) -> Explanation:
    return f"“{name}” has {len(error.instance)} characters; at most {error.validator_value} are allowed", None


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
    "oneOf": _one_of,
    "pattern": _shape,
    "format": _shape,
    "minItems": _too_few,
    "minProperties": _too_few,
    "maxItems": _too_many,
    "maxProperties": _too_many,
    "maxLength": _too_long,
    "minimum": _limit,
    "maximum": _limit,
    "uniqueItems": lambda _, name, __: (f"“{name}” lists something twice", "Keep one of the two"),
}
"""By keyword of JSON Schema."""


@functools.cache
def _examples(kind: str) -> dict[str, Any]:
    """Return an example value of every field, by its name."""
    found: dict[str, Any] = {}

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            for name, described in node.get("properties", {}).items():
                example = described["examples"][0]
                if not isinstance(example, dict | list):
                    found.setdefault(name, example)
            for keyword, inner in node.items():
                if keyword not in _NARROWING:
                    walk(inner)

    walk(schema(kind))
    return found


def _example(names: list[str], kind: str) -> str | None:
    example = _examples(kind).get(names[-1]) if names else None
    if example is None:
        return None
    toml = kind == "profile"
    return f"For example: {names[-1]}" + (f" = {json.dumps(example, ensure_ascii=False)}" if toml else f": {example}")
