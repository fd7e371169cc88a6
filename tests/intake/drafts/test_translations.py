"""A translation is written if two independent sources have it; what one says is to be confirmed."""

import pytest

from pipeline.intake.candidates import Candidate, Claim
from pipeline.intake.drafts.translations import Translation, plain_gloss, translation_of
from pipeline.intake.sources import Source, may_write

SOURCES = {
    one.id: one
    for one in (
        Source("ana", "Ana", "own"),
        Source("ben", "Ben", "CC0-1.0"),
        Source("shared", "Shared", "CC-BY-SA-4.0"),
        Source("closed", "Closed"),
        Source("wiki-1", "Extract", "CC0-1.0", "Wiktionary"),
        Source("wiki-2", "Another extract", "CC0-1.0", "wiktionary"),
    )
}


def word(**senses: tuple[tuple[str, ...], ...]) -> tuple[Candidate, Candidate]:
    claims = [
        Claim(sense, source.replace("_", "-"), SOURCES[source.replace("_", "-")].licence, 1.0)
        for source, ones in senses.items()
        for sense in ones
    ]
    allowed = [one for one in claims if may_write(one.licence, "CC-BY-4.0")]
    said = Candidate("es", "banco", {"sense": claims})
    return said, Candidate("es", "banco", {"sense": allowed} if allowed else {})


def translated(part_of_speech: str = "noun", own: str = "", **senses: tuple[tuple[str, ...], ...]) -> Translation:
    return translation_of(*word(**senses), part_of_speech, SOURCES, own)


def said(part_of_speech: str = "noun", own: str = "", **senses: tuple[tuple[str, ...], ...]) -> tuple[str, bool, str]:
    found = translated(part_of_speech, own, **senses)
    return found.text, found.confirmed, found.source


def test_two_sources_agree() -> None:
    assert said(ana=(("bank",),), ben=(("The Bank (for money)",), ("bench",))) == ("bank", True, "ana")


def test_one_source_is_a_proposal() -> None:
    assert said(ben=(("bank", "lender"), ("bench",))) == ("bank, lender", False, "ben")


def test_two_lists_of_one_author_are_one_source() -> None:
    assert said(wiki_1=(("bank",),), wiki_2=(("bank",),)) == ("bank", False, "wiki-1")


@pytest.mark.parametrize("other", ["shared", "closed"])
def test_what_may_not_be_written_confirms(other: str) -> None:
    assert said(ana=(("bench",),), **{other: (("bench",),)}) == ("bench", True, "ana")
    assert said(**{other: (("bench",),)}) == ("", False, "")


def test_sources_that_may_not_be_written_are_not_written_though_they_agree() -> None:
    assert said(shared=(("bank",),), closed=(("bank",),)) == ("", False, "")


def test_the_sense_that_comes_first_wins() -> None:
    found = said(ana=(("bank",), ("bench",)), ben=(("shoal",), ("bank",), ("bench",)))
    assert found == ("bank", True, "ana")


def test_a_second_translation_is_of_the_same_sense() -> None:
    senses = (("sofa", "couch"), ("bench",))
    assert translated(ana=senses, ben=senses).text == "sofa, couch"


def test_the_gloss_of_the_concept_is_a_voice() -> None:
    assert said(own="bank, money house", ben=(("bank",),)) == ("bank", True, "ben")
    assert said(own="bank") == ("", False, "")


def test_verbs_have_their_to() -> None:
    assert translated("verb", ana=(("eat",),), ben=(("to eat",),)).text == "to eat"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a loaf", "loaf"),
        ("to", "to"),
        ("To  eat [up]", "eat"),
        ("(soft) cheese.", "cheese"),
        ("the", "the"),
        ("()", ""),
    ],
)
def test_what_is_compared(text: str, plain: str) -> None:
    assert plain_gloss(text) == plain


def test_what_one_source_has_beside_it_is_kept_and_said() -> None:
    found = translated(ana=(("tap",),), ben=(("tap", "faucet"), ("valve",)))
    assert found == ("tap, faucet", True, "ben", ("faucet",), ("valve (ben)",))


def test_what_may_not_be_written_or_is_too_much_is_said() -> None:
    found = translated(ana=(("tap", "spigot", "cock"),), closed=(("tap", "faucet"),))
    assert found == ("tap, spigot", True, "ana", ("spigot",), ("cock (ana)", "faucet (closed)"))
    assert translated(ben=(("bank",), ("bench",))).others == ("bench (ben)",)
    assert translated(closed=(("bank",),)).others == ("bank (closed)",)
