"""No text of a pack or a database steers a terminal, becomes markup, a formula or SQL, or leads out of a folder."""

import csv
import io
import json
import shutil
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from markdown_it import MarkdownIt

from pipeline.cli import COMMANDS
from pipeline.export.registry import names
from pipeline.intake.sources import Source
from pipeline.intake.statements import Entry as Statement
from pipeline.intake.statements import Pair, Sample
from pipeline.model.fields import WORD, stored
from pipeline.release.content import Entry, Sense
from pipeline.release.database_content import entries
from pipeline.reporting.formats import REPORT_FORMATS
from pipeline.reporting.markdown import escaped, link
from tests.intake.candidates.imports import bring_in
from tests.packs import copy_of_finished
from tests.release.samples import altered, run

HOSTILE = {
    "formula": "=cmd()",
    "formula with a tab": "\t=cmd()",
    "plus": "+1+cmd|'/C calc'!A0",
    "mention": "@SUM(1)",
    "script": "<script>alert(1)</script>",
    "image": "![x](https://example.org/x.png) <img src=x onerror=alert(1)>",
    "colours": "\x1b[31mred\x1b]0;title\x07",
    "override": "\u202etxt.exe\u2066",
    "one-byte escape": "\x9b31m",
    "SQL": "'; DROP TABLE words; --",
    "path": "../../x",
    "backticks": "`id` ```",
    "table": "a | b\\|c",
    "heading": "# Title",
    "list": "1. one",
    "rule": "---",
    "link": "https://example.org/ www.example.org [a](javascript:alert(1)) <javascript:alert(1)>",
    "entity": "&lt;script&gt; &#60;b&#62;",
    "markup of Rich": "[red]x[/red] [link=https://example.org]y[/link]",
    "workflow command": "::error::x%0A::set-output name=a::b",
}

WORD_FIELDS = ("base_form", "pronunciation", "notes", "source")
MEANING_FIELDS = ("meaning", "translation", "explanation")
PACK_FIELDS = ("title", "attribution", "licence")


@pytest.fixture(params=HOSTILE)
def text(request: pytest.FixtureRequest) -> str:
    return HOSTILE[request.param]


def assert_harmless(shown: str) -> None:
    for character in shown.replace("\n", ""):
        assert unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"), shown


def assert_plain_markdown(page: str, allowed: tuple[str, ...] = ()) -> None:
    """Nothing in the page is HTML, code, a table or an image; links are only those that are allowed."""
    assert_harmless(page)
    page = page.replace("`babblr-vocab diff OLD NEW`", "")  # our own
    for token in flat(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page)):
        assert not token.type.startswith(
            ("html", "code", "fence", "image", "table", "hr", "blockquote", "ordered", "s_")
        )
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(allowed or "-"), page


def flat(tokens: Any) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from flat(token.children or ())


def hostile_pack(folder: Path, text: str, fields: tuple[str, ...]) -> Path:
    """A pack with the text in some of its fields: all of them, or those that no rule refuses it in."""
    pack = copy_of_finished(folder)
    words = yaml.safe_load((pack / "A1" / "food.yaml").read_text("utf-8"))
    about = yaml.safe_load((pack / "pack.yaml").read_text("utf-8")) | {"release_date": "2026-01-02"}
    word = words["words"][0]
    meaning = word["meanings"][0]
    source, topic = about["sources"]["babblr"], about["topics"]["food"]
    values: dict[str, tuple[Any, Any]] = {
        **dict.fromkeys(WORD_FIELDS, (word, text)),
        **dict.fromkeys(MEANING_FIELDS, (meaning, text)),
        **dict.fromkeys(PACK_FIELDS, (about, text)),
        "synonyms": (word, [text]),
        "source.title": (source, text),
        "source.author": (source, text),
        "source.licence": (source, text),
        "source.url": (source, "https://example.org/" + "".join(text.split())),
        "topic.title": (topic, text),
        "topic.title_en": (topic, text),
        "topic.oneliner": (topic, text),
        "topic.oneliner_en": (topic, text),
        "names": (about, [text]),
        "waivers": (about, [{"rule": "V302", "word": text, "reason": text}]),
    }
    for name in fields or values:
        holder, value = values[name]
        holder[name.rpartition(".")[2]] = value
    if not fields:
        meaning["examples"] = [{"text": text, "translation": text}]
        words["words"][2]["forms"][0]["text"] = text
    for path, content in ((pack / "A1" / "food.yaml", words), (pack / "pack.yaml", about)):
        path.write_text(yaml.safe_dump(content, allow_unicode=False, sort_keys=False), "utf-8")
    return folder


def test_validate_in_every_format(text: str, tmp_path: Path) -> None:
    folder = hostile_pack(tmp_path / "sources", text, ())
    for name in REPORT_FORMATS:
        result = run("validate", folder, "--format", name, "--output", tmp_path / name)
        assert result.exit_code == 1, name
        assert_harmless(result.output)
        written = (tmp_path / name).read_text("utf-8")
        assert_harmless(written)
        if name in ("json", "sarif"):
            json.loads(written)
        elif name == "junit":
            ET.fromstring(written)
        elif name == "github":
            assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in written.splitlines())
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["sources", *REPORT_FORMATS])


SHIPPABLE = (
    "notes",
    "meaning",
    "title",
    "attribution",
    "source.title",
    "source.author",
    "source.url",
    "topic.title",
    "topic.title_en",
    "topic.oneliner",
    "topic.oneliner_en",
)
"""The fields whose text no rule looks at closely, if it can be seen and has no straight quotation marks."""

LESSONS = ("notes", "meaning", "topic.title", "topic.title_en", "topic.oneliner", "topic.oneliner_en")
"""Of them, those that learners see: no rule lets a character pass there that cannot be seen."""

TAUGHT = ("meaning", "topic.title", "topic.oneliner")
"""Of them, those in the language that is taught, which has quotation marks of its own."""


NO_TEXTS = {"formula", "formula with a tab", "script", "image", "rule", "link", "entity"}
"""What a rule takes for something else than a text, wherever people are to read it."""


def test_build_stats_diff_release_and_verify(text: str, database: Path, released: Path, tmp_path: Path) -> None:
    refused = LESSONS if not text.isprintable() else TAUGHT if text.count("'") == 2 else ()
    if text in {HOSTILE[name] for name in NO_TEXTS}:
        refused = (*LESSONS, "title", "attribution")
    fields = tuple(field for field in SHIPPABLE if field not in refused)
    folder = hostile_pack(tmp_path / "sources", text, fields)
    pack = folder / "es" / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("version: 1.0.0", "version: 1.1.0"), "utf-8")
    output, dist = tmp_path / "build" / "babblr.db", tmp_path / "out" / "dist"
    results = [
        run("build", "-s", folder, "-o", output),
        run("release", "-s", folder, "-d", dist, "--previous", released / "babblr-1.0.0.db.gz"),
        run("verify", dist / "babblr-1.1.0.db.gz", "-s", folder),
        run("verify", output),
        *(run("stats", output, "-f", name) for name in ("text", "json", "csv")),
        *(run("diff", database, folder, "-f", name) for name in ("text", "json")),
    ]
    for result in results:
        assert result.exit_code == 0, result.output
        assert_harmless(result.output)
    assert_plain_markdown(run("diff", database, folder, "-f", "markdown").stdout)
    assert_plain_markdown((dist / "NOTICE").read_text("utf-8"), ("https://spdx.org/licenses/", "https://example.org/"))
    assert_plain_markdown((dist / "CHANGELOG-vocab.md").read_text("utf-8"))
    assert_harmless((dist / "manifest.json").read_text("utf-8"))
    with closing(sqlite3.connect(output)) as connection:
        assert connection.execute("SELECT count(*) FROM words").fetchone() == (6,)
        if "attribution" not in refused:
            assert connection.execute("SELECT attribution FROM release_packs").fetchone() == (text.strip(),)
    places = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")}
    assert places == {"sources", "build", "out"}


TEXT_COLUMNS = {
    "words": ("language", "base_form", "part_of_speech", "pronunciation", "notes"),
    "word_meanings": ("meaning_text", "translation", "part_of_speech", "explanation"),
    "word_examples": ("example_text", "translation"),
    "word_forms": ("form_type", "form_text", "grammatical_info"),
    "word_difficulty_levels": ("difficulty_level",),
    "word_synonyms": ("relationship_type",),
    "word_topics": ("topic_id",),
}
_ONE = {"words": "base_form = 'pan'"}


def hostile_database(database: Path, target: Path, text: str) -> Path:
    """A database with the text in every column of a word, and what it says of itself."""
    quoted = text.replace("'", "''")
    statements = [
        "DROP TRIGGER IF EXISTS tr_words_update_same_language",
        *(
            f"UPDATE {table} SET " + ", ".join(f"{column} = '{quoted}'" for column in columns) + f" WHERE {where}"
            for table, columns in TEXT_COLUMNS.items()
            for where in [_ONE.get(table, "rowid IN (SELECT min(rowid) FROM " + table + ")")]
        ),
        f"UPDATE alembic_version SET version_num = '{quoted}'",
        f"UPDATE release_packs SET version = '{quoted}', attribution = '{quoted}'",
    ]
    return altered(database, target, *statements)


def test_database_with_text_of_its_own(text: str, database: Path, sources: Path, tmp_path: Path) -> None:
    bad = hostile_database(database, tmp_path / "bad.db", text)
    for name in ("text", "json", "markdown"):
        for pair in ((bad, database), (database, bad), (bad, sources)):
            result = run("diff", *pair, "-f", name)
            assert result.exit_code == 0, result.output
            assert_harmless(result.output)
            if name == "json":
                json.loads(result.stdout)
            elif name == "markdown":
                assert_plain_markdown(result.stdout)
    for name in ("text", "json", "csv"):
        result = run("stats", bad, "-f", name)
        assert_harmless(result.output)
        if name == "csv":
            cells = [cell for row in csv.reader(io.StringIO(result.stdout)) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
        elif text == HOSTILE["markup of Rich"]:
            assert "[red]" in result.stdout
    result = run("verify", bad)
    assert result.exit_code == 1
    assert_harmless(result.output)
    dist = tmp_path / "out" / "dist"
    result = run("release", "-s", sources, "-d", dist, "--previous", bad)
    assert result.exit_code == 0, result.output
    assert_harmless(result.output)
    assert_plain_markdown((dist / "CHANGELOG-vocab.md").read_text("utf-8"))


def test_file_names_are_shown_harmlessly(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[31m<b>`x`"
    folder.mkdir()
    bad = Path(shutil.copy(database, folder / "\u202ea#?%20.db"))
    for result in (run("verify", bad), run("diff", bad, bad), run("diff", bad, __file__)):
        assert_harmless(result.output)
    (folder / "no.db").write_bytes(b"x")
    assert_harmless(run("diff", folder / "no.db", bad).output)
    assert run("verify", bad).exit_code == 0


def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"- {escaped(text)}")
    shown = "".join(token.content for token in flat(rendered) if token.type in ("text", "text_special"))
    expected = "".join(
        f"\\u{ord(character):04x}" if unicodedata.category(character) in ("Cc", "Cf") else character
        for character in text
    )
    assert shown == expected.strip()


def test_web_address_cannot_end_its_link(text: str) -> None:
    assert_plain_markdown(f"- {link('https://example.org/' + text)}", ("https://example.org/",))


def test_entries_come_as_they_stand(text: str, database: Path, tmp_path: Path) -> None:
    """What is made harmless is the report, never the vocabulary."""
    bad = hostile_database(database, tmp_path / "bad.db", text)
    (word,) = [one for one in entries(bad) if one.language == text]
    assert isinstance(word, Entry)
    said = dict(zip((field.name for field in stored(WORD)), word.values, strict=True))
    assert (word.base_form, word.part_of_speech, said["notes"]) == (text, text, text)
    assert all(isinstance(sense, Sense) for sense in word.senses)


def hostile_candidates(folder: Path, text: str) -> Path:
    """Candidates with the text wherever a list may have one."""
    sample = Sample(text, text)
    said = [
        Statement(text, part_of_speech="noun", senses=((text,),), doubts=(text,), note=text),
        Statement("sal", part_of_speech="noun", gender=text, plural=text, pronunciations=(text,), senses=((text,),)),
        Statement("sol", part_of_speech=text, definition=text, level=text, topics=(text,), examples=(sample,)),
        Pair(f"El sol. {text}", text),
    ]
    folder.mkdir()
    bring_in(folder, {Source("theirs", text, "CC0-1.0", text, text): said})
    return folder


def calls(folder: Path, bad: Path, text: str, tmp_path: Path) -> dict[str, list[tuple[str | Path, ...]]]:
    """For every command there is, calls that meet the text: in a pack, in a database, in a file or as an argument."""
    pack, out = folder / "es", tmp_path / "out"
    said = tmp_path / "said.txt"
    said.write_text(f"Hola. {text}\nPan.", "utf-8")
    listed = tmp_path / "listed.csv"
    with listed.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("word", "translation", text), (text, text, text), ("sal", "salt", text)])
    learner = Path(shutil.copy(bad, tmp_path / "learner.db"))
    concept = {"id": "bread", "gloss": text, "cue": text, "pos": "noun", "topic": "food", "level": "A1"}
    kept = hostile_candidates(tmp_path / "kept", text)
    (folder / "concepts").mkdir()
    (folder / "concepts" / "A1.yaml").write_text(yaml.safe_dump({"concepts": [concept]}), "utf-8")
    return {
        "browse": [("browse", bad, "--no-open"), ("browse", text, "--no-open"), ("browse", bad, "--host", text)],
        "build": [("build", "-s", folder, "-o", out / "babblr.db")],
        "concepts": [("concepts", "-s", folder, "-f", name) for name in ("text", "csv", "json")],
        "coverage": [
            ("coverage", said, "-l", "es", "--level", "A1", "--db", bad, "-f", name)
            for name in ("text", "json", "html")
        ],
        "diff": [("diff", bad, folder, "-f", name) for name in ("text", "json", "markdown", "html")],
        "draft": [
            ("draft", "es", "-s", folder, "--level", "A1", "--topic", "food", "--from", kept),
            ("draft", "es", "-s", folder, "--level", "A1", "--topic", "food", "--from", kept, "--words", text),
            ("draft", "es", "-s", folder, "--level", "A1", "--topic", "food", "--from", kept, "--concepts"),
            ("draft", "es", "-s", folder, "--level", "A1", "--topic", text, "--lists", text),
            ("draft", "es", "-s", folder, "--level", "A1", "--topic", "food", "--counts", said),
            ("draft", text, "-s", folder, "--level", "A1"),
            ("draft", "es", "-s", folder, "--level", "A1", "--topic", "food", "--from", kept, "--write"),
        ],
        "explain": [("explain", text)],
        "export": [
            ("export", "es", "-s", folder, "-o", out / "es.xlsx"),
            ("export", "es", "-s", folder, "-o", out / "no.xlsx", "--topic", text),
            ("export", "es", "-s", folder, "-o", text),
            ("export", text, "--db", bad, "-o", out / "es.apkg"),
            *(("export", "es", "--db", bad, "-o", out / "es", "-f", name) for name in names() if name != "xlsx"),
        ],
        "fix": [("fix", "--diff", pack), ("fix", "--check", pack), ("fix", pack)],
        "frequency": [("frequency", said, "-l", "es", "--db", bad), ("frequency", said, "-l", text)],
        "homographs": [("homographs", "es", "-s", folder), ("homographs", "es", "-s", folder, "--counts", said)],
        "import": [
            ("import", listed, said, "-l", "es", "-s", folder),
            ("import", listed, "-l", "es", "-s", folder, "--into", out / "candidates", "--title", text, "--write"),
            ("import", listed, "-l", "es", "-s", folder, "--map", f"{text}=word"),
            ("import", listed, "-l", "es", "-s", folder, "--sheet", text, "--format", "table"),
            ("import", listed, "-l", "es", "-s", folder, "--source", text),
            ("import", text, "-l", text, "-s", folder),
            ("import", text, "-l", "es", "-s", folder, "--format", text),
        ],
        "inflect": [("inflect", "es", "-s", folder), ("inflect", "es", "-s", folder, "--write")],
        "lessons": [("lessons", "es", "-s", folder), ("lessons", "es", "-s", folder, "--write")],
        "new": [
            ("new", "es", text, "--topic", "food", "-s", folder),
            ("new", "es", "sal", "--topic", text, "-s", folder),
        ],
        "new-pack": [
            ("new-pack", text, "-s", folder),
            ("new-pack", "ca", "-s", folder, "--topic", text),
            ("new-pack", "ca", "-s", folder, "--name", text, "--topic", f"home={text}"),
        ],
        "pronounce": [("pronounce", "es", "-s", folder, "--all"), ("pronounce", "es", "-s", folder, "--write")],
        "questions": [
            ("questions", "es", "-s", folder, "--sheet", out / "questions.csv"),
            ("questions", "es", "-s", folder, "--score", said),
            ("questions", text, "-s", folder),
        ],
        "release": [
            ("release", "-s", folder, "-d", out / "dist", "--previous", bad),
            ("release", "-s", folder, "--version", text),
        ],
        "report": [
            ("report", "-s", folder, "-o", out / "report.html"),
            ("report", "-s", folder, "--link-to", text),
            ("report", bad, "-f", "markdown", "--previous", bad),
        ],
        "review": [
            ("review", "es", "-s", folder),
            ("review", "es", "-s", folder, "--statistics"),
            ("review", "es", "-s", folder, "--html", out / "es.html", "--sheet", out / "es.csv"),
            ("review", "es", "-s", folder, "--sheet", out / "read.xlsx", "--by", text),
            ("review", "es", "-s", folder, "--apply", out / "es.csv", "--by", text, "--on", "2026-11-30", "--write"),
            ("review", "es", "-s", folder, "--apply", said, "--by", "Omar", "--on", "2026-11-30"),
            ("review", "es", "-s", folder, "--topic", text),
        ],
        "sample": [
            ("sample", "es", "-s", folder, "--output", out / "es.csv", "--plant", "3"),
            ("sample", "es", "-s", folder, "--output", out / "es.csv", "--score", out / "es.csv"),
            ("sample", "es", "-s", folder, "--score", said),
        ],
        "schema": [("schema", text)],
        "stats": [("stats", bad), ("stats", folder), ("stats", folder, "--content"), ("stats", bad, "-f", "csv")],
        "upgrade": [("upgrade", learner, "-r", bad), ("upgrade", learner, "-r", bad, "--dry-run")],
        "validate": [("validate", folder, "-f", name) for name in REPORT_FORMATS],
        "verify": [("verify", bad), ("verify", bad, "-s", folder)],
    }


def test_every_command_is_harmless(text: str, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a command makes of such a text, it says so in plain characters and writes where it was told to."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    folder = hostile_pack(work / "sources", text, ())
    bad = hostile_database(database, work / "bad.db", text)
    found = calls(folder, bad, text, work)
    assert set(found) == set(COMMANDS)
    before = {path for path in tmp_path.rglob("*") if work not in path.parents}
    for name, ones in found.items():
        for arguments in ones:
            result = run(*arguments)
            assert result.exception is None or isinstance(result.exception, SystemExit), (name, result.exception)
            assert result.exit_code in (0, 1, 2), (name, result.output)
            assert_harmless(result.output)
    assert {path for path in tmp_path.rglob("*") if work not in path.parents} == before
    places = {path.relative_to(work).parts[0] for path in work.rglob("*")}
    assert places <= {"sources", "kept", "said.txt", "listed.csv", "bad.db", "learner.db", "out"} | {
        path.name for path in work.glob("learner.backup-*.db")
    }
