"""The analysis asked as a browser asks it: by whom, with what, and the same rows on the page, in the grid and in a file."""

import csv
import io
import json
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote

import pytest
from openpyxl import load_workbook

from callbacks.analytics import as_of_data, order_of, query_of, whole
from command_center.domain.selection import Dimension
from command_center.export.selection_rows import SELECTION_COLUMNS
from command_center.settings import read_settings
from command_center.store.users import Users
from command_center.web.security.accounts import Accounts
from layouts.analytics.parts import FIRST, LATER
from program.composition import compose
from program.core import build_core
from tests.readmodel.facts import received
from tests.readmodel.sixty import early, sixty, wib
from tests.servers.empty_database import with_tables

PASSWORD = "tujuh belas bebek di kali"
PERIOD = "dari=2026-11-02&sampai=2026-11-22"
FIRST_OUTPUT = '..{"first":["ALL"],"page":"analytics"}.children...analytics-shown.data..'
LATER_OUTPUT = '{"later":["ALL"],"page":"analytics"}.children'
SETUP = {"id": "analytics-setup", "property": "data", "value": {"bahasa": "id", "tema": "terang"}}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The program as it is composed, with the sixty reports and one that is confidential."""
    folder = with_tables(tmp_path_factory.mktemp("house"))
    running = compose(build_core(read_settings(var_dir=folder, demo=False, secret_key="k" * 40, _env_file=None)))
    running.model.apply([*sixty(), received(70, wib(5, 9), visibility="rahasia", opd="dinsos"), early()])
    yield running
    running.model.close()
    running.core.close()


@pytest.fixture(scope="module")
def people(house):
    return {role: signed_in(house, role) for role in ("diskominfo", "mayor", "admin", "p3m", "opd")}


def signed_in(house, role):
    Accounts(Users(house.core.db)).add(
        f"sari-{role}", PASSWORD, [role], datetime.now(UTC), opd="dpu" if role == "opd" else ""
    )
    client = house.server.test_client()
    form = client.get("/masuk").get_data(as_text=True)
    token = form.partition('name="csrf_token" value="')[2].partition('"')[0]
    client.post("/masuk", data={"csrf_token": token, "name": f"sari-{role}", "password": PASSWORD})
    return client


def call(client, output, outputs, inputs, state):
    body = {"output": output, "outputs": outputs, "inputs": inputs, "state": state, "changedPropIds": []}
    return client.post("/_dash-update-component", json=body)


def first(client, query, keys=tuple(FIRST), number=1):
    outputs = [
        [{"id": {"page": "analytics", "first": key}, "property": "children"} for key in keys],
        {"id": "analytics-shown", "property": "data"},
    ]
    ask = {"id": "analytics-ask", "property": "data", "value": {"query": query, "number": number}}
    return call(client, FIRST_OUTPUT, outputs, [ask], [SETUP])


def parts(answer):
    """Key of a part -> what stands in it, as text."""
    assert answer.status_code == 200, answer.get_data(as_text=True)
    response = answer.get_json()["response"]
    return {
        json.loads(name)["first"]: json.dumps(value, ensure_ascii=False)
        for name, value in response.items()
        if name.startswith("{")
    }, response["analytics-shown"]["data"]


def rows(client, query, start=0, end=500, sort=(), as_of=""):
    return call(
        client,
        "analytics-grid.getRowsResponse",
        {"id": "analytics-grid", "property": "getRowsResponse"},
        [
            {
                "id": "analytics-grid",
                "property": "getRowsRequest",
                "value": {"startRow": start, "endRow": end, "sortModel": list(sort)},
            }
        ],
        [{"id": "analytics-shown", "property": "data", "value": {"query": query, "asOf": as_of}}, SETUP],
    ).get_json()["response"]["analytics-grid"]["getRowsResponse"]


def test_a_choice_is_answered_with_every_first_part(people):
    found, shown = parts(first(people["diskominfo"], f"?{PERIOD}&kategori=rob", number=7))
    assert found.keys() == FIRST.keys()
    assert ">15<" in found["numbers"]
    assert "Rob" in found["chips"]
    assert shown["number"] == 7
    assert shown["query"] == f"{PERIOD}&kategori=rob"


def test_the_later_parts_are_of_the_same_moment(people):
    _, shown = parts(first(people["mayor"], f"?{PERIOD}"))
    outputs = [{"id": {"page": "analytics", "later": key}, "property": "children"} for key in LATER]
    answer = call(
        people["mayor"], LATER_OUTPUT, outputs, [{"id": "analytics-shown", "property": "data", "value": shown}], [SETUP]
    )
    response = json.dumps(answer.get_json()["response"], ensure_ascii=False)
    assert answer.status_code == 200
    assert "gagal dimuat" not in response
    assert "40 baris di balik angka ini" in response
    assert "1 laporan rahasia dihitung dan tidak ditampilkan" in response


@pytest.mark.parametrize("role", ["p3m", "opd"])
def test_who_may_not_open_the_page_gets_nothing_of_it(people, role):
    client = people[role]
    assert client.get("/analytics").status_code == 403
    assert first(client, f"?{PERIOD}").status_code == 403
    assert client.get(f"/api/v1/selection.csv?{PERIOD}").status_code == 403


def test_nobody_who_is_not_signed_in(house):
    stranger = house.server.test_client()
    assert first(stranger, f"?{PERIOD}").status_code == 401
    assert stranger.get(f"/api/v1/selection.csv?{PERIOD}").status_code == 401


@pytest.mark.parametrize(
    "query",
    [
        "?periode=%F0%9F%A6%86&kanal=fax&warna=x",
        "?dari=2026-99-99&sampai=x",
        "?tanggal=" + "9," * 900,
        "x" * 20_000,
        7,
        None,
    ],
)
def test_garbage_is_answered_with_the_usual_and_a_word_about_it(people, query):
    found, shown = parts(first(people["diskominfo"], query))
    assert shown["query"] == ""
    if isinstance(query, str) and len(query) < 16_000:
        assert "tidak dapat dipakai" in found["problems"]


def written(cell):
    """A cell as text: a number is one in every format, nothing is empty."""
    try:
        return f"{float(cell):g}"
    except (TypeError, ValueError):
        return str(cell or "")


@pytest.mark.parametrize(
    "query", ["", "kategori=rob", "kanal=sms&status=forwarded", "tanda=lewat", "kecamatan=33.74.05&hari=senin"]
)
def test_figures_grid_and_files_have_the_same_rows(people, query):
    client, asked = people["diskominfo"], f"{PERIOD}&{query}".rstrip("&")
    page = asked
    found, shown = parts(first(client, f"?{page}"))
    grid = rows(client, page, as_of=shown["asOf"])
    asked = f"{page}&saat={quote(shown['asOf'])}"
    table = list(
        csv.DictReader(io.StringIO(client.get(f"/api/v1/selection.csv?{asked}").get_data().decode("utf-8-sig")))
    )
    assert [row["number"] for row in table] == [row["number"] for row in grid["rowData"]]
    assert len(table) == grid["rowCount"]
    book = load_workbook(io.BytesIO(client.get(f"/api/v1/selection.xlsx?{asked}").get_data()))
    cells = [[written(cell) for cell in row] for row in book["laporan"].values]
    assert cells[0] == list(SELECTION_COLUMNS)
    assert cells[1:] == [[written(value) for value in row.values()] for row in table]
    features = json.loads(client.get(f"/api/v1/selection.geojson?{asked}").get_data())["features"]
    assert [[written(value) for value in feature["properties"].values()] for feature in features] == cells[1:]
    assert f"Unduh {len(table)} baris" in found["actions"]


def test_after_midnight_rows_and_files_are_still_of_the_days_that_the_page_shows(people):
    """The page of 22 November, 23.59: its seven days are 16 to 22 November, with five reports; those of now have none."""
    client, shown = people["diskominfo"], "2026-11-22T23:59:00+07:00"
    week = "periode=7-hari"
    assert rows(client, f"?{week}", as_of=shown)["rowCount"] == 5
    answer = client.get("/api/v1/selection.csv", query_string={"periode": "7-hari", "saat": shown})
    assert len(answer.get_data(as_text=True).strip().splitlines()) == 1 + 5
    assert "laporan_2026-11-16_2026-11-22.csv" in answer.headers["Content-Disposition"]


def test_a_file_never_has_other_rows_than_were_asked_for(people):
    answer = people["admin"].get("/api/v1/selection.csv?kanal=fax")
    assert answer.status_code == 400
    assert "kanal=fax" in answer.get_json()["message"]
    assert people["admin"].get("/api/v1/selection.pdf").status_code == 404
    usual = rows(people["admin"], "?periode=7-hari")
    assert rows(people["admin"], "?periode=7-hari", as_of="0001-01-05T00:00:00+07:00") == usual
    for moment in ("kemarin", "0001-01-01T00:00:00%2B07:00", "9999-12-31T23:59:59-07:00"):
        refused = people["admin"].get(f"/api/v1/selection.csv?saat={moment}")
        assert (refused.status_code, "saat takes a moment" in refused.get_json()["message"]) == (400, True)
    for day in ("since=0001-01-01", "until=9999-12-31", "since=x"):
        refused = people["admin"].get(f"/api/v1/reports.csv?{day}")
        assert (refused.status_code, "takes a day such as" in refused.get_json()["message"]) == (400, True)


def test_only_who_reads_confidential_reports_gets_their_rows(people):
    assert rows(people["diskominfo"], PERIOD)["rowCount"] == 40
    assert rows(people["admin"], PERIOD)["rowCount"] == 41
    text = people["diskominfo"].get(f"/api/v1/selection.csv?{PERIOD}").get_data(as_text=True)
    assert "LH-2026-000070" not in text


def test_the_grid_pages_and_sorts(people):
    sort = [{"colId": "category", "sort": "asc"}, {"colId": "nothing", "sort": "asc"}]
    page = rows(people["diskominfo"], PERIOD, 0, 3, sort)
    assert [row["category"] for row in page["rowData"]] == ["Jalan rusak"] * 3
    assert rows(people["diskominfo"], PERIOD, 38, 48)["rowCount"] == 40
    assert len(rows(people["diskominfo"], PERIOD, 38, 48)["rowData"]) == 2


def keep(client, **act):
    answer = call(
        client,
        "..analytics-views.children...analytics-noted.children..",
        [{"id": "analytics-views", "property": "children"}, {"id": "analytics-noted", "property": "children"}],
        [{"id": "analytics-view-act", "property": "data", "value": act}],
        [SETUP],
    )
    assert answer.status_code == 200
    return json.dumps(answer.get_json()["response"], ensure_ascii=False)


def test_views_are_kept_by_each_person_for_herself(people):
    said = keep(people["mayor"], act="save", name="Rob", query=f"?{PERIOD}&kategori=rob&peta=median&tema=gelap&x=y")
    assert f"/analytics?{PERIOD}&kategori=rob&peta=median" in said
    assert "Sudah ada tampilan dengan nama itu" in keep(people["mayor"], act="save", name="Rob", query="")
    assert "Belum ada tampilan tersimpan" in keep(people["admin"], act="none")
    number = int(said.partition('"data-number": "')[2].partition('"')[0])
    assert "sudah tidak ada" in keep(people["admin"], act="delete", number=number)
    assert "Tulis nama" in keep(people["mayor"], act="rename", number=number, name="  ")
    assert "Rob saja" in keep(people["mayor"], act="rename", number=number, name="Rob saja")
    assert "Belum ada tampilan tersimpan" in keep(people["mayor"], act="delete", number=number)


def test_what_the_browser_sends_is_read_carefully():
    assert query_of({"query": "?kanal=sms&kanal=x&tema="}) == {"kanal": "sms", "tema": ""}
    assert query_of([]) == {}
    assert as_of_data({"asOf": "2026-11-27T03:00:00+00:00"}) == datetime(2026, 11, 27, 3, tzinfo=UTC)
    assert as_of_data({"asOf": "2026-11-27T03:00:00"}) is None
    assert as_of_data({"asOf": 3}) is None
    assert as_of_data({"asOf": "0001-01-01T00:00:00+07:00"}) is None
    assert order_of([{"colId": "number", "sort": "asc"}, {"colId": "number"}] * 999) == (("number", True),)
    assert order_of([{"colId": "number", "sort": "desc"}, {"colId": "text"}, 3]) == (("number", False),)
    assert order_of("number") == ()
    assert [whole(value) for value in (3, -1, True, 1.5, 1 << 60)] == [3, 0, 0, 0, 0]


def test_the_page_shows_its_address_at_once(people):
    """The first answer has the figures: nothing has to be asked for before they can be read."""
    answer = people["diskominfo"].post(
        "/_dash-update-component",
        json={
            "output": ".._pages_content.children..._pages_store.data..",
            "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
            "inputs": [
                {"id": "_pages_location", "property": "pathname", "value": "/analytics"},
                {"id": "_pages_location", "property": "search", "value": f"?{PERIOD}&opd=dpu&bahasa=en"},
            ],
            "changedPropIds": [],
        },
    )
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Received" in text
    assert dict(parse_qsl(f"{PERIOD}&opd=dpu"))["opd"] in text
    assert str(Dimension.OPD) in text
