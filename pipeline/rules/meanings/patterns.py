"""The constructions that meanings name, and those that sentences use and no meaning explains."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon, Word
from pipeline.model.patterns import SLOTS, Pattern, PatternError, parsed
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.walk import meanings

FAULTY_PATTERN = Rule(
    code="V431",
    slug="faulty-pattern",
    severity=Severity.ERROR,
    title="A pattern is not one, or is of another word",
    reason="A pattern is read by programs: the words of the construction, and after each + a slot.",
    bad="pattern: quedarse + infinitivo    # base_form: quedar",
    good="pattern: quedar + se",
)


@checks(FAULTY_PATTERN, Scope.FILE)
def faulty_pattern(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Parse each pattern, and look for the word in it."""
    for word, meaning, place in meanings(lexicon):
        if meaning.pattern is None:
            continue
        try:
            pattern = parsed(meaning.pattern, profile.reflexives)
        except PatternError as error:
            yield Finding(FAULTY_PATTERN, str(error), place.at("pattern"), word.base_form, _hint(profile))
            continue
        if not set(_own_words(word, profile)) & {" ".join(pattern.words), *pattern.words}:
            message = f"“{word.base_form}” is not among the words of “{meaning.pattern}”"
            yield Finding(FAULTY_PATTERN, message, place.at("pattern"), word.base_form, _hint(profile))


def _hint(profile: Profile) -> str:
    slots = ", ".join((*profile.reflexives, *SLOTS))
    return f"Write base forms, then slots after +, each one of: {slots}"


def _own_words(word: Word, profile: Profile) -> tuple[str, ...]:
    return word.base_form, profile.core(word.base_form), *word.base_form.split()


UNSHOWN_PATTERN = Rule(
    code="V432",
    slug="unshown-pattern",
    severity=Severity.WARNING,
    title="No example of a meaning has the words of its pattern",
    reason="A learner understands a construction by seeing it.",
    bad="pattern: passen zu\nexamples:\n  - text: Die Schuhe passen.",
    good="pattern: passen zu\nexamples:\n  - text: Die Schuhe passen zu dem Kleid.",
)


@checks(UNSHOWN_PATTERN, Scope.LANGUAGE)
def unshown_pattern(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for all words of the pattern, in any form and order, in one of the examples; slots are not looked for."""
    base_forms = lexicon.base_forms
    for word, meaning, place in meanings(lexicon):
        pattern = _pattern(meaning.pattern, profile)
        if pattern is None:
            continue
        own = word.base_form.split()  # which another rule looks for, as a whole
        known = [one for one in pattern.words if one in base_forms and one not in own]
        if not any(set(known).issubset(lexicon.example_words.get(one.text, ())) for one in meaning.examples):
            message = f"no example has “{pattern}”"
            yield Finding(UNSHOWN_PATTERN, message, place.at("pattern"), word.base_form)


FEWEST_USES = 2
SHARE = 3
"""A preposition after a verb counts if every third sentence with the verb has it."""

UNCOVERED_USE = Rule(
    code="V435",
    slug="uncovered-use",
    severity=Severity.INFO,
    title="Examples use a construction that no meaning has as its pattern",
    reason="A learner who knows quedar (to meet) does not understand “me quedo en casa”: what sentences use must be a "
    "meaning somewhere.",
    bad="Me quedo en casa. Nos quedamos aquí.    # quedar: to meet",
    good="pattern: quedar + se\ntranslation: to stay",
)


@checks(UNCOVERED_USE, Scope.LANGUAGE)
def uncovered_use(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Count the constructions recognised in the examples, and compare them with the patterns of all meanings."""
    uses: dict[str, list[str]] = defaultdict(list)
    for text, patterns in lexicon.example_patterns.items():
        for use in patterns:
            uses[use].append(text)
    covered: dict[str, list[Pattern]] = defaultdict(list)
    for one in (one for word in lexicon.words for one in _patterns_of(word, profile)):
        for part in one.words:
            covered[part].append(one)
    sentences = Counter(chain.from_iterable(lexicon.example_words.values()))
    named = {use: _pattern(use, profile) for use, texts in uses.items() if len(texts) >= FEWEST_USES}
    parts = {part for pattern in named.values() if pattern for part in pattern.words}
    verbs = {
        form: word
        for word in reversed(lexicon.words)
        if "verb" in word.parts_of_speech
        for form in _forms(word)
        if form in parts
    }
    for use, texts in sorted(uses.items()):
        pattern = named.get(use)  # None, too, if a verb has a plus in it
        word = next((verbs[one] for one in pattern.words if one in verbs), None) if pattern else None
        if pattern is None or word is None or any(_covers(one, pattern) for one in covered[pattern.words[0]]):
            continue
        if use in profile.constructions or pattern.slots or len(texts) * SHARE >= sentences[word.base_form]:
            message = f"“{use}” stands in {len(texts)} examples (“{texts[0]}”), and no meaning has this pattern"
            hint = f"Add a meaning with `pattern: {use}`, or add the pattern to the meaning that explains it"
            yield Finding(UNCOVERED_USE, message, word.place.at("base_form"), word.base_form, hint)


def _pattern(text: str | None, profile: Profile) -> Pattern | None:
    try:
        return parsed(text, profile.reflexives) if text else None
    except PatternError:
        return None


def _patterns_of(word: Word, profile: Profile) -> Iterator[Pattern]:
    """Yield the constructions that a word explains: its patterns, its own words, and its pronoun."""
    for meaning in word.meanings:
        pattern = _pattern(meaning.pattern, profile)
        if pattern is not None:
            yield pattern
    core = profile.core(word.base_form)
    yield Pattern(tuple(core.split()), profile.reflexives[:1] if core != word.base_form else ())


def _covers(one: Pattern, use: Pattern) -> bool:
    """Return whether a pattern explains a use: it has all its words and slots, and may have more."""
    return set(use.words) <= set(one.words) and set(use.slots) <= set(one.slots)


def _forms(word: Word) -> Iterator[str]:
    yield word.base_form
    yield from (form.text for form in word.forms)
