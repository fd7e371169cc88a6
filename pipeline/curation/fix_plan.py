"""Plan what `fix` changes in packs, and what it must leave alone. Writes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.builder.discover import PackFolder
from pipeline.curation import fix
from pipeline.curation.files import Rewrite, is_link
from pipeline.model.concepts import CONCEPTS
from pipeline.model.findings import Finding, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.reading.locate import locate
from pipeline.stages import Context, extract
from pipeline.system.files import real


@dataclass(frozen=True, slots=True)
class FixPlan:
    """The planned changes, none of which has been made yet."""

    rewrites: tuple[Rewrite, ...] = ()
    looked_at: int = 0
    """How many files could be read without errors."""
    faults: tuple[Finding, ...] = ()
    """Why some files cannot be fixed."""
    refused: tuple[str, ...] = ()
    """Other fixes that are not possible, and why."""

    @property
    def skipped(self) -> int:
        """How many files have errors that prevent a fix."""
        return len({finding.place.file for finding in self.faults})

    def __add__(self, other: "FixPlan") -> "FixPlan":
        return FixPlan(
            self.rewrites + other.rewrites,
            self.looked_at + other.looked_at,
            self.faults + other.faults,
            self.refused + other.refused,
        )


def plan_fix(packs: Iterable[PackFolder], wanted: Sequence[Path]) -> FixPlan:
    """Plan the changes to those files of packs that are one of the paths `wanted`, or below one."""
    whole = FixPlan()
    for pack in packs:
        whole += _of_pack(pack, wanted)
    return whole


def _of_pack(pack: PackFolder, wanted: Sequence[Path]) -> FixPlan:
    context = Context(folder=pack.path, name=pack.name, profile=pack.profile)
    lexicon = extract.run(Lexicon(pack.language), context)

    def inside(file: str | Path) -> bool:
        return any(pack.holds(Path(file), path) for path in wanted)

    errors = [finding for finding in context.findings if finding.severity is Severity.ERROR]
    documents = {document.file: document for document in lexicon.documents}
    faults = locate((error for error in errors if inside(error.place.file)), documents)
    faulty = {error.place.file for error in errors}
    own = {real(Path(one.file)) for one in lexicon.documents if not is_link(Path(one.file), pack.path)}
    rewrites, refused = [], []
    looked_at = 0
    for document in lexicon.documents:
        if document.kind == CONCEPTS:  # not the pack's own
            continue
        path = Path(document.file)
        if document.file in faulty or not inside(path):
            continue
        looked_at += 1
        if is_link(path, pack.path):
            if real(path) not in own or not inside(real(path)):  # otherwise the file is fixed under its own name
                refused.append(f"{document.file} was left unchanged: it is a link to {real(path)}, or goes through one")
            continue
        try:
            text = fix.fix(document, context.profile)
        except fix.UnfaithfulError:
            refused.append(f"{document.file} was left unchanged: fixing it would change what it says")
            continue
        if text != document.text:
            rewrites.append(Rewrite(path, pack.path, document.text, text))
    return FixPlan(tuple(rewrites), looked_at, tuple(faults), tuple(refused))
