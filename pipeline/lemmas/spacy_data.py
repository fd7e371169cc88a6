"""spaCy's tables and rules, read from the files of spacy-lookups-data without importing spaCy, which takes seconds.

The first time, they are packed and cached. From then on, they are looked up in the cached file, of which only the parts
that are used are in memory. A file that is damaged, or made from another version of spaCy's data or by another version
of this module or of `packed`, is made again. The rest of the program has no part in it.
"""

import functools
import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from pipeline.lemmas import packed
from pipeline.lemmas.packed import Lemmas, TableCache, pack, texts, unpack
from pipeline.system.files import read_bytes

UNIVERSAL_TAGS = {
    "noun": "NOUN",
    "verb": "VERB",
    "adjective": "ADJ",
    "adverb": "ADV",
    "pronoun": "PRON",
    "preposition": "ADP",
    "conjunction": "CCONJ",
    "interjection": "INTJ",
}
"""Source: https://universaldependencies.org/u/pos/index.html"""

TAGS = tuple(tag.lower() for tag in UNIVERSAL_TAGS.values())
"""As spaCy writes them in the names of tables."""


@dataclass(frozen=True)
class SpacyData:
    """What spaCy has for one language. A table that it does not have is empty."""

    tables: Mapping[str, Mapping[str, Lemmas]] = field(default_factory=dict)
    """By name: `lemma_lookup`; of a part of speech `lemma_lookup_noun`, `lemma_index_noun`, `lemma_exc_noun`."""
    rules: Mapping[str, Any] = field(default_factory=dict)
    """By name: `lemma_rules`, `lemma_rules_groups`."""

    def table(self, name: str, tag: str = "") -> Mapping[str, Lemmas]:
        """Return a table by its name in spaCy, and part of speech if it has one; empty if there is none."""
        return self.tables.get(f"{name}_{tag}" if tag else name, {})

    def lemmas(self, word: str, name: str, tag: str = "") -> tuple[str, ...]:
        """Return the lemmas of a word in a table; empty if it does not have the word."""
        return texts(self.table(name, tag).get(word, ()))


def spacy_data(code: str, mode: str, cache: TableCache | None) -> SpacyData:
    """Return what spaCy has for a language and a mode of its lemmatizer; nothing if it does not know the language."""
    entry = next(iter(entry_points(group="spacy_lookups", name=code)), None)  # as spaCy finds them
    if entry is None:
        return SpacyData()
    if cache is None:
        return _read(entry, mode)
    name, made_of = f"{code}-{mode}", (*_distribution(entry), _program())
    found = _kept(cache, name, made_of)
    if found is None:
        found = _read(entry, mode)
        with suppress(ValueError):  # a word that cannot be packed
            cache.put_table(name, pack(found.tables, found.rules), *made_of)
            found = _kept(cache, name, made_of) or found
    return found


def _distribution(entry: EntryPoint) -> tuple[str, str]:
    """Return the name and the version of the package whose files an entry point names."""
    return (entry.dist.name, entry.dist.version) if entry.dist else ("", "")


@functools.cache
def _program() -> str:
    """Return the SHA-256 of the modules that make a packed file."""
    return hashlib.sha256(b"".join(read_bytes(Path(file)) for file in (__file__, packed.__file__))).hexdigest()


def _kept(cache: TableCache, name: str, made_of: Iterable[str]) -> SpacyData | None:
    content = cache.get_table(name, *made_of)
    try:
        tables, rules = unpack(content) if content is not None else ({}, None)
        return SpacyData(tables, rules) if isinstance(rules, dict) else None
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, MemoryError):
        return None


def _read(entry: EntryPoint, mode: str) -> SpacyData:
    files: Mapping[str, Path] = entry.load()
    tables: dict[str, Mapping[str, Lemmas]] = {"lemma_lookup": _stored(files, "lemma_lookup")}
    if mode == "pos_lookup":
        of_tag = {tag: _stored(files, f"lemma_lookup_{tag}") for tag in TAGS}
        tables |= {f"lemma_lookup_{tag}": table for tag, table in of_tag.items()}
        tables |= {f"lemma_index_{tag}": _index(table.values()) for tag, table in of_tag.items()}
    if mode != "rule":
        return SpacyData(tables)
    index, exceptions = _stored(files, "lemma_index"), _stored(files, "lemma_exc")
    tables |= {f"lemma_index_{tag}": _index(index.get(tag, ())) for tag in TAGS}
    tables |= {f"lemma_exc_{tag}": exceptions.get(tag, {}) for tag in TAGS}
    return SpacyData(tables, {name: _stored(files, name) for name in ("lemma_rules", "lemma_rules_groups")})


def _index(lemmas: Iterable[str]) -> dict[str, Lemmas]:
    """Return a table of words that are their own lemmas."""
    return {lemma: lemma for lemma in lemmas}


def _stored(files: Mapping[str, Path], name: str) -> dict[str, Any]:
    """Return what is in a file of a language: JSON, or JSON compressed by gzip under a name with `.gz`.

    Nothing if the language has no such file.
    """
    if name not in files:
        return {}
    path = files[name]
    content = read_bytes(path) if path.exists() else gzip.decompress(read_bytes(path.with_name(f"{path.name}.gz")))
    found: dict[str, Any] = json.loads(content)
    return found
