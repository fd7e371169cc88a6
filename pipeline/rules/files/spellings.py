"""One spelling of a word throughout a pack."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.texts import Text, doubtful_entries
from pipeline.rules.catalogue import Scope, checks

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)?(?![\w-])")

TWO_SPELLINGS = Rule(
    code="V132",
    slug="two-spellings",
    severity=Severity.WARNING,
    title="A word is spelled in two ways",
    reason="Learners take e-mail and email for two words, and a search for one does not find the other.",
    bad="translation: Give me your e-mail address.    # elsewhere: email",
    good="translation: Give me your email address.",
)


@checks(TWO_SPELLINGS, Scope.LANGUAGE)
def two_spellings(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare words with a hyphen or a ligature with words that have neither, in each of the two languages.

    The spelling that fewer texts have is reported; of two that are as frequent, the one that is no base form.
    """
    signed, joined = _joining(profile)
    candidates = {
        joined(word)
        for text in doubtful_entries(lexicon, lambda text: not signed(text.lower()))
        for word in _words(text)
        if joined(word) != word
    }
    if not candidates:
        return
    found: dict[tuple[bool, str], dict[str, list[Text]]] = defaultdict(lambda: defaultdict(list))

    def has_none(text: str) -> bool:
        return candidates.isdisjoint(joined(" ".join(_WORD.findall(text)).lower()).split(" "))

    for text in doubtful_entries(lexicon, has_none):
        for word in _words(text):
            if joined(word) in candidates:
                found[text.taught, joined(word)][word].append(text)
    base_forms = {word.base_form.lower() for word in lexicon.words}
    for spellings in found.values():
        counts = Counter({word: len(texts) for word, texts in spellings.items()})
        usual = max(counts, key=lambda word: (counts[word], word in base_forms, word))
        for word in counts.keys() - {usual}:
            for text in spellings[word]:
                message = f"“{word}” is spelled “{usual}” elsewhere ({counts[usual]} ×)"
                yield Finding(TWO_SPELLINGS, message, text.place, text.word, f"Write “{usual}”")


def _joining(profile: Profile) -> tuple[Callable[[str], object], Callable[[str], str]]:
    """Return functions of texts in lower case: has it hyphens or ligatures, and how is it spelled without?"""
    ligatures = {sign: way if isinstance(way, str) else way[0] for sign, way in profile.recognition.ligatures.items()}
    table = str.maketrans({"-": "", **ligatures})
    signed = re.compile("|".join(map(re.escape, ("-", *ligatures)))).search
    return signed, lambda text: text.translate(table) if signed(text) else text


def _words(text: Text) -> list[str]:
    """Return the words of a text in lower case; none of a pronunciation or a note on spelling."""
    if text.pointer[-1] in ("pronunciation", "notes"):
        return []
    return [found[0].lower() for found in _WORD.finditer(text.text)]
