"""The packs under tests/data, laid out as a curator would have them."""

import os
import pickle
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    from pipeline.builder.analyse import Analysis
    from pipeline.model.lexicon import Lexicon

COMMITTED = Path(__file__).parent.parent / "vocab_sources"
LANGUAGES = sorted(folder.parent.name for folder in COMMITTED.glob("*/pack.yaml"))
"""The languages that have a pack in the project."""

SHARED = "BABBLR_VOCAB_TESTS"
"""The variable that names the folder of what all processes of a run of the tests share; tests/conftest.py sets it."""

DATA = Path(__file__).parent / "data" / "packs"
VALID = DATA / "valid"
BROKEN = DATA / "broken"
UNKNOWN = DATA / "unknown"
"""Sources with a pack of a language that the program does not know: Catalan, described by the pack itself."""
UNKNOWN_TEXT = """\
Avui em llevo i em rento. Els homes no es renten. L'home s'asseu amb l'amic a l'escola nova. Tenen aigües del dia?
Les dones són grans i els gats petits. M'assec i bec l'aigua del gat. Rentant-me parlo. Asseure's no és parlar.
Rentar-te és molt bo. Es va llevant, no va a llevar-se. Les nits són bones.
"""
"""All of it is in that pack: inflected, reflexive, with an elision or a contraction."""


def copy_of_valid(folder: Path) -> Path:
    """Copy the valid sources into a folder, and return the pack in it."""
    shutil.copytree(VALID, folder, dirs_exist_ok=True)
    return folder / "es"


FINISHED = """\
targets: {A1: 6}
states: {A1: released}
waivers:
  - {rule: band-size, file: pack.yaml, reason: It has few words.}
  - {rule: first-bands, file: pack.yaml, reason: It has few words.}
"""
"""What makes the valid pack one that a release has, in place of the first line."""


def copy_of_finished(folder: Path) -> Path:
    """Copy the valid sources into a folder with their level released, and return the pack in it."""
    pack = copy_of_valid(folder)
    about = pack / "pack.yaml"
    first, *_ = FINISHED.splitlines(keepends=True)
    about.write_text(about.read_text("utf-8").replace(first, FINISHED), "utf-8")
    return pack


def broken_pack(case: str, folder: Path) -> Path:
    """Lay the files of a broken case over the valid pack, and return the pack."""
    pack = copy_of_valid(folder)
    shutil.copytree(BROKEN / case, pack, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    return pack


@contextmanager
def languages_in(folder: Path) -> Iterator[None]:
    """Have the profiles of languages read from another folder."""
    from pipeline.languages.profile import profile, profiles

    try:
        with patch("pipeline.languages.profile.FOLDER", folder):
            profile.cache_clear()
            profiles.cache_clear()
            yield
    finally:
        profile.cache_clear()
        profiles.cache_clear()


def findings_of(pack: Path, but: Collection[str] = (), *, building: bool = False) -> list[str]:
    """Return the findings of a pack, as `A1/food.yaml:6:21 V109`, sorted by place.

    `but` are the codes of rules to leave out.
    """
    from pipeline.builder.analyse import analyse  # only tests that analyse pay for it
    from pipeline.builder.discover import PackFolder
    from pipeline.rules.catalogue import catalogue

    lines = []
    chosen = catalogue().keys() - set(but)
    for finding in analyse(PackFolder(pack, pack.as_posix()), chosen=chosen, building=building).findings:
        position = finding.place.position
        where = f"{position.line}:{position.column}" if position else "1:1"
        lines.append(f"{finding.place.file.removeprefix(pack.as_posix() + '/')}:{where} {finding.rule.code}")
    return lines


@cache
def committed(language: str) -> "Analysis":
    """Take the project's own pack of a language through the stages, once for all tests in all their processes."""
    from filelock import FileLock

    from pipeline.builder.analyse import analyse
    from pipeline.builder.discover import packs_in

    kept = Path(os.environ[SHARED], f"{sha256(bytes(COMMITTED)).hexdigest()}-{language}")
    with FileLock(f"{kept}.lock"):
        if kept.exists():
            found: Analysis = pickle.loads(kept.read_bytes())
            return found
        (pack,) = packs_in(COMMITTED, [language])
        found = analyse(pack)
        draft = kept.with_suffix(".new")
        draft.write_bytes(pickle.dumps(found))
        draft.rename(kept)
    return found


@cache
def beginner(language: str) -> "Lexicon":
    """Return the project's own pack of a language with the words of A1 alone, however far it has grown."""
    lexicon = committed(language).lexicon
    return replace(lexicon, words=tuple(word for word in lexicon.words if word.levels[0].level == "A1"))
