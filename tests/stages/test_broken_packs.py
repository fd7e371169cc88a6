"""One fault in each pack: a finding at its place, and never an exception.

Each folder under tests/data/packs/broken is laid over the valid pack; its expected.txt lists the findings.
A new folder is a new test. What cannot be kept in a folder (sizes, links, permissions) is made here.
"""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.reading.files import MAX_BYTES
from tests.packs import BROKEN, broken_pack, copy_of_valid, findings_of
from tests.surroundings import as_nobody

CASES = sorted(folder.name for folder in BROKEN.iterdir())


def test_valid_pack_is_clean(tmp_path: Path) -> None:
    assert findings_of(copy_of_valid(tmp_path)) == []


@pytest.mark.parametrize("case", CASES)
def test_finding_is_at_its_place(case: str, tmp_path: Path) -> None:
    expected = (BROKEN / case / "expected.txt").read_text("utf-8").splitlines()
    found = findings_of(broken_pack(case, tmp_path))
    assert found == expected


@pytest.mark.parametrize("case", CASES)
def test_command_line_never_shows_a_traceback(case: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["validate", str(broken_pack(case, tmp_path))])
    assert result.exit_code in (0, 1)
    assert "Traceback" not in result.output
    assert (BROKEN / case / "expected.txt").read_text("utf-8").split()[1] in result.output


def test_file_of_fifty_megabytes(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    with (pack / "A1" / "food.yaml").open("ab") as file:
        file.truncate(50 * 1024 * 1024)
    assert MAX_BYTES < 50 * 1024 * 1024
    assert "A1/food.yaml:1:1 V102" in findings_of(pack)


def test_link_out_of_the_pack(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path / "sources")
    outside = tmp_path / "outside.yaml"
    (pack / "A1" / "food.yaml").rename(outside)
    (pack / "A1" / "food.yaml").symlink_to(outside)
    assert "A1/food.yaml:1:1 V101" in findings_of(pack)


def test_level_folder_linked_out_of_the_pack(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path / "sources")
    (pack / "A1").rename(tmp_path / "outside")
    (pack / "A1").symlink_to(tmp_path / "outside")
    assert "A1:1:1 V101" in findings_of(pack)


def test_link_to_itself(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / "A1" / "food.yaml").unlink()
    (pack / "A1" / "food.yaml").symlink_to("food.yaml")
    assert "A1/food.yaml:1:1 V101" in findings_of(pack)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_named_pipe_does_not_hang(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / "A1" / "food.yaml").unlink()
    os.mkfifo(pack / "A1" / "food.yaml")
    assert "A1/food.yaml:1:1 V101" in findings_of(pack)


@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
@pytest.mark.parametrize("place", ["A1/food.yaml", "A1"])
def test_without_permission(place: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    assert findings_of(pack) == []  # and all modules are imported: nobody may have no way to them
    (pack / place).chmod(0)
    with as_nobody(tmp_path):
        found = findings_of(pack)
    (pack / place).chmod(0o755)  # so that the folder can be removed
    assert f"{place}:1:1 V101" in found


def test_pack_without_pack_file(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / "pack.yaml").unlink()
    assert "pack.yaml:1:1 V201" in findings_of(pack)


def test_language_without_profile(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path).rename(tmp_path / "eu")
    text = (pack / "pack.yaml").read_text("utf-8")
    (pack / "pack.yaml").write_text(text.replace("language: es", "language: eu"), "utf-8")
    assert "pack.yaml:2:11 V207" in findings_of(pack)


def test_byte_order_mark_is_welcome(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    for path in (pack / "A1" / "food.yaml", pack / "A1" / "greetings.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert findings_of(pack) == []


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_welcome(delimiter: str, tmp_path: Path) -> None:
    import csv
    import io

    pack = copy_of_valid(tmp_path)
    path = pack / "A1" / "greetings.csv"
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    assert findings_of(pack) == []


def test_one_broken_file_hides_nothing_in_the_others(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / "A1" / "food.yaml").write_text("a: b: c", "utf-8")
    path = pack / "A1" / "greetings.csv"
    path.write_text(path.read_text("utf-8").replace('"Hola,', '"Bueno,'), "utf-8")
    found = findings_of(pack)
    assert "A1/food.yaml:1:5 V105" in found
    assert any(line.endswith("V801") for line in found)
