"""The screens behind real access control: what an address, a session and a callback get of pages of every kind."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import dash
import pytest
from dash import Input, Output, html
from structlog.testing import capture_logs

from callbacks.page import Page
from command_center.errors import StoreUnavailable
from command_center.settings import read_settings
from command_center.store.users import Users
from command_center.web.security.accounts import Accounts
from command_center.web.security.callback_outputs import ROUTING
from command_center.web.security.identity import Identity, row_scope
from program.composition import compose
from program.core import build_core
from tests.servers.empty_database import with_tables
from tests.web.conftest import PASSWORD, sign_in


@dataclass(frozen=True)
class Asking:
    """What the pages of this test ask: who is asking."""

    identity: Callable[[], Identity]


def layout(asking, visit):
    """A page that shows what it is told; its address may ask it to fail."""
    failing = {"broken": ValueError("Pak Slamet, 081227114381"), "away": StoreUnavailable("the database is away")}
    if error := failing.get(str(visit.variables.get("fail", ""))):
        raise error
    told = {
        "language": visit.words.language,
        "theme": visit.theme,
        "path": visit.path,
        "person": visit.person,
        "pages": [page.key for page in visit.pages],
    }
    return html.Div(json.dumps(told))


def made(path, key, *roles, **more):
    def register(app, asking):
        @app.callback(Output(f"{key}-rows", "children"), Input(f"{key}-again", "n_clicks"))
        def again(_):
            return f"rows of {row_scope(asking.identity()) or 'all'}" if key == "opd" else "rows"

    return Page(path, key, "wall.page_name", roles, layout, register, lambda sources: Asking(sources.identity), **more)


PAGES = (
    made("/meja", "desk", "p3m", "opd"),
    made("/opd/<code>", "opd", "opd", "mayor", entry="/opd/semua"),
    made("/terbuka/<number>", "terbuka", "public"),
    made("/papan", "papan", "mayor", theme="", whole=True),
)


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    dash.page_registry.clear()
    settings = read_settings(
        var_dir=with_tables(tmp_path_factory.mktemp("screens")), demo=False, secret_key="k" * 40, _env_file=None
    )
    composed = compose(build_core(settings), PAGES)
    yield composed
    composed.model.close()
    composed.core.close()
    dash.page_registry.clear()


@pytest.fixture(scope="module")
def people(running):
    """Role -> a signed-in browser; the chief leads dpu."""
    accounts = Accounts(Users(running.core.db), running.core.reference.router.by_code)
    browsers = {"nobody": running.server.test_client()}
    for role in ("p3m", "opd", "mayor"):
        accounts.add(f"sari-{role}", PASSWORD, [role], datetime.now(UTC), opd="dpu" if role == "opd" else "")
        browsers[role] = running.server.test_client()
        assert sign_in(browsers[role], f"sari-{role}").status_code == 303
    return browsers


def call(client, output, inputs, outputs):
    body = {"output": output, "inputs": inputs, "outputs": outputs, "changedPropIds": []}
    return client.post("/_dash-update-component", json=body)


def shown(client, path, search=""):
    """What Dash asks for when a page is opened."""
    return call(
        client,
        ROUTING,
        [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": search},
        ],
        [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
    )


def content(client, path, search=""):
    """Status, and what the page was told."""
    answer = shown(client, path, search)
    if answer.status_code != 200:
        return answer.status_code, {}
    return 200, json.loads(answer.get_json()["response"]["_pages_content"]["children"]["props"]["children"])


def again(client, key):
    listened = [{"id": f"{key}-again", "property": "n_clicks", "value": 1}]
    return call(client, f"{key}-rows.children", listened, {"id": f"{key}-rows", "property": "children"})


@pytest.mark.parametrize(
    ("search", "language", "theme"),
    [
        ("", "id", "terang"),
        ("?tema=gelap", "id", "gelap"),
        ("?bahasa=en", "en", "terang"),
        ("?tema=gelap&bahasa=en&lain=x", "en", "gelap"),
        ("?tema=neon&bahasa=../en", "id", "terang"),
        ("?tema=gelap&tema=terang&bahasa=en&bahasa=id", "id", "terang"),
    ],
)
def test_the_address_chooses_language_and_colours(people, search, language, theme):
    status, told = content(people["p3m"], "/meja", search)
    assert status == 200
    assert (told["language"], told["theme"]) == (language, theme)


def test_the_navigation_leads_each_to_what_is_theirs(people):
    assert people["opd"].get("/opd").location == "/opd/dpu"
    assert people["mayor"].get("/opd").location == "/opd/semua"
    assert people["mayor"].get("/").location == "/opd/semua"
    assert people["p3m"].get("/opd").status_code == 404


def test_a_page_is_told_who_is_signed_in_and_which_pages_are_theirs(people):
    assert content(people["p3m"], "/meja")[1]["person"] == "sari-p3m"
    assert content(people["p3m"], "/meja")[1]["pages"] == ["desk"]
    assert content(people["opd"], "/meja")[1]["pages"] == ["desk", "opd"]


def test_a_variable_of_the_path_reaches_the_page_of_who_may_see_it(people):
    assert content(people["opd"], "/opd/dpu")[1]["path"] == "/opd/dpu"
    assert content(people["mayor"], "/opd/dishub")[1]["path"] == "/opd/dishub"
    assert content(people["opd"], "/opd/dishub")[0] == 403
    assert content(people["opd"], "/opd/dpu", "?code=dishub")[0] == 403
    assert people["opd"].get("/opd/dishub").status_code == 403


def test_whose_rows_a_callback_gives_follows_from_the_session(people):
    for who, rows in (("opd", "rows of dpu"), ("mayor", "rows of all")):
        assert again(people[who], "opd").get_json()["response"]["opd-rows"]["children"] == rows
    assert again(people["p3m"], "opd").status_code == 403


def test_a_public_page_needs_no_sign_in(people):
    assert people["nobody"].get("/terbuka/LH-2026-000001").status_code == 200
    status, told = content(people["nobody"], "/terbuka/LH-2026-000001")
    assert (status, told["path"], told["person"], told["pages"]) == (200, "/terbuka/LH-2026-000001", "", [])
    assert again(people["nobody"], "terbuka").status_code == 200
    for address in ("/_dash-layout", "/_dash-dependencies"):
        assert people["nobody"].get(address).status_code == 200


def test_beside_a_public_page_every_other_is_as_shut_as_ever(people):
    nobody = people["nobody"]
    assert nobody.get("/meja").location.startswith("/masuk")
    assert nobody.get("/").location.startswith("/masuk")
    assert content(nobody, "/meja")[0] == 403
    assert again(nobody, "desk").status_code == 401
    assert again(nobody, "opd").status_code == 401
    assert nobody.get("/metrics").status_code == 401
    assert nobody.get("/api/v1/reports.geojson").status_code == 401


def test_a_public_page_stands_in_no_navigation_of_those_who_work(people):
    assert "terbuka" not in content(people["p3m"], "/meja")[1]["pages"]


def test_the_first_answer_says_its_language_and_which_page_it_is(running):
    client = running.server.test_client()
    page = client.get("/terbuka/LH-2026-000001").get_data(as_text=True)
    assert '<html lang="id" data-theme="light" data-loading="Memuat halaman …">' in page
    assert "<noscript>" in page
    assert "Halaman ini memerlukan JavaScript." in page
    assert "Loading..." not in page
    assert "<title>Dinding video · Lapor Hendi</title>" in page
    english = client.get("/terbuka/LH-2026-000001?bahasa=en").get_data(as_text=True)
    assert '<html lang="en" data-theme="light" data-loading="Loading the page …">' in english
    assert 'data-theme="dark"' in client.get("/terbuka/LH-2026-000001?tema=gelap").get_data(as_text=True)
    assert "<title>Video wall · Lapor Hendi</title>" in english
    stranger = running.server.test_client()
    assert '<html lang="id" ' in stranger.get('/terbuka/LH-2026-000001?bahasa="><script>').get_data(as_text=True)


def test_a_browser_keeps_the_language_and_the_colours_that_it_was_asked_for(running, people):
    client = running.server.test_client()
    assert sign_in(client, "sari-p3m").status_code == 303
    client.get("/meja?bahasa=en&tema=gelap&lain=x")
    assert {cookie for cookie in ("bahasa", "tema", "lain") if client.get_cookie(cookie)} == {"bahasa", "tema"}
    told = content(client, "/meja")[1]
    assert (told["language"], told["theme"]) == ("en", "gelap")
    client.get("/meja?tema=neon")
    assert content(client, "/meja")[1]["theme"] == "gelap"
    told = content(client, "/meja", "?bahasa=id&tema=terang")[1]
    assert (told["language"], told["theme"]) == ("id", "terang"), "the address goes before what is kept"


def test_a_browser_finds_the_mark_by_itself(running):
    with running.server.test_client().get("/favicon.ico", follow_redirects=True) as answer:
        assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")


@pytest.mark.parametrize(("fail", "told"), [("broken", "page_failed"), ("away", "page_unavailable")])
def test_a_page_that_fails_says_so_within_its_frame_and_what_to_do(people, fail, told):
    with capture_logs() as lines:
        answer = shown(people["mayor"], "/opd/dpu", f"?fail={fail}&bahasa=en")
    text = json.dumps(answer.get_json(), ensure_ascii=False)
    assert answer.status_code == 200
    assert "cannot be shown now" in text
    assert "tell Diskominfo" in text
    assert f"fail={fail}" in text, "a way to try again"
    assert "/keluar" in text, "the frame with its ways out"
    assert "081227114381" not in text
    assert [(line["event"], line["page"]) for line in lines if "page" in line] == [(told, "opd")]


@pytest.mark.parametrize(("fail", "status"), [("broken", 500), ("away", 503)])
def test_a_page_that_is_sent_whole_and_fails_tries_again_by_itself(people, fail, status):
    answer = people["mayor"].get(f"/papan?fail={fail}")
    text = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert '<html lang="id">' in text
    assert '<meta http-equiv="refresh" content="30">' in text
    assert "Tidak ada yang hilang" in text
    assert "081227114381" not in text
