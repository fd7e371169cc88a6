"""Is there anything to build? Told by all that a build is made of: sources, program, libraries and data."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.builder.digests import State, program_digest, state_of
from pipeline.builder.discover import PackFolder
from pipeline.system.files import sha256_of

States = Mapping[str, State]
"""By language, what the folders of packs are at a moment."""


def states_of(packs: Sequence[PackFolder]) -> States:
    """Return what the packs are at this moment."""
    return {pack.language: state_of(pack.path) for pack in packs}


def inputs_of(states: States, epoch: int | None) -> str | None:
    """Return the SHA-256 of all that a build of some packs depends on; None if the digest of one pack is not known."""
    digests = {language: state.digest for language, state in states.items()}
    if None in digests.values():
        return None
    return hashlib.sha256(json.dumps([program_digest(), epoch, *digests.items()]).encode()).hexdigest()


def is_current(output: Path, note: Path, inputs: str | None) -> dict[str, Any] | None:
    """Return the manifest of a database if it is whole and was made of these inputs.

    The manifest is only believed where the database bears it out; a damaged one, or none, is a reason to build.
    """
    try:
        manifest: dict[str, Any] = json.loads(note.read_bytes())
        if inputs is None or manifest["inputs"] != inputs or not isinstance(manifest["warnings"], int):
            return None
        whole = manifest["database"] == output.name and manifest["sha256"] == sha256_of(output)
        return manifest if whole else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
