"""A release ships reviewed words of released levels, and of a preview those whose lesson is whole."""

from pipeline.builder.shipped import IN_NO_WHOLE_LESSON, IN_PROGRESS, NOT_FILLED_IN, NOT_REVIEWED, shipped
from pipeline.model.findings import Place
from pipeline.model.lessons import Lesson, LessonItem, LessonKind
from pipeline.model.lexicon import Example, Level, Lexicon, Meaning, Relation, Unfinished, Word
from pipeline.model.packs import LevelState, Pack, Topic

PLACE = Place("x")
STATES = {"A1": LevelState.RELEASED, "A2": LevelState.PREVIEW}


def word(base_form: str, level: str, status: str = "reviewed") -> Word:
    meanings = (Meaning("x", "x", (Example("x"),)),)
    return Word(base_form, "noun", (Level(level, 1, PLACE),), meanings, "t", PLACE, status=status)


def lesson(id_: str, level: str, *words: Word, whole: bool = True, kind: LessonKind = LessonKind.TEACH) -> Lesson:
    items = (*(LessonItem(one.base_form, PLACE, word=one, sense=0) for one in words), LessonItem("¡!", PLACE, True))
    return Lesson(id_, level, "t", "", "", "", "", items, PLACE, kind, whole)


A, A_DRAFT = word("a", "A1"), word("a-draft", "A1", "draft")
B, B_DRAFT, B_ALONE = word("b", "A2"), word("b-draft", "A2", "draft"), word("b-alone", "A2")
B_TORN = word("b-torn", "A2")
C = word("c", "B1")
LEXICON = Lexicon(
    "es",
    pack=Pack("es", "en", "", "1.0.0", "2026-01-02", "", "", PLACE, topics={"t": Topic("t", "", "")}, states=STATES),
    words=(A, A_DRAFT, B, B_DRAFT, B_ALONE, B_TORN, C),
    unfinished=(Unfinished("a-empty", "A1", PLACE, (("meanings",),)),),
    relations=(Relation("a", "b", "synonym"), Relation("a", "c", "synonym"), Relation("b-draft", "a", "antonym")),
    lessons=(
        lesson("of A1", "A1", A),
        lesson("whole", "A2", B),
        lesson("has a draft", "A2", B_TORN, B_DRAFT),
        lesson("lacks one", "A2", B_TORN, whole=False),
        lesson("review", "A2", A, B, kind=LessonKind.REVIEW),
        lesson("review of a draft's lesson", "A2", B_TORN, kind=LessonKind.REVIEW),
        lesson("of B1", "B1", C),
    ),
)


def test_only_what_is_ready_is_shipped() -> None:
    kept, left_out = shipped(LEXICON)
    assert [one.base_form for one in kept.words] == ["a", "b"]
    assert kept.relations == (Relation("a", "b", "synonym"),)
    assert [one.id for one in kept.lessons] == ["of A1", "whole", "review"]
    assert kept.unfinished == ()
    assert left_out.base_forms == {"a-draft", "b-draft", "b-alone", "b-torn", "c", "a-empty"}
    assert left_out.counts == {
        ("A1", NOT_FILLED_IN): 1,
        ("A1", NOT_REVIEWED): 1,
        ("A2", IN_NO_WHOLE_LESSON): 2,
        ("A2", NOT_REVIEWED): 1,
        ("B1", IN_PROGRESS): 1,
    }


def test_a_finished_pack_is_shipped_as_it_is() -> None:
    words = (A, B)
    lessons = (lesson("of A1", "A1", A), lesson("whole", "A2", B))
    whole = Lexicon("es", pack=LEXICON.pack, words=words, lessons=lessons)
    kept, left_out = shipped(whole)
    assert kept == whole
    assert left_out.base_forms == frozenset()
