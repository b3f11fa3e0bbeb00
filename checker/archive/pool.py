"""Checking many articles: on one core where that is quicker, on several where it pays. The order is kept.

Memory is bounded by the window of chunks under way; an interrupt ends the workers and keeps what was finished.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from checker.archive.worker import TOGETHER, Answer, Request, answer_all

CHUNK = TOGETHER
"""Articles sent to a worker at once."""
PAYS_FROM = 250_000
"""Bytes of articles from which a second process repays the seconds that it takes to start."""


def available_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def check_many(requests: Iterable[Request], *, jobs: int | None = None) -> Iterator[Answer]:
    """The answers in the order of the requests. `jobs`: processes to use; None: as many as pay."""
    if jobs is not None and jobs <= 1:
        yield from answer_all(requests)
        return
    cores = available_cores() if jobs is None else jobs
    pending = iter(requests)
    if jobs is None:
        first, pays = _peek(pending)
        if not pays or cores < 2:
            yield from answer_all(first)
            yield from answer_all(pending)
            return
        pending = _chain(first, pending)
    yield from _in_processes(pending, cores)


def _peek(requests: Iterator[Request]) -> tuple[list[Request], bool]:
    seen: list[Request] = []
    size = 0
    for request in requests:
        seen.append(request)
        size += _size(request)
        if size >= PAYS_FROM and len(seen) > CHUNK:
            return seen, True
    return seen, False


def _size(request: Request) -> int:
    if request.data is not None:
        return len(request.data)
    try:
        return Path(request.path).stat().st_size
    except OSError:
        return 0


def _chain(first: Sequence[Request], rest: Iterator[Request]) -> Iterator[Request]:
    yield from first
    yield from rest


def ignore_interrupt() -> None:
    """Leave an interrupt to the process that started this worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _check_chunk(requests: list[Request]) -> list[Answer]:
    return [_sendable(answer) for answer in answer_all(requests)]


def _sendable(answer: Answer) -> Answer:
    from dataclasses import replace

    if answer.report is None:
        return answer
    return replace(answer, report=replace(answer.report, document=None, read=()))


def _in_processes(requests: Iterator[Request], jobs: int) -> Iterator[Answer]:
    executor = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=ignore_interrupt)
    window: deque[Future[list[Answer]]] = deque()
    try:
        while True:
            while len(window) < jobs * 3:
                chunk = list(islice(requests, CHUNK))
                if not chunk:
                    break
                window.append(executor.submit(_check_chunk, chunk))
            if not window:
                return
            yield from window.popleft().result()
    finally:
        for future in window:
            future.cancel()
        executor.shutdown(wait=True, cancel_futures=True)
