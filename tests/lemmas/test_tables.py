"""spaCy's rules give the same answers for many words at once as for each word alone."""

import csv
import random
from pathlib import Path

import pytest
from spacy.lang.es import Spanish
from spacy.lang.it import Italian
from spacy.tokens import Doc

from pipeline.lemmas.tables import UNIVERSAL_TAGS, lemma_tables

PARADIGMS = Path("vocab_sources/es/paradigms")


def forms_of(part_of_speech: str) -> list[str]:
    with (PARADIGMS / f"{part_of_speech}.csv").open(encoding="utf-8", newline="") as lines:
        cells = {cell for row in csv.reader(lines) for text in row for cell in text.split("|")}
    return sorted(cell for cell in cells if cell and " " not in cell)


@pytest.mark.parametrize("part_of_speech", ["verb", "noun", "adjective"])
def test_no_analysis_that_is_left_out_would_have_led_to_a_lemma(part_of_speech: str) -> None:
    words = [*random.Random(1).sample(forms_of(part_of_speech), 100), "Casas", "dímelo", "zzz"]
    lemmatizer = Spanish().add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize()  # type: ignore[attr-defined]
    tag = UNIVERSAL_TAGS[part_of_speech]
    index = set(lemmatizer.lookups.get_table("lemma_index")[tag.lower()])  # type: ignore[attr-defined]
    groups = lemmatizer.lookups.get_table("lemma_rules_groups")[tag.lower()]  # type: ignore[attr-defined]
    plain: dict[str, tuple[str, ...]] = {}
    for word in words:
        lemmas = {}
        for features in ([], *(features for _, features in groups)):
            document = Doc(lemmatizer.vocab, [word], pos=[tag], morphs=["|".join(features)])
            lemmas |= dict.fromkeys(lemmatizer.rule_lemmatize(document[0]))  # type: ignore[attr-defined]
        plain[word] = (word,) if word in index else tuple(lemma for lemma in lemmas if lemma in index)
    assert sum(map(bool, plain.values())) > 10
    assert lemma_tables("es", "rule").by_rules(words, part_of_speech) == plain


def test_no_words_have_no_lemmas() -> None:
    assert lemma_tables("es", "rule").by_rules([], "verb") == {}
    assert lemma_tables("de", "lookup").by_rules(["Häuser", "zzz"], "noun") == {"Häuser": ("Haus",), "zzz": ()}


def test_a_table_by_part_of_speech_is_what_spacy_says_of_the_part() -> None:
    tables = lemma_tables("it", "pos_lookup")
    lemmatizer = Italian().add_pipe("lemmatizer", config={"mode": "pos_lookup"})
    lemmatizer.initialize()  # type: ignore[attr-defined]
    for part_of_speech in ("noun", "verb", "adjective"):
        table = tables.by_part[part_of_speech]
        words = random.Random(2).sample(sorted(filter(str.islower, table)), 300)  # of names spaCy says something else
        document = Doc(lemmatizer.vocab, words, pos=[UNIVERSAL_TAGS[part_of_speech]] * len(words))
        said = {token.text: tuple(lemmatizer.lemmatize(token)) for token in document}  # type: ignore[attr-defined]
        assert tables.by_rules(words, part_of_speech) == {word: said[word] for word in words}
        assert tables.index[part_of_speech] == frozenset(table.values())
    assert tables.by_rules(["arrivo", "zzz"], "noun") == {"arrivo": ("arrivo",), "zzz": ()}
    assert lemma_tables("it", "lookup").by_rules(["arrivo"], "noun") == {"arrivo": ("arrivare",)}
