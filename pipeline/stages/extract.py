"""Stage 1: find the files of a pack, and read YAML and CSV into records."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Finding, Place
from pipeline.model.lexicon import Document, Lexicon
from pipeline.reading import csv_rows, yaml_events
from pipeline.reading.files import read_source
from pipeline.rules import files as file_rules
from pipeline.rules import packs as pack_rules
from pipeline.stages.context import Context

PACK_FILE = "pack.yaml"
_FORMATS = {".yaml": "yaml", ".csv": "csv"}
_NOT_WORDS = ("readme", "licence", "license", "paradigms")


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon with its documents, in the order of their names."""
    found = list(_source_files(context))
    if not any(path.name == PACK_FILE for path, _ in found):
        message = f"there is no {PACK_FILE} in this folder"
        context.report(
            Finding(
                pack_rules.NO_PACK_FILE,
                message,
                Place(f"{context.name}/{PACK_FILE}"),
                suggestion="Every language folder needs one; copy another pack's and change it",
            )
        )
    documents = (_document(path, level, context) for path, level in found)
    return replace(lexicon, documents=tuple(document for document in documents if document))


def _source_files(context: Context) -> Iterator[tuple[Path, str | None]]:
    """Yield the pack's files with the level each one stands under, and report what is not read."""
    for path in _listing(context.folder, context):
        if path.name == PACK_FILE:
            yield path, None
        elif path.name in LEVELS and path.is_dir():
            if not path.resolve().is_relative_to(context.folder.resolve()):
                message = "this is a link to a place outside the pack"
                context.report(Finding(file_rules.UNREADABLE, message, _place(path, context)))
                continue
            for inner in _listing(path, context):
                if inner.suffix in _FORMATS and not inner.is_dir():
                    yield inner, path.name
                else:
                    _not_read(inner, context)
        elif not path.name.lower().startswith(_NOT_WORDS):
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
    if path.suffix.lower() in (".yml", ".yaml", ".csv"):
        hint = f"Word lists are <level>/<topic>.yaml or .csv, with the level one of {', '.join(LEVELS)}"
    elif path.name.upper() in LEVELS:
        hint = f"Name the folder {path.name.upper()}"
    else:
        hint = "Move it out of the pack, or put a dot before its name"
    message = "this is not read: it is not a word list of the pack"
    context.report(Finding(file_rules.UNEXPECTED_FILE, message, _place(path, context), suggestion=hint))


def _place(path: Path, context: Context) -> Place:
    inner = path.relative_to(context.folder).as_posix()
    return Place(context.name if inner == "." else f"{context.name}/{inner}")


def _document(path: Path, level: str | None, context: Context) -> Document | None:
    file = _place(path, context).file
    content = read_source(path, context.folder, file)
    if isinstance(content, Finding):
        context.report(content)
        return None
    raw, text = content
    topic = path.stem
    if _FORMATS[path.suffix] == "yaml":
        data, findings = yaml_events.parse(text, file)
        if data is None and not findings:
            findings = [Finding(file_rules.EMPTY, "there is nothing but comments in this file", Place(file))]
    else:
        data, findings = csv_rows.parse(text, file, level or "", topic)
    context.report(findings)
    return Document(
        file=file,
        kind="pack" if level is None else "words",
        format=_FORMATS[path.suffix],
        text=text,
        digest=hashlib.sha256(raw).hexdigest(),
        data=data,
        level=level,
        topic=topic if level else None,
    )
