"""An operator on the phone writes a call to 112 down: keyboard only, once however often it is sent, never lost."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from urllib.parse import quote

import httpx
import pytest

from tests.e2e.calls_page import CallsPage, open_anew, open_calls, ring, sign_in, sit_at
from tests.long_run import only_long
from tests.servers.ami import AmiServer
from tests.servers.command_center import CommandCenter

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]

CALL_IDS = (f"{int(time.time())}.{number}" for number in count(1))


@pytest.fixture(scope="module")
def switchboard() -> Iterator[AmiServer]:
    with AmiServer() as server:
        server.members = ("sari", "op-02")
        yield server


@pytest.fixture(scope="module")
def center(tmp_path_factory: pytest.TempPathFactory, switchboard: AmiServer) -> Iterator[CommandCenter]:
    """An installation that listens to the switchboard."""
    address = f"ami://{switchboard.user}:{quote(switchboard.secret, safe='')}@127.0.0.1:{switchboard.port}"
    with CommandCenter(tmp_path_factory.mktemp("desk"), AMI_URL=address) as running:
        yield running


@pytest.fixture(scope="module")
def signed_in(center) -> Iterator[httpx.Client]:
    client = center.sign_in("p3m")
    yield client
    client.close()


@pytest.fixture(scope="module")
def sari(browser, center):
    """The session of an operator, who is called sari at the switchboard too."""
    return sign_in(browser, center, "sari")


@pytest.fixture(scope="module")
def budi(browser, center):
    return sign_in(browser, center, "budi")


@pytest.fixture(scope="module")
def page_of_sari(sari, center) -> CallsPage:
    return open_calls(sari, center)


@pytest.fixture
def desk(page_of_sari: CallsPage, center) -> CallsPage:
    """The page of sari, opened anew: nothing is typed."""
    page_of_sari.problems.clear()
    open_anew(page_of_sari, center)
    return page_of_sari


@pytest.fixture
def reports(signed_in):
    """Reports by number, as the export tells them."""

    def read():
        features = signed_in.get("/api/v1/reports.geojson").json()["features"]
        return {feature["id"]: feature["properties"] for feature in features}

    return read


def test_a_call_is_written_down_with_the_keyboard_alone_in_less_than_a_minute(center, desk, switchboard, reports):
    assert "Belum ada panggilan" in desk.text("#calls-list")
    call_id = next(CALL_IDS)
    ring(switchboard, call_id, "08122334455")
    desk.wait("text('.calls-call-state') === 'antre'")
    assert desk.value("caller") == "", "nobody knows yet who will be given the call"
    ring(switchboard, call_id, "08122334455", "AgentConnect", agent="sari")
    desk.wait("value('caller') === '0812 2334 455' && text('.calls-call-state') === 'tersambung · sari'")
    begun = time.monotonic()
    desk.press("1")
    desk.type("Pohon tumbang menutup jalan, kabel listrik ikut putus")
    desk.press("Tab")
    desk.type("Jl. Fatmawati depan pasar")
    desk.press("Tab")
    desk.type("sendangm")
    desk.press("Tab")
    assert desk.value("kelurahan") == "Sendangmulyo · Tembalang"
    desk.press("Control+Enter")
    desk.wait("text('.calls-number') !== ''")
    assert time.monotonic() - begun < 60

    number = desk.text(".calls-number")
    assert number.startswith("LH-")
    found = desk.text(".calls-found")
    for part in ("Pohon", "“tumbang”", "Sendangmulyo, Tembalang", "dipilih operator", "batas menjawab"):
        assert part in found
    report = reports()[number]
    assert (report["channel"], report["category"], report["kelurahan"]) == ("112", "pohon", "Sendangmulyo (Tembalang)")
    assert report["text"] == "Pohon tumbang menutup jalan, kabel listrik ikut putus"

    desk.wait("text('.calls-call-state') === 'sudah dicatat sari'")
    assert [desk.value(name) for name in ("caller", "name", "text", "address", "kelurahan", "category")] == [""] * 6
    assert desk.page.query_selector("#calls-kind-box input:checked") is None
    assert number[-6:] in desk.text("#calls-written")
    desk.wait("focus === 'calls-kind-box'")
    ring(switchboard, call_id, "08122334455", "AgentComplete", "Hangup", agent="sari")
    desk.wait("text('#calls-line').includes('Sentral tersambung')")
    assert desk.problems == []


def test_a_prank_is_counted_with_two_keys_and_is_no_report(center, desk, reports):
    before = len(reports())
    desk.press("3", "Control+Enter")
    desk.wait("text('.calls-told-counted').includes('Iseng: sudah dihitung')")
    assert "Iseng" in desk.text("#calls-written")
    assert len(reports()) == before


def test_a_form_sent_twice_in_a_row_is_one_report(center, desk, reports):
    before = len(reports())
    desk.press("1")
    desk.type("Sampah menumpuk di Miroto")
    desk.press("Control+Enter", "Control+Enter")
    desk.page.evaluate("() => { for (let i = 0; i < 3; i++) document.getElementById('calls-submit').click(); }")
    desk.wait("text('.calls-number') !== ''")
    time.sleep(1)
    assert len(reports()) == before + 1
    assert desk.text(".calls-number") == max(reports())


def test_what_is_wrong_stands_beside_its_field(desk):
    desk.press("Control+Enter")
    desk.wait("text('.calls-kind').includes('Pilih jenis panggilan') && focus === 'calls-kind-box'")
    desk.press("1", "Control+Enter")
    desk.wait("text('.calls-text').includes('Tulis apa yang terjadi') && focus === 'calls-text'")
    assert "Pilih jenis panggilan" not in desk.text(".calls-kind")
    desk.type("Banjir")
    desk.wait("!text('.calls-text').includes('Tulis apa yang terjadi')")


def test_a_database_that_is_away_costs_no_word_and_makes_no_double(center, desk, reports):
    before = len(reports())
    desk.press("1")
    desk.type("Lampu jalan padam di Gayamsari")
    with closing(sqlite3.connect(center.folder / "var" / "command_center.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        desk.press("Control+Enter")
        desk.wait("text('#calls-failure').includes('basis data tidak menjawab')")
        other.execute("ROLLBACK")
    assert desk.value("text") == "Lampu jalan padam di Gayamsari"
    desk.press("Control+Enter")
    desk.wait("text('.calls-number') !== ''")
    assert desk.text("#calls-failure") == ""
    assert len(reports()) == before + 1


def test_a_server_that_dies_is_told_and_takes_the_form_when_it_is_back(center, desk, reports):
    before = len(reports())
    desk.press("1")
    desk.type("Jalan berlubang di Tlogosari Kulon")
    center.kill()
    desk.press("Control+Enter")
    desk.wait("text('#calls-failure').includes('server tidak terjangkau')")
    desk.wait("text('#calls-list-age').includes('daftar berhenti')")
    assert desk.value("text") == "Jalan berlubang di Tlogosari Kulon"
    center.start()
    desk.press("Control+Enter")
    desk.wait("text('.calls-number') !== ''")
    desk.wait("text('#calls-list-age') === '30 menit terakhir'")
    assert len(reports()) == before + 1


def test_a_report_is_under_the_caller_whom_its_operator_had(center, desk, budi, switchboard, reports):
    """One waits and is taken by the other operator, the next is given to this one: each form has its own caller."""
    mine, his = desk, open_calls(budi, center)
    his.wait("text('#calls-phone-note').includes('Pilih telepon Anda')")
    sit_at(his, "op-02")
    first, second = next(CALL_IDS), next(CALL_IDS)
    ring(switchboard, first, "081390001234")
    mine.wait("text('.calls-call-number') === '0813 9000 1234'")
    ring(switchboard, first, "081390001234", "AgentConnect", agent="op-02")
    his.wait("value('caller') === '0813 9000 1234'")
    assert mine.value("caller") == ""
    ring(switchboard, second, "0243513366", "Newchannel", "QueueCallerJoin", "AgentConnect", agent="sari")
    mine.wait("value('caller') === '024 351 3366'")
    assert his.value("caller") == "0813 9000 1234"
    numbers = {}
    for each, text in ((mine, "Banjir di Genuk"), (his, "Pohon tumbang di Miroto")):
        each.press("1")
        each.type(text)
        each.press("Control+Enter")
        each.wait("text('.calls-number') !== ''")
        numbers[each.text(".calls-number")] = text
    assert {number: reports()[number]["text"] for number in numbers} == numbers
    mine.wait(
        "text('#calls-list').includes('sudah dicatat budi') && text('#calls-list').includes('sudah dicatat sari')"
    )
    for call_id in (first, second):
        ring(switchboard, call_id, "", "Hangup")
    for each in (mine, his):
        assert each.problems == []
    his.page.close()


def test_a_number_goes_with_its_call_and_a_begun_form_says_that_its_call_is_gone(center, desk, switchboard, reports):
    before = len(reports())
    first, second = next(CALL_IDS), next(CALL_IDS)
    ring(switchboard, first, "081390001234", "Newchannel", "QueueCallerJoin", "AgentConnect", agent="sari")
    desk.wait("value('caller') === '0813 9000 1234'")
    ring(switchboard, first, "081390001234", "AgentComplete", "Hangup", agent="sari")
    desk.wait("value('caller') === ''")

    third, back = next(CALL_IDS), next(CALL_IDS)
    ring(switchboard, back, "081390005678", "Newchannel", "QueueCallerJoin", "AgentConnect", agent="sari")
    desk.wait("value('caller') === '0813 9000 5678'")
    ring(switchboard, back, "081390005678", "AgentComplete", "QueueCallerJoin", agent="sari")
    desk.wait("value('caller') === '' && text('.calls-call-state') === 'antre'")
    ring(switchboard, back, "081390005678", "QueueCallerAbandon", "Hangup")

    ring(switchboard, second, "08122334455", "Newchannel", "QueueCallerJoin", "AgentConnect", agent="sari")
    desk.wait("value('caller') === '0812 2334 455'")
    desk.press("1")
    desk.type("Jalan berlubang di Tlogosari Kulon")
    ring(switchboard, second, "08122334455", "AgentComplete", "Hangup", agent="sari")
    desk.wait("text('#calls-standing').includes('0812 2334 455 sudah selesai')")
    ring(switchboard, third, "0243513366", "Newchannel", "QueueCallerJoin", "AgentConnect", agent="sari")
    desk.wait("text('#calls-standing').includes('tersambung dengan 024 351 3366')")
    assert desk.value("caller") == "0812 2334 455", "what was typed is not put under another caller"
    desk.press("Control+Enter")
    desk.wait("text('#calls-failure').startsWith('Belum tersimpan') && focus === 'calls-submit'")
    assert len(reports()) == before
    desk.page.click("#calls-take")
    desk.wait("value('caller') === '024 351 3366' && text('#calls-standing') === ''")
    assert desk.value("text") == "Jalan berlubang di Tlogosari Kulon"
    desk.press("Control+Enter")
    desk.wait("text('.calls-number') !== ''")
    assert len(reports()) == before + 1
    ring(switchboard, third, "0243513366", "AgentComplete", "Hangup", agent="sari")
    assert desk.problems == []


def test_who_types_before_the_list_knows_of_the_call_has_its_number_all_the_same(center, desk, switchboard):
    call_id = next(CALL_IDS)
    desk.wait("text('#calls-list-age') === '30 menit terakhir'")
    ring(switchboard, call_id, "0243513366", "Newchannel", "QueueCallerJoin", "AgentConnect", agent="sari")
    desk.press("1")
    desk.type("Pipa bocor")
    desk.wait("value('caller') === '024 351 3366'")
    assert desk.value("text") == "Pipa bocor"
    assert desk.text("#calls-standing") == ""
    ring(switchboard, call_id, "0243513366", "AgentComplete", "Hangup", agent="sari")
    desk.wait("text('#calls-standing').includes('024 351 3366 sudah selesai')")


def test_a_letter_that_is_typed_at_the_very_moment_the_call_is_told_of_is_not_replaced(desk):
    desk.wait("text('#calls-list-age') === '30 menit terakhir'")
    desk.page.evaluate(
        "() => { document.getElementById('calls-caller').focus(); document.execCommand('insertText', false, '0');"
        " const known = dash_component_api.getLayout('calls-facts').props.data, call = {id: 'new', number: '024 351 3366'};"
        " dash_clientside.set_props('calls-facts', {data: {...known, suggested: call, unwritten: ['new']}}); }"
    )
    desk.type("8122334455")
    desk.page.wait_for_timeout(500)
    assert desk.value("caller") == "08122334455"


def test_two_tabs_of_one_operator_write_two_reports_of_one_call(center, sari, desk, switchboard, reports):
    before = len(reports())
    call_id = next(CALL_IDS)
    ring(switchboard, call_id, "081390001234", "Newchannel", "QueueCallerJoin", "AgentConnect", agent="sari")
    tabs = [desk, open_calls(sari, center)]
    for tab, text in zip(tabs, ("Banjir di Genuk", "Lampu mati di Miroto"), strict=True):
        tab.wait("value('caller') === '0813 9000 1234'")
        tab.press("1")
        tab.type(text)
    for tab in tabs:
        tab.press("Control+Enter")
        tab.wait("text('.calls-number') !== ''")
    assert tabs[0].text(".calls-number") != tabs[1].text(".calls-number")
    assert len(reports()) == before + 2
    ring(switchboard, call_id, "081390001234", "AgentComplete", "Hangup", agent="sari")
    tabs[1].page.close()


def test_a_call_of_the_list_is_chosen_with_the_keyboard_and_a_second_matter_is_a_report_of_its_own(
    center, desk, switchboard, reports
):
    ring(switchboard, next(CALL_IDS), "0243513366", "Newchannel", "QueueCallerJoin", "QueueCallerAbandon", "Hangup")
    desk.wait("text('.calls-call-number') === '024 351 3366'")
    assert desk.value("caller") == "", "nobody is on that line any more"
    numbers = []
    for text in ("Pipa PDAM bocor di Miroto", "Anjing liar di Miroto"):
        desk.press("Alt+p", "Enter", "1")
        desk.wait("value('caller') === '024 351 3366'")
        desk.type(text)
        desk.press("Control+Enter")
        desk.wait(f"text('.calls-number') !== '{numbers[-1] if numbers else ''}'")
        numbers.append(desk.text(".calls-number"))
        desk.wait("text('.calls-call-state').startsWith('sudah dicatat')")
    assert [reports()[number]["text"] for number in numbers] == ["Pipa PDAM bocor di Miroto", "Anjing liar di Miroto"]


@pytest.mark.parametrize("query", ["tema=terang&bahasa=en", pytest.param("tema=gelap&bahasa=id", marks=only_long)])
def test_nothing_is_cut_off_at_any_size(center, page_of_sari, query):
    desk = page_of_sari
    desk.problems.clear()
    open_anew(desk, center, query=query)
    for width, height in ((1366, 768), (1920, 1080), (390, 844)):
        desk.page.set_viewport_size({"width": width, "height": height})
        wide = desk.page.evaluate(
            "() => [...document.querySelectorAll('.work, .work *')].filter((one) => one.scrollWidth > one.clientWidth + 1"
            " && getComputedStyle(one).overflowX === 'visible' && one.clientWidth > 1"
            " && !['inline', 'contents'].includes(getComputedStyle(one).display)).map((one) => one.className || one.tagName)"
        )
        assert wide == [], width
        assert desk.page.evaluate("() => document.querySelector('.work').scrollWidth <= innerWidth"), width
        targets = desk.page.evaluate(
            "() => [...document.querySelectorAll('.work-head a, .calls-kind-card label, .calls-submit, .calls-field input')]"
            ".filter((one) => one.offsetParent && one.type !== 'radio' && one.type !== 'hidden')"
            ".map((one) => one.getBoundingClientRect().height)"
        )
        assert min(targets) >= 44, width
    assert desk.problems == []


@pytest.mark.parametrize(
    ("language", "simulated"), [pytest.param("id", "SIMULASI", marks=only_long), ("en", "SIMULATION")]
)
def test_the_way_out_and_what_is_simulated_stay_in_the_first_row_of_the_head(center, page_of_sari, language, simulated):
    desk = page_of_sari
    open_anew(desk, center, query=f"bahasa={language}")
    desk.page.evaluate(
        "(simulated) => document.querySelector('.work-pages').after(Object.assign(document.createElement('span'),"
        " {className: 'work-badge', textContent: simulated}))",
        simulated,
    )
    for width in (360, 390, 768):
        desk.page.set_viewport_size({"width": width, "height": 800})
        mark, out, pages, badge = desk.page.evaluate(
            "() => { const middle = (selector) => { const {top, bottom, right} = document.querySelector(selector)"
            ".getBoundingClientRect(); return right <= innerWidth ? (top + bottom) / 2 : null; };"
            " return ['.work-mark', '.work-out', '.work-pages', '.work-badge'].map(middle); }"
        )
        assert out == pytest.approx(mark, abs=3), width
        assert badge == pytest.approx(mark, abs=3), width
        assert pages > out + 30, width


@pytest.mark.parametrize("role", ["diskominfo", "mayor"])
def test_numbers_of_callers_are_for_the_desk_only(center, role):
    with closing(center.sign_in(role)) as client:
        assert client.get("/panggilan").status_code == 403
        listed = client.get("/_dash-dependencies").json()
        outputs = [each["output"] for each in listed if "calls-" in each["output"] and not each["clientside_function"]]
        assert len(outputs) == 3
        for output in outputs:
            body = {"output": output, "outputs": [], "inputs": [], "changedPropIds": [], "state": []}
            assert client.post("/_dash-update-component", json=body).status_code == 403
