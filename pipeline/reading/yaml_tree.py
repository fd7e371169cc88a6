"""Read YAML into a tree of values with positions, from the C parser's event stream, and report what is wrong.

PyYAML's own loaders turn `no`, `on`, `12:30` and `2024-01-01` into other values and silently drop duplicate keys.
Here a scalar stays text unless it is a plain whole number, `true`, `false`, `null` or nothing at all.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.reader import ReaderError

from pipeline.model.findings import Finding, Place, Pointer, Reference, Rule
from pipeline.model.lines import Lines
from pipeline.model.nodes import Node
from pipeline.rules.files import reading as rules

MAX_DEPTH = 32

MAX_EVENTS = 250_000
"""How many keys, values, and ends of lists and mappings a file may have: those of about 3,000 words.

A file of a few megabytes may consist of a million empty lists, and findings about them would take gigabytes of memory.
"""

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_WORDS = {"true": True, "false": False, "null": None, "": None}
_BEGINNINGS = "-0123456789tfn"
"""The first characters of those values; the empty text also counts as one."""
_FORBIDDEN = re.compile("[^\t\n\r\x85\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that YAML forbids. Source: https://yaml.org/spec/1.1/#c-printable"""

_HINTS = {
    "found character that cannot start any token": "A tab, or one of @ ` % at the start of a text? Indent with spaces, "
    "and put the text in quotes",
    "mapping values are not allowed in this context": "A text with a colon followed by a space must be in quotes; "
    "otherwise check the indentation",
    "did not find expected key": "Check the indentation, and quotes inside a quoted text",
    "did not find expected '-' indicator": "Check the indentation of the list",
    "found unexpected end of stream": "A quote is left open",
    "could not find expected ':'": "A key must be followed by a colon and a space",
}


class Tree(NamedTuple):
    """The values of a text, and what is wrong with it. If there is no value, the root is null."""

    root: Node
    findings: list[Finding]
    whole: bool
    """Whether all of the text was read. If not, the root has what comes before the fault."""


def compose(text: str, file: str = "") -> Tree:
    """Return a YAML text as a tree."""
    composer = _Composer(text, file)
    whole = composer.compose()
    return Tree(composer.root, composer.findings, whole)


def scalar(event: Any) -> Any:
    """Return the value of a scalar."""
    value = event.value
    if event.implicit[0] and value[:1] in _BEGINNINGS:
        if value in _WORDS:
            return _WORDS[value]
        if _INTEGER.match(value):
            return int(value)
    return value


class _RefusedError(Exception):
    """Reading stops here: the rest of the document is skipped."""


class _Composer:
    """Turns events into nodes, without recursion, so that deep nesting cannot exhaust the stack."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.root = Node(0, 0, None)
        self.findings: list[Finding] = []
        self.stack: list[Node] = []
        """The open lists and mappings, from the outside in."""
        self.key: Node | None = None
        """The key in the innermost mapping whose value comes next."""
        self.documents = 0

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text, "yaml")

    def compose(self) -> bool:
        """Read the text, and return whether all of it could be read."""
        try:
            for number, event in enumerate(_events(self.text)):
                if number > MAX_EVENTS:
                    self._refuse(rules.TOO_LARGE, f"this file has more than {MAX_EVENTS:,} keys and values", event)
                self._take(event)
        except _RefusedError:
            return False
        except yaml.MarkedYAMLError as error:
            self._syntax_error(error)
            return False
        except ReaderError:
            found = _FORBIDDEN.search(self.text)
            at = found.start() if found else 0
            message = f"the character U+{ord(self.text[at]):04X} is not allowed; delete it"
            self._report(rules.YAML_SYNTAX, message, at)
            return False
        return True

    def _take(self, event: Any) -> None:
        match event:
            case ScalarEvent():
                self._scalar(event)
            case MappingStartEvent():
                self._open(event, {})
            case SequenceStartEvent():
                self._open(event, [])
            case MappingEndEvent() | SequenceEndEvent():
                self._close(event)
            case DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._refuse(rules.YAML_FEATURE, "a second document (“---”) is not allowed", event)
            case AliasEvent():
                self._refuse(rules.YAML_FEATURE, f"the alias “*{event.anchor}” is not allowed", event)

    def _scalar(self, event: Any) -> None:
        self._properties(event)
        flow = bool(self.stack) and self.stack[-1].flow
        node = Node(event.start_mark.index, event.end_mark.index, None, None, event.style or "", flow)
        if self._wants_key():
            node.value = event.value
            self.key = node
        else:
            node.value = scalar(event)
            self._add(node)

    def _open(self, event: Any, value: dict[str, Node] | list[Node]) -> None:
        self._properties(event)
        if len(self.stack) >= MAX_DEPTH:
            self._refuse(rules.TOO_DEEP, f"lists and mappings are nested more than {MAX_DEPTH} deep", event)
        if self._wants_key():
            self._refuse(rules.YAML_SYNTAX, "a key must be a plain word, not a list or a mapping", event)
        start = event.start_mark.index
        node = Node(start, start, value, flow=bool(event.flow_style))
        self._add(node)
        self.stack.append(node)

    def _close(self, event: Any) -> None:
        node = self.stack.pop()
        # The parser ends a block where the next token begins, after comments that are not part of it.
        inner = list(node.fields.values()) or node.items
        node.end = inner[-1].end if inner and not node.flow else event.end_mark.index

    def _wants_key(self) -> bool:
        return self.key is None and bool(self.stack) and isinstance(self.stack[-1].value, dict)

    def _add(self, node: Node) -> None:
        """Put a value where it belongs."""
        node.key, self.key = self.key, None
        if not self.stack:
            self.root = node
        elif node.key is None:
            self.stack[-1].value.append(node)
        else:
            first = self.stack[-1].value.setdefault(node.key.value, node)
            if first is not node:  # the repeated value is read and discarded
                self._duplicate(node.key, first.key)

    def _duplicate(self, key: Node, first: Node) -> None:
        inside = (node.key.value if node.key else len(around.items) - 1 for around, node in pairwise(self.stack))
        pointer = (*inside, key.value)
        reference = Reference("first given here", self._place(first, pointer))
        message = f"the key “{key.value}” is given twice"
        place = self._place(key, pointer)
        self.findings.append(Finding(rules.DUPLICATE_KEY, message, place, references=(reference,)))

    def _place(self, key: Node, pointer: Pointer) -> Place:
        return Place(self.file, pointer, self.lines.position(key.start), True, self.lines.position(key.end))

    def _properties(self, event: Any) -> None:
        """Report an anchor or a tag."""
        at = event.start_mark.index
        if event.anchor is not None:
            self._report(rules.YAML_FEATURE, f"the anchor “&{event.anchor}” is not allowed", at)
        if event.tag is not None:
            message = f"the tag “{event.tag}” is not allowed; a text that begins with “!” must be in quotes"
            self._report(rules.YAML_FEATURE, message, at)

    def _syntax_error(self, error: yaml.MarkedYAMLError) -> None:
        at = error.problem_mark or error.context_mark
        problem = error.problem or "this is not YAML"
        place = Place(self.file, position=self.lines.position(at.index if at else 0))
        references: tuple[Reference, ...] = ()
        if error.context and error.context_mark:
            around = Place(self.file, position=self.lines.position(error.context_mark.index))
            references = (Reference(error.context, around),) if around != place else ()
        hint = _HINTS.get(problem)
        self.findings.append(Finding(rules.YAML_SYNTAX, problem, place, suggestion=hint, references=references))

    def _refuse(self, rule: Rule, message: str, event: Any) -> None:
        """Report why the rest is not read.

        Raises:
            _RefusedError: always.
        """
        self._report(rule, message, event.start_mark.index)
        raise _RefusedError

    def _report(self, rule: Rule, message: str, at: int) -> None:
        self.findings.append(Finding(rule, message, Place(self.file, position=self.lines.position(at))))


def _events(text: str) -> Iterator[Any]:
    # The loader's get_event is what yaml.parse loops over; calling it directly saves a generator.
    loader = yaml.CSafeLoader(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()
