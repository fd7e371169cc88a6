"""Write `manifest.json`, the contents of a release (`pipeline.database.manifests`)."""

import json
from dataclasses import asdict

from pipeline.database.manifests import FORMAT, Manifest
from pipeline.reporting.terminal import harmless_json


def manifest_text(manifest: Manifest) -> str:
    """Return the manifest of a release as JSON."""
    record = {
        "format": FORMAT,
        "version": manifest.version,
        "release_date": manifest.release_date,
        "schema_revision": manifest.schema_revision,
        "files": [asdict(one) for one in manifest.artefacts],
        "packs": list(manifest.packs),
    }
    return harmless_json(json.dumps(record, ensure_ascii=False, indent=2)) + "\n"
