"""New priorities for a pack: 1, 2, 3 … at each level, in the order that its curators gave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Place, Pointer
from pipeline.model.lexicon import Word


@dataclass(slots=True)
class Numbering:
    """The priorities that are to change, by file and pointer, and why a level could not be numbered."""

    changes: dict[str, dict[Pointer, int]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def of(self, file: str) -> Mapping[Pointer, int]:
        """Return what is to change in a file."""
        return self.changes.get(file, {})


def renumber(words: Iterable[Word]) -> Numbering:
    """Close the holes between the priorities of each level.

    A level at which two words share a priority keeps its numbers: which of the two comes first is a curator's choice.
    """
    numbering = Numbering()
    listed = list(words)
    for name in LEVELS:
        places: dict[int, tuple[str, Place]] = {}
        shared = None
        for word in listed:
            for number, level in enumerate(word.levels):
                if level.level != name:
                    continue
                place = word.place.at("priority") if number == 0 else word.place.at("levels", number - 1, "priority")
                other, _ = places.setdefault(level.priority, (word.base_form, place))
                if places[level.priority][1] != place:
                    shared = shared or (level.priority, other, word.base_form)
        if shared:
            priority, one, other = shared
            numbering.refused.append(
                f"{name} is not renumbered: “{one}” and “{other}” both have priority {priority}, and which comes first "
                "is for you to say; give one of them another number"
            )
            continue
        for new, old in enumerate(sorted(places), 1):
            place = places[old][1]
            if new != old:
                numbering.changes.setdefault(place.file, {})[place.pointer] = new
    return numbering
