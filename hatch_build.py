"""Fill in the addresses in a wheel's metadata from the `repository` in pyproject.toml, if there is one."""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_RELATIVE_LINK = re.compile(r"\[([^\]]+)\]\((?![\w+.-]+:|#)([^)\s]+)\)")


class CustomMetadataHook(MetadataHookInterface):
    """Fills in the `dynamic` fields of pyproject.toml. Hatchling looks for this class name."""

    def update(self, metadata: dict[str, Any]) -> None:
        repository = self.config["repository"].rstrip("/")
        files = f"{repository}/blob/v{metadata['version']}" if repository else ""
        text = (Path(self.root) / "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": outside(text, files)}
        metadata["urls"] = {"Repository": repository, "Changelog": f"{files}/CHANGELOG.md"} if repository else {}


def outside(text: str, files: str) -> str:
    """Return a Markdown text for readers without our files: relative links become absolute.

    Without an address, such a link becomes plain text.
    """
    return _RELATIVE_LINK.sub(rf"[\1]({files}/\2)" if files else r"\1", text)
