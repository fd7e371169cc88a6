"""`browse` as it is typed: what it refuses, what it serves, and how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.builder.build import build
from pipeline.builder.cache import PLACE
from pipeline.builder.discover import packs_in
from pipeline.cli.browse import fault_in
from pipeline.release import checks
from tests.packs import VALID
from tests.release.samples import run


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browse") / "babblr.db"
    build(packs_in(VALID), path)
    return path


@contextmanager
def serving(database: Path, cache: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the command on a free port, and yield its process and the address that it prints."""
    command = [sys.executable, "-m", "pipeline", "browse", str(database), "--port", "0", "--no-open"]
    environment = {**os.environ, PLACE: str(cache)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as process:  # type: ignore[call-overload]
        try:
            (address,) = re.findall(r"^(http://127\.0\.0\.1:\d+/babblr/lexicon) ", process.stdout.readline())
            yield process, address
        finally:
            process.kill()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals between processes")
def test_it_serves_until_ctrl_c(database: Path, tmp_path: Path) -> None:
    before = database.read_bytes()
    with serving(database, tmp_path) as (process, address):
        with urllib.request.urlopen(address) as answer:
            assert b">comer</a>" in answer.read()
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        asked = urllib.request.Request(address, headers={"Host": "example.org"})
        with pytest.raises(urllib.error.HTTPError, match="421"):
            urllib.request.urlopen(asked)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "stopped\n")
    assert database.read_bytes() == before


def test_a_port_in_use_is_named(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("browse", database, "--port", port, "--no-open")
    assert result.exit_code == 2
    assert f"port {port} is in use by another program; choose another with --port" in result.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "example.org", "::", "127.0.0.1.example.org"])
def test_no_other_machine_can_reach_it(host: str, database: Path) -> None:
    result = run("browse", database, "--host", host, "--no-open")
    assert result.exit_code == 2
    assert f"“{host}” can be reached from other machines" in result.stderr


def test_nothing_is_checked_that_is_not_asked(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def noted(name: str, look: Callable[[], checks.Seen]) -> checks.CheckResult:
        ran.append(name)
        return checks.CheckResult(name, *look())

    monkeypatch.setattr(checks, "_tried", noted)
    assert fault_in(database) is None
    assert ran == ["schema", "integrity", "text", "foreign keys"]


def test_what_is_no_database_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))
    (tmp_path / "text.db").write_text("Hola.", "utf-8")
    for path, message in (
        (tmp_path / "no.db", "no.db does not exist"),
        (tmp_path / "text.db", "text.db is not shown: schema: "),
        (tmp_path, "cannot be read: "),
    ):
        result = run("browse", path, "--no-open")
        assert result.exit_code == 2, result.output
        assert message in result.stderr
