"""A proxy between a browser and the server that cuts connections, or lets no WebSocket through: as networks do."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self


class CuttingProxy:
    """Passes bytes on in a `with`, at `port`; `blocks_websocket` answers an upgrade with 400, as such proxies do."""

    def __init__(self, target: int, *, blocks_websocket: bool = False) -> None:
        self.blocks_websocket = blocks_websocket
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
            if b"upgrade: websocket" in head.lower():
                self.upgrades += 1
                if self.blocks_websocket:
                    client.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    client.close()
                    return
            server = socket.create_connection(("127.0.0.1", self._target))
            server.sendall(head)
        except OSError:
            client.close()
            return
        with self._lock:
            self._pairs.append((client, server))
        back = threading.Thread(target=_pour, args=(server, client), daemon=True)
        back.start()
        _pour(client, server)
        back.join()
        for each in (client, server):
            each.close()


def _pour(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    for each in (source, target):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
