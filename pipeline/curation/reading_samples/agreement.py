"""Sentences in which an article or an adjective does not agree with the noun beside it."""

import re
from collections.abc import Iterator

from pipeline.curation.reading_samples.material import Material
from pipeline.model.lexicon import Features, Word
from pipeline.model.values import GENDERS

_PAIR = re.compile(r"(?=\b([^\W\d_]+) ([^\W\d_]+)\b)")
_AGREE_IN = ("Gender", "Number")


def disagreeing(text: str, material: Material) -> Iterator[str]:
    """Yield a sentence with one adjective, article or determiner in a form that cannot go with its neighbour.

    Only pairs that agree as they stand are taken, and only nouns that cannot be any other part of speech.
    """
    for found in _PAIR.finditer(text):
        for adjective, noun in ((1, 2), (2, 1)):
            wanted = _of_noun(found[noun], material)
            for form in _wrong_forms(found[adjective], wanted, material) if wanted else ():
                yield text[: found.start(adjective)] + form + text[found.end(adjective) :]


def _of_noun(spelling: str, material: Material) -> list[Features]:
    """Return the gender and number that a spelling may have. Empty: it may be something else than a noun."""
    readings = material.readings.get(spelling.lower(), [])
    if any(word.part_of_speech != "noun" or form is None for word, form in readings):
        return []
    features: list[Features] = []
    for word, form in readings:
        genders = GENDERS.get(word.gender or "", ())
        for analysis in form.features if form else ():
            own = [analysis["Gender"]] if "Gender" in analysis else genders
            features += [{**analysis, "Gender": gender} for gender in own] if own else [analysis]
    return features


def _wrong_forms(spelling: str, wanted: list[Features], material: Material) -> Iterator[str]:
    for word, form in material.readings.get(spelling.lower(), []):
        if word.part_of_speech != "adjective" or form is None:
            continue
        fit = [one for one in form.features if "Number" in one and any(_agree(one, other) for other in wanted)]
        if fit:
            yield from (_cased(text, spelling) for text in _forms_against(word, wanted, [_rest(one) for one in fit]))


def _forms_against(word: Word, wanted: list[Features], rests: list[Features]) -> Iterator[str]:
    """Yield the spellings of a word none of whose analyses agrees with what is wanted, but of the same degree."""
    analyses: dict[str, list[Features]] = {}
    for form in word.forms:
        analyses.setdefault(form.text, []).extend(form.features or [{}])
    for text, features in analyses.items():
        alike = any(_rest(one) in rests for one in features)
        if (
            alike
            and all("Number" in one for one in features)
            and not any(_agree(one, other) for one in features for other in wanted)
        ):
            yield text


def _rest(features: Features) -> Features:
    return {name: value for name, value in features.items() if name not in (*_AGREE_IN, "Case")}


def _agree(one: Features, other: Features) -> bool:
    return all(one[name] == other[name] for name in _AGREE_IN if name in one and name in other)


def _cased(text: str, like: str) -> str:
    return text[:1].upper() + text[1:] if like[:1].isupper() else text
