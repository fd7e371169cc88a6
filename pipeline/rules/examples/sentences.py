"""Does an example begin and end like a sentence?"""

import itertools
import re
from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.walk import examples

_TERMINAL = re.compile(r"""[.!?…。！？।؟۔]\s*[»«“”’"')\]」』]*\Z""")

NO_FULL_STOP = Rule(
    code="V803",
    slug="example-without-full-stop",
    severity=Severity.WARNING,
    title="An example does not end with sentence punctuation",
    reason="Learners copy what they see, and text-to-speech lowers its voice only at the end of a sentence.",
    bad="text: Compro pan todos los días",
    good="text: Compro pan todos los días.",
)


@checks(NO_FULL_STOP, Scope.FILE)
def example_without_full_stop(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at the last character, or the one before a closing mark."""
    for word, example, place in examples(lexicon):
        if not _TERMINAL.search(example.text):
            message = f"the example ends with “{example.text[-1]}”"
            yield Finding(NO_FULL_STOP, message, place.at("text"), word.base_form, "End it with . ! ? or …")


_MARK = re.compile(r"[()\[\]¿?¡!«»“”„]")

UNBALANCED_MARKS = Rule(
    code="V804",
    slug="unbalanced-marks",
    severity=Severity.WARNING,
    title="An opening mark has no closing mark, or the reverse",
    reason="Spanish questions begin with ¿, and a quotation needs both an opening and a closing mark.",
    bad="text: Qué compras?",
    good="text: ¿Qué compras?",
)


@checks(UNBALANCED_MARKS, Scope.FILE)
def unbalanced_marks(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for the partner of every mark; ? and ! have one only in languages that use ¿ and ¡."""
    for word, example, place in examples(lexicon):
        found = _MARK.findall(example.text)
        for pair in _pairs(found, profile) if found else ():
            opening, closing = pair[0], pair[1:]
            marks = [mark for mark in found if mark in pair]
            depth = list(itertools.accumulate(1 if mark == opening else -1 for mark in marks))
            if marks and (depth[-1] != 0 or min(depth) < 0):
                opened = marks.count(opening)
                message = f"{opened} × {opening} and {len(marks) - opened} × {closing[0]}"
                if depth[-1] == 0:
                    message = f"{marks[depth.index(-1)]} comes before {opening}"
                yield Finding(UNBALANCED_MARKS, message, place.at("text"), word.base_form)


def _pairs(marks: list[str], profile: Profile) -> Iterator[str]:
    """Yield the marks that belong together: the opening mark, then the marks that may close it."""
    yield from ("()", "[]")
    if "¿" in profile.paired_marks:
        yield from ("¿?", "¡!")
    # German books also use »…«, and “ or ” closes German „; elsewhere ” closes “.
    turned = not profile.quotes.startswith("«") and next(filter("«»".__contains__, marks), "") == "»"
    yield "»«" if turned else "«»"
    yield "„“”" if "„" in marks else "“”"


SMALL_LETTER = Rule(
    code="V810",
    slug="example-small-letter",
    severity=Severity.WARNING,
    title="An example begins with a lowercase letter",
    reason="Learners copy what they see.",
    bad="text: compro pan.",
    good="text: Compro pan.",
)


@checks(SMALL_LETTER, Scope.FILE)
def example_small_letter(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at the first letter."""
    for word, example, place in examples(lexicon):
        first = next((character for character in example.text if character.isalnum()), "")
        if first.islower():
            yield Finding(SMALL_LETTER, f"the example begins with “{first}”", place.at("text"), word.base_form)
