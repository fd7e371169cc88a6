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
from pipeline.recognition.tokens import Candidate, Cue, How, Spelling, TokenKind, Tolerance, VocabularyWord
from pipeline.recognition.tolerance import Found, marked, merged, tolerant


def look_up(index: Index, piece: str) -> Spelling | None:
    """Return what is known about a piece of text from the tokenizer; None for white space."""
    if piece.isspace():
        return None
    kind = tokenizer.token_kind(piece)
    if kind is TokenKind.WORD:
        if len(piece) > LONGEST_WORD:
            return Spelling(piece, kind)
        return _word(index, piece, clean(piece))
    lower = clean(piece).lower() if len(piece) <= LONGEST_WORD else ""
    cues = Cue.PHRASE if lower in index.phrases else Cue.NONE
    if index.separable and kind is TokenKind.PUNCTUATION and tokenizer.ends_sentence(piece):
        cues |= Cue.END
    opens = kind is TokenKind.SYMBOL or (kind is TokenKind.PUNCTUATION and tokenizer.may_open(piece))
    return Spelling(piece, kind, running_words=0, lower=lower, key=lower, cues=cues.value, opens=opens)


def _word(index: Index, piece: str, text: str) -> Spelling:
    lower = text.lower()
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
            cues |= Cue.CAPITAL
    if not candidates and tokenizer.is_roman(text):
        kind, cues = TokenKind.NUMBER, cues & ~Cue.CAPITAL
    if any(Tolerance.PRONOUN in one.tolerated for one in (*candidates, *inside)):
        cues |= Cue.REFLEXIVE
    return Spelling(
        text=piece,
        kind=kind,
        candidates=candidates,
        running_words=int(kind is TokenKind.WORD),
        lower=lower,
        key=key,
        cues=cues.value,
        inside=inside,
        name=name,
        particles=index.separable.get(lower, {}),
    )


def _cues(index: Index, lower: str, key: str) -> Cue:
    cues = Cue.NONE
    if key in index.phrases:
        cues |= Cue.PHRASE
    if lower in index.separable:
        cues |= Cue.SEPARABLE
    if lower in index.particles:
        cues |= Cue.PARTICLE
    return cues


def _anywhere(index: Index, text: str, lower: str) -> Found:
    """Return the candidates of a word where a capital may mean nothing: at the start of a sentence."""
    shouted = index.folded.get(lower, ()) if len(text) > 1 and text.isupper() else ()
    spellings = dict.fromkeys((text, lower, *shouted))
    found = merged(chain.from_iterable(_direct(index, one) for one in spellings))
    return (
        found
        or enclitics.enclitic_readings(index, lower)
        or _with_capitals(index, text, lower)
        or tolerant(index, text, lower)
    )


def _inside(index: Index, text: str, lower: str) -> Found:
    """Return the candidates of a capitalised word inside a sentence, where only names or nouns are capitalised."""
    found = _direct(index, text)
    if found:
        return found
    found = _direct(index, lower) or enclitics.enclitic_readings(index, lower)
    if found:
        return tuple(chain.from_iterable(marked((one,), _capital(index, one)) for one in found))
    found = _with_capitals(index, text, lower)
    if found or not index.rules.profile.nouns_capitalised:
        return found
    return tolerant(index, text, lower)


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
    found = list(index.exact.get(text, ()))
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
    return (Candidate(words[0], part_of_speech, (), How.CONTRACTION, (), tuple(words), tuple(missing)),)


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
