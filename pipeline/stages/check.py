"""Run the rules that look across files, over the whole lexicon."""

from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import Scope, faults
from pipeline.stages import Context


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon unchanged, and report what is wrong with it."""
    context.report(faults(Scope.LANGUAGE, lexicon, context.profile))
    return lexicon
