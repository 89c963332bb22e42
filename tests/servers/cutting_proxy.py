"""A proxy between a browser and the server that cuts connections, or lets no WebSocket through: as networks do."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self


class CuttingProxy:
    """Passes bytes on in a `with`, at `port`.

    What it does with a WebSocket: `blocks_websocket` answers the upgrade with `status`, as such proxies do; `mute_after`
    passes so many bytes of the server's, then nothing more, and keeps it open; `cuts_after` ends it after so many seconds.
    """

    def __init__(
        self,
        target: int,
        *,
        blocks_websocket: bool = False,
        status: str = "400 Bad Request",
        mute_after: int | None = None,
        cuts_after: float | None = None,
    ) -> None:
        self.blocks_websocket = blocks_websocket
        self.mute_after = mute_after
        self.cuts_after = cuts_after
        self._status = status
        self._target = target
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._lock = threading.Lock()
        self.upgrades = 0
        self.cut_off = False
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()
        self._thread.join(10)

    def cut(self) -> int:
        """Cut every connection there is; returns how many there were."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for pair in pairs:
            for each in pair:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
        return len(pairs)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client: socket.socket) -> None:
        if self.cut_off:
            client.close()
            return
        try:
            head = client.recv(65_536)
            socket_ = b"upgrade: websocket" in head.lower()
            if socket_:
                self.upgrades += 1
                if self.blocks_websocket:
                    answer = f"HTTP/1.1 {self._status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    client.sendall(answer.encode())
                    client.close()
                    return
            server = socket.create_connection(("127.0.0.1", self._target))
        except OSError:
            client.close()
            return
        try:
            server.sendall(head)
        except OSError:
            client.close()
            server.close()
            return
        with self._lock:
            self._pairs.append((client, server))
        most = self.mute_after if socket_ else None
        back = threading.Thread(target=_pour, args=(server, client, most), daemon=True)
        back.start()
        if socket_ and self.cuts_after is not None:
            end = threading.Timer(self.cuts_after, _end, (client, server))
            end.daemon = True
            end.start()
        _pour(client, server)
        back.join()
        for each in (client, server):
            each.close()


def _pour(source: socket.socket, target: socket.socket, most: int | None = None) -> None:
    """Pass on what comes, at most `most` bytes; what comes after them is read and thrown away."""
    with suppress(OSError):
        while data := source.recv(65_536):
            if most is not None:
                data = data[:most]
                most -= len(data)
            target.sendall(data)
    _end(source, target)


def _end(*pair: socket.socket) -> None:
    for each in pair:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
