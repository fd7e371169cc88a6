"""Which word of the file is which of the release, and words of the file that have become one.

A word of ours is known by its identity, which is its first base form: a corrected spelling is still the same word. Any
other word is known by its base form. Where the release calls a word what another word of the file is called, the two
are one: the release has made one of them, or the learner had the word before it was ours.
"""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

from pipeline.database.upgrade.errors import ReleaseError
from pipeline.database.upgrade.ledger import identity_of
from pipeline.database.upgrade.parts import VOCABULARY, Part, Work, remove
from pipeline.database.upgrade.schema import quoted
from pipeline.database.upgrade.temporary import ABSORBED, LEARNERS_WORDS, OUR_IDENTITIES, WORDS, add, clear, fill

ONE_WORD = "two words have become one"

_SURVIVOR = f"SELECT a.survivor FROM {ABSORBED} AS a WHERE a.id = "
_ABSORBED = f"SELECT id FROM {ABSORBED}"


def pair(work: Work) -> None:
    """Find the words of the release that are there, and those of the file that are one with them.

    Raises:
        ReleaseError: two words of the release are the same.
    """
    known = identity_of("r")
    twice = f"SELECT 1 FROM release.words AS r GROUP BY r.language, {known} HAVING count(*) > 1"
    if work.number(f"SELECT EXISTS ({twice})"):
        raise ReleaseError("the release is faulty: two of its words have one identity")
    clear(work.connection, OUR_IDENTITIES)
    ours = f"SELECT id FROM {WORDS.ours}"
    add(
        work.connection,
        OUR_IDENTITIES,
        f"SELECT o.language, {identity_of('o')}, o.id FROM main.words AS o WHERE o.id IN ({ours}) ORDER BY o.id",
    )
    fill(
        work.connection,
        WORDS.pairs,
        "SELECT r.id, i.id, NULL FROM release.words AS r "
        f"CROSS JOIN {OUR_IDENTITIES} AS i ON i.language = r.language AND i.identity = {known}",
    )
    alike = "JOIN main.words AS w ON w.language = r.language AND w.base_form = r.base_form"
    left = f"w.id NOT IN (SELECT id FROM {WORDS.pairs})"
    add(
        work.connection,
        WORDS.pairs,
        f"SELECT r.id, w.id, NULL FROM release.words AS r {alike} "
        f"WHERE {left} AND r.id NOT IN (SELECT release_id FROM {WORDS.pairs})",
    )
    fill(
        work.connection,
        ABSORBED,
        f"SELECT w.id, p.id FROM {WORDS.pairs} AS p JOIN release.words AS r ON r.id = p.release_id {alike} "
        f"WHERE {left}",
    )
    work.run(
        f"UPDATE {WORDS.pairs} SET origin = 'learner' "
        f"WHERE id NOT IN ({ours}) OR id IN (SELECT id FROM {LEARNERS_WORDS})"
    )
    touched = f"SELECT id FROM {WORDS.pairs} UNION SELECT id FROM {ABSORBED}"
    fill(work.connection, WORDS.adopted, f"SELECT id FROM ({touched}) WHERE id NOT IN ({ours})")


def absorb(work: Work, parts: tuple[Part, ...]) -> None:
    """Make one word of two: what refers to the one that goes refers to the other, and what it said is kept beside."""
    if not work.number(f"SELECT EXISTS ({_ABSORBED})"):
        return
    _add_up_progress(work)
    for reference in work.references:
        known = reference.parent.lower() == "words" and reference.targets == ("id",)
        if known and reference.table.lower() not in VOCABULARY:
            _redirect(work, reference.table, reference.columns[0])
    ours = f"SELECT id FROM {WORDS.ours}"
    by_app = next(part.by_app for part in parts if part.table == "word_synonyms")
    theirs = f"({by_app} OR o.word_id NOT IN ({ours}) OR o.synonym_word_id NOT IN ({ours}))"
    for column in ("word_id", "synonym_word_id"):
        _redirect(work, "word_synonyms", column, theirs)
    adopted = f"o.{{}} IN (SELECT id FROM {WORDS.adopted} WHERE id IN ({_ABSORBED}))"
    work.keep("word_topics", adopted.format("word_id"), ONE_WORD)
    work.edit(f"DELETE FROM main.word_topics WHERE word_id IN ({_ABSORBED})")
    work.keep("words", adopted.format("id"), ONE_WORD)
    remove(work, "words", _ABSORBED, parts)


def _add_up_progress(work: Work) -> None:
    """Give the word that stays the higher mastery, the sum of the encounters, and the first and the last of them.

    When it is due, and what that follows from, is taken together from the row that was reviewed last.
    """
    same = "WHERE a.survivor = o.word_id AND g.language = o.language"
    other = f"{ABSORBED} AS a JOIN main.user_word_progress AS g ON g.word_id = a.id"
    work.keep("user_word_progress", f"EXISTS (SELECT 1 FROM {other} {same})", ONE_WORD)
    work.edit(
        "UPDATE main.user_word_progress AS o SET "
        "times_encountered = o.times_encountered + g.times_encountered, "
        "mastery_score = max(o.mastery_score, g.mastery_score), "
        f"first_encountered = {_extreme('first_encountered', '<=')}, "
        f"last_encountered = {_extreme('last_encountered', '>=')}, "
        f"{', '.join(f'{column} = {_newer(column)}' for column in _ESTIMATE)} "
        f"FROM {other} {same}"
    )


def _extreme(column: str, order: str) -> str:
    """Return the earlier or the later of two moments, or the one that is known, as it is written."""
    one, other = f"o.{column}", f"g.{column}"
    first = f"{other} IS NULL OR julianday({one}) {order} julianday({other})"
    return f"CASE WHEN {one} IS NOT NULL AND ({first}) THEN {one} ELSE {other} END"


_ESTIMATE = ("stability", "difficulty", "due", "last_reviewed")


def _newer(column: str) -> str:
    """Return the value of the row that was reviewed last."""
    later = "o.last_reviewed IS NULL OR julianday(g.last_reviewed) > julianday(o.last_reviewed)"
    return f"CASE WHEN {later} THEN g.{column} ELSE o.{column} END"


def _redirect(work: Work, table: str, column: str, theirs: str = "1") -> None:
    """Let rows refer to the word that stays. Those of the learner's (`theirs`) are kept beside as they were."""
    about = f"o.{quoted(column)} IN ({_ABSORBED})"
    work.keep(table.lower(), f"{about} AND {theirs}", ONE_WORD)
    # Where the word that stays has such a row already, the other one is only kept beside.
    work.edit(
        f"UPDATE OR IGNORE main.{quoted(table)} AS o SET {quoted(column)} = ({_SURVIVOR}o.{quoted(column)}) "
        f"WHERE {about}"
    )
    work.edit(f"DELETE FROM main.{quoted(table)} AS o WHERE {about}")
