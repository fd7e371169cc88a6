"""Lemmas by part of speech are those that spaCy itself gives."""

import csv
import random
from pathlib import Path

import pytest
from spacy.lang.es import Spanish
from spacy.lang.it import Italian
from spacy.tokens import Doc

from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import PackFolder
from pipeline.lemmas.spacy_data import UNIVERSAL_TAGS, spacy_data
from pipeline.lemmas.tables import lemma_tables

PARADIGMS = Path("vocab_sources/es/paradigms")


def forms_of(part_of_speech: str) -> list[str]:
    with (PARADIGMS / f"{part_of_speech}.csv").open(encoding="utf-8", newline="") as lines:
        cells = {cell for row in csv.reader(lines) for text in row for cell in text.split("|")}
    return sorted(cell for cell in cells if cell and " " not in cell)


@pytest.mark.parametrize("part_of_speech", ["verb", "noun", "adjective"])
def test_a_spanish_word_has_the_lemmas_by_all_its_analyses(part_of_speech: str) -> None:
    others = spacy_data("es", "rule", None).table("lemma_lookup")
    chance = random.Random(1)
    words = chance.sample(forms_of(part_of_speech), 100) + chance.sample(sorted(others), 300)
    words += [word.base_form for word in read_pack(PackFolder(PARADIGMS.parent, "es")).words]
    words += ["Casas", "dímelo", "zzz", "jóvenes", "órdenes", "exámenes", "amplían", "pido", "cuento"]
    lemmatizer = Spanish().add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize()  # type: ignore[attr-defined]
    tag = UNIVERSAL_TAGS[part_of_speech]
    index = set(lemmatizer.lookups.get_table("lemma_index")[tag.lower()])  # type: ignore[attr-defined]
    groups = lemmatizer.lookups.get_table("lemma_rules_groups")[tag.lower()]  # type: ignore[attr-defined]
    spacys: dict[str, dict[str, None]] = {word: {word: None} if word in index else {} for word in words}
    unknown = [word for word, lemmas in spacys.items() if not lemmas]
    for features in ([], *(features for _, features in groups)):
        for word in unknown:
            document = Doc(lemmatizer.vocab, [word], pos=[tag], morphs=["|".join(features)])
            lemmas = lemmatizer.rule_lemmatize(document[0])  # type: ignore[attr-defined]
            spacys[word].update(dict.fromkeys(lemma for lemma in lemmas if lemma in index))
    assert sum(bool(spacys[word]) for word in unknown) > 10
    found = lemma_tables("es", "rule").by_rules(words, part_of_speech)
    assert found == {word: tuple(lemmas) for word, lemmas in spacys.items()}


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
        assert set(tables.index[part_of_speech]) == set(table.values())
    assert tables.by_rules(["arrivo", "zzz"], "noun") == {"arrivo": ("arrivo",), "zzz": ()}
    assert lemma_tables("it", "lookup").by_rules(["arrivo"], "noun") == {"arrivo": ("arrivare",)}
