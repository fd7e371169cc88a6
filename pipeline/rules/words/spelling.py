"""The spelling of words."""

import re
from collections.abc import Iterator

from pipeline.languages.articles import article_before
from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.suggestions import a
from pipeline.model.texts import doubtful_spellings
from pipeline.rules.catalogue import Scope, checks

FOREIGN_LETTER = Rule(
    code="V305",
    slug="foreign-letter",
    severity=Severity.WARNING,
    title="A word or a form has a letter that the language does not use",
    reason="It is a typing slip, or a look-alike from another script.",
    bad="base_form: niňo    # Spanish, with a Czech letter",
    good="base_form: niño",
)


@checks(FOREIGN_LETTER, Scope.FILE)
def foreign_letter(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Check the letters of base forms and forms against the alphabet; a definition or example may quote others."""
    if not profile.alphabet:
        return
    known = frozenset(profile.alphabet)

    def sound(text: str) -> bool:
        return not any(map(str.isalpha, set(profile.lowered(text)) - known))

    for text in doubtful_spellings(lexicon, sound):
        letter = next(letter for letter in profile.lowered(text.text) if letter.isalpha() and letter not in known)
        message = f"“{letter}” (U+{ord(letter):04X}) is not a {profile.name} letter"
        yield Finding(FOREIGN_LETTER, message, text.place, text.word)


ARTICLE_IN_BASE_FORM = Rule(
    code="V306",
    slug="article-in-base-form",
    severity=Severity.WARNING,
    title="The base form of a noun begins with an article, or that of a verb with “to”",
    reason="Words are looked up without it; the gender determines the article.",
    bad="base_form: el pan",
    good="base_form: pan\ngender: masculine",
)


@checks(ARTICLE_IN_BASE_FORM, Scope.FILE)
def article_in_base_form(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look at how nouns and verbs begin; an elided article is joined to its noun (French `l'eau`)."""
    for word in lexicon.words:
        beginning = None
        if word.part_of_speech == "noun":
            beginning = article_before(profile, word.base_form)
        elif word.part_of_speech == "verb" and word.base_form.lower().startswith("to "):
            beginning = word.base_form[:2]
        if beginning and (rest := word.base_form[len(beginning) :].strip()):
            message = f"“{word.base_form}” begins with “{beginning}”"
            hint = f"Write “{rest}”"
            yield Finding(ARTICLE_IN_BASE_FORM, message, word.place.at("base_form"), word.base_form, hint)


CAPITALISATION = Rule(
    code="V307",
    slug="capitalisation",
    severity=Severity.WARNING,
    title="The base form is not capitalised as the language requires",
    reason="German nouns begin with a capital: `Morgen` is not `morgen`. In other languages only names do: "
    "words of a concept with `proper_name: true`, and Dutch languages and nationalities.",
    bad="base_form: haus    # German noun",
    good="base_form: Haus",
)


@checks(CAPITALISATION, Scope.FILE)
def capitalisation(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare the first letter with what the language requires; abbreviations in capitals (`T-shirt`) are exempt."""
    if not profile.describes_words:
        return
    series = profile.capitalised_series
    names = {concept.id for concept in lexicon.concepts if concept.proper_name or concept.series in series}
    for word in lexicon.words:
        capital = word.base_form[0].isupper()
        is_name = any(meaning.concept in names for meaning in word.meanings)
        wanted = is_name or (profile.nouns_capitalised and word.part_of_speech == "noun")
        abbreviated = len(word.base_form) > 1 and word.base_form.partition("-")[0].isupper()
        if capital != wanted and word.base_form[0].isalpha() and not abbreviated:
            is_written = "a lowercase letter" if wanted else "a capital"
            what = "a name" if is_name else a(word.part_of_speech)
            message = f"“{word.base_form}” is {what} and begins with {is_written}"
            yield Finding(CAPITALISATION, message, word.place.at("base_form"), word.base_form)


_PUNCTUATED = re.compile(r"""\A[-.,;:!?¡¿…"«»“”„(\[]|[-.,;:!?…"«»“”)\]]\Z""")

_ABBREVIATION = re.compile(r"\A\w+\.[ \u00a0\u202f]?\w+\.\Z")

BASE_FORM_PUNCTUATION = Rule(
    code="V308",
    slug="base-form-punctuation",
    severity=Severity.WARNING,
    title="The base form begins or ends with punctuation",
    reason="A search would not find the word.",
    bad="base_form: pan.",
    good="base_form: pan",
)


@checks(BASE_FORM_PUNCTUATION, Scope.FILE)
def base_form_punctuation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at both ends of the base form; an abbreviation of several words keeps its full stop (Spanish `a. m.`)."""
    for word in lexicon.words:
        if _PUNCTUATED.search(word.base_form) and not _ABBREVIATION.search(word.base_form):
            message = f"“{word.base_form}” begins or ends with punctuation"
            yield Finding(BASE_FORM_PUNCTUATION, message, word.place.at("base_form"), word.base_form)
