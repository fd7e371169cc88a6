"""The words that definitions are made of."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import takewhile

from pipeline.languages.profile import Profile
from pipeline.languages.spelling import bare
from pipeline.model.findings import Finding, Place, Reference, Rule, Severity
from pipeline.model.lexicon import Lexicon, Meaning, Word
from pipeline.model.suggestions import count as counted
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.walk import meanings

MAY_BE_HARD = 0.1
"""The share of definitions with words that learners do not know above which a pack is reported."""
FEWEST_DEFINITIONS = 5
"""The fewest definitions that a defining word is used in. A rarer one is not worth learning for their sake."""
CONTENT_WORDS = ("noun", "verb", "adjective")


def _hard(lexicon: Lexicon) -> Iterator[tuple[Word, Meaning, Place, list[str]]]:
    """Yield the definitions with words that learners do not know, with these. None: the pack lists no defining words.

    A learner knows the words taught up to the level of the word defined, and the defining words.
    """
    if lexicon.pack is None or not lexicon.pack.defining_words:
        return
    listed = {spelling for word in lexicon.pack.defining_words for spelling in word.spellings}
    for word, meaning, place in meanings(lexicon):
        coverage = lexicon.definition_coverage[meaning.text, word.levels[0].level]
        unknown = [one for one in dict.fromkeys(coverage.unknown) if one.casefold() not in listed]
        if unknown:
            yield word, meaning, place.at("meaning"), unknown


HARD_DEFINITION = Rule(
    code="V441",
    slug="hard-definition",
    severity=Severity.INFO,
    title="A definition uses words that learners do not know",
    reason="A definition is made of the words of the level and the pack's defining words; otherwise it needs another.",
    bad="meaning: Alimento de harina y agua.    # alimento is neither taught nor a defining word",
    good="meaning: Comida de cada día, blanca por dentro.",
)


@checks(HARD_DEFINITION, Scope.LANGUAGE)
def hard_definition(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look up the words of each definition, if the pack lists defining words."""
    for word, _meaning, place, unknown in _hard(lexicon):
        named = ", ".join(f"“{one}”" for one in unknown)
        message = f"the definition of “{word.base_form}” uses words that learners do not know: {named}"
        yield Finding(HARD_DEFINITION, message, place, word.base_form)


HARD_DEFINITIONS = Rule(
    code="V442",
    slug="hard-definitions",
    severity=Severity.WARNING,
    title="Many definitions use words that learners do not know",
    reason="Learners stop reading definitions if they often cannot.",
    bad="300 of 700 definitions with other words than those of the level and `defining_words`.",
    good="Fewer than 70 of them.",
)


@checks(HARD_DEFINITIONS, Scope.LANGUAGE)
def hard_definitions(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count the definitions with words that learners do not know."""
    total, hard = sum(len(word.meanings) for word in lexicon.words), sum(1 for _ in _hard(lexicon))
    if lexicon.pack and lexicon.complete and hard > MAY_BE_HARD * total:
        message = f"{hard} of {total} definitions use words that learners do not know; the limit is {MAY_BE_HARD:.0%}"
        place = lexicon.pack.place.at("defining_words")
        yield Finding(
            HARD_DEFINITIONS, message, place, suggestion="`babblr-vocab validate -v --select V441` lists them"
        )


RARE_DEFINING_WORD = Rule(
    code="V443",
    slug="rare-defining-word",
    severity=Severity.WARNING,
    title="A defining word is used in few definitions",
    reason="Learners have to learn these words besides those of their level, so each must be worth it.",
    bad="defining_words:\n  harina: {gloss: flour}    # used once",
    good="defining_words:\n  lugar: {gloss: place, forms: [lugares]}    # used in 72 definitions",
)


@checks(RARE_DEFINING_WORD, Scope.LANGUAGE)
def rare_defining_word(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count the definitions in which each defining word is not known otherwise."""
    if lexicon.pack is None or not lexicon.complete:
        return
    used = Counter(
        spelling
        for word, meaning, _ in meanings(lexicon)
        for spelling in {
            one.casefold() for one in lexicon.definition_coverage[meaning.text, word.levels[0].level].unknown
        }
    )
    for word in lexicon.pack.defining_words:
        count = sum(used[spelling] for spelling in word.spellings)
        if count < FEWEST_DEFINITIONS:
            message = (
                f"the defining word “{word.base_form}” helps with {counted(count, 'definition')}; "
                f"at least {FEWEST_DEFINITIONS} are needed"
            )
            hint = "Write these with other words, and remove it from the list; forms of it are listed under `forms`"
            yield Finding(RARE_DEFINING_WORD, message, word.place, suggestion=hint)


DEFINED_BY_EACH_OTHER = Rule(
    code="V444",
    slug="defined-by-each-other",
    severity=Severity.INFO,
    title="Two or three words are defined by each other",
    reason="A learner who knows none of them learns nothing from the definitions.",
    bad="- base_form: frío\n  meanings:\n    - meaning: Sin calor.\n- base_form: calor\n  meanings:\n"
    "    - meaning: Lo contrario de frío.",
    good="- base_form: calor\n  meanings:\n    - meaning: Lo que hay en verano.",
)


@checks(DEFINED_BY_EACH_OTHER, Scope.LANGUAGE)
def defined_by_each_other(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Follow the nouns, verbs and adjectives from definition to definition; function words are left out."""
    uses = _uses(lexicon, profile)
    for first, seconds in uses.items():
        for second in seconds:
            if first in uses[second]:
                if first < second:
                    yield _circle(uses, first, second)
                continue
            for third in uses[second]:
                if first not in uses[third] or first != min(first, second, third):
                    continue
                if third not in seconds and second not in uses[third] and third not in (first, second):
                    yield _circle(uses, first, second, third)


SHARED_LETTERS = 4
"""The fewest letters that words of one family begin with: *cocin-ar*, *cocin-ero*."""
SHORTER_ENDING = 2
"""The most letters that the shorter one of them has besides."""
LONGER_ENDING = 5
"""The most letters that the longer one has besides; more are usually another word in a compound."""

DEFINED_BY_FAMILY = Rule(
    code="V445",
    slug="defined-by-family",
    severity=Severity.INFO,
    title="A word is defined by one of its family that comes no earlier",
    reason="Who does not know cocinar learns nothing from “Persona que cocina”; once it is taught, the family helps.",
    bad="- base_form: cocinero\n  priority: 9\n  meanings:\n    - meaning: Persona que cocina.    # cocinar: band 14",
    good="- base_form: cocinero\n  priority: 9\n  meanings:\n    - meaning: Hace la comida en un restaurante.",
)


@checks(DEFINED_BY_FAMILY, Scope.LANGUAGE)
def defined_by_family(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare the beginnings of a word and of the words of its definitions, accents left out.

    Only nouns, verbs and adjectives count, and only where they cannot be another word.
    """
    bands = {word.base_form: (word.levels[0].level, word.levels[0].priority) for word in lexicon.words}
    uses = _uses(lexicon, profile)
    cores = {word: bare(profile.core(word)) for word in uses}
    for word, others in uses.items():
        for other, place in others.items():
            if bands[other] >= bands[word] and _related(cores[word], cores[other]):
                message = f"“{word}” is defined by “{other}”, which comes no earlier"
                yield Finding(DEFINED_BY_FAMILY, message, place, word)


def _related(word: str, other: str) -> bool:
    """Return whether two words, without capitals and accents, begin with the same letters and end differently."""
    if word[:SHARED_LETTERS] != other[:SHARED_LETTERS]:  # as of nearly all
        return False
    shorter, longer = sorted((word, other), key=len)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(shorter, longer, strict=False)))
    return (
        shared >= SHARED_LETTERS and len(shorter) - shared <= SHORTER_ENDING and len(longer) - shared <= LONGER_ENDING
    )


def _uses(lexicon: Lexicon, profile: Profile) -> Mapping[str, Mapping[str, Place]]:
    """Return the words that each word is defined by, with the place of the definition.

    Only nouns, verbs and adjectives count, and only where they cannot be another word.
    """
    content = {word.base_form for word in lexicon.words if word.part_of_speech in CONTENT_WORDS}
    content.difference_update(profile.stopwords)
    uses: dict[str, dict[str, Place]] = {base_form: {} for base_form in content}
    for word in lexicon.words:
        if word.base_form not in content:
            continue
        its = uses[word.base_form]
        for number, meaning in enumerate(word.meanings):
            for candidates in lexicon.definition_tokens.get(meaning.text, ()):
                other = candidates[0] if len(candidates) == 1 else word.base_form
                if other in content and other != word.base_form and other not in its:
                    its[other] = word.place.at("meanings", number, "meaning")
    return uses


def _circle(uses: Mapping[str, Mapping[str, Place]], *words: str) -> Finding:
    links = list(zip(words, (*words[1:], words[0]), strict=True))
    first, *others, last = [f"“{word}” by “{other}”" for word, other in links]
    message = ", ".join([first.replace("” by", "” is defined by"), *others, f"and {last}"])
    places = [uses[word][other] for word, other in links]
    references = tuple(Reference(f"“{word}” here", at) for word, at in zip(words[1:], places[1:], strict=True))
    return Finding(DEFINED_BY_EACH_OTHER, message, places[0], words[0], references=references)
