"""Stage 5: recognise the words of every example, as the app will: which are there, and who can know them?"""

from dataclasses import replace

from pipeline.model.lexicon import ExampleCoverage, Lexicon
from pipeline.runtime.coverage import Coverage, measured
from pipeline.runtime.index import of_lexicon
from pipeline.runtime.recognition import recognise
from pipeline.stages.context import Context


def run(lexicon: Lexicon, _: Context) -> Lexicon:
    """Return the lexicon with the words of its examples, and how much of each a learner of its level can know."""
    index = of_lexicon(lexicon)
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
                known[example.text, level] = _known(measured(tokens, level), names)
    return replace(lexicon, example_words=words, example_coverage=known)


def _known(found: Coverage, names: frozenset[str]) -> ExampleCoverage:
    """Return what the learner can know, the names set apart.

    A doubtful word (a homograph, a compound of known words) counts as known: the curator sees what nobody can know.
    """
    named = [listed for listed in found.unknown if listed.text.lower() in names]
    unknown = tuple(listed.text for listed in found.unknown if listed not in named)
    return ExampleCoverage(found.words - sum(listed.count for listed in named), found.known + found.doubtful, unknown)
