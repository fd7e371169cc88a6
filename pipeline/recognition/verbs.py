"""Verbs whose prefix or pronoun is elsewhere: ich stehe um sieben auf; me levanto."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model.lexicon import Features
from pipeline.recognition.passage import Passage
from pipeline.recognition.tags import TAG, read_as, tags_inside
from pipeline.recognition.tokens import Candidate, Cue, How, TokenKind, Tolerance
from pipeline.recognition.weights import heaviest_first

_END, _PARTICLE = Cue.END.value, Cue.PARTICLE.value
_FINITE, _PREPOSITION = TAG["finite"] | TAG["imperative"], TAG["preposition"]
_FARTHEST = 40
"""How many words before its prefix a verb is looked for, so that the time is linear."""

_OPENING = frozenset({'"', "„", "«", "»", "("})


def find_prefixes(passage: Passage, numbers: Sequence[int]) -> None:
    """Join verbs with the prefix at the end of their clause: ich stehe um sieben auf."""
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
    passage.changed[verb] = read_as(replace(spelling, outside=()), found)
    passage.changed[prefix] = read_as(particle, tuple(replace(one, how=How.PARTICLE, analyses=()) for one in found))


def leave_verbs(passage: Passage, numbers: Sequence[int]) -> None:
    """Take away the verbs that a prefix at the end of their clause makes others of: `bring … mit` is not bringen."""
    for number in numbers:
        if _is_bound(passage, number):
            verb = _verb_before(passage, number)
            if verb is not None:
                passage.changed[verb] = read_as(passage.spelling(verb), ())


def _verb_before(passage: Passage, prefix: int) -> int | None:
    """Return the number of the verb of a prefix's clause, if it can only be a verb and may have such a prefix."""
    rules = passage.index.rules
    before = rules.circumpositions.get(passage.tokens[prefix][2].lower, ())
    for number in range(prefix - 1, max(-1, prefix - 1 - _FARTHEST), -1):
        spelling = passage.spelling(number)
        if spelling.kind in (TokenKind.PUNCTUATION, TokenKind.SYMBOL) or spelling.lower in before:
            break
        likely = spelling.likely
        if not likely or not _is_finite(likely[0]) or _follows_preposition(passage, number):  # etwas zu trinken
            continue
        if any(one.how is How.SEPARABLE or one.base_form in rules.prefixless_verbs for one in likely):
            break
        return number if all(map(_is_finite, likely)) else None
    return None


def _is_finite(candidate: Candidate) -> bool:
    return bool(tags_inside(candidate, ()) & _FINITE)


def _is_bound(passage: Passage, number: int) -> bool:
    """Return whether a prefix can only belong to a verb: it is last in its clause, and no adverb of the lexicon."""
    spelling = passage.tokens[number].spelling
    if spelling.lower not in passage.index.rules.bound_prefixes or spelling.text != spelling.lower:
        return False
    return _is_last(passage, number) and not any(
        one.part_of_speech in ("adverb", "adjective") for one in spelling.candidates
    )


def _follows_preposition(passage: Passage, number: int) -> bool:
    return number > 0 and any(one & _PREPOSITION for one in passage.spelling(number - 1).tags)


def _is_last(passage: Passage, number: int) -> bool:
    """Return whether the text ends after a token, or a mark follows that ends something: no number, name or quotation.

    A quotation goes on with the clause: *Das steht bei „ich“* is no *beistehen*.
    """
    if number + 1 == len(passage.tokens):
        return True
    after = passage.tokens[number + 1]
    return after.kind in (TokenKind.PUNCTUATION, TokenKind.SYMBOL) and after.text not in _OPENING


def _ends_clause(passage: Passage, number: int) -> bool:
    """Return whether a clause ends after a token: with the text, at punctuation, before a conjunction or a preposition.

    A preposition never ends a clause, which distinguishes `auf` in `stehe … auf` from `auf dem Tisch`. A following
    phrase with its own preposition has been moved after the end of the clause: kommst du mit ins Kino?
    """
    if number + 1 == len(passage.tokens) or passage.tokens[number + 1].kind is not TokenKind.WORD:
        return _is_last(passage, number)
    found = passage.tokens[number + 1].candidates
    return bool(found) and all(one.part_of_speech in ("conjunction", "preposition") for one in found)


def find_pronouns(passage: Passage, numbers: Sequence[int]) -> None:
    """Keep the reflexive readings of each verb if there is a pronoun, the others if there is none.

    What is no verb stays: nous sommes mariés.
    """
    for number in numbers:
        spelling = passage.spelling(number)
        with_pronoun = tuple(_with_pronoun(passage, number, spelling.candidates))
        others = tuple(one for one in spelling.candidates if Tolerance.PRONOUN not in one.tolerated)
        verbs = [one for one in others if one.part_of_speech == "verb"]
        if with_pronoun:
            found = heaviest_first((*with_pronoun, *(one for one in others if one not in verbs)))
        else:  # a verb that is said without its pronoun, too, may still be one: sie haben entschieden
            found = others if verbs else spelling.candidates
        if found != spelling.candidates:
            passage.changed[number] = read_as(spelling, found)


def _with_pronoun(passage: Passage, number: int, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    pronouns = tuple(_pronouns_near(passage, number))
    for one in candidates:
        if Tolerance.PRONOUN in one.tolerated and any(_agree(*pronoun, one) for pronoun in pronouns):
            yield replace(one, tolerated=tuple(mark for mark in one.tolerated if mark is not Tolerance.PRONOUN))


def _pronouns_near(passage: Passage, number: int) -> Iterator[tuple[Features, bool]]:
    """Yield the features of pronouns near a verb, and whether they precede it."""
    before, after = passage.index.rules.reflexive_window
    for step, reach in ((-1, before), (1, after)):
        for near in range(number + step, number + step * (reach + 1), step):
            if not 0 <= near < len(passage.tokens) or passage.tokens[near].kind is not TokenKind.WORD:
                break
            features = passage.index.rules.reflexive_pronouns.get(passage.tokens[near].spelling.lower)
            if features is not None:
                yield features, step < 0


def _agree(pronoun: Features, before: bool, verb: Candidate) -> bool:
    """Return whether a pronoun before or after a verb may belong to a form of it.

    Features that both have must agree. An imperative has its pronoun after it, so `je t'appelle` is not an imperative
    of s'appeler.
    """
    return not verb.analyses or any(
        all(analysis.get(name, value) == value for name, value in pronoun.items())
        and not (before and analysis.get("Mood") == "Imp")
        for analysis in verb.analyses
    )
