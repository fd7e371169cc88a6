"""Analyses of a word by spaCy with the curated part of speech, by simplemma, and by our own inflection rules.

Lookup tables ignore the part of speech: they map *marié* to *marier* and *lieben* to *lieb*, although the adjective and
the verb are base forms. So their answers are checked against the rules of inflection (`derivation`).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from pipeline.languages.derivation import is_form
from pipeline.languages.profile import Profile
from pipeline.lemmas.packed import TableCache
from pipeline.lemmas.tables import INFLECTED, LemmaTables, lemma_tables
from pipeline.model.lexicon import LemmaAnalysis

SHORTEST_LAST_PART = 4
"""The fewest letters of the last part of a compound."""


def analyses(
    profile: Profile, words: Iterable[tuple[str, str]], cache: TableCache | None = None
) -> dict[tuple[str, str], tuple[LemmaAnalysis, ...]]:
    """Return what spaCy and simplemma take the lemma of each (base form, part of speech) to be.

    Words that do not inflect, words of several tokens, and words that neither of them knows are left out. So are lemmas
    from a table that the word cannot be a form of.
    """
    tables = lemma_tables(profile.code, profile.lemmatizer, cache)
    cores = {(word, part): profile.core(word) for word, part in words if part in INFLECTED}
    asked = {key: core for key, core in cores.items() if " " not in core}
    ruled = {part: tables.by_rules((core for (_, of), core in asked.items() if of == part), part) for part in INFLECTED}
    views = ((key, _views(profile, tables, core, key[1], ruled[key[1]][core])) for key, core in asked.items())
    return {key: known for key, analyses in views if (known := tuple(view for view in analyses if view.lemmas))}


def _views(
    profile: Profile, tables: LemmaTables, word: str, part_of_speech: str, ruled: tuple[str, ...]
) -> list[LemmaAnalysis]:
    if tables.by_part and word in ruled:  # *latte* is no form of *latta*, whatever tables of all words say
        return [LemmaAnalysis("spaCy", (word,))]
    said = {"spaCy": ruled, "simplemma": tables.in_simplemma(word)}
    asked = [_checked(profile, word, part_of_speech, *one) for one in said.items() if one[1]]
    return [*asked, *_ruled(profile, tables, word, part_of_speech, asked)] or [*_by_last_part(profile, tables, word)]


def _checked(
    profile: Profile, word: str, part_of_speech: str, lemmatizer: str, lemmas: tuple[str, ...]
) -> LemmaAnalysis:
    """Return an analysis without lemmas that the word cannot be a form of, ignoring case and ß against ss.

    A name is no form of a word in lower case: *Engels* is not the plural of *engel*.
    """
    if _among(word, lemmas):
        return LemmaAnalysis(lemmatizer, (word,))
    if word[:1].isupper() and not profile.nouns_capitalised:
        lemmas = tuple(lemma for lemma in lemmas if lemma[:1].isupper())
    possible = {lemma: is_form(profile, word, lemma, part_of_speech) for lemma in lemmas}
    left = tuple(lemma for lemma, can_be in possible.items() if can_be is not False)
    return LemmaAnalysis(lemmatizer, left, confirmed=True in possible.values())


def _ruled(
    profile: Profile, tables: LemmaTables, word: str, part_of_speech: str, asked: Sequence[LemmaAnalysis]
) -> Iterator[LemmaAnalysis]:
    """Yield a lemma that only our rules find: one from spaCy's lookup, or the word without an ending.

    Endings are removed only if spaCy does not have the word as this part of speech. The result must be in spaCy's
    index; if no lemmatizer has the word as a lemma, it is enough that one of them has the result.
    """
    index = tables.index[part_of_speech]
    unknown = all(word not in view.lemmas for view in asked)
    endings = () if word in index else profile.base_endings.get(part_of_speech, {}).items()
    shorter = (word.removesuffix(ending) + base for ending, base in endings if word.endswith(ending))
    for name, lemmas, anywhere in (("spaCy's lookup", tables.looked_up(word), True), ("its ending", shorter, unknown)):
        for lemma in lemmas:
            known = lemma in index or (anywhere and tables.in_simplemma(lemma))
            if lemma != word and known and is_form(profile, word, lemma, part_of_speech):
                yield LemmaAnalysis(name, (lemma,), confirmed=True)
                return


def _by_last_part(profile: Profile, tables: LemmaTables, word: str) -> Iterator[LemmaAnalysis]:
    """Yield an analysis of a compound noun that is in no table, from its longest last part that is in one."""
    if not profile.recognition.compound_links or (profile.nouns_capitalised and not word[:1].isupper()):
        return
    for cut in range(2, len(word) - SHORTEST_LAST_PART + 1):
        last = word[cut:].capitalize() if profile.nouns_capitalised else word[cut:]
        lemmas = tables.in_simplemma(last)
        if lemmas:
            lemmas = (*tables.looked_up(last), *lemmas)
            yield LemmaAnalysis("simplemma", (word if _among(last, lemmas) else word[:cut] + lemmas[0].lower(),))
            return


def _among(word: str, lemmas: Iterable[str]) -> bool:
    return word.casefold() in (lemma.casefold() for lemma in lemmas)


_LONGEST = 2000
"""Characters of a text that are split into tokens. spaCy takes quotation marks off one by one, and copies the rest."""


def token_lemmas(
    profile: Profile, texts: Collection[str], cache: TableCache | None = None
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each text with the case-folded spellings and possible lemmas of its tokens, as far as it is a sentence."""
    if not texts:
        return
    from pipeline.lemmas import spacy_itself  # takes seconds, and the words of most examples are found without it

    tables = lemma_tables(profile.code, profile.lemmatizer, cache)
    known: dict[str, frozenset[str]] = {}
    split = spacy_itself.pipeline(profile.code).pipe(((text[:_LONGEST], text) for text in texts), as_tuples=True)
    for document, whole in split:
        lemmas: set[str] = set()
        for token in document:
            text = token.text
            if text not in known:
                known[text] = frozenset(_possible(text, tables))
            lemmas |= known[text]
        yield whole, frozenset(lemmas)


def _possible(text: str, tables: LemmaTables) -> Iterator[str]:
    for spelling in dict.fromkeys((text, text.lower())):
        yield spelling.casefold()
        yield from (lemma.casefold() for lemma in (*tables.looked_up(spelling), *tables.guessed(spelling)))
