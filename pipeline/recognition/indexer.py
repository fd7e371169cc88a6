"""Make readings of the forms of words: of all words at once, or of one when it is looked up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from re import Pattern

from pipeline.model.lexicon import Features
from pipeline.recognition.entries import CompactWord, Record, StoredForm
from pipeline.recognition.forms import Forms, Sorter
from pipeline.recognition.rules import Rules
from pipeline.recognition.spelling import clean
from pipeline.recognition.tags import tags_in
from pipeline.recognition.tokens import Candidate, How, Tolerance
from pipeline.recognition.weights import INFLECTED, FormShares, weight_of

_REMEMBERED = 5_000
"""How many analyses are remembered with those of them that take enclitics."""
_INFINITIVE: tuple[Features, ...] = ({"VerbForm": "Inf"},)


class Indexer:
    """Arranges the forms of words by the rules of a language: of all words at once, or of one at a time."""

    def __init__(self, rules: Rules, pattern: Pattern[str]) -> None:
        self.rules = rules
        self.pattern = pattern
        self._shares = FormShares(rules.form_shares)
        self._pronouns = tuple(rules.reflexive_pronouns)
        self._hosts: dict[int, tuple[tuple[Features, ...], tuple[Features, ...]]] = {}
        """By identity of analyses: those whose forms take enclitics, and the analyses themselves."""
        self._variants: dict[str, list[str]] = defaultdict(list)
        """By cleaned base form, the other spellings of it that the profile knows."""
        for variant, bases in rules.variants.items():
            for base in bases:
                self._variants[clean(base)].append(variant)

    def forms(self, records: Iterable[Record]) -> Forms:
        """Return the forms of words, arranged for lookup."""
        sorter = self._sorter()
        for record in records:
            for candidate, text in _readings(record, self.rules, self._shares):
                sorter.add(candidate, text)
            self._add_variants(record, sorter)
        return sorter.forms()

    def composed_forms(self, word: CompactWord, composed: frozenset[str]) -> Forms:
        """Return the forms of a word, in the same order, but readings only of those that `composed` names."""
        if len(word.parts_of_speech) > 1:  # each has forms in an order of its own
            return self.forms((word,))
        sorter = self._sorter()
        readings: dict[str, list[Candidate]] = defaultdict(list)
        for candidate, text in _readings(word.only(composed.__contains__), self.rules, self._shares):
            readings[text].append(candidate)
        for text in dict.fromkeys(map(clean, (word.entry.base_form, *word.texts))):
            if text not in readings:
                sorter.reserve(text)
                continue
            for candidate in readings[text]:
                sorter.add(candidate, text)
        self._add_variants(word, sorter)
        return sorter.forms()

    def _sorter(self) -> Sorter:
        return Sorter(self.rules, self.pattern, self.hosting)

    def _add_variants(self, record: Record, sorter: Sorter) -> None:
        for variant in self._variants.get(clean(record.entry.base_form), ()):
            for part_of_speech in record.parts_of_speech:
                spelled = (Tolerance.SPELLING,)
                words = (record.entry,)
                candidate = Candidate(
                    record.entry, part_of_speech, (), How.FORM, spelled, words, weight=weight_of(record.entry)
                )
                sorter.add(candidate, variant)

    def composed(self, word: CompactWord) -> frozenset[str]:
        """Return the spellings of a word that have to do with others, the base form and variants of it included.

        They have several pieces, or contain a pronoun, or are not clean. Any other is stored under itself alone.
        """
        base = word.entry.base_form
        spelled = base + "".join(word.texts)
        reflexive = "verb" in word.parts_of_speech and self.rules.profile.core(base) != base
        plain = spelled.isalpha() and clean(spelled) == spelled
        if plain and not reflexive and base not in self._variants:
            return frozenset()
        return frozenset([base, *(text for text in word.texts if self._is_composed(text, reflexive=reflexive))])

    def _is_composed(self, text: str, *, reflexive: bool) -> bool:
        if not text.isalpha() or clean(text) != text:
            return True
        return reflexive and (text.endswith(self._pronouns) or self.rules.profile.core(text) != text)

    def hosting(self, analyses: tuple[Features, ...]) -> tuple[Features, ...]:
        """Return the analyses whose forms take enclitics."""
        # By identity: hundreds of thousands of forms share a few hundred analyses. They are kept alive, so that no
        # others can get the same identity.
        known = self._hosts.get(id(analyses))
        if known is None:
            if len(self._hosts) > _REMEMBERED:
                self._hosts.clear()
            hosts = self.rules.enclitic_hosts
            taking = tuple(one for one in analyses if any(host.items() <= one.items() for host in hosts))
            known = self._hosts[id(analyses)] = (taking, analyses)
        return known[0]

    def readings(self, record: Record, spelling: str) -> list[Candidate]:
        """Return the readings of a spelling that a word without composed ones has: what `forms` has of it."""
        return [candidate for candidate, _ in _readings(record, self.rules, self._shares, spelling)]


def _readings(
    record: Record, rules: Rules, shares: FormShares, only: str | None = None
) -> Iterator[tuple[Candidate, str]]:
    """Yield the spellings of a word, or one only, with one candidate for each part of speech and all its analyses."""
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
        if only is not None and text != only:
            continue
        tags = tags_in(classes, part_of_speech)
        if part_of_speech == "verb":
            its = _INFINITIVE if text == base and not analyses else analyses
            weight = whole * shares.of(its)
        else:
            its = analyses
            weight = whole if text == base else whole * INFLECTED
        yield Candidate(record.entry, part_of_speech, its, words=words, classes=tags, weight=weight), text


def _parts_of_speech(form: StoredForm, record: Record, rules: Rules) -> tuple[str, ...]:
    """Return which of the word's parts of speech have the form: the database stores forms by word alone."""
    parts = record.parts_of_speech
    if len(parts) == 1:
        return parts
    if any("VerbForm" in one for one in form.features):
        return tuple(one for one in parts if one == "verb") or parts
    nominal = tuple(one for one in parts if one != "verb")
    fitting = tuple(one for one in nominal if form.type in rules.profile.form_types_of(one))
    return fitting or nominal or parts
