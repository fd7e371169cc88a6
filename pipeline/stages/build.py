"""The stages in the order they run: `analyse` a pack, `build` a database from packs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.database.engine import create_engine_for
from pipeline.database.migrate import head_revision, upgrade
from pipeline.languages.profile import profile
from pipeline.model.findings import Finding, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.reading.locate import locate
from pipeline.rules.examples import WORD_NOT_IN_EXAMPLE
from pipeline.rules.words import NOT_A_LEMMA
from pipeline.stages import check, conform, extract, inflect, lemmatize, normalize, recognise, relate, teach
from pipeline.stages.context import Context, Steps, silent
from pipeline.stages.discover import PackFolder
from pipeline.stages.load import Loader
from pipeline.stages.publish import DRAFT, Published, publish, workshop
from pipeline.stages.waive import part

WRITING_STEPS = ("schema", "indexes", "verify", "compact", "publish")
"""The steps of a build that are taken once, whatever the number of packs."""

STAGES = (extract, conform, normalize, inflect, recognise, lemmatize, relate, check, teach)
"""What happens to each language before anything is written."""

ASK_LEMMATIZERS = frozenset({NOT_A_LEMMA.code, WORD_NOT_IN_EXAMPLE.code})
"""The rules that weigh what the lemmatizers hold. Without them, `analyse` need not load spaCy."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A pack after all stages but the writing ones."""

    lexicon: Lexicon
    findings: list[Finding] = field(default_factory=list)
    waived: list[Finding] = field(default_factory=list)
    """What would have been found, but for the waivers in pack.yaml."""

    @property
    def texts(self) -> dict[str, str]:
        """The text of each source file that could be read, by the name that findings show."""
        return {document.file: document.text for document in self.lexicon.documents}


def read(pack: PackFolder) -> Lexicon:
    """Return a pack's words and paradigms as they are written, whatever else may be wrong with them."""
    context = Context(folder=pack.path, name=pack.name, profile=profile(pack.language))
    lexicon = Lexicon(pack.language)
    for stage in STAGES[:3]:
        lexicon = stage.run(lexicon, context)
    return lexicon


def analyse(pack: PackFolder, step: Steps = silent, chosen: Collection[str] | None = None) -> Analysis:
    """Take one pack through the stages; the findings come with their positions, sorted.

    `chosen` are the codes of the rules to report (None: all); what only other rules need is not done.
    """
    context = Context(folder=pack.path, name=pack.name, profile=profile(pack.language), step=step)
    lexicon = Lexicon(pack.language)
    for stage in STAGES:
        if stage is lemmatize and chosen is not None and ASK_LEMMATIZERS.isdisjoint(chosen):
            continue
        with step(f"{pack.language}: {stage.__name__.rpartition('.')[2]}"):
            lexicon = stage.run(lexicon, context)
    documents = {document.file: document for document in lexicon.documents}
    kept, waived = part(lexicon, context.findings, chosen)
    return Analysis(lexicon, locate(kept, documents), locate(waived, documents))


def build(
    packs: Iterable[PackFolder], output: Path, step: Steps = silent, *, epoch: int | None = None
) -> tuple[Published | None, list[Finding]]:
    """Build the database of some packs at `output`, or nothing at all if one of them has an error.

    Languages go through one after the other, so that memory holds one at a time. Also returns the findings.
    Rows carry the release date of their pack, or `epoch` (seconds since 1970) instead.

    Raises:
        BusyError: another build of the same output is under way.
        OSError: the output cannot be written.
    """
    findings: list[Finding] = []
    with workshop(output) as folder:
        draft = folder / DRAFT
        with step("schema"):
            upgrade(draft)
        engine = create_engine_for(draft)
        with engine.connect() as connection, connection.begin() as transaction:
            loader = Loader(connection, epoch)
            for pack in packs:
                analysis = analyse(pack, step)
                findings.extend(analysis.findings)
                if not has_errors(findings):
                    with step(f"{pack.language}: load"):
                        loader.load(analysis.lexicon)
            if has_errors(findings):
                transaction.rollback()
                return None, findings
            with step("indexes"):
                loader.finish()
        about = {"schema_revision": head_revision(), "packs": loader.records}
        return publish(folder, output, loader.counts, about, step), findings


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether anything was found that must not be published."""
    return any(finding.severity is Severity.ERROR for finding in findings)
