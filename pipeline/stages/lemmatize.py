"""Stage 6: ask the lemmatizers about every base form, and for the lemmas of the examples that need them."""

from dataclasses import replace

from pipeline.languages.spelling import shows
from pipeline.model.lexicon import Lexicon
from pipeline.stages.context import Context


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon with the opinions of spaCy and simplemma. They inform rules; they never change a word."""
    from pipeline.languages import lemmas  # noqa: PLC0415  seconds and hundreds of megabytes, for this stage alone

    profile = context.profile
    words = dict.fromkeys((word.base_form, word.part_of_speech) for word in lexicon.words)
    unclear = dict.fromkeys(
        example.text
        for word in lexicon.words
        for meaning in word.meanings
        for example in meaning.examples
        if word.base_form not in lexicon.example_words.get(example.text, ())
        and not shows(example.text, profile.core(word.base_form), (form.text for form in word.forms))
    )
    return replace(
        lexicon,
        lemma_opinions=lemmas.opinions(profile, words),
        example_lemmas=dict(lemmas.token_lemmas(profile, unclear)),
    )
