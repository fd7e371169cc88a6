"""Compounds of words in the lexicon: Haustür is made up of Haus and Tür, and is a kind of Tür."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.recognition.index import Index
from pipeline.recognition.tokens import Candidate, How, VocabularyWord

LONGEST_COMPOUND = 50
"""The length of the longest compound that is split, in letters: the time is polynomial in it."""
MOST_PARTS = 4
_HYPHENATED = dict.fromkeys(("noun", "adjective", "adverb", "preposition"), ("",))
"""What may stand before a hyphen where words are not written together."""


def compound_readings(index: Index, text: str, lower: str) -> tuple[Candidate, ...]:
    """Return the readings of a compound: hyphenated in any language, written as one word where the language does so.

    Fewer parts are better, then a longer last part.
    """
    if len(lower) > LONGEST_COMPOUND:
        return ()
    if "-" in lower:
        return _hyphenated(index, text)
    if not index.rules.compound_links:
        return ()
    if not index.rules.profile.nouns_capitalised:
        return _joined_up(index, lower, noun=True)
    # A capital may also be due to the start of a sentence: Hellblau steht dir.
    return (text[:1].isupper() and _joined_up(index, lower, noun=True)) or _joined_up(index, lower, noun=False)


def _joined_up(index: Index, lower: str, *, noun: bool) -> tuple[Candidate, ...]:
    """Return the readings of words written as one."""
    shortest = index.rules.compound_minimum_part
    heads = [(cut, _heads(index, lower[cut:], noun=noun)) for cut in range(shortest, len(lower) - shortest + 1)]
    heads = [(cut, found) for cut, found in heads if found]
    for parts in range(1, MOST_PARTS):
        for cut, found in heads:
            before = _modifiers(index, lower[:cut], parts, before_adjective=not noun)
            if before:
                return tuple(_compound(head, before) for head in found)
    return ()


def _hyphenated(index: Index, text: str) -> tuple[Candidate, ...]:
    """Return the readings of words joined with hyphens; one of them may have a hyphen itself: E-Mail-Adresse."""
    parts = text.split("-")
    for cut in range(1, len(parts)):
        last = "-".join(parts[cut:])
        heads = tuple(
            dict.fromkeys((*index.exact.get(last, ()), *index.exact.get(index.rules.profile.lowered(last), ())))
        )
        before = _joined(index, parts[:cut]) if heads else None
        if before:
            return tuple(_compound(head, before) for head in heads)
    return ()


def _joined(index: Index, parts: Sequence[str]) -> tuple[VocabularyWord, ...] | None:
    """Return the words that the parts are, longest first from the left."""
    found: tuple[VocabularyWord, ...] = ()
    start = 0
    while start < len(parts):
        for end in range(len(parts), start, -1):
            words = _modifiers(
                index, index.rules.profile.lowered("-".join(parts[start:end])), 1 if end - start > 1 else MOST_PARTS
            )
            if words:
                found += words
                start = end
                break
        else:
            return None
    return found


def _compound(head: Candidate, before: tuple[VocabularyWord, ...]) -> Candidate:
    return replace(head, how=How.COMPOUND, words=(*before, *head.words))


def _heads(index: Index, part: str, *, noun: bool) -> tuple[Candidate, ...]:
    """Return what the last part may be: a noun or, in a lower-case word where nouns are capitalised, an
    adjective (hellblau). Never a verb: aufhören is not a compound of hören but a word of its own."""
    if noun:
        spelling = part.capitalize() if index.rules.profile.nouns_capitalised else part
        if spelling not in index.spelled:
            return ()
        return tuple(one for one in index.exact.get(spelling, ()) if one.part_of_speech == "noun")
    if part not in index.spelled or part in index.rules.profile.articles:  # Schnei-der
        return ()
    return tuple(one for one in index.exact.get(part, ()) if one.part_of_speech == "adjective")


def _modifiers(
    index: Index, part: str, most: int, *, before_adjective: bool = False
) -> tuple[VocabularyWord, ...] | None:
    """Return the words that make up the part before the head, fewest first; None if there are none."""
    word = _modifier(index, part, before_adjective=before_adjective)
    if word is not None:
        return (word,)
    if most < 2:
        return None
    shortest = index.rules.compound_minimum_part
    for cut in range(shortest, len(part) - shortest + 1):
        last = _modifier(index, part[cut:], before_adjective=before_adjective)
        before = _modifiers(index, part[:cut], most - 1, before_adjective=before_adjective) if last else None
        if last and before:
            return (*before, last)
    return None


def _modifier(index: Index, part: str, *, before_adjective: bool = False) -> VocabularyWord | None:
    """Return the word that a part before the head stands for, without what links it to the next.

    Function words are none: deshalb is not halb. A verb is no part of an adjective: gehalten is not geh-alten.
    """
    if part in index.rules.profile.articles and part not in index.words:
        return None
    for part_of_speech, links in (index.rules.compound_links or _HYPHENATED).items():
        if before_adjective and part_of_speech == "verb":
            continue
        for link in links:
            stem = part.removesuffix(link)
            if (not link or stem != part) and len(stem) >= index.rules.compound_minimum_part:
                found = _word(index, stem, part_of_speech)
                if found is not None:
                    return found
    return None


def _word(index: Index, stem: str, part_of_speech: str) -> VocabularyWord | None:
    """Return the word of a part of speech that a stem is: a form, or a base form without an ending that it loses."""
    endings = index.rules.compound_stem_endings.get(part_of_speech, ())
    if part_of_speech != "verb":  # of which only the stem is in compounds
        for spelling in dict.fromkeys((stem.capitalize(), stem, *index.folded.get(stem, ()))):
            for one in index.exact[spelling] if spelling in index.spelled else ():
                if one.part_of_speech == part_of_speech:
                    return one.word
    for spelling in (stem.capitalize(), stem):
        for ending in endings:
            for one in index.exact[spelling + ending] if spelling + ending in index.spelled else ():
                if one.part_of_speech == part_of_speech and one.word.base_form == spelling + ending:
                    return one.word
    return None
