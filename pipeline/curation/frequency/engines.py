"""Where blocks are counted: in this process, or by Dask on the processors of this machine or of a cluster.

Counts come as they are ready, in any order. A block whose worker is killed is counted again by another.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.curation.frequency.corpus import Block
from pipeline.curation.frequency.counting import BlockCounts, Vocabulary, count_block

if TYPE_CHECKING:
    from distributed import Client

AHEAD = 3
"""How many blocks are given to each thread of a worker at once, so that none waits; more would only take memory."""


class ClusterError(Exception):
    """The cluster cannot be reached, or a block could not be counted by any worker."""


def counted_here(blocks: Sequence[Block], vocabulary: Vocabulary) -> Iterator[tuple[Block, BlockCounts]]:
    """Yield the counts of each block, in order.

    Raises:
        CorpusError: a block cannot be read.
    """
    for block in blocks:
        yield block, count_block(block, vocabulary)


def counted_by_dask(
    blocks: Sequence[Block], vocabulary: Vocabulary, *, scheduler: str | None = None, workers: int | None = None
) -> Iterator[tuple[Block, BlockCounts]]:
    """Yield the counts of each block as they are ready.

    Without the address of a scheduler, processes are started here: one for each processor, or `workers`. The workers of
    a cluster need this package, and must find the corpus and the database by the same paths.

    Raises:
        CorpusError: a block cannot be read.
        ClusterError: the scheduler does not answer, or workers died while they were counting the same block.
    """
    from distributed import Client

    with ExitStack() as stack:
        address: Any = scheduler
        if scheduler is None:
            address = stack.enter_context(_local(workers))
        try:
            client = Client(address, timeout="15s", set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise ClusterError(f"there is no scheduler at {scheduler}: {error}") from error
        yield from _counted(stack.enter_context(client), blocks, vocabulary)


def _local(workers: int | None) -> Any:
    from distributed import LocalCluster

    return LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, memory_limit=0
    )


def _counted(client: "Client", blocks: Sequence[Block], vocabulary: Vocabulary) -> Iterator[tuple[Block, BlockCounts]]:
    from distributed import KilledWorker, as_completed

    left = iter(blocks)
    of_future: dict[Any, Block] = {}

    def submitted(count: int) -> list[Any]:
        futures = []
        for block in islice(left, count):
            future = client.submit(count_block, block, vocabulary, pure=False)
            of_future[future.key] = block
            futures.append(future)
        return futures

    ahead = AHEAD * max(1, sum(client.nthreads().values()))  # type: ignore[no-untyped-call]
    waiting = as_completed(submitted(ahead), loop=client.loop)  # type: ignore[no-untyped-call]
    for future in waiting:
        block = of_future.pop(future.key)
        try:
            counts = future.result()
        except KilledWorker as error:
            raise ClusterError(f"workers died while they counted {block.path} from byte {block.start} on") from error
        future.release()
        for more in submitted(1):
            waiting.add(more)  # type: ignore[no-untyped-call]
        yield block, counts
