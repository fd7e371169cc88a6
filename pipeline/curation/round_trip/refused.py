"""What stands in the way of changes to entries: values that the schema refuses."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.curation.round_trip.steps import value_at
from pipeline.model.findings import Finding, Pointer
from pipeline.model.lexicon import Document, Lexicon
from pipeline.stages import Context, conform


@dataclass(frozen=True, slots=True)
class Refused:
    """A value of an entry that stands in the way of its changes, and why."""

    pointer: Pointer
    """In the entry as it would become; empty if no value is in the way."""
    why: str
    value: Any = None


def new_faults(
    document: Document, words: Sequence[dict[str, Any] | None], context: Context
) -> dict[int, Sequence[Refused]]:
    """Return the values that the schema refuses in the words that a list would have, and not in those that it has.

    They are by index, one fault for each value. A word that is removed is None, and others may follow the old ones.
    What a draft may lack is not a fault.
    """
    old = document.data["words"]
    known = {(fault.place.pointer, fault.message) for fault in _faults(document, old, context)}
    found: dict[int, dict[Pointer, Refused]] = defaultdict(dict)
    # A word that goes keeps its place, so that the others keep their indexes.
    for fault in _faults(document, [entry or old[index] for index, entry in enumerate(words)], context):
        match fault.place.pointer:
            case ("words", int(index), *rest) if (fault.place.pointer, fault.message) not in known:
                pointer = tuple(rest)
                hint = f"; {fault.suggestion[0].lower()}{fault.suggestion[1:]}" if fault.suggestion else ""
                found[index].setdefault(
                    pointer, Refused(pointer, fault.message + hint, value_at(words[index], pointer))
                )
    return {index: tuple(values.values()) for index, values in found.items()}


def _faults(document: Document, words: Sequence[Any], context: Context) -> list[Finding]:
    own = replace(context, findings=[])
    conform.run(Lexicon("", (replace(document, data=document.data | {"words": list(words)}),)), own)
    return own.findings
