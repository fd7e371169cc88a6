"""The key to a sheet: which entries it has, and which faults were planted in them."""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.curation.reading_samples.sample import Planted, Sample
from pipeline.curation.reading_samples.sheet import Judged, SheetError
from pipeline.model.cefr import LEVELS
from pipeline.reporting.terminal import harmless_json
from pipeline.system.files import read_text


@dataclass(frozen=True, slots=True)
class Key:
    """What a scorer must know of a sheet. `entries` are the base forms, in the order of the sheet."""

    language: str
    entries: tuple[str, ...]
    planted: tuple[Planted, ...]
    level: str | None = None


def as_json(language: str, sample: Sample) -> str:
    """Return the key to a sample."""
    key = Key(language, tuple(word.base_form for word in sample.words), sample.planted, sample.level)
    return harmless_json(json.dumps(dataclasses.asdict(key), ensure_ascii=False, indent=2)) + "\n"


def read_key(path: Path) -> Key:
    """Return the key in a file.

    Raises:
        SheetError: there is none, or it is not a key.
    """
    try:
        data = json.loads(read_text(path))
        planted = tuple(Planted(**one) for one in data["planted"])
        level = data.get("level")
        if level not in (None, *LEVELS):
            raise ValueError("no such level")
        return Key(str(data["language"]), tuple(map(str, data["entries"])), planted, level)
    except OSError as error:
        raise SheetError(f"the key {path} cannot be read: {(error.strerror or 'unknown reason').lower()}") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SheetError(f"{path} is not the key to a sheet") from error


def opened(entries: Sequence[Judged], key: Key) -> list[Judged]:
    """Return what was said of the entries of a sheet, with the kinds of the faults that were planted in them.

    Raises:
        SheetError: the key is to another sheet.
    """
    kinds = {one.entry: one.kind for one in key.planted}
    if [one.entry for one in entries] != list(range(1, len(key.entries) + 1)):
        raise SheetError(f"the sheet does not have the {len(key.entries)} entries of its key")
    for one, base_form in zip(entries, key.entries, strict=True):
        if one.base_form.removeprefix("'") != base_form.removeprefix("'"):  # a spreadsheet's mark for text
            raise SheetError(f"entry {one.entry} of the sheet is “{one.base_form}”, and “{base_form}” in the key")
    return [replace(one, planted=kinds.get(one.entry, "")) for one in entries]
