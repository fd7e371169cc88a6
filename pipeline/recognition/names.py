"""Capitalised words: names, and words that read differently inside a sentence from at its start."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.recognition.passage import Passage
from pipeline.recognition.tags import read_as
from pipeline.recognition.tokens import Cue, Spelling, TokenKind, Tolerance

_CAPITAL = Cue.CAPITAL.value


def read_capitals(passage: Passage, numbers: Sequence[int]) -> None:
    """Identify names, and read other words inside a sentence as their capital requires."""
    tokens, changed = passage.tokens, passage.changed
    inside: dict[Spelling, Spelling] = {}
    names: dict[str, Spelling] = {}
    unknown: list[int] = []  # names only if there is other evidence
    for number in numbers:
        spelling = tokens[number][2]
        if _may_begin(passage, number):
            if not spelling.candidates:
                unknown.append(number)
        elif spelling.inside and not _is_surname(passage, number):
            if spelling not in inside:
                inside[spelling] = read_as(spelling, spelling.inside)
            changed[number] = inside[spelling]
        elif spelling.inside or (not spelling.candidates and _is_name(passage, number)):
            changed[number] = _name(spelling, names)
        elif not spelling.candidates:
            unknown.append(number)
        else:  # a verb, if it were not for its capital
            changed[number] = read_as(spelling, ())
            unknown.append(number)
    _find_names(passage, unknown, names)


def _find_names(passage: Passage, numbers: Sequence[int], names: dict[str, Spelling]) -> None:
    """Tell names among words that may begin a sentence: by our lists, a title, or because they are one elsewhere."""
    tokens, changed = passage.tokens, passage.changed
    for number in numbers:
        if _is_listed(passage, number) or _after_title(passage, number):
            changed[number] = _name(tokens[number][2], names)
    for number in numbers:
        spelling = tokens[number][2]
        if spelling.text in names or spelling.text in passage.names:
            changed[number] = _name(spelling, names)


def _is_name(passage: Passage, number: int) -> bool:
    """Return whether an unknown capitalised word inside a sentence is a name.

    Where nouns are capitalised, only beside another such word (Angela Merkel), after a title (Frau Merkel), or if it is
    one of the commonest given names. A word all in capitals is not a name (but an abbreviation) if the one before it
    is in capitals too.
    """
    if _shouted(passage, number) and _shouted(passage, number - 1):
        return False
    if passage.tokens[number][2].lower in passage.index.rules.name_titles:
        return False
    if not passage.index.rules.profile.nouns_capitalised:
        return True
    return (
        _after_title(passage, number)
        or _is_place(passage, number)
        or any(_unknown_capital(passage, near) and not _may_begin(passage, near) for near in (number - 1, number + 1))
    )


def _is_listed(passage: Passage, number: int) -> bool:
    """Return whether a word is in our lists of names, or a lemmatizer holds it for one."""
    spelling, rules = passage.tokens[number].spelling, passage.index.rules
    return spelling.name or spelling.lower in rules.given_names or spelling.lower in rules.place_names


def _is_surname(passage: Passage, number: int) -> bool:
    """Return whether a word that the lexicon has without a capital is a name: señor Campos, Rosa."""
    spelling = passage.tokens[number].spelling
    if not all(Tolerance.CAPITAL in one.tolerated for one in spelling.inside):
        return False
    return spelling.lower in passage.index.rules.given_names or _after_title(passage, number)


def _is_place(passage: Passage, number: int) -> bool:
    """Return whether an unknown noun follows what stands without an article before places alone: nach Hamburg."""
    rules = passage.index.rules
    before = passage.tokens[number - 1].spelling.lower if number else ""
    lower = passage.tokens[number].spelling.lower
    return before in rules.place_prepositions and not lower.endswith(rules.common_noun_endings)


def _unknown_capital(passage: Passage, number: int) -> bool:
    if not 0 <= number < len(passage.tokens):
        return False
    spelling = passage.tokens[number].spelling
    unknown = not spelling.candidates and not spelling.inside
    return unknown and bool(spelling.cues & _CAPITAL) and spelling.lower not in passage.index.rules.name_titles


def _shouted(passage: Passage, number: int) -> bool:
    text = passage.tokens[number].text
    return number >= 0 and len(text) > 1 and text.isupper()


def _after_title(passage: Passage, number: int) -> bool:
    """Return whether a title or a given name precedes a word."""
    rules = passage.index.rules
    back = number - 1
    if back > 0 and passage.tokens[back].text == ".":  # Dr. Schmidt
        back -= 1
    before = passage.tokens[back].spelling.lower if back >= 0 else ""
    return before in rules.name_titles or before in rules.given_names


def _may_begin(passage: Passage, number: int) -> bool:
    """Return whether a token may begin a sentence, a line or a quotation."""
    if number == 0:
        return True
    start = passage.tokens[number][0]
    for back in range(number - 1, -1, -1):
        begin, end, spelling = passage.tokens[back]
        if spelling.opens or "\n" in passage.text[end:start]:
            return True
        if spelling.kind is not TokenKind.PUNCTUATION:
            return False
        start = begin
    return True


def _name(spelling: Spelling, names: dict[str, Spelling]) -> Spelling:
    """Return a spelling as a name, the same for all its tokens."""
    if spelling.text not in names:
        named = replace(spelling, kind=TokenKind.NAME, running_words=0)
        names[spelling.text] = read_as(named, ())
    return names[spelling.text]
