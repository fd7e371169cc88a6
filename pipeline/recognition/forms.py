"""Store the forms of words where recognition will look for them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from re import Pattern

from pipeline.model.lexicon import Features
from pipeline.recognition.entries import StoredForm, WordForms
from pipeline.recognition.phrases import Phrase
from pipeline.recognition.rules import Rules
from pipeline.recognition.spelling import clean, without_acute
from pipeline.recognition.tags import tags_in
from pipeline.recognition.tokens import Candidate, How, Tolerance
from pipeline.recognition.weights import INFLECTED, FormShares, heaviest_first, weight_of

Readings = Mapping[str, tuple[Candidate, ...]]
"""The words that a spelling may be."""

_INFINITIVE: tuple[Features, ...] = ({"VerbForm": "Inf"},)


@dataclass(frozen=True, slots=True)
class Forms:
    """The parts of an `Index` that are built from forms; documented there."""

    exact: Readings
    hosts: Mapping[str, tuple[tuple[str, Candidate], ...]]
    separable: Mapping[str, Mapping[str, tuple[Candidate, ...]]]
    phrases: tuple[Phrase, ...]


def indexed(records: Iterable[WordForms], rules: Rules, pattern: Pattern[str]) -> Forms:
    """Return the forms of all words, arranged for lookup."""
    sorter = _Sorter(rules, pattern)
    shares = FormShares(rules.form_shares)
    variants: dict[str, list[str]] = defaultdict(list)
    for variant, bases in rules.variants.items():
        for base in bases:
            variants[clean(base)].append(variant)
    for record in records:
        for candidate, text in _readings(record, rules, shares):
            sorter.add(candidate, text)
        base = clean(record.entry.base_form)
        for variant in variants.get(base, ()):
            for part_of_speech in record.parts_of_speech:
                spelled = (Tolerance.SPELLING,)
                words = (record.entry,)
                candidate = Candidate(
                    record.entry, part_of_speech, (), How.FORM, spelled, words, weight=weight_of(record.entry)
                )
                sorter.add(candidate, variant)
    return sorter.forms()


def _readings(record: WordForms, rules: Rules, shares: FormShares) -> Iterator[tuple[Candidate, str]]:
    """Yield the spellings of a word, with one candidate for each part of speech and all its analyses."""
    base = clean(record.entry.base_form)
    found: dict[tuple[str, str], tuple[Features, ...]] = {(base, one): () for one in record.parts_of_speech}
    for form in record.forms:
        text = clean(form.text)
        for part_of_speech in _parts_of_speech(form, record, rules):
            known = found.get((text, part_of_speech), ())
            more = tuple(one for one in form.features if one not in known) if known else form.features
            found[text, part_of_speech] = known + more
    words, whole = (record.entry,), weight_of(record.entry)
    classes = rules.base_classes.get(rules.profile.core(base), ()) if rules.base_classes else ()
    for (text, part_of_speech), analyses in found.items():
        tags = tags_in(classes, part_of_speech)
        if part_of_speech == "verb":
            its = _INFINITIVE if text == base and not analyses else analyses
            weight = whole * shares.of(its)
        else:
            its = analyses
            weight = whole if text == base else whole * INFLECTED
        yield Candidate(record.entry, part_of_speech, its, words=words, classes=tags, weight=weight), text


def _parts_of_speech(form: StoredForm, record: WordForms, rules: Rules) -> tuple[str, ...]:
    """Return which of the word's parts of speech have the form: the database stores forms by word alone."""
    parts = record.parts_of_speech
    if len(parts) == 1:
        return parts
    if any("VerbForm" in one for one in form.features):
        return tuple(one for one in parts if one == "verb") or parts
    nominal = tuple(one for one in parts if one != "verb")
    fitting = tuple(one for one in nominal if form.type in rules.profile.form_types_of(one))
    return fitting or nominal or parts


@dataclass(slots=True)
class _Sorter:
    """Collects the contents of `Forms`."""

    rules: Rules
    pattern: Pattern[str]
    _exact: dict[str, list[Candidate]] = field(default_factory=lambda: defaultdict(list))
    _hosts: dict[str, list[tuple[str, Candidate]]] = field(default_factory=lambda: defaultdict(list))
    _separable: dict[str, dict[str, list[Candidate]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    _phrases: list[Phrase] = field(default_factory=list)
    _of_hosts: dict[int, tuple[tuple[Features, ...], tuple[Features, ...]]] = field(default_factory=dict)
    """By identity of analyses: those whose forms take enclitics, and the analyses themselves."""
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

    def forms(self) -> Forms:
        """Return what was collected."""
        return Forms(
            exact={text: heaviest_first(found) for text, found in self._exact.items()},
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
            candidate = replace(candidate, tolerated=(Tolerance.PRONOUN,))
        known = self._exact[text]
        if not known or all(
            one.word != candidate.word or one.part_of_speech != candidate.part_of_speech for one in known
        ):
            known.append(candidate)
        self._add_host(candidate, text)

    def _add_host(self, candidate: Candidate, text: str) -> None:
        if candidate.part_of_speech != "verb" or not self.rules.enclitic_hosts:
            return
        analyses = self._hosting(candidate.analyses)
        if analyses:
            whole = len(analyses) == len(candidate.analyses) and not candidate.tolerated
            host = candidate if whole else replace(candidate, analyses=analyses, tolerated=())
            lower = self.rules.profile.lowered(text)
            self._hosts[without_acute(lower)].append((lower, host))

    def _hosting(self, analyses: tuple[Features, ...]) -> tuple[Features, ...]:
        """Return the analyses whose forms take enclitics."""
        # By identity: hundreds of thousands of forms share a few hundred analyses. They are kept alive, so that no
        # others can get the same identity.
        known = self._of_hosts.get(id(analyses))
        if known is None:
            hosts = self.rules.enclitic_hosts
            taking = tuple(one for one in analyses if any(host.items() <= one.items() for host in hosts))
            known = self._of_hosts[id(analyses)] = (taking, analyses)
        return known[0]

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
        takes = candidate.analyses and len(self._hosting(candidate.analyses)) == len(candidate.analyses)
        return bool(takes) and text.endswith(tuple(self.rules.reflexive_pronouns))

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
            self._exact[written].append(replace(candidate, tolerated=(Tolerance.PRONOUN,)))

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
