"""What Datasette is told of a database: titles, labels, facets and saved queries.

It is a file of each release, so that any Datasette shows `babblr.db` in this way. What it says of the table of the
indexed copy (`browse.copy`) has no effect where that table is absent; saved queries ask only for what a release has.
Source: https://docs.datasette.io/en/0.65.1/metadata.html
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.database.models import Base
from pipeline.reporting.terminal import harmless_json

DATABASE = "babblr"
"""The name of the database, which the metadata goes by."""
LEXICON = "lexicon"
"""The table of the indexed copy with a row for each word."""
SEARCHED = "lexicon_fts"
"""Its index of forms and translations."""

VOCABULARY = {
    "words": "base_form",
    "word_meanings": "translation",
    "word_examples": "example_text",
    "word_forms": "form_text",
    "word_difficulty_levels": "difficulty_level",
    "word_topics": None,
    "word_synonyms": None,
    "lessons": "title",
    "lesson_items": "content",
    "grammar_rules": "title",
    "assessments": "title",
    "assessment_questions": "question_text",
    "homographs": None,
    "release_packs": None,
    "user_word_progress": None,
}
"""The tables that are shown, each with the column that names its rows, if one does. Of the learner's, only what
concerns a word: conversations, messages, levels and results are not shown."""

_FACETS: dict[str, list[Any]] = {
    "words": ["language", "part_of_speech"],
    "word_forms": ["form_type"],
    "word_difficulty_levels": ["difficulty_level"],
    "word_topics": ["topic_id"],
    "word_synonyms": ["relationship_type"],
    "lessons": ["language", "difficulty_level", "lesson_type"],
    "lesson_items": ["item_type"],
    "homographs": ["language"],
    LEXICON: ["language", "level", "part_of_speech", {"array": "topics"}, "learner"],
}
_MOST_FACETS = 60
"""Values of a facet that are listed: a language has some thirty topics."""

_ABOUT_LEXICON = {
    "title": "Lexicon",
    "description": "Every word, with its first level. Search finds forms and translations, with or without accents.",
    "label_column": "base_form",
    "fts_table": SEARCHED,
    "fts_pk": "word",
    "sort": "priority",
}

_QUERIES = {
    "select_words": (
        "Words for a conversation",
        (
            "What the app selects: the least mastered first, then the most needed, then those not seen for longest. "
            "language is a code such as es, level a CEFR level; unread is 1 for words not met yet; word_count is 20 if "
            "empty."
        ),
        """
SELECT w.id, w.base_form, w.part_of_speech, wdl.priority, COALESCE(uwp.mastery_score, 0) AS mastery_score
FROM words w
JOIN word_difficulty_levels wdl ON w.id = wdl.word_id
LEFT JOIN user_word_progress uwp ON w.id = uwp.word_id
WHERE w.language = :language AND wdl.difficulty_level = :level
  AND (:unread IN ('', '0') OR uwp.word_id IS NULL)
ORDER BY COALESCE(uwp.mastery_score, 0) ASC, wdl.priority ASC, COALESCE(uwp.last_encountered, '1970-01-01') ASC,
         w.id ASC
LIMIT CAST(COALESCE(NULLIF(:word_count, ''), '20') AS INTEGER)
""",
    ),
    "words_of_topic": (
        "Words of a topic",
        (
            "The words of a level with their first translation, the most needed first. unread is 1 for words not met "
            "yet; an empty topic means all."
        ),
        """
SELECT w.id, w.base_form, w.part_of_speech, wdl.priority, m.translation
FROM words w
JOIN word_difficulty_levels wdl ON w.id = wdl.word_id
LEFT JOIN word_meanings m ON m.word_id = w.id AND m.meaning_order = 1
LEFT JOIN user_word_progress uwp ON w.id = uwp.word_id
WHERE w.language = :language AND wdl.difficulty_level = :level
  AND (:topic = '' OR w.id IN (SELECT word_id FROM word_topics WHERE topic_id = :topic))
  AND (:unread IN ('', '0') OR uwp.word_id IS NULL)
ORDER BY wdl.priority, w.id
""",
    ),
    "words_with_form": (
        "Words with a form",
        "Which words a spelling may be, with its analyses. Upper and lower case are distinguished.",
        """
SELECT w.id, w.language, w.base_form, w.part_of_speech, f.form_type, f.grammatical_info
FROM word_forms f
JOIN words w ON w.id = f.word_id
WHERE f.form_text = :form
ORDER BY w.language, w.base_form, f.id
""",
    ),
    "counts": (
        "Words by level",
        "How many words each level of each language has, by part of speech.",
        """
SELECT w.language, wdl.difficulty_level, w.part_of_speech, count(*) AS words
FROM words w
JOIN word_difficulty_levels wdl ON w.id = wdl.word_id
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
""",
    ),
}
"""By name: title, description, SQL. The first is the selection of the specification (`pipeline.app.selection`)."""


def metadata(packs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what Datasette is told of a database with these packs (rows of `release_packs`)."""
    licences = dict.fromkeys(str(pack["licence"]) for pack in packs)
    credit = dict.fromkeys(str(pack["attribution"]) for pack in packs)
    versions = ", ".join(f"{pack['language']} {pack['version']}" for pack in packs)
    return {
        "title": "Babblr vocabulary",
        "description": f"Packs: {versions}." if versions else "",
        "license": ", ".join(licences),
        "source": "; ".join(credit),
        "databases": {
            DATABASE: {
                "tables": {
                    **{name: _table(name) for name in VOCABULARY},
                    LEXICON: {**_ABOUT_LEXICON, **_facets(LEXICON)},
                },
                "queries": {
                    name: {"title": title, "description": about, "sql": sql.strip()}
                    for name, (title, about, sql) in _QUERIES.items()
                },
            }
        },
    }


def metadata_text(packs: Sequence[Mapping[str, Any]]) -> str:
    """Return the same as JSON."""
    return harmless_json(json.dumps(metadata(packs), ensure_ascii=False, indent=2)) + "\n"


def _table(name: str) -> dict[str, Any]:
    columns = Base.metadata.tables[name].columns
    label = VOCABULARY[name]
    return {
        **({"label_column": label} if label else {}),
        "columns": {column.name: column.doc for column in columns if column.doc},
        **_facets(name),
    }


def _facets(name: str) -> dict[str, Any]:
    return {"facets": _FACETS[name], "facet_size": _MOST_FACETS} if name in _FACETS else {}
