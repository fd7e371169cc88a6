"""What the profile says of nouns, reflexive verbs and articles."""

import pytest

from pipeline.languages.articles import article_before, definite_article
from pipeline.languages.profile import profile


@pytest.mark.parametrize(
    ("noun", "gender", "article"),
    [("boom", "common", "de"), ("huis", "neuter", "het"), ("ei", "neuter", "het"), ("aanrecht", "common/neuter", None)],
)
def test_the_article_that_a_noun_is_learnt_with(noun: str, gender: str, article: str | None) -> None:
    assert definite_article(profile("nl"), noun, gender, None) == article


@pytest.mark.parametrize(
    ("text", "article"), [("de boom", "de"), ("het huis", "het"), ("'t huis", "'t"), ("deken", None), ("een ei", "een")]
)
def test_an_article_before_a_noun_is_known(text: str, article: str | None) -> None:
    assert article_before(profile("nl"), text) == article


@pytest.mark.parametrize(
    ("verb", "core"),
    [("zich wassen", "wassen"), ("zich aankleden", "aankleden"), ("zien", "zien"), ("opstaan", "opstaan")],
)
def test_a_reflexive_verb_has_its_pronoun_before_it(verb: str, core: str) -> None:
    assert profile("nl").core(verb) == core
