"""Where a list comes from, under which licence, and so what may be done with what it says.

`candidates/sources.yaml` is where sources and their licences are kept: it has the form of `sources` in pack.yaml. Lines
of candidates repeat the licence for whoever reads them alone, but only this file decides.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipeline.rules.provenance import FIT, FORBIDS
from pipeline.system.files import read_text

OWN = "own"
"""The licence of what the curator made."""
FILE = "sources.yaml"
ENGLISH = "en"
"""The language of translations, unless something else is said."""
LONGEST_ID = 100
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SAME_LICENCE = re.compile(r"(^|-)SA(-|$)|GPL|^ODbL|^GFDL|^MPL|^EUPL|share-?alike|copyleft", re.IGNORECASE)
"""What licences are called that demand themselves for what is made of the material."""
_FACTS_ALONE = re.compile(r"^(ODbL|ODC-By)", re.IGNORECASE)
"""Licences of databases, which do not extend to the texts in them.

Source: https://opendatacommons.org/faq/licenses/
"""
_BUILT_ON = re.compile(r"^(CC-BY-SA)-(\d+\.\d+)$", re.IGNORECASE)
"""Licences whose later versions may be used instead.

Source: https://creativecommons.org/licenses/by-sa/3.0/legalcode, 4b
"""


_GPL_3 = ("GPL-3.0-only", "GPL-3.0-or-later")
_ALSO_INTO = {"CC-BY-SA-4.0": _GPL_3, "GPL-2.0-or-later": ("GPL-2.0-only", *_GPL_3), "GPL-3.0-or-later": _GPL_3[:1]}
"""Licences that let what is made of the material have another one.

Source: https://creativecommons.org/share-your-work/licensing-considerations/compatible-licenses,
https://www.gnu.org/licenses/gpl-faq.html#AllCompatibility
"""


class Use(StrEnum):
    """What a licence allows."""

    WRITE = "write"
    """Facts may be written into a pack, with the source in its notice."""
    DECLARED = "declared"
    """Facts may be written into a pack that declares the licence itself: share-alike, GPL."""
    COMPARE = "compare"
    """Facts may only be compared with: non-commercial, no derivatives, unknown."""


@dataclass(frozen=True, slots=True)
class Source:
    """A list that facts come from. Its id is what entries of a pack name as their source."""

    id: str
    title: str
    licence: str = ""
    """An SPDX identifier; `own` for what the curator made; empty: unknown."""
    author: str = ""
    url: str = ""
    translations: str = ""
    """The ISO 639-1 code of the language that it translates into; empty: English, or that of the pack."""


class SourcesError(Exception):
    """The file of sources cannot be read. The message says why."""


def known_licence(licence: str) -> str:
    """Return a licence as the SPDX list spells it, if it is known whatever its capitals and spaces; else as it is."""
    plain = "-".join(licence.split()).casefold()
    return next((one for one in (OWN, *sorted(FIT)) if one.casefold() == plain), licence.strip())


def use_of(licence: str) -> Use:
    """Return what a licence allows to do with facts."""
    licence = known_licence(licence)
    if not licence or FORBIDS.search(licence):
        return Use.COMPARE
    if _SAME_LICENCE.search(licence):
        return Use.DECLARED
    return Use.WRITE if licence in FIT or licence == OWN else Use.COMPARE


def may_write(licence: str, pack_licence: str, *, text: bool = False) -> bool:
    """Return whether what a licence covers may be written into a pack: a fact or, with `text`, a sentence.

    Facts are what no author can have put otherwise; a sentence or a definition is somebody's work.
    """
    use = use_of(licence)
    if text and _FACTS_ALONE.search(known_licence(licence)):
        return False
    return use is Use.WRITE or (use is Use.DECLARED and _declares(pack_licence, licence))


def _declares(pack_licence: str, licence: str) -> bool:
    ours, theirs = known_licence(pack_licence), known_licence(licence)
    if ours.casefold() == theirs.casefold():
        return True
    if ours in _ALSO_INTO.get(theirs, ()):
        return True
    later, earlier = _BUILT_ON.match(ours), _BUILT_ON.match(theirs)
    return bool(later and earlier and float(later[2]) >= float(earlier[2]))


def is_id(text: str) -> bool:
    """Return whether a text may be the id of a source, in a pack, too."""
    return _ID.fullmatch(text) is not None and len(text) <= LONGEST_ID


def id_from(name: str) -> str:
    """Return an id made from the name of a file: `Unità 1 (neu).xlsx` is `unita-1-neu`."""
    stem = Path(name).name.split(".")[0]
    letters = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    plain = "-".join(re.findall("[a-z0-9]+", letters))[:LONGEST_ID].strip("-")
    return plain if is_id(plain) else f"list-{plain}"[:LONGEST_ID].strip("-")


def stated(id_: str, known: Mapping[str, Source], facts: Mapping[str, str | None], *, title: str) -> Source:
    """Return a source with what is stated of it now, over what is known of it. `title` is for one without any."""
    source = known.get(id_, Source(id_, title))
    now = {name: value.strip() for name, value in facts.items() if value is not None}
    if "licence" in now:
        now["licence"] = known_licence(now["licence"])
    return replace(source, **now)


def read_sources(folder: Path) -> dict[str, Source]:
    """Return the sources of a folder of candidates, by id; none if it has no file of them.

    Raises:
        SourcesError: the file cannot be read.
    """
    from pipeline.reading.yaml_events import parse  # the command says how to install it

    path = folder / FILE
    try:
        text = read_text(path)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SourcesError(f"{path} cannot be read: {error}") from error
    if not text.strip():
        return {}
    record, findings = parse(text, str(path))
    if not isinstance(record, dict):
        why = findings[0].message if findings else "it must have a source on each line at the left"
        raise SourcesError(f"{path} cannot be read: {why}")
    return {id_: _source(path, id_, one) for id_, one in record.items()}


def _source(path: Path, id_: str, record: Any) -> Source:
    keys = {one.name for one in fields(Source)} - {"id"}
    if not isinstance(record, dict) or not record.keys() <= keys or "title" not in record:
        raise SourcesError(
            f"{path}: “{id_}” must have a title, and may have a licence, an author, a url, and `translations`"
        )
    return Source(id_, **{name: str(value) for name, value in record.items() if value is not None})


def written_sources(sources: Mapping[str, Source]) -> str:
    """Return the text of the file, sorted by id."""
    return "".join(line for id_ in sorted(sources) for line in _lines(sources[id_]))


def _lines(source: Source) -> Iterable[str]:
    from pipeline.curation.yaml_scalars import written  # the command says how to install it

    yield f"{written(source.id)}:\n"
    for one in fields(Source):
        value = getattr(source, one.name)
        if value and one.name != "id":
            yield f"  {one.name}: {written(value)}\n"
