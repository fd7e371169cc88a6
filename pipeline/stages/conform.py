"""Does every record follow its schema?

jsonschema-rs says whether a document conforms (it reads 100 times as fast); only for one that does not,
jsonschema explains where and why, entry by entry. The other entries of the file go on.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema_rs

from pipeline.model.findings import Finding, Place, Pointer, Rule
from pipeline.model.lexicon import Document, Lexicon
from pipeline.model.suggestions import did_you_mean, short
from pipeline.rules.files.reading import SCHEMA
from pipeline.rules.packs import FAULTY_PROFILE
from pipeline.stages import Context
from pipeline.stages.explanations import explanation, field, schema


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon without the entries and documents that do not conform."""
    return replace(lexicon, documents=tuple(_conforming(document, context) for document in lexicon.documents))


def _conforming(document: Document, context: Context) -> Document:
    findings = faults(document)
    if not findings:
        return document
    faulty: set[int] = set()
    usable = True
    for finding in findings:
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


def faults(document: Document) -> list[Finding]:
    """Return where a document does not follow the schema of its kind."""
    if document.data is None or document.kind == "paradigm" or _conforms(document):
        return []
    return _explain(document)


def _conforms(document: Document) -> bool:
    try:
        return _fast(document.kind).is_valid(document.data)
    except ValueError:  # TOML has dates and times, which JSON has not
        return False


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
    rule, refused = _rule(document), _fast(document.kind).iter_errors(document.data)
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
