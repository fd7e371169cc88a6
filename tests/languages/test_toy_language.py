"""A language is added by a profile and a pack alone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from tests.packs import languages_in

PROFILE = """
name = "Esperanto"
alphabet = "abcĉdefgĝhĥijĵklmnoprsŝtuŭvz"
infinitive_endings = ["i"]
articles = ["la"]

[form_types]
adverb = ["comparative"]

[paradigms.noun]
singular = ["Case=Nom|Number=Sing", "Case=Acc|Number=Sing"]
plural = ["Case=Nom|Number=Plur", "Case=Acc|Number=Plur"]

[paradigms.verb]
infinitive = ["VerbForm=Inf"]
conjugation = ["Mood=Ind|Tense=Pres|VerbForm=Fin"]
"""

PACK = """
language: eo
translation_language: en
title: Esperanto
version: 1.0.0
release_date: 2026-01-02
licence: CC0-1.0
attribution: Us
sources:
  own: {title: Our own work, licence: CC0-1.0}
topics:
  food: {title: Manĝaĵoj, title_en: Food}
targets: {A1: 2}
"""

WORDS = """
level: A1
topic: food
words:
  - base_form: pano
    part_of_speech: noun
    pronunciation: ˈpano
    priority: 1
    meanings:
      - meaning: Manĝaĵo el faruno kaj akvo.
        translation: bread
        examples: [{text: Mi ŝatas panon., translation: I like bread.}]
  - base_form: manĝi
    part_of_speech: verb
    pronunciation: ˈmand͡ʒi
    priority: 2
    meanings:
      - meaning: Preni nutraĵon.
        translation: to eat
        examples: [{text: Ŝi manĝas., translation: She is eating.}]
"""

NOUNS = """base_form,Case=Nom|Number=Sing,Case=Acc|Number=Sing,Case=Nom|Number=Plur,Case=Acc|Number=Plur
pano,pano,panon,panoj,panojn
"""

VERBS = """base_form,VerbForm=Inf,Mood=Ind|Tense=Pres|VerbForm=Fin
manĝi,manĝi,manĝas
"""


@pytest.fixture
def esperanto(tmp_path: Path) -> Iterator[Path]:
    """Sources with an Esperanto pack, and its profile where the build looks for it."""
    for name, text in {
        "languages/eo/profile.toml": PROFILE,
        "sources/eo/pack.yaml": PACK,
        "sources/eo/A1/food.yaml": WORDS,
        "sources/eo/paradigms/noun.csv": NOUNS,
        "sources/eo/paradigms/verb.csv": VERBS,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    with languages_in(tmp_path / "languages"):
        yield tmp_path


def test_forms_examples_and_lemmas_are_checked_by_the_profile(esperanto: Path) -> None:
    published, findings = build(packs_in(esperanto / "sources"), esperanto / "babblr.db")
    assert [finding.rule.slug for finding in findings] == ["draft", "draft"]
    assert published is not None
    with closing(sqlite3.connect(esperanto / "babblr.db")) as connection:
        forms = connection.execute("SELECT form_type, form_text, grammatical_info FROM word_forms").fetchall()
    assert ("plural", "panojn", '[{"Case":"Acc","Number":"Plur"}]') in forms
    assert ("conjugation", "manĝas", '[{"Mood":"Ind","Tense":"Pres","VerbForm":"Fin"}]') in forms


@pytest.mark.parametrize(
    ("file", "old", "new", "slug"),
    [
        ("A1/food.yaml", "base_form: manĝi", "base_form: manĝas", "not-a-lemma"),
        ("A1/food.yaml", "base_form: pano", "base_form: wano", "foreign-letter"),
        ("A1/food.yaml", "base_form: pano", "base_form: la pano", "article-in-base-form"),
        ("A1/food.yaml", "Mi ŝatas panon.", "Mi ŝatas akvon.", "word-not-in-example"),
        ("paradigms/noun.csv", "Number=Plur\n", "Number=Plural\n", "csv-header"),
    ],
)
def test_what_contradicts_the_profile_is_found(esperanto: Path, file: str, old: str, new: str, slug: str) -> None:
    path = esperanto / "sources" / "eo" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    _, findings = build(packs_in(esperanto / "sources"), esperanto / "babblr.db")
    assert slug in {finding.rule.slug for finding in findings}
