"""Read tokens in context: phrases, names, verbs separated from their prefix or pronoun.

Only tokens whose spelling has a cue are examined, each with a bounded number of neighbours, so the time stays linear.
"""

from collections.abc import Container

from pipeline.recognition.homographs import read_homographs
from pipeline.recognition.index import Index
from pipeline.recognition.joining import join_phrases
from pipeline.recognition.names import read_capitals
from pipeline.recognition.passage import Passage
from pipeline.recognition.tokens import Cue, Token
from pipeline.recognition.verbs import find_prefixes, find_pronouns, leave_verbs

_PHRASE, _CAPITAL = Cue.PHRASE.value, Cue.CAPITAL.value
_STEPS = (
    (_CAPITAL, read_capitals),
    ((Cue.SEPARABLE | Cue.PARTICLE | Cue.END).value, find_prefixes),
    (Cue.REFLEXIVE.value, find_pronouns),
    (Cue.HOMOGRAPH.value, read_homographs),
    (Cue.PARTICLE.value, leave_verbs),
)


def settled(tokens: list[Token], text: str, index: Index, names: Container[str] = ()) -> list[Token]:
    """Return the tokens of a text as they are to be read in their context. Phrases become one token.

    `names` are those of a longer text of which it is a piece.
    """
    cued: list[tuple[int, int]] = []
    there = number = 0
    for _, _, spelling in tokens:
        cues = spelling.cues
        if cues:
            if not number and spelling.candidates:
                cues &= ~_CAPITAL  # the capital of the first word says nothing
            cued.append((number, cues))
            there |= cues
        number += 1  # noqa: SIM113 - enumerate takes longer
    if not there:
        return tokens
    passage = Passage(tokens, text, index, names)
    joined = join_phrases(passage, [number for number, cues in cued if cues & _PHRASE]) if there & _PHRASE else None
    if joined:
        cued = [one for one in cued if one[0] not in joined]
    for step_cues, step in _STEPS:
        if there & step_cues:
            step(passage, [number for number, cues in cued if cues & step_cues])
    return passage.result()
