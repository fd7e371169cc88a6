"""Stage 5: recognise the words of every example, as the app will: which are there, and who can know them?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.model.cefr import LEVELS
from pipeline.model.lexicon import ExampleCoverage, Lexicon
from pipeline.runtime.coverage import Standing, measured, standing, taught_at
from pipeline.runtime.index import of_lexicon
from pipeline.runtime.recognition import recognise
from pipeline.runtime.tokens import Kind, Spelling, Token
from pipeline.stages.context import Context


def run(lexicon: Lexicon, _: Context) -> Lexicon:
    """Return the lexicon with the words of its examples, and how much of each a learner of its level can know."""
    index = of_lexicon(lexicon)
    standings = {level: _Standings(level) for level in LEVELS}
    names = frozenset(name.lower() for name in (lexicon.pack.names if lexicon.pack else ()))
    words: dict[str, frozenset[str]] = {}
    known: dict[tuple[str, str], ExampleCoverage] = {}
    for word in lexicon.words:
        level = word.levels[0].level
        for meaning in word.meanings:
            for example in meaning.examples:
                tokens = recognise(example.text, index)
                words[example.text] = frozenset(
                    entry.base_form for token in tokens for one in token.spelling.candidates for entry in one.words
                )
                known[example.text, level] = _known(tokens, level, standings[level], names)
    return replace(lexicon, example_words=words, example_coverage=known)


class _Standings(dict[Spelling, Standing]):
    """What a learner of a level knows of each spelling, worked out when it is first asked for."""

    def __init__(self, level: str) -> None:
        super().__init__()
        self._taught = taught_at(level)

    def __missing__(self, spelling: Spelling) -> Standing:
        found = self[spelling] = standing(spelling, self._taught)
        return found


def _known(
    tokens: Sequence[Token], level: str, standings: Mapping[Spelling, Standing], names: frozenset[str]
) -> ExampleCoverage:
    """Return what the learner can know, the names set apart.

    A doubtful word (a homograph, a compound of known words) counts as known: the curator sees what nobody can know.
    """
    words = [spelling for _, _, spelling in tokens if spelling.kind is Kind.WORD]
    if all(standings[spelling] is not Standing.UNKNOWN for spelling in words):  # as in nearly all examples
        count = sum(spelling.running_words for spelling in words)
        return ExampleCoverage(count, count, ())
    found = measured(tokens, level)
    named = [listed for listed in found.unknown if listed.text.lower() in names]
    unknown = tuple(listed.text for listed in found.unknown if listed not in named)
    return ExampleCoverage(found.words - sum(listed.count for listed in named), found.known + found.doubtful, unknown)
