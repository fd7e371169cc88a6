"""Run the rules over the whole lexicon."""

from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import CHECKS
from pipeline.stages import Context


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon unchanged, and report what is wrong with it."""
    for check in CHECKS.values():
        context.report(check(lexicon, context.profile))
    return lexicon
