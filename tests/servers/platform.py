"""Stand-ins of the platforms that answers go to: real HTTP servers on free ports that check what they get and keep it.

Each checks what its documentation asks for (method, path, token, fields, limits) and answers as it documents. What was wrong
with a request is kept in `faults`: a test ends with none.
"""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Said:
    """What is answered. `cut` closes the connection without an answer; `silent` waits first, in seconds."""

    status: int = 200
    body: Any = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    silent: float = 0.0


Platform = Callable[["Stand", Asked], Said]
"""How a platform answers; it raises AssertionError for what its documentation does not allow."""


class Stand:
    """A server in a `with`. `kept` are requests that were in order; `next_answers` are given before the platform's own.
    `pause` gives the seconds that an answer takes.
    """

    def __init__(self, platform: Platform, pause: Callable[[], float] = lambda: 0.0) -> None:
        self.kept: list[Asked] = []
        self.faults: list[str] = []
        self.next_answers: list[Said] = []
        self._platform = platform
        self._lock = threading.Lock()
        stand = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                """Nothing."""

            def do_GET(self) -> None:
                self._serve()

            def do_POST(self) -> None:
                self._serve()

            def handle_one_request(self) -> None:
                """One request; who asked may have died before it was answered."""
                try:
                    super().handle_one_request()
                except ConnectionError:
                    self.close_connection = True

            def _serve(self) -> None:
                parts = urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
                headers = {name.lower(): value for name, value in self.headers.items()}
                said = stand.answer(Asked(self.command, parts.path, query, headers, body))
                time.sleep(said.silent + pause())
                if said.cut:
                    self.connection.close()
                    return
                told = said.body if isinstance(said.body, str) else json.dumps(said.body)
                self.send_response(said.status)
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(told.encode())))
                self.end_headers()
                self.wfile.write(told.encode())

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def answer(self, asked: Asked) -> Said:
        """What is answered to a request, and kept of it."""
        with self._lock:
            if self.next_answers:
                said = self.next_answers.pop(0)
                if said.cut or said.status < 300:
                    # It arrived, whatever became of the answer.
                    self.kept.append(asked)
                return said
            try:
                said = self._platform(self, asked)
            except AssertionError as error:
                self.faults.append(f"{asked.method} {asked.path}: {error}")
                return Said(400, {"error": {"message": str(error), "code": 100}})
            if said.status < 300:
                self.kept.append(asked)
            return said

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, name="stand-in", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def kannel(user: str, password: str) -> Platform:
    """Kannel 1.4.5, sendsms: username, password, to, text; coding 2 for UCS-2; dlr-mask with dlr-url."""

    def answer(_stand: Stand, asked: Asked) -> Said:
        query = asked.query
        assert (asked.method, asked.path) == ("GET", "/cgi-bin/sendsms")
        if (query.get("username"), query.get("password")) != (user, password):
            return Said(403, "Authorization failed for sendsms")
        assert query["to"][:1] == "+", f"to is {query['to']}"
        assert query["to"][1:].isdigit(), f"to is {query['to']}"
        assert query["text"], "Empty text not allowed, rejected."
        assert query["charset"] == "UTF-8"
        assert query["coding"] in ("0", "2")
        assert (query["coding"] == "2") == any(ord(letter) > 0xFF for letter in query["text"])
        assert query["dlr-mask"] == "31"
        assert "%d" in query["dlr-url"]
        return Said(202, "0: Accepted for delivery")

    return answer


def graph(token: str, version: str = "v23.0") -> Platform:
    """Meta's Graph API: WhatsApp messages, the Send API, comments, replies and mentions."""

    def answer(stand: Stand, asked: Asked) -> Said:
        assert asked.method == "POST"
        if asked.headers.get("authorization") != f"Bearer {token}":
            return Said(
                401, {"error": {"message": "Invalid OAuth access token.", "type": "OAuthException", "code": 190}}
            )
        assert asked.headers["content-type"] == "application/json"
        _, found, node, edge = asked.path.split("/")
        assert found == version
        body, number = asked.json, len(stand.kept) + 1
        if body.get("messaging_product") == "whatsapp":
            _whatsapp(edge, body)
            return Said(200, {"messaging_product": "whatsapp", "messages": [{"id": f"wamid.OUT{number}"}]})
        if edge == "messages":
            assert body["recipient"]["id"]
            assert 0 < len(body["message"]["text"].encode()) <= 2000
            assert body["messaging_type"] == "RESPONSE" or body["tag"] == "HUMAN_AGENT"
            return Said(200, {"recipient_id": body["recipient"]["id"], "message_id": f"m_{number}"})
        assert edge in ("comments", "replies", "mentions")
        assert node
        assert body["message"]
        if edge == "mentions":
            assert body["media_id"]
        return Said(200, {"id": f"{node}_{number}"})

    return answer


def _whatsapp(edge: str, body: Any) -> None:
    assert edge == "messages"
    assert body["recipient_type"] == "individual"
    assert ("to" in body) != ("recipient" in body)
    if "to" in body:
        assert body["to"].isdigit()
    assert 0 < len(body["biz_opaque_callback_data"]) <= 512
    if body["type"] == "text":
        assert 0 < len(body["text"]["body"]) <= 4096
        return
    assert body["type"] == "template"
    template = body["template"]
    assert template["name"]
    assert template["language"]["code"]
    for parameter in template["components"][0]["parameters"]:
        assert parameter["type"] == "text"
        assert 0 < len(parameter["text"]) <= 1024
        assert not set("\n\t") & set(parameter["text"])
        assert "    " not in parameter["text"]


def telegram(token: str) -> Platform:
    """The Bot API, sendMessage."""

    def answer(stand: Stand, asked: Asked) -> Said:
        if asked.path != f"/bot{token}/sendMessage":
            return Said(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        body = asked.json
        assert 0 < len(body["text"]) <= 4096
        assert body["chat_id"]
        if "reply_parameters" in body:
            assert isinstance(body["reply_parameters"]["message_id"], int)
        result = {"message_id": 9000 + len(stand.kept), "chat": {"id": int(body["chat_id"])}, "text": body["text"]}
        return Said(200, {"ok": True, "result": result})

    return answer


def x(consumer_key: str, access_token: str) -> Platform:
    """X API v2: posts in reply, direct messages, signed by OAuth 1.0a."""

    def answer(stand: Stand, asked: Asked) -> Said:
        signed = asked.headers.get("authorization", "")
        known = f'oauth_consumer_key="{consumer_key}"' in signed and f'oauth_token="{access_token}"' in signed
        if not signed.startswith("OAuth ") or not known:
            return Said(401, {"title": "Unauthorized", "status": 401, "detail": "Unauthorized"})
        body, number = asked.json, str(1990000000000000000 + len(stand.kept))
        if asked.path == "/2/tweets":
            assert body["reply"]["in_reply_to_tweet_id"].isdigit()
            assert 0 < len(body["text"]) <= 280
            return Said(201, {"data": {"id": number, "text": body["text"]}})
        parts = asked.path.split("/")
        assert parts[:4] == ["", "2", "dm_conversations", "with"]
        assert parts[5] == "messages"
        return Said(201, {"data": {"dm_conversation_id": "1-2", "dm_event_id": number}})

    return answer
