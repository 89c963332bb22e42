"""An Open311 server for tests: the real blueprint over a real database, and over real HTTP where a client needs it."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select
from werkzeug.serving import make_server

from command_center.open311.blueprint import Open311, open311_blueprint
from command_center.store.db import Database
from command_center.store.inbox import Inbox
from command_center.store.open311_posts import Open311Posts
from command_center.store.public_reports import PublicReports
from command_center.store.tables import inbox, reporters, reports
from command_center.web.security.machine_errors import install_machine_errors
from tests.contract.open311_posts import FORM, form
from tests.reference.shipped import shipped
from tests.store.report_rows import report_row

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
KEYS = {"kunci-android": "android", "kunci-ios": "ios", "kunci-bb": "blackberry", "kunci-web": "web"}
BASE = "https://lapor.semarangkota.example"

V2 = "/open311/v2"
GOOD = {
    "api_key": "kunci-android",
    "service_code": "jalan_rusak",
    "lat": "-6.98412",
    "long": "110.40931",
    "description": "Jalan berlubang dalam",
}

REFERENCE = shipped()


def deps(db: Database, **changes: Any) -> Open311:
    """What the server needs, over `db`, at NOW, without waiting for a number."""
    found: dict[str, Any] = {
        "inbox": Inbox(db),
        "posts": Open311Posts(db),
        "reports": PublicReports(db),
        "reference": REFERENCE,
        "keys": KEYS,
        "token_secret": "token-secret-of-this-installation",
        "jurisdiction_id": "semarangkota.go.id",
        "base_url": BASE,
        "clock": lambda: NOW,
        "wait_seconds": 0.0,
    }
    return Open311(**found | changes)


def app(needed: Open311) -> Flask:
    """A Flask server with nothing but the blueprint and the errors of machine addresses."""
    flask = Flask("open311-test")
    install_machine_errors(flask)
    flask.register_blueprint(open311_blueprint(needed))
    return flask


@contextmanager
def http(flask: Flask) -> Iterator[str]:
    """The server on a free port, as long as the context lasts; gives its address."""
    server = make_server("127.0.0.1", 0, flask, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def add_report(db: Database, number: int, reporter: str = "", **columns: Any) -> str:
    """Put a report into the database; returns its tracking number."""
    row = report_row(id=number, number=f"LH-2026-{number:06d}", **{"category": "jalan_rusak", **columns})

    def work(connection: Any) -> None:
        connection.execute(insert(reports), [row])
        if reporter:
            person = {"report_id": number, "channel": row["channel"], "key": "phone:08122334455", "name": reporter}
            connection.execute(insert(reporters), [person | {"contact": "08122334455"}])

    db.write(work)
    return str(row["number"])


def kept(db: Database) -> Sequence[Any]:
    """The rows of the inbox, oldest first."""
    with db.read() as connection:
        return connection.execute(select(inbox).order_by(inbox.c.id)).all()


def post(client: FlaskClient, ending: str = "json", headers: Any = None, **fields: Any) -> Any:
    return client.post(f"{V2}/requests.{ending}", data=form(**fields), content_type=FORM, headers=headers or {})


def problems(answer: Any) -> list[tuple[int, str]]:
    """(code, description) of every problem, from either format."""
    if answer.content_type == "application/json; charset=utf-8":
        return [(each["code"], each["description"]) for each in json.loads(answer.data)]
    assert answer.content_type == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.data)
    assert root.tag == "errors"
    return [(int(each.findtext("code") or 0), each.findtext("description") or "") for each in root.findall("error")]
