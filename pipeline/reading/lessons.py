"""Turn the records of lessons into values."""

from collections.abc import Iterator
from typing import Any

from pipeline.model.findings import Place
from pipeline.model.lessons import Lesson, LessonItem, LessonKind
from pipeline.model.lexicon import Document
from pipeline.reading.pack import stripped


def lessons_in(data: dict[str, Any], document: Document) -> Iterator[Lesson]:
    """Yield the lessons in the record of a file, without those that do not conform."""
    for index, lesson in enumerate(data["lessons"]):
        if lesson is not None:
            place = Place(document.file, ("lessons", index))
            items = tuple(_item(item, place.at("items", n)) for n, item in enumerate(lesson["items"]))
            yield Lesson(
                id=lesson["id"],
                level=document.level or "",
                topic=lesson["topic"],
                title=lesson["title"].strip(),
                title_en=lesson["title_en"].strip(),
                oneliner=lesson["oneliner"].strip(),
                oneliner_en=lesson["oneliner_en"].strip(),
                items=items,
                place=place,
                kind=LessonKind(lesson.get("kind", LessonKind.TEACH.value)),
            )


def _item(item: str | dict[str, str], place: Place) -> LessonItem:
    if isinstance(item, str):
        return LessonItem(item.strip(), place)
    fields = stripped(item)
    return LessonItem(
        fields.get("word") or fields["phrase"],
        place,
        phrase="phrase" in fields,
        meaning=fields.get("meaning"),
        translation=fields.get("translation"),
        example=fields.get("example"),
        example_translation=fields.get("example_translation"),
        pronunciation=fields.get("pronunciation"),
        concept=fields.get("concept"),
    )
