"""Store the forms of a word where recognition will look for them."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from re import Pattern

from pipeline.model.lexicon import Features
from pipeline.recognition.phrases import Phrase
from pipeline.recognition.rules import Rules
from pipeline.recognition.spelling import without_acute
from pipeline.recognition.tokens import Candidate, How, Tolerance
from pipeline.recognition.weights import heaviest_first

Readings = Mapping[str, tuple[Candidate, ...]]
"""The words that a spelling may be."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The parts of an `Index` that are built from forms; documented there."""

    exact: Readings
    hosts: Mapping[str, tuple[tuple[str, Candidate], ...]]
    separable: Mapping[str, Mapping[str, tuple[Candidate, ...]]]
    phrases: tuple[Phrase, ...]


@dataclass(slots=True)
class Sorter:
    """Collects the contents of `Forms`."""

    rules: Rules
    pattern: Pattern[str]
    hosting: Callable[[tuple[Features, ...]], tuple[Features, ...]]
    """Returns the analyses whose forms take enclitics."""
    _exact: dict[str, list[Candidate]] = field(default_factory=lambda: defaultdict(list))
    _hosts: dict[str, list[tuple[str, Candidate]]] = field(default_factory=lambda: defaultdict(list))
    _separable: dict[str, dict[str, list[Candidate]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    _phrases: list[Phrase] = field(default_factory=list)
    _reflexives: dict[str, bool] = field(default_factory=dict)
    """Whether each base form is a reflexive verb."""

    def add(self, candidate: Candidate, text: str) -> None:
        """Put one form of a word where it belongs."""
        pieces = self._pieces(text)
        if not pieces:
            return  # no visible characters
        if len(pieces) > 1 and self._add_separable(candidate, pieces):
            return
        if len(pieces) == 1:
            self._add_word(candidate, pieces[0])
        else:
            self._phrases.append(Phrase(pieces, replace(candidate, how=How.MULTIWORD)))
        if self._reflexive(candidate):
            self._add_without_pronoun(candidate, pieces)

    def reserve(self, text: str) -> None:
        """Keep the place of a spelling whose readings are of no interest."""
        self._exact[text]

    def forms(self) -> Forms:
        """Return what was collected."""
        return Forms(
            exact={
                text: heaviest_first(found) if len(found) > 1 else tuple(found) for text, found in self._exact.items()
            },
            hosts={text: tuple(found) for text, found in self._hosts.items()},
            separable={
                text: {particle: tuple(found) for particle, found in particles.items()}
                for text, particles in self._separable.items()
            },
            phrases=tuple(self._phrases),
        )

    def _pieces(self, text: str) -> tuple[str, ...]:
        if text.isalpha():
            return (text,)
        return tuple(piece for piece in self.pattern.findall(text) if not piece.isspace())

    def _add_word(self, candidate: Candidate, text: str) -> None:
        """Add a form of one word. A finite form of a reflexive verb without its pronoun needs it elsewhere."""
        if self._reflexive(candidate) and not self._holds_pronoun(candidate, text):
            candidate = candidate.marked((Tolerance.PRONOUN,))
        known = self._exact[text]
        if not known or all(
            one.word != candidate.word or one.part_of_speech != candidate.part_of_speech for one in known
        ):
            known.append(candidate)
        self._add_host(candidate, text)

    def _add_host(self, candidate: Candidate, text: str) -> None:
        if candidate.part_of_speech != "verb" or not self.rules.enclitic_hosts:
            return
        analyses = self.hosting(candidate.analyses)
        if analyses:
            whole = len(analyses) == len(candidate.analyses) and not candidate.tolerated
            host = candidate if whole else replace(candidate, analyses=analyses, tolerated=())
            lower = self.rules.profile.lowered(text)
            self._hosts[without_acute(lower)].append((lower, host))

    def _reflexive(self, candidate: Candidate) -> bool:
        if candidate.part_of_speech != "verb":
            return False
        base = candidate.word.base_form
        if base not in self._reflexives:
            self._reflexives[base] = self.rules.profile.core(base) != base
        return self._reflexives[base]

    def _holds_pronoun(self, candidate: Candidate, text: str) -> bool:
        """Return whether the pronoun is part of the form: `lavarsi`, `levántate`, `lève-toi`."""
        if self.rules.profile.core(text) != text or ("-" in text and text.rpartition("-")[2] in self.rules.enclitics):
            return True
        if not candidate.analyses or not text.endswith(tuple(self.rules.reflexive_pronouns)):
            return False
        return len(self.hosting(candidate.analyses)) == len(candidate.analyses)

    def _add_without_pronoun(self, candidate: Candidate, pieces: tuple[str, ...]) -> None:
        """Add what is left of a reflexive verb's form when its pronoun is a different one, or is elsewhere."""
        pronouns = self.rules.reflexive_pronouns
        rest = tuple(piece for piece in pieces if self.rules.profile.lowered(piece) not in pronouns)
        if rest and rest != pieces:
            self.add(candidate, " ".join(rest))
        elif len(pieces) == 1 and self._holds_pronoun(candidate, pieces[0]):
            self._add_bare(candidate, pieces[0])

    def _add_bare(self, candidate: Candidate, text: str) -> None:
        """Add what is left of a form without the pronoun that it ends in."""
        infinitive = self.rules.profile.core(text)
        pronoun = max((one for one in self.rules.reflexive_pronouns if text.endswith(one)), key=len, default="")
        bare = text.removesuffix(pronoun)
        if bare.endswith("-"):  # lavando-se
            self._add_word(candidate, bare[:-1])
            return
        if pronoun and bare:  # levantarse: levantar, with another pronoun attached to it
            self._add_host(candidate, bare)
        written = infinitive if infinitive != text else without_acute(bare) if pronoun else ""
        if written:  # with the pronoun elsewhere: me quiero levantar; of Italian lavarsi it is lavare
            self._exact[written].append(candidate.marked((Tolerance.PRONOUN,)))

    def _add_separable(self, candidate: Candidate, pieces: tuple[str, ...]) -> bool:
        """Add a form whose last piece is the verb's prefix (`stehe auf`), and the same as one word (`aufstehe`)."""
        *front, particle = pieces
        base = self.rules.profile.core(candidate.word.base_form)
        if particle not in self.rules.separable_prefixes or not base.startswith(particle):
            return False
        verbs = [piece for piece in front if self.rules.profile.lowered(piece) not in self.rules.reflexive_pronouns]
        if candidate.part_of_speech != "verb" or len(verbs) != 1:
            return False
        verb = self.rules.profile.lowered(verbs[0])
        self._separable[verb][particle].append(replace(candidate, how=How.SEPARABLE))
        imperative = candidate.analyses and all(one.get("Mood") == "Imp" for one in candidate.analyses)
        if not imperative:  # an imperative is never at the end of a clause
            self._add_word(candidate, particle + verb)
        return True
