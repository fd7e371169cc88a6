"""A file is read a second time for positions only if it has changed, or has findings at other places."""

from pathlib import Path

import pytest

from pipeline.builder.analyse import analyse
from pipeline.builder.cache import cache_of
from pipeline.builder.discover import PackFolder
from pipeline.model.lexicon import Document
from pipeline.model.nodes import Node
from pipeline.reading import locate
from tests.packs import copy_of_valid

FOOD, PACK = "A1/food.yaml", "pack.yaml"


def test_positions_are_kept_with_their_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = copy_of_valid(tmp_path)
    read: list[str] = []
    tree = locate.tree

    def noted(document: Document) -> Node:
        read.append(document.file.partition("/")[2])
        return tree(document)

    monkeypatch.setattr(locate, "tree", noted)

    def files_read() -> list[str]:
        read.clear()
        cached = analyse(PackFolder(pack, "es"), cache=cache_of(tmp_path))
        files = [*read]
        assert cached.findings == analyse(PackFolder(pack, "es")).findings
        return files

    edit(pack / FOOD, "source: babblr", "source: unimorph")
    assert files_read() == [FOOD]
    assert files_read() == []
    edit(pack / PACK, "licence: CC-BY-4.0", "licence: unknown")
    assert files_read() == [PACK]
    edit(pack / FOOD, "words:", "\nwords:")
    assert files_read() == [FOOD]
    edit(pack / PACK, "licence: unknown", "licence: CC-BY-4.0")
    assert files_read() == []


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
