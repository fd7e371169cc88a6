"""3xx: is each word a word of the language, once?"""

import re
from collections.abc import Iterator, Sequence

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Reference, Rule, Severity
from pipeline.model.identity import word_id
from pipeline.model.lexicon import LemmaOpinion, Lexicon, Word
from pipeline.model.suggestions import a
from pipeline.model.texts import doubtful_spellings
from pipeline.rules.catalogue import checks

DUPLICATE_WORD = Rule(
    code="V301",
    slug="duplicate-word",
    severity=Severity.ERROR,
    title="A word is defined twice",
    reason="A language and a base form make a word: its progress is counted once. Two entries would show a learner "
    "two half words.",
    bad="A1/food.yaml and A1/restaurant.yaml both with: base_form: pan",
    good="One entry with two meanings; `levels` names further levels.",
)

NOT_A_LEMMA = Rule(
    code="V302",
    slug="not-a-lemma",
    severity=Severity.WARNING,
    title="The base form is not a dictionary form",
    reason="A learner who looks the word up finds nothing, and its other forms are not recognised.",
    bad="base_form: hablo\npart_of_speech: verb",
    good="base_form: hablar\npart_of_speech: verb",
)

IDENTIFIER_COLLISION = Rule(
    code="V303",
    slug="identifier-collision",
    severity=Severity.ERROR,
    title="Two words have the same identifier",
    reason="Identifiers are 48 bits of a hash; two words sharing one would share a learner's progress. You will "
    "probably never see this.",
    bad="Two base forms with the same hash.",
    good="One of the two written in another way (with its reflexive pronoun, say).",
)

INFLECTED_FORM = Rule(
    code="V304",
    slug="inflected-form",
    severity=Severity.WARNING,
    title="The base form is an inflected form of another word of the pack",
    reason="The form belongs to the other word; as a word of its own it is counted twice.",
    bad="base_form: hablo    # beside hablar",
    good="base_form: hablar",
)

FOREIGN_LETTER = Rule(
    code="V305",
    slug="foreign-letter",
    severity=Severity.WARNING,
    title="A word or a form has a letter that the language does not use",
    reason="It is a slip of the keyboard, or a look-alike of another script.",
    bad="base_form: niňo    # Spanish, with a Czech letter",
    good="base_form: niño",
)

ARTICLE_IN_BASE_FORM = Rule(
    code="V306",
    slug="article-in-base-form",
    severity=Severity.WARNING,
    title="The base form of a noun begins with an article, or that of a verb with “to”",
    reason="Words are looked up without it; the gender says which article there is.",
    bad="base_form: el pan",
    good="base_form: pan\ngender: masculine",
)

CAPITALISATION = Rule(
    code="V307",
    slug="capitalisation",
    severity=Severity.WARNING,
    title="The base form is not capitalised as the language wants it",
    reason="German nouns begin with a capital, and a capital makes another word of `morgen`; elsewhere only names do.",
    bad="base_form: haus    # German noun",
    good="base_form: Haus",
)

BASE_FORM_PUNCTUATION = Rule(
    code="V308",
    slug="base-form-punctuation",
    severity=Severity.WARNING,
    title="The base form has punctuation at its end",
    reason="Nobody would find the word.",
    bad="base_form: pan.",
    good="base_form: pan",
)

NO_GENDER = Rule(
    code="V309",
    slug="no-gender",
    severity=Severity.WARNING,
    title="A noun has no gender",
    reason="A learner needs it for the article, and the forms of a noun carry it.",
    bad="- base_form: pan\n  part_of_speech: noun",
    good="- base_form: pan\n  part_of_speech: noun\n  gender: masculine",
)

FOREIGN_GENDER = Rule(
    code="V310",
    slug="foreign-gender",
    severity=Severity.ERROR,
    title="The language has no such gender",
    reason="It would teach an article that does not exist.",
    bad="gender: neuter    # in Spanish",
    good="gender: masculine",
)

GENDER_WITHOUT_NOUN = Rule(
    code="V311",
    slug="gender-without-noun",
    severity=Severity.WARNING,
    title="A word that is no noun has a gender",
    reason="Adjectives and pronouns inflect for gender; only nouns have one.",
    bad="- base_form: bueno\n  part_of_speech: adjective\n  gender: masculine",
    good="- base_form: bueno\n  part_of_speech: adjective",
)

NO_PRONUNCIATION = Rule(
    code="V312",
    slug="no-pronunciation",
    severity=Severity.WARNING,
    title="A word has no pronunciation",
    reason="Learners see it under the word.",
    bad="- base_form: libro",
    good="- base_form: libro\n  pronunciation: ˈlibɾo",
)

PRONUNCIATION_DELIMITERS = Rule(
    code="V313",
    slug="pronunciation-delimiters",
    severity=Severity.WARNING,
    title="The pronunciation stands between slashes or brackets",
    reason="The app puts them there; with two of them it looks like a mistake.",
    bad="pronunciation: /ˈlibɾo/",
    good="pronunciation: ˈlibɾo",
)

PRONUNCIATION_LETTERS = Rule(
    code="V314",
    slug="pronunciation-letters",
    severity=Severity.WARNING,
    title="The pronunciation has a character that is not IPA",
    reason="An apostrophe for a stress mark, or g for ɡ, is read wrongly by what speaks it.",
    bad='pronunciation: "\'libɾo"',
    good="pronunciation: ˈlibɾo",
)


@checks(DUPLICATE_WORD)
def duplicate_word(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Point at the second entry, and at the first."""
    first: dict[str, Word] = {}
    for word in lexicon.words:
        other = first.setdefault(word.base_form, word)
        if other is not word:
            yield Finding(
                DUPLICATE_WORD,
                f"“{word.base_form}” is defined twice",
                word.place.at("base_form"),
                word.base_form,
                suggestion="Make one entry of them: with both meanings, and `levels` for further levels",
                references=(Reference("first defined here", other.place.at("base_form")),),
            )


@checks(NOT_A_LEMMA)
def not_a_lemma(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Weigh what the lemmatizers hold of the word; a curator has the last say, so this is a warning.

    spaCy's rules are asked with the part of speech, so its word counts where it knows the word. Tables for looking up
    (spaCy's for German, simplemma's) know no part of speech: there all must refuse the word. A lemma of which our own
    rules make the word settles it.
    """
    for word in lexicon.words:
        core = profile.core(word.base_form)
        ending = word.part_of_speech == "verb" and profile.infinitive_endings
        opinions = lexicon.lemma_opinions.get((word.base_form, word.part_of_speech), ())
        deciding = opinions[:1] if profile.lemmatizer == "rule" else opinions
        refused = any(opinion.confirmed for opinion in opinions) or (
            bool(opinions) and all(core not in opinion.lemmas for opinion in deciding)
        )
        if refused or (ending and not core.endswith(profile.infinitive_endings)):
            views = "; ".join(f"{view.lemmatizer} gives “{'” or “'.join(view.lemmas)}”" for view in opinions)
            message = f"“{word.base_form}” does not look like the dictionary form of {a(word.part_of_speech)}"
            yield Finding(
                NOT_A_LEMMA,
                f"{message} ({views})" if views else message,
                word.place.at("base_form"),
                word.base_form,
                suggestion=f"If so, write “{_lemma(core, opinions)}”" if refused else None,
            )


def _lemma(word: str, opinions: Sequence[LemmaOpinion]) -> str:
    """Return the lemma to propose: a confirmed one first."""
    best = sorted(opinions, key=lambda opinion: not opinion.confirmed)
    return next(lemma for opinion in best for lemma in opinion.lemmas if lemma != word)


@checks(IDENTIFIER_COLLISION)
def identifier_collision(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the identifiers of different words."""
    owners: dict[int, Word] = {}
    for word in lexicon.words:
        other = owners.setdefault(word_id(lexicon.language, word.base_form), word)
        if other.base_form != word.base_form:
            message = f"“{word.base_form}” has the same identifier as “{other.base_form}”"
            first = Reference("the other word", other.place.at("base_form"))
            yield Finding(
                IDENTIFIER_COLLISION, message, word.place.at("base_form"), word.base_form, references=(first,)
            )


@checks(INFLECTED_FORM)
def inflected_form(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look base forms up among the forms of other words of the same part of speech."""
    bases = {word.base_form for word in lexicon.words}
    owners: dict[tuple[str, str], Word] = {}
    for word in lexicon.words:
        for form in word.forms:
            if form.text in bases and form.text != word.base_form:
                owners.setdefault((word.part_of_speech, form.text), word)
    for word in lexicon.words:
        owner = owners.get((word.part_of_speech, word.base_form))
        # Only verbs, nouns and adjectives: pronouns and the like have their forms as words of their own.
        if owner and owner.base_form != word.base_form and word.part_of_speech in ("noun", "verb", "adjective"):
            yield Finding(
                INFLECTED_FORM,
                f"“{word.base_form}” is a form of “{owner.base_form}”",
                word.place.at("base_form"),
                word.base_form,
                references=(Reference(f"“{owner.base_form}” is here", owner.place.at("base_form")),),
            )


@checks(FOREIGN_LETTER)
def foreign_letter(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look every letter of base forms and forms up in the alphabet; a definition or example may quote others."""
    if not profile.alphabet:
        return
    known = frozenset(profile.alphabet)

    def sound(text: str) -> bool:
        return not any(map(str.isalpha, set(text.lower()) - known))

    for text in doubtful_spellings(lexicon, sound):
        letter = next(letter for letter in text.text.lower() if letter.isalpha() and letter not in known)
        message = f"“{letter}” (U+{ord(letter):04X}) is no letter of {profile.name}"
        yield Finding(FOREIGN_LETTER, message, text.place, text.word)


@checks(ARTICLE_IN_BASE_FORM)
def article_in_base_form(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look at how nouns and verbs begin; an elided article is joined to its noun (French `l'eau`)."""
    articles = [article if article.endswith("'") else f"{article} " for article in profile.articles]
    beginnings = {"noun": tuple(sorted(articles, key=len, reverse=True)), "verb": ("to ",)}
    for word in lexicon.words:
        for beginning in beginnings.get(word.part_of_speech, ()):
            rest = word.base_form[len(beginning) :]
            if rest and word.base_form.lower().startswith(beginning):
                message = f"“{word.base_form}” begins with “{beginning.strip()}”"
                hint = f"Write “{rest}”"
                yield Finding(ARTICLE_IN_BASE_FORM, message, word.place.at("base_form"), word.base_form, hint)
                break


@checks(CAPITALISATION)
def capitalisation(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare the first letter with what the language wants of the part of speech; abbreviations are all capitals."""
    if not profile.known:
        return
    for word in lexicon.words:
        capital = word.base_form[0].isupper()
        wanted = profile.nouns_capitalised and word.part_of_speech == "noun"
        abbreviated = len(word.base_form) > 1 and word.base_form.isupper()
        if capital != wanted and word.base_form[0].isalpha() and not abbreviated:
            is_written = "a small letter" if wanted else "a capital"
            message = f"“{word.base_form}” is {a(word.part_of_speech)} and begins with {is_written}"
            yield Finding(CAPITALISATION, message, word.place.at("base_form"), word.base_form)


@checks(BASE_FORM_PUNCTUATION)
def base_form_punctuation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at both ends of the base form; an abbreviation of several words has its full stop (Spanish `a. m.`)."""
    for word in lexicon.words:
        if _PUNCTUATED.search(word.base_form) and not _ABBREVIATION.search(word.base_form):
            message = f"“{word.base_form}” has punctuation at its end"
            yield Finding(BASE_FORM_PUNCTUATION, message, word.place.at("base_form"), word.base_form)


@checks(NO_GENDER)
def no_gender(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for the gender of nouns, in a language that has genders; a noun without singular may have none."""
    if not profile.genders:
        return
    plural_only = {
        row.base_form
        for row in lexicon.paradigms
        if row.part_of_speech == "noun" and row.cells and not any("Number=Sing" in cell for cell in row.cells)
    }
    for word in lexicon.words:
        if word.part_of_speech == "noun" and word.gender is None and word.base_form not in plural_only:
            hint = f"Add gender: {' or '.join(profile.genders)}"
            yield Finding(NO_GENDER, f"“{word.base_form}” has no gender", word.place, word.base_form, hint)


@checks(FOREIGN_GENDER)
def foreign_gender(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look the gender up in the profile."""
    if not profile.known:
        return
    for word in lexicon.words:
        if word.gender is not None and word.gender not in profile.genders:
            message = f"{profile.name} has no {word.gender} gender"
            yield Finding(FOREIGN_GENDER, message, word.place.at("gender"), word.base_form)


@checks(GENDER_WITHOUT_NOUN)
def gender_without_noun(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for a gender on a word that is no noun in any meaning."""
    for word in lexicon.words:
        if word.gender is not None and "noun" not in word.parts_of_speech:
            message = f"“{word.base_form}” is {a(word.part_of_speech)} and has a gender"
            yield Finding(GENDER_WITHOUT_NOUN, message, word.place.at("gender"), word.base_form, "Remove it")


@checks(NO_PRONUNCIATION)
def no_pronunciation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the field."""
    for word in lexicon.words:
        if word.pronunciation is None:
            message = f"“{word.base_form}” has no pronunciation"
            yield Finding(NO_PRONUNCIATION, message, word.place, word.base_form)


@checks(PRONUNCIATION_DELIMITERS)
def pronunciation_delimiters(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at both ends of the pronunciation."""
    for word in lexicon.words:
        ipa = word.pronunciation
        if ipa is not None and (ipa[0] in "/[" or ipa[-1] in "/]"):
            message = f"the pronunciation {ipa} is not to have slashes or brackets"
            yield Finding(PRONUNCIATION_DELIMITERS, message, word.place.at("pronunciation"), word.base_form)


@checks(PRONUNCIATION_LETTERS)
def pronunciation_letters(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for what is typed in place of an IPA character."""
    for word in lexicon.words:
        for character in dict.fromkeys(word.pronunciation or ""):
            if character in _TYPED_FOR or character.isupper() or character.isdigit():
                right = _TYPED_FOR.get(character)
                yield Finding(
                    PRONUNCIATION_LETTERS,
                    f"“{character}” in the pronunciation is not IPA",
                    word.place.at("pronunciation"),
                    word.base_form,
                    f"Write {right} (U+{ord(right):04X})" if right else None,
                )


_PUNCTUATED = re.compile(r"""\A[-.,;:!?¡¿…"«»“”„(\[]|[-.,;:!?…"«»“”)\]]\Z""")
_ABBREVIATION = re.compile(r"\A\w+\.[ \u00a0\u202f]?\w+\.\Z")
_TYPED_FOR = {"'": "ˈ", "’": "ˈ", ":": "ː", "g": "ɡ", ",": "ˌ"}
