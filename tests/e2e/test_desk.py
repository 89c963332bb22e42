"""The desk with the real server: two operators on one report, the keyboard, undo, what comes in meanwhile, the pin, an answer."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser

from tests.e2e.desk_page import PATIENCE_MS, DeskPage, open_desk
from tests.e2e.messages import send_status, send_whatsapp
from tests.e2e.people import leave, page_of, signed_in
from tests.e2e.test_every_page import barriers
from tests.servers.command_center import CommandCenter
from tests.servers.platform import Stand, graph

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser, pytest.mark.timeout(400)]

TEXTS = (
    "Jalan berlubang besar di Jl Fatmawati depan pasar, mohon diperbaiki",
    "Lampu jalan mati di Jl Majapahit sudah tiga hari, gelap sekali",
    "Sampah menumpuk di Jl Kaligawe dekat RSI Sultan Agung",
    "Banjir di Genuk air naik selutut sejak pagi",
)


TOKEN = "token-of-the-city"


@pytest.fixture(scope="module")
def meta() -> Iterator[Stand]:
    """The platform that answers go to."""
    with Stand(graph(TOKEN)) as stand:
        yield stand


@pytest.fixture(scope="module")
def center(tmp_path_factory, meta: Stand) -> Iterator[CommandCenter]:
    url = f"{meta.url}/v23.0"
    folder = tmp_path_factory.mktemp("desk")
    with CommandCenter(folder, WHATSAPP_ACCESS_TOKEN=TOKEN, WHATSAPP_GRAPH_URL=url) as running:
        for at, text in enumerate(TEXTS):
            assert send_whatsapp(running, f"wamid.desk.{at}", text).status_code == 200
        yield running


@pytest.fixture(scope="module")
def operators(browser: Browser, center: CommandCenter):
    """The browsers of two operators."""
    return tuple(signed_in(browser, center, name, "p3m") for name in ("sari", "budi"))


@pytest.fixture
def sari(operators, center) -> Iterator[DeskPage]:
    desk = open_desk(operators[0], center, "?antrean=semua&urut=terbaru")
    desk.wait(f"all('.desk-row-line').length >= {len(TEXTS)}")
    yield desk
    assert desk.problems == []
    leave(desk.page)


@pytest.fixture
def budi(operators, center) -> Iterator[DeskPage]:
    desk = open_desk(operators[1], center, "?antrean=semua&urut=terbaru")
    desk.wait(f"all('.desk-row-line').length >= {len(TEXTS)}")
    yield desk
    assert desk.problems == []
    leave(desk.page)


def find(desk: DeskPage, words: str) -> str:
    """Open the report whose line holds these words; its number."""
    desk.page.click(f".desk-row:has-text('{words}')")
    desk.wait(f"text('.desk-talk').includes('{words}')")
    return desk.text(".desk-number")


def test_the_keyboard_goes_through_the_list_verifies_and_undoes(sari, center):
    sari.press("j")
    sari.wait("text('.desk-row-now .desk-row-line') !== '' && text('.desk-number') !== ''")
    first = sari.text(".desk-number")
    sari.press("j")
    sari.wait(f"text('.desk-number') !== '{first}'")
    sari.press("k")
    sari.opened(first)
    sari.wait("text('#desk-acts').includes('Verifikasi:')")
    sari.press("v")
    sari.wait("text('.desk-badge') === 'Terverifikasi' && text('.desk-toast').includes('terverifikasi')")
    assert first in sari.text(".desk-toast")
    sari.press("u")
    sari.wait("text('.desk-badge') === 'Baru'")
    assert "mengurungkan tindakan terakhir" in sari.text(".desk-history")
    sari.press("?")
    sari.wait("text('.desk-help').includes('verifikasi')")
    sari.press("Escape", "/")
    assert sari.page.evaluate("document.activeElement.id") == "desk-search"


def test_channel_and_text_of_a_line_stand_apart_and_the_right_column_ends_where_the_desk_does(sari):
    sari.press("j")
    sari.wait("text('.desk-row-now .desk-row-channel') !== '' && text('#desk-acts') !== ''")
    gaps = sari.page.evaluate("""[...document.querySelectorAll('.desk-row-channel')].map((label) =>
        label.closest('.desk-row').querySelector('.desk-row-line').getBoundingClientRect().left - label.getBoundingClientRect().right)""")
    assert gaps
    assert min(gaps) >= 8
    ends = sari.page.evaluate("""[document.querySelector('.desk-aside > *').getBoundingClientRect().right,
        document.querySelector('.desk-aside').getBoundingClientRect().right,
        document.querySelector('.desk').getBoundingClientRect().right - parseFloat(getComputedStyle(document.querySelector('.desk')).paddingRight)]""")
    assert max(ends) - min(ends) < 1


def test_enter_presses_what_the_focus_is_on_and_letters_in_a_field_are_no_commands(sari):
    number = find(sari, "Sampah menumpuk")
    sari.page.focus("#desk-acts [data-ask=defer]")
    sari.press("Enter")
    sari.wait("document.activeElement.id === 'desk-reason'")
    sari.page.keyboard.type("jkvdgru?")
    assert sari.page.input_value("#desk-reason") == "jkvdgru?"
    assert (sari.text(".desk-number"), sari.text(".desk-help")) == (number, "")
    sari.page.click("[data-shut=reason]")


def test_back_and_forward_go_through_queues_orders_and_reports(sari):
    seen = [sari.page.url]
    sari.page.click(".desk-queue:has-text('Jatuh tempo')")
    sari.wait("location.search.includes('tempo')")
    seen.append(sari.page.url)
    sari.page.select_option("#desk-order", "tenggat")
    sari.wait("location.search.includes('tenggat')")
    sari.page.click(".desk-queue:has-text('Semua')")
    number = find(sari, "Sampah menumpuk")
    sari.wait(f"location.search.includes('{number}')")
    sari.page.go_back()
    sari.wait("text('.desk-number') === '' && text('.desk-queue[aria-pressed=true]').startsWith('Semua')")
    sari.page.go_back()
    sari.page.go_back()
    sari.wait("document.querySelector('#desk-order').value === 'terbaru'")
    assert sari.page.url == seen[1]
    sari.page.go_back()
    sari.wait("text('.desk-queue[aria-pressed=true]').startsWith('Semua')")
    assert sari.page.url == seen[0]


def test_what_is_typed_outlives_a_reload_at_once_and_a_session_that_ended(sari, operators):
    number = find(sari, "Lampu jalan mati")
    field = "#desk-acts [data-form=correct] [data-field=category]"
    sari.page.select_option(field, "sampah", force=True)
    answer = sari.page.query_selector("[data-composer] textarea")
    assert answer is not None, sari.text("[data-composer]")
    answer.fill("Bapak/Ibu, tim kami")
    sari.page.reload()
    sari.opened(number)
    sari.wait("document.querySelector('[data-composer] textarea').value === 'Bapak/Ibu, tim kami'")
    assert sari.page.input_value(field) == "sampah"
    session = operators[0].cookies()
    operators[0].clear_cookies()
    sari.page.fill("[data-composer] textarea", "Bapak/Ibu, tim kami berangkat")
    sari.wait("document.querySelector('#desk-root').dataset.answers === 'ended'")
    operators[0].add_cookies(session)
    sari.wait("!Object.values(sessionStorage).join().includes('berangkat')")
    sari.wait("document.querySelector('#desk-root').dataset.answers === undefined")
    sari.page.evaluate("document.querySelector('[data-form=correct]').reset()")
    sari.page.fill("[data-composer] textarea", "")
    sari.page.dispatch_event(field, "input")
    sari.wait("sessionStorage.length === 0")


def test_the_second_of_two_operators_is_told_what_changed_and_keeps_what_was_typed(sari, budi):
    number = find(sari, "Lampu jalan mati")
    assert find(budi, "Lampu jalan mati") == number
    sari.wait("text('.desk-colleagues').includes('budi sedang membuka ini')")
    budi.wait("text('.desk-colleagues').includes('sari sedang membuka ini')")
    budi.page.fill("[data-form=forward] textarea", "Cek tiang nomor 14")
    sari.page.select_option("[data-form=correct] [data-field=visibility]", "anonim", force=True)
    sari.page.evaluate("document.querySelector('[data-form=correct]').requestSubmit()")
    sari.wait("all('.desk-badge').includes('Anonim')")
    budi.page.click("[data-form=forward] button")
    budi.wait("text('.desk-dialog').includes('berubah sementara Anda bekerja')")
    told = budi.text(".desk-dialog")
    assert "sari" in told
    assert "keterbukaan anonim" in told
    budi.page.click(".desk-dialog .desk-main")
    budi.wait("all('.desk-badge').includes('Anonim')")
    assert budi.page.input_value("[data-form=forward] textarea") == "Cek tiang nomor 14"
    budi.page.click("[data-form=forward] button")
    budi.wait("text('.desk-badge').startsWith('Diteruskan')")
    sari.wait("text('.desk-badge').startsWith('Diteruskan')")
    assert "Cek tiang nomor 14" in sari.text(".desk-history")


def test_new_reports_wait_behind_a_bar_and_changed_ones_change_in_their_place(sari, center):
    before = sari.page.evaluate("[...document.querySelectorAll('.desk-row-line')].map((each) => each.innerText)")
    assert send_whatsapp(center, "wamid.desk.new", "Pohon tumbang di Jl Dr Cipto menutup jalan").status_code == 200
    sari.wait("text('.desk-fresh').includes('1 laporan baru masuk')")
    assert "Pohon tumbang" not in sari.text(".desk-rows")
    assert sorted(before) == sorted(
        sari.page.evaluate("[...document.querySelectorAll('.desk-row-line')].map((each) => each.innerText)")
    )
    sari.press(".")
    sari.wait("text('.desk-rows').includes('Pohon tumbang') && text('.desk-fresh') === ''")


def test_the_pin_is_moved_by_the_keyboard_and_kept_only_when_somebody_says_so(sari):
    find(sari, "Sampah menumpuk")
    sari.page.focus(".desk-map-canvas")
    sari.press("ArrowRight", "ArrowDown")
    sari.wait("text('.desk-map-moved').includes('Simpan tempat baru?')")
    sari.press("Escape")
    sari.wait("text('.desk-map-moved') === ''")
    sari.page.focus(".desk-map-canvas")
    sari.press("Shift+ArrowRight", "Enter")
    sari.wait("text('.desk-toast').includes('dikoreksi') && text('.desk-history').includes('mengoreksi')")


def test_a_contact_is_shown_only_when_asked_for_and_that_is_in_the_history(sari, center):
    find(sari, "Banjir di Genuk")
    assert "•" in sari.text(".desk-contact")
    sari.page.click("[data-act=reveal]")
    sari.wait("text('.desk-contact').includes('62800') && !text('.desk-contact').includes('•')")
    sari.page.reload()
    sari.wait("text('.desk-history').includes('menampilkan kontak')")
    assert "•" in sari.text(".desk-contact")


def test_a_draft_is_there_again_and_ends_when_somebody_else_has_answered(sari, budi):
    number = find(sari, "Jalan berlubang")
    sari.press("r")
    sari.page.wait_for_selector("[data-composer]")
    if sari.page.query_selector("[data-composer] textarea") is None:
        pytest.fail(sari.text("[data-composer]"))
    sari.page.keyboard.type("Bapak/Ibu, ")
    sari.wait("text('.desk-size').includes('huruf') || text('.desk-size').includes('bagian')")
    sari.page.wait_for_timeout(1200)
    sari.page.reload()
    sari.opened(number)
    sari.page.wait_for_selector("[data-composer] textarea")
    assert sari.page.input_value("[data-composer] textarea") == "Bapak/Ibu, "
    assert budi.page.query_selector("text=Bapak/Ibu") is None


def test_a_receipt_that_says_failed_turns_open_pages_red(sari, center, meta, browser):
    number = find(sari, "Jalan berlubang")
    center.manage("report", "forward", number, "--opd", "dpu", "--by", "sari")
    center.manage("report", "answer", number, "--text", "Sudah dijadwalkan.", "--by", "sari")
    sari.wait("text('.desk-sent').includes('Sudah dijadwalkan.')")
    page = page_of(signed_in(browser, center, "kepala", "opd", "dpu"))
    page.goto(f"{center.url}/opd/dpu/laporan/{number}")
    page.wait_for_selector("[data-state=sent]", timeout=PATIENCE_MS)
    page.fill("textarea[name=text]", "belum dikirim")
    key = next(each for each in meta.kept if "dijadwalkan" in each.body.decode()).json["biz_opaque_callback_data"]
    assert send_status(center, key, "failed").status_code == 200
    sari.wait("text('.desk-sent-bad').includes('Sudah dijadwalkan.')")
    page.wait_for_selector(".answer-alarm .answer-state-bad", timeout=PATIENCE_MS)
    assert page.input_value("textarea[name=text]") == "belum dikirim"
    assert not meta.faults


def test_many_reports_are_acted_on_at_once(sari):
    sari.press("j", "x", "j", "x")
    sari.wait("text('.desk-marked').includes('2 ditandai')")
    sari.page.select_option(".desk-many select >> nth=0", "defer")
    sari.page.fill(".desk-many input", "menunggu rapat")
    sari.page.click(".desk-many button")
    sari.wait("text('.desk-toast').includes('2 laporan: ditunda')")
    sari.page.click(".desk-toast button")
    sari.wait("text('.desk-marked') === '' && all('.desk-toast').some((text) => text.includes('dikembalikan'))")


def test_the_desk_says_that_the_server_is_away_and_goes_on_when_it_is_back(sari, center):
    # A Chromium that is told to be offline spins on the socket that it holds.
    center.kill()
    sari.wait("text('.desk-live') === 'DATA LAMA'")
    sari.press("j")
    sari.wait("text('.desk-toast').includes('tidak terjangkau')")
    center.start()
    sari.wait("text('.desk-live').startsWith('langsung')")


def test_what_opens_over_the_desk_keeps_nobody_out(browser, operators, center):
    """axe runs beside the page's own script, which its policy would forbid."""
    context = browser.new_context(storage_state=operators[0].storage_state(), bypass_csp=True)
    desk = open_desk(context, center, "?antrean=semua")
    find(desk, "Banjir di Genuk")
    desk.press("x")
    desk.wait("text('.desk-marked').includes('1 ditandai')")
    assert barriers(desk.page) == []
    desk.press("?")
    desk.wait("text('.desk-help').includes('verifikasi')")
    assert barriers(desk.page) == []
    context.close()


def test_a_search_finds_by_number_and_by_words_and_stands_in_the_address(sari):
    sari.page.fill("#desk-search", "majapahit")
    sari.wait("all('.desk-row-line').length === 1 && text('.desk-row-line').includes('Lampu jalan mati')")
    assert "cari=majapahit" in sari.page.url
    sari.page.fill("#desk-search", "tidak ada yang begini")
    sari.wait("text('.desk-empty').includes('Tidak ada yang cocok')")


@pytest.mark.parametrize(("role", "opd"), [("diskominfo", ""), ("opd", "dpu")])
def test_others_get_nothing(browser, center, role, opd):
    context = signed_in(browser, center, f"lain-{role}", role, opd)
    for path in ("list", "reports/LH-2026-000001", "changes?since=0", "rows?ids=1", "outlines"):
        assert context.request.get(f"{center.url}/api/desk/{path}").status == 403
    assert context.request.get(f"{center.url}/desk", max_redirects=0).status == 403
    assert httpx.get(f"{center.url}/api/desk/list").status_code == 401
    context.close()
