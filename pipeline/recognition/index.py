"""The index: an inverted lexicon, from spellings to words. Its value never changes, so all threads share it."""

import functools
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from re import Pattern

from pipeline.languages.pack_profile import profile_with
from pipeline.languages.profile import profile
from pipeline.model.lexicon import Lexicon
from pipeline.recognition import entries, judgements, tokenizer
from pipeline.recognition.forms import Forms, Readings
from pipeline.recognition.indexer import Indexer
from pipeline.recognition.lemmatizer import Lemmatizer
from pipeline.recognition.on_demand import OnDemand, StoredForms, Table
from pipeline.recognition.phrases import Phrase, Phrases, arranged
from pipeline.recognition.rules import Rules, rules_of
from pipeline.recognition.spelling import Respelling, clean, keys_of
from pipeline.recognition.tokens import Candidate, How, OutsideReading, Spelling, VocabularyWord

CACHED_SPELLINGS = 20_000
"""How many spellings are remembered, with about a kilobyte each; then the memory starts again, so that neither a server
that runs for long nor a long text makes it grow. The words that follow are those that are met most often."""

Spellings = Mapping[str, tuple[str, ...]]
"""By key, the stored spellings that differ from it."""
Placed = tuple[int, int, Spelling]
"""Where a piece of a chunk of text begins and ends, and what it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Everything that recognition needs for one language. Spellings are cleaned (`spelling.clean`); case matters."""

    language: str
    rules: Rules
    exact: Readings
    """By spelling as stored."""
    spelled: Container[str]
    """The spellings of `exact`: where most are unknown, quicker to ask."""
    folded: Mapping[str, tuple[str, ...]]
    """By lower case, the stored spellings that have capitals."""
    respelled: Mapping[str, tuple[str, ...]]
    """By `Respelling.respelled`, the stored spellings that differ from it."""
    bare: Mapping[str, tuple[str, ...]]
    """By `Respelling.bare`, the stored spellings that differ from it."""
    hosts: Mapping[str, tuple[tuple[str, Candidate], ...]]
    """By spelling without acute accents, the forms that enclitics attach to."""
    separable: Mapping[str, Mapping[str, tuple[Candidate, ...]]]
    """By the form without its prefix, then by prefix: `stehe` → `auf` → aufstehen."""
    particles: frozenset[str]
    """The prefixes of the separable verbs in the lexicon."""
    phrases: Phrases
    words: Mapping[str, VocabularyWord]
    """By base form."""
    respelling: Respelling
    pattern: Pattern[str]
    lemmatizer: Lemmatizer | None = None
    outside: Mapping[str, tuple[OutsideReading, ...]] = field(default_factory=dict)
    """By spelling, the words that the lexicon does not have and that are spelled the same."""
    spellings: dict[str, Spelling] = field(default_factory=dict, repr=False)
    """What was looked up before: a memory, not a part of the value."""
    chunks: dict[str, tuple[Placed, ...]] = field(default_factory=dict, repr=False)
    """What stands between two spaces, cut before: likewise."""

    def resolve(self, spellings: Iterable[str], part_of_speech: str) -> VocabularyWord | None:
        """Return the word that a part of another represents: the first spelling that is a base form or a form.

        Of several words with this form, the first with the part of speech is preferred.
        """
        for spelling in spellings:
            if spelling in self.words:
                return self.words[spelling]
            found = self.exact.get(spelling, ())
            if found:
                return next((one for one in found if one.part_of_speech == part_of_speech), found[0]).word
        return None


def of_lexicon(
    lexicon: Lexicon, rules: Rules | None = None, lemmatizer: Lemmatizer | None = None, *, on_demand: bool = False
) -> Index:
    """Return the index of a lexicon whose words have their forms.

    If `on_demand`, readings are made when they are asked for: quicker for a few sentences, slower for most of a pack.
    """
    homographs = [
        (one.spelling, OutsideReading(one.lemma, one.part_of_speech, share)) for one, share in lexicon.judged_homographs
    ]
    its = rules or rules_of(profile_with(lexicon.language, lexicon.stated_profile))
    if on_demand:
        return of_stored(lexicon.language, entries.compact_records_of(lexicon), its, lemmatizer, homographs)
    return of_records(lexicon.language, entries.records_of(lexicon), its, lemmatizer, homographs)


def of_records(
    language: str,
    records: Iterable[entries.WordForms],
    rules: Rules | None = None,
    lemmatizer: Lemmatizer | None = None,
    homographs: Iterable[tuple[str, OutsideReading]] = (),
) -> Index:
    """Return the index of words, and of homographs, which may be among them or not.

    `rules` are those of this program's profile of the language, unless others are given.
    """
    indexer = _indexer(language, rules)
    found = indexer.forms(records := tuple(records))
    judged, outside = judgements.judged(found.exact, homographs)
    found = replace(found, exact={**found.exact, **judged})
    return _arranged(language, indexer, records, found, _now, outside=outside, lemmatizer=lemmatizer)


def of_stored(
    language: str,
    words: Sequence[entries.CompactWord],
    rules: Rules | None = None,
    lemmatizer: Lemmatizer | None = None,
    homographs: Iterable[tuple[str, OutsideReading]] = (),
) -> Index:
    """Return the same index as `of_records`, which makes the readings of a spelling when it is first looked up."""
    indexer = _indexer(language, rules)
    stored = StoredForms(words, indexer)
    judged, outside = judgements.judged(stored.exact, homographs)
    found = stored.forms(judged)
    return _arranged(language, indexer, words, found, _later, outside=outside, lemmatizer=lemmatizer)


def _indexer(language: str, rules: Rules | None) -> Indexer:
    rules = rules_of(profile(language)) if rules is None else rules
    return Indexer(rules, tokenizer.pattern(rules))


def _arranged(
    language: str,
    indexer: Indexer,
    records: Iterable[entries.Record],
    found: Forms,
    by_key: Callable[[Callable[[], Table]], Spellings],
    *,
    outside: judgements.Outside,
    lemmatizer: Lemmatizer | None,
) -> Index:
    """Return an index of the forms of words; `by_key` makes a mapping of a table, which it reads now or later."""
    rules, pattern = indexer.rules, indexer.pattern
    respelling = Respelling(rules.tolerated)
    lowered = rules.profile.lowered

    @functools.cache
    def signed() -> list[str]:
        """Return the spellings that may not be their own keys, as most are."""
        return [one for one in found.exact if not (respelling.keeps_ascii and one.isascii() and one.islower())]

    def by(key: Callable[[str], str]) -> Spellings:
        return by_key(lambda: _by(key, signed()))

    phrases = list(found.phrases)
    for short, targets in rules.elisions.items():
        if " " in short:  # parce qu'
            parts = tuple(piece for piece in pattern.findall(f"{short}x")[:-1] if not piece.isspace())
            for target in targets:
                phrases.extend(
                    Phrase(parts, replace(phrase.candidate, how=How.ELISION))
                    for phrase in found.phrases
                    if phrase.candidate.base_form == target and " ".join(phrase.parts) == target
                )
    return Index(
        language=language,
        rules=rules,
        exact=found.exact,
        spelled=found.exact.keys(),
        folded=by(lowered),
        respelled=by(lambda one: respelling.respelled(lowered(one))),
        bare=by(lambda one: respelling.bare(lowered(one))),
        hosts=found.hosts,
        separable=found.separable,
        particles=frozenset(particle for forms in found.separable.values() for particle in forms),
        phrases=arranged(phrases, respelling, lowered),
        words={clean(record.entry.base_form): record.entry for record in records},
        respelling=respelling,
        pattern=pattern,
        lemmatizer=lemmatizer,
        outside=outside,
    )


def _now(read: Callable[[], Table]) -> Spellings:
    return {key: _as_tuple(key, found) for key, found in read().items()}


def _later(read: Callable[[], Table]) -> Spellings:
    return OnDemand(read, _as_tuple)


def _as_tuple(_: str, found: str | tuple[str, ...]) -> tuple[str, ...]:
    return found if isinstance(found, tuple) else (found,)


def _by(key: Callable[[str], str], spellings: Sequence[str]) -> Table:
    """Return the spellings that are not their own key, by key: one as it is, several as a tuple."""
    found: dict[str, str | tuple[str, ...]] = {}
    for one, its in zip(spellings, keys_of(spellings, key), strict=True):
        if its != one:
            known = found.setdefault(its, one)
            if known is not one:
                found[its] = (*known, one) if isinstance(known, tuple) else (known, one)
    return found
