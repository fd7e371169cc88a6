"""The stages in the order they run, except those that write."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from pipeline.builder.cache import Cache
from pipeline.builder.discover import PackFolder
from pipeline.builder.positions import keep_positions, kept_positions
from pipeline.builder.waive import part
from pipeline.model.findings import Finding
from pipeline.model.lexicon import Lexicon
from pipeline.model.steps import Steps, silent
from pipeline.reading.locate import locate, look_up
from pipeline.reading.profiles import check_profile_of
from pipeline.rules.examples.wording import WORD_NOT_IN_EXAMPLE
from pipeline.rules.words.lemmas import NOT_A_LEMMA
from pipeline.stages import Context, lemmatize
from pipeline.stages.order import STAGES
from pipeline.system.collector import collector_held

ASK_LEMMATIZERS = frozenset({NOT_A_LEMMA.code, WORD_NOT_IN_EXAMPLE.code})
"""The rules that use the lemmatizers' analyses. Without them, `analyse` need not load spaCy."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A pack after all stages except those that write."""

    lexicon: Lexicon
    findings: list[Finding] = field(default_factory=list)
    waived: list[Finding] = field(default_factory=list)
    """The findings that waivers in pack.yaml suppress."""


def read_pack(pack: PackFolder) -> Lexicon:
    """Return a pack's words and paradigms as written, without checking them any further."""
    context = Context(folder=pack.path, name=pack.name, profile=pack.profile)
    lexicon = Lexicon(pack.language)
    for stage in STAGES[:3]:
        lexicon = stage.run(lexicon, context)
    return lexicon


def analyse(
    pack: PackFolder, step: Steps = silent, chosen: Collection[str] | None = None, cache: Cache | None = None
) -> Analysis:
    """Run one pack through the stages. The findings have positions and are sorted.

    `chosen` holds the codes of the rules to report (None: all); work that only other rules need is skipped. Results in
    `cache` are reused. If the language's profile has errors, only those are reported.
    """
    its, document, faults, stated = check_profile_of(pack.path, pack.name, pack.language)
    read = (document,) if document and (its is None or stated is not None) else ()
    if its is None:
        return _analysis(Lexicon(pack.language, documents=read, complete=False), faults, chosen, cache)
    if cache and document and stated is not None:
        cache = cache.made_of(document.digest)
    context = Context(folder=pack.path, name=pack.name, profile=its, step=step, cache=cache)
    lexicon = Lexicon(pack.language, documents=read, stated_profile=stated)
    with collector_held():
        for stage in STAGES:
            if stage is lemmatize and chosen is not None and ASK_LEMMATIZERS.isdisjoint(chosen):
                continue
            with step(f"{pack.language}: {stage.__name__.rpartition('.')[2]}"):
                lexicon = stage.run(lexicon, context)
        return _analysis(lexicon, context.findings, chosen, cache)


def _analysis(
    lexicon: Lexicon, findings: Sequence[Finding], chosen: Collection[str] | None, cache: Cache | None
) -> Analysis:
    documents = {document.file: document for document in lexicon.documents}
    kept, waived = part(lexicon, findings, chosen)
    positions = kept_positions(cache, lexicon.language, documents) if cache else {}
    known = len(positions)
    look_up([*kept, *waived], documents, positions)
    analysis = Analysis(lexicon, locate(kept, documents, positions), locate(waived, documents, positions))
    if cache and len(positions) > known:
        keep_positions(cache, lexicon.language, documents, positions)
    return analysis
