"""Process languages in parallel: each goes through the stages in its own process."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing.connection import wait

from pipeline.builder.jobs import Job, Outcome
from pipeline.builder.kept import fresh_outcome, kept_outcome
from pipeline.model.steps import Steps
from pipeline.stages.lemmatize import forget
from pipeline.stages.order import STAGES

MOST_WORKERS = 4
"""The number of processes used by default: each takes about 1 GB for a language of 10,000 words."""


def workers_for(jobs: int) -> int:
    """Return how many processes to use for this many languages on this machine."""
    return min(jobs, os.cpu_count() or 1, MOST_WORKERS)


def steps_of(jobs: int, workers: int, *, rows: bool = False) -> int:
    """Return how many steps `outcomes` reports for this many jobs, with or without rows: in parallel, one each."""
    return jobs if _side_by_side(jobs, workers) else jobs * (len(STAGES) + rows)


def _side_by_side(jobs: int, workers: int) -> bool:
    return workers > 1 and jobs > 1


def outcomes(jobs: Sequence[Job], step: Steps, workers: int) -> Iterator[Outcome]:
    """Yield the outcome of each job, in order.

    With one worker, this process does the work, when an outcome is requested; memory holds one language at a time.
    """
    known = [kept_outcome(job) for job in jobs]
    others = _anew([job for job, outcome in zip(jobs, known, strict=True) if outcome is None], step, workers)
    with closing(others):
        for outcome in known:
            yield next(others) if outcome is None else outcome
        next(others, None)  # no more jobs: the workers may end by themselves


def _anew(jobs: Sequence[Job], step: Steps, workers: int) -> Generator[Outcome]:
    if not _side_by_side(len(jobs), workers):
        for job in jobs:
            yield fresh_outcome(job, step)
        return
    # Not forked: this process may have threads (a progress bar), and a copy of their locks is never released.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(workers, len(jobs)), mp_context=context, initializer=_begin)
    try:
        with _deaf():
            waiting = [pool.submit(_work, job) for job in jobs]
        for job, future in zip(jobs, waiting, strict=True):
            with step(f"{job.pack.language}: analysis"):
                outcome = future.result()
            yield outcome
        pool.shutdown()
    finally:
        _end(pool)


def _end(pool: ProcessPoolExecutor) -> None:
    """Stop the workers, whatever they are doing: their results are not needed."""
    # Python 3.14 has terminate_workers() for this.
    for process in list((pool._processes or {}).values()):
        process.terminate()
    pool.shutdown(cancel_futures=True)  # waits for their management thread, which could fail while Python exits


@contextmanager
def _deaf() -> Iterator[None]:
    """Defer SIGINT here. Processes started in the meantime never see it: the parent process handles it.

    A process that ignores it from the start, as a shell's background jobs do, goes on ignoring it.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        yield
        return
    heard: list[int] = []
    former = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    mask = None
    if hasattr(signal, "pthread_sigmask"):  # not on Windows; child processes inherit the mask
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, former)
    if heard:
        raise KeyboardInterrupt


def _begin() -> None:
    """Prepare a worker, which ends when its parent process does."""
    gc.disable()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _work(job: Job) -> Outcome:
    try:
        return fresh_outcome(job)
    finally:
        forget()  # frees memory for the next language


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
