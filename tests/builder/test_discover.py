"""Which packs paths mean: a folder of packs, a pack, or anything inside one."""

import os
import re
from pathlib import Path

import pytest

from pipeline.builder.discover import NoPackError, PackFolder, packs_in, packs_of

links = pytest.mark.skipif(os.name == "nt", reason="links need privileges there")


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two packs, and what else may be in such a folder; paths are shown as they are given."""
    for name in ("fr", "es", ".git", "_drafts"):
        (tmp_path / "sources" / name / "A1").mkdir(parents=True)
    for name in ("fr", "es", "_drafts"):
        (tmp_path / "sources" / name / "pack.yaml").touch()
    (tmp_path / "sources" / "README.md").touch()
    monkeypatch.chdir(tmp_path)
    return Path("sources")


def names(packs: list[PackFolder]) -> list[str]:
    return [pack.name for pack in packs]


def test_packs_are_sorted_by_language_and_named_as_the_folder_was(sources: Path) -> None:
    found = packs_in(sources)
    assert found == [PackFolder(sources / "es", "sources/es"), PackFolder(sources / "fr", "sources/fr")]
    assert [pack.language for pack in found] == ["es", "fr"]
    assert names(packs_in(sources.resolve())) == [(sources.resolve() / one).as_posix() for one in ("es", "fr")]


def test_a_folder_without_its_description_is_a_pack_that_lacks_it(sources: Path) -> None:
    (sources / "de").mkdir()
    assert names(packs_in(sources)) == ["sources/de", "sources/es", "sources/fr"]


def test_only_the_languages_that_were_asked_for(sources: Path) -> None:
    assert names(packs_in(sources, ["fr"])) == ["sources/fr"]
    assert names(packs_in(sources, ["fr", "es", "fr"])) == ["sources/es", "sources/fr"]


@pytest.mark.parametrize(
    ("folder", "languages", "message"),
    [
        ("sources", ["es", "pt"], "there is no pack “pt” in sources; there are: es, fr"),
        ("nowhere", [], "nowhere does not exist"),
        ("sources/README.md", [], "sources/README.md is a file, and not inside a pack (a folder with a pack.yaml)"),
        ("sources/es", [], "sources/es is a pack; name the folder that holds it: sources"),
        ("sources/es/A1", [], "sources/es/A1 is inside the pack sources/es; name the folder that holds it: sources"),
    ],
)
def test_what_is_not_there_is_said(folder: str, languages: list[str], message: str, sources: Path) -> None:
    with pytest.raises(NoPackError, match=f"^{re.escape(message)}"):
        packs_in(Path(folder), languages)


def test_folders_that_are_no_packs_are_not_offered(sources: Path) -> None:
    (sources / "docs").mkdir()
    with pytest.raises(NoPackError, match=r"there are: es, fr$"):
        packs_in(sources, ["pt"])
    for name in ("es", "fr"):
        (sources / name / "pack.yaml").unlink()
    with pytest.raises(NoPackError, match="there are no packs in sources"):
        packs_in(sources, ["pt"])


@links
def test_a_link_has_the_language_of_the_folder_that_it_leads_to(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "spanish").symlink_to(tmp_path / "sources" / "es")
    (pack,) = packs_in(Path("links"))
    assert (pack.name, pack.language) == ("links/spanish", "es")
    (tmp_path / "links" / "castilian").symlink_to(tmp_path / "sources" / "es")
    with pytest.raises(NoPackError, match="links/castilian and links/spanish are packs of the same language"):
        packs_in(Path("links"))


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["sources"], ["sources/es", "sources/fr"]),
        (["sources/es"], ["sources/es"]),
        (["sources/es/pack.yaml"], ["sources/es"]),
        (["sources/es/A1"], ["sources/es"]),
        (["sources/fr/A1", "sources/es/A1"], ["sources/es", "sources/fr"]),
        (["sources/es/A1", "sources/es", "sources"], ["sources/es", "sources/fr"]),
        (["sources/fr/../es"], ["sources/fr/../es"]),
        ([], []),
    ],
)
def test_paths_mean_packs(paths: list[str], expected: list[str], sources: Path) -> None:
    assert names(packs_of(map(Path, paths))) == expected


@pytest.mark.parametrize("path", [".", "food.yaml", "./food.yaml", "../A1", ".."])
def test_a_path_is_told_from_inside_a_pack(path: str, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sources / "es" / "A1" / "food.yaml").touch()
    monkeypatch.chdir(sources / "es" / "A1")
    (pack,) = packs_of([Path(path)])
    assert pack.language == "es"
    assert pack.path.samefile("..")
    assert pack.name == os.path.normpath(pack.path)
    with pytest.raises(NoPackError, match=r"pack.*name the folder that holds it: (\.\./)*\.\.$"):
        packs_in(Path(path))


def test_a_pack_that_is_named_twice_is_one(sources: Path) -> None:
    assert names(packs_of([Path("sources/es"), sources.resolve() / "es" / "A1"])) == ["sources/es"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("sources/pt", "sources/pt does not exist"),
        ("sources/README.md", "sources/README.md is a file, and not inside a pack"),
        ("empty", "there are no packs in empty"),
    ],
)
def test_a_path_that_means_no_pack_is_said(path: str, message: str, sources: Path) -> None:
    Path("empty").mkdir()
    with pytest.raises(NoPackError, match=f"^{re.escape(message)}"):
        packs_of([Path(path)])


def test_the_concepts_are_no_pack_and_concern_all(sources: Path) -> None:
    (sources / "concepts").mkdir()
    (sources / "concepts" / "A1.yaml").touch()
    assert names(packs_in(sources)) == ["sources/es", "sources/fr"]
    for path in ("sources/concepts", "sources/concepts/A1.yaml"):
        assert names(packs_of([Path(path)])) == ["sources/es", "sources/fr"]
    elsewhere = sources / "concepts" / "sources" / "de"  # a folder of packs may be inside one of such a name
    elsewhere.mkdir(parents=True)
    (elsewhere / "pack.yaml").touch()
    assert names(packs_of([elsewhere.parent])) == ["sources/concepts/sources/de"]
    (sources / "es" / "concepts").mkdir()
    assert names(packs_of([sources / "es" / "concepts"])) == ["sources/es"]
