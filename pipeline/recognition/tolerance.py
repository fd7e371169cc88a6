"""Find what words may be that are not in the lexicon as written."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.recognition import compounds, enclitics
from pipeline.recognition.index import Index
from pipeline.recognition.spelling import clean
from pipeline.recognition.tokens import Candidate, How, Tolerance

Found = tuple[Candidate, ...]


def tolerant(index: Index, text: str, lower: str) -> Found:
    """Return the words that an unknown word may be: by spelling, by a lemmatizer, by its parts or by accents."""
    respelled = index.respelling.respelled(lower)
    spellings = index.respelled.get(respelled, ()) if index.respelling.changes else ()
    found = _stored(index, text, (*spellings, respelled), Tolerance.SPELLING)
    if found:
        return found
    lemma = index.lemmatizer(text) if index.lemmatizer else None
    found = _of_lemma(index, lemma) or compounds.compound_readings(index, text, lower)
    if found or lemma is not None:
        return found
    return _stored(index, text, _accented(index, lower), Tolerance.ACCENTS) or _missing_apostrophe(index, lower)


def _stored(index: Index, text: str, spellings: Iterable[str], tolerance: Tolerance) -> Found:
    """Return the words stored under spellings that the text may represent, marked."""

    def found() -> Iterator[Candidate]:
        for one in spellings:
            if one == text:
                continue
            small = one[:1].isupper() and text[:1].islower()
            yield from marked(index.exact.get(one, ()), tolerance, *((Tolerance.CASE,) if small else ()))

    return merged(found())


def _accented(index: Index, lower: str) -> Iterator[str]:
    """Yield the stored spellings that differ from a text in accents, and are probably the same word.

    Accents may be missing, but not one that makes another word (marché). One too many is a slip where the stress is on
    that syllable anyway (fué, venír); elsewhere it moves the stress, as between pérdida and perdida.
    """
    bare = index.respelling.bare(lower)
    for one in index.bare.get(bare, ()):
        stored = index.rules.profile.lowered(one)
        distinctive = index.rules.distinctive_accents
        if distinctive and stored.endswith(distinctive) and not lower.endswith(distinctive):
            continue
        if all(here in (there, base) for here, there, base in zip(lower, stored, bare, strict=False)):
            yield one
    if index.rules.enclitic_accent and bare != lower and enclitics.stressed(bare) == enclitics.stressed(lower):
        yield bare


def _of_lemma(index: Index, lemma: str | None) -> Found:
    if lemma is None:
        return ()
    readings = index.exact.get(clean(lemma), ())
    return tuple(
        replace(one, analyses=(), how=How.LEMMATIZER, tolerated=()) for one in readings if one.base_form == lemma
    )


def _missing_apostrophe(index: Index, lower: str) -> Found:
    """Return a finite verb with a clitic whose apostrophe is missing: `gehts`."""
    for clitic, targets in index.rules.clitics.items():
        host = lower.removesuffix(clitic[1:])
        if host != lower and any("Person" in one for reading in index.exact.get(host, ()) for one in reading.analyses):
            found = enclitics.attached(index, host, (targets,))
            return marked(found, Tolerance.SPELLING)
    return ()


def marked(found: Iterable[Candidate], *tolerances: Tolerance) -> Found:
    """Return candidates marked with what was tolerated."""
    return tuple([one.marked(tuple(dict.fromkeys((*one.tolerated, *tolerances)))) for one in found])


def merged(found: Iterable[Candidate]) -> Found:
    """Return each word and part of speech once, as first found."""
    first: dict[tuple[object, ...], Candidate] = {}
    for one in found:
        first.setdefault((one.word.id, one.part_of_speech, tuple([word.id for word in one.words])), one)
    return tuple(first.values())
