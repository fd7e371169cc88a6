"""Lessons in the order in which they are taught, each item with its word and the example to show."""

from dataclasses import replace
from pathlib import Path

from pipeline.builder.analyse import analyse
from pipeline.builder.discover import PackFolder
from pipeline.languages.profile import profile
from pipeline.model.findings import Place
from pipeline.model.lessons import Lesson, LessonItem, LessonKind
from pipeline.model.lexicon import Example, Level, Lexicon, Meaning, Unfinished, Word
from pipeline.stages import Context, teach
from tests.packs import copy_of_valid

PLACE = Place("lessons/A1.yaml")


def word(base_form: str, *senses: str) -> Word:
    """A word whose examples are `a b, c`: the sentences of its meanings, which are words with spaces between."""
    meanings = tuple(
        Meaning(f"{base_form} {number}", f"to {number}, to {number}b", tuple(map(Example, sense.split(", "))))
        for number, sense in enumerate(senses or (base_form,), 1)
    )
    return Word(base_form, "noun", (Level("A1", 9, PLACE),), meanings, "food", PLACE)


def lesson(id_: str, *items: str | LessonItem, level: str = "A1", kind: LessonKind = LessonKind.TEACH) -> Lesson:
    made = tuple(LessonItem(one, PLACE) if isinstance(one, str) else one for one in items)
    return Lesson(id_, level, "food", id_, id_, id_, id_, made, PLACE, kind)


def taught(words: list[Word], *lessons: Lesson) -> list[Lesson]:
    known = {one.base_form for one in words}
    texts = [example.text for one in words for meaning in one.meanings for example in meaning.examples]
    tokens = {text: tuple((token,) if token in known else () for token in text.split()) for text in texts}
    lexicon = Lexicon("es", words=tuple(words), lessons=lessons, example_tokens=tokens)
    return list(teach.run(lexicon, Context(Path(), "", profile("es"))).lessons)


def test_lessons_run_from_a1_to_c2_and_keep_the_order_of_their_file() -> None:
    lessons = taught([], lesson("x", "?", level="B1"), lesson("c", "?", level="A1"), lesson("a", "?", level="A1"))
    assert [one.id for one in lessons] == ["c", "a", "x"]


def test_an_empty_lesson_would_show_as_complete_and_is_left_out() -> None:
    draft = Unfinished("a", "A1", PLACE, (("meanings",),))
    lexicon = Lexicon("es", unfinished=(draft,), words=(word("b"),), lessons=(lesson("1", "a"), lesson("2", "a", "b")))
    (left,) = teach.run(lexicon, Context(Path(), "", profile("es"))).lessons
    assert (left.id, [item.text for item in left.items]) == ("2", ["b"])
    assert [item.text for item in left.unfinished] == ["a"]


def test_an_item_has_the_word_and_the_meaning_that_it_names() -> None:
    comer = word("comer", "uno", "dos", "tres")
    items = [
        "comer",
        LessonItem("comer", PLACE, meaning="to 2, to 2b"),
        LessonItem("comer", PLACE, meaning="to 3"),
        LessonItem("comer", PLACE, meaning="to 3b"),
        LessonItem("beber", PLACE),
        LessonItem("comer", PLACE, phrase=True, translation="!"),
    ]
    (found,) = taught([comer], lesson("a", *items))
    assert [(item.word and item.word.base_form, item.sense) for item in found.items] == [
        ("comer", 0),
        ("comer", 1),
        ("comer", 2),
        ("comer", None),
        (None, None),
        (None, None),
    ]


def test_a_meaning_that_has_the_whole_translation_comes_before_one_that_begins_with_it() -> None:
    both = word("francés", "uno", "dos")
    senses = (
        replace(both.meanings[0], translation="French, from France"),
        replace(both.meanings[1], translation="French"),
    )
    items = [LessonItem("francés", PLACE, meaning=one) for one in ("French", "French, from France")]
    (found,) = taught([replace(both, meanings=senses)], lesson("a", *items))
    assert [item.sense for item in found.items] == [1, 0]


def test_the_example_shown_is_the_one_whose_other_words_come_earliest() -> None:
    words = [word("a", "a z, a b, a c"), word("b"), word("c"), word("z", "a b z, b z")]
    first, second, third = taught(words, lesson("1", "b"), lesson("2", "c", "a"), lesson("3", "z"))
    assert [item.shown and item.shown.text for item in (*first.items, *second.items, *third.items)] == [
        "b",
        "c",
        "a b",  # the first lesson has b; c comes in the second, z in the third
        "b z",  # for a b z, the second lesson is needed as well
    ]


def test_a_review_does_not_say_when_a_word_is_taught() -> None:
    lessons = [lesson("1", "a", kind=LessonKind.REVIEW), lesson("2", "b"), lesson("3", "a")]
    assert teach.schedule(taught([word("a"), word("b")], *lessons)) == {"b": 1, "a": 2}


def test_a_word_in_no_lesson_and_a_word_of_nobody_come_last() -> None:
    words = [word("a", "a x, a b"), word("b"), word("c", "c b, c nobody")]
    (found,) = taught(words, lesson("1", "a", "c"))
    assert [item.shown and item.shown.text for item in found.items] == ["a x", "c b"]


def test_lessons_of_a_pack_are_read_from_its_files(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / "lessons").mkdir()
    (pack / "lessons" / "A1.yaml").write_text(
        "lessons:\n"
        "  - id: at-the-table\n    topic: food\n    title: En la mesa\n    title_en: At the table\n"
        "    oneliner: Come.\n    oneliner_en: Eat.\n"
        "    items: [pan, {phrase: ¡Buen provecho!, translation: Enjoy your meal!}]\n",
        "utf-8",
    )
    lexicon = analyse(PackFolder(pack, pack.as_posix())).lexicon
    (found,) = lexicon.lessons
    assert (found.id, found.level, found.topic, found.title_en) == ("at-the-table", "A1", "food", "At the table")
    assert [(item.text, item.phrase, item.translation) for item in found.items] == [
        ("pan", False, None),
        ("¡Buen provecho!", True, "Enjoy your meal!"),
    ]
    assert found.items[0].word is next(one for one in lexicon.words if one.base_form == "pan")
    assert found.items[1].place.pointer == ("lessons", 0, "items", 1)
