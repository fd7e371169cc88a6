"""The stages in the order they run, except those that write."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import ModuleType

from pipeline.builder.cache import Cache
from pipeline.builder.discover import PackFolder
from pipeline.builder.left_out import FaultyDraft, faulty_drafts, not_about, reports, without
from pipeline.builder.positions import keep_positions, kept_positions
from pipeline.builder.waive import part
from pipeline.model.findings import Finding, Severity
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

_READ, _CHECK = STAGES[:3], STAGES[3:]
"""The stages that read the words as they are written, and those that add to them and check them."""


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
    for stage in _READ:
        lexicon = stage.run(lexicon, context)
    return lexicon


def analyse(
    pack: PackFolder,
    step: Steps = silent,
    chosen: Collection[str] | None = None,
    cache: Cache | None = None,
    *,
    building: bool = False,
) -> Analysis:
    """Run one pack through the stages. The findings have positions and are sorted.

    `chosen` holds the codes of the rules to report (None: all); work that only other rules need is skipped. Results in
    `cache` are reused. If the language's profile has errors, only those are reported. If `building`, drafts with errors
    are left out of the lexicon, as if they were not filled in, and each is one finding, which is no error.
    """
    its, document, faults, stated = check_profile_of(pack.path, pack.name, pack.language)
    read = (document,) if document and (its is None or stated is not None) else ()
    if its is None:
        return _analysis(Lexicon(pack.language, documents=read, complete=False), faults, chosen, cache)
    if cache and document and stated is not None:
        cache = cache.made_of(document.digest)
    context = Context(folder=pack.path, name=pack.name, profile=its, step=step, cache=cache)
    stages = [stage for stage in _CHECK if stage is not lemmatize or not _needless(chosen)]
    with collector_held():
        written = _through(_READ, Lexicon(pack.language, documents=read, stated_profile=stated), context)
        of_reading = tuple(context.findings)
        lexicon = _through(stages, written, context)
        faulty: list[FaultyDraft] = []
        while building and (new := faulty_drafts(lexicon, context.findings)):
            faulty += new  # without them, others may have errors
            context = replace(
                context, step=silent, cache=_beside(cache, faulty), findings=not_about(faulty, of_reading)
            )
            complete = all(one.severity is not Severity.ERROR for one in context.findings)
            lexicon = _through(stages, without(written, faulty, complete=complete), context)
            context = replace(context, findings=not_about(faulty, context.findings))
        return _analysis(lexicon, [*context.findings, *reports(faulty)], chosen, cache)


def _through(stages: Iterable[ModuleType], lexicon: Lexicon, context: Context) -> Lexicon:
    for stage in stages:
        with context.step(f"{lexicon.language}: {stage.__name__.rpartition('.')[2]}"):
            lexicon = stage.run(lexicon, context)
    return lexicon


def _needless(chosen: Collection[str] | None) -> bool:
    """Whether no rule that is reported asks the lemmatizers."""
    return chosen is not None and ASK_LEMMATIZERS.isdisjoint(chosen)


def _beside(cache: Cache | None, faulty: Sequence[FaultyDraft]) -> Cache | None:
    """Return where results are cached that depend on which drafts are left out."""
    places = sorted((one.draft.place.file, one.draft.place.pointer) for one in faulty)
    return cache and cache.apart("without-drafts").made_of(str(places))


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
