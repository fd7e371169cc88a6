"""Whether a word that rows of a workbook begin can go into the pack, and what it lacks there."""

from collections.abc import Sequence

from pipeline.curation.round_trip.cells import cells_of, column_of
from pipeline.curation.round_trip.refused import Refused
from pipeline.curation.scaffold import existing
from pipeline.intake.handed_out import Line
from pipeline.intake.matching import Begun, disagreements
from pipeline.intake.notes import NOT_ADDED, Note, NoteKind, refusal
from pipeline.intake.present import Place, Present, folded
from pipeline.languages.articles import article_before
from pipeline.languages.profile import Profile
from pipeline.model.lexicon import Document
from pipeline.reading.unfinished import lacking

_LACKS = "it is not in databases until it has: {}"


def is_new(one: Begun, present: Present, documents: Sequence[Document], profile: Profile, noted: list[Note]) -> bool:
    """Whether a new word can go into the pack; otherwise note why not, unless the pack already has it as it is."""
    first = one.lines[0]
    notes = [_refused(one, line, column, why) for line in one.lines for column, why in line.faults.items()]
    notes += [
        _refused(one, line, column, "the rows of the word do not agree", line.cells[column])
        for line, column in disagreements(one)
    ]
    article = article_before(profile, one.name)
    if article and one.cells().texts.get("part_of_speech") == "noun":
        why = f"write the word without its article: “{one.name[len(article) :].strip()}”"
        notes.append(_refused(one, first, "base_form", why))
    held = existing(documents, one.name, profile) if folded(one.name) in present.names else None
    if held:
        (file, pointer), record = held.place[:2], one.record()
        place = Place(file, pointer[1]) if isinstance(pointer[1], int) else None
        if place in present.entries and cells_of(present.entries[place]) == cells_of(record):
            return False  # it was brought in before
        notes.append(_refused(one, first, "base_form", f"{held.message} ({file})"))
    if folded(one.name) in present.begun:
        why = "another sheet begins this word, too; put all of its rows into one sheet"
        notes.append(_refused(one, first, "base_form", why))
    present.begun.add(folded(one.name))
    noted += notes
    return not notes


def _refused(one: Begun, line: Line, column: str, why: str, theirs: str = "") -> Note:
    where = line.at.cell(column)
    return Note(NoteKind.REFUSED, where, one.name, column, theirs=theirs, why=why, outcome=NOT_ADDED)


def not_added(one: Begun, refused: Refused) -> Note:
    """Return a note on a value for which a new word is not added."""
    match refused.pointer:
        case ("meanings", int(number), *_):
            line = one.lines[number]
        case _:
            line = one.lines[0]
    return refusal(one.name, line, refused.pointer, refused.why, NOT_ADDED)


def added(one: Begun) -> Note:
    """Return a note on a word that is added, and on which columns its entry needs before it is in databases."""
    columns = dict.fromkeys(
        "example" if pointer[-1] == "examples" else column_of(pointer) for pointer in lacking(one.record())
    )
    why = _LACKS.format(", ".join(columns)) if columns else ""
    return Note(NoteKind.ADDED, one.lines[0].at.cell("base_form"), one.name, "base_form", theirs=one.name, why=why)
