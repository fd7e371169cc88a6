"""Whatever is done to a pack, checking it ends soon, with a result: no traceback, no internal fault.

The normal run tries some hundred mutations; `make test-slow` tries 20,000.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cli import _run
from tests.packs import VALID

FILES = sorted(path.relative_to(VALID / "es").as_posix() for path in (VALID / "es").rglob("*") if path.is_file())
LONGEST = 5.0
"""Seconds of processor time after which a check counts as hanging; other programs on the machine do not count."""

MEANINGFUL = (
    *(
        b"",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"&a ",
        b"*a",
        b"!!x ",
        b"---\n",
        b": ",
        b"- ",
        b"[",
        b"{",
        b'"',
        b"'",
        b"|",
    ),
    *(b"\t", b"\n", b"\r", b"\xe2\x80\xae", b"\xcc\x81", b"\xf0\x9f\x98\x80", b",", b";", b"null", b"1e9", b"%", b"#"),
)
"""Bytes that mean something to a reader of text, YAML or CSV."""

snippets = st.sampled_from(MEANINGFUL) | st.binary(max_size=6)

edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), snippets), min_size=1, max_size=6)
"""Cuts and insertions: where (as a share of the file), how many bytes go, and what comes instead."""

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["noun", "A1", "pan", "food"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)


def places(record: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a record, with every key or index in it."""
    steps = record.items() if isinstance(record, dict) else enumerate(record) if isinstance(record, list) else ()
    for step, inner in list(steps):
        yield record, step
        yield from places(inner)


@pytest.fixture(scope="module")
def pack() -> Iterator[Path]:
    """A copy of the valid pack that every example puts back as it was."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "es"
        shutil.copytree(VALID / "es", pack)
        assert _run(["validate", "--quiet", str(pack)]) == 0  # loads the lemmatizers, which takes seconds once
        yield pack


def check(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = time.process_time()
    code = _run(["validate", "--verbose", str(pack)])
    output = capsys.readouterr()
    assert code in (0, 1), output.err
    assert "Traceback" not in output.err
    assert time.process_time() - start < LONGEST


def byte_mutation(file: str, changes: list[tuple[float, int, bytes]], pack: Path) -> bytes:
    content = (VALID / "es" / file).read_bytes()
    for share, length, snippet in changes:
        at = int(share * len(content))
        content = content[:at] + snippet + content[at + length :]
    (pack / file).write_bytes(content)
    return content


def structure_mutation(file: str, changes: list[tuple[int, bool, Any]], pack: Path) -> None:
    record = yaml.load((VALID / "es" / file).read_text("utf-8"), yaml.CBaseLoader)
    for which, keep, value in changes:
        found = list(places(record))
        if found:
            container, step = found[which % len(found)]
            if keep:
                container[step] = value
            else:
                del container[step]
    (pack / file).write_text(yaml.safe_dump(record, allow_unicode=True), "utf-8")


def mutations(count: int) -> Any:
    """The settings of a run with so many examples of each kind."""
    quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=count, deadline=None, suppress_health_check=quiet, database=None)


def restored(pack: Path, file: str) -> None:
    shutil.copy(VALID / "es" / file, pack / file)


def fuzz_bytes(count: int, pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    @mutations(count)
    @given(st.sampled_from(FILES), edits)
    def run(file: str, changes: list[tuple[float, int, bytes]]) -> None:
        byte_mutation(file, changes, pack)
        try:
            check(pack, capsys)
        finally:
            restored(pack, file)

    run()


def fuzz_structure(count: int, pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changes = st.lists(st.tuples(st.integers(0, 500), st.booleans(), values), min_size=1, max_size=4)

    @mutations(count)
    @given(st.sampled_from([file for file in FILES if file.endswith(".yaml")]), changes)
    def run(file: str, changes: list[tuple[int, bool, Any]]) -> None:
        structure_mutation(file, changes, pack)
        try:
            check(pack, capsys)
        finally:
            restored(pack, file)

    run()


def test_some_mutations_of_bytes(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fuzz_bytes(200, pack, capsys)


def test_some_mutations_of_structure(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fuzz_structure(200, pack, capsys)


@pytest.mark.slow
def test_many_mutations_of_bytes(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fuzz_bytes(10_000, pack, capsys)


@pytest.mark.slow
def test_many_mutations_of_structure(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fuzz_structure(10_000, pack, capsys)
