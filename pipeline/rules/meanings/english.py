"""English in translations: British spelling, with the American word beside a British one."""

import csv
import functools
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.texts import doubtful
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.meanings.translations import equivalents
from pipeline.rules.walk import meanings
from pipeline.system.files import read_text

_DATA = Path(__file__).with_name("british.csv")


@functools.cache
def _pairs(difference: str) -> Mapping[str, str]:
    """Return American words by British ones that differ in `spelling`, or as a `word`; of the latter, `one|other`."""
    rows = csv.DictReader(io.StringIO(read_text(_DATA), newline=""))
    return {row["british"]: row["american"] for row in rows if row["difference"] == difference}


@functools.cache
def _american() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Return British spellings by American ones, and a pattern that finds the latter as whole words."""
    british = {american: british for british, american in _pairs("spelling").items()}
    return british, re.compile(rf"\b(?:{'|'.join(british)})\b", re.IGNORECASE)


@functools.cache
def _twins() -> re.Pattern[str]:
    """Return a pattern that finds the American words that stand beside British ones: movie theater."""
    return re.compile("|".join(re.escape(one) for american in _pairs("word").values() for one in american.split("|")))


_WORD = re.compile(r"\w+")

_ENGLISH = (
    "translation",
    "example_translation",
    "explanation",
    "explanation_en",
    "description_en",
    "title_en",
    "oneliner_en",
)
"""The fields that are English alone, unless they are taught, as explanations of exercises are.

Notes quote the language taught: theater, color.
"""

AMERICAN_SPELLING = Rule(
    code="V433",
    slug="american-spelling",
    severity=Severity.WARNING,
    title="An English text has American spelling",
    reason="Translations are in British spelling throughout; learners would take “color” and “colour” for two words.",
    bad="translation: color",
    good="translation: colour",
)


@checks(AMERICAN_SPELLING, Scope.FILE)
def american_spelling(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the words of british.csv, unless the British spelling is in the same text: mum, mom."""
    british, pattern = _american()
    for text in doubtful(lexicon, lambda text: british.keys().isdisjoint(_WORD.findall(text.lower()))):
        spelled = _twins().sub("", text.text)
        english = text.pointer[-1] in _ENGLISH and not text.taught
        for american in dict.fromkeys(pattern.findall(spelled)) if english else ():
            other = british[american.lower()]
            if not re.search(rf"\b{other}\b", spelled, re.IGNORECASE):
                yield Finding(AMERICAN_SPELLING, f"“{american}” is American", text.place, text.word, f"Write “{other}”")


AMERICAN_WORD = Rule(
    code="V434",
    slug="american-word",
    severity=Severity.INFO,
    title="A British word stands without its American twin",
    reason="Half of the learners know the other word; and the app accepts only equivalents that are listed.",
    bad="translation: lift",
    good="translation: lift, elevator",
)


@checks(AMERICAN_WORD, Scope.FILE)
def american_word(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look up each equivalent in british.csv."""
    for word, meaning, place in meanings(lexicon):
        known = equivalents(meaning)
        for british in known:
            twins = _pairs("word").get(british, "").split("|")
            if twins[0] and not set(twins) & set(known):
                message = f"“{british}” is British; Americans say “{twins[0]}”"
                hint = f"If that is meant here, write “{british}, {twins[0]}”"
                yield Finding(AMERICAN_WORD, message, place.at("translation"), word.base_form, hint)
