"""Where the values of a document stand: looked up when a finding is reported, not while it is read."""

from pipeline.model.findings import Pointer, Position

Marks = dict[Pointer, tuple[Position, Position]]
"""For each pointer, the position of its key (of the value itself where it has none) and of its value."""


def nearest(marks: Marks, pointer: Pointer, *, at_key: bool) -> Position:
    """Return the position of a value, or of the closest one around it that the text has."""
    for length in range(len(pointer), -1, -1):
        found = marks.get(pointer[:length])
        if found is not None:
            return found[0] if at_key or length < len(pointer) else found[1]
    return Position()
