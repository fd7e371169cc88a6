"""Where in an example the word is."""

import pytest

from pipeline.export.gaps import gap_in
from pipeline.export.vocabulary import Example, Form, Meaning, Vocabulary, Word


def word(base_form: str, forms: tuple[str, ...], *sentences: str) -> Word:
    examples = tuple(Example(one, None) for one in sentences)
    meaning = Meaning("", "", None, None, None, None, examples)
    inflected = tuple(Form("form", one, (), None) for one in forms)
    return Word(1, base_form, "noun", None, None, "A1", 1, (), (meaning,), inflected, (), ())


@pytest.mark.parametrize(
    ("base_form", "forms", "sentence", "shown"),
    [
        ("pan", (), "Pan con pan.", "[Pan] con pan."),
        ("pan", ("panes",), "Los panes y la panadera.", "Los [panes] y la panadera."),
        ("a", (), "Va a casa.", "Va [a] casa."),
        ("guten Tag", (), "Guten Tag, Herr Tag.", "[Guten Tag], Herr Tag."),
        ("foto", ("foto's",), "Mooie foto’s!", "Mooie [foto’s]!"),
        ("aujourd'hui", (), "C’est aujourd’hui.", "C’est [aujourd’hui]."),
        ("E-Mail", (), "Eine E-Mail.", "Eine [E-Mail]."),
        ("être", ("est",), "C’est bon.", "C’[est] bon."),
    ],
)
def test_it_is_the_longest_whole_word(base_form: str, forms: tuple[str, ...], sentence: str, shown: str) -> None:
    gap = gap_in(word(base_form, forms, sentence), spaces=True)
    assert gap is not None
    assert f"{gap.before}[{gap.taken}]{gap.after}" == shown


def test_the_first_example_with_the_word_in_one_piece_is_taken() -> None:
    found = gap_in(word("anrufen", ("rufe an",), "Ich rufe dich an.", "Ich will anrufen."), spaces=True)
    assert found is not None
    assert found.example.text == "Ich will anrufen."
    assert gap_in(word("anrufen", ("rufe an",), "Ich rufe dich an."), spaces=True) is None


def test_without_spaces_any_piece_will_do() -> None:
    found = gap_in(word("食べる", ("食べ", "食べます"), "パンを食べます。"), spaces=False)
    assert found is not None
    assert (found.before, found.taken, found.after) == ("パンを", "食べます", "。")
    assert gap_in(word("食べる", (), "パンを食べます。"), spaces=True) is None


def test_every_word_of_the_pack_has_one(spanish: Vocabulary) -> None:
    assert all(gap_in(one, spaces=True) for one in spanish.words)
