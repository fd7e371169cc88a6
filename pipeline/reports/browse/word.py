"""What the page of a word shows."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from pipeline.languages.pack_profile import of_text
from pipeline.languages.profile import ProfileError, profile
from pipeline.model.typed import MisfitError
from pipeline.reporting.terminal import harmless
from pipeline.reports.browse.paradigm import StoredForm, paradigm

Row = Mapping[str, Any]
Ask = Callable[[str, Mapping[str, Any]], Awaitable[Sequence[Row]]]
"""Asks the database: SQL and its parameters to rows."""

_WORD = "SELECT id, language, base_form, part_of_speech, pronunciation, notes, identity FROM words WHERE id = :word"
_PROFILE = "SELECT language_profile FROM release_packs WHERE language = :language"
_LEVELS = (
    "SELECT difficulty_level, priority FROM word_difficulty_levels WHERE word_id = :word ORDER BY difficulty_level"
)
_TOPICS = "SELECT topic_id FROM word_topics WHERE word_id = :word ORDER BY topic_id"
_MEANINGS = """
SELECT id, meaning_text, translation, explanation, part_of_speech, register, pattern
  FROM word_meanings WHERE word_id = :word ORDER BY meaning_order, id
"""
_EXAMPLES = """
SELECT e.word_meaning_id, e.example_text, e.translation
  FROM word_examples e JOIN word_meanings m ON m.id = e.word_meaning_id WHERE m.word_id = :word ORDER BY e.id
"""
_FORMS = "SELECT form_type, form_text, grammatical_info, level FROM word_forms WHERE word_id = :word ORDER BY id"
_RELATIONS = """
SELECT s.relationship_type, w.id, w.base_form
  FROM word_synonyms s JOIN words w ON w.id = s.synonym_word_id
 WHERE s.word_id = :word ORDER BY s.relationship_type, w.base_form
"""
_LESSONS = """
SELECT l.id, l.title, l.title_en, l.difficulty_level
  FROM word_lessons i JOIN lessons l ON l.id = i.lesson_id
 WHERE i.word_id = :word
 ORDER BY l.difficulty_level, l.order_index, l.id
"""
_SHARED = """
SELECT DISTINCT f.form_text, w.id, w.base_form, w.part_of_speech
  FROM word_forms o
  JOIN word_forms f ON f.form_text = o.form_text AND f.word_id <> o.word_id
  JOIN words w ON w.id = f.word_id AND w.language = :language
 WHERE o.word_id = :word ORDER BY f.form_text, w.base_form
"""
_HOMOGRAPHS = """
SELECT DISTINCT h.spelling, h.lemma, h.part_of_speech, h.share
  FROM homographs h
 WHERE h.language = :language AND (h.spelling = :base_form OR h.spelling IN
       (SELECT form_text FROM word_forms WHERE word_id = :word))
 ORDER BY h.spelling, h.share DESC, h.lemma
"""
_PROGRESS = """
SELECT times_encountered, mastery_score, last_encountered, due FROM user_word_progress WHERE word_id = :word
"""


async def word_page(word: int, stored: Ask) -> dict[str, Any]:
    """Return the values of the page's template; empty if there is no such word.

    Characters that cannot be seen, such as marks that turn the direction of a text, are spelled out.
    """

    async def ask(sql: str, parameters: Mapping[str, Any]) -> list[Row]:
        return [{name: _shown(name, row[name]) for name in row.keys()} for row in await stored(sql, parameters)]  # noqa: SIM118  rows of SQLite

    about = {"word": word}
    found = await ask(_WORD, about)
    if not found:
        return {}
    entry = dict(found[0])
    its = {**about, "language": entry["language"], "base_form": entry["base_form"]}
    forms = [StoredForm(*row.values()) for row in await ask(_FORMS, about)]
    examples: dict[int, list[Row]] = {}
    for row in await ask(_EXAMPLES, about):
        examples.setdefault(row["word_meaning_id"], []).append(row)
    return {
        "entry": entry,
        "language_name": _language(entry["language"], await stored(_PROFILE, {"language": entry["language"]})),
        "levels": await ask(_LEVELS, about),
        "topics": [row["topic_id"] for row in await ask(_TOPICS, about)],
        "meanings": [(row, examples.get(row["id"], [])) for row in await ask(_MEANINGS, about)],
        "tables": list(paradigm(forms)),
        "spellings": list(dict.fromkeys((entry["base_form"], *(form.text for form in forms)))),
        "shared": await ask(_SHARED, its),
        "homographs": await ask(_HOMOGRAPHS, its),
        "relations": await ask(_RELATIONS, about),
        "lessons": await ask(_LESSONS, about),
        "progress": next(iter(await ask(_PROGRESS, about)), None),
    }


def _shown(name: str, value: Any) -> Any:
    return harmless(value) if isinstance(value, str) and name != "grammatical_info" else value


def _language(code: str, packs: Sequence[Row]) -> str:
    """Return what a language is called: by its pack, if that says so, or else by the program."""
    for stated in (*(row["language_profile"] for row in packs), None):
        with suppress(MisfitError, ProfileError):
            return harmless((profile(code) if stated is None else of_text(code, stated)).name)
    return code
