"""A release is complete, fit to ship and in place, or does not exist."""

import gzip
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.database.untrusted import unpacked
from pipeline.release import place
from pipeline.release.changelog import MOST_NAMED, section, with_section
from pipeline.release.compare import Difference, Kind
from pipeline.system.files import sha256_of
from tests.packs import FINISHED
from tests.release.samples import WORDS, changed, entry, raised, run

REVIEWED = "    status: reviewed\n  - base_form: comer"


def release(sources: Path, dist: Path, *options: str | Path) -> str:
    """Make a release, and return what the command said."""
    result = run("release", "-s", sources, "-d", dist, *options)
    assert result.exit_code == 0, result.output
    return result.output


def refused(sources: Path, dist: Path, *options: str | Path, code: int = 2) -> str:
    """Fail to make a release, and return why; what was in the folder is there still."""
    before = content(dist)
    result = run("release", "-s", sources, "-d", dist, *options)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    assert content(dist) == before
    return result.output


def content(dist: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(dist.iterdir())} if dist.is_dir() else {}


def test_files_of_a_release(released: Path, sources: Path, tmp_path: Path) -> None:
    assert sorted(content(released)) == [
        "CHANGELOG-vocab.md",
        "NOTICE",
        "SHA256SUMS",
        "babblr-1.0.0-es.db.gz",
        "babblr-1.0.0.db.gz",
        "datasette.json",
        "manifest.json",
    ]
    stated = json.loads((released / "manifest.json").read_text("utf-8"))
    published, _ = build(packs_in(sources), tmp_path / "babblr.db")
    assert published is not None
    for one in stated["files"]:
        packed = (released / one["name"]).read_bytes()
        assert (hashlib.sha256(packed).hexdigest(), len(packed)) == (one["sha256"], one["bytes"])
        assert gzip.decompress(packed) == (tmp_path / "babblr.db").read_bytes()
        assert one["database"] == {name: published.manifest[name] for name in ("sha256", "bytes", "rows")}
        assert packed[3:8] == bytes(5)  # neither a name nor a time
    assert (stated["version"], stated["release_date"]) == ("1.0.0", "2026-01-02")
    for one in stated["other_files"]:
        file = (released / one["name"]).read_bytes()
        assert (hashlib.sha256(file).hexdigest(), len(file)) == (one["sha256"], one["bytes"])
    assert [one["name"] for one in stated["other_files"]] == ["datasette.json"]
    shown = json.loads((released / "datasette.json").read_text("utf-8"))
    assert (shown["license"], shown["source"]) == ("CC-BY-4.0", "The Babblr vocabulary authors")


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="the system has no sha256sum")
def test_checksums_are_what_sha256sum_reads(released: Path) -> None:
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=released, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"{name}: OK" for name in sorted(content(released)) if name != "SHA256SUMS"]


def test_notice_names_everybody(sources: Path, tmp_path: Path) -> None:
    source = "babblr: {title: Lists, licence: CC0-1.0, author: Ana & Co, url: 'https://example.org/a_b'}"
    new = changed(tmp_path / "new", ("pack.yaml", "babblr: {title: Our own work, licence: CC-BY-4.0}", source))
    release(new, tmp_path / "dist")
    notice = (tmp_path / "dist" / "NOTICE").read_text("utf-8")
    assert "## es: A small Spanish pack 1.0.0, 2026-01-02" in notice
    assert "The Babblr vocabulary authors. Licence: CC-BY-4.0 <https://spdx.org/licenses/CC-BY-4.0.html>" in notice
    assert (
        "- Lists, by Ana & Co. Licence: CC0-1.0 <https://spdx.org/licenses/CC0-1.0.html>. <https://example.org/a_b>"
        in notice
    )


def test_notice_says_how_much_is_from_a_source(sources: Path, tmp_path: Path) -> None:
    changes = (
        (WORDS, "        translation: bread\n", "        translation: bread\n        source: lists\n"),
        (WORDS, "every day.\n", "every day.\n            source: lists\n"),
        ("pack.yaml", "sources:\n", "sources:\n  lists: {title: Lists, licence: CC0-1.0}\n"),
    )
    release(changed(tmp_path / "new", *changes), tmp_path / "dist")
    notice = (tmp_path / "dist" / "NOTICE").read_text("utf-8")
    (line,) = (line for line in notice.splitlines() if line.startswith("- Lists."))
    assert line.endswith(" From it: 1 example, 1 meaning")
    assert notice.count("From it") == 1


BLOCKED = {
    "an error": ("V801", (WORDS, "Compro pan todos", "Compro vino todos")),
    "a warning": ("V312", (WORDS, "    pronunciation: pan\n", "")),
    "an unfit licence": ("V902", ("pack.yaml", "licence: CC-BY-4.0\nattr", "licence: CC-BY-NC-4.0\nattr")),
    "an unknown licence": ("V903", ("pack.yaml", "licence: CC-BY-4.0}", "licence: free for all}")),
    "no licence": ("V109", ("pack.yaml", ", licence: CC-BY-4.0}", "}")),
}


@pytest.mark.parametrize("what", BLOCKED)
def test_what_is_not_fit_to_ship_is_not_shipped(what: str, released: Path, tmp_path: Path) -> None:
    code, edit = BLOCKED[what]
    dist = Path(shutil.copytree(released, tmp_path / "dist"))
    output = refused(changed(tmp_path / "new", edit), dist, code=1)
    assert code in output
    assert "nothing was released" in output


WAIVERS = "waivers:\n  - {rule: %s, %s, reason: It was looked at.}"


def test_a_waived_warning_does_not_block(tmp_path: Path) -> None:
    waiver = ("pack.yaml", "waivers:", WAIVERS % ("V903", "file: pack.yaml"))
    release(changed(tmp_path / "new", BLOCKED["an unknown licence"][1], waiver), tmp_path / "dist")


LESSON = """\
lessons:
  - {id: eating, topic: food, title: Comer, title_en: Eating, oneliner: Come., oneliner_en: Eat.,
     items: [comer, pan]}
"""


def with_lesson(sources: Path, items: str = "comer, pan") -> Path:
    """Put a lesson into the tiny pack; that it is short is waived."""
    folder = sources / "es" / "lessons"
    folder.mkdir()
    (folder / "A1.yaml").write_text(LESSON.replace("comer, pan", items), "utf-8")
    pack = sources / "es" / "pack.yaml"
    waivers = "waivers:\n  - {rule: short-lesson, file: lessons/A1.yaml, reason: It is small.}"
    pack.write_text(pack.read_text("utf-8").replace("waivers:", waivers), "utf-8")
    return sources


DRAFT = (WORDS, REVIEWED, REVIEWED.replace("reviewed", "draft"))
PREVIEW = ("pack.yaml", "states: {A1: released}\nwaivers:\n", "states: {A1: preview}\nwaivers:\n")
NO_BANDS = ("pack.yaml", "".join(FINISHED.splitlines(keepends=True)[3:]), "")
"""Without the waivers of rules that hold for released levels only."""


def shipped_words(dist: Path) -> list[str]:
    with unpacked(dist / "babblr-1.0.0.db.gz") as database, closing(sqlite3.connect(database)) as connection:
        return [row[0] for row in connection.execute("SELECT base_form FROM words ORDER BY base_form")]


@pytest.mark.parametrize("edit", [DRAFT, (WORDS, REVIEWED, REVIEWED.replace("    status: reviewed\n", ""))])
def test_a_draft_is_left_out_and_counted(edit: tuple[str, str, str], tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    said = release(changed(tmp_path / "new", edit), dist)
    assert "left out of es A1 (released): 1 not reviewed\n" in said
    assert shipped_words(dist) == ["adiós", "bueno", "comer", "hola", "malo"]
    (pack,) = json.loads((dist / "manifest.json").read_text("utf-8"))["packs"]
    assert pack["levels"] == {"A1": {"state": "released", "words": 5, "target": 6, "left_out": {"not reviewed": 1}}}
    assert "- A1 (released): 5 of 6 words\n" in (dist / "NOTICE").read_text("utf-8")


def test_what_is_left_out_may_have_warnings(tmp_path: Path) -> None:
    warning = BLOCKED["a warning"][1]
    assert "V312" in refused(changed(tmp_path / "a", warning), tmp_path / "dist", code=1)
    release(changed(tmp_path / "b", warning, DRAFT), tmp_path / "dist")


def test_release_is_rebuilt_without_what_it_left_out(tmp_path: Path) -> None:
    sources, dist, output = changed(tmp_path / "new", DRAFT), tmp_path / "dist", tmp_path / "babblr.db"
    release(sources, dist)
    for path in (dist / "babblr-1.0.0.db.gz", dist / "babblr-1.0.0-es.db.gz"):
        assert run("verify", path, "-s", sources).exit_code == 0
    assert run("build", "-s", sources, "-o", output).exit_code == 0
    assert run("verify", output, "-s", sources).exit_code == 0  # a build has everything


@pytest.mark.parametrize("waived", [False, True])
def test_a_draft_in_a_lesson_of_a_released_level_blocks_even_if_waived(waived: bool, tmp_path: Path) -> None:
    waiver = ("pack.yaml", "waivers:", WAIVERS % ("V632", "word: pan"))
    sources = with_lesson(changed(tmp_path / "new", DRAFT, *([waiver] if waived else [])))
    output = refused(sources, tmp_path / "dist", code=1)
    assert "V632" in output
    assert run("build", "-s", sources, "-o", tmp_path / "babblr.db").exit_code == 0


def test_a_released_level_of_drafts_alone_is_no_pack_that_is_only_begun(tmp_path: Path) -> None:
    sources = with_lesson(changed(tmp_path / "new"))
    for path in (sources / "es" / "A1").iterdir():
        path.write_text(path.read_text("utf-8").replace("reviewed", "draft"), "utf-8")
    assert "V632" in refused(sources, tmp_path / "dist", code=1)


def test_a_preview_has_the_words_of_finished_lessons(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    said = release(with_lesson(changed(tmp_path / "new", PREVIEW, NO_BANDS)), dist)
    assert shipped_words(dist) == ["comer", "pan"]
    assert "left out of es A1 (preview): 4 in no lesson\n" in said
    assert "- A1 (preview): 2 of 6 words\n" in (dist / "NOTICE").read_text("utf-8")


def test_a_pack_that_is_begun_is_not_in_the_release(tmp_path: Path) -> None:
    sources, dist = changed(tmp_path / "new"), tmp_path / "dist"
    begun = Path(shutil.copytree(sources / "es", sources / "fr"))
    text = (begun / "pack.yaml").read_text("utf-8").replace("language: es", "language: fr")
    (begun / "pack.yaml").write_text(text[: text.index("states:")], "utf-8")
    shutil.rmtree(begun / "paradigms")
    (begun / "A1" / "food.yaml").unlink()
    said = release(sources, dist)
    assert "left out of fr A1 (in progress): 2 of a level in progress\n" in said
    assert "fr is not in this release" in said
    assert sorted(path.name for path in dist.glob("*.gz")) == ["babblr-1.0.0-es.db.gz", "babblr-1.0.0.db.gz"]
    assert [one["language"] for one in json.loads((dist / "manifest.json").read_text("utf-8"))["packs"]] == ["es"]
    assert run("verify", dist / "babblr-1.0.0.db.gz", "-s", sources).exit_code == 0


def test_without_anything_to_ship_there_is_no_release(tmp_path: Path) -> None:
    sources = changed(tmp_path / "new", ("pack.yaml", "states: {A1: released}", "states: {A1: in progress}"), NO_BANDS)
    pack = sources / "es" / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("waivers:\n", ""), "utf-8")
    assert "no pack has anything to ship" in " ".join(refused(sources, tmp_path / "dist").split())


def test_changes_since_the_release_before(released: Path, tmp_path: Path) -> None:
    dist = Path(shutil.copytree(released, tmp_path / "dist"))
    new = changed(
        tmp_path / "new",
        *raised("1.1.0"),
        (WORDS, "base_form: pan", "base_form: queso"),
        (WORDS, "pronunciation: pan", "pronunciation: ˈkeso"),
        (WORDS, "Compro pan todos", "Compro queso todos"),
        (WORDS, "translation: to eat", "translation: to eat, to dine"),
        (WORDS, "priority: 3", "priority: 7"),
        (WORDS, "priority: 4", "priority: 3"),
        (WORDS, "priority: 7", "priority: 4"),
        ("paradigms/noun.csv", "pan,pan,panes", "queso,queso,quesos"),
    )
    release(new, dist)
    assert "babblr-1.0.0.db.gz" not in content(dist)
    assert (dist / "CHANGELOG-vocab.md").read_text("utf-8").split("\n\n", 2)[2].splitlines() == [
        "## 1.1.0 (2026-02-03)",
        "",
        "### es: 1 added, 1 retired, 3 changed",
        "",
        "- Added at A1: queso",
        "- Retired at A1: pan",
        "- **comer**: translation of “Tomar alimentos.”: “to eat” → “to eat, to dine”",
        "- Other words with a new place in the order of their level: 2",
        "",
        "## 1.0.0 (2026-01-02)",
        "",
        "- es: 6 words",
    ]


def test_words_that_are_gone_are_named(released: Path, tmp_path: Path) -> None:
    """They may be meant to go, so nothing is refused; but a word that was respelled must say so."""
    dist = Path(shutil.copytree(released, tmp_path / "dist"))
    edits = ((WORDS, "base_form: malo\n", "base_form: malón\n"), (WORDS, "antonyms: [malo]", "antonyms: [malón]"))
    forms = ("paradigms/adjective.csv", "malo,malo", "malón,malón"), (WORDS, "está malo", "está malón")
    said = release(changed(tmp_path / "new", *edits, *forms, *raised("1.1.0")), dist)
    assert "es: retired: malo; if one was respelled, its entry must say so with `formerly`\n" in said
    assert "es: is “malón” the same word as “malo”? Then write `formerly: [malo]` in its entry" in said
    former = (WORDS, "base_form: malón\n", "base_form: malón\n    formerly: [malo]\n")
    fixed = changed(tmp_path / "fixed", *edits, *forms, former, *raised("1.1.0"))
    said = release(fixed, tmp_path / "other", "--previous", released / "babblr-1.0.0.db.gz")
    assert "retired" not in said
    assert "formerly" not in said
    changelog = (tmp_path / "other" / "CHANGELOG-vocab.md").read_text("utf-8")
    assert "- **malón**: base form: “malo” → “malón”" in changelog
    assert run("verify", tmp_path / "other" / "babblr-1.1.0.db.gz", "--sources", fixed).exit_code == 0


def test_the_same_release_twice_is_the_same(released: Path, sources: Path, tmp_path: Path) -> None:
    dist = Path(shutil.copytree(released, tmp_path / "dist"))
    release(sources, dist)
    assert content(dist) == content(released)


def test_release_before_may_be_elsewhere(released: Path, database: Path, tmp_path: Path) -> None:
    new = changed(tmp_path / "new", *raised("1.0.1"))
    release(new, tmp_path / "a", "--previous", released / "babblr-1.0.0.db.gz")
    changelog = (tmp_path / "a" / "CHANGELOG-vocab.md").read_text("utf-8")
    assert "## 1.0.1 (2026-02-03)\n\nThe words are the same as in the previous release.\n\n## 1.0.0 " in changelog
    release(new, tmp_path / "b", "--previous", database)
    assert "## 1.0.0 " not in (tmp_path / "b" / "CHANGELOG-vocab.md").read_text("utf-8")


@pytest.mark.parametrize("version", ["../../x", "1.0", "1.0.0/2", "01.0.0", "1.0.0-", "$(id)", "", "1.0.0\n"])
def test_version_is_no_way_out_of_the_folder(version: str, sources: Path, tmp_path: Path) -> None:
    assert "is not a version" in refused(sources, tmp_path / "dist", "--version", version)


def test_version_of_ones_own(sources: Path, tmp_path: Path) -> None:
    release(sources, tmp_path / "dist", "--version", "2.0.0-rc.1")
    assert (tmp_path / "dist" / "babblr-2.0.0-rc.1-es.db.gz").is_file()


def test_changed_pack_needs_a_new_version(released: Path, tmp_path: Path) -> None:
    dist = Path(shutil.copytree(released, tmp_path / "dist"))
    new = changed(tmp_path / "new", (WORDS, "I buy bread every day.", "I buy some bread every day."))
    assert "contains a different release 1.0.0" in refused(new, dist)
    assert "the pack es 1.0.0 was released with different content" in refused(new, dist, "--version", "1.0.1")


def test_nothing_else_is_lost_with_the_former_release(released: Path, sources: Path, tmp_path: Path) -> None:
    dist = Path(shutil.copytree(released, tmp_path / "dist"))
    (dist / "babblr_vocab-0.1.0-py3-none-any.whl").write_bytes(b"a wheel")
    assert "contains babblr_vocab-0.1.0-py3-none-any.whl" in refused(sources, dist)
    (tmp_path / "file").write_text("x", "utf-8")
    assert run("release", "-s", sources, "-d", tmp_path / "file").exit_code == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_what_is_no_file_is_not_replaced(released: Path, sources: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert run("release", "-s", sources, "-d", tmp_path / "pipe").exit_code == 2
    assert (tmp_path / "pipe").is_fifo()
    dist = shutil.copytree(released, tmp_path / "dist")
    (dist / "NOTICE").unlink()
    os.mkfifo(dist / "NOTICE")
    result = run("release", "-s", sources, "-d", dist)
    assert result.exit_code == 2
    assert "contains NOTICE, which is not part of a release" in result.stderr
    assert (dist / "NOTICE").is_fifo()


@pytest.mark.parametrize("text", ["", "[" * 100_000, '{"files": [{"name": "../../x"}]}', "\x00", "x" * 5_000_000])
def test_manifest_of_the_former_release_may_be_anything(text: str, sources: Path, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "manifest.json").write_text(text, "utf-8")
    assert "is not a release manifest" in refused(sources, dist)


def test_former_release_that_cannot_be_read_is_said(sources: Path, tmp_path: Path) -> None:
    assert "cannot be read" in refused(sources, tmp_path / "dist", "--previous", Path(__file__))


def test_killed_between_the_two_renames(released: Path, sources: Path, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    shutil.copytree(released, tmp_path / ".dist.replaced")
    refused_output = run("release", "-s", sources, "-d", dist, "--version", "bad")
    assert refused_output.exit_code == 2  # before anything is touched
    place.restore(dist)
    assert content(dist) == content(released)
    shutil.copytree(released, tmp_path / ".dist.replaced")
    release(sources, dist)
    assert not (tmp_path / ".dist.replaced").exists()


def test_release_that_cannot_be_put_in_place_leaves_the_former(released: Path, tmp_path: Path) -> None:
    dist = Path(shutil.copytree(released, tmp_path / "dist"))
    new = tmp_path / "elsewhere" / "new"
    new.mkdir(parents=True)
    (new / "NOTICE").write_text("x", "utf-8")

    class Stubborn(type(new)):  # type: ignore[misc]
        """A folder that cannot be renamed, as on Windows while a program looks into it."""

        def rename(self, target: Path) -> Path:
            raise PermissionError(13, "in use", str(self))

    with pytest.raises(PermissionError):
        place.put(Stubborn(new), dist)
    assert content(dist) == content(released)


def test_work_folder_is_cleared_away(sources: Path, tmp_path: Path) -> None:
    release(sources, tmp_path / "dist")
    assert {path.name for path in tmp_path.iterdir()} <= {"dist", ".dist.lock"}


def test_quiet_says_nothing(sources: Path, tmp_path: Path) -> None:
    assert release(sources, tmp_path / "dist", "-q") == ""


def test_long_lists_are_cut() -> None:
    words = [Difference(Kind.ADDED, entry(f"p{number:03}", priority=number)) for number in range(MOST_NAMED + 3)]
    text = section("1.1.0", "2026-01-02", words)
    assert f"p{MOST_NAMED - 1:03} and 3 more" in text
    assert f"p{MOST_NAMED:03}" not in text


def test_section_of_the_same_version_is_replaced() -> None:
    once = with_section("", section("1.0.0", "2026-01-02", []))
    assert with_section(once, section("1.0.0", "2026-01-02", [])) == once
    assert with_section(once, section("1.0.10", "2026-01-03", [])).count("\n## ") == 2


def test_checksum_of_a_large_file_needs_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "zeros"
    with path.open("wb") as file:
        file.truncate(1 << 24)
    assert sha256_of(path) == hashlib.sha256(bytes(1 << 24)).hexdigest()
