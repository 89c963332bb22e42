"""A wall device without a screen: a python-socketio client on the namespace /wall, let in by its link's cookie."""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
import socketio

from tests.bench.frames import Arrived
from tests.servers.command_center import CommandCenter

NAMESPACE = "/wall"


def wall_cookies(center: CommandCenter, link: str) -> dict[str, str]:
    """The cookies that the link of a wall gives to a device. Raises httpx.HTTPStatusError where it is refused."""
    answer = httpx.get(link, follow_redirects=False, timeout=30)
    if answer.status_code != 303 or not answer.cookies:
        raise RuntimeError(f"the wall's link was answered with {answer.status_code}")
    return dict(answer.cookies)


class WallSocket:
    """Keeps every frame with the time at which it came."""

    def __init__(self) -> None:
        self._arrived: list[Arrived] = []
        self._lock = threading.Lock()

    @property
    def arrived(self) -> Sequence[Arrived]:
        """The frames so far."""
        with self._lock:
            return tuple(self._arrived)

    def take(self, frame: Mapping[str, Any]) -> None:
        """A frame came."""
        at = time.time()
        with self._lock:
            self._arrived.append(Arrived(at, frame))

    def covers(self, numbers: set[str]) -> bool:
        """Whether every one of these reports came in a frame."""
        return numbers <= {point["number"] for each in self.arrived for point in each.frame["points"]}


@contextmanager
def wall_socket(center: CommandCenter) -> Iterator[WallSocket]:
    """A wall that watches; it has joined when this gives it, and does not connect again when it is cut off."""
    link = center.manage("wall", "add", "ukur").strip()
    cookies = "; ".join(f"{name}={value}" for name, value in wall_cookies(center, link).items())
    wall = WallSocket()
    client = socketio.Client(reconnection=False)
    client.on("frame", wall.take, namespace=NAMESPACE)
    client.connect(
        center.url, headers={"Cookie": cookies}, namespaces=[NAMESPACE], transports=["websocket"], wait_timeout=30
    )
    try:
        yield wall
    finally:
        client.disconnect()
