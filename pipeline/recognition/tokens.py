"""What recognition finds: tokens, and the words of the lexicon that each may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, Flag, auto
from typing import NamedTuple

from pipeline.model.lexicon import Features


class TokenKind(Enum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    """Begins with a digit, or is a Roman numeral of I, V and X."""
    NAME = "name"
    """A capitalised word that the lexicon does not have, where only a name is capitalised."""
    PUNCTUATION = "punctuation"
    SYMBOL = "symbol"
    """Emoji, signs, addresses, control characters."""


class How(Enum):
    """How a word was found."""

    FORM = "form"
    """Its base form or a stored form stands there."""
    MULTIWORD = "multiword"
    """The words of an entry of several stand there."""
    ELISION = "elision"
    CONTRACTION = "contraction"
    ENCLITIC = "enclitic"
    SEPARABLE = "separable"
    """The verb, whose prefix stands at the end of the clause."""
    PARTICLE = "particle"
    """That prefix: part of the same verb, which was counted there."""
    COMPOUND = "compound"
    """Not in the lexicon, but its parts are; the word is the last part."""
    LEMMATIZER = "lemmatizer"
    """Not a stored form; a lemmatizer holds it for an inflected form of the word."""


class Tolerance(Enum):
    """What the text has otherwise than the lexicon."""

    CASE = "case"
    """Small letters for a capital, or a capital that means nothing."""
    CAPITAL = "capital"
    """A capital inside a sentence, as names have."""
    SPELLING = "spelling"
    """Another accepted way to write a letter: Strasse, Tuer, oeuf."""
    ACCENTS = "accents"
    """Accents missing or wrong."""
    PRONOUN = "pronoun"
    """A reflexive verb without its pronoun."""


DOUBTFUL = frozenset({Tolerance.CAPITAL, Tolerance.ACCENTS, Tolerance.PRONOUN})
"""With one of these, it may be another word that the lexicon does not have."""

GUESSED = frozenset({How.COMPOUND, How.LEMMATIZER})
"""Found so, a learner who knows the word may yet not understand the text."""


@dataclass(frozen=True, slots=True)
class VocabularyWord:
    """A word of the lexicon. `level` is the lowest it is taught at; a retired word has none."""

    id: int
    base_form: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that a token may be."""

    word: VocabularyWord
    part_of_speech: str
    analyses: tuple[Features, ...] = field(default=(), hash=False)
    """Universal Dependencies features, one mapping an analysis; none where the lexicon has none."""
    how: How = How.FORM
    tolerated: tuple[Tolerance, ...] = ()
    words: tuple[VocabularyWord, ...] = ()
    """All words that the token holds, in order; `word` is the one that carries it: dar of `dámelo` (dar, me, lo)."""
    missing: tuple[str, ...] = ()
    """What else it holds, that the lexicon does not have."""

    @property
    def base_form(self) -> str:
        """The word's base form."""
        return self.word.base_form

    @property
    def certain(self) -> bool:
        """Whether the spelling is the lexicon's own, and nothing was guessed."""
        return self.how not in GUESSED and not DOUBTFUL.intersection(self.tolerated)


class Cue(Flag):
    """Why a spelling cannot be judged without its neighbours."""

    NONE = 0
    PHRASE = auto()
    """An entry of several words begins with it."""
    SEPARABLE = auto()
    """A verb form that may have its prefix at the end of the clause."""
    PARTICLE = auto()
    """May be such a prefix."""
    CAPITAL = auto()
    """Is something else, or a name, inside a sentence."""
    REFLEXIVE = auto()
    """A form of a reflexive verb, if the pronoun is near."""
    END = auto()
    """Ends a sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """What is known of a piece of text wherever it stands. All its tokens share one, so equality is identity."""

    text: str
    kind: TokenKind
    candidates: tuple[Candidate, ...] = ()
    running_words: int = 1
    """How many words it counts for: those of a multiword entry; 0 for what is not a word."""
    lower: str = ""
    """Lower case, cleaned: under which phrases, prefixes and pronouns are looked up."""
    key: str = ""
    """The same without accents."""
    cues: int = 0
    """The value of the `Cue`s: an integer, which is tested for every token."""
    inside: tuple[Candidate, ...] = ()
    """The candidates inside a sentence, for a capitalised word (Cue.CAPITAL)."""
    name: bool = False
    """Whether a lemmatizer holds it for a name."""
    opens: bool = False
    """Whether a sentence, a quotation, or an item of a list may begin after it."""
    particles: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    """The separable verbs it may be a form of, by prefix (Cue.SEPARABLE)."""


class Token(NamedTuple):
    """A piece of the text, from `start` up to `end`, counted in characters of the text in normalization form C."""

    start: int
    end: int
    spelling: Spelling

    @property
    def text(self) -> str:
        """The piece itself."""
        return self.spelling.text

    @property
    def kind(self) -> TokenKind:
        """What it is."""
        return self.spelling.kind

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The words of the lexicon it may be; none: it is unknown, or no word."""
        return self.spelling.candidates

    @property
    def base_forms(self) -> tuple[str, ...]:
        """The base forms of the candidates, each once."""
        return tuple(dict.fromkeys(candidate.word.base_form for candidate in self.spelling.candidates))
