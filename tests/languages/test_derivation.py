"""What the rules of a language say of a word and a lemma: it is a form of it, it cannot be one, or they cannot tell."""

import pytest

from pipeline.languages.derivation import is_form
from pipeline.languages.profile import profile

NOUNS = {
    "es": {
        True: "años:año cárceles:cárcel gentes:gente crisis:crisis año:año niñas:niña",
        # Tables know more than rules, so that these are no "no"; and *amiga* may be a word of its own.
        None: "amiga:amigo amigas:amigo naranja:naranjo mesa:mes papás:papa",
        # Rules would make these forms, but list them among the nouns that have only a plural.
        False: "vacaciones:vacación vacaciones:vacaciones gafas:gafa",
    },
    "fr": {
        True: "yeux:œil chevaux:cheval rues:rue cours:cour",
        None: "gens:gent belle:beau",
        False: "vacances:vacance",
    },
    "de": {
        True: "Häuser:Haus Bergen:Berg Freundinnen:Freundin",
        None: "Freundin:Freund Leute:Leut Haus:Häuser",
        False: "Bekannte:bekennen Bekannte:bekannt",  # no nouns: they have no capital
    },
    # Tables that ignore the part of speech have the verb where a noun is spelled like one of its forms.
    "it": {True: "anni:anno piaceri:piacere", None: "oratoria:oratorio", False: "voto:votare arrivo:arrivare"},
    "pt": {True: "anos:ano jantares:jantar", None: "rota:roto", False: "falta:faltar combate:combater"},
}
ADJECTIVES = {
    "es": {
        True: "buena:bueno rojos:rojo felices:feliz buen:bueno",
        None: "azules:azul_marino",  # rules cannot know which of the two has forms
        False: "dos:do dos:dos marido:mar amable:amar",
    },
    "fr": {True: "belle:beau verts:vert", False: "marié:marier belle:belge"},
    "de": {True: "guter:gut lieben:lieb", False: "lieb:lieben gut:böse"},
}
VERBS = {
    "es": {None: "hablo:hablar dicho:decir ir:oír", False: "hablo:habla comer:comer ir:irse"},
    "fr": {None: "parle:parler dors:dormir", False: "parle:parlé"},
    "de": {None: "spricht:sprechen", False: "lieben:lieb sprechen:ansprechen"},
}
CASES = [
    (language, part_of_speech, word, lemma.replace("_", " "), expected)
    for part_of_speech, languages in (("noun", NOUNS), ("adjective", ADJECTIVES), ("verb", VERBS))
    for language, answers in languages.items()
    for expected, pairs in answers.items()
    for word, lemma in (pair.split(":") for pair in pairs.split())
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[2]}-{case[3]}-{case[1]}".replace(" ", "_"))
def test_a_word_and_a_lemma(case: tuple[str, str, str, str, bool | None]) -> None:
    language, part_of_speech, word, lemma, expected = case
    assert is_form(profile(language), word, lemma, part_of_speech) is expected


@pytest.mark.parametrize("part_of_speech", ["noun", "adjective"])
def test_a_language_without_rules_cannot_tell(part_of_speech: str) -> None:
    assert is_form(profile("eu"), "gatos", "gato", part_of_speech) is None


def test_the_same_word_is_judged_by_its_part_of_speech() -> None:
    """*lieben* is a form of the adjective *lieb*, and none of a noun or a verb of that spelling."""
    its = profile("de")
    judged = [is_form(its, "lieben", "lieb", part) for part in ("adjective", "noun", "verb")]
    assert judged == [True, False, False]
