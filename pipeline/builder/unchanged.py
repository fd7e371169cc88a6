"""Decide whether there is anything to build, by everything a build depends on: sources, program, libraries, data."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.builder.digests import State, program_digest, state_of_pack
from pipeline.builder.discover import PackFolder
from pipeline.system.files import read_bytes, sha256_of

States = Mapping[str, State]
"""The states of pack folders at a point in time, by language."""


def states_of(packs: Sequence[PackFolder]) -> States:
    """Return the current states of the packs."""
    return {pack.language: state_of_pack(pack.path) for pack in packs}


def inputs_of(states: States, epoch: int | None) -> str | None:
    """Return the SHA-256 over everything that a build depends on; None if the digest of a pack is unknown."""
    digests = {language: state.digest for language, state in states.items()}
    if None in digests.values():
        return None
    return hashlib.sha256(json.dumps([program_digest(), epoch, *digests.items()]).encode()).hexdigest()


def is_current(output: Path, note: Path, inputs: str | None) -> dict[str, Any] | None:
    """Return the manifest of a database if it is intact and was made from these inputs.

    The manifest is trusted only if the database agrees with it. If it is damaged or missing, build again.
    """
    try:
        manifest: dict[str, Any] = json.loads(read_bytes(note))
        if inputs is None or manifest["inputs"] != inputs or not isinstance(manifest["warnings"], int):
            return None
        whole = manifest["database"] == output.name and manifest["sha256"] == sha256_of(output)
        return manifest if whole else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
