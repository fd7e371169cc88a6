"""Whether a word that rows of a workbook begin can go into the pack, and what it lacks there."""

from collections.abc import Sequence

from pipeline.curation.round_trip.cells import cells_of, column_of
from pipeline.curation.scaffold import existing
from pipeline.intake.matching import Begun, disagreements
from pipeline.intake.notes import Note, NoteKind
from pipeline.intake.present import Place, Present, folded
from pipeline.languages.articles import article_before
from pipeline.languages.profile import Profile
from pipeline.model.lexicon import Document
from pipeline.reading.unfinished import lacking

_LACKS = "it is not in databases until it has: {}"


def is_new(one: Begun, present: Present, documents: Sequence[Document], profile: Profile, noted: list[Note]) -> bool:
    """Whether a new word can go into the pack; otherwise note why not, unless the pack already has it as it is."""
    notes = [
        Note(NoteKind.REFUSED, line.at.cell(column), one.name, column, why=why)
        for line in one.lines
        for column, why in line.faults.items()
    ]
    for line, column in disagreements(one):
        why = "the rows of the word do not agree"
        notes.append(Note(NoteKind.REFUSED, line.at.cell(column), one.name, column, theirs=line.cells[column], why=why))
    article = article_before(profile, one.name)
    if article and one.cells().texts.get("part_of_speech") == "noun":
        why = f"write the word without its article: “{one.name[len(article) :].strip()}”"
        notes.append(Note(NoteKind.REFUSED, one.lines[0].at.cell("base_form"), one.name, "base_form", why=why))
    held = existing(documents, one.name, profile) if folded(one.name) in present.names else None
    if held:
        (file, pointer), record = held.place[:2], one.record()
        place = Place(file, pointer[1]) if isinstance(pointer[1], int) else None
        if place in present.entries and cells_of(present.entries[place]) == cells_of(record):
            return False  # it was brought in before
        where = one.lines[0].at.cell("base_form")
        notes.append(Note(NoteKind.REFUSED, where, one.name, "base_form", why=f"{held.message} ({file})"))
    if folded(one.name) in present.begun:
        why = "another sheet begins this word, too; put all of its rows into one sheet"
        notes.append(Note(NoteKind.REFUSED, one.lines[0].at.cell("base_form"), one.name, "base_form", why=why))
    present.begun.add(folded(one.name))
    noted += notes
    return not notes


def lacks(one: Begun) -> str:
    """Return which columns its entry needs before it is in databases; empty if none."""
    columns = dict.fromkeys(
        "example" if pointer[-1] == "examples" else column_of(pointer) for pointer in lacking(one.record())
    )
    return _LACKS.format(", ".join(columns)) if columns else ""
