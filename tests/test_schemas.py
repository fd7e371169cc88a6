"""The JSON Schemas that curators' editors read, too."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from pipeline.model.cefr import LEVELS
from pipeline.model.values import HIGHEST_PRIORITY, LONGEST_WORD
from pipeline.reading.explanations import schema
from pipeline.system.resources import resource

KINDS = ["assessment", "columns", "concepts", "concepts-none", "grammar", "lessons", "pack", "profile", "words"]


NARROWING = ("if", "then", "else")
"""Keywords under which properties are not described again, but made narrower."""


def inner_of(node: dict[str, Any]) -> Iterator[Any]:
    yield from (inner for keyword, inner in node.items() if keyword not in NARROWING)


def properties(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for inner in inner_of(node):
            yield from properties(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from properties(inner)


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "properties" in node:
            yield node
        for inner in inner_of(node):
            yield from objects(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_a_schema(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(kind))
    assert schema(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("kind", KINDS)
def test_every_property_is_described_with_an_example(kind: str) -> None:
    found = list(properties(schema(kind)))
    assert found
    for name, field in found:
        assert field.get("description"), name
        assert field.get("examples"), name


@pytest.mark.parametrize("kind", KINDS)
def test_examples_are_right(kind: str) -> None:
    for name, field in properties(schema(kind)):
        whole = field | {"$defs": schema(kind)["$defs"], "$schema": schema(kind)["$schema"]}
        for example in field["examples"]:
            if kind == "profile" or not isinstance(example, list | dict):  # of packs, these show only their beginning
                jsonschema.Draft202012Validator(whole).validate(example), name


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_keys_are_refused_everywhere(kind: str) -> None:
    for node in objects(schema(kind)):
        assert node["additionalProperties"] is False


def test_limits_are_those_of_the_model() -> None:
    words, pack = schema("words")["$defs"], schema("pack")
    assert pack["properties"]["targets"]["propertyNames"]["enum"] == list(LEVELS)
    assert words["priority"]["maximum"] == HIGHEST_PRIORITY
    texts = (words["word"]["properties"]["base_form"], words["form"]["properties"]["text"])
    assert [text["maxLength"] for text in texts] == [LONGEST_WORD, LONGEST_WORD]


def test_no_schema_claims_an_address() -> None:
    """An `$id` would be one that somebody else can have; nothing refers to it."""
    for path in resource("schemas").iterdir():
        assert "$id" not in json.loads(path.read_text("utf-8"))
