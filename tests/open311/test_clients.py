"""Open311 clients that others wrote read and post here over HTTP: PyPI `georeport` and `three`."""

import importlib
import itertools
import threading
from datetime import UTC, datetime
from io import BytesIO

import pytest

from tests.contract.open311_posts import PNG
from tests.open311.pipeline import pipeline
from tests.open311.server import REFERENCE, add_report, app, deps, http, kept

KEY = "kunci-android"


@pytest.fixture
def address(sqlite_db):
    """The server over HTTP with the worker running behind it, on the real clock."""
    now = lambda: datetime.now(UTC)  # noqa: E731
    needed = deps(sqlite_db, clock=now, wait_seconds=5.0)
    stop = threading.Event()
    worker = threading.Thread(target=pipeline(sqlite_db, now).run, args=(stop, sqlite_db.changes), daemon=True)
    worker.start()
    with http(app(needed)) as found:
        yield found
    stop.set()
    sqlite_db.changes.ring()
    worker.join()


@pytest.fixture
def three(monkeypatch):
    """The module `three`, written for Python 2: `itertools.ifilter` is all that it lacks."""
    monkeypatch.setattr(itertools, "ifilter", filter, raising=False)
    return importlib.import_module("three")


@pytest.mark.parametrize("form", ["json", "xml"])
def test_georeport_reads_services_and_requests(sqlite_db, address, form):
    import georeport

    add_report(sqlite_db, 1, received_at=datetime.now(UTC), text="Jalan rusak")
    add_report(sqlite_db, 2, received_at=datetime.now(UTC), text="Lampu mati", category="lampu")
    client = georeport.GeoReport(f"{address}/open311/v2", jurisdiction="semarangkota.go.id", output_format=form)
    assert "jalan_rusak" in {service["service_code"] for service in client.get_service_list()}
    definition = client.get_service_definition("jalan_rusak")
    attributes = definition["attributes"] if form == "json" else definition["attributes"]["attribute"]
    assert [attribute["code"] for attribute in attributes] == ["visibility", "class"]
    found = client.get_service_requests(status="open")
    assert {request["service_request_id"] for request in found} == {"LH-2026-000001", "LH-2026-000002"}
    chosen = client.get_service_requests(service_request_id="LH-2026-000002,LH-2026-000001", status="closed")
    names = [REFERENCE.categories.by_code[code].label.id for code in ("lampu", "jalan_rusak")]
    assert [request["service_name"] for request in chosen] == names
    one = client.get_service_request("LH-2026-000002")
    assert (one["description"], one["status"]) == ("Lampu mati", "open")


def test_three_reads_everything(sqlite_db, address, three):
    add_report(sqlite_db, 1, received_at=datetime.now(UTC), category="lampu")
    client = three.Three(f"{address}/open311/v2", jurisdiction="semarangkota.go.id", api_key=KEY)
    assert client.discovery(f"{address}/open311/discovery.json")
    assert {"rob", "banjir"} <= {service["service_code"] for service in client.services()}
    assert client.services("rob")["service_code"] == "rob"
    today = datetime.now(UTC).strftime("%m-%d-%Y")
    assert [request["service_request_id"] for request in client.requests("lampu", count=5, start=today)] == []
    assert [request["service_request_id"] for request in client.requests("lampu", count=5)] == ["LH-2026-000001"]
    assert client.request("LH-2026-000001")[0]["service_code"] == "lampu"
    assert client.request("LH-1999-000001")[0]["code"] == 404


@pytest.mark.parametrize("media", [None, PNG], ids=["form", "multipart"])
def test_three_posts_and_reads_its_report_back(sqlite_db, address, three, media):
    client = three.Three(f"{address}/open311/v2", jurisdiction="semarangkota.go.id", api_key=KEY)
    words = {
        "address": "Jl. Pandanaran 12",
        "name": "Warga Contoh",
        "phone": "08122334455",
        "description": "Jalan berlubang dalam, saya Warga Contoh",
        "lat": -6.98412,
        "long": 110.40931,
    }
    if media:
        words["media"] = BytesIO(media)
    (answer,) = client.post("jalan_rusak", **words)
    number = answer["service_request_id"]
    assert number.startswith(f"LH-{datetime.now(UTC).year}-")
    assert "token" not in answer
    (row,) = kept(sqlite_db)
    assert (row.channel, row.state) == ("android", "done")
    (read,) = client.request(number)
    assert (read["service_code"], read["status"], read["lat"]) == ("jalan_rusak", "open", -6.98412)
    assert "Pandanaran" in read["address"]
    assert "Warga Contoh" not in str(read)
    assert "08122334455" not in str(read)


def test_three_is_told_what_is_wrong_and_by_token(address, three):
    client = three.Three(f"{address}/open311/v2", api_key="tebakan")
    assert client.post("jalan_rusak", description="x", address="y")[0]["code"] == 403
    assert client.token("1-2")[0]["code"] == 404
