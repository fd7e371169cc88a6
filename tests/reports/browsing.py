"""A learner's database for the tests of what is shown of it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

ETRE = 7
"""The id of a French word that is not in the tiny pack."""

_SQL = f"""
INSERT INTO words (id, language, base_form, part_of_speech) VALUES ({ETRE}, 'fr', 'être', 'verb');
INSERT INTO word_meanings (id, word_id, meaning_text, translation) VALUES (70, {ETRE}, 'Exister.', 'to be');
INSERT INTO word_examples (word_meaning_id, example_text, translation) VALUES (70, 'Je suis là.', 'I am here.');
INSERT INTO word_difficulty_levels (word_id, difficulty_level, priority) VALUES ({ETRE}, 'A1', 1);
INSERT INTO word_topics (word_id, topic_id) VALUES ({ETRE}, 'common-verbs');
INSERT INTO word_forms (word_id, form_type, form_text, grammatical_info) VALUES
  ({ETRE}, 'infinitive', 'être', '[{{"VerbForm":"Inf"}}]'),
  ({ETRE}, 'conjugation', 'suis',
   '[{{"Mood":"Ind","Number":"Sing","Person":"1","Tense":"Pres","VerbForm":"Fin"}}]'),
  ({ETRE}, 'conjugation', 'sommes',
   '[{{"Mood":"Ind","Number":"Plur","Person":"1","Tense":"Pres","VerbForm":"Fin"}}]'),
  ({ETRE}, 'conjugation', 'étais',
   '[{{"Mood":"Ind","Number":"Sing","Person":"1","Tense":"Imp","VerbForm":"Fin"}},'
   || '{{"Mood":"Ind","Number":"Sing","Person":"2","Tense":"Imp","VerbForm":"Fin"}}]');
INSERT INTO homographs (language, spelling, lemma, part_of_speech, share) VALUES ('fr', 'suis', 'suivre', 'verb', 0.03);
INSERT INTO lessons (id, language, lesson_type, title, title_en, last_accessed_at)
VALUES (9, 'fr', 'vocabulary', 'Qui suis-je ?', 'Who am I?', '2026-05-05 05:05:05');
INSERT INTO lesson_items (lesson_id, item_type, content, item_metadata)
VALUES (9, 'word', 'être', '{{"word_id": {ETRE}}}'), (9, 'word', 'x', 'no JSON');
INSERT INTO user_word_progress (word_id, language, times_encountered, mastery_score)
SELECT id, language, 3, 20 FROM words WHERE base_form = 'pan';
INSERT INTO conversations (id, language) VALUES (1, 'es');
INSERT INTO messages (conversation_id, role, content) VALUES (1, 'user', 'MY SECRET');
INSERT INTO user_levels (language, cefr_level) VALUES ('es', 'A1');
"""


def learners(database: Path, target: Path) -> Path:
    """Copy a database of the tiny pack, and let a learner use it."""
    shutil.copy(database, target)
    with closing(sqlite3.connect(target)) as connection:
        connection.executescript(_SQL)
    return target
