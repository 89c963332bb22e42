"""What the desk's script asks and changes, over the composed program: the session decides who acts, and nobody is overwritten."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from PIL import Image

from callbacks.desk.source import asked_of
from command_center.domain.desk import DeskAsked, DeskOrder, DeskQueue
from command_center.domain.inbound import Inbound, Reporter
from command_center.intake.accept import Parsed
from command_center.settings import read_settings
from command_center.store.users import Users
from command_center.web.security.accounts import Accounts
from program import composition
from program.core import build_core
from tests.servers.empty_database import with_tables
from tests.web.conftest import PASSWORD, sign_in

AT_ONCE = 8
TEXTS = {
    "lampu": "Lampu jalan mati di Jl Majapahit sudah tiga hari",
    "sampah": "Sampah menumpuk di Jl Kaligawe dekat RSI Sultan Agung",
    "jalan": "Jalan berlubang besar di Jl Fatmawati depan pasar",
    "banjir": "Banjir di Genuk air naik selutut sejak pagi",
}


class Operator:
    """Somebody of P3M at the desk: a browser's session and its token."""

    def __init__(self, server, name):
        self.server, self.browser = server, server.test_client()
        assert sign_in(self.browser, name).status_code == 303
        self.token = re.search(r'"token": "([^"]+)"', self.browser.get("/desk").get_data(as_text=True))[1]

    def another_page(self):
        """The same session and token, open once more."""
        page, name = copy(self), self.server.config["SESSION_COOKIE_NAME"]
        page.browser = self.server.test_client()
        page.browser.set_cookie(name, self.browser.get_cookie(name).value)
        return page

    def get(self, path, expected=200, /, **query):
        answer = self.browser.get(f"/api/desk/{path}", query_string=query)
        assert answer.status_code == expected, answer.get_json()
        return answer.get_json()

    def post(self, path, expected=200, /, **body):
        answer = self.browser.post(f"/api/desk/{path}", json=body, headers={"X-CSRFToken": self.token})
        assert answer.status_code == expected, answer.get_json()
        return answer.get_json()

    def act(self, kind, report, expected=200, /, **more):
        act = {"kind": kind, "id": report["id"], "version": report["version"], **more}
        return self.post("acts", expected, acts=[act])


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    settings = read_settings(
        var_dir=with_tables(tmp_path_factory.mktemp("app")), demo=False, secret_key="k" * 40, _env_file=None
    )
    running = composition.compose(build_core(settings))
    accounts = Accounts(Users(running.core.db))
    for name in ("sari", "budi"):
        accounts.add(name, PASSWORD, ["p3m"], datetime.now(UTC))
    yield running
    running.core.close()


@pytest.fixture(scope="module")
def people(house):
    return Operator(house.server, "sari"), Operator(house.server, "budi")


@pytest.fixture
def sari(people, filled):
    return people[0]


@pytest.fixture
def budi(people, filled):
    return people[1]


_round = iter(range(1000))


@pytest.fixture
def filled(house):
    """Four reports of this test, each of another person; what is in the log is in the facts too."""
    part, now = next(_round), datetime.now(UTC) - timedelta(minutes=5)
    for name, text in TEXTS.items():
        item = Inbound(
            "sms",
            "1708",
            f"{name}-{part}",
            now,
            f"{text} ({part})",
            Reporter(f"62812345{part:03d}{name}", "Siti", "+6281234567412"),
        )
        house.core.intake.accept([Parsed(None, now, (item,))], now)
    house.projection.catch_up()
    return part


@pytest.fixture
def report(sari, house, filled):
    """Subject of a report -> it, as the desk opens it."""

    def opened(name, who=sari):
        house.projection.catch_up()
        listed = who.get("list", cari=f"{TEXTS[name]} ({filled})")
        assert len(listed["ids"]) == 1
        return who.get(f"reports/{listed['rows'][0]['number']}")

    return opened


def test_the_page_stands_with_its_first_lines(sari):
    text = sari.browser.get("/desk?antrean=semua").get_data(as_text=True)
    assert "Kotak masuk" in text
    assert "Lampu jalan mati" in text
    assert "+6281234567412" not in text


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ({}, DeskAsked()),
        ({"antrean": "tempo", "urut": "tenggat"}, DeskAsked(DeskQueue.DUE, DeskOrder.DUE)),
        ({"antrean": "x' OR 1=1", "urut": "?", "sampai": "-1", "kanal": "sms"}, DeskAsked(channel="sms")),
        ({"cari": "  air   naik \ud800", "sampai": "12"}, DeskAsked(search="air naik", upto=12)),
    ],
)
def test_an_address_asks_for_what_there_is(query, asked):
    assert asked_of(query) == asked


def test_a_step_is_kept_and_undone_by_who_took_it(sari, budi, report):
    before = report("lampu")
    done = sari.act("verify", before)
    assert [row["status"] for row in done["rows"]] == ["verified"]
    version = done["done"][0]["version"]
    assert budi.post("undo", 409, done=[{"id": before["id"], "version": version}])["error"] == "conflict"
    undone = sari.post("undo", done=[{"id": before["id"], "version": version}])
    assert [row["status"] for row in undone["rows"]] == ["received"]


def test_all_steps_of_a_list_are_undone_or_none(sari, budi, report):
    one, other = report("lampu"), report("jalan")
    acts = [{"kind": "verify", "id": each["id"], "version": each["version"]} for each in (one, other)]
    done = [{"id": each["id"], "version": each["version"]} for each in sari.post("acts", acts=acts)["done"]]
    budi.act("correct", report("jalan", budi), visibility="anonim")
    sari.post("undo", 409, done=done)
    assert [report(name)["status"] for name in ("lampu", "jalan")] == ["verified", "verified"]
    assert [each["id"] for each in sari.post("undo", done=done[:1])["done"]] == [one["id"]]


def test_the_second_of_two_is_told_what_the_first_did(sari, budi, report):
    seen = report("jalan")
    sari.act("correct", seen, visibility="anonim")
    told = budi.act("forward", seen, 409, opd="dishub", note="cek")
    assert told["error"] == "overtaken"
    assert [(each["by"], each["facts"]) for each in told["changes"]] == [("sari", {"visibility": "anonim"})]
    assert report("jalan")["status"] == "received"


def test_all_marked_reports_or_none(sari, report):
    one, other = report("lampu"), report("jalan")
    sari.act("correct", other, visibility="anonim")
    acts = [{"kind": "verify", "id": each["id"], "version": each["version"]} for each in (one, other)]
    sari.post("acts", 409, acts=acts)
    assert report("lampu")["status"] == "received"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "acts"),
        ({"acts": []}, "acts"),
        ({"acts": ["verify"]}, "acts"),
        ({"acts": [{"kind": "delete", "id": 1}]}, "kind"),
        ({"acts": [{"kind": "verify", "id": "1"}]}, "id"),
        ({"acts": [{"kind": "verify", "id": True}]}, "id"),
        ({"acts": [{"kind": "verify", "id": 1, "version": 0}]}, "version"),
        ({"acts": [{"kind": "defer", "id": 1, "note": 5}]}, "note"),
        ({"acts": [{"kind": "correct", "id": 1, "position": [1]}]}, "position"),
        ({"acts": [{"kind": "correct", "id": 1, "position": [91, 0]}]}, "position"),
        ({"acts": [{"kind": "correct", "id": 1, "category": "x\n"}]}, "category"),
        ({"acts": [{"kind": "split_message", "id": 1, "message": ["a"]}]}, "message"),
        ({"acts": [{"kind": "verify", "id": 1}] * 201}, "acts"),
    ],
)
def test_what_is_no_act_is_refused_by_the_name_of_its_field(sari, body, field):
    told = sari.post("acts", 400, **body)
    assert (told["error"], told["field"]) == ("bad_act", field)


def test_a_step_that_needs_a_reason_is_not_taken_without(sari, report):
    assert sari.act("defer", report("lampu"), 400)["field"] == "note"
    assert sari.act("archive", report("lampu"), note="dobel")["rows"][0]["closed"]


def test_a_moved_pin_places_the_report_anew(sari, report):
    seen = report("sampah")
    sari.act("correct", seen, position=[-6.9932, 110.4203])
    now = report("sampah")
    assert (now["lat"], now["lon"], now["exact"]) == (-6.9932, 110.4203, True)
    assert now["kelurahan"]


def test_a_contact_is_masked_until_revealed_and_that_is_kept(sari, house, report):
    seen = report("banjir")
    assert "+6281234567412" not in str(seen)
    assert sari.post("reveal", id=seen["id"]) == {"name": "Siti", "contact": "+6281234567412"}
    assert "menampilkan kontak" in report("banjir")["aside"]
    assert sari.post("reveal", 404, id=10**9)["error"] == "not_found"


def test_what_changed_is_told_with_the_lines_and_the_counts(sari, report):
    head = sari.get("changes", since=0)["head"]
    assert sari.get("changes", since=head)["changed"] == {}
    seen = report("lampu")
    sari.act("verify", seen)
    told = sari.get("changes", since=head, antrean="teruskan")
    assert told["changed"][str(seen["id"])]["by"] == "sari"
    assert [row["status"] for row in told["rows"] if row["id"] == seen["id"]] == ["verified"]
    assert sari.get("changes", since=head + 10**6)["reset"]


def test_colleagues_see_each_other_and_not_themselves(sari, budi, report):
    seen = report("banjir")
    budi.post("presence", page="tab-1", id=seen["id"])
    assert [each["who"] for each in report("banjir")["present"]] == ["budi"]
    assert str(seen["id"]) not in budi.get("changes", since=0)["present"]
    budi.post("presence", page="tab-1", id=0)
    assert report("banjir")["present"] == []
    assert budi.post("presence", 400, id=1)["field"] == "page"


def test_own_queues_are_kept_apart_from_the_views_of_the_analysis(sari, budi, house):
    saved = sari.post("queues", name="Rob", query="kategori=rob")["saved"]
    assert [each["name"] for each in saved] == ["Rob"]
    assert budi.post("queues", name="Rob", query="")["saved"][0]["query"] == ""
    assert sari.post("queues", 400, name="Rob", query="x")["field"] == "taken"
    assert sari.post("queues", remove=saved[0]["id"])["saved"] == []


def forwarded(who, report):
    who.act("forward", report("lampu"), opd="disperkim", note="cek tiang")
    return report("lampu")


def test_a_draft_is_kept_and_ends_when_somebody_else_has_answered(sari, budi, report):
    seen = forwarded(sari, report)
    sari.post("draft", id=seen["id"], key="a" * 16, text="Bapak/Ibu, kami", template="")
    assert "Bapak/Ibu, kami" in report("lampu")["aside"]
    assert "Bapak/Ibu, kami" not in report("lampu", budi)["aside"]
    answered = budi.post(
        "answer", id=seen["id"], key="b" * 16, text="Sudah diperbaiki.", status="answered", publish=True
    )
    assert len(answered["answers"]) == 1
    shown = report("lampu")["aside"]
    assert "budi sudah menjawab" in shown
    assert "Bapak/Ibu, kami" in shown
    mine = {"id": seen["id"], "text": "Bapak/Ibu, kami", "status": "settled", "publish": True}
    assert sari.post("answer", 409, key="a" * 16, **mine)["word"] == "ended", "whatever version it names"
    sari.post("draft", id=seen["id"], key="7" * 16, text="Satu hal lagi", template="")
    assert "budi sudah menjawab" not in report("lampu")["aside"], "another answer is begun after that"
    assert len(sari.post("answer", key="7" * 16, **mine)["answers"]) == 1


def test_a_draft_survives_a_merge(sari, report):
    one, other = report("lampu"), report("jalan")
    sari.post("draft", id=one["id"], key="f" * 16, text="Kami cek bersama", template="")
    sari.act("merge", other, others=[one["id"]])
    assert report("lampu")["incident"] == report("jalan")["incident"]
    kept = report("lampu")
    sari.act("forward", kept, opd="disperkim")
    assert "Kami cek bersama" in report("lampu")["aside"]


def test_an_answer_is_written_once_however_often_it_is_sent(sari, report, house):
    seen = forwarded(sari, report)
    asked = {"id": seen["id"], "key": "c" * 16, "text": "Petugas ke lokasi.", "status": "answered", "publish": True}
    first, again = sari.post("answer", **asked), sari.post("answer", **asked)
    assert first["answers"][0]["id"] == again["answers"][0]["id"]
    assert len(house.core.answering.of_report(seen["id"])) == 1
    assert sari.post("draft", 409, id=seen["id"], key="c" * 16, text="x", template="")["error"] == "conflict"


def test_of_many_that_send_one_key_at_the_same_moment_all_are_told_of_the_one_answer(sari, report, house):
    seen = forwarded(sari, report)
    asked = {"id": seen["id"], "key": "9" * 16, "text": "Tim berangkat.", "status": "answered", "publish": True}
    start = Barrier(AT_ONCE)

    def send(_):
        page = sari.another_page()
        start.wait(timeout=20)
        return page.post("answer", **asked)["answers"][0]["id"]

    with ThreadPoolExecutor(AT_ONCE) as threads:
        told = set(threads.map(send, range(AT_ONCE)))
    assert told == {each.id for each in house.core.answering.of_report(seen["id"])}
    assert len(told) == 1


def test_an_answer_that_was_refused_can_be_sent_with_the_same_key(sari, report):
    seen = forwarded(sari, report)
    asked = {"id": seen["id"], "key": "d" * 16, "status": "answered", "publish": True}
    assert sari.post("answer", 422, text="  ", **asked)["error"] == "bad_answer"
    assert sari.post("answer", 400, text="x", **(asked | {"status": "forwarded"}))["field"] == "status"
    assert sari.post("answer", text="Sudah.", **asked)["answers"]


def test_an_answer_has_photos_that_were_put_away_before(sari, report, house):
    seen = forwarded(sari, report)
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(picture, "PNG")
    kept = sari.browser.post(
        "/berkas",
        data={"photo": (io.BytesIO(picture.getvalue()), "sesudah.png")},
        headers={"X-CSRFToken": sari.token},
    ).get_json()
    asked = {"id": seen["id"], "key": "e" * 16, "text": "Selesai.", "status": "settled", "publish": True}
    assert sari.post("answer", 404, media=[{"ref": "file:" + "0" * 32}], **asked)["error"] == "not_found"
    assert sari.post("answer", 400, media=["x"], **asked)["field"] == "media"
    sari.post("answer", media=[kept], **asked)
    assert [each.ref for each in house.core.answering.of_report(seen["id"])[0].media] == [kept["ref"]]


def test_a_preview_tells_the_size_and_why_somebody_gets_nothing(sari, report):
    seen = forwarded(sari, report)
    told = sari.post("preview", id=seen["id"], text="Halo", status="answered")["previews"]
    assert [each["number"] for each in told] == [seen["number"]]
    assert not told[0]["sent"]
    assert told[0]["why"] == "Kanal ini belum diatur untuk menjawab."


def test_a_report_that_is_not_there_is_said_to_be(sari):
    assert sari.get("reports/LH-2020-000001", 404)["error"] == "not_found"
    assert sari.get("around/LH-2020-000001", 404)["error"] == "not_found"


def test_nobody_is_present_at_or_writes_to_a_report_that_is_not_there(sari):
    assert sari.post("presence", 404, page="tab-1", id=10**9)["error"] == "not_found"
    assert sari.post("draft", 404, id=10**9, key="8" * 16, text="Bapak", template="")["error"] == "not_found"
    assert sari.post("draft", 404, key="8" * 16, text="Bapak", template="")["error"] == "not_found"


def test_a_list_that_is_too_long_is_refused_before_anything_is_done(sari):
    assert sari.post("answers/cancel", 400, answers=[1] * 1001)["field"] == "answers"
    assert sari.post("undo", 400, done=[{"id": 1, "version": 1}] * 201)["field"] == "done"


def test_the_map_has_every_kelurahan(sari, house):
    city = sari.get("outlines")
    assert len(city["kelurahan"]) == len(house.core.reference.areas.kelurahan)
    assert all(area["name"] and area["rings"] for area in city["kecamatan"])
