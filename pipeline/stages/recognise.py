"""Recognise the words of every example and definition as the app will, and find the level at which each is known."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from pipeline.languages.profile import Profile
from pipeline.model.cefr import LEVELS
from pipeline.model.lexicon import TABLES, ExampleCoverage, Lexicon
from pipeline.recognition.coverage import Standing, measured, standing, taught_at
from pipeline.recognition.index import Index, of_lexicon
from pipeline.recognition.patterns import patterns_in
from pipeline.recognition.recognition import recognise
from pipeline.recognition.tokens import Spelling, Token, TokenKind
from pipeline.stages import Context, Memory, as_texts
from pipeline.stages.running_words import running_words

FEW = 0.1
"""The share of a pack's sentences up to which it is quicker to make the readings of each spelling when it is met."""

SentenceAtLevel = tuple[str, str]
"""A sentence, and the level whose learners should understand it."""


@dataclass(slots=True)
class _Seen:
    """The words recognised in sentences."""

    tokens: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    coverage: dict[SentenceAtLevel, ExampleCoverage] = field(default_factory=dict)
    patterns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, other: "_Seen") -> None:
        """Add what was recognised in other sentences."""
        self.tokens |= other.tokens
        self.coverage |= other.coverage
        self.patterns |= other.patterns

    def only(self, asked: Iterable[SentenceAtLevel]) -> "_Seen":
        """Return what was recognised in some sentences."""
        coverage = {one: self.coverage[one] for one in asked}
        texts = dict.fromkeys(text for text, _ in coverage)
        return _Seen(
            {text: self.tokens[text] for text in texts}, coverage, {text: self.patterns[text] for text in texts}
        )


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon with the words of its sentences, and how much of each a learner at its level can know."""
    examples = dict.fromkeys(
        (example.text, word.levels[0].level)
        for word in lexicon.words
        for meaning in word.meanings
        for example in meaning.examples
    )
    definitions = dict.fromkeys((one.text, word.levels[0].level) for word in lexicon.words for one in word.meanings)
    about = _vocabulary(lexicon) if context.cache else []
    seen, index = _seen(lexicon, examples | definitions, context.cache, about)
    return replace(
        lexicon,
        example_tokens={text: seen.tokens[text] for text, _ in examples},
        example_words={text: tuple(dict.fromkeys(chain.from_iterable(seen.tokens[text]))) for text, _ in examples},
        example_patterns={text: seen.patterns[text] for text, _ in examples},
        example_coverage={one: seen.coverage[one] for one in examples},
        definition_tokens={text: seen.tokens[text] for text, _ in definitions},
        definition_coverage={one: seen.coverage[one] for one in definitions},
        running_words=running_words(
            lexicon, lambda: of_lexicon(lexicon, on_demand=True) if index is None else index, context.cache, about
        ),
    )


def _seen(
    lexicon: Lexicon, asked: Collection[SentenceAtLevel], cache: Memory | None, about: list[Any]
) -> tuple[_Seen, Index | None]:
    """Return the words of sentences, and the index if one was made; only sentences that are new are recognised.

    A few new ones are cached apart from the others: to write all takes as long as to read and recognise them.
    """
    name = f"examples/{lexicon.language}"
    seen = (cache and cache.get(name, _read, *about)) or _Seen()
    later = (cache and cache.get(f"{name}-later", _read, *about)) or _Seen()
    seen.add(later)
    new = [one for one in asked if one not in seen.coverage]
    if not new:
        return seen, None
    few = len(later.coverage) + len(new) < FEW * len(asked)
    index = of_lexicon(lexicon, on_demand=few)
    found = _recognised(lexicon, new, index)
    seen.add(found)
    later.add(found)
    if cache and not few:
        cache.put(name, _written(seen.only(asked)), *about)
        later = _Seen()
    if cache:
        cache.put(f"{name}-later", _written(later), *about)
    return seen, index


def _recognised(lexicon: Lexicon, asked: Iterable[SentenceAtLevel], index: Index) -> _Seen:
    profile = index.rules.profile
    if not profile.spaces:  # nobody can tell the words of a sentence apart, let alone count them
        nothing: dict[str, tuple[()]] = {text: () for text, _ in asked}
        return _Seen({**nothing}, dict.fromkeys(asked, ExampleCoverage(0, 0, ())), {**nothing})
    standings = {level: _Standings(level) for level in LEVELS}
    names = frozenset(profile.lowered(name) for name in (lexicon.pack.names if lexicon.pack else ()))
    bases = _Bases()
    seen = _Seen()
    for text, level in asked:
        tokens = recognise(text, index)
        seen.tokens[text] = tuple(
            [
                bases[spelling]
                for _, _, spelling in tokens
                if spelling.candidates
                or (spelling.kind is TokenKind.WORD and profile.lowered(spelling.text) not in names)
            ]
        )
        seen.patterns[text] = patterns_in(tokens, index.rules)
        seen.coverage[text, level] = _known(tokens, level, standings[level], names, profile)
    return seen


def _vocabulary(lexicon: Lexicon) -> list[Any]:
    """Return everything that recognition depends on; other changes to a pack do not affect it."""
    tables = [[document.topic, document.digest] for document in lexicon.documents if document.kind in TABLES]
    names = list(lexicon.pack.names) if lexicon.pack else []
    words = [
        [
            word.base_form,
            word.parts_of_speech,
            word.gender,
            [[one.level, one.priority] for one in word.levels],
            [[form.type, form.text, [dict(one) for one in form.features]] for form in word.curated_forms],
        ]
        for word in lexicon.words
    ]
    return [tables, names, words]


def _written(seen: _Seen) -> Any:
    """Return the recognised words as JSON data."""
    return {
        "tokens": {text: [list(words) for words in tokens] for text, tokens in seen.tokens.items()},
        "patterns": {text: list(patterns) for text, patterns in seen.patterns.items()},
        "coverage": [
            [text, level, one.words, one.known, list(one.unknown)] for (text, level), one in seen.coverage.items()
        ],
    }


def _read(kept: Any) -> _Seen:
    """Return the recognised words from what `_written` returns."""
    seen = _Seen({text: tuple(tuple(as_texts(words)) for words in tokens) for text, tokens in kept["tokens"].items()})
    seen.patterns |= {text: tuple(as_texts(kept["patterns"][text])) for text in seen.tokens}
    for text, level, words, known, unknown in kept["coverage"]:
        if text in seen.tokens:
            seen.coverage[text, level] = ExampleCoverage(int(words), int(known), tuple(as_texts(unknown)))
    return seen


class _Bases(dict[Spelling, tuple[str, ...]]):
    """The base forms of the words that each spelling may be, worked out on first use."""

    def __missing__(self, spelling: Spelling) -> tuple[str, ...]:
        bases = (entry.base_form for one in spelling.candidates for entry in one.words)
        found = self[spelling] = tuple(dict.fromkeys(bases))
        return found


class _Standings(dict[Spelling, Standing]):
    """Whether a learner at a level knows each spelling, worked out on first use."""

    def __init__(self, level: str) -> None:
        super().__init__()
        self._taught = taught_at(level)

    def __missing__(self, spelling: Spelling) -> Standing:
        found = self[spelling] = standing(spelling, self._taught)
        return found


def _known(
    tokens: Sequence[Token],
    level: str,
    standings: Mapping[Spelling, Standing],
    names: frozenset[str],
    profile: Profile,
) -> ExampleCoverage:
    """Return what the learner can know, without counting names.

    A doubtful word (a homograph, a compound of known words) counts as known: the curator should see only words that
    learners cannot know.
    """
    words = [spelling for _, _, spelling in tokens if spelling.kind is TokenKind.WORD]
    if all(standings[spelling] is not Standing.UNKNOWN for spelling in words):  # true of nearly all examples
        count = sum(spelling.running_words for spelling in words)
        return ExampleCoverage(count, count, ())
    found = measured(tokens, level)
    named = [listed for listed in found.unknown if profile.lowered(listed.text) in names]
    unknown = tuple(listed.text for listed in found.unknown if listed not in named)
    return ExampleCoverage(found.words - sum(listed.count for listed in named), found.known + found.doubtful, unknown)
