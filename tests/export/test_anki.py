"""Packages for Anki, in Anki: what a learner sees, and what stays of it when the next release comes."""

import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.export import anki_notes
from pipeline.export.anki_collection import released as moment_of
from pipeline.export.formats.anki import written
from pipeline.export.vocabulary import Form, Vocabulary
from tests.export.samples import changed, hostile, released, translated, with_words, word_of
from tests.release.test_hostile import HOSTILE

collections = pytest.importorskip("anki.collection", reason="Anki's library is not installed")


class Anki:
    """A learner's collection."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.collection = collections.Collection(str(folder / "collection.anki2"))

    def take(self, vocabulary: Vocabulary | bytes) -> dict[str, int]:
        """Import a package, and return how many notes Anki says it added, updated, …"""
        package = self._folder / "package.apkg"
        package.write_bytes(vocabulary if isinstance(vocabulary, bytes) else written(vocabulary))
        request = collections.ImportAnkiPackageRequest(
            package_path=str(package), options=collections.ImportAnkiPackageOptions()
        )
        log = self.collection.import_anki_package(request).log
        kinds = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field")
        return {kind: found for kind in kinds if (found := len(getattr(log, kind)))}

    def note(self, word: str) -> Any:
        (found,) = self.collection.find_notes(f"Word:{word}")
        return self.collection.get_note(found)

    def deck(self, card: Any) -> str:
        return str(self.collection.decks.name(card.did))

    def schedule(self, word: str, days: int) -> None:
        self.collection.sched.set_due_date([card.id for card in self.note(word).cards()], f"{days}!")

    def intervals(self, word: str) -> list[int]:
        return [card.ivl for card in self.note(word).cards()]


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    opened = Anki(tmp_path)
    yield opened
    opened.collection.close()


@pytest.fixture
def later(spanish: Vocabulary) -> Vocabulary:
    """The next release, with the same words."""
    return released(spanish, "1.1.0", "2026-02-03")


def test_a_package_is_imported_whole(anki: Anki, spanish: Vocabulary) -> None:
    assert anki.take(spanish) == {"new": len(spanish.words)}
    assert anki.collection.note_count() == len(spanish.words)
    assert {one.name for one in anki.collection.decks.all_names_and_ids()} == {
        "Default",
        "Babblr Spanish",
        "Babblr Spanish::A1",
    }
    message, sound = anki.collection.fix_integrity()
    assert sound, message
    assert anki.note("pan").tags == ["lesson::A1::food::pan", "topic::food"]


def test_cards_of_a_noun(anki: Anki, spanish: Vocabulary) -> None:
    anki.take(spanish)
    note = anki.note("pan")
    assert dict(note.items()) == dict.fromkeys(anki_notes.FIELDS, "") | {
        "Word": "pan",
        "Article": "el&nbsp;",
        "Plural": "panes",
        "Gender": "masculine",
        "Pronunciation": "pan",
        "Part of speech": "noun",
        "Meaning": "bread",
        "Definition": "Alimento de harina y agua que se cuece en el horno.",
        "Gap": 'Compro <span class="taken">[…]</span> todos los días.',
        "Example": "Compro pan todos los días.",
        "Example translation": "I buy bread every day.",
        "Language": "es",
        "Level": "A1",
        "Source": "The Babblr vocabulary authors. CC-BY-4.0",
    }
    there, back, gap = note.cards()
    assert '<div class="word masculine" lang="es">el&nbsp;pan</div>' in there.question()
    assert "bread" not in there.question()
    assert '<div class="meaning">bread</div>' in there.answer()
    assert '<span lang="es">panes</span>' in there.answer()
    assert "bread" in back.question()
    assert "pan</div>" not in back.question()
    assert "el&nbsp;pan" in back.answer()
    assert "Compro <span" in gap.question()
    assert "Compro pan todos" in gap.answer()
    assert {one.template()["name"] for one in note.cards()} == {name for name, *_ in anki_notes.TEMPLATES}


def test_new_cards_come_in_the_order_of_lessons(anki: Anki, spanish: Vocabulary) -> None:
    anki.take(spanish)
    order = sorted((anki.note(one.base_form).cards()[0].due, one.base_form) for one in spanish.words)
    assert [word for _, word in order] == ["comer", "pan", "bueno", "malo", "hola", "adiós"]


def test_a_word_without_an_example_of_it_has_no_card_with_a_gap(anki: Anki, spanish: Vocabulary) -> None:
    (meaning,) = word_of(spanish, "pan").meanings
    other = meaning._replace(examples=(meaning.examples[0]._replace(text="Compro panecillos."),))
    anki.take(changed(spanish, "pan", meanings=(other,)))
    assert len(anki.note("pan").cards()) == 2


def test_the_next_release_updates_texts_and_keeps_what_was_learnt(
    anki: Anki, spanish: Vocabulary, later: Vocabulary
) -> None:
    anki.take(spanish)
    anki.schedule("pan", 30)
    new = word_of(spanish, "hola")._replace(id=123, base_form="leche")
    found = anki.take(with_words(translated(later, "pan", "bread, loaf"), new))
    assert found == {"new": 1, "updated": len(spanish.words)}
    assert anki.note("pan")["Meaning"] == "bread, loaf"
    assert anki.intervals("pan") == [30, 30, 30]
    assert anki.collection.note_count() == len(spanish.words) + 1
    assert [one.name for one in anki.collection.models.all_names_and_ids() if "Babblr" in one.name] == ["Babblr word"]
    assert anki.collection.fix_integrity()[1]


def test_the_same_package_twice_changes_nothing(anki: Anki, spanish: Vocabulary) -> None:
    anki.take(spanish)
    cards = anki.collection.card_count()
    assert anki.take(spanish) == {"duplicate": len(spanish.words)}
    assert anki.collection.card_count() == cards


def test_with_equal_times_anki_keeps_the_old_text(anki: Anki, spanish: Vocabulary) -> None:
    """Why two releases of a day must differ in their times."""
    anki.take(spanish)
    assert "updated" not in anki.take(translated(spanish, "pan", "loaf"))
    assert anki.note("pan")["Meaning"] == "bread"
    same_day = released(translated(spanish, "pan", "loaf"), "1.0.1", spanish.release.date)
    assert anki.take(same_day)["updated"] == len(spanish.words)
    assert anki.note("pan")["Meaning"] == "loaf"


def test_an_older_release_does_not_undo_a_newer_one(anki: Anki, spanish: Vocabulary, later: Vocabulary) -> None:
    anki.take(translated(later, "pan", "loaf"))
    assert "updated" not in anki.take(spanish)
    assert anki.note("pan")["Meaning"] == "loaf"


def test_a_respelled_word_is_the_same_note(anki: Anki, spanish: Vocabulary, later: Vocabulary) -> None:
    anki.take(spanish)
    anki.schedule("pan", 30)
    assert anki.take(changed(later, "pan", base_form="Pan"))["updated"] == len(spanish.words)
    assert anki.note("Pan")["Word"] == "Pan"
    assert anki.intervals("Pan") == [30, 30, 30]
    assert anki.collection.note_count() == len(spanish.words)


def test_a_word_that_moves_to_another_level_or_lesson_stays_in_its_deck(
    anki: Anki, spanish: Vocabulary, later: Vocabulary
) -> None:
    anki.take(spanish)
    anki.schedule("pan", 30)
    anki.take(changed(later, "pan", level="A2", lessons=("A2/food/otra",)))
    note = anki.note("pan")
    assert {anki.deck(one) for one in note.cards()} == {"Babblr Spanish::A1"}
    assert (note["Level"], note.tags) == ("A2", ["lesson::A2::food::otra", "topic::food"])
    assert anki.intervals("pan") == [30, 30, 30]


def test_cards_that_the_learner_moved_stay_there(anki: Anki, spanish: Vocabulary, later: Vocabulary) -> None:
    anki.take(spanish)
    own = anki.collection.decks.id("Mine")
    anki.collection.set_deck([one.id for one in anki.note("pan").cards()], own)
    anki.take(later)
    assert {anki.deck(one) for one in anki.note("pan").cards()} == {"Mine"}


def test_what_a_learner_writes_into_a_note_is_replaced(anki: Anki, spanish: Vocabulary, later: Vocabulary) -> None:
    """As docs/exporting.md says: it is how Anki updates a note."""
    anki.take(spanish)
    note = anki.note("pan")
    note["Notes"], note.tags = "My own.", [*note.tags, "mine"]
    anki.collection.update_note(note)
    anki.take(released(later, "1.1.0", "2099-01-01"))
    assert anki.note("pan")["Notes"] == ""
    assert anki.note("pan").tags == ["lesson::A1::food::pan", "topic::food"]


def test_a_spare_field_can_be_used_by_a_later_release(
    anki: Anki, spanish: Vocabulary, later: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    anki.take(spanish)
    anki.schedule("pan", 30)
    name, front, back = anki_notes.TEMPLATES[0]
    showing = (name, front, back + "{{Spare 1}}"), *anki_notes.TEMPLATES[1:]
    monkeypatch.setattr(anki_notes, "TEMPLATES", showing)
    monkeypatch.setattr("pipeline.export.anki_collection.CHANGED", "2027-01-01")
    filled = anki_notes._fields
    spare = anki_notes.FIELDS.index("Spare 1")
    monkeypatch.setattr(
        anki_notes, "_fields", lambda *given: (*filled(*given)[:spare], "new here", *filled(*given)[spare + 1 :])
    )
    assert anki.take(later) == {"updated": len(spanish.words)}
    assert "new here" in anki.note("pan").cards()[0].answer()
    assert anki.intervals("pan") == [30, 30, 30]


def test_with_a_field_more_anki_no_longer_updates_notes(
    anki: Anki, spanish: Vocabulary, later: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why the note type is frozen, and has spare fields."""
    anki.take(spanish)
    monkeypatch.setattr(anki_notes, "FIELDS", (*anki_notes.FIELDS, "One more"))
    assert "updated" not in anki.take(translated(later, "pan", "loaf"))
    assert anki.note("pan")["Meaning"] == "bread"


FROZEN = "3fb0497a2b748f5576a932412790def5f538b4023d70dd1d3534228369035998"
SHOWN = "feb0ecd15ec5d960bcb287de3e6243950e0a51716f4af7319880201a868637ca"


def test_the_note_type_is_frozen() -> None:
    """If this fails, learners would get a second note type: use a spare field instead, and keep names and order."""
    kept = [anki_notes.NOTE_TYPE, anki_notes.FIELDS, [name for name, *_ in anki_notes.TEMPLATES]]
    assert hashlib.sha256(json.dumps(kept).encode()).hexdigest() == FROZEN


def test_whoever_changes_the_cards_says_when() -> None:
    """If this fails, raise `CHANGED` to the day of the release, and take over the digest."""
    shown = [anki_notes.CHANGED, anki_notes.TEMPLATES, anki_notes.STYLE]
    assert hashlib.sha256(json.dumps(shown).encode()).hexdigest() == SHOWN


def test_times_rise_with_the_day_and_the_version(spanish: Vocabulary) -> None:
    rising = [
        ("1.0.0", "2026-01-02"),
        ("1.0.1", "2026-01-02"),
        ("1.1.0", "2026-01-02"),
        ("1.10.0", "2026-01-02"),
        ("2.0.0", "2026-01-02"),
        ("0.1.0", "2026-01-03"),
        ("2026.12", "2026-01-03"),
        ("1", "2026-01-04"),
    ]
    times = [moment_of(released(spanish, *one).release) for one in rising]
    assert times == sorted(set(times))


def test_hostile_text_is_only_text(anki: Anki, spanish: Vocabulary) -> None:
    texts = [f"{text} [sound:a.mp3] {{{{c1::x}}}} <script>alert(1)</script>" for text in HOSTILE.values()]
    bad = [word_of(hostile(spanish, text), text)._replace(id=number) for number, text in enumerate(texts, 1)]
    assert anki.take(with_words(spanish, *bad)) == {"new": len(spanish.words) + len(bad)}
    cards = [anki.collection.get_card(one) for one in anki.collection.find_cards("")]
    assert len(cards) >= 2 * (len(spanish.words) + len(bad))
    for card in cards:
        for side in (card.question(), card.answer()):
            assert not [one for one in ("<script", "<img", "\x1b", "\u202e", "\x9b", "\x07") if one in side]
        assert not card.question_av_tags()
        assert not card.answer_av_tags()


def test_packages_of_all_languages_go_together(anki: Anki, spanish: Vocabulary) -> None:
    german = replace(
        spanish,
        release=replace(spanish.release, language="de"),
        words=tuple(one._replace(id=one.id + 1) for one in spanish.words),
    )
    assert anki.take(spanish) == anki.take(german) == {"new": len(spanish.words)}
    assert len([one for one in anki.collection.models.all_names_and_ids() if "Babblr" in one.name]) == 1


def test_ids_that_would_collide_do_not(spanish: Vocabulary) -> None:
    period = 10 * 365 * 86_400 * 1_000 // 4
    pan = word_of(spanish, "pan")
    other = pan._replace(id=pan.id + period, base_form="otro")
    with zipfile.ZipFile(io.BytesIO(written(with_words(spanish, other)))) as package:
        content = package.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        assert connection.execute("SELECT count(DISTINCT id) FROM notes").fetchone() == (len(spanish.words) + 1,)


def test_genders_have_colours(anki: Anki, spanish: Vocabulary) -> None:
    feminine = (Form("singular", "sal", ("Gender=Fem|Number=Sing",), None),)
    anki.take(changed(spanish, "pan", base_form="sal", forms=feminine))
    assert 'class="word feminine" lang="es">la&nbsp;sal' in anki.note("sal").cards()[0].question()
    assert ".feminine {" in anki.note("sal").cards()[0].question()
