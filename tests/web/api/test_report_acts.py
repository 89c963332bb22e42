"""One report over the API: read and worked on by programs with a key, in the name of a person and with no more than their rights."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from command_center.domain.acts import ActKind
from command_center.domain.inbound import Reporter
from command_center.domain.outgoing import Trouble
from command_center.domain.report_kinds import Visibility
from command_center.domain.trouble_words import IN_WORDS
from command_center.intake.accept import Parsed
from command_center.settings import read_settings
from command_center.store.api_keys import ApiKeys
from command_center.store.audit import Audit
from command_center.store.users import Users
from command_center.web.security.accounts import Accounts
from program import composition
from program.core import build_core
from tests.intake.test_accept import ITEM
from tests.servers.empty_database import with_tables
from tests.web.as_at_first import as_at_first
from tests.web.conftest import PASSWORD

NOW = datetime.now(UTC)
YEAR = NOW.year
OPEN, FLOOD, SECRET = (f"LH-{YEAR}-{n:06d}" for n in (1, 2, 3))
PEOPLE = {"sari": ("p3m", ""), "dpu": ("opd", "dpu"), "dlh": ("opd_staff", "dlh"), "wali": ("mayor", ""), "kominfo": ("diskominfo", "")}  # fmt: skip


@pytest.fixture(scope="module")
def composed(tmp_path_factory):
    """The program with three reports, the key of each person, and what puts its database back to that."""
    folder = tmp_path_factory.mktemp("report_acts")
    settings = read_settings(var_dir=folder, demo=False, secret_key="k" * 40, _env_file=None)
    with_tables(folder)
    composed = composition.compose(build_core(settings))
    core = composed.core
    flood = replace(ITEM, external_id="z", text="Lapor Hendi banjir di Kaligawe depan RSI", reporter=Reporter("6280"))
    secret = replace(ITEM, external_id="r", visibility=Visibility.CONFIDENTIAL, reporter=Reporter("6281"))
    core.intake.accept([Parsed(None, NOW, (ITEM, flood, secret))], NOW)
    accounts, keys = Accounts(Users(core.db), core.reference.router.by_code), {}
    for name, (role, opd) in PEOPLE.items():
        accounts.add(name, PASSWORD, [role], opd=opd, at=NOW)
        keys[name] = ApiKeys(core.db).create(Users(core.db).named(name).id, "uji", NOW)
    with as_at_first(core.db) as put_back:
        yield composed, keys, put_back
    composed.access.finish(composed.dash.callback_map, composed.dash.csp_hashes)
    core.close()


@pytest.fixture
def running(composed):
    """The program; its database is as it was at first."""
    program, _, put_back = composed
    put_back()
    return program


@pytest.fixture
def asked(composed, running):
    """Ask an address as a program that has a key of a person; "" for no key."""
    _, keys, _ = composed
    client = running.server.test_client()

    def ask(who, path, body=None, key=None, **more):
        headers = ({"Authorization": f"Bearer {key or keys[who]}"} if who or key else {}) | more
        address = f"/api/v1/reports/{path}"
        answer = (
            client.get(address, headers=headers) if body is None else client.post(address, json=body, headers=headers)
        )
        return answer.status_code, answer.get_json()

    ask.keys = keys
    return ask


def test_a_program_works_on_a_report_in_the_name_of_a_person(running, asked):
    status, sheet = asked("sari", OPEN)
    assert (status, sheet["number"], sheet["status"], sheet["version"]) == (200, OPEN, "received", 1)
    assert ITEM.reporter.name not in str(sheet)
    assert asked("sari", f"{OPEN}/verify", {"version": 1})[0] == 200
    status, done = asked("sari", f"{OPEN.lower()}/forward", {"opd": "dpu", "note": "Cek hari ini", "version": 2})
    assert (status, done) == (200, {"number": OPEN, "status": "forwarded", "opd": "dpu", "version": 3})
    assert [(each.who, each.act) for each in Audit(running.core.db).newest(2)] == [
        ("sari", "report.forward"),
        ("sari", "report.verify"),
    ]
    status, told = asked("sari", f"{OPEN}/forward", {"opd": "dlh", "version": 1})
    assert (status, told["error"]) == (409, "overtaken")
    assert [each["by"] for each in told["changes"]] == ["sari", "sari"]


def test_who_has_no_key_or_one_that_was_taken_back_gets_nothing(running, asked):
    assert asked("", OPEN)[0] == 401
    assert asked("", OPEN, key="x" * 43)[0] == 401
    ApiKeys(running.core.db).revoke(1, NOW)
    assert asked("sari", OPEN)[0] == 401
    Accounts(Users(running.core.db)).disable("dpu", NOW)
    assert asked("dpu", OPEN)[0] == 401


def test_a_key_opens_no_page(running, asked):
    for path in ("/desk", "/audit", "/saya"):
        answer = running.server.test_client().get(path, headers={"Authorization": f"Bearer {asked.keys['sari']}"})
        assert answer.status_code == 303
        assert answer.location.startswith("/masuk")


def test_a_department_sees_and_touches_its_own_reports_alone_once_they_were_forwarded(asked):
    for who in ("dpu", "dlh"):
        assert asked(who, OPEN)[0] == 404
        assert asked(who, f"{OPEN}/return", {"note": "x"})[0] == 404
    asked("sari", f"{OPEN}/forward", {"opd": "dpu"})
    assert asked("dpu", OPEN)[0] == 200
    assert asked("dlh", OPEN)[0] == 404
    assert asked("dpu", f"{OPEN}/archive", {"note": "x"})[0] == 403
    assert asked("dpu", f"{OPEN}/return", {"note": "jalan provinsi"})[0] == 200
    assert asked("dpu", OPEN)[0] == 404


def test_what_is_confidential_is_for_p3m_and_its_department(asked):
    assert asked("sari", SECRET)[0] == 200
    for who in ("wali", "kominfo"):
        assert asked(who, SECRET)[0] in (403, 404)
    asked("sari", f"{SECRET}/forward", {"opd": "dlh"})
    assert asked("dlh", SECRET)[0] == 200
    assert asked("dpu", SECRET)[0] == 404


@pytest.mark.parametrize(
    ("path", "body", "status", "word"),
    [
        (f"LH-{YEAR}-999999/verify", {}, 404, "not_found"),
        (f"{OPEN}/explode", {}, 404, "not_found"),
        (f"{OPEN}/defer", {}, 400, "bad_act"),
        (f"{OPEN}/verify", [], 400, "bad_request"),
        (f"{OPEN}/verify", {"versi": 1}, 400, "bad_act"),
        (f"{OPEN}/verify", {"version": "1"}, 400, "bad_act"),
        (f"{OPEN}/verify", {"version": True}, 400, "bad_act"),
        (f"{OPEN}/correct", {"lat": -6.99}, 400, "bad_act"),
        (f"{OPEN}/correct", {"lat": "x", "lon": 110}, 400, "bad_act"),
        (f"{OPEN}/correct", {"category": 5}, 400, "bad_act"),
        (f"{OPEN}/correct", {"lat": 10**400, "lon": 110}, 400, "bad_act"),
        (f"{OPEN}/defer", {"note": "x" * 5000}, 400, "bad_act"),
        (f"{OPEN}/defer", {"note": "a\0b"}, 400, "bad_act"),
        (f"{OPEN}/defer", {"note": "\ud800"}, 400, "bad_act"),
        (f"{OPEN}/answer", {"text": "ya", "note": "ya"}, 400, "bad_act"),
        (f"{OPEN}/settle", {"text": "ya", "whole_incident": "yes"}, 400, "bad_act"),
        (f"{OPEN}/merge", {"others": ["x"] * 999}, 400, "bad_act"),
        (f"{OPEN}/merge", {"others": "x"}, 400, "bad_act"),
        (f"{OPEN}/merge", {"others": ["LH-1-1"]}, 404, "not_found"),
        (f"{OPEN}/split-message", {"message": ["a"]}, 400, "bad_act"),
        (f"{OPEN}/split", {}, 409, "conflict"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told_and_changes_nothing(asked, path, body, status, word):
    answered, told = asked("sari", path, body)
    assert (answered, told["error"]) == (status, word)
    assert len(told["message"]) > 10
    assert asked("sari", OPEN)[1]["version"] == 1


def test_reports_are_merged_and_split_and_corrected(asked):
    assert asked("sari", f"{OPEN}/merge", {"others": [FLOOD]})[0] == 200
    assert asked("sari", OPEN)[1]["incident"]["with"] == [FLOOD]
    assert asked("sari", f"{OPEN}/split", {})[0] == 200
    status, done = asked("sari", f"{OPEN}/correct", {"category": "lampu", "lat": -6.9837, "lon": 110.4187})
    assert status == 200
    sheet = asked("sari", OPEN)[1]
    assert (sheet["category"], sheet["kelurahan"], sheet["version"]) == ("lampu", "33.74.01.1001", done["version"])


def test_a_body_that_is_too_deep_is_refused(running, asked):
    headers = {"Authorization": f"Bearer {asked.keys['sari']}", "Content-Type": "application/json"}
    client = running.server.test_client()
    for body in ("[" * 100_000, '{"note": ' + "[" * 100_000):
        answer = client.post(f"/api/v1/reports/{OPEN}/defer", data=body, headers=headers)
        assert answer.status_code == 400


def test_what_p3m_closed_without_forwarding_is_nobodys_but_p3ms(asked):
    opd = asked("sari", SECRET)[1]["opd"]
    asked("sari", f"{SECRET}/archive", {"note": "ganda"})
    assert asked("sari", SECRET)[1]["status"] == "archived"
    for who in ("dpu", "dlh"):
        assert asked(who, SECRET)[0] == 404, opd


def test_what_was_handed_back_stays_with_p3m_while_the_citizen_is_asked(running, asked):
    asked("sari", f"{OPEN}/forward", {"opd": "dpu"})
    asked("dpu", f"{OPEN}/return", {"note": "bukan kami"})
    assert asked("sari", f"{OPEN}/ask", {"text": "Di RT berapa?"})[0] in (200, 400, 409)
    assert asked("dpu", OPEN)[0] == 404
    asked("sari", f"{OPEN}/forward", {})
    assert asked("dpu", OPEN)[0] == 200


def test_an_answer_is_written_once_under_its_key_and_says_which_way_it_goes(asked):
    asked("sari", f"{OPEN}/forward", {"opd": "dpu"})
    body = {"text": "Sudah dijadwalkan, {nomor}.", "publish": True}
    once = {"Idempotency-Key": "sinkronisasi " * 9}
    status, told = asked("sari", f"{OPEN}/answer", body, **once)
    (answer,) = told["answers"]
    assert (status, told["not_answered"]) == (200, [])
    assert (answer["number"], answer["route"], answer["way"], answer["state"]) == (OPEN, "page", "page", "published")
    assert asked("sari", f"{OPEN}/answer", body, **once)[1]["answers"] == [answer]
    assert asked("sari", f"{OPEN}/answer", body)[0] == 409, "the same words, without the key"
    assert asked("sari", f"{OPEN}/answer", body | {"text": "Lain."}, **once)[0] == 409, "other words under it"
    status, told = asked("sari", f"{OPEN}/answer", {"text": "Halo {nama}", "publish": True})
    assert (status, told["trouble"]) == (400, "unknown_placeholder")
    assert "{nama}" in told["message"]
    assert asked("sari", f"{OPEN}/answer", {"text": "x", "whole": True})[0] == 400


def test_it_is_said_who_of_an_incident_gets_no_answer(asked):
    assert asked("sari", f"{OPEN}/merge", {"others": [FLOOD]})[0] == 200
    asked("sari", f"{OPEN}/forward", {"opd": "dpu"})
    status, told = asked("sari", f"{OPEN}/answer", {"text": "Surut.", "publish": True, "whole_incident": True})
    assert (status, [each["number"] for each in told["answers"]]) == (200, [OPEN])
    assert told["not_answered"] == [{"number": FLOOD, "trouble": "closed", "message": IN_WORDS[Trouble.CLOSED]}]
    assert set(IN_WORDS) == set(Trouble), "each trouble has its words"


def test_p3m_answers_a_question_itself_and_publishes_the_answer(asked):
    """WhatsApp is not set up here: its citizen is told on the status page."""
    said = {"text": "Cukup KK dan surat pengantar.", "publish": True}
    assert asked("sari", f"{OPEN}/verify", {})[0] == 200
    status, refused = asked("sari", f"{OPEN}/answer", said)
    assert (status, "forward it to a department first" in refused["message"]) == (409, True)
    assert asked("sari", f"{OPEN}/correct", {"report_class": "information"})[0] == 200
    assert asked("sari", f"{OPEN}/settle", said)[0] == 200
    sheet = asked("sari", OPEN)[1]
    assert (sheet["status"], sheet["opd"]) == ("settled", "diskominfo")
    assert sheet["deadlines"]["next"] is None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "a", "txet": "b"}, "txet"),
        ({"text": "a", "publish": "yes"}, "publish"),
        ({"text": "a", "whole_incident": 1}, "whole_incident"),
    ],
)
def test_an_answer_names_what_cannot_be_used(asked, body, field):
    status, refused = asked("sari", f"{OPEN}/answer", body)
    assert (status, refused["field"]) == (400, field)


def test_numbers_departments_and_reasons_are_taken_as_people_write_them(asked):
    assert asked("sari", f"{YEAR}-1/forward", {"opd": "Satpol PP", "text": "Cek hari ini"})[0] == 200
    sheet = asked("sari", f"lh-{YEAR}-1")[1]
    assert (sheet["opd"], sheet["history"][-1]["note"]) == ("satpol_pp", "Cek hari ini")
    assert asked("sari", f"lh-{YEAR}-1/deadline")[0] == 200


def test_an_answer_says_what_became_of_the_report(asked):
    asked("sari", f"{OPEN}/forward", {"opd": "dpu"})
    status, told = asked("dpu", f"{OPEN}/answer", {"text": "Kami cek hari ini", "publish": True})
    assert (status, told["number"], told["opd"], told["status"]) == (200, OPEN, "dpu", "answered")
    assert [each["state"] for each in told["answers"]] == ["published"]


def test_the_document_for_machines_names_addresses_that_there_are_and_fields_that_are_taken(running, asked):
    """Each of its paths is one of this server, each of its acts is known, and what it says of answers holds."""
    client = running.server.test_client()
    document = client.get("/api/openapi.json", headers={"Authorization": f"Bearer {asked.keys['sari']}"}).get_json()
    assert (document["openapi"], client.get("/api/openapi.json").status_code) == ("3.1.0", 401)
    urls = running.server.url_map.bind("localhost")
    wrong = [
        (path, method)
        for path, methods in document["paths"].items()
        for method in methods
        if urls.match(path.replace("{number}", OPEN), method.upper(), return_rule=True)[0].rule == "/<path:path>"
    ]
    assert wrong == []
    operations = [each for methods in document["paths"].values() for each in methods.values()]
    assert len({each["operationId"] for each in operations}) == len(operations)
    references = set(re.findall(r"#/components/(\w+)/(\w+)", json.dumps(document)))
    assert all(name in document["components"][kind] for kind, name in references)
    for kind in ActKind:
        path = f"/api/v1/reports/{{number}}/{kind.replace('_', '-')}"
        schema = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
        empty = {"string": "", "integer": 1, "number": 1, "array": []}
        body = {
            name: empty[each["type"]] for name, each in schema["properties"].items() if name not in ("text", "message")
        }
        refused = asked("sari", f"{OPEN}/{kind.replace('_', '-')}", body)[1]
        assert "is no field" not in refused.get("message", ""), kind
        assert "is no field" in asked("sari", f"{OPEN}/{kind.replace('_', '-')}", {"lain": 1})[1]["message"]


def test_what_is_answered_is_as_the_document_for_machines_says(running, asked):
    headers = {"Authorization": f"Bearer {asked.keys['sari']}"}
    schemas = running.server.test_client().get("/api/openapi.json", headers=headers).get_json()["components"]["schemas"]
    done = asked("sari", f"{OPEN}/forward", {"opd": "dpu"})[1]
    answered = asked("sari", f"{OPEN}/answer", {"text": "Sudah dijadwalkan.", "publish": True})[1]
    refused = asked("sari", f"{OPEN}/forward", {"opd": "dlh", "version": 1})[1]
    for name, told in (("Done", done), ("Answered", answered), ("Refused", refused)):
        assert set(schemas[name]["required"]) <= set(told) <= set(schemas[name]["properties"]), name
