"""What a spelling is a form of, without a pack and with one."""

import pytest

from pipeline.intake.conform.knowledge import Knowledge
from pipeline.languages.profile import profile
from pipeline.model.findings import Place
from pipeline.model.lexicon import Form, Word

ES = Knowledge.of(profile("es"))


@pytest.mark.parametrize(
    ("spelling", "lemma", "confidence"),
    [
        ("cantó", "cantar", 0.9),
        ("hablando", "hablar", 0.9),
        ("niños", "niño", 0.9),
        ("estaré", "estar", 0.9),
        ("casas", "casa", 0.6),  # or a form of casar
    ],
)
def test_forms_lead_to_their_lemma(spelling: str, lemma: str, confidence: float) -> None:
    found = ES.lemma(spelling)
    assert (found.base_form, found.confidence) == (lemma, confidence)


@pytest.mark.parametrize("word", ["casa", "vino", "nada", "cansado", "bebida", "ella", "usted", "xyzzy"])
def test_headwords_that_could_be_forms_are_left(word: str) -> None:
    assert ES.lemma(word).base_form == word


def test_words_of_a_text_are_taken_for_forms_sooner_than_headwords() -> None:
    assert ES.lemma("está").base_form == "está"
    assert ES.lemma("está", headword=False).base_form == "estar"


def test_a_part_of_speech_decides() -> None:
    assert ES.lemma("salado").base_form == "salar"
    assert ES.lemma("salado", "adjective").base_form == "salado"


@pytest.mark.parametrize(
    ("word", "known"), [("hola", True), ("mesa", True), ("de", True), ("ok", False), ("xyzzy", False)]
)
def test_words_of_other_languages_are_not_known(word: str, *, known: bool) -> None:
    assert ES.lemma(word, headword=False).known is known


def test_the_pack_is_asked_first() -> None:
    words = [
        Word(base, part, (), (), "", Place(""), forms=tuple(Form("", form) for form in forms))
        for base, part, forms in [
            ("sal", "noun", ()),
            ("salir", "verb", ("sal", "salgo")),
            ("vino", "noun", ("vinos",)),
        ]
    ]
    its = Knowledge.of(profile("es"), words, ["Zacatecas"])
    assert its.lemma("sal").base_form == "sal"
    assert its.lemma("salgo") == its.lemma("Salgo")
    assert (its.lemma("salgo").base_form, its.lemma("salgo").confidence) == ("salir", 0.95)
    assert its.is_name("zacatecas")
    assert not Knowledge.of(profile("es"), words).is_name("zacatecas")


def test_a_form_of_several_words_is_doubtful() -> None:
    words = [
        Word("ir", "verb", (), (), "", Place(""), forms=(Form("", "fue"),)),
        Word("ser", "verb", (), (), "", Place(""), forms=(Form("", "fue"),)),
    ]
    found = Knowledge.of(profile("es"), words).lemma("fue")
    assert (found.base_form, found.doubt) == ("ir", "may be a form of ir, ser")


@pytest.mark.parametrize("name", ["madrid", "Madrid", "barcelona", "juan", "España"])
def test_names(name: str) -> None:
    assert ES.is_name(name)


@pytest.mark.parametrize("word", ["rosa", "Rosa", "paz", "lunes", "mesa", "ok", "xyzzy"])
def test_words_are_no_names(word: str) -> None:
    assert not ES.is_name(word)


def test_no_word_of_ours_in_lower_case_is_a_name() -> None:
    """Words of a beginner's course, none of which may be set aside."""
    text = """abuelo agosto agua amigo banco barco bueno café calle carmen clara dolores gracia linda mar mayo paloma
    pilar sol soledad victoria luz flor alba leo santo cruz ángel rey reina león toro mercedes guerra campos ríos"""
    names = [word for word in text.split() if ES.is_name(word)]
    assert set(names) <= {"carmen", "mercedes", "pilar", "leo", "dolores"}
