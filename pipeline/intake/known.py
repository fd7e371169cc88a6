"""What a pack has already: its words, and the forms that its paradigm tables have of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.languages.profile import Profile, profile
from pipeline.model.lexicon import Lexicon, Word
from pipeline.model.packs import Topic


@dataclass(frozen=True, slots=True)
class PackWords:
    """The words of a pack, each with its forms."""

    profile: Profile
    words: tuple[Word, ...] = ()
    names: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    """All base forms, former ones and those of unfinished drafts included."""
    topics: tuple[Topic, ...] = ()
    exists: bool = True
    """Whether there is a pack."""
    complete: bool = True
    """Whether all of its files could be read."""


@dataclass(frozen=True, slots=True)
class Known:
    """The words of a pack, whatever their case unless the language tells words apart by it."""

    language: str
    profile: Profile
    words: Mapping[str, str] = field(default_factory=dict)
    """Base forms, by key."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """The base form of each other form, by its key; of several words, the first."""

    def key(self, base_form: str) -> str:
        """Return what spellings of the same word have in common."""
        return base_form if self.profile.nouns_capitalised else self.profile.lowered(base_form)

    def has(self, base_form: str) -> bool:
        """Return whether the pack has a word."""
        return self.key(base_form) in self.words


def pack_words(sources: Path, language: str) -> PackWords:
    """Return the words of the pack of a language in a folder of packs; none if there is no such pack.

    Raises:
        ProfileError: the language's profile is unusable.
    """
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.intake.drafts.words import spellings
    from pipeline.stages import Context, extract, inflect
    from pipeline.stages.order import STAGES

    try:
        (pack,) = packs_in(sources, [language])
    except NoPackError:
        return PackWords(profile(language), exists=False)
    its = pack.profile
    context = Context(folder=pack.path, name=pack.name, profile=its)
    lexicon = extract.run(Lexicon(pack.language), context)
    written = tuple(spellings(lexicon.documents))  # later stages leave out what is not finished
    for stage in STAGES[1:3]:
        lexicon = stage.run(lexicon, context)
    lexicon = inflect.run(lexicon, context)
    names = lexicon.pack.names if lexicon.pack else ()
    topics = tuple(lexicon.pack.topics.values()) if lexicon.pack else ()
    return PackWords(its, lexicon.words, names, written, topics, complete=lexicon.complete)


def known_of(language: str, pack: PackWords) -> Known:
    """Return what is known by the words of a pack."""
    empty = Known(language, pack.profile)
    words = {empty.key(one): one for one in (*pack.written, *(word.base_form for word in pack.words))}
    forms: dict[str, str] = {}
    for word in pack.words:
        for form in word.forms:
            forms.setdefault(empty.key(form.text), word.base_form)
    return Known(language, pack.profile, words, forms)
