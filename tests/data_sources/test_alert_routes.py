"""Alerts by Telegram and by a signed webhook, against receivers that check what they get as a real one would."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from command_center.domain.outgoing import HandIn, Outgoing, OutgoingKind, Trouble
from data_sources.alert_routes import AlertWebhook, TelegramAlerts

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SECRET = "s" * 32
TOKEN = "12345:abcdef"


class Receiver:
    """What a receiver got, and what it answers: (status, headers, body), one after the other; the last one stays."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[tuple[int, dict[str, str], bytes]] = [(204, {}, b"")]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver on a free port of this machine."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append((self.path, dict(self.headers.items()), body))
            status, headers, said = receiver.answers.pop(0) if len(receiver.answers) > 1 else receiver.answers[0]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Nothing on the screen of tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def receiver():
    with receiving() as made:
        yield made


def outgoing(recipient, payload, route="alert-webhook"):
    return Outgoing(route, OutgoingKind.ALERT, recipient, payload, "alert-0123", NOW, NOW)


def webhook(receiver, **changed):
    url = f"{receiver.url}/peringatan"
    body = json.dumps({"event": "alert.told", "why": "4 laporan é"}, ensure_ascii=False)
    route = AlertWebhook(url, SECRET, lambda: NOW, **({"within": True} | changed))
    return route.send(outgoing(url, {"body": body}), lambda: True)


def verified(headers, body, secret=SECRET):
    """As a receiver of docs/alerts.md does it."""
    stamp = headers["X-Command-Center-Timestamp"]
    made = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"v1={made}", headers["X-Command-Center-Signature"])


def test_a_webhook_is_signed_over_its_raw_bytes_and_its_time(receiver):
    assert webhook(receiver).result is HandIn.TAKEN
    ((path, headers, body),) = receiver.got
    assert path == "/peringatan"
    assert verified(headers, body)
    assert not verified(headers, body + b" ")
    assert not verified(headers, body, "t" * 32)
    assert not verified(headers | {"X-Command-Center-Timestamp": "1"}, body)
    assert headers["X-Command-Center-Timestamp"] == str(int(NOW.timestamp()))
    assert headers["Idempotency-Key"] == "alert-0123"
    assert headers["Host"] == receiver.url.removeprefix("http://")
    assert json.loads(body)["why"] == "4 laporan é"


@pytest.mark.parametrize(
    ("status", "result", "trouble"),
    [
        (200, HandIn.TAKEN, Trouble.NONE),
        (404, HandIn.REFUSED, Trouble.REFUSED),
        (401, HandIn.REFUSED, Trouble.ACCESS_REFUSED),
        (429, HandIn.LATER, Trouble.BUSY),
        (503, HandIn.LATER, Trouble.AWAY),
        (500, HandIn.UNSURE, Trouble.CUT_OFF),
    ],
)
def test_what_a_receiver_answers_is_what_becomes_of_it(receiver, status, result, trouble):
    receiver.answers = [(status, {"Retry-After": "7"}, b"no")]
    answer = webhook(receiver)
    assert (answer.result, answer.trouble) == (result, trouble)


def test_a_redirect_is_not_followed(receiver):
    receiver.answers = [(302, {"Location": f"{receiver.url}/elsewhere"}, b"")]
    assert webhook(receiver).result is HandIn.REFUSED
    assert len(receiver.got) == 1


def test_an_address_within_the_house_is_refused_where_nobody_allowed_it(receiver):
    answer = webhook(receiver, within=False)
    assert (answer.result, receiver.got) == (HandIn.REFUSED, [])
    assert "ALERT_WEBHOOK_WITHIN=1" in answer.told


def test_a_receiver_that_is_away_is_tried_again():
    with receiving() as gone:
        pass
    assert webhook(gone).result is HandIn.LATER


def test_what_was_for_another_receiver_does_not_go_to_this_one(receiver):
    route = AlertWebhook(f"{receiver.url}/new", SECRET, lambda: NOW, within=True)
    answer = route.send(outgoing(f"{receiver.url}/old", {"body": "{}"}), lambda: True)
    assert (answer.result, receiver.got) == (HandIn.REFUSED, [])


def test_nothing_leaves_where_another_process_has_it(receiver):
    route = AlertWebhook(receiver.url, SECRET, lambda: NOW, within=True)
    assert route.send(outgoing(receiver.url, {"body": "{}"}), lambda: False).result is HandIn.LATER
    assert receiver.got == []


def telegram(receiver, text="SIMULASI · Lapor Hendi"):
    return TelegramAlerts(TOKEN, receiver.url).send(
        outgoing("-1001234", {"chat_id": "-1001234", "text": text}, "alert-telegram"), lambda: True
    )


def test_telegram_gets_chat_and_text_as_its_api_wants_them(receiver):
    receiver.answers = [(200, {}, json.dumps({"ok": True, "result": {"message_id": 42}}).encode())]
    answer = telegram(receiver)
    assert (answer.result, answer.external_id) == (HandIn.TAKEN, "42")
    ((path, headers, body),) = receiver.got
    assert path == f"/bot{TOKEN}/sendMessage"
    assert headers["Content-Type"] == "application/json"
    said = json.loads(body)
    assert (said["chat_id"], said["text"]) == ("-1001234", "SIMULASI · Lapor Hendi")


def test_a_text_is_no_longer_than_telegram_takes(receiver):
    receiver.answers = [(200, {}, b'{"ok":true,"result":{"message_id":1}}')]
    telegram(receiver, "x" * 9000)
    assert len(json.loads(receiver.got[0][2])["text"]) == 4096


def test_telegram_that_is_busy_says_how_long_to_wait(receiver):
    receiver.answers = [(429, {"Retry-After": "30"}, b'{"ok":false,"error_code":429}')]
    answer = telegram(receiver)
    assert (answer.result, answer.after.total_seconds()) == (HandIn.LATER, 30)


def test_a_chat_that_is_not_there_is_for_a_person_to_mend(receiver):
    receiver.answers = [(400, {}, b'{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}')]
    answer = telegram(receiver)
    assert (answer.result, answer.trouble) == (HandIn.REFUSED, Trouble.NOT_THERE)
    assert "chat not found" in answer.told
    assert TOKEN not in answer.told


def test_ways_that_are_not_set_up_say_what_is_missing():
    assert TelegramAlerts("", "https://api.telegram.org").missing == ("ALERT_TELEGRAM_TOKEN",)
    assert AlertWebhook("", "", lambda: NOW).missing == ("ALERT_WEBHOOK_URL",)
