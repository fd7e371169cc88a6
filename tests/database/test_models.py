"""The models, used through a session."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, inspect, select, text, update
from sqlalchemy.orm import configure_mappers

from pipeline.database.models import (
    Assessment,
    AssessmentAttempt,
    AssessmentQuestion,
    Base,
    Conversation,
    GrammarRule,
    Lesson,
    LessonItem,
    LessonProgress,
    Message,
    ReleasePack,
    UserLevel,
    UserWordProgress,
    Word,
    WordDifficultyLevel,
    WordExample,
    WordForm,
    WordMeaning,
    WordSynonym,
)


def casa() -> Word:
    """Return a word with one of everything that belongs to a word."""
    return Word(
        language="es",
        base_form="casa",
        part_of_speech="noun",
        meanings=[
            WordMeaning(
                meaning_text="Edificio para vivir.",
                translation="house",
                examples=[WordExample(example_text="Mi casa es pequeña.")],
            )
        ],
        forms=[WordForm(form_type="plural", form_text="casas")],
        difficulty_levels=[WordDifficultyLevel(difficulty_level="A1")],
        progress=[UserWordProgress(language="es")],
    )


def lesson() -> Lesson:
    """Return a lesson with one of everything that belongs to a lesson."""
    return Lesson(
        language="es",
        lesson_type="vocabulary",
        title="La casa",
        items=[LessonItem(item_type="word", content="casa", metadata_='{"translation": "house"}')],
        progress=[LessonProgress(language="es")],
        grammar_rules=[GrammarRule(title="El plural", description="Se añade -s.")],
    )


def assessment() -> Assessment:
    """Return an assessment with a question and an attempt."""
    return Assessment(
        language="spanish",
        assessment_type="cefr_placement",
        title="Nivel",
        difficulty_level="mixed",
        questions=[AssessmentQuestion(question_type="grammar", question_text="Yo ___", correct_answer="soy")],
        attempts=[AssessmentAttempt(language="es", score=50.0, total_questions=2, correct_answers=1)],
    )


def conversation() -> Conversation:
    """Return a conversation with a message."""
    return Conversation(language="spanish", messages=[Message(role="user", content="¡Hola!")])


def rows(session, *models) -> list[int]:
    """Return the number of rows of each model."""
    return [session.scalar(select(func.count()).select_from(model)) for model in models]


def test_every_relationship_is_complete():
    """Both sides name each other, or SQLAlchemy would raise or warn here."""
    configure_mappers()


@pytest.mark.parametrize(
    ("make", "belongings"),
    [
        (casa, (WordMeaning, WordExample, WordForm, WordDifficultyLevel, UserWordProgress)),
        (lesson, (LessonItem, LessonProgress, GrammarRule)),
        (assessment, (AssessmentQuestion, AssessmentAttempt)),
        (conversation, (Message,)),
    ],
)
def test_rows_come_and_go_with_what_they_belong_to(session, make, belongings):
    """Whether the session has loaded them or not."""
    for loaded in (True, False):
        whole = make()
        session.add(whole)
        session.commit()
        assert rows(session, type(whole), *belongings) == [1] * (1 + len(belongings))
        if not loaded:
            session.expunge_all()
            whole = session.scalars(select(type(whole))).one()
        session.delete(whole)
        session.commit()
        assert rows(session, type(whole), *belongings) == [0] * (1 + len(belongings))


def test_a_row_taken_out_of_a_list_is_deleted(session):
    word = casa()
    session.add(word)
    session.commit()
    word.meanings.clear()
    session.commit()
    assert rows(session, WordMeaning, WordExample) == [0, 0]


def test_defaults_are_known_after_the_insert(session):
    """They come back with the INSERT: reading them sends no further statement."""
    word = casa()
    level = UserLevel(language="es")
    session.add_all([word, level, lesson()])
    session.flush()
    assert not inspect(word).expired_attributes
    assert abs(word.created_at - datetime.now(UTC)) < timedelta(minutes=1)
    assert (word.meanings[0].meaning_order, word.difficulty_levels[0].priority) == (1, 1)
    assert (word.progress[0].times_encountered, word.progress[0].mastery_score) == (0, 0.0)
    assert (level.cefr_level, level.proficiency_score) == ("A1", 0.0)
    added = session.scalars(select(Lesson)).one()
    assert (added.is_active, added.order_index, added.difficulty_level) == (True, 0, "A1")


@pytest.mark.parametrize("model", [Conversation, Lesson, UserLevel, UserWordProgress, Word])
def test_a_change_moves_updated_at(session, model):
    """In an object and in a bulk UPDATE alike; and the app's plain DateTime reads what is stored."""
    session.add_all([casa(), lesson(), conversation(), UserLevel(language="es")])
    session.commit()
    past = datetime(2020, 1, 1, tzinfo=UTC)
    session.execute(update(model).values(updated_at=past))
    row = session.scalars(select(model)).one()
    assert row.updated_at == past
    row.language = "pt"
    session.flush()
    assert row.updated_at > past
    session.execute(update(model).values(updated_at=past))
    session.execute(update(model).values(language="it"))
    session.refresh(row)
    assert row.updated_at > past


def test_models_with_updated_at_are_those_tested():
    with_it = {mapper.class_.__name__ for mapper in Base.registry.mappers if "updated_at" in mapper.columns}
    assert with_it == {"Conversation", "Lesson", "UserLevel", "UserWordProgress", "Word"}


def test_the_metadata_of_an_item_is_reached_as_metadata_(session):
    session.add(lesson())
    session.flush()
    assert session.scalar(text("SELECT metadata FROM lesson_items")) == '{"translation": "house"}'


def test_related_words_are_reached_from_both_ends(session):
    house, home = casa(), Word(language="es", base_form="hogar", part_of_speech="noun")
    session.add_all([house, home])
    session.flush()
    session.add(WordSynonym(word=house, synonym_word=home))
    session.commit()
    assert house.related_words == [home]
    assert [link.relationship_type for link in home.relations_to] == ["synonym"]
    session.delete(home)
    session.commit()
    assert rows(session, WordSynonym) == [0]
    assert house.related_words == []


def test_a_relationship_can_be_made_from_ids(session):
    house, home = casa(), Word(language="es", base_form="hogar", part_of_speech="noun")
    session.add_all([house, home])
    session.flush()
    session.add(WordSynonym(word_id=house.id, synonym_word_id=home.id, relationship_type="antonym"))
    session.commit()
    assert rows(session, WordSynonym) == [1]


def test_meanings_come_in_their_order(session):
    word = casa()
    word.meanings.insert(0, WordMeaning(meaning_text="Familia.", translation="household", meaning_order=2))
    session.add(word)
    session.commit()
    session.expire_all()
    assert [meaning.meaning_order for meaning in word.meanings] == [1, 2]


def test_a_release_is_recorded(session):
    session.add(
        ReleasePack(
            language="es",
            version="1.0.0",
            release_date=date(2025, 6, 1),
            licence="CC-BY-SA-4.0",
            attribution="The authors",
            sources="{}",
            source_digest="0" * 64,
            targets="{}",
            tool_versions="{}",
        )
    )
    session.commit()
    assert session.scalar(text("SELECT release_date FROM release_packs")) == "2025-06-01"
    session.expire_all()
    assert session.get_one(ReleasePack, "es").release_date == date(2025, 6, 1)
