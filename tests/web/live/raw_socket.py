"""A client of the wall's socket that says what a test wants, byte for byte, and nothing by itself but answers to pings."""

import time
from collections.abc import Mapping
from contextlib import suppress

import websocket

PATIENCE = 30


class RawSocket:
    """Open; `cookies` and `headers` are sent with the handshake. Raises websocket.WebSocketException where refused."""

    def __init__(self, url: str, cookies: Mapping[str, str] | None = None, **headers: str) -> None:
        self._socket = websocket.create_connection(
            f"{url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket",
            timeout=PATIENCE,
            cookie="; ".join(f"{name}={value}" for name, value in (cookies or {}).items()) or None,
            header=headers,
            suppress_origin=True,
        )
        self.heard: list[str] = []
        self.closed: tuple[int, str] | None = None

    def say(self, text: str) -> None:
        """Send a text."""
        self._socket.send(text)

    def send_bytes(self, frames: bytes) -> None:
        """Send frames as they are; the server may have hung up meanwhile."""
        assert self._socket.sock is not None
        with suppress(OSError):
            self._socket.sock.sendall(frames)

    def join(self) -> "RawSocket":
        """Join the wall; returns when that is answered."""
        self.say("40/wall,")
        self.hear(lambda: any(text.startswith(("40/wall", "44/wall")) for text in self.heard))
        return self

    def hear(self, until=lambda: False, seconds: float = PATIENCE) -> list[str]:
        """Take what comes until a condition holds, the connection ends, or the time is over."""
        end = time.monotonic() + seconds
        while not until() and self.closed is None and (left := end - time.monotonic()) > 0:
            self._socket.settimeout(left)
            try:
                kind, data = self._socket.recv_data()
            except websocket.WebSocketTimeoutException:
                break
            except (websocket.WebSocketException, OSError):
                self.closed = (0, "")
                break
            if kind == websocket.ABNF.OPCODE_CLOSE:
                code = int.from_bytes(data[:2], "big") if data else 1005
                self.closed = (code, data[2:].decode())
            elif data == b"2":
                self.say("3")
            else:
                self.heard.append(data.decode())
        return self.heard

    def frames(self) -> int:
        """How many frames came so far."""
        return sum(text.startswith('42/wall,["frame"') for text in self.heard)

    def beats(self) -> int:
        """How many heartbeats came so far."""
        return sum(text.startswith('42/wall,["beat"') for text in self.heard)

    def close(self) -> None:
        """Hang up, without a goodbye."""
        self._socket.shutdown()
