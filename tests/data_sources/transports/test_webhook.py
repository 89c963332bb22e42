"""Webhooks: genuine deliveries are kept before they are acknowledged; all else is told what is wrong and not kept."""

import json
from datetime import UTC, datetime
from io import BytesIO

import pytest
from flask import Flask

from command_center.store.db import Database
from command_center.store.inbox import Inbox
from data_sources.channels.facebook import Facebook
from data_sources.channels.sms import Sms
from data_sources.channels.telegram import Telegram
from data_sources.meta import sign
from data_sources.transports.webhook import webhooks

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": "rahasia", "Content-Type": "application/json"}
UPDATE = {
    "update_id": 1,
    "message": {"message_id": 1, "date": 1_700_000_000, "chat": {"id": 1, "type": "private"}, "text": "x"},
}


def client_of(inbox):
    server = Flask(__name__)
    server.config["MAX_CONTENT_LENGTH"] = 1 << 20
    channels = {
        "telegram": Telegram(Telegram.Settings(telegram_secret_token="rahasia")),
        "sms": Sms(Sms.Settings(sms_token="")),
    }
    server.register_blueprint(webhooks(channels, inbox, lambda: datetime.now(UTC)))
    return server.test_client()


@pytest.fixture
def inbox(sqlite_db):
    return Inbox(sqlite_db)


@pytest.fixture
def client(inbox):
    return client_of(inbox)


def test_a_genuine_delivery_is_kept_raw(client, inbox):
    body = json.dumps(UPDATE, indent=3).encode()
    assert client.post("/hooks/telegram", data=body, headers=HEADERS).status_code == 200
    (claimed,) = inbox.claim(10, datetime.now(UTC))
    assert claimed.payload.body == body
    assert claimed.payload.channel == "telegram"


def test_the_same_delivery_twice_is_acknowledged_twice_and_kept_once(client, inbox):
    for _ in range(2):
        assert client.post("/hooks/telegram", json=UPDATE, headers=HEADERS).status_code == 200
    assert inbox.waiting() == 1


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "falsch"}])
def test_a_forged_delivery_is_refused_and_not_kept(client, inbox, headers):
    assert client.post("/hooks/telegram", json=UPDATE, headers=headers).status_code == 403
    assert inbox.waiting() == 0


def test_a_channel_without_its_secret_is_shut_and_says_which_setting_opens_it(client):
    answer = client.get("/hooks/sms?from=1&text=LaporHendi+x&id=1")
    assert answer.status_code == 503
    assert "SMS_TOKEN" in answer.text


def test_an_unknown_channel_is_404(client):
    assert client.post("/hooks/pigeon", data=b"x").status_code == 404


def test_what_could_not_be_kept_is_not_acknowledged():
    nowhere = Database("postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=1")
    answer = client_of(Inbox(nowhere)).post("/hooks/telegram", json=UPDATE, headers=HEADERS)
    nowhere.close()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"


def test_a_body_that_broke_off_is_refused(client, inbox):
    cut = {"CONTENT_LENGTH": "500"}
    answer = client.post("/hooks/telegram", data=b'{"update_id"', headers=HEADERS, environ_overrides=cut)
    assert answer.status_code == 400
    assert inbox.waiting() == 0


@pytest.mark.parametrize("size", [(1 << 20) + 1, 2 << 20])
def test_too_large_a_body_is_refused(client, inbox, size):
    assert client.post("/hooks/telegram", data=b"x" * size, headers=HEADERS).status_code == 413
    assert inbox.waiting() == 0


def chunked(client, body):
    """The answer to a body of unknown length, of which a server that hands it on in chunks cuts off what is too much."""
    environ = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
    return client.post("/hooks/telegram", input_stream=BytesIO(body), headers=HEADERS, environ_overrides=environ)


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 413)])
def test_exactly_as_much_as_is_allowed_is_taken(client, inbox, more, status):
    body = json.dumps(UPDATE).encode().ljust((1 << 20) + more)
    assert chunked(client, body).status_code == status
    assert inbox.waiting() == (0 if more else 1)
    assert client.post("/hooks/telegram", data=body, headers=HEADERS).status_code == status


def test_poison_is_acknowledged_so_that_it_does_not_block_the_sender(client, inbox):
    assert client.post("/hooks/telegram", data=b"[" * 5000, headers=HEADERS).status_code == 200
    assert inbox.waiting() == 1


@pytest.mark.parametrize("path", ["/hooks/telegram/", "/hooks/telegram"])
def test_a_final_slash_is_the_same_address(client, inbox, path):
    assert client.post(path, json=UPDATE, headers=HEADERS).status_code == 200
    assert inbox.waiting() == 1


def test_a_webhook_without_entries_is_acknowledged_and_not_kept(inbox):
    server = Flask(__name__)
    channels = {"facebook": Facebook(Facebook.Settings(app_secret="rahasia"))}
    server.register_blueprint(webhooks(channels, inbox, lambda: datetime.now(UTC)))
    body = b'{"object": "page", "entry": []}'
    answer = server.test_client().post(
        "/hooks/facebook", data=body, headers={"X-Hub-Signature-256": sign(body, "rahasia")}
    )
    assert answer.status_code == 200
    assert inbox.waiting() == 0


def sms_client(inbox, **settings):
    server = Flask(__name__)
    channels = {"sms": Sms(Sms.Settings(sms_token="rahasia", **settings))}
    server.register_blueprint(webhooks(channels, inbox, lambda: datetime.now(UTC)))
    return server.test_client()


def answers(client, sender, times):
    asked = {"token": "rahasia", "from": sender, "to": "1708", "text": "LaporHendi rob"}
    found = [client.get("/hooks/sms", query_string={**asked, "id": f"{sender}{number}"}) for number in range(times)]
    assert {answer.status_code for answer in found} == {200}
    return [bool(answer.data) for answer in found]


def test_every_sms_is_kept_and_not_every_one_is_answered(inbox):
    client = sms_client(inbox, sms_answers_per_hour=1)
    assert answers(client, "+628122334455", 8) == [True] + [False] * 7
    assert answers(client, "1708", 5) == [False] * 5
    assert answers(client, "TELKOMSEL", 2) == [False] * 2
    assert answers(client, "+628122334456", 1) == [True]
    assert inbox.waiting() == 16
