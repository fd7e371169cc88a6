"""Our application of spaCy's rules gives what spaCy's own does."""

import json
import random
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import PackFolder
from pipeline.lemmas import spacy_itself
from pipeline.lemmas.rules import RULES
from pipeline.lemmas.spacy_data import UNIVERSAL_TAGS, SpacyData, spacy_data
from pipeline.lemmas.tables import INFLECTED, NoRulesError, lemma_tables

PACKS = Path("vocab_sources")
ENDINGS = ("", "s", "e", "es", "en", "x", "te", "tje", "ons", "é", "ées", "al(e", "eux", "'s", "heden", "ssen")
TAGS = [UNIVERSAL_TAGS[part].lower() for part in INFLECTED]


@cache
def data_of(code: str) -> SpacyData:
    return spacy_data(code, "rule", None)


@cache
def known_to(code: str) -> list[str]:
    data = data_of(code)
    names = [f"{name}_{tag}" for name in ("lemma_index", "lemma_exc") for tag in TAGS]
    return sorted({word for name in ("lemma_lookup", *names) for word in data.table(name)})


def pack_words(code: str) -> set[str]:
    lexicon = read_pack(PackFolder(PACKS / code, code))
    return {text for word in lexicon.words for text in (word.base_form, *(form.text for form in word.forms))}


theirs = cache(spacy_itself.rules)


def check_equal(code: str, words: Iterable[str]) -> int:
    """Check words as each part of speech; return how many lemmas were made that are not the word."""
    spacys, data, made = theirs(code), data_of(code), 0
    assert spacys is not None
    for tag in TAGS:
        index = data.table("lemma_index", tag)
        for word in words:
            found, wanted = (
                [lemma for lemma in dict.fromkeys(rules(data, word, tag)) if lemma in index]
                for rules in (RULES[code], spacys)
            )
            assert found == wanted, (word, tag)
            made += found not in ([], [word])
    return made


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_words_of_spacys_tables_and_of_the_pack_have_spacys_lemmas(code: str) -> None:
    words = [*random.Random(1).sample(known_to(code), 10_000), *sorted(pack_words(code))]
    assert check_equal(code, words) > 3000


@pytest.mark.slow
@pytest.mark.parametrize("code", ["fr", "nl"])
@given(st.data())
def test_any_word_has_spacys_lemmas(code: str, draw: st.DataObject) -> None:
    word = draw.draw(st.sampled_from(known_to(code)) | st.text(min_size=1, max_size=4))
    word = word[: draw.draw(st.integers(1, len(word)))] + draw.draw(st.sampled_from(ENDINGS))
    check_equal(code, [word, word.capitalize(), word.upper()])


def test_the_rules_of_other_languages_are_spacys() -> None:
    assert lemma_tables("en", "rule").by_rules(["houses", "mice", "xyz"], "noun") == {
        "houses": ("house",),
        "mice": ("mouse",),
        "xyz": (),
    }


@pytest.mark.parametrize("code", ["de", "ja", "xx", "eo"])
def test_a_language_without_rules(code: str) -> None:
    with pytest.raises(NoRulesError, match=f"“{code}”"):
        lemma_tables(code, "rule")


@pytest.mark.parametrize("code", ["de", "es", "fr", "it", "nl", "pt"])
def test_words_are_looked_up_without_spacy(code: str) -> None:
    """Importing it takes seconds, in each process."""
    program = f"""
import json, sys
from pipeline.languages.profile import profile
from pipeline.lemmas.analyses import analyses, token_lemmas
words = [(word, "noun") for word in "gatos maisons Häuser libri huizen papéis".split()]
found = analyses(profile({code!r}), words)
assert dict(token_lemmas(profile({code!r}), [])) == {{}}
print(json.dumps([len(found), "spacy" in sys.modules]))
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    found, spacy = json.loads(ended.stdout)
    assert found > 0
    assert spacy is False
