"""What the metadata of a wheel says of addresses, from the one that pyproject.toml gives (`repository`), if it does."""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_RELATIVE_LINK = re.compile(r"\[([^\]]+)\]\((?![\w+.-]+:|#)([^)\s]+)\)")


class CustomMetadataHook(MetadataHookInterface):
    """Fills in the fields that are `dynamic` in pyproject.toml. Hatchling looks for this name."""

    def update(self, metadata: dict[str, Any]) -> None:
        repository = self.config["repository"].rstrip("/")
        files = f"{repository}/blob/v{metadata['version']}" if repository else ""
        text = (Path(self.root) / "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": outside(text, files)}
        metadata["urls"] = {"Repository": repository, "Changelog": f"{files}/CHANGELOG.md"} if repository else {}


def outside(text: str, files: str) -> str:
    """Return a Markdown text for readers who do not have our files: links to them go to an address.

    Where there is no address, such a link becomes its plain text.
    """
    return _RELATIVE_LINK.sub(rf"[\1]({files}/\2)" if files else r"\1", text)
