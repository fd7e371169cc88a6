"""The words of a topic of the app: of the pack's topics that it is about, and of lessons on them."""

import json

from sqlalchemy import text
from sqlalchemy.orm import Session

_MAPPING = text("SELECT app_topics FROM release_packs WHERE language = :language")
_WORDS = text(
    """
    WITH topics AS MATERIALIZED (SELECT key AS place, value AS topic FROM json_each(:topics)),
    named AS (
        SELECT t.word_id, topics.place FROM topics JOIN word_topics t ON t.topic_id = topics.topic
        UNION ALL
        SELECT json_extract(i.item_metadata, '$.word_id'), topics.place
          FROM topics JOIN lessons l ON l.topic_id = topics.topic AND l.language = :language
          JOIN lesson_items i ON i.lesson_id = l.id
         WHERE CASE WHEN json_valid(i.item_metadata) THEN json_type(i.item_metadata, '$.word_id') END = 'integer'
    )
    SELECT w.id FROM named CROSS JOIN words w ON w.id = named.word_id
      CROSS JOIN word_difficulty_levels d
        ON d.word_id = w.id AND d.difficulty_level IN (SELECT value FROM json_each(:levels))
      LEFT JOIN user_word_progress p ON p.word_id = w.id
     WHERE w.language = :language
     GROUP BY w.id
     ORDER BY min(named.place), coalesce(p.mastery_score, 0), max(d.difficulty_level) DESC, min(d.priority), w.id
    """
)


def words_of_topic(session: Session, language: str, topic: str, levels: tuple[str, ...]) -> list[int]:
    """Return the ids of the words of a topic of the app that are taught at these levels.

    Those of the first topic that `app_topics` of pack.yaml names come first, then the least mastered, then those of the
    highest level. A topic that it does not name is looked up among the pack's own.
    """
    stated = session.execute(_MAPPING, {"language": language}).scalar()
    mapping = json.loads(stated) if stated else {}
    topics = mapping.get(topic) or [topic]
    values = {"language": language, "topics": json.dumps(topics), "levels": json.dumps(levels)}
    return list(session.scalars(_WORDS, values))
