"""The pages of the reference that follow from code: commands from click, fields from the JSON Schemas."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from pipeline.cli import COMMANDS, cli

SCHEMAS = Path(__file__).parents[2] / "schemas"


def write_reference(app: object, page: str, source: list[str]) -> None:  # noqa: ARG001
    """Add what is generated to a page, and keep its links on the site, as Sphinx reads it (its event `source-read`)."""
    if page in PAGES:
        source[0] += "\n" + "\n".join(PAGES[page]())
    source[0] = re.sub(r"\]\(\.\./schemas/(\w[\w-]*)\.schema\.json\)", r"](reference/schemas.md#\1)", source[0])
    source[0] = source[0].replace("](../CONTRIBUTING.md", "](contributing.md")


def commands() -> Iterator[str]:
    """Yield the lines of a section for each command: what it does, its usage, arguments and options."""
    parent = click.Context(cli, info_name="babblr-vocab")
    for name in sorted(COMMANDS):
        if command := cli.get_command(parent, name):
            context = click.Context(command, info_name=name, parent=parent)
            yield from (f"## {name}", "", "```text", command.get_help(context), "```", "")


def schemas() -> Iterator[str]:
    """Yield the lines of a section for each schema, with a table for each object that it describes."""
    for path in sorted(SCHEMAS.glob("*.schema.json")):
        schema = json.loads(path.read_text("utf-8"))
        yield from (f"## {path.name.removesuffix('.schema.json')}", "", f"{_text(schema['title'])}.", "")
        if "description" in schema:
            yield from (_text(schema["description"]), "")
        yield from _fields(schema, "The file")
        for name, definition in schema.get("$defs", {}).items():
            yield from _fields(definition, f"`{name}`")


def _fields(schema: dict[str, Any], title: str) -> Iterator[str]:
    if "properties" not in schema:
        return
    required = schema.get("required", [])
    yield from (f"{title}:", "", "| field | | what it holds |", "|---|---|---|")
    for name, field in schema["properties"].items():
        needed = "required" if name in required else ""
        yield f"| `{name}` | {needed} | {_text(_described(field))} |"
    yield ""


def _described(field: Any) -> str:
    if not isinstance(field, dict):
        return ""
    kind = field.get("type") or field.get("$ref", "").rpartition("/")[2]
    said = field.get("description") or (f"`{kind}`" if isinstance(kind, str) and kind else "")
    choices = field.get("enum", [])
    listed = ", ".join(f"`{json.dumps(one, ensure_ascii=False)}`" for one in choices)
    return f"{said} One of {listed}." if choices else said


def _text(text: str) -> str:
    """Return text for a cell of a table or a paragraph: on one line, with nothing that Markdown takes for markup."""
    return re.sub(r"([|<\[{*_])(?![^`]*`(?:[^`]*`[^`]*`)*[^`]*$)", r"\\\1", " ".join(text.split()))


PAGES: dict[str, Callable[[], Iterator[str]]] = {"reference/commands": commands, "reference/schemas": schemas}
