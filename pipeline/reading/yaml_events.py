"""YAML as plain records, from the C parser's event stream.

Only a text with something to report is read with the places of its values: `pipeline.reading.yaml_tree` has more.
"""

from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from pipeline.model.findings import Finding
from pipeline.reading.yaml_tree import MAX_DEPTH, compose, scalar


def parse(text: str, file: str) -> tuple[Any, list[Finding]]:
    """Return the record a YAML text holds, and what is wrong with it.

    The record is None when the text cannot be used.
    """
    try:
        return _plain(text), []
    except (_UnsureError, yaml.YAMLError):
        tree = compose(text, file)
    return tree.root.data() if tree.whole else None, tree.findings


class _UnsureError(Exception):
    """There is something in the text that a closer look must tell."""


def _plain(text: str) -> Any:  # noqa: C901, PLR0912  one loop: calls would cost what it saves
    """Return the record of a text as all but a few are: with nothing in it to report. It takes two thirds of the time.

    Raises:
        _UnsureError, yaml.YAMLError: it may not be such a text.
    """
    loader = yaml.CSafeLoader(text)
    next_event = loader.get_event
    stack: list[Any] = []
    container: Any = None
    root: Any = None
    key: str | None = None
    try:
        while True:
            event: Any = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None or container is None:
                    raise _UnsureError
                if type(container) is list:
                    container.append(scalar(event))
                elif key is None:
                    key = event.value
                    if key in container:
                        raise _UnsureError
                else:
                    container[key] = scalar(event)
                    key = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None or len(stack) >= MAX_DEPTH:
                    raise _UnsureError
                value: Any = {} if kind is MappingStartEvent else []
                if container is None:
                    if root is not None:
                        raise _UnsureError
                    root = value
                elif type(container) is list:
                    container.append(value)
                elif key is None:
                    raise _UnsureError
                else:
                    container[key] = value
                    key = None
                stack.append(container)
                container = value
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                container = stack.pop()
            elif kind is StreamEndEvent:
                if root is None:
                    raise _UnsureError
                return root
            elif kind is AliasEvent:
                raise _UnsureError
    finally:
        loader.dispose()
