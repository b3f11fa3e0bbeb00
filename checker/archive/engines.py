"""What checks the shards: this machine's processes, or a Dask cluster. Results come back in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from multiprocessing import get_context

from checker.archive.pool import available_cores, ignore_interrupt
from checker.archive.shards import Shard, ShardResult, check_shard
from checker.archive.worker import Settings
from checker.errors import ConfigurationError, Problem


def run_local(
    shards: Iterable[Shard], settings: Settings, *, jobs: int | None = None
) -> Iterator[ShardResult]:
    """Check the shards in `jobs` processes of this machine; None: one per core. A worker that dies is replaced."""
    count = available_cores() if jobs is None else jobs
    stream = iter(shards)
    if count <= 1:
        for shard in stream:
            yield check_shard(shard, settings)
        return
    again: list[Shard] = []
    failures: dict[int, int] = {}
    while True:
        crashed: list[Shard] = []
        executor = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=ignore_interrupt)
        under_way: dict[Future[ShardResult], Shard] = {}
        try:
            while True:
                while len(under_way) < count * 2 and not crashed:
                    following = again.pop() if again else next(stream, None)
                    if following is None:
                        break
                    under_way[executor.submit(check_shard, following, settings)] = following
                if not under_way:
                    break
                ready, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in ready:
                    shard = under_way.pop(future)
                    error = future.exception()
                    if error is None:
                        yield future.result()
                    elif type(error).__name__ == "BrokenProcessPool":
                        crashed.append(shard)
                    else:
                        raise error
        finally:
            executor.shutdown(wait=True, cancel_futures=True)
        if not crashed:
            return
        for shard in crashed:
            failures[shard.number] = failures.get(shard.number, 0) + 1
            if failures[shard.number] > 3:
                raise ConfigurationError(
                    Problem(
                        path=f"shard {shard.number}",
                        message="its worker died four times; nothing else is lost",
                    )
                )
        again = crashed


def run_dask(
    shards: Iterable[Shard], settings: Settings, *, address: str | None = None, workers: int | None = None
) -> Iterator[ShardResult]:
    """Check the shards on the Dask scheduler at `address`; None: on a cluster of `workers` processes made here.

    Dask itself starts a shard again whose worker was lost.
    """
    try:
        from distributed import Client, LocalCluster, as_completed
    except ImportError as error:
        raise ConfigurationError(
            Problem(path="--engine dask", message="needs distributed", hint="pip install 'crossfoot[dask]'")
        ) from error
    count = workers or available_cores()
    cluster = None
    if address is None:
        cluster = LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=50,
        )
    try:
        with Client(cluster or address, timeout="20s") as client:
            window = max(4, 3 * len(client.scheduler_info()["workers"]))
            stream = iter(shards)
            first = [
                client.submit(check_shard, shard, settings, pure=False, retries=3)
                for shard in islice(stream, window)
            ]
            completed = as_completed(first)
            for future in completed:
                yield future.result()
                shard = next(stream, None)
                if shard is not None:
                    completed.add(client.submit(check_shard, shard, settings, pure=False, retries=3))
    except OSError as error:
        raise ConfigurationError(
            Problem(path=address or "--engine dask", message=f"no scheduler answers: {error}")
        ) from error
    finally:
        if cluster is not None:
            cluster.close()
