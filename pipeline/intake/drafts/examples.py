"""Choose examples: sentences in which the word of a draft is the only one that a learner of the level does not know."""

import heapq
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.intake.candidates import Candidate, Sentence
from pipeline.intake.statements import Sample
from pipeline.model.lexicon import Lexicon, Word
from pipeline.recognition.coverage import Standing, as_taught, standing, taught_at
from pipeline.recognition.index import of_lexicon
from pipeline.recognition.recognition import recognise
from pipeline.recognition.tokens import TokenKind

AT_MOST = 2
"""Examples of a draft."""
_LONGEST = 200
"""Characters of a sentence that is looked at."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, order=True)
class Chosen:
    """A sentence for a draft; the better one comes first."""

    unknown: tuple[str, ...]
    """The other words that a learner of the level does not know."""
    doubtful: int
    """How many other words the learner may not know."""
    size: int
    text: str
    translation: str
    source: str

    @property
    def fits(self) -> bool:
        """Whether the word of the draft is the only new one."""
        return not self.unknown


class Examples:
    """Judges sentences for the words of drafts."""

    def __init__(self, lexicon: Lexicon, drafted: Iterable[Word], level: str) -> None:
        """`lexicon` has the words of the drafts, too, and all words have their forms."""
        self._index = of_lexicon(lexicon)
        self._taught = taught_at(level)
        self._forms: dict[str, set[str]] = {}
        self._drafted = frozenset(word.base_form for word in drafted)
        for word in drafted:
            for text in (word.base_form, *(form.text for form in word.forms)):
                for part in _WORD.findall(text)[:1] or [text]:
                    self._forms.setdefault(part.casefold(), set()).add(word.base_form)

    def chosen(self, words: Mapping[str, Candidate], sentences: Iterable[Sentence]) -> Mapping[str, Sequence[Chosen]]:
        """Return for each draft the best sentences: of its own list, of which those that do not fit are proposals, and
        those that fit of lists of sentences."""
        found: dict[str, list[Chosen]] = {base_form: [] for base_form in words}
        for base_form, candidate in words.items():
            for claim in candidate.claims.get("example", ()):
                if isinstance(claim.value, Sample):
                    own = self._judged(claim.value.text, claim.value.translation, claim.source)
                    if base_form in own:
                        found[base_form].append(own[base_form])
        for one in sentences:
            if len(one.text) <= _LONGEST and self._may_have_one(one.text):
                for base_form, judged in self._judged(one.text, one.translation, one.source).items():
                    if judged.fits and base_form in found:
                        found[base_form] = heapq.nsmallest(AT_MOST, {*found[base_form], judged})
        return {base_form: _best(ones) for base_form, ones in found.items()}

    def _may_have_one(self, text: str) -> bool:
        return not self._forms.keys().isdisjoint(part.casefold() for part in _WORD.findall(text))

    def _judged(self, text: str, translation: str, source: str) -> Mapping[str, Chosen]:
        """Return what a sentence is to each draft whose word is in it."""
        here: set[str] = set()
        unknown: dict[str, None] = {}
        doubtful = words = 0
        for token in as_taught(recognise(text, self._index), self._taught):
            if token.kind is not TokenKind.WORD:
                continue
            words += 1
            new = {one.base_form for one in token.spelling.likely} & self._drafted
            found = standing(token.spelling, self._taught)
            if new:
                here |= new
            elif found is Standing.UNKNOWN:
                unknown[token.text] = None
            doubtful += found is Standing.DOUBTFUL
        return {
            one: Chosen((*unknown, *sorted(here - {one})), doubtful, words, text, translation, source) for one in here
        }


def _best(found: Iterable[Chosen]) -> list[Chosen]:
    ones = sorted(set(found))
    fitting = [one for one in ones if one.fits]
    return (fitting or ones)[:AT_MOST]
