"""Check a reply of the language model before the learner sees it, and say what to ask of a second try."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from pipeline.app.prompt import json_array
from pipeline.model.cefr import up_to
from pipeline.recognition.coverage import Listed, coverage
from pipeline.recognition.index import Index

MOST_NAMED = 20
"""How many words the line for the model names at most."""

_SYNONYMS = text(
    """
    SELECT w.base_form, easier.base_form
      FROM json_each(:words) AS given JOIN words w ON w.language = :language AND w.base_form = given.value
      JOIN word_synonyms s ON s.word_id = w.id AND s.relationship_type IN ('synonym', 'near_synonym')
      JOIN words easier ON easier.id = s.synonym_word_id
      JOIN word_difficulty_levels d ON d.word_id = easier.id
      JOIN json_each(:levels) AS taught ON taught.value = d.difficulty_level
     ORDER BY s.relationship_type = 'synonym', d.difficulty_level DESC, d.priority DESC, easier.id DESC
    """
)
"""The last synonym of each word is the best: a full one, of the lowest level, most needed there."""


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word of a reply that is above the learner's level, or not in the vocabulary at all."""

    text: str
    """As it stands in the reply, in lower case unless it is always capitalised."""
    level: str | None
    """The level that teaches it; None if none does."""
    synonym: str | None
    """The base form of a synonym that the learner may be expected to know, if the vocabulary has one."""


@dataclass(frozen=True, slots=True)
class ReplyCheck:
    """How much of a reply the learner may be expected to know."""

    share: float | None
    """The share of its words that are of the level or below, from 0 to 1; None without a vocabulary to measure by."""
    upper: float | None
    """The share if all doubtful words (homographs, for instance) are known too."""
    too_hard: tuple[HardWord, ...]
    """The most frequent first, then in the order of the text."""
    advice: str
    """What to tell the model, so that it tries again; empty if the reply is good enough."""

    @property
    def good(self) -> bool:
        """Whether the reply can be shown as it is."""
        return not self.advice


NOT_MEASURED = ReplyCheck(None, None, (), "")


def checked_reply(session: Session, index: Index, reply: str, level: str, share: float) -> ReplyCheck:
    """Return the check of a reply. It is good if, doubtful words counted as known, `share` of its words are known.

    Raises:
        ValueError: there is no such level.
    """
    found = coverage(reply, index, level)
    synonyms = _synonyms(session, index.language, level, found.unknown)
    hard = tuple(
        HardWord(one.text, one.level, next(filter(None, map(synonyms.get, one.base_forms)), None))
        for one in found.unknown
    )
    advice = "" if found.upper >= share else _advice(found.upper, share, hard)
    return ReplyCheck(found.lower, found.upper, hard, advice)


def _synonyms(session: Session, language: str, level: str, hard: Iterable[Listed]) -> dict[str, str]:
    words = [form for one in hard for form in one.base_forms]
    values = {"words": json.dumps(words), "language": language, "levels": json.dumps(up_to(level))}
    return {row[0]: row[1] for row in session.execute(_SYNONYMS, values)} if words else {}


def _advice(known: float, share: float, hard: Iterable[HardWord]) -> str:
    named = tuple(hard)[:MOST_NAMED]
    replaced = [f"{json_array([one.synonym])[1:-1]} for {json_array([one.text])[1:-1]}" for one in named if one.synonym]
    instead = f" Say {', '.join(replaced)}." if replaced else ""
    words = json_array(one.text for one in named)
    return (
        f"Your response is too hard for this learner: {known:.0%} of its words are from the vocabulary, and "
        f"{share:.0%} should be. Say the same more simply, without these words: {words}."
        f"{instead} Answer with the new response alone."
    )
