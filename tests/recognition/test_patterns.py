"""Constructions in a text: those of a verb with its pronoun or preposition, and those of the profile."""

from functools import cache

import pytest

from pipeline.languages.profile import of_table
from pipeline.model.typed import MisfitError
from pipeline.recognition.index import Index, of_lexicon
from pipeline.recognition.patterns import LONGEST_CLAUSE, patterns_in
from pipeline.recognition.recognition import recognise
from tests.packs import committed


@cache
def index(language: str) -> Index:
    return of_lexicon(committed(language).lexicon)


@pytest.mark.parametrize(
    ("language", "text", "patterns"),
    [
        ("es", "Esta noche me quedo en casa.", ["quedar + se", "quedar en"]),
        ("es", "Nos vemos mañana.", ["ver + se"]),
        ("es", "Me gusta tu casa.", []),  # it pleases me: another person
        ("es", "Te veo mañana.", []),
        ("es", "Me llamo Ana.", []),  # an entry of its own
        ("es", "Mañana voy a comer pescado.", ["ir a", "ir a + Inf"]),
        ("es", "Voy a la tienda para comer.", ["ir a"]),
        ("es", "Ya he comido.", ["haber + Part"]),
        ("es", "Tengo que trabajar.", ["tener que + Inf"]),
        ("fr", "Je vais travailler demain.", ["aller + Inf"]),
        ("fr", "Je t'attends ici.", []),  # the subject says which person it is
        ("fr", "On se voit demain.", ["voir + se"]),
        ("fr", "Vous voyez la mer.", []),  # the pronoun is the subject
        ("fr", "Nous nous voyons demain.", ["voir + se"]),
        ("fr", "Elle est partie hier.", ["être + Part"]),
        ("fr", "Qu'est-ce que ça veut dire\u202f?", ["vouloir dire"]),
        ("de", "Ich habe heute gut gegessen.", ["haben + Part"]),
        ("de", "Wir sehen uns morgen.", ["sehen + sich"]),
        ("de", "Ich sehe dich.", []),
        ("de", "Gibt es Brot?", ["es geben"]),
    ],
)
def test_patterns(language: str, text: str, patterns: list[str]) -> None:
    assert list(patterns_in(recognise(text, index(language)), index(language).rules)) == patterns


def test_a_profile_with_a_faulty_construction() -> None:
    with pytest.raises(MisfitError, match="after \\+ comes one of") as error:
        of_table("xx", {"name": "X", "constructions": ["have + infinitive"]})
    assert error.value.pointer == ("constructions", 0)


def test_a_text_without_marks_is_searched_in_pieces() -> None:
    """So the time is linear: no verb is compared with all words of a long text."""
    for between, found in ((LONGEST_CLAUSE - 3, ["haben + Part"]), (LONGEST_CLAUSE, [])):
        text = f"Ich habe {'heute ' * between}gegessen"
        assert list(patterns_in(recognise(text, index("de")), index("de").rules)) == found
