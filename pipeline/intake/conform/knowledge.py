"""What is known of the words of a language: by its pack, and by tables of lemmas. Each spelling is looked up once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.curation.pronounce import Pronounce, pronouncer
from pipeline.intake.terms.tables import Article, Notation, notation
from pipeline.languages.articles import definite_article, holds
from pipeline.languages.derivation import is_form
from pipeline.languages.profile import Profile
from pipeline.lemmas.tables import LemmaTables, lemma_tables
from pipeline.model.lexicon import Word
from pipeline.recognition.lemmatizer import Lemmatizer, simplemma_for

_INFLECTED = ("noun", "verb", "adjective")
MOST_KEPT = 100_000
"""How many spellings are remembered with their lemmas: about 40 MB."""


class Lemma(NamedTuple):
    """What a spelling is a form of. `base_form` is the spelling itself if it is a lemma, or nothing else is known."""

    base_form: str
    confidence: float = 1.0
    """How sure a proposal is: 0.95 by the forms of the pack, 0.9 if two tables agree, 0.6 if one has it."""
    known: bool = True
    """Whether the pack or a table has the spelling at all."""
    doubt: str = ""


@dataclass(slots=True)
class Knowledge:
    """The words of a language that a list is read with."""

    profile: Profile
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The base forms of the pack with their parts of speech."""
    forms: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """By form in lower case, the base forms in the pack that have it, with their parts of speech."""
    names: frozenset[str] = frozenset()
    """Names that the pack uses, in lower case."""
    entries: Mapping[str, tuple[Word, ...]] = field(default_factory=dict)
    """The words of the pack by base form."""
    singular_articles: frozenset[str] = field(init=False)
    """The definite articles that nouns are learnt with."""
    notation: Notation = field(init=False)
    _listed: frozenset[str] = field(init=False)
    """The commonest given names and places of the profile, in lower case."""
    _lemmas: dict[tuple[str, str, bool], Lemma] = field(init=False, default_factory=dict)
    _named: dict[str, bool] = field(init=False, default_factory=dict)
    _tables: LemmaTables | None = field(init=False, default=None)
    _last: tuple[str, tuple[str, ...]] = field(init=False, default=("", ()))
    """The word that simplemma was asked for last, and its answer."""
    _pronounce: Pronounce | None = field(init=False)
    _simplemma: Lemmatizer | None = field(init=False)
    _pronouns: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Read what the profile and our tables have of the language."""
        its = self.profile.recognition
        self.notation = notation(self.profile.code)
        exceptions = (one.article for one in self.profile.article_exceptions if one.article)
        self.singular_articles = frozenset((*self.profile.definite_articles.values(), *exceptions))
        self._pronounce = pronouncer(self.profile.code)
        self._simplemma = simplemma_for(self.profile.code)
        self._pronouns = frozenset(self.profile.subject_pronouns)
        self._listed = frozenset(self.profile.lowered(name) for name in (*its.given_names, *its.place_names))

    @classmethod
    def of(cls, profile: Profile, words: Iterable[Word] = (), names: Collection[str] = ()) -> "Knowledge":
        """Return what is known with the words of a pack, each with its forms, and the names that it uses."""
        entries: dict[str, tuple[Word, ...]] = {}
        forms: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        for word in words:
            entries[word.base_form] = (*entries.get(word.base_form, ()), word)
            forms[profile.lowered(word.base_form)][word.base_form, word.part_of_speech] = None
            for form in word.forms:
                forms[profile.lowered(form.text)][word.base_form, word.part_of_speech] = None
        listed = frozenset(profile.lowered(name) for name in names)
        bases = {base_form: tuple(word.part_of_speech for word in ones) for base_form, ones in entries.items()}
        return cls(profile, bases, {form: tuple(of) for form, of in forms.items()}, listed, entries)

    @property
    def tables(self) -> LemmaTables:
        """The tables of spaCy and simplemma, read when they are first needed: it takes seconds."""
        if self._tables is None:
            self._tables = lemma_tables(self.profile.code, self.profile.lemmatizer)
        return self._tables

    def lemma(self, spelling: str, part_of_speech: str = "", *, headword: bool = True) -> Lemma:
        """Return what a spelling is a form of, by the pack's own forms, then by the tables.

        `headword` says that somebody put it at the head of an entry: then it is only taken for a form of something
        else if nothing has it as a lemma. Words of a frequency list are as texts have them.
        """
        key = (spelling, part_of_speech, headword)
        found = self._lemmas.get(key)
        if found is None:
            if len(self._lemmas) >= MOST_KEPT:
                self._lemmas.clear()
            found = self._lemmas[key] = self._in_pack(spelling, part_of_speech) or self._in_tables(*key)
        return found

    def _in_pack(self, spelling: str, part: str) -> Lemma | None:
        if spelling in self.words:
            return Lemma(spelling)
        readings = self.forms.get(self.profile.lowered(spelling), ())
        fitting = [base for base, of in readings if of == part] or [base for base, _ in readings]
        bases = list(dict.fromkeys(fitting))
        if not bases:
            return None
        if self.profile.lowered(spelling) in map(self.profile.lowered, bases):
            return Lemma(next(base for base in bases if self.profile.lowered(base) == self.profile.lowered(spelling)))
        doubt = f"may be a form of {', '.join(bases)}" if len(bases) > 1 else ""
        return Lemma(bases[0], 0.6 if doubt else 0.95, doubt=doubt)

    def _in_tables(self, spelling: str, part: str, headword: bool) -> Lemma:
        tables = self.tables
        lower = spelling if self.profile.nouns_capitalised else self.profile.lowered(spelling)
        if lower != spelling and spelling in self._in_simplemma(spelling):
            return Lemma(spelling)  # Navidad
        simple, looked_up = self._in_simplemma(lower), tables.looked_up(lower)
        indexed = {of for of, lemmas in tables.index.items() if lower in lemmas}
        agreed = next((lemma for lemma in simple if lemma in looked_up), None)
        if part in indexed or (indexed and (headword or agreed is None or indexed != {"noun"})):
            return Lemma(lower)
        if lower in simple or lower in looked_up:
            return Lemma(lower, known=lower in looked_up or self._is_a_lemma(lower))
        others = [
            lemma for lemma in dict.fromkeys((agreed, *simple, *looked_up)) if lemma and self._fits(lower, lemma, part)
        ]
        if not others:
            return Lemma(spelling, known=lower in self.profile.stopwords)
        if headword and (lower in self._pronouns or self._has_forms(lower)):
            return Lemma(lower)
        return Lemma(others[0], 0.9 if others[0] == agreed else 0.6)

    def _fits(self, word: str, lemma: str, part: str) -> bool:
        return part not in _INFLECTED or is_form(self.profile, word, lemma, part) is not False

    def _has_forms(self, word: str) -> bool:
        """Return whether simplemma takes what the endings of the language make of a word for forms of it."""
        return any(word in self._in_simplemma(form) for form in self._with_endings(word))

    def _with_endings(self, word: str) -> Iterator[str]:
        for endings in self.profile.base_endings.values():
            for ending, base in endings.items():
                if word.endswith(base) and ending:
                    yield word.removesuffix(base) + ending
        for ending in self.notation.plural_endings:
            yield word + ending

    def _in_simplemma(self, word: str) -> tuple[str, ...]:
        if word != self._last[0]:  # the name that it may be and its lemma are asked for one after the other
            found = self._simplemma(word) if self._simplemma else None
            self._last = (word, (found,) if found else ())
        return self._last[1]

    def _is_a_lemma(self, word: str) -> bool:
        """Return whether a word that simplemma has as its own lemma is one of the language.

        Its tables have English words, too (`ok`); so of those that it has for English only what has forms counts.
        """
        its = self.profile
        if word in its.stopwords or word in its.articles or word.endswith(its.infinitive_endings or "-"):
            return True
        english = simplemma_for("en")
        return english is None or english(word) is None or self._has_forms(word)

    def is_name(self, spelling: str) -> bool:
        """Return whether a word that the pack does not have is a name, in capitals or not.

        It is one if the pack or the profile lists it and no table has it as a word in lower case; or if simplemma
        writes its lemma with a capital, in a language that does not capitalise nouns. So a name that is also a word
        (`rosa`, `paris`) is a word, and of names in German only the listed ones are known.
        """
        found = self._named.get(spelling)
        if found is None:
            if len(self._named) >= MOST_KEPT:
                self._named.clear()
            found = self._named[spelling] = self._is_name(spelling)
        return found

    def _is_name(self, spelling: str) -> bool:
        lower = self.profile.lowered(spelling)
        if lower in self.forms:
            return False
        if lower in self.names:
            return True
        lemmas = self._in_simplemma(lower)
        if lower in self._listed:
            return not any(lemma[:1].islower() for lemma in lemmas)
        if self.profile.nouns_capitalised or not any(lemma[:1].isupper() for lemma in lemmas):
            return False
        return not any(lower in lemmas for lemmas in self.tables.index.values())

    def article_of(self, noun: str, gender: str) -> str | None:
        """Return the definite article of a noun in the singular; None if it is not known."""
        return definite_article(self.profile, noun, gender or None, self._spoken(noun, gender))

    def hides_gender(self, article: Article, noun: str, gender: str) -> bool:
        """Return whether a noun may have an article although it is not of its gender: el agua, which is feminine."""
        for one in self.profile.article_exceptions:
            if (
                one.article
                and one.gender
                and one.gender != gender
                and self.notation.articles.get(one.article) == article
            ):
                return holds(one, noun, one.gender, self._spoken(noun, one.gender))
        return False

    def _spoken(self, noun: str, gender: str) -> str | None:
        """Return the pronunciation of a noun if its article may depend on it: that takes 50 µs."""
        asks = any(
            one.sounds and one.gender in (None, gender) and noun.lower().startswith(one.letters or "")
            for one in self.profile.article_exceptions
        )
        return self._pronounce(noun, "noun") if asks and self._pronounce else None
