"""Tags: what kind of word a reading is, as the constraints of a profile speak of it. A set of tags is an integer."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.languages.running_text import TAGS
from pipeline.model.lexicon import Features
from pipeline.recognition.tokens import Candidate, OutsideReading, Spelling, TokenKind, WordClasses

TAG = {name: 1 << place for place, name in enumerate(TAGS)}

VERB = TAG["finite"] | TAG["imperative"] | TAG["infinitive"] | TAG["participle"] | TAG["gerund"]
OWN_TAGS = sum(TAG.values())
"""All tags but those of word classes."""
BOUNDARY = TAG["boundary"]
INFINITIVE = TAG["infinitive"]
NOUN = TAG["noun"]
UNKNOWN = TAG["unknown"]

_REMEMBERED = 5_000
_KNOWN: dict[int, tuple[int, Sequence[Features]]] = {}
"""The tags of verbs by identity of their analyses, which many forms share: a memory. It holds them, so that no others
can come to have the identity of these."""

_OF_KIND = {TokenKind.NAME: TAG["name"], TokenKind.NUMBER: TAG["number"], TokenKind.SYMBOL: BOUNDARY}


def all_tags(classes: Iterable[str]) -> dict[str, int]:
    """Return every tag by name, those of the word classes of a profile after ours."""
    return TAG | {name: 1 << (len(TAGS) + place) for place, name in enumerate(classes)}


def tags_of(part_of_speech: str, analyses: Sequence[Features], classes: WordClasses = ()) -> int:
    """Return the tags of a reading, of all its analyses together."""
    found = _verb_tags(analyses) if part_of_speech == "verb" else TAG.get(part_of_speech, 0)
    return found | tags_in(classes, part_of_speech) if classes else found


def tags_in(classes: WordClasses, part_of_speech: str) -> int:
    """Return the tags of word classes that readings of a part of speech have."""
    found = 0
    for tag, parts in classes:
        if not parts or part_of_speech in parts:
            found |= tag
    return found


def _verb_tags(analyses: Sequence[Features]) -> int:
    known = _KNOWN.get(id(analyses))
    if known is None:
        if len(_KNOWN) > _REMEMBERED:
            _KNOWN.clear()
        known = _KNOWN[id(analyses)] = (_tags_of_all(analyses), analyses)
    return known[0]


def _tags_of_all(analyses: Sequence[Features]) -> int:
    found = 0
    for one in analyses:
        form = one.get("VerbForm")
        if form == "Fin":
            found |= TAG["imperative" if one.get("Mood") == "Imp" else "finite"]
        elif form == "Inf":
            found |= TAG["infinitive"]
        elif form == "Ger" or (form == "Part" and one.get("Tense") == "Pres"):
            found |= TAG["gerund"]
        elif form == "Part":
            found |= TAG["participle"]
    return found or VERB


def tags_inside(one: Candidate, classes: WordClasses) -> int:
    """Return the tags of a candidate whose spelling is in these classes."""
    return tags_of(one.part_of_speech, one.analyses, classes) | one.classes


def tags_outside(reading: OutsideReading, lower: str, classes: WordClasses) -> int:
    """Return the tags of a word of which no analysis is known; an infinitive is spelled like its lemma."""
    tags = tags_of(reading.part_of_speech, (), classes)
    return tags & ~INFINITIVE if reading.lemma != lower else tags


def tags_of_spelling(
    kind: TokenKind,
    candidates: Sequence[Candidate],
    classes: WordClasses,
    unknown: int,
    outside: Sequence[int] = (),
) -> tuple[int, ...]:
    """Return the tags of each likely reading, the first first, and after them those of words outside the lexicon.

    `unknown` are those of a word without any reading.
    """
    if kind is not TokenKind.WORD:
        return (_OF_KIND.get(kind, TAG["mark"]),)
    if not candidates:
        return (sum(tag for tag, _ in classes) or unknown,)
    if len(candidates) == 1 and not outside:
        return (tags_inside(candidates[0], classes),)
    likely = candidates if len(candidates) == 1 else [one for one in candidates if not one.unlikely]
    return tuple(dict.fromkeys([*[tags_inside(one, classes) for one in likely], *outside]))


def mask(names: Iterable[str], tags: Mapping[str, int]) -> int:
    """Return a set of tags by their names.

    Raises:
        KeyError: there is no such tag.
    """
    found = 0
    for name in names:
        found |= tags[name]
    return found


def read_as(spelling: Spelling, candidates: tuple[Candidate, ...]) -> Spelling:
    """Return a spelling with other candidates, and the tags of those."""
    tags = tags_of_spelling(spelling.kind, candidates, spelling.classes, spelling.tags[0])
    return Spelling(
        spelling.text,
        spelling.kind,
        candidates,
        spelling.running_words,
        spelling.lower,
        spelling.key,
        spelling.cues,
        spelling.inside,
        spelling.name,
        spelling.opens,
        spelling.particles,
        spelling.classes,
        tags,
        spelling.outside,
    )
