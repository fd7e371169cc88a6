"""Find multiword entries in a text."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.recognition.passage import Passage
from pipeline.recognition.tokens import Candidate, Spelling, Token, TokenKind, Tolerance


def join_phrases(passage: Passage, starts: Sequence[int]) -> set[int]:
    """Merge the words of each phrase into one token, from left to right, longest first.

    Returns the numbers of the tokens that are now part of phrases.
    """
    joined: set[int] = set()
    free = 0
    for number in starts:
        if number >= free:
            found = _phrase(passage, number)
            if found:
                passage.phrases[number] = found
                free = number + found[0]
                joined.update(range(number, free))
    return joined


def _phrase(passage: Passage, number: int) -> tuple[int, Spelling] | None:
    second, lengths = passage.index.phrases[passage.tokens[number][2].key]
    if number + 1 == len(passage.tokens) or passage.tokens[number + 1][2].key not in second:
        return None
    for length, endings in lengths:
        tokens = passage.tokens[number : number + length]
        there = [token[2] for token in tokens]
        candidates: list[Candidate] = []
        for phrase in endings.get(tuple(spelling.key for spelling in there), ()):
            if phrase.parts == tuple(spelling.lower for spelling in there):
                candidates.append(phrase.candidate)
            elif not all(any(one.certain for one in spelling.candidates) for spelling in there):
                # Different accents are tolerated only where the words mean nothing by themselves: por que.
                candidates.append(replace(phrase.candidate, tolerated=(Tolerance.ACCENTS,)))
        if candidates:
            running = sum(spelling.running_words for spelling in there)
            start = tokens[0].start
            parts = tuple(Token(one.start - start, one.end - start, one.spelling) for one in tokens)
            text = passage.text[start : tokens[-1].end]
            return length, Spelling(text, TokenKind.WORD, tuple(candidates), max(1, running), parts=parts)
    return None
