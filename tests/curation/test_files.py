"""Files of a pack are replaced completely or not at all, and never outside it."""

from pathlib import Path

import pytest

from pipeline.curation.files import NotWrittenError, Rewrite


def replace_text(path: Path, root: Path, before: str, after: str) -> None:
    Rewrite(path, root, before, after).write()


def create_text(path: Path, root: Path, text: str) -> None:
    Rewrite(path, root, None, text).write()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "es" / "A1").mkdir(parents=True)
    (tmp_path / "es" / "A1" / "food.yaml").write_text("a\n", "utf-8")
    return tmp_path / "es"


def test_permissions_and_byte_order_mark_stay(root: Path) -> None:
    path = root / "A1" / "food.yaml"
    path.write_bytes(b"\xef\xbb\xbfa\r\n")
    path.chmod(0o640)
    replace_text(path, root, "a\r\n", "é\r\n")
    assert path.read_bytes() == "\ufeffé\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (root / "A1").iterdir()] == ["food.yaml"]


def test_failure_leaves_the_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.system.drafts.os.fsync", full)
    with pytest.raises(NotWrittenError, match="no space left"):
        replace_text(root / "A1" / "food.yaml", root, "a\n", "b\n")
    assert (root / "A1" / "food.yaml").read_text("utf-8") == "a\n"
    assert [path.name for path in (root / "A1").iterdir()] == ["food.yaml"]


def test_change_of_somebody_else_is_not_lost(root: Path) -> None:
    with pytest.raises(NotWrittenError, match="changed in the meantime"):
        replace_text(root / "A1" / "food.yaml", root, "before\n", "b\n")


def test_link_out_of_the_pack_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("a\n", "utf-8")
    (root / "A1" / "link.yaml").symlink_to(tmp_path / "outside")
    with pytest.raises(NotWrittenError, match="outside the pack"):
        replace_text(root / "A1" / "link.yaml", root, "a\n", "b\n")
    (root / "A2").symlink_to(tmp_path)
    with pytest.raises(NotWrittenError, match="outside the pack"):
        create_text(root / "A2" / "x.yaml", root, "b\n")
    with pytest.raises(NotWrittenError, match="outside the pack"):
        create_text(root / ".." / "x.yaml", root, "b\n")
    assert (tmp_path / "outside").read_text("utf-8") == "a\n"


def test_nothing_is_written_through_a_link_inside_the_pack(root: Path) -> None:
    link = root / "A1" / "link.yaml"
    link.symlink_to("food.yaml")
    with pytest.raises(NotWrittenError, match="it is a link to "):
        replace_text(link, root, "a\n", "b\n")
    (root / "A2").symlink_to("A1")
    with pytest.raises(NotWrittenError, match="or goes through one"):
        replace_text(root / "A2" / "food.yaml", root, "a\n", "b\n")
    with pytest.raises(NotWrittenError, match="A2 is a link"):
        create_text(root / "A2" / "x.yaml", root, "b\n")
    assert link.is_symlink()
    assert (root / "A1" / "food.yaml").read_text("utf-8") == "a\n"


def test_the_folder_of_the_pack_may_be_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    pack = tmp_path / "packs" / "es"
    pack.symlink_to(root)
    replace_text(pack / "A1" / "food.yaml", pack, "a\n", "b\n")
    create_text(pack / "A2" / "food.yaml", pack, "b\n")
    assert (root / "A1" / "food.yaml").read_text("utf-8") == (root / "A2" / "food.yaml").read_text("utf-8") == "b\n"


def test_existing_file_is_not_replaced(root: Path) -> None:
    with pytest.raises(NotWrittenError, match="already exists"):
        create_text(root / "A1" / "food.yaml", root, "b\n")
