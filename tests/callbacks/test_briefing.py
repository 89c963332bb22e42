"""The briefing's page and files as the program answers them: by role, by address, and without a word of a reporter."""

import io
import json
from datetime import UTC, datetime, time, timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from command_center.domain.working_days import WIB
from command_center.settings import read_settings
from command_center.store.tables import reporters, reports
from command_center.store.users import Users
from command_center.web.security.accounts import Accounts
from command_center.web.security.callback_outputs import ROUTING
from program import composition
from program.core import build_core
from simulation.fill import fill_history

PASSWORD = "tujuh belas bebek di kali"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A program with some simulated days, its briefings issued."""
    settings = read_settings(var_dir=tmp_path_factory.mktemp("var"), demo=False, secret_key="k" * 40, _env_file=None)
    made = composition.compose(build_core(settings))
    core = made.core
    fill_history(
        core.reference, core.channels, core.intake, core.triage, core.reports, datetime.now(UTC), 12, lambda _: None
    )
    made.projection.catch_up()
    made.briefing_clock.issuer.issue_due()
    yield made
    made.model.close()
    core.close()


@pytest.fixture(scope="module")
def today(running):
    return running.briefing_clock.issuer.due_day()


@pytest.fixture(scope="module")
def signed_in(running):
    """Somebody with a role, signed in."""

    def browser(role):
        client = running.server.test_client()
        opd = running.core.reference.opd[0].code if role == "opd" else ""
        accounts = Accounts(Users(running.core.db), running.core.reference.router.by_code)
        accounts.add(f"sari-{role}", PASSWORD, [role], datetime.now(UTC), opd=opd)
        form = client.get("/masuk").get_data(as_text=True)
        token = form.partition('name="csrf_token" value="')[2].partition('"')[0]
        client.post("/masuk", data={"csrf_token": token, "name": f"sari-{role}", "password": PASSWORD})
        return client

    return {role: browser(role) for role in ("mayor", "diskominfo", "admin", "p3m", "opd")}


def shown(client, path, query=""):
    body = {
        "output": ROUTING,
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": query},
        ],
        "changedPropIds": [],
    }
    return client.post("/_dash-update-component", json=body)


def content(answer):
    """What Dash was answered, its escapes undone."""
    return json.dumps(answer.get_json(), ensure_ascii=False)


def test_the_mayor_begins_here(signed_in):
    assert signed_in["mayor"].get("/").headers["Location"].endswith("/briefing/hari-ini")
    assert signed_in["mayor"].get("/briefing").headers["Location"].endswith("/briefing/hari-ini")


@pytest.mark.parametrize(
    ("role", "status"), [("mayor", 200), ("diskominfo", 200), ("admin", 200), ("p3m", 403), ("opd", 403)]
)
def test_page_and_files_are_for_their_roles(signed_in, today, role, status):
    client = signed_in[role]
    assert client.get("/briefing/hari-ini").status_code == status
    assert shown(client, "/briefing/hari-ini").status_code == status
    # In English, as the file that is read below: each language is laid out for some seconds, once.
    assert client.get(f"/api/v1/briefing/{today}.pdf?bahasa=en").status_code == status


def test_a_stranger_is_sent_to_sign_in_and_gets_no_file(running, today):
    client = running.server.test_client()
    assert client.get(f"/briefing/{today}").headers["Location"].startswith("/masuk")
    assert client.get(f"/api/v1/briefing/{today}.pdf").status_code == 401


def test_the_page_has_the_sheet_of_today(signed_in, today):
    text = content(shown(signed_in["mayor"], "/briefing/hari-ini"))
    for part in ("brief-sheet", "Buku angka", "Lima angka", f"/api/v1/briefing/{today}.pdf"):
        assert part in text
    assert "Tidak ada arahan yang berjalan." in text
    english = content(shown(signed_in["mayor"], f"/briefing/{today}", "?bahasa=en"))
    assert "Ledger" in english
    assert "Buku angka" not in english


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("2999-01-01", "belum terbit"),
        ("1990-01-01", "Tidak ada laporan pagi"),
        ("kemarin", "tidak menyebut tanggal"),
        ("2026-13-45", "tidak menyebut tanggal"),
        ("%3Cscript%3E", "tidak menyebut tanggal"),
    ],
)
def test_an_address_without_a_briefing_says_why(signed_in, asked, told):
    text = content(shown(signed_in["mayor"], f"/briefing/{asked}"))
    assert told in text
    assert "brief-sheet" not in text


def test_the_file_is_one_page(signed_in, today):
    answer = signed_in["mayor"].get(f"/api/v1/briefing/{today}.pdf?bahasa=en")
    assert answer.mimetype == "application/pdf"
    assert f"laporan-pagi-{today}-v1.pdf" in answer.headers["Content-Disposition"]
    (page,) = PdfReader(io.BytesIO(answer.data)).pages
    assert "Morning briefing" in page.extract_text()


@pytest.mark.parametrize("name", ["2999-01-01.pdf", "x.pdf", "hari-ini.docx", "../../etc.pdf"])
def test_a_file_that_is_not_there_says_so(signed_in, name):
    answer = signed_in["mayor"].get(f"/api/v1/briefing/{name}")
    assert answer.status_code == 404


def test_no_word_of_a_reporter_is_kept_and_none_is_shown_unmasked(running, signed_in, today):
    kept = running.briefing_clock.issuer.newest(today).content
    page = content(shown(signed_in["mayor"], f"/briefing/{today}"))
    since = datetime.combine(today - timedelta(days=1), time(), WIB)
    wanted = select(reports.c.text, reporters.c.name, reporters.c.contact).join_from(reports, reporters)
    with running.core.db.read() as connection:
        rows = connection.execute(wanted.where(reports.c.received_at >= since)).all()
    assert rows
    for text, name, contact in rows:
        assert text[:40] not in kept
        for secret in (name, contact):
            assert len(secret) < 6 or secret not in page
