"""The descriptor of a Data Package: an archive of tables that says what it is (https://datapackage.org)."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.export.vocabulary import Vocabulary, credited
from pipeline.reporting.terminal import harmless_json

_ADDRESS = re.compile(r"https?://\S+")


def descriptor(vocabulary: Vocabulary, resources: Sequence[Mapping[str, Any]], about: str) -> bytes:
    """Return datapackage.json: what the package is, whom to credit, and its resources.

    Source: https://datapackage.org/standard/data-package/
    """
    release = vocabulary.release
    found = {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "name": f"babblr-vocabulary-{release.language}",
        "title": f"{vocabulary.name} vocabulary",
        "description": f"{release.notice}. {about}",
        "version": release.version,
        "created": f"{release.date}T00:00:00Z",
        "licenses": [{"name": release.licence, "title": release.licence}],
        "contributors": [{"title": release.attribution, "role": "author"}],
        "sources": [_source(one) for one in release.sources.values()],
        "resources": list(resources),
    }
    return (harmless_json(json.dumps(found, ensure_ascii=False, indent=1)) + "\n").encode()


def resource(name: str, suffix: str, mediatype: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the descriptor of a resource: a table in a file."""
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.{suffix}",
        "scheme": "file",
        "format": suffix,
        "mediatype": mediatype,
        "encoding": "utf-8",
        "schema": schema,
    }


def _source(stated: Mapping[str, str]) -> dict[str, str]:
    return {"title": credited(stated)} | ({"path": stated["url"]} if _ADDRESS.fullmatch(stated.get("url", "")) else {})
