"""Reflexive verbs of any language are found by what its profile says of them: a suffix, a replaced ending, a word."""

from typing import Any

import pytest

from pipeline.languages.profile import of_table
from pipeline.model.identity import word_id
from pipeline.recognition.entries import StoredForm, WordForms
from pipeline.recognition.index import of_records
from pipeline.recognition.recognition import recognise
from pipeline.recognition.rules import features, from_profile
from pipeline.recognition.tokens import VocabularyWord

FIRST, THIRD = (f"Mood=Ind|Number=Sing|Person={one}|Tense=Pres|VerbForm=Fin" for one in (1, 3))
SECOND = "Mood=Imp|Number=Sing|Person=2|VerbForm=Fin"
INFINITIVE, GERUND = "VerbForm=Inf", "VerbForm=Ger"

ITALIAN = {
    "infinitive_endings": ["are", "ere", "ire", "rre"],
    "reflexive_suffixes": {"arsi": "are", "ersi": "ere", "irsi": "ire", "rsi": "rre"},
    "recognition": {
        "reflexive_pronouns": {"mi": "Number=Sing|Person=1", "ti": "Number=Sing|Person=2", "si": "Person=3"},
        "enclitics": ["mi", "ti", "si", "lo"],
        "enclitic_hosts": [INFINITIVE, GERUND, "Mood=Imp"],
    },
}
PORTUGUESE = {
    "infinitive_endings": ["ar", "er", "ir"],
    "reflexive_suffixes": {"-se": ""},
    "recognition": {
        "reflexive_pronouns": {"me": "Number=Sing|Person=1", "te": "Number=Sing|Person=2", "se": "Person=3"},
        "enclitics": ["me", "te", "se", "lo"],
    },
}
CATALAN = {
    "infinitive_endings": ["ar", "re"],
    "reflexive_suffixes": {"-se": "", "'s": ""},
    "recognition": {
        "reflexive_pronouns": {"em": "Number=Sing|Person=1", "s'": "Person=3", "es": "Person=3"},
        "elisions": {"s'": ["es"]},
        "clitics": {"'m": "em", "'s": "es"},
    },
}
DUTCH = {
    "infinitive_endings": ["en"],
    "reflexive_prefixes": ["zich "],
    "recognition": {
        "reflexive_pronouns": {"me": "Number=Sing|Person=1", "je": "Number=Sing|Person=2", "zich": "Person=3"},
        "reflexive_window": [5, 4],
    },
}
VERBS = {
    "it": ("lavarsi", {"lavarsi": INFINITIVE, "lavandosi": GERUND, "lavo": FIRST, "lava": THIRD, "lavati": SECOND}),
    "pt": ("lavar-se", {"lavar-se": INFINITIVE, "lavando-se": GERUND, "lavo": FIRST, "lava": THIRD, "lava-te": SECOND}),
    "ca": ("asseure's", {"asseure's": INFINITIVE, "assec": FIRST, "asseu": THIRD}),
    "nl": ("zich wassen", {"zich wassen": INFINITIVE, "was": FIRST, "wast": THIRD}),
}


def known(language: str, profile: dict[str, Any], text: str) -> list[str]:
    """Return the spellings of a text that are certainly the verb."""
    base_form, forms = VERBS[language]
    verb = VocabularyWord(word_id(language, base_form), base_form, "A1", 1)
    stored = tuple(StoredForm("conjugation", form, (features(cell),)) for form, cell in forms.items())
    records = [WordForms(verb, ("verb",), stored)]
    records += [
        WordForms(VocabularyWord(word_id(language, one), one, "A1", 1), ("pronoun",), ())
        for one in profile["recognition"]["reflexive_pronouns"]
    ]
    index = of_records(language, records, from_profile(of_table(language, {"name": language} | profile)))
    return [
        spelling.text
        for _, _, spelling in recognise(text, index)
        if any(one.word == verb and not one.tolerated for one in spelling.candidates)
    ]


@pytest.mark.parametrize(
    ("language", "profile", "text", "found"),
    [
        ("it", ITALIAN, "Mi lavo.", ["lavo"]),
        ("it", ITALIAN, "Si lava.", ["lava"]),
        ("it", ITALIAN, "Lavarsi fa bene.", ["Lavarsi"]),
        ("it", ITALIAN, "Devo lavarmi.", ["lavarmi"]),
        ("it", ITALIAN, "Mi devo lavare.", ["lavare"]),
        ("it", ITALIAN, "Lavandomi canto.", ["Lavandomi"]),
        ("it", ITALIAN, "Lavati!", ["Lavati"]),
        ("it", ITALIAN, "Devo lavare.", []),
        ("pt", PORTUGUESE, "Eu lavo-me.", ["lavo-me"]),
        ("pt", PORTUGUESE, "Não me lavo.", ["lavo"]),
        ("pt", PORTUGUESE, "Quero lavar-me.", ["lavar-me"]),
        ("pt", PORTUGUESE, "Ele vai lavar-se.", ["lavar-se"]),
        ("pt", PORTUGUESE, "Lava-te!", ["Lava-te"]),
        ("pt", PORTUGUESE, "Lavando-me canto.", ["Lavando-me"]),
        ("pt", PORTUGUESE, "Estou me lavando.", ["lavando"]),
        ("pt", PORTUGUESE, "Quero lavar.", []),
        ("ca", CATALAN, "Vol asseure's.", ["asseure's"]),
        ("ca", CATALAN, "Vull asseure'm.", ["asseure'm"]),
        ("ca", CATALAN, "Em vull asseure.", ["asseure"]),
        ("ca", CATALAN, "Ella s'asseu.", ["asseu"]),
        ("ca", CATALAN, "Vol asseure.", []),
        ("nl", DUTCH, "Ik was me.", ["was"]),
        ("nl", DUTCH, "Zij wast zich niet.", ["wast"]),
        ("nl", DUTCH, "Ik wil me wassen.", ["wassen"]),
        ("nl", DUTCH, "Ik wil wassen.", []),
    ],
)
def test_reflexive_verbs_are_found_with_their_pronoun(
    language: str, profile: dict[str, Any], text: str, found: list[str]
) -> None:
    assert known(language, profile, text) == found
