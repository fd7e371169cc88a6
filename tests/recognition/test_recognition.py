"""Recognition: what holds for every text, and the sources and helpers it is given."""

import re
import re._constants
import re._parser
import sys
import threading
import unicodedata
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.languages.profile import profile
from pipeline.model.findings import Place
from pipeline.model.lexicon import Form, Level, Lexicon, Meaning, Word
from pipeline.model.values import LONGEST_WORD
from pipeline.recognition import index, lemmatizer, recognition, tokenizer
from pipeline.recognition.entries import WordForms
from pipeline.recognition.index import of_records
from pipeline.recognition.recognition import recognise
from pipeline.recognition.rules import rules_of
from pipeline.recognition.spelling import nfc
from pipeline.recognition.tokens import How, TokenKind, Tolerance, VocabularyWord
from tests.recognition.small import LANGUAGES, records, rendered, rules, small, words_of

BAD = {
    "no space": "abcdefghij",
    "hyphens": "a-",
    "apostrophes": "l'",
    "points": "a.",
    "long digits": "1.",
    "emoji": "👩🏽\u200d🚀",
    "flags": "🇩🇪",
    "NUL": "\0",
    "letter and NUL": "a\0",
    "combining accents": "e\u0301",
    "accents in disorder": "\u0301\u0323",
    "right-to-left marks": "pan\u200f\u202e ",
    "hidden": "\u200b\u00ad",
    "brackets": "(",
    "question marks": "¿?",
    "capitals": "X ",
    "capitals after points": ". X",
    "verbs awaiting prefixes": "stehe kaufe zieht ",
    "prefixes": "auf an ein ",
    "phrases that break off": "s'il vous ",
    "pronouns": "me llamo ",
    "mixed": "El niño isst du pain 家族 дом. ",
    "compounds": "haustürschule",
    "addresses": "https://",
    "lone surrogates": "\ud800a ",
    "line ends": "\r\n",
}
"""What is repeated to make texts that have been the ruin of others."""

texts = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from((*BAD.values(), "Pan", "dámelo", "auf", "Ich", ".", "«", " ", "\n", "I")), max_size=20
    ).map("".join),
)
languages = st.sampled_from(LANGUAGES)


@given(texts, languages)
@example("a\u0301\u0323", "es")
@example("man\u0303ana", "es")
def test_tokens_part_the_text(text: str, language: str) -> None:
    """In order, without overlap; between them is nothing but white space, and inside them none but in phrases."""
    whole = nfc(text)
    end = 0
    for token in recognise(text, small(language)):
        assert token.start >= end
        assert not whole[end : token.start].strip()
        assert token.text == whole[token.start : token.end]
        assert token.text == token.text.strip() != ""
        assert len(token.text.split()) == 1 or token.candidates
        end = token.end
    assert not whole[end:].strip()


@given(texts, languages)
def test_the_memory_changes_nothing(text: str, language: str) -> None:
    fresh = index.of_records(language, records(language), rules(language))
    cold = [(token.start, rendered(token)) for token in recognise(text, fresh)]
    assert cold == [(token.start, rendered(token)) for token in recognise(text, fresh)]
    assert cold == [(token.start, rendered(token)) for token in recognise(nfc(text), small(language))]


@given(texts, languages)
def test_cutting_at_spaces_changes_nothing(text: str, language: str) -> None:
    text = nfc(text)
    pieces = [piece for piece in small(language).pattern.findall(text) if not piece.isspace()]
    assert "".join(small(language).pattern.findall(text)) == text
    assert [token.text for token in recognition.cut(text, small(language))] == pieces


@given(st.text("aé\u0301\u0323\u0327ñ", max_size=100))
def test_nfc_is_stable_and_is_that_of_python_for_all_that_languages_have(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
    if not re.search("[\u0301\u0323\u0327]{31}", text):
        assert nfc(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_bad_text_of_any_length_takes_linear_time(bad: str, language: str) -> None:
    """Counted in calls, of C functions too: twice the text, twice the calls (and some that do not depend on it)."""
    fresh = index.of_records(language, records(language), rules(language))
    small_text, large_text = (bad * (size // len(bad)) for size in (2_000, 4_000))
    few, many = calls(lambda: recognise(small_text, fresh)), calls(lambda: recognise(large_text, fresh))
    assert many <= 2.2 * few + 200


@pytest.mark.parametrize("language", [*LANGUAGES, "xx"])
def test_the_expression_never_tries_twice(language: str) -> None:
    """What the calls do not count: every repetition without a bound in the tokenizer is possessive."""
    for one in (tokenizer.pattern(rules_of(profile(language))), small("fr").pattern):
        assert not list(backtracking(re._parser.parse(one.pattern)))


def backtracking(tree: Any) -> Any:
    for operation, argument in tree:
        if operation in (re._constants.MAX_REPEAT, re._constants.MIN_REPEAT):
            if argument[1] is re._constants.MAXREPEAT:
                yield argument
            yield from backtracking(argument[2])
        elif operation is re._constants.POSSESSIVE_REPEAT:
            yield from backtracking(argument[2])
        elif operation is re._constants.BRANCH:
            for branch in argument[1]:
                yield from backtracking(branch)
        elif operation is re._constants.SUBPATTERN:
            yield from backtracking(argument[-1])


def calls(run: Callable[[], object]) -> int:
    """Return how many functions were called, those written in C included."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_quarter_of_a_megabyte_of_it_is_recognised(bad: str) -> None:
    text = bad * (250_000 // len(bad))
    tokens = recognise(text, small("de"))
    assert all(token.text for token in tokens)


def test_ten_megabytes_without_a_space() -> None:
    (token,) = recognise("a" * 10_000_000, small("de"))
    assert token.kind is TokenKind.WORD
    assert token.candidates == ()
    assert all(len(piece) <= LONGEST_WORD for piece in small("de").spellings)


def test_offsets_are_those_of_the_composed_text() -> None:
    tokens = recognise("man\u0303ana pan", small("es"))
    assert [(token.start, token.end, token.text) for token in tokens] == [(0, 6, "mañana"), (7, 10, "pan")]


def test_kinds() -> None:
    kinds = [
        (token.text, token.kind.value) for token in recognise("¿Vivo en Quito? 3,5 % 👩🏽‍🚀 🇪🇨 :-) ... \0", small("es"))
    ]
    assert kinds == [
        ("¿", "punctuation"),
        ("Vivo", "word"),
        ("en", "word"),
        ("Quito", "name"),
        ("?", "punctuation"),
        ("3,5", "number"),
        ("%", "punctuation"),
        ("👩🏽‍🚀", "symbol"),
        ("🇪🇨", "symbol"),
        (":", "punctuation"),
        ("-", "punctuation"),
        (")", "punctuation"),
        ("...", "punctuation"),
        ("\0", "symbol"),
    ]


def test_addresses_are_no_words() -> None:
    assert words_of(recognise("pan https://example.org/pan?casa=1 casa", small("es"))) == ["pan: pan", "casa: casa"]


def test_analyses_are_all_those_of_the_form() -> None:
    (token,) = recognise("da", small("es"))
    (candidate,) = token.candidates
    assert [sorted(analysis.items()) for analysis in candidate.analyses] == [
        [("Mood", "Imp"), ("Number", "Sing"), ("Person", "2"), ("VerbForm", "Fin")],
        [("Mood", "Ind"), ("Number", "Sing"), ("Person", "3"), ("Tense", "Pres"), ("VerbForm", "Fin")],
    ]
    (token,) = recognise("dame", small("es"))
    assert [one["Mood"] for one in token.candidates[0].analyses] == ["Imp"]  # only this mood takes pronouns so


def test_a_word_of_two_parts_of_speech_is_two_candidates() -> None:
    (token,) = recognise("poder", small("es"))
    assert [candidate.part_of_speech for candidate in token.candidates] == ["verb", "noun"]
    assert token.base_forms == ("poder",)
    (token,) = recognise("poderes", small("es"))
    assert [candidate.part_of_speech for candidate in token.candidates] == ["noun"]


def test_what_a_token_holds_beside_words_of_the_lexicon_is_missing() -> None:
    poor = index.of_records("es", [one for one in records("es") if one.entry.base_form != "lo"], rules("es"))
    (token,) = recognise("dalo", poor)
    assert token.candidates[0].missing == ("lo",)
    poor = index.of_records("es", [one for one in records("es") if one.entry.base_form != "el"], rules("es"))
    assert rendered(recognise("del", poor)[0]) == "del: de (contraction -el)"


# A tagger


def tagger(**tags: str) -> recognition.Tagger:
    return lambda text: [
        SimpleNamespace(idx=found.start(), pos_=tags.get(found[0], "")) for found in re.finditer(r"\w+", text)
    ]


def test_a_tagger_narrows_homographs() -> None:
    (token, *_) = recognise("Vino con pan.", small("es"), tagger(Vino="VERB"))
    assert token.base_forms == ("venir",)
    (token, *_) = recognise("Vino con pan.", small("es"), tagger(Vino="NOUN"))
    assert token.base_forms == ("vino",)


@pytest.mark.parametrize("tag", ["ADV", "", "X", "nonsense"])
def test_a_tagger_that_knows_none_of_the_candidates_is_not_believed(tag: str) -> None:
    (token, *_) = recognise("Vino con pan.", small("es"), tagger(Vino=tag))
    assert token.base_forms == ("venir", "vino")


def test_a_spacy_pipeline_is_a_tagger() -> None:
    nlp = spacy.blank("es")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "vino"}]], {"POS": "VERB"})
    (token, *_) = recognise("Vino con pan.", small("es"), nlp)
    assert token.base_forms == ("venir",)


# A lemmatizer


def with_lemmas(language: str, lemmas: dict[str, str]) -> index.Index:
    return index.of_records(language, records(language), rules(language), lemmas.get)


def test_a_lemmatizer_is_asked_about_forms_that_are_not_stored() -> None:
    (token,) = recognise("comíamos", with_lemmas("es", {"comíamos": "comer"}))
    (candidate,) = token.candidates
    assert (candidate.base_form, candidate.how, candidate.certain) == ("comer", How.LEMMATIZER, False)


def test_a_stored_form_is_not_asked_about() -> None:
    assert rendered(recognise("come", with_lemmas("es", {"come": "casa"}))[0]) == "come: comer"


def test_what_the_lemmatizer_knows_for_another_word_is_not_tolerated() -> None:
    assert rendered(recognise("venír", with_lemmas("es", {"venír": "venír"}))[0]) == "venír: ?"


def test_a_compound_is_one_even_if_the_lemmatizer_knows_it() -> None:
    (token,) = recognise("Haustür", with_lemmas("de", {"Haustür": "Haustür"}))
    assert token.candidates[0].how is How.COMPOUND


def test_a_name_at_the_start_of_a_sentence_is_told_by_the_lemmatizer() -> None:
    vocabulary = with_lemmas("es", {"Lima": "Lima", "Calles": "calle"})
    assert words_of(recognise("Lima. Calles.", vocabulary)) == ["Lima: <name>", "Calles: ?"]


def test_simplemma_knows_words_and_says_so_when_not() -> None:
    found = lemmatizer.simplemma_for("es")
    assert found is not None
    assert found("casas") == "casa"
    assert found("xyzzyq") is None
    assert lemmatizer.simplemma_for("xx") is None


# Where the words come from


def test_a_lexicon_is_indexed() -> None:
    place = Place("es/A1/food.yaml")
    meaning = Meaning("Comida.", "bread", ())
    word = Word(
        "pan", "noun", (Level("A2", 1, place), Level("A1", 1, place)), (meaning,), "food", place, forms=(PLURAL,)
    )
    (token,) = recognise("panes", index.of_lexicon(Lexicon("es", words=(word,))))
    (candidate,) = token.candidates
    assert (candidate.word.level, candidate.analyses) == ("A1", ({"Number": "Plur"},))


PLURAL = Form("plural", "panes", ({"Number": "Plur"},))


def test_a_language_without_a_profile_is_matched_by_its_forms() -> None:
    vocabulary = index.of_records("xx", records("es"))
    assert words_of(recognise("Panes, dámelo del año", vocabulary)) == [
        "Panes: pan",
        "dámelo: ?",
        "del: ?",
        "año: año",
    ]


def test_threads_share_an_index() -> None:
    vocabulary = index.of_records("es", records("es"), rules("es"))
    text = "Dámelo, por favor. Pedro come pan del año. " * 50
    expected = words_of(recognise(text, small("es")))
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(words_of(recognise(text, vocabulary)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "CACHED_SPELLINGS", 50)
    vocabulary = index.of_records("es", records("es"), rules("es"))
    for number in range(20):
        recognise(" ".join(f"palabra{number}x{other}" for other in range(10)), vocabulary)
        assert len(vocabulary.spellings) <= 50
    recognise(" ".join(f"palabra{other}" for other in range(100)), vocabulary)
    assert len(vocabulary.spellings) <= 50


def test_tolerance_is_marked_once() -> None:
    for text in ("Wie gehts", "strasse", "tur"):
        for token in recognise(text, small("de")):
            for candidate in token.candidates:
                assert len(set(candidate.tolerated)) == len(candidate.tolerated)
    (token,) = recognise("strasse", small("de"))
    assert token.candidates[0].tolerated == (Tolerance.SPELLING, Tolerance.CASE)


@pytest.mark.parametrize(
    ("text", "base_form"),
    [("Işık", "ışık"), ("IŞIK", "ışık"), ("İyi", "iyi"), ("İYİ", "iyi"), ("istanbul", "İstanbul"), ("ISIN", "ısın")],
)
def test_capitals_are_those_of_the_language(text: str, base_form: str) -> None:
    """Turkish I is ı, and İ is i."""
    words = ("ışık", "iyi", "İstanbul", "ısın")
    vocabulary = of_records("tr", [WordForms(VocabularyWord(n, one, "A1"), ("noun",)) for n, one in enumerate(words)])
    token = recognise(text, vocabulary)[0]
    assert token.base_forms == (base_form,)
    assert token.certain
