"""What a release ships of a language: reviewed words of released levels, and of previews those of whole lessons."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline.model.lessons import Lesson
from pipeline.model.lexicon import Lexicon
from pipeline.model.packs import LevelState, Pack

NOT_FILLED_IN = "not filled in"
NOT_REVIEWED = "not reviewed"
IN_PROGRESS = "of a level in progress"
IN_NO_WHOLE_LESSON = "of a preview, and in no whole lesson"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The words that a release leaves out: their base forms, and how many there are by level and reason."""

    base_forms: frozenset[str] = frozenset()
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)


def shipped(lexicon: Lexicon) -> tuple[Lexicon, LeftOut]:
    """Return the lexicon with only what is shipped, and what is left out. The lexicon must be free of errors."""
    if lexicon.pack is None:
        return lexicon, LeftOut()
    pack = lexicon.pack
    whole = [lesson for lesson in lexicon.lessons if _is_whole(lesson)]
    taught = {item.text for lesson in whole if lesson.teaches for item in lesson.items}
    out = dict(_left_out(lexicon, pack, taught))
    words = tuple(word for word in lexicon.words if word.base_form not in out)
    relations = tuple(one for one in lexicon.relations if out.keys().isdisjoint((one.base_form, one.other)))
    lessons = tuple(
        lesson
        for lesson in whole
        if pack.state(lesson.level) is not LevelState.IN_PROGRESS
        and all(item.phrase or item.text not in out for item in lesson.items)
    )
    kept = replace(lexicon, words=words, unfinished=(), relations=relations, lessons=lessons)
    return kept, LeftOut(frozenset(out), dict(sorted(Counter(out.values()).items())))


def _is_whole(lesson: Lesson) -> bool:
    """Whether all words of a lesson are there, and have been reviewed."""
    return lesson.whole and all(item.phrase or (item.word and item.word.status == "reviewed") for item in lesson.items)


def _left_out(lexicon: Lexicon, pack: Pack, taught: set[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the base forms that are left out, each with its level and the reason."""
    for draft in lexicon.unfinished:
        yield draft.base_form, (draft.level or "", NOT_FILLED_IN)
    for word in lexicon.words:
        level = word.levels[0].level
        state = pack.state(level)
        if state is LevelState.IN_PROGRESS:
            yield word.base_form, (level, IN_PROGRESS)
        elif word.status != "reviewed":
            yield word.base_form, (level, NOT_REVIEWED)
        elif state is LevelState.PREVIEW and word.base_form not in taught:
            yield word.base_form, (level, IN_NO_WHOLE_LESSON)
