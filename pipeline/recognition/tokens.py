"""What recognition finds: tokens, and the words of the lexicon that each may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, Flag, auto
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model.lexicon import Features

if TYPE_CHECKING:
    from pipeline.recognition.homographs import Memory


class TokenKind(Enum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    """Begins with a digit, or is a Roman numeral of I, V and X."""
    NAME = "name"
    """A capitalised word that is not in the lexicon, where only names are capitalised."""
    PUNCTUATION = "punctuation"
    SYMBOL = "symbol"
    """Emoji, signs, addresses, control characters."""


class How(Enum):
    """How a word was found."""

    FORM = "form"
    """By its base form or a stored form."""
    MULTIWORD = "multiword"
    """By all the words of a multiword entry."""
    ELISION = "elision"
    CONTRACTION = "contraction"
    ENCLITIC = "enclitic"
    SEPARABLE = "separable"
    """As a verb whose prefix is at the end of the clause."""
    PARTICLE = "particle"
    """As that prefix: part of a verb that is already counted."""
    NUMERAL = "numeral"
    """A number written as a word, of parts that are in the lexicon: vingt-trois."""
    COMPOUND = "compound"
    """As a compound that is not in the lexicon, but whose parts are; the word is the last part."""
    LEMMATIZER = "lemmatizer"
    """Not a stored form, but an inflected form of the word according to a lemmatizer."""


class Tolerance(Enum):
    """How the text may differ from the lexicon."""

    CASE = "case"
    """A lower-case letter for a capital, or an insignificant capital."""
    CAPITAL = "capital"
    """A capital inside a sentence, as in names."""
    SPELLING = "spelling"
    """Another accepted way to write a letter: Strasse, Tuer, oeuf."""
    ACCENTS = "accents"
    """Accents missing or wrong."""
    PRONOUN = "pronoun"
    """A reflexive verb without its pronoun."""
    NEIGHBOURS = "neighbours"
    """Neighbours beside which no reading of the lexicon stands."""
    HOMOGRAPH = "homograph"
    """Nothing, but a word that the lexicon does not have is often spelled the same."""


DOUBTFUL = frozenset(
    {Tolerance.CAPITAL, Tolerance.ACCENTS, Tolerance.PRONOUN, Tolerance.NEIGHBOURS, Tolerance.HOMOGRAPH}
)
"""With one of these, it may be a different word that is not in the lexicon."""

GUESSED = frozenset({How.COMPOUND, How.LEMMATIZER})
"""If found this way, a learner who knows the word may still not understand the text."""


@dataclass(unsafe_hash=True, slots=True)  # not frozen, which takes thrice the time to make; nothing changes one
class VocabularyWord:
    """A word of the lexicon. `level` is the lowest level that teaches it; None for a retired word."""

    id: int
    base_form: str
    level: str | None = None
    priority: int | None = None
    """Its band at that level, counted from 1."""


@dataclass(unsafe_hash=True, slots=True)  # likewise
class Candidate:
    """A word that a token may be."""

    word: VocabularyWord
    part_of_speech: str
    analyses: tuple[Features, ...] = field(default=(), hash=False)
    """Universal Dependencies features, one mapping per analysis; empty if the lexicon has none."""
    how: How = How.FORM
    tolerated: tuple[Tolerance, ...] = ()
    words: tuple[VocabularyWord, ...] = ()
    """All words in the token, in order; `word` is the main one: dar in `dámelo` (dar, me, lo)."""
    missing: tuple[str, ...] = ()
    """Other words in the token, which are not in the lexicon."""
    classes: int = field(default=0, compare=False)
    """The tags of the word classes that its word is in, whatever the form."""
    weight: float = field(default=1.0, compare=False)
    """How often the spelling is read so, in proportion to its other candidates (`recognition.weights`)."""
    unlikely: bool = False
    """Whether its neighbours speak against it. It comes after all that are likely."""

    @property
    def base_form(self) -> str:
        """The word's base form."""
        return self.word.base_form

    def marked(self, tolerated: tuple[Tolerance, ...], *, unlikely: bool = False) -> "Candidate":
        """Return it with other marks: like `dataclasses.replace`, in a third of the time."""
        return Candidate(
            self.word,
            self.part_of_speech,
            self.analyses,
            self.how,
            tolerated,
            self.words,
            self.missing,
            self.classes,
            self.weight,
            unlikely,
        )

    @property
    def certain(self) -> bool:
        """Whether the spelling is the lexicon's own and nothing was guessed."""
        return self.how not in GUESSED and not DOUBTFUL.intersection(self.tolerated)


NO_PARTICLES: Mapping[str, "tuple[Candidate, ...]"] = MappingProxyType({})

WordClasses = tuple[tuple[int, frozenset[str]], ...]
"""The tag of each class, and the parts of speech whose readings have it; none: all."""


class Cue(Flag):
    """Why a spelling cannot be judged without its neighbours."""

    NONE = 0
    PHRASE = auto()
    """It begins a multiword entry."""
    SEPARABLE = auto()
    """It is a verb form whose prefix may be at the end of the clause."""
    PARTICLE = auto()
    """It may be such a prefix."""
    CAPITAL = auto()
    """It is something else, or a name, inside a sentence."""
    REFLEXIVE = auto()
    """It is a form of a reflexive verb if the pronoun is near."""
    END = auto()
    """It ends a sentence."""
    HOMOGRAPH = auto()
    """Has readings that its neighbours may decide between."""


@dataclass(frozen=True, slots=True)
class OutsideReading:
    """A word, mostly one that the lexicon does not have, and how often a spelling that it has means that word."""

    lemma: str
    part_of_speech: str
    share: float
    """Of all uses of the spelling, from 0 to 1, as a curator judged."""


@dataclass(slots=True, eq=False)  # likewise
class Spelling:
    """What is known about a piece of text wherever it occurs. All its tokens share one, so equality is identity."""

    text: str
    kind: TokenKind
    candidates: tuple[Candidate, ...] = ()
    running_words: int = 1
    """How many words it counts as: those of a multiword entry; 0 if it is not a word."""
    lower: str = ""
    """Cleaned and in lower case, as the key for phrases, prefixes and pronouns."""
    key: str = ""
    """The same without accents."""
    cues: int = 0
    """The value of the `Cue`s as an integer, because it is tested for every token."""
    inside: tuple[Candidate, ...] = ()
    """The candidates inside a sentence, for a capitalised word (Cue.CAPITAL)."""
    name: bool = False
    """Whether a lemmatizer takes it for a name."""
    opens: bool = False
    """Whether a sentence, a quotation, or an item of a list may begin after it."""
    particles: Mapping[str, tuple[Candidate, ...]] = field(default_factory=lambda: NO_PARTICLES)
    """The separable verbs it may be a form of, by prefix (Cue.SEPARABLE)."""
    classes: WordClasses = ()
    """The word classes of the profile that it is listed in."""
    tags: tuple[int, ...] = (0,)
    """The tags of each of its likely readings (`recognition.tags`), the first first."""
    outside: tuple[OutsideReading, ...] = ()
    """What else it may be."""
    parts: tuple["Token", ...] = ()
    """Of a multiword entry: its words as they are by themselves, with offsets from its start."""
    memory: "Memory | None" = field(default=None, repr=False)
    """What it was found to be between neighbours: not a part of the value."""

    @property
    def likely(self) -> tuple[Candidate, ...]:
        """The candidates that its neighbours allow; all, if they allow none."""
        return tuple(one for one in self.candidates if not one.unlikely) or self.candidates


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
        """The words of the lexicon it may be; empty if it is unknown or not a word."""
        return self.spelling.candidates

    @property
    def certain(self) -> bool:
        """Whether it can only be one word, and that is certain."""
        likely = self.spelling.likely
        return len({one.word.id for one in likely}) == 1 and all(one.certain for one in likely)

    @property
    def base_forms(self) -> tuple[str, ...]:
        """The base forms of the candidates, each once."""
        return tuple(dict.fromkeys(candidate.word.base_form for candidate in self.spelling.candidates))
