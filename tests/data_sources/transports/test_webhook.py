"""Webhooks: genuine deliveries are kept before they are acknowledged; all else is told what is wrong and not kept."""

import json
from datetime import UTC, datetime

import pytest
from flask import Flask

from command_center.store.db import Database
from command_center.store.inbox import Inbox
from data_sources.channels.sms import Sms
from data_sources.channels.telegram import Telegram
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


def test_too_large_a_body_is_refused(client, inbox):
    assert client.post("/hooks/telegram", data=b"x" * (2 << 20), headers=HEADERS).status_code == 413
    assert inbox.waiting() == 0


def test_poison_is_acknowledged_so_that_it_does_not_block_the_sender(client, inbox):
    assert client.post("/hooks/telegram", data=b"[" * 5000, headers=HEADERS).status_code == 200
    assert inbox.waiting() == 1
