"""The topics of words. A row is no more than a word and a topic, so it is there or not; nothing says who wrote it."""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

from pipeline.database.upgrade.errors import ReleaseError
from pipeline.database.upgrade.parts import Work
from pipeline.database.upgrade.temporary import WORDS, add

_SHIPPED = (
    f"SELECT p.id, t.topic_id FROM release.word_topics AS t CROSS JOIN {WORDS.pairs} AS p ON p.release_id = t.word_id"
)
_GONE = f"o.word_id IN (SELECT id FROM {WORDS.pairs}) AND (o.word_id, o.topic_id) NOT IN ({_SHIPPED})"


def merge_topics(work: Work) -> None:
    """Make the topics of our words equal to the release; words that it dropped lose theirs.

    Raises:
        ReleaseError: the release has a topic of a word that is not there.
    """
    stated = work.number("SELECT count(*) FROM release.word_topics")
    if lost := stated - work.number(f"SELECT count(*) FROM ({_SHIPPED})"):
        raise ReleaseError(f"the release is faulty: {lost} rows of its word_topics belong to nothing")
    _touch(work, f"SELECT DISTINCT o.word_id FROM main.word_topics AS o WHERE {_GONE}")
    work.keep("word_topics", f"o.word_id IN (SELECT id FROM {WORDS.adopted}) AND {_GONE}")
    work.edit(f"DELETE FROM main.word_topics AS o WHERE {_GONE} OR o.word_id IN (SELECT id FROM {WORDS.dropped})")
    new = f"{_SHIPPED} WHERE (p.id, t.topic_id) NOT IN (SELECT word_id, topic_id FROM main.word_topics)"
    _touch(work, f"SELECT DISTINCT id FROM ({new})")
    work.edit(f"INSERT INTO main.word_topics (word_id, topic_id) {new} ORDER BY 1, 2")


def _touch(work: Work, owners: str) -> None:
    add(work.connection, WORDS.touched, owners)
