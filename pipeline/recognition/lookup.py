"""Look up one piece of text: which words it may be, regardless of its neighbours.

The steps go from what the lexicon says to guesses; the first that finds something ends the search:

1. a stored form, a contraction, an elision: as written, or without the capital of the start of a sentence
2. a verb with enclitics
3. the same word with a capital in the lexicon
4. another accepted spelling (ß and ss)
5. a form that a lemmatizer knows
6. a compound
7. missing or wrong accents, unless the lemmatizer knows the word as it is: then it is another word
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from pipeline.model.values import LONGEST_WORD
from pipeline.recognition import enclitics, tokenizer
from pipeline.recognition.index import Index
from pipeline.recognition.spelling import clean
from pipeline.recognition.tags import NOUN, UNKNOWN, tags_of_spelling, tags_outside
from pipeline.recognition.tokens import (
    NO_PARTICLES,
    Candidate,
    Cue,
    How,
    Spelling,
    TokenKind,
    Tolerance,
    VocabularyWord,
)
from pipeline.recognition.tolerance import Found, marked, merged, tolerant
from pipeline.recognition.weights import DOUBTFUL_SHARE, INFLECTED, heaviest_first, weight_of

_PHRASE, _SEPARABLE, _PARTICLE = Cue.PHRASE.value, Cue.SEPARABLE.value, Cue.PARTICLE.value
_CAPITAL, _REFLEXIVE, _HOMOGRAPH = Cue.CAPITAL.value, Cue.REFLEXIVE.value, Cue.HOMOGRAPH.value


def look_up(index: Index, piece: str) -> Spelling | None:
    """Return what is known about a piece of text from the tokenizer; None for white space."""
    if piece.isspace():
        return None
    kind = tokenizer.token_kind(piece)
    if kind is TokenKind.WORD:
        if len(piece) > LONGEST_WORD:
            return Spelling(piece, kind)
        return _word(index, piece, clean(piece))
    lower = index.rules.profile.lowered(clean(piece)) if len(piece) <= LONGEST_WORD else ""
    cues = Cue.PHRASE if lower in index.phrases else Cue.NONE
    if index.separable and kind is TokenKind.PUNCTUATION and tokenizer.ends_sentence(piece):
        cues |= Cue.END
    opens = kind is TokenKind.SYMBOL or (kind is TokenKind.PUNCTUATION and tokenizer.may_open(piece))
    tags = tags_of_spelling(kind, (), (), 0)
    return Spelling(piece, kind, running_words=0, lower=lower, key=lower, cues=cues.value, opens=opens, tags=tags)


def _word(index: Index, piece: str, text: str) -> Spelling:
    lower = index.rules.profile.lowered(text)
    key = index.respelling.bare(lower)
    capital = text[:1] != lower[:1]
    candidates = _anywhere(index, text, lower)
    inside: Found = ()
    kind, name = TokenKind.WORD, False
    cues = _cues(index, lower, key)
    if capital and not (len(text) > 1 and text.isupper() and candidates):
        inside = _inside(index, text, lower)
        name = not candidates and _is_name(index, text)
        if inside != candidates or not inside:
            cues |= _CAPITAL
    if not candidates and tokenizer.is_roman(text):
        kind, cues = TokenKind.NUMBER, cues & ~_CAPITAL
    if index.rules.reflexive_pronouns and (_lacks_pronoun(candidates) or _lacks_pronoun(inside)):
        cues |= _REFLEXIVE
    # A capital that the lexicon itself has makes it another spelling: Dank, dank.
    outside = index.outside.get(text) or (() if text in index.exact else index.outside.get(lower, ()))
    if outside or _undecided(index, lower, candidates) or (inside and _undecided(index, lower, inside)):
        cues |= _HOMOGRAPH
    classes = index.rules.classes.get(lower, ())
    unknown = NOUN if capital and index.rules.profile.nouns_capitalised else UNKNOWN
    common = [tags_outside(one, lower, classes) for one in outside if one.share >= DOUBTFUL_SHARE] if outside else ()
    return Spelling(
        piece,
        kind,
        candidates,
        int(kind is TokenKind.WORD),
        lower,
        key,
        cues,
        inside,
        name,
        particles=index.separable.get(lower, NO_PARTICLES),
        classes=classes,
        tags=tags_of_spelling(kind, candidates, classes, unknown, common),
        outside=outside,
    )


def _lacks_pronoun(candidates: Found) -> bool:
    return any(Tolerance.PRONOUN in one.tolerated for one in candidates)


def _undecided(index: Index, lower: str, candidates: Found) -> bool:
    """Return whether neighbours have something to say.

    So they have of several words, of a verb, which may be a noun outside, and of a noun without its capital, which may
    be a verb.
    """
    if not candidates or not index.rules.constraints:
        return False
    first = candidates[0]
    if first.part_of_speech == "verb" or Tolerance.CASE in first.tolerated:
        return True
    if len(candidates) == 1:
        return False
    return any(one.word != first.word for one in candidates) or lower in index.rules.constraints.words


def _cues(index: Index, lower: str, key: str) -> int:
    cues = 0
    if key in index.phrases:
        cues |= _PHRASE
    if lower in index.separable:
        cues |= _SEPARABLE
    if lower in index.particles or lower in index.rules.bound_prefixes:
        cues |= _PARTICLE
    return cues


def _anywhere(index: Index, text: str, lower: str) -> Found:
    """Return the candidates of a word where a capital may mean nothing: at the start of a sentence."""
    found = _direct(index, text)
    if text != lower:
        shouted = index.folded.get(lower, ()) if len(text) > 1 and text.isupper() else ()
        others = [_direct(index, one) for one in dict.fromkeys((lower, *shouted)) if one != text]
        each = [one for one in (found, *others) if one]
        found = each[0] if len(each) == 1 else merged(chain.from_iterable(each))
    if found:
        return heaviest_first(found) if len(found) > 1 else found
    return (
        _numeral(index, lower)
        or enclitics.enclitic_readings(index, lower)
        or _with_capitals(index, text, lower)
        or tolerant(index, text, lower)
    )


def _inside(index: Index, text: str, lower: str) -> Found:
    """Return the candidates of a capitalised word inside a sentence, where only names or nouns are capitalised."""
    found = _direct(index, text)
    if found:
        return found
    as_noun = index.rules.profile.nouns_capitalised
    found = _direct(index, lower) or enclitics.enclitic_readings(index, lower)
    found = tuple(one for one in found if _may_be_noun(one)) if as_noun else found
    if found:
        return tuple(chain.from_iterable(marked((one,), _capital(index, one)) for one in found))
    found = _with_capitals(index, text, lower)
    if found or not as_noun:
        return found
    return tuple(one for one in tolerant(index, text, lower) if _may_be_noun(one))


def _may_be_noun(candidate: Candidate) -> bool:
    """Return whether a reading can have the capital of a noun: of verbs, only an infinitive (das Schwimmen)."""
    return candidate.part_of_speech != "verb" or any(one.get("VerbForm") == "Inf" for one in candidate.analyses)


def _capital(index: Index, candidate: Candidate) -> Tolerance:
    """Return what a capital means in a word that normally has none: perhaps that it is a name.

    Where nouns are capitalised it does not mean that. There, a capital makes pronouns polite (Ihr Name) and adjectives
    nouns (das Gute). A verb used as a noun may be another word.
    """
    polite = index.rules.profile.nouns_capitalised and candidate.part_of_speech in ("pronoun", "adjective")
    return Tolerance.CASE if polite else Tolerance.CAPITAL


def _direct(index: Index, text: str) -> Found:
    """Return what the lexicon and the language's short forms say about a spelling."""
    rules = index.rules
    stored = index.exact.get(text, ())
    if text not in rules.short_forms:  # as nearly all spellings are not
        return stored if len(stored) < 2 else merged(stored)
    found = list(stored)
    if text in rules.contractions and all(one.base_form != text for one in found):
        joined = _contracted(index, rules.contractions[text])
        words = {word.id for one in joined for word in one.words}
        # `des` may be stored as a form of `de`: the contraction says more.
        found = [one for one in found if one.word.id not in words] + list(joined)
    for target in (*rules.elisions.get(text, ()), *rules.clitics.get(text, ())):
        found += (replace(one, how=How.ELISION) for one in index.exact.get(target, ()) if one.base_form == target)
    return merged(found)


def _contracted(index: Index, parts: Iterable[str]) -> Found:
    """Return the candidate of a token that contains several words; the first in the lexicon is its main word.

    Words that are not in the lexicon are `missing`. If all are, there is no candidate.
    """
    words: list[VocabularyWord] = []
    missing: list[str] = []
    for part in parts:
        word = index.resolve((part,), "adjective")  # an article follows the preposition
        if word is None:
            missing.append(part)
        else:
            words.append(word)
    if not words:
        return ()
    first = index.exact.get(words[0].base_form, ())
    part_of_speech = next((one.part_of_speech for one in first if one.word == words[0]), "")
    weight = weight_of(words[0]) * INFLECTED
    return (Candidate(words[0], part_of_speech, (), How.CONTRACTION, (), tuple(words), tuple(missing), weight=weight),)


def _numeral(index: Index, lower: str) -> Found:
    """Return the reading of a number written as a word of several parts; the last of them that is known carries it."""
    grammar = index.rules.numerals
    parts = grammar.base_forms(lower) if grammar else ()
    words = [index.words[one] for one in parts if one in index.words]
    if not words:
        return ()
    missing = tuple(one for one in parts if one not in index.words)
    return (Candidate(words[-1], "adjective", (), How.NUMERAL, (), tuple(words), missing),)


def _with_capitals(index: Index, text: str, lower: str) -> Found:
    """Return stored words that are capitalised differently from the text: `haus`, `HAUS`, `iphone`."""
    spellings = index.folded.get(lower, ())
    found = merged(chain.from_iterable(index.exact[one] for one in spellings))
    return found if len(text) > 1 and text.isupper() else marked(found, Tolerance.CASE)


def _is_name(index: Index, text: str) -> bool:
    """Return whether the lemmatizer takes a word for a name. Where all nouns are capitalised, it cannot tell."""
    if index.lemmatizer is None or index.rules.profile.nouns_capitalised:
        return False
    lemma = index.lemmatizer(text)
    return lemma is not None and lemma[:1].isupper()
