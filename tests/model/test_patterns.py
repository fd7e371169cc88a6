"""The grammar of patterns."""

import pytest

from pipeline.model.patterns import Pattern, PatternError, parsed

REFLEXIVES = ("se", "s'")


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("quedar + se", Pattern(("quedar",), ("se",))),
        ("aller + Inf", Pattern(("aller",), ("Inf",))),
        ("tener que + Inf", Pattern(("tener", "que"), ("Inf",))),
        ("passen zu", Pattern(("passen", "zu"))),
        ("laver + s' + Acc", Pattern(("laver",), ("s'", "Acc"))),
        (" estar  de acuerdo ", Pattern(("estar", "de", "acuerdo"))),
    ],
)
def test_a_pattern_is_words_and_slots(text: str, pattern: Pattern) -> None:
    assert parsed(text, REFLEXIVES) == pattern
    assert str(pattern) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("quedar", "a pattern has a second word, or a slot after +"),
        ("+ se", "a pattern begins with a word"),
        ("", "a pattern begins with a word"),
        ("quedar +", "after + comes one of se, s', Inf, Part, Ger, Acc, Dat, Gen"),
        ("quedar + + se", "after + comes one of se, s', Inf, Part, Ger, Acc, Dat, Gen"),
        ("quedar + sich", "after + comes one of se, s', Inf, Part, Ger, Acc, Dat, Gen, not “sich”"),
        ("ir + a Inf", "after + comes one of se, s', Inf, Part, Ger, Acc, Dat, Gen, not “a Inf”"),
    ],
)
def test_what_is_no_pattern(text: str, message: str) -> None:
    with pytest.raises(PatternError) as error:
        parsed(text, REFLEXIVES)
    assert str(error.value) == message
