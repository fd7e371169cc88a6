"""What is remembered of spellings, chunks and neighbours changes no result: it only saves time."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages.running_text import TAGS, Constraint
from pipeline.recognition.constraints import Constraints, Judgement, Neighbours, compiled, judge
from pipeline.recognition.index import Index, of_lexicon
from pipeline.recognition.recognition import recognise
from pipeline.recognition.tags import TAG
from pipeline.recognition.tokens import Token
from tests.packs import LANGUAGES, committed

DIALOGUES = Path(__file__).parents[1] / "data" / "dialogues"

FEW = TAGS[:4]
"""So few that constraints often apply, and often contradict each other."""
names = st.lists(st.sampled_from(FEW), min_size=1, max_size=3, unique=True).map(tuple)
masks = st.sets(st.sampled_from(FEW), min_size=1, max_size=2).map(lambda tags: sum(TAG[one] for one in tags))
CONDITIONS = tuple(one.name for one in fields(Constraint) if "before" in one.name or "after" in one.name)


@st.composite
def constraints(draw: st.DrawFn) -> Constraint:
    effect = draw(st.sampled_from(("keep", "drop", "prefer")))
    conditions = {name: draw(names) for name in draw(st.sets(st.sampled_from(CONDITIONS), max_size=1))}
    words = draw(st.sampled_from(((), ("como",))))
    return Constraint(
        **{effect: draw(names)}, **conditions, words=words, verbless=draw(st.sampled_from((False, False, True)))
    )


neighbours = st.builds(
    Neighbours,
    masks,
    masks,
    st.lists(masks, min_size=1, max_size=3).map(tuple),
    st.lists(masks, min_size=1, max_size=3).map(tuple),
    st.booleans(),
)


def plainly(ones: list[Constraint], readings: tuple[int, ...], lower: str, near: Neighbours) -> Judgement:
    """Judge readings by every constraint as it is written, one after the other."""

    def tagged(tags: int, some: tuple[str, ...]) -> bool:
        return any(tags & TAG[name] for name in some)

    def untagged(tags: int, some: tuple[str, ...]) -> bool:
        return any(tags & TAG[name] for name in set(TAGS) - set(some))

    likely, preferred, contradicted = [True] * len(readings), [False] * len(readings), False
    for one in ones:
        holds = (
            (not one.words or lower in one.words)
            and (not one.after or tagged(near.before, one.after))
            and not tagged(near.before, one.not_after)
            and (not one.second_before or tagged(near.second_before, one.second_before))
            and (not one.before or all(tagged(tags, one.before) for tags in near.after))
            and (not one.maybe_before or any(tagged(tags, one.maybe_before) for tags in near.after))
            and not any(tagged(tags, one.not_before) for tags in near.after)
            and (not one.second_after or any(tagged(tags, one.second_after) for tags in near.second_after))
            and not any(tagged(tags, one.not_second_after) for tags in near.second_after)
            and (near.verbless or not one.verbless)
        )
        fits = [tagged(tags, one.keep + one.prefer) or bool(one.drop and untagged(tags, one.drop)) for tags in readings]
        if not holds or all(fits):  # what prefers all prefers none
            continue
        left = [its and fit for its, fit in zip(likely, fits, strict=True)]
        if one.prefer:
            preferred = [its or there for its, there in zip(preferred, left, strict=True)]
        elif any(left):
            likely = left
        elif one.drop:
            contradicted = True
    return Judgement(likely, preferred, contradicted)


def judged(ones: Constraints, readings: tuple[int, ...], lower: str, near: Neighbours) -> Judgement:
    """Judge readings as texts are read."""
    relevant = ones.relevant(readings, lower)
    if relevant is None or (relevant.gate and not near.before & relevant.gate):
        return judge(readings, ())
    seen = near._replace(
        before=near.before & relevant.before, second_before=near.second_before & relevant.second_before
    )
    return judge(readings, [relevant.constraints[place] for place in relevant.applying(seen)])


@settings(max_examples=600)
@given(
    ones=st.lists(constraints(), max_size=6),
    readings=st.lists(masks, min_size=2, max_size=4).map(tuple),
    lower=st.sampled_from(("como", "vino")),
    nears=st.lists(neighbours, min_size=1, max_size=3),
)
def test_relevant_constraints_judge_as_all_do(
    ones: list[Constraint], readings: tuple[int, ...], lower: str, nears: list[Neighbours]
) -> None:
    fast = compiled(ones, TAG)
    for near in (*nears, *nears):
        expected = plainly(ones, readings, lower, near)
        found = judged(fast, readings, lower, near)
        assert (found.likely, found.contradicted) == (expected.likely, expected.contradicted)
        assert decisive(found) == decisive(expected)


def decisive(its: Judgement) -> list[bool]:
    left = [preferred for preferred, likely in zip(its.preferred, its.likely, strict=True) if likely]
    return its.preferred if any(left) and not all(left) else []


def forgetting(index: Index) -> Index:
    index.spellings.clear()
    index.chunks.clear()
    return index


def rendered(tokens: tuple[Token, ...]) -> list[object]:
    return [(one.start, one.end, one.text, one.kind, one.candidates, one.certain) for one in tokens]


def weights(tokens: tuple[Token, ...]) -> list[list[float]]:
    """Return what candidates do not compare."""
    return [[candidate.weight for candidate in one.candidates] for one in tokens]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_met_before_changes_nothing(language: str) -> None:
    lexicon = committed(language).lexicon
    examples = [one.text for word in lexicon.words for meaning in word.meanings for one in meaning.examples][::5]
    texts = [*examples, *(file.read_text("utf-8") for file in sorted((DIALOGUES / language).glob("*.txt")))]
    warm, cold = of_lexicon(lexicon), of_lexicon(lexicon)
    for text in texts:
        recognise(text, warm)
    for text in texts:
        again, anew = recognise(text, warm), recognise(text, forgetting(cold))
        assert rendered(again) == rendered(anew)
        assert weights(again) == weights(anew)
