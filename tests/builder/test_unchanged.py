"""A second build of the same is no build; whatever has changed, in sources, program or database, makes it one."""

import json
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from pipeline.builder import digests, unchanged
from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from tests.packs import copy_of_valid


class Project:
    """Sources, and the database built of them."""

    def __init__(self, folder: Path) -> None:
        self.pack = copy_of_valid(folder / "sources")
        self.output = folder / "build" / "babblr.db"
        assert self.build()
        self.first = self.output.read_bytes()

    def build(self, **options: object) -> bool:
        """Build, and return whether there was anything to do."""
        published, _ = build(packs_in(self.pack.parent), self.output, **options)  # type: ignore[arg-type]
        assert published is not None
        assert published.manifest == json.loads((self.output.parent / "manifest.json").read_text("utf-8"))
        return published.renewed


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def concepts(pack: Path, text: str) -> None:
    """Write the concepts that are beside a pack."""
    (pack.parent / "concepts").mkdir(exist_ok=True)
    (pack.parent / "concepts" / "A1.yaml").write_text(text, "utf-8")


def test_nothing_has_changed(project: Project) -> None:
    before = project.output.stat().st_mtime_ns
    assert not project.build()
    os.utime(project.pack / "pack.yaml", (0, 0))  # another time is no change
    assert not project.build()
    assert project.output.stat().st_mtime_ns == before
    assert project.build(force=True)
    assert project.output.read_bytes() == project.first


@pytest.mark.parametrize(
    "change",
    [
        lambda project: append(project.pack / "A1" / "food.yaml", "# remark\n"),
        lambda project: (project.pack / "README.md").write_text("x", "utf-8"),
        lambda project: concepts(project.pack, "concepts: []"),
        lambda project: project.output.write_bytes(project.first[:-1] + b"x"),
        lambda project: project.output.write_bytes(project.first[:5000]),
        lambda project: project.output.unlink(),
        lambda project: (project.output.parent / "manifest.json").unlink(),
        lambda project: (project.output.parent / "manifest.json").write_bytes(b"\xff" * 99),
        lambda project: (project.output.parent / "manifest.json").write_text("[" * 100_000, "utf-8"),
        lambda project: (project.output.parent / "manifest.json").write_text("[]", "utf-8"),
    ],
    ids=[
        "word list",
        "new file",
        "concepts",
        "database",
        "end of database",
        "no database",
        "no manifest",
        "bytes",
        "depth",
        "list",
    ],
)
def test_a_change_of_sources_or_of_what_was_built(project: Project, change: Callable[[Project], object]) -> None:
    change(project)
    assert project.build()
    assert not project.build()


def test_a_change_of_program_library_or_epoch(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    known = unchanged.inputs_of(unchanged.states_of(packs_in(project.pack.parent)), None)
    digests.program_digest.cache_clear()  # a process works it out once
    with monkeypatch.context() as patch:
        patch.setattr(digests, "version", lambda tool: "99")
        assert project.build()
    digests.program_digest.cache_clear()
    assert project.build()  # back to the library there is
    assert project.build(epoch=5)
    assert project.build()
    copy = project.pack.parent.parent / "program"
    copy.mkdir()
    (copy / "__init__.py").write_text("", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(digests.pipeline, "__file__", str(copy / "__init__.py"))
        digests.program_digest.cache_clear()
        assert unchanged.inputs_of(unchanged.states_of(packs_in(project.pack.parent)), None) != known
    digests.program_digest.cache_clear()
    assert unchanged.inputs_of(unchanged.states_of(packs_in(project.pack.parent)), None) == known


def test_what_has_no_content_to_compare_is_always_built(project: Project) -> None:
    (project.pack / "A1" / "link.yaml").symlink_to(project.pack / "A1" / "food.yaml")
    assert unchanged.inputs_of(unchanged.states_of(packs_in(project.pack.parent)), None) is None


@pytest.mark.parametrize("cached", [True, False])
def test_warnings_are_given_every_time(project: Project, cached: bool) -> None:
    path = project.pack / "A1" / "food.yaml"
    path.write_text(path.read_text("utf-8").replace("translation: to eat", "translation: eat"), "utf-8")
    packs = packs_in(project.pack.parent)
    first, warned = build(packs, project.output, cached=cached)
    assert first is not None
    assert first.renewed
    assert [finding.rule.slug for finding in warned if finding.rule.slug.startswith("verb")] == ["verb-without-to"]
    second, again = build(packs, project.output, cached=cached)
    assert second is not None
    assert second.renewed is not cached  # nobody knows what there was to warn about, unless it is kept
    assert again == warned


def test_sources_that_change_during_a_build_are_not_taken_for_what_it_was_made_of(project: Project) -> None:
    path = project.pack / "A1" / "food.yaml"
    before = path.read_text("utf-8")
    other = before.replace("to eat", "to eat, to have")

    def edited(name: str) -> AbstractContextManager[object]:
        if name == "schema":  # after the look at the sources, before they are read
            path.write_text(other, "utf-8")
        return nullcontext()

    path.write_text(before + "# remark\n", "utf-8")
    assert project.build(step=edited)
    path.write_text(before + "# remark\n", "utf-8")
    assert project.build()
