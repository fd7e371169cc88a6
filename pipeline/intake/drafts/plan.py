"""Plan drafts: which words, what their entries say, and what becomes of the files of the pack. Writes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import packs_in
from pipeline.curation import inflect
from pipeline.curation.files import Rewrite
from pipeline.curation.round_trip.plan import NewEntry, plan
from pipeline.curation.scaffold import NotPossibleError, base_form
from pipeline.intake.candidates.gate import sentences_for_pack
from pipeline.intake.candidates.translated import candidates_in, sentences_in
from pipeline.intake.categories import Categories
from pipeline.intake.columns.kept import kept_topics
from pipeline.intake.drafts import Drafted, DraftWord
from pipeline.intake.drafts.bands import bands
from pipeline.intake.drafts.choice import Asked, Choice, Chooser
from pipeline.intake.drafts.declaring import source_lines, with_sources
from pipeline.intake.drafts.examples import Chosen, Examples
from pipeline.intake.drafts.facts import Facts, facts_of
from pipeline.intake.drafts.records import Content, drafted
from pipeline.intake.drafts.signals import Elsewhere, elsewhere
from pipeline.intake.drafts.translations import plain_gloss, translation_of
from pipeline.intake.drafts.words import Present, by_gloss
from pipeline.intake.sources import Source, read_sources
from pipeline.model.concepts import Concept
from pipeline.model.findings import Place
from pipeline.model.lexicon import Level, ParadigmRow, Word
from pipeline.stages import Context
from pipeline.stages import inflect as forms

_NOWHERE = Place("")


@dataclass(slots=True)
class DraftPlan:
    """Drafts, and the files that have them then."""

    choice: Choice
    drafted: list[Drafted] = field(default_factory=list)
    rewrites: list[Rewrite] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """Why words or rows are not written."""
    undeclared: list[str] = field(default_factory=list)
    """Lines that a person has to add to the sources of pack.yaml, where that cannot be edited."""
    others: Elsewhere = field(default_factory=dict)


def plan_drafts(there: Present, asked: Asked, packs: Path) -> DraftPlan:
    """Plan the drafts that are asked for. `packs` is the folder of packs, of which the others are signals.

    Raises:
        StoreError, SourcesError, MappingFileError: a file of candidates, sources or columns is damaged.
        OSError: it cannot be read.
    """
    language, sources = there.lexicon.language, read_sources(asked.folder)
    others = _others(there, packs)
    said = candidates_in(asked.folder, language, there.pack.translation_language)
    topics = kept_topics(asked.folder, language)
    categories = Categories(there.profile, there.pack.topics.values(), there.lexicon.words, topics)
    choice = Chooser(asked, there, others, categories).chosen(said)
    done = DraftPlan(choice, others=others)
    words = list(_possible(choice.words, there, done))
    facts = facts_of(words, there.lexicon, there.profile, sources)
    done.drafted = _entries(words, facts, there, asked, sources)
    _plan_files(done, dict(zip((word.base_form for word in words), facts, strict=True)), there, asked, sources)
    return done


def _others(there: Present, packs: Path) -> Elsewhere:
    """Return what the other packs say of concepts, if there are any."""
    if not there.lexicon.concepts:
        return {}
    own = there.lexicon.language
    return elsewhere(read_pack(pack) for pack in packs_in(packs) if pack.language != own)


def _possible(words: Sequence[DraftWord], there: Present, done: DraftPlan) -> Iterator[DraftWord]:
    """Yield the words that can be base forms; note why others cannot."""
    for word in words:
        parts = word.said.claims.get("part_of_speech")
        try:
            fit = base_form(word.base_form, str(parts[0].value) if parts else "", there.profile)
        except NotPossibleError as error:
            done.refused.append(f"{word.base_form}: {error}")
            continue
        if fit == word.base_form:
            yield word
        elif there.key(fit) in there.keys:
            done.choice.present.append(fit)
        else:
            yield replace(word, said=replace(word.said, base_form=fit))


def _entries(
    words: Sequence[DraftWord],
    facts: Sequence[Facts],
    there: Present,
    asked: Asked,
    sources: Mapping[str, Source],
) -> list[Drafted]:
    band = bands(words, there, asked.level, asked.counts)
    examples = _examples(words, facts, there, asked)
    glosses = by_gloss(there.lexicon.concepts)
    found = []
    for word, one in zip(words, facts, strict=True):
        own = word.concept.gloss if word.concept else ""
        translation = translation_of(word.said, word.allowed, one.part_of_speech, sources, own)
        if word.concept is None:
            word.concept = _expressed(translation.text, one, glosses)
        content = Content(one, translation, examples[word.base_form])
        found.append(drafted(word, content, band[word.base_form], there.profile))
    return found


def _expressed(translation: str, facts: Facts, glosses: Mapping[tuple[str, str], list[Concept]]) -> Concept | None:
    """Return the concept that a translation names; of several, none, and they are noted."""
    named = [plain_gloss(one) for one in translation.split(",")]
    found = {one.id: one for gloss in named for one in glosses.get((gloss, facts.part_of_speech), ())}
    if len(found) > 1:
        facts.doubts.append(f"concept: {' or '.join(found)}")
    return next(iter(found.values())) if len(found) == 1 else None


def _examples(
    words: Sequence[DraftWord], facts: Sequence[Facts], there: Present, asked: Asked
) -> Mapping[str, Sequence[Chosen]]:
    if not words:
        return {}
    lexicon = there.lexicon
    new = [
        Word(
            word.base_form,
            one.part_of_speech or "noun",
            (Level(asked.level, 1, _NOWHERE),),
            (),
            asked.topic,
            _NOWHERE,
            gender=one.gender or None,
        )
        for word, one in zip(words, facts, strict=True)
    ]
    rows = [
        ParadigmRow(one.row.base_form, one.row.part_of_speech, one.row.paradigm, _NOWHERE) for one in facts if one.row
    ]
    context = Context(folder=there.folder.path, name=there.folder.name, profile=there.profile)
    own = forms.run(replace(lexicon, words=tuple(new), paradigms=tuple(rows)), context).words
    examples = Examples(replace(lexicon, words=(*lexicon.words, *own)), own, asked.level)
    pairs = sentences_in(asked.folder, lexicon.language, there.pack.translation_language)
    return examples.chosen({word.base_form: word.allowed for word in words}, sentences_for_pack(pairs, there.pack))


def _plan_files(
    done: DraftPlan, facts: Mapping[str, Facts], there: Present, asked: Asked, sources: Mapping[str, Source]
) -> None:
    new = [NewEntry(one.record, asked.level, asked.topic) for one in done.drafted]
    found = plan(there.folder, there.documents, {}, new)
    done.rewrites += found.rewrites
    done.refused += (f"{new[number].record['base_form']}: {one.why}" for number, (one, *_) in found.new.items())
    done.drafted = [one for number, one in enumerate(done.drafted) if number not in found.new]
    rows = [row for one in done.drafted if (row := facts[one.record["base_form"]].row)]
    tables = inflect.plan_tables(there.folder.path, there.lexicon, there.profile, rows)
    done.rewrites += tables.rewrites.values()
    done.refused += tables.refused
    _declare(done, there, sources)


def _declare(done: DraftPlan, there: Present, sources: Mapping[str, Source]) -> None:
    """Plan that pack.yaml declares the sources of what is written."""
    used = {id_ for one in done.drafted for id_ in one.sources}
    new = [sources[id_] for id_ in sorted(used) if id_ not in there.pack.sources and id_ in sources]
    if not new:
        return
    document = next(one for one in there.documents if one.kind == "pack")
    text = with_sources(document.text, new, there.pack.licence)
    if text is None:
        done.undeclared = [line for one in new for line in source_lines(one, there.pack.licence)]
    else:  # before the entries, which would be faulty without it
        done.rewrites.insert(0, Rewrite(there.folder.path / "pack.yaml", there.folder.path, document.text, text))
