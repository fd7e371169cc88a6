"""Decide what is written of a word: its part of speech, gender, pronunciation and paradigm row.

An entry names one source. So of several lists that know something, the one that says most is written from, and the
others only confirm or contradict it. What the language's own rules know needs no source.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.curation import inflect, pronounce
from pipeline.curation.inflect import RowProposal
from pipeline.curation.pronounce import NoPronunciationError
from pipeline.curation.proposals import ProposalKind
from pipeline.intake.drafts import DraftWord
from pipeline.intake.drafts.voices import Standing, agreed, standings
from pipeline.intake.sources import Source
from pipeline.languages.inflection import has_rules
from pipeline.languages.profile import Profile
from pipeline.model.findings import Place
from pipeline.model.lexicon import PARTS_OF_SPEECH, Lexicon, Word
from pipeline.model.values import GENDERS

_DECIDED = ("part_of_speech", "gender", "plural", "pronunciation")
_NOWHERE = Place("")


@dataclass(slots=True)
class Facts:
    """What is known of a word as a whole. Empty: nothing that may be written."""

    part_of_speech: str = ""
    gender: str = ""
    plural: str = ""
    """Only where no rules of the language make a row."""
    pronunciation: str = ""
    row: RowProposal | None = None
    source: str = ""
    """The id of the source that some of it is from."""
    doubts: list[str] = field(default_factory=list)


def facts_of(
    words: Sequence[DraftWord], lexicon: Lexicon, profile: Profile, sources: Mapping[str, Source]
) -> list[Facts]:
    """Return the facts of words, in their order. `lexicon` is the pack's."""
    found = [_from_lists(word, profile, sources) for word in words]
    named = [
        (Word(word.base_form, one.part_of_speech, (), (), "", _NOWHERE, gender=one.gender or None), word, one)
        for word, one in zip(words, found, strict=True)
        if one.part_of_speech
    ]
    declared = lexicon.pack.sources if lexicon.pack else {}
    own = Lexicon(lexicon.language, pack=lexicon.pack, words=tuple(word for word, *_ in named))
    by_word = {(one.part_of_speech, word.base_form): (word, one) for _, word, one in named}
    if has_rules(lexicon.language):
        for row in inflect.propose(own, profile):
            _take_row(row, *by_word[row.part_of_speech, row.base_form])
        for one in found:
            one.plural = ""  # it is in the row, or contradicts it
    try:
        for own_word, _, one in named:
            for proposal in pronounce.propose([own_word], lexicon.language, declared):
                _take_pronunciation(proposal, one)
    except NoPronunciationError:
        for _, word, one in named:
            claimed = _standings(word, "pronunciation", sources)
            one.pronunciation = _written(claimed, one, "pronunciation")
    return found


def _from_lists(word: DraftWord, profile: Profile, sources: Mapping[str, Source]) -> Facts:
    facts = Facts(doubts=[str(claim.value) for claim in word.said.claims.get("doubt", ())])
    if any(claim.confidence < 1 for claim in word.said.claims.get("base_form", ())):
        given = [str(claim.value) for claim in word.said.claims.get("given", ())]
        facts.doubts.append(f"the base form was proposed{' for ' + ', '.join(given) if given else ''}")
    if word.others:
        facts.doubts.append(f"also: {', '.join(word.others)}")
    found = {name: _standings(word, name, sources) for name in _DECIDED}
    facts.source = _speaker(found.values())
    facts.part_of_speech = _written(found["part_of_speech"], facts, "part of speech", PARTS_OF_SPEECH)
    if not facts.part_of_speech and word.concept is not None:
        facts.part_of_speech = word.concept.pos
    if not facts.part_of_speech and profile.nouns_capitalised and word.base_form[:1].isupper():
        facts.part_of_speech = "noun"
    if facts.part_of_speech == "noun":
        facts.gender = _written(found["gender"], facts, "gender", profile.genders or tuple(GENDERS))
        facts.plural = _written(found["plural"], facts, "plural")
    return facts


def _standings(word: DraftWord, name: str, sources: Mapping[str, Source]) -> list[Standing]:
    return standings(word.said.claims.get(name, ()), word.allowed.claims.get(name, ()), sources)


def _speaker(found: Iterable[Sequence[Standing]]) -> str:
    """Return the source from which most can be written that is not contradicted; of several, the first by its id."""
    says: Counter[str] = Counter()
    for ones in found:
        best = agreed(list(ones))
        says.update(best.writers if best else ())
    return min(says, key=lambda source: (-says[source], source), default="")


def _written(found: Sequence[Standing], facts: Facts, what: str, choices: Sequence[str] = ()) -> str:
    """Return the value that is written, and note why one is not."""
    best = agreed(list(found))
    value = str(best.value) if best else ""
    if len(found) > 1:
        facts.doubts.append(f"{what}: {' or '.join(str(one.value) for one in found)}")
    if best is None or (choices and value not in choices):
        return ""
    if facts.source in best.writers:
        return value
    said = ", ".join(best.writers)
    if said:
        facts.doubts.append(f"{what}: {value} ({said})")
    return ""


def _take_row(row: RowProposal, word: DraftWord, facts: Facts) -> None:
    if row.kind is not ProposalKind.MISSING:
        facts.doubts.append(row.message)
        return
    forms = {form for cell in row.paradigm.values() for form in cell}
    plurals = [str(claim.value) for claim in word.said.claims.get("plural", ())]
    others = [one for one in plurals if one not in forms]
    if others:
        facts.doubts.append(f"the rules do not have the plural {', '.join(others)}; write the row yourself")
    elif row.source in (None, facts.source) or not facts.source:
        facts.row, facts.source = row, facts.source or row.source or ""


def _take_pronunciation(proposal: pronounce.PronunciationProposal, facts: Facts) -> None:
    if proposal.kind is not ProposalKind.MISSING or proposal.pronunciation is None:
        facts.doubts.append(f"pronunciation: {proposal.message}")
    elif proposal.source in (None, facts.source) or not facts.source:
        facts.pronunciation, facts.source = proposal.pronunciation, facts.source or proposal.source or ""
