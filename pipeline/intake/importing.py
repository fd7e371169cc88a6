"""Bring lists in: read their rows, take what each says, and merge it into what is kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.intake.candidates import store
from pipeline.intake.candidates.gather import Gathered
from pipeline.intake.categories import Categories, NoTopicError, parse_topics
from pipeline.intake.columns.kept import MAPPINGS, mapping_text, read_mappings
from pipeline.intake.columns.overrides import MapError, Override
from pipeline.intake.columns.tables import MappedTable, map_table
from pipeline.intake.conform.knowledge import Knowledge
from pipeline.intake.known import Known, PackWords, known_of
from pipeline.intake.mapping import TableMapping
from pipeline.intake.readers.registry import Content, NotReadableError, family_for
from pipeline.intake.recording import Origin, Recorder
from pipeline.intake.report import Summary
from pipeline.intake.rows import Table
from pipeline.intake.sources import ENGLISH, FILE, Source, read_sources, written_sources
from pipeline.intake.statements import Aside
from pipeline.system.drafts import replacing

NOT_CHOSEN = "another table was chosen"


class ImportingError(Exception):
    """A list cannot be brought in. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file of a list."""

    name: str
    """To be shown: its path, or `-` for what was pasted."""
    content: Content
    source: Source


@dataclass(frozen=True, slots=True)
class Asked:
    """How lists are to be read."""

    language: str
    folder: Path
    """The folder of candidates."""
    format: str | None = None
    sheet: str | None = None
    overrides: tuple[Override, ...] = ()
    level: str = ""
    translation_language: str = ""
    """Empty: what the source says of itself, or English."""
    topics: tuple[str, ...] = ()
    """Which topic of the pack a category is: `bagno=housing`; over what was kept of the source."""

    def translations_of(self, source: Source) -> str:
        """Return the language of the translations of a list; empty: nobody says it."""
        return self.translation_language or source.translations


@dataclass(slots=True)
class Import:
    """An import: what its lists say. A context, whose temporary files are removed at its end."""

    asked: Asked
    pack: PackWords
    summary: Summary
    known: Known = field(init=False)
    categories: Categories = field(init=False)
    tables: list[tuple[str, MappedTable]] = field(init=False, default_factory=list)
    """The tables with the names of their files, for the preview. Their rows are used up."""
    _knowledge: Knowledge = field(init=False)
    _gathered: Gathered = field(init=False)
    _mappings: dict[str, list[TableMapping]] = field(init=False, default_factory=dict)
    """The mappings of each source that are to be kept."""
    _topics: Mapping[str, Mapping[str, str]] = field(init=False, default_factory=dict)
    """By source, the topic that each category is."""
    _sources: dict[str, Source] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Take in what the pack has."""
        self.known = known_of(self.asked.language, self.pack)
        self._knowledge = Knowledge.of(self.pack.profile, self.pack.words, self.pack.names)
        self.categories = Categories(self.pack.profile)
        self._gathered = Gathered(self.known.key)

    def __enter__(self) -> "Import":
        return self

    def __exit__(self, *_: object) -> None:
        self._gathered.__exit__()

    def read(self, files: Sequence[ListFile]) -> None:
        """Read lists, each once.

        Raises:
            ImportingError: one of them cannot be read, and the message names it; or there is no such topic.
        """
        sources = [file.source.id for file in files]
        self._topics = self._stated_topics(sources)
        self.categories = Categories(self.pack.profile, self.pack.topics, self.pack.words, self._topics)
        recorder = Recorder(self._gathered, self.known, self.summary, self.categories)
        for file in files:
            self._sources[file.source.id] = file.source
            shared = sources.count(file.source.id) > 1
            try:
                self._read(file, recorder, shared=shared)
            except (NotReadableError, MapError) as error:
                raise ImportingError(f"{file.name}: {error}") from error

    def _stated_topics(self, sources: Iterable[str]) -> dict[str, dict[str, str]]:
        try:
            stated = parse_topics(self.asked.topics, self.pack.topics)
        except NoTopicError as error:
            raise ImportingError(str(error)) from error
        return {
            source: {name: topic for one in self._kept(source) for name, topic in one.topics.items()} | stated
            for source in sources
        }

    def _read(self, file: ListFile, recorder: Recorder, *, shared: bool) -> None:
        asked = self.asked
        family = family_for(file.content, asked.format)
        kept = self._kept(file.source.id)
        names: list[str] = []
        translations = asked.translations_of(file.source)
        with closing(family.tables(file.content, asked.language)) as tables:
            for table in tables:
                names.append(table.name)
                recorder.begin(
                    Origin(file.name, table.name, table.unit, file.source, translations or ENGLISH, shared=shared)
                )
                if asked.sheet is not None and table.name != asked.sheet:
                    for row in table.rows:
                        recorder.take(row, [Aside(row.cells[0] if row.cells else "", row.fault or NOT_CHOSEN)])
                    continue
                mapped = self._mapped(table, kept, translations)
                shown = mapped.mapping.translation_language if mapped.mapping else ENGLISH
                if not translations and shown != ENGLISH:
                    self._sources[file.source.id] = replace(self._sources[file.source.id], translations=shown)
                self._take(file, mapped, recorder)
        if asked.sheet is not None and asked.sheet not in names:
            there = ", ".join(f"“{name}”" for name in names if name) or "one without a name"
            raise NotReadableError(f"there is no table “{asked.sheet}”; there is {there}")

    def _mapped(self, table: Table, kept: Sequence[TableMapping], translations: str) -> MappedTable:
        asked = self.asked
        mapped = map_table(
            table,
            self._knowledge,
            translation_language=translations,
            overrides=asked.overrides,
            kept=kept,
        )
        if mapped.mapping is not None and asked.level:
            mapped.mapping = replace(mapped.mapping, level=asked.level)
        return mapped

    def _take(self, file: ListFile, mapped: MappedTable, recorder: Recorder) -> None:
        self.tables.append((file.name, mapped))
        rows = mapped.statements(self._knowledge)
        for _, (row, (aside,)) in zip(mapped.head, rows, strict=False):
            recorder.header(row, aside.reason if isinstance(aside, Aside) else "")
        for row, statements in rows:
            recorder.take(row, statements)
        if mapped.mapping is not None and (not mapped.table.mapped or self.asked.topics):
            mapping = replace(mapped.mapping, source=file.source.id, topics=self._topics[file.source.id])
            ones = self._mappings.setdefault(file.source.id, [])
            if all(one.table != mapping.table for one in ones):
                ones.append(mapping)

    def _kept(self, source: str) -> tuple[TableMapping, ...]:
        path = self._mapping_file(source)
        kept = read_mappings(path) if path.exists() else ()
        return tuple(one for one in kept if one.language == self.asked.language)

    def _mapping_file(self, source: str) -> Path:
        return self.asked.folder / MAPPINGS / f"{source}.yaml"

    def write(self) -> None:
        """Merge what was read into what is kept, all of it or nothing.

        A mapping file that is there stays as it is, unless something of it was stated.

        Raises:
            StoreError, SourcesError: what is kept is damaged.
            OSError: a file cannot be written.
        """
        asked, folder, ids = self.asked, self.asked.folder, set(self._sources)
        sources = written_sources(read_sources(folder) | self._sources)
        with _folders(folder, folder / MAPPINGS), ExitStack() as files:
            path = store.words_file(folder, asked.language)
            _write(files, path, store.merged_words(path, self._gathered.words(), ids, self.known))
            path = store.sentences_file(folder, asked.language)
            if path.exists() or self._gathered.has_pairs:
                _write(files, path, store.merged_sentences(path, self._gathered.sentences(), ids, asked.language))
            for source, mappings in self._mappings.items():
                path = self._mapping_file(source)
                stated = asked.overrides or asked.level or asked.translation_language or asked.topics
                if not path.exists() or stated:
                    _write(files, path, [mapping_text(mappings).encode()])
            _write(files, folder / FILE, [sources.encode()])


def _write(files: ExitStack, path: Path, lines: Iterable[bytes]) -> None:
    """Write a file, which takes its place when all of `files` are complete. Until then nobody else writes it."""
    files.enter_context(replacing(path)).writelines(lines)


@contextmanager
def _folders(*paths: Path) -> Iterator[None]:
    """Make folders, and remove those that were made if they are not needed after all."""
    made = [path for path in paths if not path.exists()]
    try:
        for path in made:
            path.mkdir(parents=True)
        yield
    finally:
        for path in reversed(made):
            with suppress(OSError):  # it is not empty
                path.rmdir()
