"""Verbs whose prefix or pronoun stands elsewhere: ich stehe um sieben auf; me levanto."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model.lexicon import Features
from pipeline.runtime.passage import Passage
from pipeline.runtime.tokens import Candidate, Cue, How, Kind, Tolerance

_END, _PARTICLE = Cue.END.value, Cue.PARTICLE.value


def find_prefixes(passage: Passage, numbers: Sequence[int]) -> None:
    """Bring verbs together with the prefix at the end of their clause: ich stehe um sieben auf."""
    waiting: dict[str, int] = {}
    for number in numbers:
        spelling = passage.tokens[number][2]
        if spelling.cues & _END:
            waiting.clear()
            continue
        if spelling.cues & _PARTICLE:
            verb = waiting.pop(spelling.lower, None)
            if verb is not None and verb not in passage.changed and _ends_clause(passage, number):
                _join_prefix(passage, verb, number)
                continue
        for particle in spelling.particles:
            waiting[particle] = number


def _join_prefix(passage: Passage, verb: int, prefix: int) -> None:
    spelling, particle = passage.tokens[verb].spelling, passage.tokens[prefix].spelling
    found = spelling.particles[particle.lower]
    passage.changed[verb] = replace(spelling, candidates=found)
    passage.changed[prefix] = replace(
        particle, candidates=tuple(replace(one, how=How.PARTICLE, analyses=()) for one in found)
    )


def _ends_clause(passage: Passage, number: int) -> bool:
    """Return whether a clause ends after a token: with the text, at punctuation, or before a conjunction.

    A preposition never stands there, so that this is what tells `auf` of `stehe … auf` from `auf dem Tisch`.
    """
    if number + 1 == len(passage.tokens):
        return True
    after = passage.tokens[number + 1]
    if after.kind is not Kind.WORD:
        return after.kind in (Kind.PUNCTUATION, Kind.SYMBOL) and after.text not in ('"', "„", "«", "»", "(")
    found = after.candidates
    return bool(found) and all(one.part_of_speech == "conjunction" for one in found)


def find_pronouns(passage: Passage, numbers: Sequence[int]) -> None:
    """Keep of each verb the reflexive readings if there is a pronoun, the others if there is none."""
    for number in numbers:
        spelling = passage.spelling(number)
        with_pronoun = tuple(_with_pronoun(passage, number, spelling.candidates))
        others = tuple(one for one in spelling.candidates if Tolerance.PRONOUN not in one.tolerated)
        found = with_pronoun or others or spelling.candidates
        if found != spelling.candidates:
            passage.changed[number] = replace(spelling, candidates=found)


def _with_pronoun(passage: Passage, number: int, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    pronouns = tuple(_pronouns_near(passage, number))
    for one in candidates:
        if Tolerance.PRONOUN in one.tolerated and any(_agree(pronoun, one) for pronoun in pronouns):
            yield replace(one, tolerated=tuple(mark for mark in one.tolerated if mark is not Tolerance.PRONOUN))


def _pronouns_near(passage: Passage, number: int) -> Iterator[Features]:
    before, after = passage.index.rules.reflexive_window
    for step, reach in ((-1, before), (1, after)):
        for near in range(number + step, number + step * (reach + 1), step):
            if not 0 <= near < len(passage.tokens) or passage.tokens[near].kind is not Kind.WORD:
                break
            features = passage.index.rules.reflexive_pronouns.get(passage.tokens[near].spelling.lower)
            if features is not None:
                yield features


def _agree(pronoun: Features, verb: Candidate) -> bool:
    """Return whether a pronoun may belong to a form: no feature that both state is different."""
    return not verb.analyses or any(
        all(analysis.get(name, value) == value for name, value in pronoun.items()) for analysis in verb.analyses
    )
