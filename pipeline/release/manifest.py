"""Write `manifest.json`, the contents of a release (`pipeline.database.manifests`)."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from pipeline.database.manifests import FORMAT, Manifest
from pipeline.reporting.terminal import harmless_json
from pipeline.system.files import sha256_of


def manifest_text(manifest: Manifest, others: Iterable[Path] = ()) -> str:
    """Return the manifest of a release as JSON. `others` are files of it that are not databases."""
    record = {
        "format": FORMAT,
        "version": manifest.version,
        "release_date": manifest.release_date,
        "schema_revision": manifest.schema_revision,
        "files": [asdict(one) for one in manifest.artefacts],
        "other_files": [
            {"name": path.name, "sha256": sha256_of(path), "bytes": path.stat().st_size} for path in others
        ],
        "packs": list(manifest.packs),
    }
    return harmless_json(json.dumps(record, ensure_ascii=False, indent=2)) + "\n"
