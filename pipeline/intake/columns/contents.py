"""What the cells of a column are, whatever its name says."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.intake.conform.cells import clean
from pipeline.intake.conform.grammar import read_count, read_grammar
from pipeline.intake.conform.knowledge import Knowledge
from pipeline.intake.conform.tongues import Tongues
from pipeline.intake.roles import Role
from pipeline.intake.terms.tables import folded, grammar, languages, other_parts
from pipeline.model.cefr import LEVELS

_IPA = re.compile(r"[ˈˌːəɪʊɛɔʃʒθðŋɾɲʎɡɑɐœøɣβχʁɥɨʝʦʧ\u0303\u0329]")
_BETWEEN_SLASHES = re.compile(r"/[^/]+/|\[[^\[\]]+\]")
_SENTENCE = re.compile(r"[.!?…]['\"”’»)]*$")
_LEVEL = re.compile(rf"({'|'.join(LEVELS)})[+\-]?", re.IGNORECASE)
_LEVEL_INSIDE = re.compile(rf"(?:^|[\s:;,]+)(?:{'|'.join(LEVELS)})(?=$|[\s:;,]+)")

_APART = re.compile(r"[\s/,]+")


class Contents(NamedTuple):
    """What a column holds. `role` is None for words of either language, of which `lean` tells."""

    role: Role | None
    share: float
    """How many of its cells are of this kind, from 0 to 1."""
    reason: str
    lean: float = 0.0
    """Positive if it leans to the language that is taught, negative if to the one of translations."""


def contents(cells: Sequence[str], knowledge: Knowledge, tongues: Tongues) -> Contents:
    """Return what the cells of a column are; `cells` are those of the rows at the top."""
    texts = [text for cell in cells if (text := clean(cell))]
    if not texts:
        return Contents(Role.IGNORE, 1.0, "empty")
    for role, wanted, what, holds in _KINDS:
        share = sum(map(holds, texts)) / len(texts)
        if share >= wanted and not (role is Role.GENDER and _only_nouns(texts)):
            return Contents(role, share, f"{what} in {_of(share, texts)}")
    share = sum(text.lower() in knowledge.notation.articles for text in texts) / len(texts)
    if share >= 0.8:
        return Contents(Role.ARTICLE, share, f"articles in {_of(share, texts)}")
    numbers = [number for text in texts if (number := read_count(text)) is not None]
    if len(numbers) >= 0.9 * len(texts):
        return _numbers(numbers, texts)
    if all(text.replace(".", "").replace(",", "").isdigit() for text in texts):
        return Contents(Role.IGNORE, 1.0, "numbers that are not whole")
    return _texts(cells, texts, knowledge, tongues)


def _of(share: float, texts: Sequence[str]) -> str:
    return f"{round(share * len(texts))} of {len(texts)} cells"


def _is_level(text: str) -> bool:
    return _LEVEL.fullmatch(text) is not None


def _is_part_of_speech(text: str) -> bool:
    found = read_grammar(text)
    return (found.whole and bool(found.part_of_speech)) or folded(text) in other_parts()


def is_gender(text: str) -> bool:
    """Return whether a text is nothing but a gender; `n. m.` is a noun, and so may be `n` (`_only_nouns`)."""
    words = _APART.split(folded(text))
    return all(word in grammar().genders for word in words) and (words[0] != "n" or len(words) == 1)


def _only_nouns(texts: Sequence[str]) -> bool:
    return {folded(text) for text in texts} == {"n"}


def _is_language(text: str) -> bool:
    return text.lower() in languages() and (len(text) == 3 or len(text) == 2)


def _is_pronunciation(text: str) -> bool:
    return bool(_IPA.search(text)) or bool(_BETWEEN_SLASHES.fullmatch(text))


_KINDS: tuple[tuple[Role, float, str, Callable[[str], bool]], ...] = (
    (Role.LEVEL, 0.8, "levels", _is_level),
    (Role.TOPIC, 0.6, "tags with a level", lambda text: bool(_LEVEL_INSIDE.search(text)) and len(text) < 100),
    (Role.GENDER, 0.95, "genders", is_gender),
    (Role.PART_OF_SPEECH, 0.7, "parts of speech", _is_part_of_speech),
    (Role.LANGUAGE, 0.95, "codes of languages", _is_language),
    (Role.PRONUNCIATION, 0.6, "signs of the IPA", _is_pronunciation),
)


def _numbers(numbers: list[int], texts: list[str]) -> Contents:
    fall = all(left >= right for left, right in pairwise(numbers))
    if len(numbers) > 2 and fall and numbers[0] > numbers[-1]:
        return Contents(Role.COUNT, 0.8, "whole numbers that fall")
    return Contents(Role.IGNORE, 0.8, "numbers" if len(texts) > 1 else "a number")


def _texts(cells: Sequence[str], texts: list[str], knowledge: Knowledge, tongues: Tongues) -> Contents:
    if len(cells) >= 4 and len(texts) == len(cells) and len(set(texts)) == 1:
        return Contents(Role.IGNORE, 0.9, "the same in every row")
    sentences = [text for text in texts if _SENTENCE.search(text) and text.count(" ") >= 1]
    lean = tongues.lean(texts)
    if 2 * len(sentences) >= len(texts) and sum(text.count(" ") for text in sentences) >= 2 * len(sentences):
        share = len(sentences) / len(texts)
        return Contents(Role.EXAMPLE, share, f"sentences in {_of(share, texts)}", lean)
    own, reason = _lean_of_words(texts, knowledge)
    lean = (lean + own) * len(texts) / len(cells)
    return Contents(None, abs(lean), reason, lean)


def _lean_of_words(texts: Iterable[str], knowledge: Knowledge) -> tuple[float, str]:
    """Return the share of cells that begin with an article of the language or that its pack has."""
    articles = knowledge.notation.before_nouns
    each = [text.replace("’", "'").lower() for text in texts]
    with_article = sum(text.startswith(articles) or "/" in text.split(" ")[0] for text in each if articles)
    in_pack = sum(text in knowledge.forms for text in each)
    share = max(with_article, in_pack) / len(each)
    return share, f"{knowledge.profile.name} articles" if with_article >= in_pack and with_article else "words"
