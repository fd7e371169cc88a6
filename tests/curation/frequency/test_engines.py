"""Dask counts what one process counts, whoever dies."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.curation.frequency.corpus import CorpusError, blocks_of
from pipeline.curation.frequency.counting import Vocabulary
from pipeline.curation.frequency.engines import ClusterError, counted_by_dask, counted_here
from pipeline.curation.frequency.totals import Frequency, totals
from tests.app import database
from tests.curation.frequency.corpora import lines, write

distributed = pytest.importorskip("distributed")
SIZE = 20_000


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0) as one:
        yield one


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    return Vocabulary("es", database.write(tmp_path_factory.mktemp("database") / "babblr.db", "es"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("corpus") / "text.txt", lines(6_000))


def test_a_worker_that_is_killed_loses_nothing(cluster: object, corpus: Path, vocabulary: Vocabulary) -> None:
    blocks = blocks_of([corpus], SIZE)
    assert len(blocks) > 20
    with totals() as found:
        counted = counted_by_dask(blocks, vocabulary, scheduler=cluster.scheduler_address)  # type: ignore[attr-defined]
        done = 0
        for _, counts in counted:
            found.add(counts)
            done += 1
            if done == 5:
                _kill_one(cluster)
        assert done == len(blocks)
        assert list(found.frequencies()) == plain(corpus, vocabulary)


WORDS = ("casa", "Casas", "como", "comiste", "¿Qué?", "no", "pan.", "xyzzy", "dámelo", "\n", "é", "\ufffd")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=30), min_size=1, max_size=4), st.integers(1, 200))
def test_any_texts_in_any_blocks(
    cluster: object,
    tmp_path_factory: pytest.TempPathFactory,
    vocabulary: Vocabulary,
    texts: list[list[str]],
    size: int,
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    for number, words in enumerate(texts):
        write(folder / f"{number}.txt", [" ".join(words)])
    with totals() as found:
        blocks = blocks_of([folder], size)
        for _, counts in counted_by_dask(blocks, vocabulary, scheduler=cluster.scheduler_address):  # type: ignore[attr-defined]
            found.add(counts)
        assert list(found.frequencies()) == plain(folder, vocabulary)


def _kill_one(cluster: object) -> None:
    worker = next(iter(cluster.workers.values()))  # type: ignore[attr-defined]
    os.kill(worker.process.process.pid if hasattr(worker.process, "process") else worker.pid, signal.SIGTERM)


def plain(corpus: Path, vocabulary: Vocabulary) -> list[Frequency]:
    with totals() as found:
        for _, counts in counted_here(blocks_of([corpus]), vocabulary):
            found.add(counts)
        return list(found.frequencies())


def test_an_error_in_a_worker_is_raised_here(cluster: object, tmp_path: Path, vocabulary: Vocabulary) -> None:
    damaged = tmp_path / "a.gz"
    damaged.write_bytes(b"no")
    with pytest.raises(CorpusError, match=r"a\.gz cannot be read: it is damaged"):
        list(counted_by_dask(blocks_of([damaged]), vocabulary, scheduler=cluster.scheduler_address))  # type: ignore[attr-defined]


def test_a_scheduler_that_does_not_answer(
    corpus: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ClusterError, match="there is no scheduler at nonsense"):
        list(counted_by_dask(blocks_of([corpus]), vocabulary, scheduler="nonsense"))
