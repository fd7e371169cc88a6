"""What there is on the level of a word. It is shown and sorted by; no level follows from it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.intake.drafts import DraftWord, LevelSignal
from pipeline.model.cefr import LEVELS
from pipeline.model.concepts import Concept
from pipeline.model.lexicon import Lexicon

Elsewhere = Mapping[str, Sequence[LevelSignal]]
"""By the id of a concept, at which level other packs have a word for it."""


def elsewhere(lexicons: Iterable[Lexicon]) -> Elsewhere:
    """Return what other packs say of the levels of concepts."""
    found: dict[str, list[LevelSignal]] = {}
    for lexicon in lexicons:
        for word in lexicon.words:
            level = min((one.level for one in word.levels), default="")
            for concept in dict.fromkeys(meaning.concept for meaning in word.meanings if meaning.concept):
                if level:
                    signal = LevelSignal(level, f"{lexicon.language} {word.base_form}")
                    found.setdefault(concept, []).append(signal)
    return found


def signals_of(word: DraftWord, concepts: Iterable[Concept], others: Elsewhere) -> Iterator[LevelSignal]:
    """Yield what lists say of the level of a word, then what is said of the concepts that it may express."""
    for claim in word.said.claims.get("level", ()):
        if claim.value in LEVELS:
            yield LevelSignal(str(claim.value), claim.source)
    for concept in concepts:
        yield LevelSignal(concept.level, f"concept {concept.id}")
        yield from others.get(concept.id, ())


def disagreement(signals: Sequence[LevelSignal], level: str) -> float:
    """Return how far signals are from a level on the average, in levels; without any, further than all."""
    if not signals:
        return float(len(LEVELS))
    asked = LEVELS.index(level)
    return sum(abs(LEVELS.index(one.level) - asked) for one in signals) / len(signals)
