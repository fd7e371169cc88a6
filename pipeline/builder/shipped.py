"""What a release has of a pack: `build` takes everything, a release only what is finished."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.model.assessments import Assessment, uneven_levels
from pipeline.model.cefr import LEVELS, up_to
from pipeline.model.findings import Pointer
from pipeline.model.grammar import GRAMMAR, GrammarLesson
from pipeline.model.lessons import Lesson
from pipeline.model.lexicon import Lexicon, Word
from pipeline.model.packs import LevelState, Pack
from pipeline.model.shipping import Reason, reason_against

LeftOut = Mapping[str, Mapping[str, int]]
"""By level, how many entries (or grammar lessons, or questions) each `Reason` keeps out of a release.

Levels and reasons are in their order."""


@dataclass(frozen=True, slots=True)
class LevelStanding:
    """How far a level is in a release."""

    state: str
    words: int
    """Shipped words up to the level, that level included."""
    target: int | None
    left_out: Mapping[str, int]
    """How many entries of the level each reason keeps out."""


def shipped(lexicon: Lexicon) -> tuple[Lexicon, LeftOut]:
    """Return what a release has of a lexicon, and how much it leaves out.

    Of a released level that is every reviewed word; of a preview, every reviewed word that a finished lesson teaches;
    of a level in progress, nothing. A lesson is finished if all its words are reviewed. Otherwise it is left out whole:
    what learners have completed must not grow. Relations to a word that is left out go with it.
    """
    pack = _pack(lexicon)
    ready = {word.base_form for word in lexicon.words if reason_against(word, pack) is None}
    finished = [lesson for lesson in lexicon.lessons if _is_finished(lesson, ready, pack)]
    taught = {base_form for lesson in finished if lesson.teaches for base_form in _base_forms(lesson)}
    words = tuple(_at_shipped_levels(lexicon, ready, taught))
    names = {word.base_form for word in words}
    shipping = replace(
        lexicon,
        words=words,
        unfinished=(),
        unfinished_practice=(),
        relations=tuple(one for one in lexicon.relations if {one.base_form, one.other} <= names),
        lessons=(lessons := tuple(lesson for lesson in finished if _base_forms(lesson) <= names)),
        grammar=tuple(_grammar(lexicon, {lesson.id for lesson in lessons})),
        assessments=tuple(filter(_is_finished_assessment, lexicon.whole_assessments)),
    )
    return shipping, _left_out(lexicon, shipping)


def _grammar(lexicon: Lexicon, lessons: set[str]) -> Iterator[GrammarLesson]:
    """Yield the grammar lessons that are shipped: reviewed, of a released level, after a lesson that is shipped."""
    pack = _pack(lexicon)
    for lesson in lexicon.grammar:
        released = pack.state(lesson.level) is LevelState.RELEASED
        if released and lesson.status == "reviewed" and lesson.after in lessons:
            yield lesson


def _is_finished_assessment(assessment: Assessment) -> bool:
    reviewed = all(question.status == "reviewed" for question in assessment.questions)
    return bool(assessment.questions) and reviewed and not uneven_levels(assessment)


def taken(shipping: Lexicon) -> dict[str, dict[str, int]]:
    """Return by the id of a source how many examples and meanings name it, of what `shipped` returned."""
    found: dict[str, dict[str, int]] = {}
    for word in shipping.words:
        for meaning in word.meanings:
            named = [(meaning.source, "meaning"), *((example.source, "example") for example in meaning.examples)]
            for source, kind in named:
                if source is not None:
                    counts = found.setdefault(source, {"example": 0, "meaning": 0})
                    counts[kind] += 1
    return found


def standings(shipping: Lexicon, left_out: LeftOut) -> dict[str, LevelStanding]:
    """Return how far each level is, from what `shipped` returned; only levels that have entries."""
    pack = _pack(shipping)
    own = Counter(min(one.level for one in word.levels) for word in shipping.words)
    return {
        level: LevelStanding(
            pack.state(level).value,
            sum(own[other] for other in up_to(level)),
            pack.targets.get(level),
            left_out.get(level, {}),
        )
        for level in LEVELS
        if own[level] or level in left_out
    }


def places_left_out(lexicon: Lexicon, shipping: Lexicon) -> set[tuple[str, Pointer]]:
    """Return file and pointer of the entries, rows of tables, lessons and questions that a release does not have.

    If it does not have an assessment, that is the whole file.

    Vocabulary lessons of a released level are not among them: that one is not finished is a fault of the release.
    """
    pack = _pack(lexicon)
    names = {word.base_form for word in shipping.words}
    others = lexicon.base_forms - names
    lessons = {lesson.id for lesson in shipping.lessons} | {lesson.id for lesson in shipping.grammar}
    places = [
        *(word.place for word in lexicon.words if word.base_form not in names),
        *(draft.place for draft in lexicon.unfinished),
        *(draft.place for draft in lexicon.unfinished_practice),
        *(row.place for row in lexicon.paradigms if row.base_form in others),
        *(
            lesson.place
            for lesson in lexicon.lessons
            if lesson.id not in lessons and pack.state(lesson.level) is not LevelState.RELEASED
        ),
        *(lesson.place for lesson in lexicon.grammar if lesson.id not in lessons),
        *(assessment.place for assessment in lexicon.assessments if assessment not in shipping.assessments),
    ]
    return {(place.file, place.pointer) for place in places}


def _pack(lexicon: Lexicon) -> Pack:
    if lexicon.pack is None:
        raise ValueError(f"the lexicon of “{lexicon.language}” has no pack: it has errors and cannot be shipped")
    return lexicon.pack


def _base_forms(lesson: Lesson) -> set[str]:
    return {item.text for item in lesson.items if not item.phrase}


def _is_finished(lesson: Lesson, ready: set[str], pack: Pack) -> bool:
    is_open = pack.state(lesson.level) is not LevelState.IN_PROGRESS
    return is_open and not lesson.unfinished and _base_forms(lesson) <= ready


def _at_shipped_levels(lexicon: Lexicon, ready: set[str], taught: set[str]) -> Iterator[Word]:
    """Yield the words that are shipped, each at the levels that have it in the release."""
    pack = _pack(lexicon)
    for word in lexicon.words:
        if word.base_form not in ready:
            continue
        wanted = {LevelState.RELEASED} | ({LevelState.PREVIEW} if word.base_form in taught else set())
        levels = tuple(one for one in word.levels if pack.state(one.level) in wanted)
        if levels:
            yield word if levels == word.levels else replace(word, levels=levels)


def _left_out(lexicon: Lexicon, shipping: Lexicon) -> LeftOut:
    """Count the entries, grammar lessons and questions that are not among those shipped."""
    pack = _pack(lexicon)
    names = {word.base_form for word in shipping.words}
    named = {base_form for lesson in lexicon.lessons for base_form in _base_forms(lesson)}
    found: Counter[tuple[str, Reason]] = Counter()
    for draft in lexicon.unfinished:
        in_progress = pack.state(str(draft.level)) is LevelState.IN_PROGRESS
        why = Reason.UNFINISHED if draft.lacks else Reason.FAULTY
        found[str(draft.level), Reason.IN_PROGRESS if in_progress else why] += 1
    for word in lexicon.words:
        if word.base_form not in names:
            of_lessons = Reason.LESSON if word.base_form in named else Reason.NO_LESSON
            found[word.levels[0].level, reason_against(word, pack) or of_lessons] += 1
    found.update((lesson.level, Reason.GRAMMAR) for lesson in lexicon.grammar if lesson not in shipping.grammar)
    found.update(
        (question.level, Reason.QUESTIONS)
        for assessment in lexicon.assessments
        if assessment not in shipping.assessments
        for question in assessment.questions
    )
    found.update(
        (str(draft.level), Reason.GRAMMAR if draft.kind == GRAMMAR else Reason.QUESTIONS)
        for draft in lexicon.unfinished_practice
    )
    counts = {level: {one.value: found[level, one] for one in Reason if found[level, one]} for level in LEVELS}
    return {level: reasons for level, reasons in counts.items() if reasons}
