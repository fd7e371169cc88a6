"""Take the rows of words that are removed out of the paradigm tables of their pack. Writes nothing."""

import csv
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from pipeline.curation.files import Rewrite, is_link
from pipeline.curation.scaffold import written_entries
from pipeline.intake.present import Place
from pipeline.model.lexicon import Document


def without_rows(root: Path, documents: Sequence[Document], gone: Collection[tuple[str, int]]) -> Iterator[Rewrite]:
    """Yield the tables without the rows of entries that go, unless another entry of that name stays."""
    entries = {Place(document.file, index): entry for document, index, entry in written_entries(documents)}
    stay = {entry.get("base_form") for place, entry in entries.items() if place not in gone}
    names = {entries[place].get("base_form") for place in gone if place in entries} - stay
    for document in documents if names else ():
        if document.kind != "paradigm" or is_link(Path(document.file), root):
            continue
        lines = document.text.splitlines(keepends=True)
        kept = lines[:1] + [line for line in lines[1:] if _name(line) not in names]
        if kept != lines:
            yield Rewrite(Path(document.file), root, document.text, "".join(kept))


def _name(line: str) -> str:
    return next(iter(next(csv.reader([line]), [])), "")
