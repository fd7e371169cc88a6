"""The constructions in a text: verbs with a pronoun of their own person, with a preposition, and those of the profile.

They are written as meanings write theirs (`model.patterns`). What is found is what may be there: `me lavo` and `se
vende` are both `+ se`, and a preposition after a verb need not belong to it.
"""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.lexicon import Features
from pipeline.model.patterns import SLOTS, Pattern
from pipeline.recognition.rules import Rules, features
from pipeline.recognition.tokens import Token, TokenKind

REACH = 2
"""How many tokens a pronoun, or a preposition, may be away from its verb."""


def patterns_in(tokens: Iterable[Token], rules: Rules) -> tuple[str, ...]:
    """Return the patterns in a text, each once, in order."""
    return tuple(dict.fromkeys(pattern for clause in patterns_by_clause(tokens, rules) for pattern in clause))


def patterns_by_clause(tokens: Iterable[Token], rules: Rules) -> Iterator[tuple[str, ...]]:
    """Yield the patterns of each clause of a text, each once, in order."""
    reflexives = rules.profile.reflexives
    auxiliaries = {one.words[0] for one in rules.constructions if "Part" in one.slots}
    for clause in _clauses(tokens):
        found: dict[str, None] = {}
        for at in range(len(clause)):
            verb = _only_verb(clause[at])
            if verb is not None:
                reflexive = rules.profile.core(verb) != verb or verb in auxiliaries  # je me suis levée
                if reflexives and not reflexive and _has_own_pronoun(clause, at, rules):
                    found[str(Pattern((verb,), reflexives[:1]))] = None
                found.update(dict.fromkeys(f"{verb} {one}" for one in _preposition_after(clause, at)))
        bases = [_bases(token) for token in clause]
        there = set[str]().union(*bases)
        for one in rules.constructions:
            if there.issuperset(one.words) and _stands_in(clause, bases, one):
                found[str(one)] = None
        yield tuple(found)


LONGEST_CLAUSE = 40
"""A text without marks is cut into pieces of this many words, so that the time is linear in its length."""


def _clauses(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Yield the words between marks."""
    clause: list[Token] = []
    for token in tokens:
        is_mark = token.kind in (TokenKind.PUNCTUATION, TokenKind.SYMBOL)
        if is_mark or len(clause) == LONGEST_CLAUSE:
            yield clause
            clause = []
        if not is_mark:
            clause.append(token)
    yield clause


def _only_verb(token: Token) -> str | None:
    """Return the base form of a token that can only be a form of one verb."""
    candidates = token.spelling.candidates
    if not candidates or candidates[0].part_of_speech != "verb":
        return None
    bases = {one.base_form for one in candidates}
    return bases.pop() if len(bases) == 1 and all(one.part_of_speech == "verb" for one in candidates) else None


def _has_own_pronoun(clause: Sequence[Token], at: int, rules: Rules) -> bool:
    """Return whether a pronoun near a verb is of the person of the verb, and not its subject."""
    analyses = _with_subject(clause, at, rules)
    for near in range(max(at - REACH, 0), min(at + 1 + min(REACH, rules.reflexive_window[1]), len(clause))):
        lower = clause[near].spelling.lower
        pronoun = rules.reflexive_pronouns.get(lower)
        if pronoun is None or near == at:
            continue
        finite = [one for one in analyses if near > at or one.get("Mood") != "Imp"]  # je t'appelle is no imperative
        is_object = lower not in rules.profile.subject_pronouns or _repeated(clause, near)
        if is_object and any(_fits(one, pronoun) for one in finite):
            return True
    return False


def _repeated(clause: Sequence[Token], at: int) -> bool:
    """Return whether the word before is the same: vous vous levez."""
    return at > 0 and clause[at - 1].spelling.lower == clause[at].spelling.lower


def _with_subject(clause: Sequence[Token], at: int, rules: Rules) -> list[Features]:
    """Return the analyses of a verb that have a person; of a subject near it, those of its person."""
    analyses = [one for candidate in clause[at].candidates for one in candidate.analyses if "Person" in one]
    for token in clause[max(at - REACH, 0) : at + 2]:
        person = rules.profile.subject_pronouns.get(token.spelling.lower)
        agreeing = [one for one in analyses if person and _fits(one, features(person))]
        if agreeing:
            return agreeing
    return analyses


def _preposition_after(clause: Sequence[Token], at: int) -> Iterator[str]:
    """Yield the first preposition near after a verb."""
    for token in clause[at + 1 : at + 1 + REACH]:
        if token.candidates and all(one.part_of_speech == "preposition" for one in token.candidates):
            yield token.candidates[0].words[0].base_form
            return


def _stands_in(clause: Sequence[Token], bases: Sequence[set[str]], pattern: Pattern) -> bool:
    """Return whether a pattern stands in a clause that has its words: in any order (gibt es), or in order before slots.

    A slot follows the first word anywhere (Ich habe heute gut gegessen), but a further word at once: voy a comer.
    """
    if not pattern.slots:
        return True
    for start, its in enumerate(bases):
        if pattern.words[0] not in its:
            continue
        end = start
        for word in pattern.words[1:]:
            end = next((at for at in range(end + 1, len(clause)) if word in bases[at]), len(clause))
        rest = clause[end + 1 :] if len(pattern.words) == 1 else clause[end + 1 : end + 2]
        if end < len(clause) and all(any(_fills(one, slot) for one in rest) for slot in pattern.slots):
            return True
    return False


def _bases(token: Token) -> set[str]:
    """Return everything that a word of a pattern may stand for: a token's spelling, and the words that it may be."""
    return {token.spelling.lower, *(entry.base_form for one in token.candidates for entry in one.words)}


def _fills(token: Token, slot: str) -> bool:
    wanted = SLOTS.get(slot)
    if wanted is None:
        return token.spelling.lower == slot
    past = {} if slot != "Part" else {"Tense": "Past"}
    return any(
        _fits(one, wanted, missing=False) and _fits(one, past)
        for candidate in token.candidates
        for one in candidate.analyses
    )


def _fits(analysis: Features, wanted: Features, *, missing: bool = True) -> bool:
    """Return whether an analysis has the features wanted; what it does not say fits if `missing`."""
    return all(analysis.get(name, value if missing else None) == value for name, value in wanted.items())
