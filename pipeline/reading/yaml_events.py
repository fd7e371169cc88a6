"""Read YAML into plain records, from the C parser's event stream.

Only a text with something to report is read again with the positions of its values, by `pipeline.reading.yaml_tree`.
"""

from sys import intern
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
from pipeline.reading.yaml_tree import MAX_DEPTH, MAX_EVENTS, compose, scalar


def parse(text: str, file: str) -> tuple[Any, list[Finding]]:
    """Return the record in a YAML text, and what is wrong with the text.

    The record is None when the text cannot be used.
    """
    try:
        return _plain(text), []
    except (_UnsureError, yaml.YAMLError):
        tree = compose(text, file)
    return tree.root.data() if tree.whole else None, tree.findings


class _UnsureError(Exception):
    """The text contains something that needs a closer look."""


def _plain(text: str) -> Any:  # noqa: C901, PLR0912  one loop: calls would cost more than they save
    """Return the record of a text with nothing to report, as nearly all are, in two thirds of the time.

    Raises:
        _UnsureError, yaml.YAMLError: the text may have something to report.
    """
    loader = yaml.CSafeLoader(text)
    next_event = loader.get_event
    stack: list[Any] = []
    container: Any = None
    root: Any = None
    key: str | None = None
    try:
        for _ in range(MAX_EVENTS):
            event: Any = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None or container is None:
                    raise _UnsureError
                if type(container) is list:
                    container.append(scalar(event))
                elif key is None:
                    key = intern(event.value)  # thousands of entries have the same keys
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
        raise _UnsureError
    finally:
        loader.dispose()
