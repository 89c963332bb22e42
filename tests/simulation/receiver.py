"""A plain web server that answers as it is told and remembers what came: what a platform would see of a server in trouble."""

import threading
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


class Receiver:
    """Answers requests with `answers` (status, headers) in turn, then with 200. `requests` are (method, path, body)."""

    def __init__(self, answers: Iterable[tuple[int, dict[str, str]]] = (), port: int = 0) -> None:
        self.requests: list[tuple[str, str, bytes]] = []
        self._answers = list(answers)
        self._lock = threading.Lock()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._take(b"")

            def do_POST(self) -> None:
                self._take(self.rfile.read(int(self.headers["Content-Length"])))

            def _take(self, body: bytes) -> None:
                status, headers = receiver.next_answer(self.command, self.path, body)
                text = b"ok" if status == 200 else b"not now"
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(text))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def next_answer(self, method: str, path: str, body: bytes) -> tuple[int, dict[str, str]]:
        with self._lock:
            if path == "/healthz":
                return 200, {}
            self.requests.append((method, path, body))
            return self._answers.pop(0) if self._answers else (200, {})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
