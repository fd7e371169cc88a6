"""Propose questions about words: what one means, which one is defined, which form of one fits.

A proposal is a starting point for a curator. None is proposed that a finding would be about. As far as the lexicon
knows, wrong options are of the answer's part of speech, gender and level, and never a synonym, a contrast or another
translation of it.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.curation.question_forms import BEGINNING, Person, decided_persons, other_persons
from pipeline.curation.question_options import OPTIONS, alike, ascii_letters, four, told
from pipeline.languages.profile import Profile
from pipeline.model.assessments import Assessment, Question, QuestionKind
from pipeline.model.findings import Place
from pipeline.model.grammar import GAP
from pipeline.model.lexicon import Lexicon, Word
from pipeline.recognition.index import of_lexicon
from pipeline.rules.levels import assessments, choices, rivals
from pipeline.stages.running_words import running_words

_FILE = "proposed"
"""The id of the assessment in which proposals are checked."""

_CHECKS = (
    assessments.question_twice,
    assessments.hard_question,
    choices.options_alike,
    choices.given_away_by_apostrophe,
    rivals.also_right,
    rivals.unlike_the_answer,
)

_KIND = 5
"""A series of so many words is a kind of its own, as numbers and months are; of fewer, it is a pair or a set."""

_SMALL_WORDS = frozenset(
    ("a", "an", "the", "to", "of", "in", "on", "at", "be", "for", "with", "and", "or", "my", "his", "her", "it", "not")
)
"""English words that two translations may share without meaning the same."""


def propose(lexicon: Lexicon, profile: Profile, level: str, count: int, seed: str = "1") -> list[Question]:
    """Return questions about different words, first taught at a level: of each kind as many, if there are enough."""
    maker = _Maker(lexicon, level, random.Random(f"{seed}/{level}"))  # noqa: S311  nothing secret
    made = (maker.translations(), maker.definitions(), maker.gaps())
    kinds = [_passing(lexicon, profile, list(one)) for one in made]
    found: dict[str | None, Question] = {}
    while kinds and len(found) < count:
        for kind in list(kinds):
            question = next((one for one in kind if one.word not in found), None)
            if question is None:
                kinds.remove(kind)
            elif len(found) < count:
                found[question.word] = question
    return _placed(list(found.values()), maker.chance)


def _passing(lexicon: Lexicon, profile: Profile, questions: Sequence[Question]) -> Iterator[Question]:
    """Yield the questions that no finding is about, in their order."""
    test = Assessment(_FILE, "vocabulary", "", "", "", "", tuple(questions), Place(_FILE))
    whole = replace(lexicon, grammar=(), assessments=(test,))
    whole = replace(whole, running_words=running_words(whole, lambda: of_lexicon(lexicon), None, []))
    faulty = {finding.place.pointer[:2] for check in _CHECKS for finding in check(whole, profile)}
    yield from (question for question in questions if question.place.pointer not in faulty)


def _placed(questions: Sequence[Question], chance: random.Random) -> list[Question]:
    """Return the questions with their answers at each place as often as at the others, in no order to be guessed."""
    places = [number % OPTIONS for number in range(len(questions))]
    chance.shuffle(places)
    found = []
    for place, question in zip(places, questions, strict=True):
        others = [option for option in question.options if option != question.answer]
        others.insert(place, question.answer)
        found.append(replace(question, options=tuple(others)))
    return found


@dataclass
class _Maker:
    lexicon: Lexicon
    level: str
    chance: random.Random
    _ids: set[str] = field(default_factory=set)
    _made: int = 0

    @cached_property
    def _words(self) -> list[Word]:
        """The words of the level that are reviewed, shuffled."""
        words = [one for one in self.lexicon.words if one.levels[0].level == self.level and one.status == "reviewed"]
        self.chance.shuffle(words)
        return words

    @cached_property
    def _near(self) -> dict[str, set[str]]:
        """By base form, the words that it is stated to be related to, in whatever way."""
        found: dict[str, set[str]] = {}
        for relation in self.lexicon.relations:
            found.setdefault(relation.base_form, set()).add(relation.other)
        for word in self.lexicon.words:
            for other in word.contrasts:
                found.setdefault(word.base_form, set()).add(other)
                found.setdefault(other, set()).add(word.base_form)
        return found

    def translations(self) -> Iterator[Question]:
        """Yield questions for what a word means in English."""
        for word in self._words:
            answer = _first(word)
            if alike(word.base_form, answer):
                continue
            others = (_first(other) for other in self._others(word))
            unlike = (other for other in others if not alike(word.base_form, other))
            options = four(self.chance, answer, unlike, set(map(_first, self._series_of(word))))
            if options:
                text = f"“{word.base_form}” means “{answer}”."
                yield self._question(QuestionKind.TRANSLATION, word, word.base_form, options, text)

    def definitions(self) -> Iterator[Question]:
        """Yield questions for the word that a definition is about."""
        for word in self._words:
            definition = word.meanings[0].text
            if told(word.base_form, definition):
                continue
            others = (one.base_form for one in self._others(word) if not told(one.base_form, definition))
            options = four(self.chance, word.base_form, others, {other.base_form for other in self._series_of(word)})
            if options:
                text = f"This is the definition of “{word.base_form}”, {_first(word)}."
                yield self._question(QuestionKind.DEFINITION, word, definition, options, text)

    def gaps(self) -> Iterator[Question]:
        """Yield sentences that begin with a pronoun and a verb, with a gap for the verb."""
        for word in self._words:
            for text in (example.text for meaning in word.meanings for example in meaning.examples):
                found = BEGINNING.match(text)
                persons = self._persons.get(found[2].casefold()) if found and word.part_of_speech == "verb" else None
                if not found or not persons:
                    continue
                options = four(self.chance, found[3], other_persons(word, found[3], persons))
                if options:
                    gap = f"{text[: found.start(3)]}{GAP}{text[found.end(3) :]}"
                    why = f"With “{found[2].casefold()}” the form of “{word.base_form}” is “{found[3]}”."
                    yield self._question(QuestionKind.GAP, word, gap, options, why)
                    break

    @cached_property
    def _persons(self) -> dict[str, frozenset[Person]]:
        return decided_persons(self.lexicon)

    @cached_property
    def _series(self) -> dict[str, frozenset[str]]:
        """By base form, the words of its series: days, months, countries."""
        series = self.lexicon.pack.series.values() if self.lexicon.pack else ()
        return {one: frozenset(words) for words in series for one in words}

    def _others(self, word: Word) -> Iterator[Word]:
        """Yield words that may be wrong options, in a random order: like the word, but certainly not meant.

        Those of its series come first: among colours and numbers, a learner finds the only month without knowing it.
        For the same reason, a month is no option for any other word.
        """
        series = self._series.get(word.base_form, frozenset())
        near = self._near.get(word.base_form, set())
        avoided = near | {far for one in near for far in self._near.get(one, ())}
        meant = _english(word)
        like = [
            other
            for other in self._words
            if other.part_of_speech == word.part_of_speech
            and other.gender == word.gender
            and (other.base_form in series or not {*other.topics} & {*word.topics})
            and (other.base_form in series or len(self._series.get(other.base_form, ())) < _KIND)
            and other.base_form not in avoided | {word.base_form}
            and not meant & _english(other)
        ]
        self.chance.shuffle(like)
        yield from sorted(like, key=lambda one: one.base_form not in series)

    def _series_of(self, word: Word) -> Iterator[Word]:
        series = self._series.get(word.base_form, frozenset())
        return (other for other in self._words if other.base_form in series)

    def _question(self, kind: QuestionKind, word: Word, text: str, options: tuple[str, ...], why: str) -> Question:
        """Return a question; the first option is the answer."""
        self._made += 1
        skill = "grammar" if kind is QuestionKind.GAP else "vocabulary"
        return Question(
            id=self._id(f"{self.level}/{ascii_letters(word.base_form)}/{kind.value}"),
            level=self.level,
            skill=skill,
            kind=kind,
            question=text,
            options=options,
            answer=options[0],
            explanation_en=why,
            place=Place(_FILE, ("questions", self._made)),
            word=word.base_form,
        )

    def _id(self, name: str) -> str:
        number = 2
        free = name
        while free in self._ids:
            free, number = f"{name}-{number}", number + 1
        self._ids.add(free)
        return free


def _first(word: Word) -> str:
    return word.meanings[0].translation.split(", ")[0]


def _english(word: Word) -> set[str]:
    """Return the English words of all translations, of which one in common may be one meaning in common."""
    said = " ".join(meaning.translation for meaning in word.meanings).casefold()
    return {*re.findall(r"[\w']+", said)} - _SMALL_WORDS
