"""Read tokens in context: phrases, names, verbs separated from their prefix or pronoun.

Only tokens whose spelling has a cue are examined, each with a bounded number of neighbours, so the time stays linear.
"""

from pipeline.recognition.index import Index
from pipeline.recognition.joining import join_phrases
from pipeline.recognition.names import read_capitals
from pipeline.recognition.passage import Passage
from pipeline.recognition.tokens import Cue, Token
from pipeline.recognition.verbs import find_prefixes, find_pronouns

_PHRASE = Cue.PHRASE.value
_STEPS = (
    (Cue.CAPITAL.value, read_capitals),
    ((Cue.SEPARABLE | Cue.PARTICLE | Cue.END).value, find_prefixes),
    (Cue.REFLEXIVE.value, find_pronouns),
)


def settled(tokens: list[Token], text: str, index: Index) -> list[Token]:
    """Return the tokens of a text as read in context. Each phrase becomes one token."""
    cued = [(number, cues) for number, (_, _, spelling) in enumerate(tokens) if (cues := spelling.cues)]
    if not cued:
        return tokens
    passage = Passage(tokens, text, index)
    joined = join_phrases(passage, [number for number, cues in cued if cues & _PHRASE])
    if joined:
        cued = [one for one in cued if one[0] not in joined]
    for step_cues, step in _STEPS:
        numbers = [number for number, cues in cued if cues & step_cues]
        if numbers:
            step(passage, numbers)
    return passage.result()
