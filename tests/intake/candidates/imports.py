"""Import statements into a folder, as the command does."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.intake.candidates import Candidate, store
from pipeline.intake.candidates.gather import Gathered, Where
from pipeline.intake.known import Known
from pipeline.intake.sources import FILE, Source, read_sources, written_sources
from pipeline.intake.statements import Entry, Pair
from pipeline.languages.profile import profile
from pipeline.system.drafts import replacing


def source(id_: str, licence: str = "CC0-1.0") -> Source:
    return Source(id_, id_.title(), licence)


def bring_in(
    folder: Path, said: Mapping[Source, Sequence[Entry | Pair]], language: str = "es", words: Sequence[str] = ()
) -> None:
    """Import what sources say; the pack has `words`."""
    known = Known(language, profile(language), {word: word for word in words})
    ids = {one.id for one in said}
    with Gathered(known.key) as gathered:
        for its, statements in said.items():
            for number, one in enumerate(statements, 1):
                where = Where(its, number, f"line {number}")
                if isinstance(one, Entry):
                    gathered.add_entry(one, where)
                else:
                    gathered.add_pair(one, where)
        path = store.words_file(folder, language)
        with replacing(path) as file:
            file.writelines(store.merged_words(path, gathered.words(), ids, known))
        path = store.sentences_file(folder, language)
        with replacing(path) as file:
            file.writelines(store.merged_sentences(path, gathered.sentences(), ids, language))
    sources = read_sources(folder) | {one.id: one for one in said}
    (folder / FILE).write_text(written_sources(sources), "utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def candidates(folder: Path, language: str = "es") -> list[Candidate]:
    return list(store.read_candidates(folder, language))


def values(candidate: Candidate) -> dict[str, list[object]]:
    return {name: [claim.value for claim in claims] for name, claims in candidate.claims.items()}
