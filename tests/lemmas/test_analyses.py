"""The lemma check: inflected forms are rejected as base forms, and true base forms are accepted."""

import pytest

from pipeline.languages.profile import profile
from pipeline.lemmas.analyses import analyses
from pipeline.model.findings import Place
from pipeline.model.lexicon import PARTS_OF_SPEECH, Level, Lexicon, Word
from pipeline.recognition.lemmatizer import simplemma_for
from pipeline.rules.words.lemmas import not_a_lemma

PLACE = Place("A1/words.yaml")

REFUSED = {
    "es": {
        "verb": "hablo diciendo dicho levántate",
        "noun": "años manos veces países camareras genitales",
        "adjective": "buena americana rojos enferma españolas",
    },
    "fr": {
        "verb": "parle disant dors",
        "noun": "yeux chevaux messieurs rues",
        "adjective": "belle neuves tamisées sentie verts",
    },
    "de": {
        "verb": "spricht gegangen stehst lobte",
        "noun": "Häuser Bergen Jobs Kupfertopfes Physikstudentinnen",
        "adjective": "billigen guter verlangte schönste",
    },
    "it": {
        "verb": "parlo dicendo detto scriverò",
        "noun": "anni mani case uova",
        "adjective": "buona italiani rosse simpatiche",
    },
    "nl": {
        "verb": "loopt gewerkt opgestaan schreven",
        "noun": "huizen kinderen foto's",
        "adjective": "grote mooiere Nederlandse liefste",
    },
    "pt": {
        "verb": "falo dizendo dito escreverei",
        "noun": "anos mãos casas papéis",
        "adjective": "boa franceses vermelhas fáceis",
    },
}
ACCEPTED = {
    "es": {
        "verb": "hablar decir levantarse oír",
        "noun": "mes país vacaciones lunes abuela naranja",
        "adjective": "bueno rosa dos feliz morado",
    },
    "fr": {
        "verb": "parler dire s'appeler beurrer",
        "noun": "cours fils mois bras vacances gens",
        "adjective": "beau marié sympathique gris structuré",
    },
    "de": {
        "verb": "lieben heißen sein schicken eilen tun",
        "noun": "Pass Essen Kupfertopf Bildungsurlaub Leute Grundriss",
        "adjective": "weiß orange lecker dieser jeder schenkend müde",
    },
    "it": {
        "verb": "parlare dire porre tradurre essere",
        "noun": "città crisi film amico euro problema voto arrivo",
        "adjective": "bello verde blu simpatico grande",
    },
    "nl": {
        "verb": "lopen opstaan zijn doen luisteren",
        "noun": "huis jongen foto meisje vrijheid",
        "adjective": "groot mooi Nederlands houten oranje",
    },
    "pt": {
        "verb": "falar dizer pôr traduzir levantar-se",
        "noun": "cidade lápis amigo problema armadilha combate pão",
        "adjective": "bonito verde simples simpático grande",
    },
}


def named(words: dict[str, str], language: str) -> set[tuple[str, str]]:
    """Return the words that the check reports, with their part of speech."""
    its = profile(language)
    entries = [(word, part) for part, text in words.items() for word in text.split()]
    lexicon = Lexicon(
        language,
        words=tuple(Word(word, part, (Level("A1", 1, PLACE),), (), "", PLACE) for word, part in entries),
        lemma_analyses=analyses(its, entries),
    )
    parts = {word.base_form: word.part_of_speech for word in lexicon.words}
    return {(finding.word or "", parts[finding.word or ""]) for finding in not_a_lemma(lexicon, its)}


@pytest.mark.parametrize("language", sorted(REFUSED), scope="module")  # whose tables are read once for all tests of it
def test_inflected_forms_are_refused_and_base_forms_accepted(language: str) -> None:
    wanted = {(word, part) for part, text in REFUSED[language].items() for word in text.split()}
    assert named(REFUSED[language], language) == wanted
    assert named(ACCEPTED[language], language) == set()


def test_the_lemma_that_the_rules_confirm_is_proposed() -> None:
    its = profile("es")
    words = [("americana", "adjective")]
    entry = Word("americana", "adjective", (Level("A1", 1, PLACE),), (), "", PLACE)
    (finding,) = not_a_lemma(Lexicon("es", words=(entry,), lemma_analyses=analyses(its, words)), its)
    assert finding.suggestion == "The dictionary form may be “americano”"


def test_a_table_for_the_part_of_speech_is_believed() -> None:
    """Tables of all words know only the verbs of which these nouns look like a form, and *latta* and *tristo*."""
    assert named({"noun": "arrivo voto martello letto latte sale", "adjective": "triste"}, "it") == set()
    assert named({"noun": "libri case arrivi", "adjective": "tristi belle", "verb": "arrivo"}, "it") == {
        ("libri", "noun"),
        ("case", "noun"),
        ("arrivi", "noun"),
        ("tristi", "adjective"),
        ("belle", "adjective"),
        ("arrivo", "verb"),
    }


def test_an_expression_has_its_infinitive_anywhere() -> None:
    assert named({"verb": "colazione"}, "it") == {("colazione", "verb")}
    its = profile("it")
    entries = (Word(text, "verb", (Level("A1", 1, PLACE),), (), "", PLACE) for text in ("fare colazione", "in fretta"))
    (finding,) = not_a_lemma(Lexicon("it", words=tuple(entries)), its)
    assert finding.word == "in fretta"


def test_a_language_without_rules_or_tables_refuses_nothing() -> None:
    assert analyses(profile("xx"), [("foo", "noun")]) == {}


@pytest.mark.parametrize("language", sorted(REFUSED), scope="module")
def test_a_word_of_which_an_ending_leaves_nothing_is_no_fault(language: str) -> None:
    """simplemma refuses to be asked of an empty word; Spanish `es`, French `x` and `s'`, German `em` led there."""
    its = profile(language)
    parts = {"base": its.base_endings, "of": {"verb": dict.fromkeys(its.infinitive_endings, "")}}
    endings = {ending for kind in parts.values() for one in kind.values() for ending in one}
    words = {*its.alphabet, *endings, *its.reflexive_prefixes, *its.reflexive_suffixes, "es", "em", "s'", "x"}
    for part in PARTS_OF_SPEECH:
        analyses(its, [(word.strip(), part) for word in sorted(words)])
    simplemma = simplemma_for(language)
    assert simplemma is not None
    assert simplemma("") is None
