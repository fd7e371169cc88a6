"""Look up analyses of every base form, and the lemmas of the examples that need them."""

import sys
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.languages.spelling import shows
from pipeline.model.findings import Finding, Place
from pipeline.model.lexicon import LemmaAnalysis, Lexicon
from pipeline.rules.packs import FAULTY_PROFILE
from pipeline.stages import Context, as_texts

Key = tuple[str, str]
"""A base form and its part of speech."""


@dataclass(slots=True)
class _Answers:
    """What the lemmatizers said, including that they do not know a word."""

    words: dict[Key, tuple[LemmaAnalysis, ...]] = field(default_factory=dict)
    texts: dict[str, frozenset[str]] = field(default_factory=dict)


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon with spaCy's and simplemma's analyses. They inform rules and never change a word."""
    profile = context.profile
    words = dict.fromkeys((word.base_form, word.part_of_speech) for word in lexicon.words)
    unclear = dict.fromkeys(
        example.text
        for word in lexicon.words
        for meaning in word.meanings
        for example in meaning.examples
        if word.base_form not in lexicon.example_words.get(example.text, ())
        and not shows(example.text, profile.core(word.base_form), (form.text for form in word.forms), profile)
    )
    answers = _answers(words, unclear, context, lexicon)
    return replace(
        lexicon,
        lemma_analyses={key: answers.words[key] for key in words if answers.words[key]},
        example_lemmas={text: answers.texts[text] for text in unclear},
    )


def _answers(words: Collection[Key], texts: Collection[str], context: Context, lexicon: Lexicon) -> _Answers:
    """Return all answers; the lemmatizers are asked only what is not in the cache."""
    name = f"lemmas/{context.profile.code}"
    kept = (context.cache and context.cache.get(name, _read)) or _Answers()
    new_words = [key for key in words if key not in kept.words]
    new_texts = [text for text in texts if text not in kept.texts]
    if not new_words and not new_texts:
        return kept
    from pipeline.lemmas import analyses as lemmas  # loads tables, for this stage alone
    from pipeline.lemmas.tables import NoRulesError

    try:
        said = lemmas.analyses(context.profile, new_words, context.cache)
    except NoRulesError as error:
        document = next((one for one in lexicon.documents if one.kind == "profile"), None)
        if document is None:  # it is the program's profile
            raise
        place, hint = Place(document.file, ("lemmatizer",)), "Leave the key out, or try `lookup`"
        context.report(Finding(FAULTY_PROFILE, str(error), place, suggestion=hint))
        without = replace(context, profile=replace(context.profile, lemmatizer=None), cache=None)
        return _answers(words, texts, without, lexicon)
    answers = _Answers(
        words={key: kept.words[key] if key in kept.words else said.get(key, ()) for key in words},
        texts={text: kept.texts[text] for text in texts if text in kept.texts}
        | dict(lemmas.token_lemmas(context.profile, new_texts, context.cache)),
    )
    if context.cache:
        context.cache.put(name, _written(answers))
    return answers


def forget() -> None:
    """Release the lemmatizers' tables, if any are loaded."""
    tables = sys.modules.get("pipeline.lemmas.tables")
    if tables is not None:
        tables.forget()


def _written(answers: _Answers) -> Any:
    """Return answers as JSON data."""
    return {
        "words": [
            [*key, [[view.lemmatizer, list(view.lemmas), view.confirmed] for view in views]]
            for key, views in answers.words.items()
        ],
        "texts": {text: sorted(lemmas) for text, lemmas in answers.texts.items()},
    }


def _read(kept: Any) -> _Answers:
    """Return answers from what `_written` returns."""
    return _Answers(
        words={
            (base_form, part_of_speech): tuple(
                LemmaAnalysis(str(lemmatizer), tuple(as_texts(lemmas)), confirmed is True)
                for lemmatizer, lemmas, confirmed in views
            )
            for base_form, part_of_speech, views in kept["words"]
        },
        texts={text: frozenset(as_texts(lemmas)) for text, lemmas in kept["texts"].items()},
    )
