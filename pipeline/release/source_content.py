"""Read the words of packs as a database built from them would contain them.

Only what keeps a word from being read is looked for; whether an example shows its word, say, takes all stages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.builder.discover import NoPackError, PackFolder, packs_of
from pipeline.builder.left_out import faulty_drafts, not_about
from pipeline.builder.rows import grammatical_info, of_example, of_meaning, of_word
from pipeline.database.untrusted import ContentError
from pipeline.model.fields import FEATURES, FORM, LEVEL, stored, values_getter
from pipeline.model.findings import Severity
from pipeline.model.lexicon import Lexicon, Word
from pipeline.release.content import Entry, Sense, homographs_by_spelling, homographs_of
from pipeline.rules.levels.choices import answer_not_an_option
from pipeline.rules.levels.lessons import unknown_lesson_topic
from pipeline.stages import Context, conform, extract, inflect, normalize, relate

_STAGES = (conform, normalize, inflect, relate)
"""The stages after `extract` that produce content; the others only check it."""

_of_level, _of_form = (values_getter(stored(record), {FEATURES: grammatical_info}) for record in (LEVEL, FORM))


def entries(path: Path, languages: Iterable[str] = ()) -> Iterator[Entry]:
    """Yield the words of a folder of packs, or of one pack, by language and identity.

    Only packs of `languages`, if any are given.

    Raises:
        ContentError: the folder has no packs, or a pack has errors, so that words would be missing.
    """
    for lexicon in lexicons(path, languages):
        yield from _entries(lexicon)


def lexicons(path: Path, languages: Iterable[str] = (), kinds: Iterable[str] = ()) -> Iterator[Lexicon]:
    """Yield the lexicons of a folder of packs, or of one pack, by language, with their words and relations.

    If `kinds` of documents are given, only what is in those.

    Raises:
        ContentError: as `entries`.
    """
    wanted = frozenset(languages)
    try:
        packs = packs_of([path])
    except NoPackError as error:
        raise ContentError(str(error)) from error
    for pack in sorted(packs, key=lambda pack: pack.language):
        if not wanted or pack.language in wanted:
            yield _lexicon(pack, frozenset(kinds))


def _lexicon(pack: PackFolder, kinds: frozenset[str]) -> Lexicon:
    context = Context(folder=pack.path, name=pack.name, profile=pack.profile)
    lexicon = extract.run(Lexicon(pack.language), context)
    if kinds:
        lexicon = replace(lexicon, documents=tuple(one for one in lexicon.documents if one.kind in kinds))
    for stage in _STAGES:
        lexicon = stage.run(lexicon, context)
    if kinds:  # what rows are made of
        for check in (answer_not_an_option, unknown_lesson_topic):
            context.report(check(lexicon, context.profile))
    findings = not_about(faulty_drafts(lexicon, context.findings), context.findings)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
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
        values=of_word(word),
        levels=tuple(sorted(map(_of_level, word.levels))),
        senses=tuple(Sense(of_meaning(one), tuple(map(of_example, one.examples))) for one in word.meanings),
        forms=tuple(sorted(map(_of_form, word.forms))),
        relations=tuple(sorted(related)),
        topics=tuple(sorted(word.topics)),
    )
