"""Databases with grammar lessons and assessments, built from the small pack under tests/data and changes to it."""

import shutil
from pathlib import Path

from pipeline.builder.build import build
from pipeline.builder.discover import packs_of
from tests.packs import DATA

SMALL = DATA / "grammar"
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")

Change = tuple[str, str, str]
"""A file of the pack, a text in it, and what to put in its place."""


def copied(folder: Path, *changes: Change) -> Path:
    """Copy the sources into a folder, change them, and return the folder."""
    shutil.copytree(SMALL, folder)
    for file, old, new in changes:
        path = folder / "es" / file
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new), "utf-8")
    return folder


def built(folder: Path, *changes: Change, shipping: bool = False) -> Path:
    """Return a database of the sources with some changes."""
    return of(copied(folder / "sources", *changes), folder / "babblr.db", shipping=shipping)


def of(sources: Path, database: Path, *, shipping: bool = False) -> Path:
    """Build a database from sources."""
    published, findings = build(packs_of([sources]), database, shipping=shipping)
    assert published, findings
    return database


def placement(*, each: int = 8) -> str:
    """Return a placement test with some questions of each level."""
    text = "type: cefr_placement\ntitle: ¿Qué sabes?\ntitle_en: What do you know?\ndescription: Contesta.\n"
    text += "description_en: Answer.\nminutes: 20\nquestions:\n"
    for level in LEVELS:
        for number in range(each):
            options = [f"{level}{number}", "x", "y", "z"]
            options = options[number % 4 :] + options[: number % 4]
            text += (
                f"  - {{id: {level}/{number}, level: {level}, skill: grammar, kind: gap, rule: ser-singular, "
                f"question: {level} {number} ___., options: [{', '.join(options)}], answer: {level}{number}, "
                "explanation_en: It is., status: reviewed}\n"
            )
    return text
