"""A chief of an OPD gets nothing of another one: by address, callback, number, export or socket; others read masked texts."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from command_center.settings import read_settings
from command_center.store.tables import reporters, reports
from command_center.store.users import Users
from command_center.web.live.hub import NAMESPACE
from command_center.web.security.accounts import Accounts
from command_center.web.security.callback_outputs import ROUTING
from command_center.web.security.identity import OF_ONE_OPD
from program import composition
from program.core import build_core
from tests.readmodel.facts import received
from tests.servers.empty_database import with_tables
from tests.store.report_rows import report_row
from tests.web.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.usefixtures("quick_passwords")

CAME = datetime.now(UTC) - timedelta(days=1)
DUE = datetime.now(UTC) + timedelta(days=20)
OWN = {"opd": "dpu", "text": "Lubang dalam di depan sekolah, hubungi 081227114381"}
OTHER = {"opd": "dlh", "text": "Sampah menumpuk di belakang pasar induk"}
SECRET = {"opd": "dpu", "text": "Pungutan oleh petugas proyek", "visibility": "rahasia"}
REPORTS = {1: OWN, 2: OTHER, 3: SECRET}
REFRESH = "..opd-content.children...opd-age.children...opd-asked.data.."


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """The program as it is composed, with three reports."""
    settings = read_settings(
        var_dir=with_tables(tmp_path_factory.mktemp("app")), demo=False, secret_key="k" * 40, _env_file=None
    )
    composed = composition.compose(build_core(settings))
    common = {"received_at": CAME, "answer_due": DUE, "due_at": DUE, "due_stage": "answer"}

    def write(connection):
        for number, report in REPORTS.items():
            connection.execute(
                insert(reports), [report_row(id=number, number=f"LH-2026-{number:06d}", **common | report)]
            )
            person = {"report_id": number, "channel": "sms", "key": f"k{number}", "name": "", "contact": ""}
            connection.execute(insert(reporters), [person])

    composed.core.db.write(write)
    facts = [
        received(
            number,
            CAME,
            opd=report["opd"],
            visibility=report.get("visibility", "public"),
            answer_due=DUE,
            due_at=DUE,
            due_stage="answer",
        )
        for number, report in REPORTS.items()
    ]
    composed.model.apply(facts)
    yield composed
    composed.core.close()


@pytest.fixture(scope="module")
def people(running):
    """A browser of everybody who may open an OPD page."""
    accounts = Accounts(Users(running.core.db))
    found = {}
    for role in ("opd", "opd_staff", "p3m", "diskominfo", "mayor", "admin"):
        found[role] = running.server.test_client()
        accounts.add(f"sari-{role}", PASSWORD, [role], datetime.now(UTC), opd="dpu" if role in OF_ONE_OPD else "")
        assert sign_in(found[role], f"sari-{role}").status_code == 303
    return found


def shown(client, path, search=""):
    """What Dash asks for when a page is opened."""
    return client.post(
        "/_dash-update-component",
        json={
            "output": ROUTING,
            "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
            "inputs": [
                {"id": "_pages_location", "property": "pathname", "value": path},
                {"id": "_pages_location", "property": "search", "value": search},
            ],
            "changedPropIds": [],
        },
    )


def refreshed(client, asked):
    """The page's own callback, as a browser sends it that was told something else."""
    return client.post(
        "/_dash-update-component",
        json={
            "output": REFRESH,
            "outputs": [
                {"id": "opd-content", "property": "children"},
                {"id": "opd-age", "property": "children"},
                {"id": "opd-asked", "property": "data"},
            ],
            "inputs": [{"id": "opd-tick", "property": "n_intervals", "value": 1}],
            "state": [
                {"id": "opd-asked", "property": "data", "value": asked},
                {"id": "opd-root", "property": "lang", "value": "id"},
            ],
            "changedPropIds": ["opd-tick.n_intervals"],
        },
    )


def text_of(answer):
    """The answer as text, its escapes undone."""
    return answer.get_data(as_text=True).encode().decode("unicode_escape", "replace")


def test_the_own_page_is_where_a_chief_begins(people):
    assert people["opd"].get("/").location == "/opd/dpu"
    assert people["opd"].get("/opd").location == "/opd/dpu"
    queue = text_of(shown(people["opd"], "/opd/dpu", "?tab=antrean"))
    assert OWN["text"] in queue, "a chief reads the own reports as they were written"
    assert OTHER["text"] not in queue
    assert SECRET["text"] not in queue, "before P3M forwards it nobody knows that it is for this department"


@pytest.mark.parametrize("code", ["dlh", "semua", "tidak_ada", "DPU", "dpu%2F..%2Fdlh", "dpu/../dlh"])
def test_another_code_in_the_address_is_refused(people, code):
    assert people["opd"].get(f"/opd/{code}").status_code in (403, 404)
    answer = shown(people["opd"], f"/opd/{code}", "?tab=antrean")
    assert OTHER["text"] not in text_of(answer)
    assert "LH-2026-000002" not in text_of(answer)


@pytest.mark.parametrize("search", ["?code=dlh", "?tab=antrean&code=dlh", "?code=dpu&code=dlh"])
def test_a_code_in_the_query_does_not_stand_for_that_of_the_path(people, search):
    answer = shown(people["opd"], "/opd/dpu", search)
    assert answer.status_code == 403
    assert OTHER["text"] not in text_of(answer)


@pytest.mark.parametrize("asked", [{"code": "dlh"}, {"code": "semua"}, {"code": ["dpu", "dlh"]}, {}, None, "dlh", []])
def test_a_forged_callback_input_is_refused(people, asked):
    answer = refreshed(people["opd"], asked)
    assert answer.status_code == 403
    assert "LH-2026-000002" not in text_of(answer)


@pytest.mark.parametrize("tab", ["kinerja", "antrean", "tenggat", "peta", "banding"])
def test_the_callback_gives_a_chief_the_own_department(people, tab):
    answer = refreshed(people["opd"], {"code": "dpu", "tab": tab, "head": -1})
    assert answer.status_code == 200
    assert "LH-2026-000002" not in text_of(answer)


def test_the_number_of_another_s_report_finds_nothing(people):
    answer = text_of(shown(people["opd"], "/opd/dpu", "?tab=antrean&laporan=LH-2026-000002"))
    assert OTHER["text"] not in answer
    assert "tidak ada di antrean OPD ini" in answer


@pytest.mark.parametrize("part", ["", "&queue=overdue", "&queue=this_week", "&queue=unanswered", "&queue=at_p3m"])
@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_an_export_of_another_department_is_empty(people, form, part):
    answer = people["opd"].get(f"/api/v1/reports.{form}?opd=dlh&status=open{part}")
    assert answer.status_code == 200
    assert "LH-" not in answer.get_data(as_text=True)


def test_staff_of_an_opd_is_where_its_work_is(people):
    assert people["opd_staff"].get("/").location == "/opd/dpu"
    queue = text_of(shown(people["opd_staff"], "/opd/dpu"))
    assert OWN["text"] in queue, "staff begins in the queue, and reads reports as they were written"
    assert OTHER["text"] not in queue
    assert SECRET["text"] not in queue


@pytest.mark.parametrize("tab", ["kinerja", "banding"])
def test_staff_of_an_opd_is_not_shown_how_it_does(people, tab):
    """Neither by the address nor by the callback: rank and comparison are the chief's."""
    page = text_of(shown(people["opd_staff"], "/opd/dpu", f"?tab={tab}"))
    again = text_of(refreshed(people["opd_staff"], {"code": "dpu", "tab": tab, "head": -1}))
    assert f"opd-content opd-{tab}" not in page
    assert "opd-gauges" not in page + again
    assert OWN["text"] in page
    assert OWN["text"] not in again
    assert f"opd-content opd-{tab}" in text_of(shown(people["opd"], "/opd/dpu", f"?tab={tab}"))


@pytest.mark.parametrize("path", ["/opd/dlh", "/opd/semua", "/wall", "/desk", "/analytics", "/briefing/hari-ini"])
def test_staff_of_an_opd_opens_nothing_of_others(people, path):
    assert people["opd_staff"].get(path).status_code == 403
    assert people["opd_staff"].get("/api/v1/reports.csv").status_code == 403
    assert refreshed(people["opd_staff"], {"code": "dlh", "tab": "antrean"}).status_code == 403


def test_an_export_has_exactly_the_rows_of_the_queue(people):
    rows = people["opd"].get("/api/v1/reports.csv?opd=dpu&status=open&queue=unanswered").get_data(as_text=True)
    assert "LH-2026-000001" in rows
    assert "LH-2026-000002" not in rows
    assert "LH-2026-000003" not in rows
    assert "LH-" not in people["opd"].get("/api/v1/reports.csv?opd=dpu&queue=overdue").get_data(as_text=True)
    refused = people["opd"].get("/api/v1/reports.csv?queue=all")
    assert (refused.status_code, refused.get_json()["error"]) == (400, "bad_request")


def test_a_chief_gets_no_frames_of_the_wall(running, people):
    assert people["opd"].get("/wall/frames?since=0").status_code == 403
    socket = running.socket.test_client(running.server, namespace=NAMESPACE, flask_test_client=people["opd"])
    assert not socket.is_connected(NAMESPACE)


@pytest.mark.parametrize(("role", "raw"), [("p3m", True), ("admin", True), ("diskominfo", False), ("mayor", False)])
def test_who_does_not_work_on_reports_reads_masked_texts(people, role, raw):
    own = text_of(shown(people[role], "/opd/dpu", "?tab=antrean"))
    assert ("081227114381" in own) is raw
    assert "Lubang dalam di depan sekolah" in own
    assert (SECRET["text"] in own) is raw, "reports filed as rahasia are named to P3M alone"
    assert OTHER["text"] in text_of(shown(people[role], "/opd/dlh", "?tab=antrean")), "each OPD may be opened"


def test_who_may_not_export_is_offered_no_file(people):
    assert "/api/v1/reports" in text_of(shown(people["diskominfo"], "/opd/dpu", "?tab=antrean"))
    assert "/api/v1/reports" not in text_of(shown(people["mayor"], "/opd/dpu", "?tab=antrean"))


def test_all_opd_are_listed_for_who_may_open_each(people):
    assert people["mayor"].get("/opd").location == "/opd/semua"
    assert "Semua OPD" in text_of(shown(people["mayor"], "/opd/semua"))
    unknown = text_of(shown(people["mayor"], "/opd/bukan_opd"))
    assert "Tidak ada OPD dengan kode" in unknown
    assert "/opd/dishub" in unknown


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        # A chief knows of a confidential report only once P3M has forwarded it.
        ("opd", {1}),
        ("p3m", {1, 2, 3}),
        ("admin", {1, 2, 3}),
        ("diskominfo", {1, 2}),
        ("mayor", {1, 2}),
    ],
)
def test_the_deadline_of_a_report_is_for_who_may_see_it(people, role, seen):
    for number, report in REPORTS.items():
        answer = people[role].get(f"/api/v1/reports/LH-2026-{number:06d}/deadline")
        assert (answer.status_code == 200) == (number in seen), f"{role}, {number}"
        assert report["text"] not in answer.get_data(as_text=True)
        if number not in seen:
            assert answer.status_code == 404
            assert answer.get_json()["error"] == "not_found", "as one that there is not: a number can be guessed"
