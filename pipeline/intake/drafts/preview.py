"""Show what is drafted, and what there is on the level of each word."""

from collections.abc import Iterator

from pipeline.intake.drafts import Drafted
from pipeline.intake.drafts.choice import Asked, Choice
from pipeline.intake.drafts.plan import DraftPlan
from pipeline.model.placeholders import is_placeholder

_AT_MOST = 6
"""Signals of a word that are shown."""
_CATEGORIES = 10
"""Categories that are shown."""


def preview(done: DraftPlan, asked: Asked) -> Iterator[str]:
    """Yield what a curator sees, line by line."""
    for one in done.drafted:
        yield from _word(one)
    yield from (f"not written: {one}" for one in done.refused)
    yield from (f"{one} is in the pack" for one in done.choice.present)
    yield from _left(done, asked)


def _word(one: Drafted) -> Iterator[str]:
    record = one.record
    gender = f", {record['gender']}" if not is_placeholder(record.get("gender", "…")) else ""
    yield f"{record['base_form']}  {record['part_of_speech']}{gender}, {record['meanings'][0]['translation']}"
    signals = [f"{signal.level} ({signal.says})" for signal in one.word.signals]
    more = [f"and {len(signals) - _AT_MOST} more"] * (len(signals) > _AT_MOST)
    shown = ", ".join([*signals[:_AT_MOST], *more]) or "nothing is said"
    count = "" if one.word.count is None else f"; counted {one.word.count:,} times"
    yield f"  level: {shown}{count}"
    yield from (f"  {doubt}" for doubt in one.doubts)


def _left(done: DraftPlan, asked: Asked) -> Iterator[str]:
    choice: Choice = done.choice
    if choice.other_level:
        yield f"not {asked.level} by anything that is said: {_words(choice.other_level)}; --words drafts them"
    if choice.other_topic:
        yield f"of other topics: {_words(choice.other_topic)}; --words or --lists drafts them"
    if choice.unmatched:
        shown = ", ".join(map(str, choice.unmatched[:_CATEGORIES]))
        more = f" and {len(choice.unmatched) - _CATEGORIES:,} more" if len(choice.unmatched) > _CATEGORIES else ""
        yield f"categories that are no topic of the pack, whose words fit any: {shown}{more}"
        yield "  `topics` in the mapping file of their list says which topic they are, and so does import --map-topic"
    for concept in choice.wordless:
        there = ", ".join(signal.says for signal in done.others.get(concept.id, ())[:_AT_MOST])
        yield f"no list has a word for {concept.id} ({concept.gloss}){f': {there}' if there else ''}"
    if done.undeclared:
        yield "To declare in pack.yaml, under sources:"
        yield from (f"  {line}" for line in done.undeclared)


def summary(done: DraftPlan) -> str:
    """Return how many drafts there are, and how much of them is filled in."""
    fields = ("part_of_speech", "gender", "pronunciation")
    filled = [sum(not is_placeholder(one.record.get(name, "…")) for one in done.drafted) for name in fields]
    meanings = [one.record["meanings"][0] for one in done.drafted]
    translated = sum(not is_placeholder(one["translation"]) for one in meanings)
    shown = sum(not is_placeholder(one["examples"][0]["text"]) for one in meanings)
    part, gender, sound = filled
    return (
        f"{len(done.drafted)} draft{'s' * (len(done.drafted) != 1)}, of which with a part of speech {part}, "
        f"gender {gender}, pronunciation {sound}, translation {translated}, example {shown}"
    )


def _words(count: int) -> str:
    return f"{count:,} candidate{'s' * (count != 1)}"
