"""Known findings that do not count: a file kept beside the packs, so that only new findings fail."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.reporting.report import NumberedFinding, home_name
from pipeline.reporting.terminal import harmless_json

BASELINE_VERSION = 1
_FIELDS = ("file", "rule", "word", "fingerprint")


class BaselineError(ValueError):
    """The text is not a baseline."""


@dataclass(frozen=True, slots=True)
class Known:
    """A finding in a baseline. `file` begins with the language (`es/A1/food.yaml`); `rule` is a code."""

    file: str
    rule: str
    word: str | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings by fingerprint."""

    known: Mapping[str, Known] = field(default_factory=dict)

    def new(self, entries: Iterable[NumberedFinding]) -> list[NumberedFinding]:
        """Return the findings that are not in the baseline."""
        return [entry for entry in entries if entry.fingerprint not in self.known]

    def gone(self, entries: Iterable[NumberedFinding]) -> list[Known]:
        """Return the findings of the baseline that are no longer found."""
        found = {entry.fingerprint for entry in entries}
        return [known for fingerprint, known in self.known.items() if fingerprint not in found]


def baseline_of(entries: Iterable[NumberedFinding], packs: Mapping[str, str]) -> Baseline:
    """Return a baseline of these findings. `packs` maps the name of each pack's folder to its language."""
    known = [
        Known(home_name(finding.place.file, packs), finding.rule.code, finding.word, fingerprint)
        for finding, fingerprint in entries
    ]
    return Baseline({one.fingerprint: one for one in known})


def dump(baseline: Baseline) -> str:
    """Return a baseline as JSON: one line per finding, sorted, so that changes can be reviewed."""
    known = sorted(baseline.known.values(), key=lambda one: (one.file, one.rule, one.word or "", one.fingerprint))
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in known]
    listed = "[\n    " + ",\n    ".join(lines) + "\n  ]" if lines else "[]"
    return harmless_json(f'{{\n  "version": {BASELINE_VERSION},\n  "findings": {listed}\n}}\n')


def baseline_from(text: str) -> Baseline:
    """Return the baseline in a text.

    Raises:
        BaselineError: the text is not what `dump` writes.
    """
    try:
        record: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BaselineError("it is not JSON") from error
    if not isinstance(record, dict) or not isinstance(record.get("findings"), list):
        raise BaselineError("it has no list of findings")
    if record.get("version") != BASELINE_VERSION:
        raise BaselineError(f"its version is not {BASELINE_VERSION}")
    known = [_known(item, number) for number, item in enumerate(record["findings"], 1)]
    return Baseline({one.fingerprint: one for one in known})


def _known(item: Any, number: int) -> Known:
    if not isinstance(item, dict) or set(item) != set(_FIELDS):
        raise BaselineError(f"finding {number} does not have the fields {', '.join(_FIELDS)}")
    for name, value in item.items():
        if not (isinstance(value, str) or (name == "word" and value is None)):
            raise BaselineError(f"the {name} of finding {number} is not text")
    return Known(**item)
