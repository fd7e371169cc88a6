"""Before the stages: find the packs that the paths on the command line refer to."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.languages.profile import Profile
from pipeline.model.concepts import CONCEPTS
from pipeline.reading.files import inner_path
from pipeline.reading.profiles import profile_of
from pipeline.stages.extract import PACK_FILE
from pipeline.system.files import real


class NoPackError(Exception):
    """A path is not a pack, does not contain packs, and is not inside one."""


@dataclass(frozen=True, slots=True)
class PackFolder:
    """A folder with one language's pack, and the name to show to people."""

    path: Path
    name: str

    @property
    def language(self) -> str:
        """The folder's own name, which is the language code."""
        return real(self.path).name

    @property
    def profile(self) -> Profile:
        """The profile of its language, with what the pack states over it.

        Raises:
            ProfileError: it is unusable.
        """
        return profile_of(self.path, self.name, self.language)

    def holds(self, file: Path, wanted: Path, resolve: Callable[[Path], Path] = real) -> bool:
        """Whether a file of the pack is `wanted` or below it, by its name in the pack: links are not followed.

        `resolve` may remember real paths, of which many files share most.
        """
        home = Path(self.name)  # `path` may be a copy of the pack
        inner, asked = inner_path(file, home, resolve), inner_path(wanted, home, resolve)
        if inner is None:
            return False
        if asked is not None:
            return inner.is_relative_to(asked)
        # `wanted` is above the pack, by its name or by its real location behind links.
        return home.absolute().is_relative_to(wanted.absolute()) or resolve(home).is_relative_to(resolve(wanted))


def packs_in(sources: Path, languages: Sequence[str] = ()) -> list[PackFolder]:
    """Return the packs in a sources folder, sorted by language; only those of `languages` if any are given.

    Every folder in it except `concepts` counts as a pack, so that a missing pack.yaml does not go unnoticed.

    Raises:
        NoPackError: the folder has no packs, none for a requested language, or two for one language.
    """
    found = [
        PackFolder(path, path.as_posix())
        for path in sorted(sources.iterdir() if sources.is_dir() else ())
        if path.is_dir() and path.name != CONCEPTS and not path.name.startswith((".", "_"))
    ]
    none = f"there are no packs in {sources}: a pack is a folder such as {sources}/es with a {PACK_FILE}"
    if not found or (sources / PACK_FILE).is_file():
        raise NoPackError(_why_none(sources) or none)
    known = {pack.language: pack for pack in found}
    for pack in found:
        if known[pack.language] is not pack:  # via links: two folders cannot share a name
            raise NoPackError(f"{pack.name} and {known[pack.language].name} are packs of the same language")
    for language in languages:
        if language not in known:
            packs = ", ".join(sorted(pack.language for pack in found if (pack.path / PACK_FILE).is_file()))
            raise NoPackError(f"there is no pack “{language}” in {sources}; there are: {packs}" if packs else none)
    return [pack for pack in found if not languages or pack.language in languages]


def packs_of(paths: Iterable[Path]) -> list[PackFolder]:
    """Return the packs that paths refer to. A path is a folder of packs, a pack, or anything inside a pack.

    All packs depend on the concepts beside them, so a path of these refers to all. A path may be relative to any
    folder, such as one inside a pack.

    Raises:
        NoPackError: a path refers to none.
    """
    found: dict[Path, PackFolder] = {}
    for path in paths:
        if not path.exists():
            raise NoPackError(f"{path} does not exist")
        inside = _pack_around(path)
        for pack in [PackFolder(inside, inside.as_posix())] if inside else packs_in(_sources_around(path)):
            found.setdefault(real(pack.path), pack)
    return sorted(found.values(), key=lambda pack: pack.name)


def _pack_around(path: Path) -> Path | None:
    """Return the pack that a path is, or is inside of: as it was named, or else relative to the working directory."""
    for folder in (path, *path.parents):
        if (folder / PACK_FILE).is_file():
            return folder
    whole = Path(os.path.normpath(Path.cwd() / path))  # `resolve` would follow links out of the pack
    around = next((folder for folder in whole.parents if (folder / PACK_FILE).is_file()), None)
    return around and Path(os.path.relpath(around))


def _sources_around(path: Path) -> Path:
    """Return the folder of packs, for a path of the concepts beside them; else the path."""
    whole = Path(os.path.normpath(Path.cwd() / path))
    for folder in (whole.parent, whole) if path.is_file() else (whole,):
        if folder.name == CONCEPTS and any(folder.parent.glob(f"*/{PACK_FILE}")):
            return folder.parent if path.is_absolute() else Path(os.path.relpath(folder.parent))
    return path


def _why_none(sources: Path) -> str | None:
    """Return what a path is instead of a folder of packs, and what to do, where that can be told."""
    if not sources.exists():
        return f"{sources} does not exist"
    around = _pack_around(sources)
    if around is not None:
        what = "is a pack" if around.samefile(sources) else f"is inside the pack {around}"
        return f"{sources} {what}; name the folder that holds it: {Path(os.path.normpath(around / '..'))}"
    return None if sources.is_dir() else f"{sources} is a file, and not inside a pack (a folder with a {PACK_FILE})"
