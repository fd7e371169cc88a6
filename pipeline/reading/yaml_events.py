"""YAML as plain records, built from the C parser's event stream.

PyYAML's own loaders turn `no`, `on`, `12:30` and `2024-01-01` into other things and drop duplicate keys in silence.
Here a scalar stays text unless it is a plain whole number, `true`, `false`, `null` or nothing at all.
Positions are kept only when asked for: `positions` reads the text once more.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from pipeline.model.findings import Finding, Place, Pointer, Position, Reference, Rule
from pipeline.model.marks import Marks
from pipeline.rules.files import reading as rules

MAX_DEPTH = 32

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_WORDS = {"true": True, "false": False, "null": None, "": None}
_BEGINNINGS = "-0123456789tfn"
"""What those begin with; the empty text is in it, too."""

_HINTS = {
    "found character that cannot start any token": "A tab, or one of @ ` % at the start of a text? Indent with spaces, "
    "and put such a text in quotes",
    "mapping values are not allowed in this context": "A text with a colon followed by a space must be in quotes; "
    "else look at the indentation",
    "did not find expected key": "Look at the indentation, and at quotes inside a quoted text",
    "did not find expected '-' indicator": "Look at the indentation of the list",
    "found unexpected end of stream": "A quote is left open",
    "could not find expected ':'": "A key needs a colon and a space behind it",
}


class _RefusedError(Exception):
    """The rest of the document is not worth reading."""


def parse(text: str, file: str) -> tuple[Any, list[Finding]]:
    """Return the record a YAML text holds, and what is wrong with it.

    The record is None when the text cannot be used.
    """
    try:
        return _plain(text), []
    except (_UnsureError, yaml.YAMLError):
        builder = _Builder(file, None)
    data = builder.build(text)
    if builder.duplicates:
        marks = positions(text)
        for place in builder.duplicates:
            first = marks[place.pointer][0]
            builder.findings.append(
                Finding(
                    rules.DUPLICATE_KEY,
                    f"the key “{place.pointer[-1]}” is given twice",
                    place,
                    references=(Reference("first given here", Place(file, place.pointer, first, at_key=True)),),
                )
            )
    return data, builder.findings


def positions(text: str) -> Marks:
    """Return where each key and value of a YAML text stands; of a broken text, what comes before the fault."""
    builder = _Builder("", {})
    builder.build(text)
    return builder.marks or {}


def _value(event: ScalarEvent) -> Any:
    value: Any = event.value
    if event.implicit[0] and value[:1] in _BEGINNINGS:
        if value in _WORDS:
            return _WORDS[value]
        if _INTEGER.match(value):
            return int(value)
    return value


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
                    container.append(_value(event))
                elif key is None:
                    key = event.value
                    if key in container:
                        raise _UnsureError
                else:
                    container[key] = _value(event)
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


class _Builder:
    """Turns events into nested dicts and lists; without recursion, so that depth is only a number."""

    def __init__(self, file: str, marks: Marks | None) -> None:
        self.file = file
        self.marks = marks
        self.findings: list[Finding] = []
        self.duplicates: list[Place] = []
        self.root: Any = None
        self.stack: list[tuple[dict[str, Any] | list[Any], str | int | None]] = []
        """The open containers, each with the key at which it stands in the one around it."""
        self.key: str | None = None
        """The key of the innermost mapping that waits for its value."""
        self.key_position = Position()
        self.documents = 0

    def build(self, text: str) -> Any:
        handlers: dict[type[Event], Callable[[Any], None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: lambda event: self._open(event, {}),
            SequenceStartEvent: lambda event: self._open(event, []),
            MappingEndEvent: self._close,
            SequenceEndEvent: self._close,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
        }
        try:
            for event in _events(text):
                handle = handlers.get(type(event))
                if handle is not None:
                    handle(event)
        except _RefusedError:
            return None
        except yaml.MarkedYAMLError as error:
            self.findings.append(self._syntax_error(error))
            return None
        except ReaderError:
            self.findings.append(self._forbidden_character(text))
            return None
        return self.root

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._report(rules.YAML_FEATURE, "a second document (“---”) is not allowed", event)
            raise _RefusedError

    def _alias(self, event: Any) -> None:
        self._report(rules.YAML_FEATURE, f"the alias “*{event.anchor}” is not allowed", event)
        raise _RefusedError

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if self.stack and self.key is None and type(self.stack[-1][0]) is dict:
            self.key = event.value
            self.key_position = _position(event.start_mark)
            return
        self._add(_value(event), event)

    def _open(self, event: Any, container: dict[str, Any] | list[Any]) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if len(self.stack) >= MAX_DEPTH:
            self._report(rules.TOO_DEEP, f"lists and mappings are nested more than {MAX_DEPTH} deep", event)
            raise _RefusedError
        if self.stack and self.key is None and type(self.stack[-1][0]) is dict:
            self._report(rules.YAML_SYNTAX, "a key must be a plain word, not a list or a mapping", event)
            raise _RefusedError
        step = self._add(container, event)
        self.stack.append((container, step))
        self.key = None

    def _close(self, _: Event) -> None:
        self.stack.pop()
        self.key = None

    def _add(self, value: Any, event: Event) -> str | int | None:
        """Put a value where it belongs, and return its key or index there."""
        step: str | int | None = None
        if not self.stack:
            self.root = value
        else:
            container = self.stack[-1][0]
            if isinstance(container, list):
                step = len(container)
                container.append(value)
            else:
                step, self.key = cast("str", self.key), None  # a value in a mapping comes after its key
                if step in container:
                    self.duplicates.append(Place(self.file, (*self._pointer(), step), self.key_position, True))
                    return step  # what follows is read, but into a value that is thrown away
                container[step] = value
        if self.marks is not None:
            value = _position(event.start_mark)
            key = self.key_position if isinstance(step, str) else value
            self.marks.setdefault(self._pointer() if step is None else (*self._pointer(), step), (key, value))
        return step

    def _pointer(self) -> Pointer:
        return tuple(step for _, step in self.stack if step is not None)

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._report(rules.YAML_FEATURE, f"the anchor “&{event.anchor}” is not allowed", event)
        if event.tag is not None:
            self._report(
                rules.YAML_FEATURE,
                f"the tag “{event.tag}” is not allowed; a text that begins with “!” must be in quotes",
                event,
            )

    def _report(self, rule: Rule, message: str, event: Event) -> None:
        self.findings.append(Finding(rule, message, Place(self.file, position=_position(event.start_mark))))

    def _syntax_error(self, error: yaml.MarkedYAMLError) -> Finding:
        position = _position(error.problem_mark or error.context_mark)
        problem = error.problem or "this is not YAML"
        references: tuple[Reference, ...] = ()
        if error.context and error.context_mark and _position(error.context_mark) != position:
            references = (Reference(error.context, Place(self.file, position=_position(error.context_mark))),)
        return Finding(
            rules.YAML_SYNTAX,
            problem,
            Place(self.file, position=position),
            suggestion=_HINTS.get(problem),
            references=references,
        )

    def _forbidden_character(self, text: str) -> Finding:
        offset = next((i for i, character in enumerate(text) if _forbidden(character)), 0)
        before = text[:offset]
        position = Position(before.count("\n") + 1, offset - before.rfind("\n"))
        message = f"the character U+{ord(text[offset]):04X} is not allowed; delete it"
        return Finding(rules.YAML_SYNTAX, message, Place(self.file, position=position))


def _position(mark: Any) -> Position:
    """Return the position of a parser's mark, which counts from 0."""
    return Position(mark.line + 1, mark.column + 1) if mark else Position()


def _events(text: str) -> Iterator[Any]:
    # The loader's get_event is what yaml.parse loops over; called directly it costs one generator less per event.
    loader = yaml.CSafeLoader(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _forbidden(character: str) -> bool:
    """Whether YAML forbids the character. Source: https://yaml.org/spec/1.1/#c-printable"""
    code = ord(character)
    return not (
        code in (0x09, 0x0A, 0x0D, 0x85)
        or 0x20 <= code <= 0x7E
        or 0xA0 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or code > 0xFFFF
    )
