"""Languages in parallel give the same results as one after the other, and no worker outlives its parent process."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.builder.jobs import Job, Outcome
from pipeline.builder.workers import outcomes, steps_of
from pipeline.model.steps import silent
from tests.packs import copy_of_valid
from tests.surroundings import sigint

SECONDS = 600
"""After which a process is held to go on for ever, on however busy a machine."""

PLAIN = {"Comemos a las dos.": "Quiero comer a las dos.", "La sopa está muy buena.": "El pan está muy bueno."}
"""Examples with forms that only Spanish tables and rules know, and the same with the base form."""


def sources_of(folder: Path, *languages: str) -> Path:
    """Sources with the valid pack under the codes of several languages."""
    for language in languages:
        pack = copy_of_valid(folder / language)
        text = (pack / "pack.yaml").read_text("utf-8").replace("language: es", f"language: {language}")
        (pack / "pack.yaml").write_text(text, "utf-8")
        food = pack / "A1" / "food.yaml"
        for example, plain in PLAIN.items():
            food.write_text(food.read_text("utf-8").replace(example, plain), "utf-8")
        (folder / "sources").mkdir(exist_ok=True)
        pack.rename(folder / "sources" / language)
    return folder / "sources"


def test_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    packs = packs_in(sources_of(tmp_path, "ca", "es", "gl"))
    for workers in (1, 2):
        published, _ = build(packs, tmp_path / f"{workers}.db", workers=workers)
        assert published is not None
        assert [pack["language"] for pack in published.manifest["packs"]] == ["ca", "es", "gl"]
    assert (tmp_path / "1.db").read_bytes() == (tmp_path / "2.db").read_bytes()


def test_findings_come_in_the_order_of_the_packs(tmp_path: Path) -> None:
    sources = sources_of(tmp_path, "ca", "es", "gl")
    for language in ("ca", "gl"):
        (sources / language / "A1" / "food.yaml").write_text("words: [", "utf-8")
    jobs = [Job(pack) for pack in packs_in(sources)]
    alone, together = (list(outcomes(jobs, silent, workers)) for workers in (1, 2))
    assert alone == together
    assert [outcome.has_errors for outcome in alone] == [True, False, True]
    assert [outcome.complete for outcome in alone] == [False, True, False]
    published, findings = build(packs_in(sources), tmp_path / "babblr.db", workers=2)
    assert published is None
    assert {finding.rule.slug for finding in findings} >= {"yaml-syntax"}
    assert not (tmp_path / "babblr.db").exists()


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("rows", [True, False])
def test_as_many_steps_are_said_as_were_promised(tmp_path: Path, workers: int, rows: bool) -> None:
    said: list[str] = []

    def step(name: str) -> AbstractContextManager[object]:
        said.append(name)
        return nullcontext()

    packs = packs_in(sources_of(tmp_path, "ca", "es"))
    jobs = [Job(pack, rows=tmp_path / f"{pack.language}.rows" if rows else None) for pack in packs]
    assert len(list(outcomes(jobs, step, workers))) == 2
    assert len(said) == steps_of(2, workers, rows=rows)


@pytest.mark.parametrize("taken", [1, 2])
def test_nothing_of_the_pool_is_left_once_its_outcomes_are_taken_or_given_up(tmp_path: Path, taken: int) -> None:
    before = set(threading.enumerate())
    found = outcomes([Job(pack) for pack in packs_in(sources_of(tmp_path, "ca", "es"))], silent, 2)
    for _ in range(taken):
        next(found)
    found.close()
    assert set(threading.enumerate()) == before  # a thread that is left may trip over the end of Python
    assert multiprocessing.active_children() == []


def test_workers_whose_work_is_done_end_by_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing.process.BaseProcess, "terminate", None)
    jobs = [Job(pack) for pack in packs_in(sources_of(tmp_path, "ca", "es"))]
    assert len(list(outcomes(jobs, silent, 2))) == 2


def children_of(process: int) -> set[int]:
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process and fields[0] != "Z":
            found.add(int(path.parent.name))
    return found


def running(processes: set[int]) -> set[int]:
    return {one for one in processes if Path(f"/proc/{one}").exists() and "Z" not in state(one)}


def state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the processes of the system cannot be listed")
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_the_build(tmp_path: Path, blow: signal.Signals) -> None:
    sources, output = sources_of(tmp_path, "ca", "es", "gl"), tmp_path / "babblr.db"
    command = [sys.executable, "-m", "pipeline", "build", "-j", "2", "-s", str(sources), "-o", str(output)]
    with sigint(signal.SIG_DFL):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        workers: set[int] = set()
        while len(workers) < 2 and process.poll() is None:
            workers = children_of(process.pid)
        assert len(workers) >= 2, "the build ended before its workers were seen"
        os.kill(process.pid, blow)
        _, messages = process.communicate()
    assert blow is signal.SIGKILL or "Traceback" not in messages
    deadline = time.monotonic() + SECONDS
    while running(workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not running(workers)
    assert not output.exists()


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="the system sends Ctrl-C to a whole console")
@pytest.mark.parametrize("ignored", [False, True])
def test_ctrl_c_while_workers_are_begun(ignored: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is heard once they are there, so that they can be ended, unless it was ignored from the start.

    So a shell begins what runs in the background: Ctrl-C is for what runs in the foreground.
    """
    start, begun = multiprocessing.process.BaseProcess.start, []

    def interrupted(process: multiprocessing.process.BaseProcess) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        start(process)
        begun.append(process)

    monkeypatch.setattr(multiprocessing.process.BaseProcess, "start", interrupted)
    jobs = [Job(pack) for pack in packs_in(sources_of(tmp_path, "ca", "es"))]
    found: list[Outcome] = []
    heard = False
    with sigint(signal.SIG_IGN if ignored else signal.SIG_DFL):
        try:
            found += outcomes(jobs, silent, 2)
        except KeyboardInterrupt:
            heard = True
        assert signal.getsignal(signal.SIGINT) is (signal.SIG_IGN if ignored else signal.default_int_handler)
    assert (heard, len(found), len(begun)) == ((False, 2, 2) if ignored else (True, 0, 2))
    assert multiprocessing.active_children() == []
