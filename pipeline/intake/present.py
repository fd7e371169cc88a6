"""A pack as it is now: its files, and its entries by what they are called and were called."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.builder.discover import PackFolder
from pipeline.curation.round_trip.cells import EntryCells, cells_of
from pipeline.curation.scaffold import written_entries
from pipeline.intake.matching import Returned
from pipeline.model.findings import Finding, Severity
from pipeline.model.lexicon import Document, Lexicon
from pipeline.reading.locate import locate
from pipeline.stages import Context, extract


@dataclass(frozen=True, slots=True)
class Now:
    """A pack as it is now."""

    documents: Sequence[Document]
    """The files that can be read."""
    faults: tuple[Finding, ...]
    """Why others cannot."""


class Place(NamedTuple):
    """Where the pack has an entry: a file, and the number of the entry in it."""

    file: str
    number: int


def read_pack(pack: PackFolder) -> Now:
    """Read a pack as it is now."""
    context = Context(folder=pack.path, name=pack.name, profile=pack.profile)
    documents = extract.run(Lexicon(pack.language), context).documents
    errors = [one for one in context.findings if one.severity is Severity.ERROR]
    faulty = {one.place.file for one in errors}
    sound = [one for one in documents if one.file not in faulty]
    return Now(sound, tuple(locate(errors, {one.file: one for one in documents})))


def folded(name: str) -> str:
    """Return a base form as it is compared with others before a closer look."""
    return unicodedata.normalize("NFC", name).casefold()


class Present:
    """The entries that the pack has now."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.entries: dict[Place, dict[str, Any]] = {}
        self.by_name: dict[str, list[Place]] = defaultdict(list)
        self.by_former: dict[str, list[Place]] = defaultdict(list)
        for document, index, entry in written_entries(documents):
            place = Place(document.file, index)
            self.entries[place] = entry
            if isinstance(entry.get("base_form"), str):
                self.by_name[entry["base_form"].strip()].append(place)
            former = entry.get("formerly")
            for name in former if isinstance(former, list) else ():
                self.by_former[str(name).strip()].append(place)
        self.names = frozenset(map(folded, (*self.by_name, *self.by_former)))
        self.begun: set[str] = set()
        """The new words that a workbook begins, as they are met."""

    def find(self, word: Returned) -> Place | None:
        """Return where a word that was handed out is now: in its old file, if several files have it."""
        places = self.by_name.get(word.name) or self.by_former.get(word.name) or []
        in_its_file = [place for place in places if place.file.endswith(f"/{word.handed.file}")]
        return next(iter(in_its_file or places), None)

    def cells(self, place: Place | None) -> EntryCells | None:
        """Return an entry as cells."""
        return cells_of(self.entries[place]) if place else None
