"""Questions as a sheet to be answered by somebody who does not see the answers, and how well that went."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.assessments import Question
from pipeline.reading.csv_table import read
from pipeline.reporting.terminal import harmless, harmless_cell

_LETTERS = "abcd"
_COLUMNS = ("number", "answer", "also_right", "comment", "kind", "question", *_LETTERS)
MOST_ALSO_RIGHT, LEAST_RIGHT = 0.01, 0.98
"""The criteria: at most this share has two answers, and of at least this share the reader finds the right one."""


class QuestionSheetError(Exception):
    """A sheet or its key cannot be read. The message says where."""


@dataclass(frozen=True, slots=True)
class SheetScore:
    """How a sheet was answered; numbers of questions."""

    questions: tuple[int, ...]
    wrong: tuple[int, ...]
    """Those that were answered otherwise than the key says, or not at all."""
    doubtful: tuple[int, ...]
    """Those of which the reader says that another option is right as well."""

    @property
    def good(self) -> bool:
        """Whether the criteria are met."""
        total = len(self.questions)
        return len(self.doubtful) <= MOST_ALSO_RIGHT * total and total - len(self.wrong) >= LEAST_RIGHT * total


def as_sheet(questions: Sequence[Question]) -> str:
    """Return the sheet as CSV: the question and its options, with columns to fill in."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for number, question in enumerate(questions, 1):
        texts = (question.kind.value, question.question, *question.options)
        writer.writerow([number, "", "", "", *(harmless_cell(harmless(text)) for text in texts)])
    return out.getvalue()


def as_key(questions: Sequence[Question]) -> str:
    """Return the key as JSON: the letter of the right option by number."""
    letters = {
        str(number): _LETTERS[question.options.index(question.answer)] for number, question in enumerate(questions, 1)
    }
    return json.dumps(letters, indent=1) + "\n"


def score(sheet: str, key: str, name: str) -> SheetScore:
    """Return how a sheet, filled in, compares with its key.

    Raises:
        QuestionSheetError: the key is none, or the sheet cannot be read, lacks a question, or has an answer that is no
            letter.
    """
    letters = _letters(key)
    answers: dict[str, tuple[str, str]] = {}
    table = read(sheet.removeprefix("\ufeff"), name)
    if table.findings:
        place = table.findings[0].place.position
        raise QuestionSheetError(f"{name}:{place.line if place else 1}: {table.findings[0].message}")
    for row in table.rows:
        cells = dict(zip(table.columns, row.cells, strict=False))
        number, answer, also = (cells.get(column, "").strip().lower() for column in _COLUMNS[:3])
        if answer not in ("", *_LETTERS) or not set(also) <= {*_LETTERS, " ", ","}:
            raise QuestionSheetError(f"{name}: question {number}: answer with one of the letters {', '.join(_LETTERS)}")
        answers[number] = (answer, also)
    lacking = [number for number in letters if number not in answers]
    if lacking:
        raise QuestionSheetError(f"{name} has no question {lacking[0]}")
    return SheetScore(
        tuple(map(int, letters)),
        tuple(int(number) for number, letter in letters.items() if answers[number][0] != letter),
        tuple(int(number) for number in letters if answers[number][1]),
    )


def _letters(key: str) -> dict[str, str]:
    try:
        letters = json.loads(key)
    except (ValueError, RecursionError):
        letters = None
    if (
        not isinstance(letters, dict)
        or not letters
        or not all(number.isdecimal() and letter in [*_LETTERS] for number, letter in letters.items())
    ):
        raise QuestionSheetError("the key is not one that `questions --sheet` wrote")
    return letters


def score_lines(found: SheetScore) -> list[str]:
    """Return what a score says, in lines."""
    total = len(found.questions)
    lines = [
        f"right: {total - len(found.wrong)} of {total} (at least {LEAST_RIGHT:.0%} wanted)",
        f"two answers possible: {len(found.doubtful)} of {total} (at most {MOST_ALSO_RIGHT:.0%} wanted)",
    ]
    for label, numbers in (("not answered as in the key", found.wrong), ("two answers", found.doubtful)):
        if numbers:
            lines.append(f"{label}: {', '.join(map(str, numbers))}")
    return lines
