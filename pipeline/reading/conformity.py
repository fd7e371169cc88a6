"""Does a record follow its JSON Schema, and if not, where and why?

jsonschema-rs checks it (about 100 times as fast); jsonschema explains the errors.
"""

import functools
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs

from pipeline.model.findings import Finding, Place, Pointer, Rule
from pipeline.model.lexicon import TABLES, Document
from pipeline.model.suggestions import did_you_mean, short
from pipeline.reading.explanations import explanation, field, schema
from pipeline.rules.files.reading import SCHEMA
from pipeline.rules.packs import FAULTY_PROFILE


def faults(document: Document, kind: str | None = None) -> list[Finding]:
    """Return where a document does not follow the schema of its kind, or of a given kind."""
    kind = kind or document.kind
    if document.data is None or kind in TABLES or conforms(document.data, kind):
        return []
    return _explain(document, kind)


def conforms(data: Any, kind: str) -> bool:
    """Return whether a record follows the schema of a kind of document."""
    try:
        return _fast(kind).is_valid(data)
    except ValueError:  # TOML has dates and times, but JSON does not
        return False


@functools.cache
def _fast(kind: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema(kind), validate_formats=True)


@functools.cache
def _explainer(kind: str) -> Any:
    import jsonschema  # needed only if there is a fault
    from jsonschema.exceptions import ValidationError

    def matches(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[ValidationError]:
        # Python's `$` also matches before a last line break; JSON Schema's does not.
        if isinstance(instance, str) and not re.search(re.sub(r"\$\Z", r"\\Z", pattern), instance):
            yield ValidationError(f"{instance!r} does not match {pattern!r}")

    # The library leaves `extend` untyped, and any field of an error may be unset.
    validator: Any = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": matches})  # type: ignore[no-untyped-call]
    return validator(schema(kind), format_checker=jsonschema.FormatChecker(["date"]))


def _explain(document: Document, kind: str) -> list[Finding]:
    """Return what is wrong with a document, each fault once: two keywords may report the same about one value."""
    errors = _explainer(kind).iter_errors(document.data)
    found = dict.fromkeys(finding for error in errors for finding in _findings(error, document))
    if found:
        return list(found)
    # The two libraries disagree: trust the one that rejects the document.
    rule, refused = _rule(document), _fast(kind).iter_errors(document.data)
    return [Finding(rule, fault.message, Place(document.file, tuple(fault.instance_path))) for fault in refused]


def _rule(document: Document) -> Rule:
    return FAULTY_PROFILE if document.kind == "profile" else SCHEMA


def _findings(error: Any, document: Document) -> Iterator[Finding]:
    pointer: Pointer = tuple(error.absolute_path)
    place = Place(document.file, pointer)
    word, rule = _word(document, pointer), _rule(document)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known, named = list(error.schema.get("properties", {})), field(document.kind)
        for key in error.instance:
            if key not in known:
                hint = did_you_mean(str(key), known, f"The {named}s here are: {', '.join(known)}")
                yield Finding(rule, f"there is no {named} “{short(key)}” here", place.key(key), word, hint)
        return
    if error.parent is None and "propertyNames" in error.absolute_schema_path:
        place = place.key(error.instance)
    message, hint = explanation(error, document.kind)
    yield Finding(rule, message, place, word, hint)


def _word(document: Document, pointer: Pointer) -> str | None:
    match pointer:
        case ("words", int(index), *_):
            entry = document.data["words"][index]
            base_form = entry.get("base_form") if isinstance(entry, dict) else None
            return base_form if isinstance(base_form, str) else None
        case _:
            return None
