"""Find the files of a pack, and read YAML and CSV into records."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.languages.pack_profile import LANGUAGE_FILE
from pipeline.model.assessments import ASSESSMENT, ASSESSMENTS
from pipeline.model.cefr import LEVELS
from pipeline.model.concepts import CONCEPTS, NO_WORD, concepts_beside
from pipeline.model.findings import Finding, Place
from pipeline.model.grammar import GRAMMAR
from pipeline.model.lessons import LESSONS
from pipeline.model.lexicon import Document, Lexicon
from pipeline.model.packs import READINGS
from pipeline.reading import csv_rows, homograph_rows, paradigm_rows, yaml_events
from pipeline.reading.files import OUTSIDE, leads_out, read_source
from pipeline.rules import packs as pack_rules
from pipeline.rules.files import reading as file_rules
from pipeline.stages import Context, as_texts

PACK_FILE = "pack.yaml"
_FORMATS = {".yaml": "yaml", ".csv": "csv"}
PARADIGMS = "paradigms"
HOMOGRAPHS = "homographs.csv"
_NOT_WORDS = ("readme", "licence", "license")


class _File(NamedTuple):
    """A file of the pack, and what its path says about it."""

    path: Path
    kind: str
    level: str | None = None
    topic: str | None = None


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon with the documents of the pack after those that it has, sorted by name."""
    found = list(_source_files(context))
    if not any(source.kind == "pack" for source in found):
        message = f"there is no {PACK_FILE} in this folder"
        context.report(
            Finding(
                pack_rules.NO_PACK_FILE,
                message,
                Place(f"{context.name}/{PACK_FILE}"),
                suggestion="Every language folder needs one; copy another pack's and edit it",
            )
        )
    documents = [_document(source, context) for source in found]
    beside = replace(context, folder=concepts_beside(context.folder), name=_beside(context.name))
    documents += [_document(source, beside) for source in _concept_files(beside)]
    return replace(lexicon, documents=(*lexicon.documents, *(document for document in documents if document)))


def _beside(name: str) -> str:
    """Return the name of the folder of concepts, for the name of a pack's folder."""
    return Path(os.path.normpath(f"{name}/../{CONCEPTS}")).as_posix()


def _concept_files(context: Context) -> Iterator[_File]:
    """Yield the files of concepts, and report what is not read."""
    for path in _listing(context.folder, context) if context.folder.is_dir() else ():
        if path.suffix == ".yaml" and path.stem in LEVELS and not path.is_dir():
            yield _File(path, CONCEPTS, level=path.stem)
        elif not path.name.lower().startswith(_NOT_WORDS):
            _not_read(path, context)


def _source_files(context: Context) -> Iterator[_File]:
    """Yield the pack's files, and report what is not read."""
    for path in _listing(context.folder, context):
        if path.name == PACK_FILE:
            yield _File(path, "pack")
        elif path.name == HOMOGRAPHS:
            yield _File(path, "homographs")
        elif path.name == f"{NO_WORD}.yaml":
            yield _File(path, NO_WORD)
        elif path.name in (*LEVELS, PARADIGMS, LESSONS, GRAMMAR, ASSESSMENTS):
            yield from _folder_files(path, context)
        elif path.name not in (READINGS, LANGUAGE_FILE) and not path.name.lower().startswith(_NOT_WORDS):
            _not_read(path, context)


def _folder_files(folder: Path, context: Context) -> Iterator[_File]:
    """Yield the files of a level, the paradigm tables, the lessons, or the assessments."""
    if leads_out(folder, context.folder):
        context.report(Finding(file_rules.UNREADABLE, OUTSIDE, _place(folder, context)))
        return
    for path in _listing(folder, context):
        if folder.name == PARADIGMS and path.suffix == ".csv" and path.stem in context.profile.paradigms:
            yield _File(path, "paradigm", topic=path.stem)
        elif folder.name == LESSONS and path.suffix == ".yaml" and path.stem in LEVELS:
            yield _File(path, "lessons", level=path.stem)
        elif folder.name == GRAMMAR and path.suffix == ".yaml" and path.stem in LEVELS:
            yield _File(path, GRAMMAR, level=path.stem)
        elif folder.name == ASSESSMENTS and path.suffix == ".yaml" and not path.is_dir():
            yield _File(path, ASSESSMENT, topic=path.stem)
        elif folder.name in LEVELS and path.suffix in _FORMATS and not path.is_dir():
            yield _File(path, "words", level=folder.name, topic=path.stem)
        else:
            _not_read(path, context)


def _listing(folder: Path, context: Context) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        message = f"this folder cannot be listed: {reason}"
        context.report(Finding(file_rules.UNREADABLE, message, _place(folder, context)))
        return []


def _not_read(path: Path, context: Context) -> None:
    if context.folder.name == CONCEPTS:
        hint = f"Concepts are <level>.yaml, where the level is one of {', '.join(LEVELS)}"
    elif path.parent.name == PARADIGMS and path.suffix == ".csv":
        hint = _no_table(context)
    elif path.suffix.lower() in (".yml", ".yaml", ".csv"):
        hint = (
            f"Word lists are <level>/<topic>.yaml or .csv, where the level is one of {', '.join(LEVELS)}; "
            "paradigm tables are paradigms/<part of speech>.csv, lessons are lessons/<level>.yaml and "
            "grammar/<level>.yaml, assessments are assessments/<id>.yaml, homographs are homographs.csv, and reasons "
            f"for concepts without a word are {NO_WORD}.yaml"
        )
    elif path.name.upper() in LEVELS:
        hint = f"Name the folder {path.name.upper()}"
    else:
        hint = "Move it out of the pack, or start its name with a dot"
    message = "this is not read: it is not a word list of the pack"
    context.report(Finding(file_rules.UNEXPECTED_FILE, message, _place(path, context), suggestion=hint))


def _no_table(context: Context) -> str:
    """Return why a paradigm table of such a name is not read, and where its forms can be written."""
    parts = ", ".join(context.profile.paradigms)
    none = f"there are none for “{context.profile.code}” yet: its {LANGUAGE_FILE} can describe them"
    why = f"in this language they are of: {parts}" if parts else none
    return f"A paradigm table is named by a part of speech, and {why}. Write irregular forms under `forms` of the word"


def _place(path: Path, context: Context) -> Place:
    inner = path.relative_to(context.folder).as_posix()
    return Place(context.name if inner == "." else f"{context.name}/{inner}")


def _document(source: _File, context: Context) -> Document | None:
    file = _place(source.path, context).file
    content = read_source(source.path, context.folder, file)
    if isinstance(content, Finding):
        context.report(content)
        return None
    raw, text = content
    digest = hashlib.sha256(raw).hexdigest()
    return Document(
        file=file,
        kind=source.kind,
        format=_FORMATS[source.path.suffix],
        text=text,
        digest=digest,
        data=_record(source, text, digest, file, context),
        level=source.level,
        topic=source.topic,
    )


def _record(source: _File, text: str, digest: str, file: str, context: Context) -> Any:
    """Return the record in a text, from the cache if the same text was read before without findings."""
    name = f"files/{context.profile.code}/{source.path.relative_to(context.folder).as_posix()}"
    about = (digest, source.kind, source.level, source.topic)
    read = _READERS.get(source.kind, _any)  # of the others, the schema says what they may be
    data = context.cache.get(name, read, *about) if context.cache else None
    if data is not None:
        return data
    data, findings = _parse(source, text, file, context)
    context.report(findings)
    if context.cache and data is not None and not findings:
        context.cache.put(name, data, *about)
    return data


def _any(data: Any) -> Any:
    return data


def _table(data: Any) -> Any:
    """Return the record of a paradigm table, checked to be one.

    Raises:
        TypeError, KeyError, AttributeError: it is anything else.
    """
    for row in data["rows"]:
        variants = row["cells"].values()
        if not {list}.issuperset(map(type, variants)):
            raise TypeError
        as_texts([row["base_form"], *row["cells"], *chain.from_iterable(variants)])
    return data


def _homographs(data: Any) -> Any:
    """Return the record of a table of homographs as what it is, on the terms of `_table`."""
    for row in data["rows"]:
        as_texts([*row, *row.values()])
        if tuple(row) != homograph_rows.COLUMNS:
            raise KeyError
    return data


_READERS = {"paradigm": _table, "homographs": _homographs}
"""By kind, how a record is read back from the cache."""


def _parse(source: _File, text: str, file: str, context: Context) -> tuple[Any, list[Finding]]:
    if source.kind == "paradigm":
        cells = [cell for cells in context.profile.paradigms[source.path.stem].values() for cell in cells]
        return paradigm_rows.parse(text, file, cells)
    if source.kind == "homographs":
        return homograph_rows.parse(text, file)
    if _FORMATS[source.path.suffix] == "csv":
        return csv_rows.parse(text, file, source.level or "", source.path.stem)
    data, findings = yaml_events.parse(text, file)
    if data is None and not findings:
        findings = [Finding(file_rules.EMPTY, "this file contains only comments", Place(file))]
    return data, findings
