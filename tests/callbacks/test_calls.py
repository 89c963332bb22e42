"""The desk's callbacks over the real inbox, worker and database: what the browser sends, and what it gets."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import dash
import pytest
from dash import html
from flask import Flask

from callbacks import calls as calls_callbacks
from callbacks.calls import CallsSource, asked_data, asked_of, form_of
from command_center.casework.call_desk import CallDesk
from command_center.casework.call_form import CHANNEL, LINE, CallForm
from command_center.domain.inbound import CallSeen
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.settings import read_settings
from command_center.store.calls import Calls
from command_center.store.inbox import Inbox
from command_center.store.reports import Reports
from layouts.calls import ids
from layouts.calls.config import calls_config
from layouts.calls.form import BLANK, FIELDS, SPELLS_ERROR
from layouts.calls.page import facts
from tests.casework.desk_worker import desk_worker, running
from tests.layouts.calls_sample import ASKED
from tests.reference.shipped import shipped

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
FORM_ID = "0123456789abcdef" * 2


@pytest.fixture(scope="module")
def reference():
    return shipped()


@pytest.fixture(scope="module")
def examiner(reference):
    return Examiner(reference, Locator(reference.areas))


@pytest.fixture
def patience():
    """Seconds that the operator waits for a number."""
    return 2.0


@pytest.fixture
def source(sqlite_db, reference, patience):
    calls = Calls(sqlite_db, CHANNEL, LINE)
    desk = CallDesk(Inbox(sqlite_db), Reports(sqlite_db), calls, reference, lambda: NOW, answer_seconds=patience)
    return CallsSource(desk, lambda: "sari", calls_config(reference, read_settings(demo=False)))


@pytest.fixture
def worker(sqlite_db, examiner):
    return desk_worker(sqlite_db, examiner, NOW)


@pytest.fixture
def working(sqlite_db, worker):
    with running(worker, sqlite_db):
        yield


@pytest.fixture
def client(source):
    server = Flask(__name__)
    app = dash.Dash(__name__, server=server, suppress_callback_exceptions=True)
    calls_callbacks.register(app, source)
    app.layout = html.Div()
    client = server.test_client()
    client.listed = client.get("/_dash-dependencies").get_json()
    return client


def call(client, trigger, values):
    """Call the server's callback that listens to `trigger` as the browser does; {(id, property): value}."""
    name, prop = trigger
    (spec,) = [
        each
        for each in client.listed
        if each["clientside_function"] is None and {"id": name, "property": prop} in each["inputs"]
    ]
    outputs = [each.rpartition(".") for each in spec["output"].strip(".").split("...")]
    body = {
        "output": spec["output"],
        "outputs": [{"id": one, "property": of.partition("@")[0]} for one, _, of in outputs],
        "inputs": [{**each, "value": values.get((each["id"], each["property"]))} for each in spec["inputs"]],
        "state": [{**each, "value": values.get((each["id"], each["property"]))} for each in spec["state"]],
        "changedPropIds": [f"{name}.{prop}"],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200, answer.data
    told = json.loads(answer.data)["response"]
    return {(one, of): value for one, values in told.items() for of, value in values.items()}


def submit(client, *, language="id", form_id=FORM_ID, chosen=None, **values):
    given = {(component, "value"): (BLANK | values)[name] for name, component in FIELDS.items()}
    given |= {
        (ids.SEND, "data"): 1,
        (ids.FORM, "data"): {"id": form_id},
        (ids.CHOSEN, "data"): chosen,
        (ids.ROOT, "lang"): language,
    }
    return call(client, (ids.SEND, "data"), given)


def refresh(client, known=None, waiting=None):
    values = {(ids.FACTS, "data"): known, (ids.ASKED, "data"): waiting, (ids.ROOT, "lang"): "id"}
    return call(client, (ids.TICK, "n_intervals"), values)


def shown(told, name):
    return json.dumps(told[name, "children"])


def tell(db, call_id, step, **more):
    Reports(db).write(lambda unit: unit.call(CallSeen("112", "112", call_id, NOW, step, **more)))


REPORT = {"kind": "normal", "text": "Rob masuk rumah", "address": "Tambak Lorok", "kelurahan": "33.74.02.1008"}


@pytest.mark.usefixtures("working")
def test_a_form_that_is_taken_shows_its_number_and_leaves_an_empty_one_for_the_next_call(client):
    told = submit(client, **REPORT, caller="0812 2334 455")
    assert "LH-2026-000001" in shown(told, ids.RECEIPT)
    assert {name: told[component, "value"] for name, component in FIELDS.items()} == BLANK
    assert {told[FIELDS[name], "error"] for name in SPELLS_ERROR} == {""}
    assert told[ids.FAILURE, "children"] == ""
    assert told[ids.ANSWER, "data"]["state"] == "taken"
    assert told[ids.CHOSEN, "data"] is None
    new = told[ids.FORM, "data"]["id"]
    assert len(new) == 32
    assert new != FORM_ID
    assert "000001" in shown(told, ids.WRITTEN)


@pytest.mark.usefixtures("working")
def test_the_same_form_sent_twice_shows_the_same_number(client, sqlite_db):
    first, again = submit(client, **REPORT), submit(client, **REPORT)
    assert shown(first, ids.RECEIPT) == shown(again, ids.RECEIPT)
    assert Reports(sqlite_db).count() == 1


def test_what_is_wrong_stands_beside_its_field_and_the_form_keeps_what_was_written(client, sqlite_db):
    told = submit(client, kind="normal", caller="0812-abc")
    assert told[ids.CALLER, "error"] == "Angka saja, misalnya 0812 2334 4455."
    assert told[ids.TEXT, "error"].startswith("Tulis apa yang terjadi.")
    assert told[ids.NAME, "error"] == ""
    assert told[ids.ANSWER, "data"] == {"attempt": 1, "state": "faults", "focus": ids.CALLER}
    assert not [key for key in told if key[1] == "value"]
    assert Inbox(sqlite_db).waiting() == 0


def test_faults_are_said_in_the_language_of_the_page(client):
    assert submit(client, language="en")[ids.KIND, "error"] == "Choose the kind of call (1–4)."


@pytest.mark.parametrize("form_id", ["", "1", None, ["x"], "g" * 32])
def test_a_broken_form_is_not_taken(client, sqlite_db, form_id):
    told = submit(client, form_id=form_id, **REPORT)
    assert "rusak" in told[ids.FAILURE, "children"]
    assert Inbox(sqlite_db).waiting() == 0


def test_a_database_that_is_away_is_told_and_the_form_keeps_what_was_written(client, sqlite_db):
    sqlite_db.close()
    told = submit(client, **REPORT)
    assert told[ids.FAILURE, "children"].startswith("Belum tersimpan: basis data tidak menjawab.")
    assert told[ids.ANSWER, "data"]["state"] == "failed"
    assert set(told) == {(ids.FAILURE, "children"), (ids.ANSWER, "data")}


@pytest.mark.usefixtures("working")
@pytest.mark.parametrize(("written", "of_the_call"), [(False, True), (True, False)])
def test_a_form_is_that_of_the_chosen_call_unless_that_was_written_down_before(client, sqlite_db, written, of_the_call):
    tell(sqlite_db, "1795301291.17", "answered", caller="+628122334455")
    chosen = {"id": "1795301291.17", "number": "0812 2334 455", "written": written}
    told = submit(client, chosen=chosen, caller="0812 2334 455", **REPORT)
    calls = Calls(sqlite_db, CHANNEL, LINE)
    assert bool(calls.number_of("1795301291.17")) is of_the_call
    assert bool(calls.number_of(f"desk-{FORM_ID}")) is not of_the_call
    assert told[ids.ANSWER, "data"]["used"] == ("" if written else "1795301291.17")


@pytest.mark.parametrize("patience", [0.05])
def test_a_number_that_is_late_follows_with_the_refresh(client, worker):
    told = submit(client, **REPORT)
    assert "nomor menyusul" in shown(told, ids.RECEIPT)
    assert told[ids.TEXT, "value"] == ""
    waiting = told[ids.ASKED, "data"]
    still = refresh(client, waiting=waiting)
    assert (ids.RECEIPT, "children") not in still
    worker.run_once()
    later = refresh(client, waiting=waiting)
    assert "LH-2026-000001" in shown(later, ids.RECEIPT)
    assert "dipilih operator" in shown(later, ids.RECEIPT)
    assert later[ids.ASKED, "data"] is None


def test_a_refresh_brings_only_the_lists_that_changed(client, source, sqlite_db):
    known = facts(source.view())
    assert set(refresh(client, known)) == {(ids.FACTS, "data")}
    tell(sqlite_db, "c1", "ringing", caller="+628122334455")
    told = refresh(client, known)
    assert "0812 2334 455" in shown(told, ids.CALLS)
    assert set(told) == {(ids.FACTS, "data"), (ids.CALLS, "children")}
    assert told[ids.FACTS, "data"]["suggested"] is None


def test_the_phone_that_an_operator_chooses_is_kept_and_its_calls_are_taken(client, source, sqlite_db):
    known = facts(source.view())
    tell(sqlite_db, "c1", "answered", caller="+628122334455", agent="op-01")
    tell(sqlite_db, "c2", "answered", caller="+6281390001234", agent="op-02")
    told = refresh(client, known)
    assert told[ids.PHONE, "value"] is None
    assert [each["value"] for each in told[ids.PHONE, "data"]] == ["op-01", "op-02"]
    assert "Pilih telepon Anda" in shown(told, ids.PHONE_NOTE)
    assert told[ids.FACTS, "data"]["suggested"] is None
    values = {(ids.PHONE, "value"): "op-02", (ids.ROOT, "lang"): "id"}
    told = call(client, (ids.PHONE, "value"), values)
    assert told[ids.FACTS, "data"]["suggested"] == {"id": "c2", "number": "0813 9000 1234"}
    assert told[ids.FACTS, "data"]["unwritten"] == ["c2"]
    assert told[ids.FACTS, "data"]["standing"] == {"c1": "elsewhere", "c2": "here"}
    assert told[ids.PHONE_NOTE, "children"] == []
    assert source.view().phone == "op-02"


@pytest.mark.usefixtures("working")
def test_a_form_that_may_be_under_the_wrong_caller_is_taken_only_when_the_operator_was_told(client, source, sqlite_db):
    tell(sqlite_db, "x", "answered", caller="+628122334455", agent="op-01")
    source.sit_at("op-01")
    tell(sqlite_db, "x", "hungup")
    tell(sqlite_db, "y", "answered", caller="+6281390001234", agent="op-01")
    chosen = {"id": "x", "number": "0812 2334 455", "auto": True}
    told = submit(client, chosen=chosen, caller="0812 2334 455", **REPORT)
    assert told[ids.ANSWER, "data"] == {"attempt": 1, "state": "doubt", "focus": ids.SUBMIT, "told": "other:y"}
    for part in ("Belum tersimpan", "tersambung dengan 0813 9000 1234", "untuk 0812 2334 455"):
        assert part in told[ids.FAILURE, "children"]
    assert set(told) == {(ids.ANSWER, "data"), (ids.FAILURE, "children")}
    assert Reports(sqlite_db).count() == 0
    again = submit(client, chosen={**chosen, "told": "ended"}, caller="0812 2334 455", **REPORT)
    assert again[ids.ANSWER, "data"]["state"] == "doubt", "another doubt than the one that was told"
    taken = submit(client, chosen={**chosen, "told": "other:y"}, caller="0812 2334 455", **REPORT)
    assert taken[ids.ANSWER, "data"]["state"] == "taken"
    assert "LH-2026-000001" in shown(taken, ids.RECEIPT)


def test_what_the_browser_sends_is_read_as_text_or_as_nothing():
    assert form_of({"kind": ["normal"], "text": None, "caller": 5}, "x", "y") == CallForm("", visibility="")
    assert form_of(None, {"id": "a"}, None) == CallForm("a")
    assert asked_of(asked_data(ASKED)) == ASKED
    for data in (None, "x", {}, {"inbox_id": "7"}):
        assert asked_of(data) is None
    assert asked_of({"inbox_id": 7, "kind": 3}) == replace(ASKED, call_id="", kind="", kelurahan="")
