"""Requests that wait for a thread, one address after the other: who sends a thousand waits for them alone."""

from collections import OrderedDict, deque
from collections.abc import Iterator
from typing import Any

from waitress.task import ThreadedTaskDispatcher

from command_center.web.security.network import network_of, without_port


class FairQueue:
    """As much of a deque as waitress's dispatcher uses, under its lock; each address has its turn (IPv6: a whole /64).

    `proxies` of them are trusted: behind them all connections have one address, and who asks stands in X-Forwarded-For.
    """

    def __init__(self, proxies: int = 0) -> None:
        self._proxies = proxies
        self._of_address: OrderedDict[str, deque[Any]] = OrderedDict()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Any]:
        return (each for waiting in self._of_address.values() for each in waiting)

    def append(self, task: Any) -> None:
        """A request of the connection `task` behind those of its address."""
        self._of_address.setdefault(self._sender(task), deque()).append(task)
        self._length += 1

    def _sender(self, task: Any) -> str:
        if self._proxies:
            named = task.requests[0].headers.get("X_FORWARDED_FOR", "").split(",")
            if named != [""] and len(named) >= self._proxies:
                return network_of(without_port(named[-self._proxies].strip()))
        return network_of(task.addr[0])

    def popleft(self) -> Any:
        """The next request of the address whose turn it is. Raises IndexError where there is none."""
        if not self._length:
            raise IndexError("no request waits")
        address, waiting = next(iter(self._of_address.items()))
        task = waiting.popleft()
        if waiting:
            self._of_address.move_to_end(address)
        else:
            del self._of_address[address]
        self._length -= 1
        return task


class FairThreads(ThreadedTaskDispatcher):  # type: ignore[misc]  # waitress has no types
    """waitress's threads, over a FairQueue."""

    def __init__(self, proxies: int = 0) -> None:
        super().__init__()
        self.queue = FairQueue(proxies)
