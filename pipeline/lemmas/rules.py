"""spaCy's rules, applied to a word and a part of speech without spaCy.

Of what each function returns, the lemmas in spaCy's index are those that `rule_lemmatize` of spaCy's lemmatizer returns
(`spacy/lang/*/lemmatizer.py`); the others may differ. The tests compare both.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any

from pipeline.lemmas.spacy_data import SpacyData

Rules = Callable[[SpacyData, str, str], Iterable[str]]
"""Return lemmas of a word. The part of speech is a tag of Universal Dependencies in lower case."""


def french(data: SpacyData, word: str, tag: str) -> Iterable[str]:
    """Return an exception; or else what the rules of the part of speech make of a word; or else spaCy's lookup."""
    word = word.lower()
    if word in data.table("lemma_index", tag):
        return [word]
    rules = data.rules["lemma_rules"].get(tag, ())
    return data.lemmas(word, "lemma_exc", tag) or _changed(word, rules) or data.lemmas(word, "lemma_lookup")[:1]


def dutch(data: SpacyData, word: str, tag: str) -> Iterable[str]:
    """Return an exception; or else a lemma in the index: that of spaCy's lookup, or the first that a rule makes."""
    word = word.lower()
    index = data.table("lemma_index", tag)
    if word in index:
        return [word]
    if word in data.table("lemma_exc", tag):
        return data.lemmas(word, "lemma_exc", tag)[:1]
    made = (*data.lemmas(word, "lemma_lookup"), *_changed(word, data.rules["lemma_rules"].get(tag, ())))
    return [lemma for lemma in made if lemma in index][:1]


def spanish(data: SpacyData, word: str, tag: str) -> Iterator[str]:
    """Yield an exception; or else the lemmas by each analysis that a noun, a verb or an adjective can have.

    spaCy is told the analysis, and returns the lemmas by that one.
    """
    word = word.lower()
    if word in data.table("lemma_exc", tag):
        yield from data.lemmas(word, "lemma_exc", tag)
        return
    yield word
    rules, index = data.rules["lemma_rules"], data.table("lemma_index", tag)
    for name, features in data.rules["lemma_rules_groups"].get(tag, ()):
        made = [lemma for lemma in _changed(word, rules[name]) if lemma != word]
        if tag == "verb":
            yield from _spanish_verbs(made, rules, index)
        else:
            yield from made
            if "Number=Plur" in features:  # jóvenes, joven
                yield from _replaced((lemma for lemma in made if lemma.endswith(("n", "s"))), rules["accents"])


def _spanish_verbs(made: list[str], rules: Any, index: Container[str]) -> Iterable[str]:
    """Return the verbs in the index; or else those with another vowel (pido, pedir); or else those without accents."""
    known = [lemma for lemma in made if lemma in index]
    if not known:
        known = [lemma for one in made for lemma in _other_vowels(one, rules) if lemma in index]
    return known or _replaced(made, rules["accents"])  # amplían, ampliar


def _other_vowels(lemma: str, rules: Any) -> Iterator[str]:
    for old, new in rules["voc_alt_1"]:
        for at, letter in enumerate(lemma):
            if letter == old:
                yield lemma[:at] + new + lemma[at + 1 :]
    for old, new in rules["voc_alt_2"]:
        yield lemma.replace(old, new, 1)


def _changed(word: str, rules: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return a word with another ending by each rule that applies, without those of which nothing is left."""
    changed = (word[: len(word) - len(old)] + new for old, new in rules if word.endswith(old))
    return tuple(lemma for lemma in changed if lemma)


def _replaced(lemmas: Iterable[str], rules: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (lemma.replace(old, new) for lemma in lemmas for old, new in rules)


RULES: dict[str, Rules] = {"es": spanish, "fr": french, "nl": dutch}
"""By language code. For other languages, spaCy itself is asked (`spacy_itself`)."""
