"""What is exported of a pack."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.builder.discover import PackFolder
from pipeline.curation.scaffold import written_entries
from pipeline.export.vocabulary import Release
from pipeline.model.findings import Finding
from pipeline.model.lexicon import Document
from pipeline.reading.unfinished import is_blank


@dataclass(frozen=True, slots=True)
class Content:
    """A pack as it is written, and what of it is asked for."""

    pack: PackFolder
    documents: tuple[Document, ...]
    """All files of the pack, and the concepts beside it."""
    findings: tuple[Finding, ...] = ()
    level: str | None = None
    topic: str | None = None
    beside: Mapping[tuple[str, int], Mapping[str, str]] | None = None
    """What stands beside entries, by file and index, in further columns. The entries that are not named are left out.

    None: nothing, and all entries are asked for.
    """

    @property
    def _about(self) -> dict[str, Any]:
        """What pack.yaml says, valid or not."""
        record = next((one.data for one in self.documents if one.kind == "pack"), None)
        return record if isinstance(record, dict) else {}

    @property
    def credit(self) -> str:
        """Whom to credit, on the terms of a release (`export.vocabulary`)."""
        version, date, licence, attribution = (
            str(self._about.get(name, "")) for name in ("version", "release_date", "licence", "attribution")
        )
        stated = self._about.get("sources")
        sources = {
            id_: {name: str(value) for name, value in source.items()}
            for id_, source in (stated.items() if isinstance(stated, dict) else ())
            if isinstance(source, dict)
        }
        return Release(self.pack.language, version, date, licence, attribution, sources).credit

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics asked for, in the order of pack.yaml."""
        stated = self._about.get("topics")
        return tuple(one for one in stated or () if self.topic in (None, one)) if isinstance(stated, dict) else ()

    def entries(self) -> Iterator[tuple[Document, int, dict[str, Any]]]:
        """Yield the entries asked for as they are written, each with its index; those of a topic together."""
        order = {topic: number for number, topic in enumerate(self.topics)}
        lists = (
            one
            for one in self.documents
            if one.kind == "words" and self.level in (None, one.level) and self.topic in (None, one.topic)
        )
        ordered = sorted(lists, key=lambda one: (order.get(one.topic or "", len(order)), one.topic, one.file))
        for document, index, entry in written_entries(ordered):
            base_form = entry.get("base_form")
            wanted = self.beside is None or (document.file, index) in self.beside
            if wanted and isinstance(base_form, str) and not is_blank(base_form):
                yield document, index, entry
