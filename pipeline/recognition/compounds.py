"""Compounds of words in the lexicon: Haustür is made up of Haus and Tür, and is a kind of Tür."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.recognition.index import Index
from pipeline.recognition.tokens import Candidate, How, VocabularyWord

LONGEST_COMPOUND = 50
"""The length of the longest compound that is split, in letters: the time is polynomial in it."""
MOST_PARTS = 4


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
            before = _modifiers(index, lower[:cut], parts)
            if before:
                return tuple(_compound(head, before) for head in found)
    return ()


def _hyphenated(index: Index, text: str) -> tuple[Candidate, ...]:
    """Return the readings of words joined with hyphens; one of them may have a hyphen itself: E-Mail-Adresse."""
    parts = text.split("-")
    for cut in range(1, len(parts)):
        last = "-".join(parts[cut:])
        heads = tuple(dict.fromkeys((*index.exact.get(last, ()), *index.exact.get(last.lower(), ()))))
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
            words = _modifiers(index, "-".join(parts[start:end]).lower(), 1 if end - start > 1 else MOST_PARTS)
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
        return tuple(one for one in index.exact.get(spelling, ()) if one.part_of_speech == "noun")
    if part in index.rules.profile.articles:  # Schnei-der
        return ()
    return tuple(one for one in index.exact.get(part, ()) if one.part_of_speech == "adjective")


def _modifiers(index: Index, part: str, most: int) -> tuple[VocabularyWord, ...] | None:
    """Return the words that make up the part before the head, fewest first; None if there are none."""
    for stem in _stems(index, part):
        word = _modifier(index, stem)
        if word is not None:
            return (word,)
    if most < 2:
        return None
    shortest = index.rules.compound_minimum_part
    for cut in range(shortest, len(part) - shortest + 1):
        last = next(filter(None, (_modifier(index, stem) for stem in _stems(index, part[cut:]))), None)
        before = _modifiers(index, part[:cut], most - 1) if last else None
        if last and before:
            return (*before, last)
    return None


def _stems(index: Index, part: str) -> Iterator[str]:
    """Yield the part without the link to the next part."""
    for link in index.rules.compound_links or ("",):
        stem = part.removesuffix(link)
        if (not link or stem != part) and len(stem) >= index.rules.compound_minimum_part:
            yield stem


def _modifier(index: Index, stem: str) -> VocabularyWord | None:
    """Return the word that a part represents: a form, or a base form without an ending that it loses here.

    A form of an article does not count: deshalb is not halb.
    """
    if stem in index.rules.profile.articles and stem not in index.words:
        return None
    for spelling in (stem.capitalize(), stem, *index.folded.get(stem, ())):
        for one in index.exact.get(spelling, ()):
            if one.part_of_speech in ("noun", "adjective", "adverb", "preposition"):
                return one.word
    for part_of_speech, endings in index.rules.compound_stem_endings.items():
        for spelling in (stem.capitalize(), stem):
            for ending in endings:
                for one in index.exact.get(spelling + ending, ()):
                    if one.part_of_speech == part_of_speech and one.word.base_form == spelling + ending:
                        return one.word
    return None
