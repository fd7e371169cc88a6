"""Proposed questions as a curator would write them."""

from collections.abc import Iterable

from pipeline.curation.yaml_scalars import written
from pipeline.model.assessments import Question


def as_yaml(questions: Iterable[Question]) -> str:
    """Return an assessment with the questions, as a curator would begin one."""
    head = "type: vocabulary\ntitle: FIXME\ntitle_en: FIXME\ndescription: FIXME\ndescription_en: FIXME\nquestions:\n"
    return head + "".join(_entry(question) for question in questions)


def _entry(question: Question) -> str:
    options = ", ".join(written(option, flow=True) for option in question.options)
    values = {
        "id": question.id,
        "level": question.level,
        "skill": question.skill,
        "kind": question.kind.value,
        "word": written(question.word or ""),
        "question": written(question.question),
        "options": f"[{options}]",
        "answer": written(question.answer),
        "explanation_en": written(question.explanation_en),
        "status": question.status,
    }
    return "  - " + "\n    ".join(f"{name}: {value}" for name, value in values.items()) + "\n"
