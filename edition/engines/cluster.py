# SPDX-License-Identifier: MIT
"""The same work as a crew's, done by the workers of a Dask cluster (the extra `tei-edition[cluster]`), which may be other machines.

A worker that dies takes nothing with it: the scheduler gives its items to others. Each worker must do one thing at a time, for Saxon
may be called from one thread only.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from edition.errors import SomethingMissing, WrongUse
from edition.speech import say

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD: Final = 8
"""How many items for each worker wait for it."""
_PATIENCE: Final = 20
"""How many seconds a scheduler may take to answer."""


class Cluster:
    """The workers of a scheduler. Used as a crew is (`edition.engines.crew`)."""

    def __init__(self, address: str, begin: Callable[..., None], known: tuple[Any, ...]) -> None:
        """`begin` is called with `known` in each worker before its first item. `address` is that of the scheduler, `tcp://host:8786`."""
        self.address = address
        self._begin, self._known = begin, known
        self._client: Any = None

    def __enter__(self) -> Cluster:
        """The cluster itself. Raises `WrongUse` where no scheduler answers, `SomethingMissing` without the library or without workers."""
        try:
            import distributed  # noqa: PLC0415 - an extra, which few need
        except ImportError as error:
            raise SomethingMissing(
                say("a cluster needs Dask: `pip install {package}`", package="tei-edition[cluster]")
            ) from error
        try:
            self._client = distributed.Client(  # type: ignore[no-untyped-call]
                self.address, timeout=_PATIENCE, set_as_default=False
            )
        except (OSError, ValueError, TypeError) as error:
            raise WrongUse(say("no scheduler answers at {address}: {why}", address=self.address, why=error)) from error
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            self.__exit__()
            raise SomethingMissing(say("the scheduler at {address} has no workers", address=self.address)) from error
        workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
        if any(worker["nthreads"] != 1 for worker in workers):
            self.__exit__()
            raise WrongUse(say("each worker must do one thing at a time: start it with `--nthreads 1`"))
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the scheduler; what it has not begun is not done."""
        if self._client is not None:
            self._client.close()
            self._client = None

    @property
    def workers(self) -> int:
        """How many workers there are now."""
        return len(self._client.scheduler_info(n_workers=-1)["workers"])

    def start(self, ready: Callable[[], None] | None = None) -> None:
        """Nothing: the workers are there."""

    def run(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The result of each item, in order. What `work` raises is raised here.

        Raises `SomethingMissing` where workers die over an item again and again.
        """
        from distributed import KilledWorker  # noqa: PLC0415

        shared = self._client.scatter((self._begin, self._known), broadcast=True, hash=False)
        waiting: deque[tuple[Item, Any]] = deque()
        left = iter(items)
        while True:
            while len(waiting) < max(self.workers, 1) * _AHEAD and (more := next(left, _NONE)) is not _NONE:
                waiting.append((more, self._client.submit(_do, shared, work, more, pure=False)))
            if not waiting:
                return
            item, future = waiting.popleft()
            try:
                yield future.result()
            except KilledWorker as error:
                raise SomethingMissing(
                    say("workers died over {item} again and again: they may have too little memory for it", item=item)
                ) from error


_NONE: Final[Any] = object()
_begun: list[Any] = []


def _do(shared: tuple[Callable[..., None], tuple[Any, ...]], work: Callable[[Any], Any], item: Any) -> Any:
    """One item, in a worker: it is made ready first where it is not yet, or was for another build."""
    if not _begun or _begun[0] is not shared:
        begin, known = shared
        begin(*known)
        _begun[:] = [shared]
    return work(item)
