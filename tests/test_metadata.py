"""What a wheel says of itself: links that work for readers without our files, and no address that is made up."""

import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("hatchling", reason="the extra `packaging` is not installed")

from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager

from hatch_build import CustomMetadataHook, outside

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def links(text: str) -> list[str]:
    return re.findall(r"\]\(([^)]*)\)", text)


def filled_in(repository: str) -> dict[str, Any]:
    metadata: dict[str, Any] = {"version": "1.2.3"}
    CustomMetadataHook(str(ROOT), {"repository": repository}).update(metadata)
    return metadata


def test_without_an_address_there_are_no_links_to_our_files() -> None:
    metadata = filled_in("")
    assert all("://" in link for link in links(metadata["readme"]["text"]))
    assert metadata["urls"] == {}
    assert metadata["readme"]["content-type"] == "text/markdown"


@pytest.mark.parametrize("repository", ["https://host/x", "https://host/x/"])
def test_one_address_makes_all_the_others(repository: str) -> None:
    metadata = filled_in(repository)
    files = "https://host/x/blob/v1.2.3/"
    ours = [link.removeprefix(files) for link in links(metadata["readme"]["text"]) if link.startswith(files)]
    assert len(ours) > 5
    assert all((ROOT / link.partition("#")[0]).is_file() for link in ours)
    assert ours == [link for link in links(README) if "://" not in link]
    assert metadata["urls"] == {"Repository": "https://host/x", "Changelog": f"{files}CHANGELOG.md"}


def test_links_to_elsewhere_stay() -> None:
    text = "[a](https://a.example/b), [c](#c), [d](mailto:e), `f()`, [PATH]... (g)"
    assert outside(text, "") == outside(text, "https://host") == text
    assert outside("[h](i.md#j)", "") == "h"


def test_the_project_names_its_authors_and_invents_no_address() -> None:
    metadata = ProjectMetadata(str(ROOT), PluginManager())
    assert metadata.core.authors_data == {"name": ["The Babblr vocabulary authors"], "email": []}
    repository = metadata.hatch.metadata.hook_config["custom"]["repository"]
    assert set(metadata.core.urls) == ({"Repository", "Changelog"} if repository else set())
    assert metadata.core.license_files == ["LICENSE", "vocab_sources/LICENSE"]
