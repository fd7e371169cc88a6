"""Options that are right as well as the answer, or so unlike it that they are out of the question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.languages.profile import Profile
from pipeline.model.assessments import Question, QuestionKind
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon, Word
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.levels.assessments import questions_of_the_pack
from pipeline.rules.levels.choices import choices


@dataclass(frozen=True)
class _Words:
    """What the lexicon says of options."""

    lexicon: Lexicon

    @cached_property
    def by_base_form(self) -> Mapping[str, Word]:
        return {word.base_form: word for word in self.lexicon.words}

    @cached_property
    def like(self) -> Mapping[str, frozenset[str]]:
        """By base form, its synonyms and near-synonyms."""
        found: dict[str, set[str]] = {}
        for relation in self.lexicon.relations:
            if relation.type != "antonym":
                found.setdefault(relation.base_form, set()).add(relation.other)
        return {base_form: frozenset(others) for base_form, others in found.items()}

    def of(self, option: str) -> list[Word]:
        """Return the words that an option may be a form of, if it is one word."""
        if option in self.by_base_form:
            return [self.by_base_form[option]]
        found = self.lexicon.running_words.get(option, ())
        return [self.by_base_form[one] for one in sorted(found[0].base_forms)] if len(found) == 1 else []

    def why_both(self, answer: str, option: str, *, meant: bool) -> str | None:
        """Return why an option is right as well. `meant`: what is asked for is a word, not one of its forms."""
        for word in self.of(answer):
            for other in self.of(option):
                if word is other and _one_cell(word, answer, option):
                    return f"they are the same form of “{word.base_form}”"
                like = other.base_form in self.like.get(word.base_form, ())
                if word is not other and like and _agree(word, answer, other, option):
                    return f"“{word.base_form}” and “{other.base_form}” are synonyms"
                if meant and word is not other and (shared := _translations(word) & _translations(other)):
                    return f"both mean “{min(shared)}”"
                if meant and (other.base_form in word.contrasts or word.base_form in other.contrasts):
                    return "learners confuse them"
        return None


def _one_cell(word: Word, one: str, other: str) -> bool:
    """Whether two spellings are variants of one form: comiera, comiese."""
    cells = [
        {tuple(sorted(features.items())) for form in word.forms if form.text == text for features in form.features}
        for text in (one, other)
    ]
    return bool(cells[0]) and cells[0] == cells[1]


def _agree(word: Word, text: str, other: Word, option: str) -> bool:
    """Whether an option has a gender that the answer has: un cannot stand for una, although it is a synonym of uno."""
    one, another = _genders(word, text), _genders(other, option)
    return None in one | another or bool(one & another)


def _genders(word: Word, text: str) -> set[str | None]:
    """Return the genders that a form of a word shows; None if it shows none."""
    shown = [features.get("Gender") for form in word.forms if form.text == text for features in form.features]
    return set(shown) or {None}


def _translations(word: Word) -> set[str]:
    return {one.casefold() for meaning in word.meanings for one in meaning.translation.split(", ")}


ALSO_RIGHT = Rule(
    code="V655",
    slug="also-right",
    severity=Severity.WARNING,
    title="Another option is right as well, as far as the lexicon knows",
    reason="A learner who chooses it is told that it is wrong, and unlearns what is right.",
    bad="options: [empezar, comenzar, …], where the pack has them as synonyms",
    good="options: [empezar, terminar, …]",
)


@checks(ALSO_RIGHT, Scope.LANGUAGE)
def also_right(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for synonyms and equal forms and, where a word is asked for, for words with a translation in common."""
    words = _Words(lexicon)
    meant = {question.place: question for one in lexicon.assessments for question in one.questions if question.word}
    for choice in choices(lexicon):
        question = meant.get(choice.place)
        for number, option in enumerate(choice.options):
            if option == choice.answer:
                continue
            if question and question.kind is QuestionKind.TRANSLATION:
                tested = words.by_base_form.get(question.word or "")
                right = tested is not None and option.casefold() in _translations(tested)
                why = f"it is a translation of “{question.word}”" if right else None
            else:
                why = words.why_both(choice.answer, option, meant=question is not None)
            if why:
                message = f"“{option}” is right as well as “{choice.answer}”: {why}"
                yield Finding(ALSO_RIGHT, message, choice.place.at("options", number))


UNLIKE = Rule(
    code="V660",
    slug="unlike-the-answer",
    severity=Severity.WARNING,
    title="An option of a question about a word is of another part of speech or gender than the answer",
    reason="The article before a gap, or what it asks for, then rules the option out, whatever the word means.",
    bad="question: Vivo en una ___.\noptions: [casa, libro, amigo, queso]",
    good="question: Vivo en una ___.\noptions: [casa, mesa, leche, silla]",
)


@checks(UNLIKE, Scope.LANGUAGE)
def unlike_the_answer(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the words of options, of questions about words of the pack."""
    words = _Words(lexicon)
    for question in questions_of_the_pack(lexicon):
        if question.word is None or question.kind is QuestionKind.TRANSLATION:
            continue
        yield from _unlike(question, words)


def _unlike(question: Question, words: _Words) -> Iterator[Finding]:
    kinds = {kind for word in words.of(question.answer) for kind in _kinds(word)}
    for number, option in enumerate(question.options):
        others = {kind for word in words.of(option) for kind in _kinds(word)}
        if kinds and others and not kinds & others:
            message = f"“{option}” is of another part of speech or gender than “{question.answer}”"
            yield Finding(UNLIKE, message, question.place.at("options", number), option)


def _kinds(word: Word) -> set[tuple[str, str | None]]:
    """Return the parts of speech of a word, each with a gender that it may have."""
    genders = (word.gender or "").split("/")
    return {(part, gender if part == "noun" else None) for part in word.parts_of_speech for gender in genders}
