"""docs/languages.md describes every key of a profile in the words of its schema."""

import json
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.reading.explanations import schema
from pipeline.reading.profiles import check_file

BLOCK = re.compile(r"^(?:<!-- write: (\S+) -->\n)?```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGE = (Path(__file__).parents[2] / "docs" / "languages.md").read_text("utf-8")


def toml(value: Any) -> str:
    """Return a value as TOML on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key_of(key)} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def key_of(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)


def described(node: dict[str, Any]) -> Iterator[str]:
    """Yield an item of the list for each key: its description, and an example of it."""
    for name, key in node["properties"].items():
        text = f"- **`{name}`**: {key['description']}"
        wrapped = textwrap.wrap(text, 120, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
        yield "\n".join([*wrapped, *(f"  `{name} = {toml(example)}`" for example in key["examples"])])


def section(title: str) -> str:
    """Return what is below a heading, up to the next."""
    return re.split(r"^#+ ", PAGE.split(f"# {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_page_describes_every_key() -> None:
    whole = schema("profile")
    for title, node in (("Keys", whole), ("Keys of `[recognition]`", whole["properties"]["recognition"])):
        items = "\n".join(described(node))
        assert items in section(title), f"write this below “{title}”:\n{items}"


def test_profile_on_the_page_is_one(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```toml\n(.*?)^```", section("The profile"), re.MULTILINE | re.DOTALL)
    path = tmp_path / "profile.toml"
    path.write_text(block, "utf-8")
    its, _, findings, _ = check_file(path, "es")
    assert findings == ()
    assert its
    assert its.recognition.contractions


def test_the_way_from_nothing_to_a_built_pack_leads_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do what the page says, one block after the other."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BABBLR_VOCAB_NO_CACHE", "1")
    (tmp_path / "vocab_sources").mkdir()
    pack, outputs = tmp_path / "vocab_sources" / "ca", {}
    for name, kind, block in BLOCK.findall(section("From nothing to a built pack")):
        if kind == "console":
            for line in block.splitlines():
                _, program, *arguments = line.split()
                done = CliRunner().invoke(cli, arguments)
                assert (program, done.exit_code) == ("babblr-vocab", 0), done.output
                outputs[arguments[0]] = done.output
        else:
            (pack / name).parent.mkdir(exist_ok=True)
            (pack / name).write_text(block, "utf-8")
        (pack / "A1" / "greetings.yaml").unlink(missing_ok=True)
    assert list(outputs) == ["new-pack", "validate", "build", "coverage"]
    assert re.findall(r"\[(V\d+)", outputs["validate"]) == []
    unknown = re.findall(r"× (\S+): not in the lexicon", outputs["coverage"])
    assert sorted(unknown) == ["no", "que", "vaig", "vol"]
    assert "doubtful:" not in outputs["coverage"]
