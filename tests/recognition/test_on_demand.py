"""An index that makes readings when they are asked for is the index that has all of them, of any words."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.languages.pack_profile import profile_with
from pipeline.languages.profile import of_table
from pipeline.languages.spelling import lowered
from pipeline.model.lexicon import Lexicon
from pipeline.recognition import on_demand
from pipeline.recognition.entries import Cells, CompactWord, Record, StoredForm, WordForms, records_of
from pipeline.recognition.index import Index, of_lexicon, of_records, of_stored
from pipeline.recognition.recognition import recognise
from pipeline.recognition.rules import Rules, features, from_profile, rules_of
from pipeline.recognition.spelling import Respelling, keys_of
from pipeline.recognition.tokens import Candidate, OutsideReading, VocabularyWord
from tests.packs import LANGUAGES, committed
from tests.recognition import small
from tests.recognition.growing import verbs_like
from tests.recognition.test_reflexives import CATALAN, DUTCH, ITALIAN, PORTUGUESE, VERBS

DIALOGUES = Path(__file__).parents[1] / "data" / "dialogues"
JUDGED = [("como", OutsideReading("comer", "verb", 0.3)), ("vino", OutsideReading("vinar", "verb", 0.1))]


def compact(record: Record) -> CompactWord:
    """Return a word as it is read from a database."""
    types, texts, analyses = zip(*record.forms, strict=True) if record.forms else ((), (), ())
    return CompactWord(record.entry, record.parts_of_speech, texts, Cells(types, analyses))


def both(
    language: str, records: Iterable[Record], rules: Rules, homographs: Sequence[tuple[str, OutsideReading]] = ()
) -> tuple[Index, Index]:
    """Return the index that has all readings, and the one that makes them on demand."""
    words = [compact(one) for one in records]
    whole = of_records(language, words, rules, homographs=homographs)
    return whole, of_stored(language, words, rules, homographs=homographs)


def written(found: Any) -> Any:
    """Return everything that is in candidates, also what is no part of their value."""
    if isinstance(found, Candidate):
        return [getattr(found, one.name) for one in fields(found)]
    if isinstance(found, tuple | list):
        return [written(one) for one in found]
    return found


def assert_same(whole: Index, lazily: Index) -> None:
    assert list(lazily.exact) == list(whole.exact)
    for spelling, readings in whole.exact.items():
        assert written(lazily.exact[spelling]) == written(readings), spelling
        assert spelling in lazily.exact
    for stem in {*whole.hosts, *lazily.hosts}:
        assert written(lazily.hosts.get(stem, ())) == written(whole.hosts.get(stem, ())), stem
    for name in ("folded", "respelled", "bare"):
        assert dict(getattr(lazily, name)) == getattr(whole, name)
    for name in ("separable", "phrases", "particles", "words", "outside"):
        assert getattr(lazily, name) == getattr(whole, name)
    for spelling in ("", "xyz", "ÄÖ"):
        assert lazily.exact.get(spelling, ()) == whole.exact.get(spelling, ())


def rendered(text: str, index: Index) -> list[Any]:
    return [
        (one.start, one.end, one.text, one.kind, written(one.candidates), one.certain) for one in recognise(text, index)
    ]


@pytest.mark.parametrize("language", small.LANGUAGES)
def test_small_languages(language: str) -> None:
    assert_same(*both(language, small.records(language), small.rules(language), JUDGED))


@pytest.mark.parametrize("language", VERBS)
def test_reflexives_of_any_kind(language: str) -> None:
    table = {"it": ITALIAN, "pt": PORTUGUESE, "ca": CATALAN, "nl": DUTCH}[language]
    base_form, forms = VERBS[language]
    stored = tuple(StoredForm("conjugation", text, (features(cell),)) for text, cell in forms.items())
    record = WordForms(VocabularyWord(1, base_form, "A1", 1), ("verb",), stored)
    assert_same(*both(language, [record], from_profile(of_table(language, {"name": language} | table))))


def grown(language: str) -> Lexicon:
    """Return a pack with verbs that share spellings with its other words."""
    lexicon = committed(language).lexicon
    return replace(lexicon, words=(*lexicon.words, *verbs_like(lexicon, 40)))


def of_pack(language: str) -> tuple[Index, Index]:
    lexicon = grown(language)
    homographs = [
        (one.spelling, OutsideReading(one.lemma, one.part_of_speech, share)) for one, share in lexicon.judged_homographs
    ]
    rules = rules_of(profile_with(language, lexicon.stated_profile))
    return both(language, records_of(lexicon), rules, homographs)


@pytest.mark.parametrize("language", ["de", "es"])
def test_of_a_lexicon(language: str) -> None:
    lexicon = committed(language).lexicon
    lazily = of_lexicon(lexicon, on_demand=True)
    assert isinstance(lazily.exact, on_demand.OnDemand)
    assert_same(of_lexicon(lexicon), lazily)


def texts(language: str) -> list[str]:
    lexicon = committed(language).lexicon
    examples = [one.text for word in lexicon.words for meaning in word.meanings for one in meaning.examples]
    dialogues = [file.read_text("utf-8") for file in sorted((DIALOGUES / language).glob("*.txt"))]
    return [*examples[::3], *dialogues]


@pytest.mark.parametrize("language", LANGUAGES)
def test_packs(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, lazily = of_pack(language)
    monkeypatch.setattr(on_demand, "REMEMBERED", 50)  # so that readings are forgotten, and made again
    for text in texts(language):
        assert rendered(text, lazily) == rendered(text, whole)
    assert_same(whole, lazily)
    assert len(lazily.exact._made) <= 50  # type: ignore[attr-defined]


def test_threads_share_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_demand, "REMEMBERED", 20)
    whole, lazily = of_pack("es")
    some = texts("es")[::4]
    expected = [rendered(text, whole) for text in some]
    found: dict[int, list[Any]] = {}
    ready = threading.Barrier(6)

    def read(number: int) -> None:
        ready.wait()
        turned = some[number * 7 :] + some[: number * 7]
        its = {text: rendered(text, lazily) for text in turned}
        found[number] = [its[text] for text in some]

    threads = [threading.Thread(target=read, args=(number,)) for number in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [found.get(number) == expected for number in range(6)] == [True] * 6


FREELY = st.text(
    st.one_of(st.characters(exclude_characters="\n"), st.sampled_from("ΣσςİıßœéñÅ\u0301\u0327'-")), max_size=8
)
TOLERATED: tuple[dict[str, tuple[str, ...]], ...] = ({}, {"é": ("e",)}, {"ß": ("ss",), "œ": ("oe", "o"), "a": ("b",)})


@settings(max_examples=400)
@given(st.lists(FREELY, max_size=5), st.sampled_from(TOLERATED), st.sampled_from(({}, {"I": "ı", "İ": "i"})))
def test_keys_of_many_spellings_are_those_of_each(
    ones: list[str], tolerated: dict[str, tuple[str, ...]], letters: dict[str, str]
) -> None:
    respelling = Respelling(tolerated)

    def small_letters(one: str) -> str:
        return lowered(one, letters)

    for key in (small_letters, respelling.respelled, respelling.bare):
        assert keys_of(ones, key) == [key(one) for one in ones]


SYLLABLES = ("la", "var", "le", "vo", "né", "ne", "Ta", "ß", "ss", "se", "me", "auf", "-", " ", "'", "’", "\u00ad", "é")
spellings = st.lists(st.sampled_from(SYLLABLES), min_size=0, max_size=4).map("".join)
cells = st.sampled_from(
    ("VerbForm=Inf", "VerbForm=Ger", "Mood=Imp|Number=Sing|Person=2|VerbForm=Fin", "Mood=Ind|Person=1|VerbForm=Fin")
).map(features)
stored = st.builds(
    StoredForm, st.sampled_from(("conjugation", "plural", "variant")), spellings, st.lists(cells, max_size=2).map(tuple)
)
parts = st.lists(st.sampled_from(("verb", "noun", "adjective")), min_size=1, max_size=2, unique=True).map(tuple)


@st.composite
def records(draw: st.DrawFn) -> list[WordForms]:
    found = []
    for number in range(draw(st.integers(1, 4))):
        base = draw(
            st.one_of(spellings, spellings.map(lambda one: f"{one}arse"), spellings.map(lambda one: f"se {one}"))
        )
        entry = VocabularyWord(number, base, draw(st.sampled_from(("A1", "B1", None))), 1)
        found.append(WordForms(entry, draw(parts), tuple(draw(st.lists(stored, max_size=6)))))
    return found


PROFILE = {
    "name": "x",
    "infinitive_endings": ["ar", "r"],
    "reflexive_suffixes": {"arse": "ar", "rse": "r"},
    "reflexive_prefixes": ["se "],
    "recognition": {
        "reflexive_pronouns": {"me": "Number=Sing|Person=1", "se": "Person=3"},
        "enclitics": ["me", "se", "la", "lo"],
        "enclitic_hosts": ["VerbForm=Inf", "VerbForm=Ger", "Mood=Imp"],
        "separable_prefixes": ["auf", "la"],
        "tolerated": {"ß": ["ss"], "ss": ["ß"], "é": ["e"]},
        "variants": {"lavo": ["levo"], "la-var": ["lavar"]},
    },
}


FINITE, INFINITIVE = (features(one) for one in ("Mood=Ind|Person=1|VerbForm=Fin", "VerbForm=Inf"))
TWO_PARTS = WordForms(
    VocabularyWord(1, "lavarse", "A1", 1),
    ("verb", "noun"),
    (
        StoredForm("plural", "levarme"),
        StoredForm("conjugation", "lavo", (FINITE,)),
        StoredForm("conjugation", "levarme", (INFINITIVE,)),
    ),
)
"""A word whose last form, as a verb, is also `levar`, but not as the noun that comes first."""


@settings(max_examples=400, deadline=None)
@example([TWO_PARTS], [])
@given(records(), st.lists(st.tuples(spellings, st.builds(OutsideReading, spellings, st.just("verb"), st.just(0.3)))))
def test_any_words(found: list[WordForms], judged: list[tuple[str, OutsideReading]]) -> None:
    whole, lazily = both("xx", found, from_profile(of_table("xx", PROFILE)), judged)
    assert_same(whole, lazily)
    text = " ".join(form.text for record in found for form in record.forms)
    assert rendered(text, lazily) == rendered(text, whole)
