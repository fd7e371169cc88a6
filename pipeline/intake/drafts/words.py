"""The pack that drafts are made for, and the words that it does not have yet."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.builder.discover import PackFolder
from pipeline.curation.scaffold import written_entries
from pipeline.intake.candidates import Candidate
from pipeline.intake.candidates.gate import candidates_for_pack
from pipeline.intake.drafts import DraftWord
from pipeline.intake.drafts.translations import plain_gloss, said_glosses
from pipeline.languages.profile import Profile
from pipeline.model.concepts import Concept
from pipeline.model.findings import Finding, Severity
from pipeline.model.lexicon import Document, Lexicon
from pipeline.model.packs import Pack
from pipeline.stages import Context, extract, inflect
from pipeline.stages.order import STAGES


@dataclass(frozen=True, slots=True)
class Present:
    """A pack as it is now."""

    folder: PackFolder
    profile: Profile
    documents: tuple[Document, ...]
    """Its files as they are written."""
    lexicon: Lexicon
    """Its sound words, with their forms."""
    pack: Pack
    keys: frozenset[str]
    """Of the words that it has, drafts and former spellings included."""
    errors: tuple[Finding, ...] = ()
    """Why some of its files cannot be read."""

    def key(self, base_form: str) -> str:
        """Return what spellings of the same word have in common."""
        return key_in(self.profile)(base_form)

    def drafts(self, level: str, topic: str) -> int:
        """Return how many drafts a word list has already."""
        return sum(
            (document.level, document.topic) == (level, topic) and entry.get("status", "draft") == "draft"
            for document, _, entry in written_entries(self.documents)
        )


def key_in(profile: Profile) -> Callable[[str], str]:
    """Return the function that says what spellings of the same word have in common."""
    return str if profile.nouns_capitalised else profile.lowered


def present(folder: PackFolder) -> Present | tuple[Finding, ...]:
    """Return a pack as it is now, or why its pack.yaml cannot be read.

    Raises:
        ProfileError: the language's profile is unusable.
    """
    profile = folder.profile
    context = Context(folder=folder.path, name=folder.name, profile=profile)
    documents = extract.run(Lexicon(folder.language), context).documents
    lexicon = Lexicon(folder.language, documents)
    for stage in STAGES[1:3]:
        lexicon = stage.run(lexicon, context)
    errors = tuple(one for one in context.findings if one.severity is Severity.ERROR)
    if lexicon.pack is None:
        return errors
    pack, lexicon = lexicon.pack, inflect.run(lexicon, context)
    keys = frozenset(map(key_in(profile), spellings(documents)))
    return Present(folder, profile, documents, lexicon, pack, keys, errors)


def spellings(documents: Iterable[Document]) -> Iterator[str]:
    """Yield the base forms that entries have and had, as they are written."""
    for _, _, entry in written_entries(documents):
        former = entry.get("formerly")
        ones = [entry.get("base_form"), entry.get("identity"), *(former if isinstance(former, list) else ())]
        yield from (one.strip() for one in ones if isinstance(one, str))


def unwritten(candidates: Iterable[Candidate], there: Present) -> Iterator[DraftWord]:
    """Yield the candidates that the pack does not have, each with what may be written of it."""
    for one in candidates:
        if there.key(one.base_form) not in there.keys:
            yield DraftWord(one, candidates_for_pack(one, there.pack))


def by_gloss(concepts: Iterable[Concept]) -> Mapping[tuple[str, str], list[Concept]]:
    """Return concepts by what their glosses say, without articles and brackets, and their part of speech."""
    found: dict[tuple[str, str], list[Concept]] = {}
    for concept in concepts:
        if not concept.retired:
            for gloss in concept.gloss.split(","):
                found.setdefault((plain_gloss(gloss), concept.pos), []).append(concept)
    return found


def concepts_of(word: DraftWord, glosses: Mapping[tuple[str, str], list[Concept]]) -> list[Concept]:
    """Return the concepts that a word may express: those with a gloss that some source gives as its translation."""
    parts = {claim.value for claim in word.said.claims.get("part_of_speech", ())}
    found: dict[str, Concept] = {}
    for gloss in said_glosses(word.said):
        for part in parts:
            found |= {concept.id: concept for concept in glosses.get((gloss, str(part)), ())}
    return list(found.values())
