"""Read the words of packs as a database built from them would contain them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.builder.discover import NoPackError, PackFolder, packs_of
from pipeline.builder.rows import grammatical_info
from pipeline.database.untrusted import ContentError
from pipeline.model.fields import EXAMPLE, FEATURES, FORM, LEVEL, MEANING, WORD, stored, values_getter
from pipeline.model.findings import Severity
from pipeline.model.lexicon import Lexicon, Word
from pipeline.release.content import Entry, Sense, homographs_by_spelling, homographs_of
from pipeline.stages import Context, conform, extract, inflect, normalize, relate

_STAGES = (extract, conform, normalize, inflect, relate)
"""The stages that produce content; the others only check it."""

_of_word, _of_level, _of_meaning, _of_example, _of_form = (
    values_getter(stored(record), {FEATURES: grammatical_info}) for record in (WORD, LEVEL, MEANING, EXAMPLE, FORM)
)


def entries(path: Path, languages: Iterable[str] = ()) -> Iterator[Entry]:
    """Yield the words of a folder of packs, or of one pack, by language and identity.

    Only packs of `languages`, if any are given.

    Raises:
        ContentError: the folder has no packs, or a pack has errors, so that words would be missing.
    """
    wanted = frozenset(languages)
    try:
        packs = packs_of([path])
    except NoPackError as error:
        raise ContentError(str(error)) from error
    for pack in sorted(packs, key=lambda pack: pack.language):
        if not wanted or pack.language in wanted:
            yield from _entries(_lexicon(pack))


def _lexicon(pack: PackFolder) -> Lexicon:
    context = Context(folder=pack.path, name=pack.name, profile=pack.profile)
    lexicon = Lexicon(pack.language)
    for stage in _STAGES:
        lexicon = stage.run(lexicon, context)
    errors = sum(finding.severity is Severity.ERROR for finding in context.findings)
    words = lexicon.words
    repeated = any(
        len(words) != len(names) for names in ({one.base_form for one in words}, {one.identity for one in words})
    )
    if errors or repeated:
        raise ContentError(f"{pack.name} has errors: `babblr-vocab validate {pack.name}` lists them")
    return lexicon


def _entries(lexicon: Lexicon) -> Iterator[Entry]:
    related: dict[str, list[tuple[str, str, str]]] = {}
    identities = {word.base_form: word.identity for word in lexicon.words}
    for relation in lexicon.relations:
        other = (identities[relation.other], relation.type, relation.other)
        related.setdefault(relation.base_form, []).append(other)
    homographs = homographs_by_spelling(
        (one.spelling, one.lemma, one.part_of_speech, share) for one, share in lexicon.judged_homographs
    )
    for word in sorted(lexicon.words, key=lambda word: word.identity):
        entry = _entry(word, lexicon.language, related.get(word.base_form, []))
        spellings = (word.base_form, *(form.text for form in word.forms))
        yield entry._replace(homographs=homographs_of(spellings, homographs))


def _entry(word: Word, language: str, related: list[tuple[str, str, str]]) -> Entry:
    return Entry(
        language=language,
        identity=word.identity,
        values=_of_word(word),
        levels=tuple(sorted(map(_of_level, word.levels))),
        senses=tuple(Sense(_of_meaning(one), tuple(map(_of_example, one.examples))) for one in word.meanings),
        forms=tuple(sorted(map(_of_form, word.forms))),
        relations=tuple(sorted(related)),
        topics=tuple(sorted(word.topics)),
    )
