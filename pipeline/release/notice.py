"""`NOTICE`, in Markdown: whom to credit, and the licences of each pack and its sources."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.model.packs import LevelState
from pipeline.reporting.markdown import escaped, link
from pipeline.rules.provenance import FIT

_INTRODUCTION = """\
# Babblr vocabulary {version}

This release is made from the packs below. If you redistribute it, changed or not, credit the authors and
state the licences.
Facts from the sources were selected, checked and converted to the format of the packs.
"""


Taken = Mapping[str, Mapping[str, Mapping[str, int]]]
"""By language and by the id of a source, how many records of each kind are from it."""


def notice(version: str, packs: Sequence[Mapping[str, Any]], titles: Mapping[str, str], taken: Taken) -> str:
    """Return the notice of a release. `packs` are those of its manifest, `titles` the packs' titles by language."""
    return "\n".join(_lines(version, packs, titles, taken)) + "\n"


def _lines(version: str, packs: Sequence[Mapping[str, Any]], titles: Mapping[str, str], taken: Taken) -> Iterator[str]:
    yield _INTRODUCTION.format(version=version)
    for pack in packs:
        title = escaped(titles[pack["language"]])
        yield f"## {pack['language']}: {title} {pack['version']}, {pack['release_date']}\n"
        yield f"{escaped(pack['attribution'])}. Licence: {_licence(pack['licence'])}\n"
        yield from (_level(level, standing) for level, standing in pack["levels"].items())
        yield "\nSources:\n"
        of_pack = taken.get(pack["language"], {})
        for id_, source in pack["sources"].items():
            yield f"- {_source(source)}{_counted(of_pack.get(id_, {}))}"
        yield ""


def _level(level: str, standing: Mapping[str, Any]) -> str:
    """Return how far a level is, as a line of a list."""
    if standing["state"] == LevelState.IN_PROGRESS.value:
        return f"- {level} ({standing['state']}): not in this release"
    of_target = "" if standing["target"] is None else f" of {standing['target']}"
    return f"- {level} ({standing['state']}): {standing['words']}{of_target} words"


def _source(source: Mapping[str, str]) -> str:
    author = f", by {escaped(source['author'])}" if "author" in source else ""
    where = f". {link(source['url'])}" if "url" in source else ""
    return f"{escaped(source['title'])}{author}. Licence: {_licence(source['licence'])}{where}"


def _counted(counts: Mapping[str, int]) -> str:
    """Return how much is from a source word by word, in a sentence of its own."""
    parts = [f"{count} {kind}{'s' * (count != 1)}" for kind, count in counts.items() if count]
    return f". From it: {', '.join(parts)}" if parts else ""


def _licence(licence: str) -> str:
    """Return a licence with a link to its text, if it is on the SPDX list."""
    where = f" {link(f'https://spdx.org/licenses/{licence}.html')}" if licence in FIT else ""
    return escaped(licence) + where
