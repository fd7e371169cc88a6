"""Words that are probably one, spelled in two ways."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.languages.spelling import bare
from pipeline.model.findings import Finding, Reference, Rule, Severity
from pipeline.model.lexicon import Lexicon, Word
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.meanings.translations import equivalents

_OPEN_CLASSES = frozenset({"noun", "verb", "adjective", "adverb", "interjection"})
"""Among the others, an accent often tells two words apart that are translated alike: Spanish que and qué."""

ALIKE_WORDS = Rule(
    code="V318",
    slug="alike-words",
    severity=Severity.WARNING,
    title="Two words with the same translation differ only in capitals, accents, hyphens or spaces",
    reason="They are probably one word, which a learner would practise twice.",
    bad="base_form: pão    # and in another file: base_form: Pão",
    good="base_form: pão    # once",
)


@checks(ALIKE_WORDS, Scope.LANGUAGE)
def alike_words(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare words that look alike; the same part of speech and a shared translation make them one."""
    first: dict[str, list[Word]] = {}
    for word in lexicon.words:
        others = first.setdefault(looks(word.base_form), [])
        for other in others:
            if _two_spellings(word, other, profile) and _one(word, other):
                yield Finding(
                    ALIKE_WORDS,
                    f"“{word.base_form}” resembles “{other.base_form}” and shares a translation with it",
                    word.place.at("base_form"),
                    word.base_form,
                    "Merge the two entries, or waive this finding if they are two words",
                    (Reference("the other word", other.place.at("base_form")),),
                )
                break
        others.append(word)


def looks(base_form: str) -> str:
    """Return a base form without what is easily mistaken: case, accents, hyphens, spaces and underscores."""
    return "".join(one for one in bare(base_form) if one.isalnum())


def _two_spellings(word: Word, other: Word, profile: Profile) -> bool:
    """Whether two words differ, and not only by a capital that tells words apart: German `essen` and `Essen`."""
    if profile.nouns_capitalised and word.base_form.casefold() == other.base_form.casefold():
        return False
    return word.base_form != other.base_form


def _one(word: Word, other: Word) -> bool:
    parts = set(word.parts_of_speech).intersection(other.parts_of_speech, _OPEN_CLASSES)
    return bool(parts) and not _translations(word).isdisjoint(_translations(other))


def _translations(word: Word) -> set[str]:
    return {one.casefold() for meaning in word.meanings for one in equivalents(meaning)}
