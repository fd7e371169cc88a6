"""The release record of a language: what it was made from and with."""

import hashlib
import json
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from pipeline.builder.digests import TOOLS
from pipeline.model.concepts import CONCEPTS
from pipeline.model.lexicon import Lexicon
from pipeline.model.packs import Pack, Source


def pack_of(lexicon: Lexicon) -> Pack:
    """Return the pack of a lexicon without errors."""
    if lexicon.pack is None:
        raise ValueError(f"the lexicon of “{lexicon.language}” has no pack: it has errors and cannot be loaded")
    return lexicon.pack


def release_record(lexicon: Lexicon) -> dict[str, Any]:
    """Return the release record of a language, by column of `release_packs`: all but what its pack states of it."""
    pack = pack_of(lexicon)
    digest = hashlib.sha256()
    for document in lexicon.documents:
        inside = document.file.removeprefix(pack.place.file.removesuffix("pack.yaml"))
        if document.kind == CONCEPTS:  # beside the pack
            inside = f"../{CONCEPTS}/{document.level}"
        digest.update(f"{inside}\0{document.digest}\n".encode())
    return {
        "language": lexicon.language,
        "version": pack.version,
        "release_date": pack.release_date,
        "licence": pack.licence,
        "attribution": pack.attribution,
        "sources": {key: _stated(source) for key, source in sorted(pack.sources.items())},
        "targets": dict(pack.targets),
        "source_digest": digest.hexdigest(),
        "tool_versions": {tool: version(tool) for tool in TOOLS},
        "app_topics": {key: list(topics) for key, topics in pack.app_topics.items()},
    }


def _stated(source: Source) -> dict[str, str]:
    return {name: value for name, value in asdict(source).items() if value is not None and name != "id"}


def column_value(value: Any) -> Any:
    """Return a value as `release_packs` stores it: a mapping as JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else value


def created_at(release_date: str, epoch: int | None) -> str:
    """Return the timestamp of a pack's rows, in UTC: its release date, or `epoch` (in seconds) if given."""
    if epoch is not None:
        return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return f"{release_date} 00:00:00"
