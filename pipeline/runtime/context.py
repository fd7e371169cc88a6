"""What a token is beside its neighbours: phrases, names, verbs without their prefix or their pronoun.

Only tokens whose spelling has a cue are looked at, each at a bounded number of neighbours, so the time stays linear.
"""

from pipeline.runtime.index import Index
from pipeline.runtime.joining import join_phrases
from pipeline.runtime.names import read_capitals
from pipeline.runtime.passage import Passage
from pipeline.runtime.tokens import Cue, Token
from pipeline.runtime.verbs import find_prefixes, find_pronouns

_PHRASE = Cue.PHRASE.value
_STEPS = (
    (Cue.CAPITAL.value, read_capitals),
    ((Cue.SEPARABLE | Cue.PARTICLE | Cue.END).value, find_prefixes),
    (Cue.REFLEXIVE.value, find_pronouns),
)


def settled(tokens: list[Token], text: str, index: Index) -> list[Token]:
    """Return the tokens of a text as they are to be read in their context. Phrases become one token."""
    cued = [number for number, token in enumerate(tokens) if token[2].cues]
    if not cued:
        return tokens
    passage = Passage(tokens, text, index)
    joined = join_phrases(passage, [number for number in cued if tokens[number][2].cues & _PHRASE])
    rest = [number for number in cued if number not in joined]
    for cues, step in _STEPS:
        step(passage, [number for number in rest if tokens[number][2].cues & cues])
    return passage.result()
