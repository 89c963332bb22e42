"""Free TCP ports on the loopback address, for servers that are started a moment later."""

import random
import socket

PORTS = range(15_000, 32_000)
"""Below those that a system gives to connections that go out: one of these could take a port before its server has it."""
_draw = random.SystemRandom()  # Property tests begin the usual one anew, in each process alike.
_given: set[int] = set()


def free_port() -> int:
    """A port that nobody listens on now, and that this process was not given before."""
    while True:
        port = _draw.choice(PORTS)
        if port not in _given and _is_free(port):
            _given.add(port)
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
