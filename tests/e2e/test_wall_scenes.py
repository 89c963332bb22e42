"""The wall's scenes: they follow each other, are steered by hand, make way for what is critical, and can be read at once."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from command_center.domain.inbound import Payload
from command_center.intake.accept import Parsed
from command_center.settings import read_settings
from layouts.wall.scenes import SCENES
from program.core import build_core
from tests.e2e.messages import send_whatsapp, whatsapp_body
from tests.e2e.wall_page import LOOK_MS, PATIENCE_MS, open_wall
from tests.long_run import LONG_RUN
from tests.servers.command_center import CommandCenter
from tests.servers.empty_database import with_tables

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser, pytest.mark.timeout(300)]

SECONDS = 16
"""How long a scene is shown. Tests put the page's clock on instead of waiting."""
PROGRAMME = f"""seconds = {SECONDS}
[[scene]]
key = "kota"
seconds = {SECONDS}
[[interrupt]]
cause = "incident"
categories = ["rob"]
reports = 3
scene = "tenggat"
[[interrupt]]
cause = "breach"
categories = ["sampah"]
scene = "tenggat"
"""
OVERDUE = timedelta(days=40)
HEADER = "Tracking ID;Tanggal Laporan Masuk;Judul Laporan;Isi Laporan Awal;Status Laporan;Tipe Laporan"
KEYS = [scene.key for scene in SCENES]
EARLIER = ("lampu jalan mati di Miroto", "jalan berlubang di Tlogosari Kulon")
EARLIER_AGO = timedelta(minutes=30)
SIZES = [(1366, 768), (1080, 1920), *([(1920, 1080), (3440, 1440), (5760, 1080)] if LONG_RUN else [])]
ZONE = ZoneInfo("Asia/Jakarta")


@pytest.fixture(scope="module")
def center(tmp_path_factory):
    """An installation whose scenes are short, and that took two reports half an hour ago."""
    folder = tmp_path_factory.mktemp("scenes")
    (folder / "city").mkdir()
    (folder / "city" / "wall.toml").write_text(PROGRAMME, "utf-8")
    running = CommandCenter(folder / "center", CITY_DIR=str(folder / "city"))
    take_earlier(folder / "center" / "var", running.environment["SECRET_KEY"])
    with running:
        yield running


def take_earlier(var_dir, secret_key):
    """As the server took them then."""
    core = build_core(read_settings(var_dir=with_tables(var_dir), demo=False, secret_key=secret_key, _env_file=None))
    then = datetime.now(UTC) - EARLIER_AGO
    for number, text in enumerate(EARLIER):
        body = whatsapp_body(f"wamid.earlier.{number}", text, sent_at=int(then.timestamp()))
        delivery = Payload("whatsapp", "", str(number), then, "application/json", {}, body)
        core.intake.accept([Parsed(None, then, tuple(core.channels["whatsapp"].parse(delivery)))], then)
    core.close()


@pytest.fixture(scope="module")
def device(center, browser):
    """A wall of its own, opened once."""
    opened = open_wall(browser, center, own_clock=True)
    yield opened
    opened.page.context.close()


@pytest.fixture
def wall(center, device):
    """The wall as it begins, at its first scene."""
    device.page.goto(f"{center.url}/wall")
    device.hurry("facts.state === 'live' && facts.map === 'ready' && facts.mode === 'playing'")
    yield device
    device.page.evaluate("localStorage.clear()")
    assert device.problems == []


def test_scenes_follow_each_other_each_for_its_seconds(wall):
    start = KEYS.index(wall.facts()["scene"])
    for step in range(len(KEYS)):
        wall.later(SECONDS - 6)
        wall.page.wait_for_timeout(500)
        assert wall.facts()["scene"] == KEYS[(start + step) % len(KEYS)], "none is cut short"
        wall.later(6)
        wall.wait(f"facts.scene === '{KEYS[(start + step + 1) % len(KEYS)]}'")


def test_each_scene_is_filled_when_it_is_shown(wall):
    for number, scene in enumerate(SCENES, 1):
        wall.page.keyboard.press(str(number))
        wall.wait(f"facts.scene === '{scene.key}'")
        titles = wall.page.eval_on_selector_all(
            f"#wall-scene-{scene.key} .panel-title", "titles => titles.map(title => title.innerText)"
        )
        assert all(titles)
        assert wall.page.is_visible(f"#wall-scene-{scene.key}")


def test_a_pause_holds_the_scene_and_a_pin_holds_it_past_a_reload(wall):
    wall.page.keyboard.press("1")
    wall.page.keyboard.press(" ")
    wall.wait("facts.mode === 'paused' && text.includes('jeda')")
    wall.later(SECONDS + 1)
    wall.page.wait_for_timeout(500)
    assert wall.facts()["scene"] == "kota"
    wall.page.keyboard.press("2")
    wall.page.keyboard.press("p")
    wall.wait("facts.mode === 'pinned' && text.includes('disematkan') && facts.scene === 'tenggat'")
    assert wall.page.url.endswith("/wall?adegan=tenggat&putar=0")
    wall.page.reload()
    wall.wait("facts.mode === 'pinned' && facts.scene === 'tenggat'")
    wall.later(SECONDS + 1)
    wall.page.wait_for_timeout(500)
    assert wall.facts()["scene"] == "tenggat"
    wall.page.keyboard.press("p")
    wall.later(SECONDS)
    wall.wait(f"facts.mode === 'playing' && facts.scene === '{KEYS[KEYS.index('tenggat') + 1]}'")
    assert wall.page.url.endswith("/wall")


def test_the_bar_comes_with_the_pointer_and_goes_again(wall):
    assert wall.page.evaluate("getComputedStyle(document.querySelector('.controls')).opacity") == "0"
    wall.page.mouse.move(200, 200)
    wall.page.mouse.move(240, 220)
    wall.wait("facts.controls === 'shown'")
    wall.page.get_by_role("button", name="Jeda").click()
    wall.wait("facts.mode === 'paused'")
    wall.page.mouse.move(10, 10)
    wall.page.evaluate("document.activeElement.blur()")
    wall.later(5)
    wall.wait("facts.controls === 'hidden'")


def test_an_incident_that_reaches_its_size_is_shown_at_once_and_said(center, wall):
    wall.page.keyboard.press("1")
    wall.page.keyboard.press(" ")
    wall.wait("facts.mode === 'paused' && facts.scene === 'kota'")
    wall.wait("document.querySelector('#wall-counters').innerText.includes('Masuk')")
    for number in range(3):
        text = f"rob masuk rumah di Tambak Lorok Tanjung Mas setinggi lutut nomor {number}"
        assert send_whatsapp(center, f"wamid.rob.{number}", text).status_code == 200
    wall.wait("facts.scene === 'tenggat' && text.includes('Kritis: rob')")
    wall.later(SECONDS)
    wall.wait("facts.scene === 'kota' && facts.mode === 'paused' && !text.includes('Kritis')")


def test_a_new_breach_sounds_where_it_was_allowed(center, wall):
    wall.page.keyboard.press("b")
    wall.wait("facts.sound === 'on'")
    wall.page.wait_for_function("() => window.wallFacts.tones() === 1", polling=LOOK_MS)
    wall.later(31)
    # Another system's clock runs from when it was written to: this one is late from its first moment here.
    day = datetime.now(UTC) - OVERDUE
    row = f"1;{day.day} {day:%b} {day.year};Sampah;Sampah menumpuk di Miroto sejak lama;Baru;-"
    file = center.folder / "terlambat.csv"
    file.write_text(f"{HEADER}\n{row}\n", "utf-8")
    center.manage("import", "sp4n", str(file))
    wall.page.wait_for_function("() => window.wallFacts.tones() === 2", timeout=PATIENCE_MS, polling=LOOK_MS)
    wall.wait("facts.scene === 'tenggat' && text.includes('Lewat tenggat: sampah')")


def test_a_browser_that_holds_sound_back_is_told_of(center, browser):
    allowed = {"origin": center.url, "localStorage": [{"name": "wall-sound", "value": "yes"}]}
    opened = open_wall(browser, center, storage_state={"cookies": [], "origins": [allowed]})
    opened.wait("facts.sound === 'held' && text.includes('bunyi: sentuh layar')")
    opened.page.mouse.click(300, 300)
    opened.wait("facts.sound === 'on' && !text.includes('ditahan')")
    opened.page.context.close()


def test_the_wall_can_be_read_before_any_script_has_run(center, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(center.wall_link)
    assert "Masuk hari ini" in page.inner_text(".counters")
    assert page.locator(".map-city path").count() == 16
    assert "kanal, 24 jam" in page.inner_text(".panel-channels")
    context.close()


def test_it_is_one_answer_and_needs_no_file_beside_it(center, browser):
    context = browser.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(center.url)))
    page.goto(center.wall_link)
    page.wait_for_function("() => document.querySelector('#wall-root').dataset.state === 'live'")
    assert not [url for url in asked if ".js" in url or ".css" in url]
    assert not any("_dash-component-suites" in url or "_dash-layout" in url for url in asked)
    context.close()


def test_no_panel_is_cut_or_lies_over_another(wall):
    wall.page.keyboard.press(" ")
    for number, scene in enumerate(SCENES, 1):
        wall.page.keyboard.press(str(number))
        wall.wait(f"facts.scene === '{scene.key}'")
        for width, height in SIZES:
            wall.page.set_viewport_size({"width": width, "height": height})
            boxes = wall.page.eval_on_selector_all(
                f"#wall-scene-{scene.key} .panel, #wall-scene-{scene.key} .counter",
                "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom])",
            )
            assert boxes
            for index, (left, top, right, bottom) in enumerate(boxes):
                where = (scene.key, width, boxes[index])
                assert 0 <= left < right <= width, where
                assert 0 <= top < bottom <= height, where
                for other in boxes[index + 1 :]:
                    beside = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
                    assert beside, (*where, other)
    wall.page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})


def test_a_recording_shows_what_was_and_stands_still(center, wall):
    before = int(wall.facts()["points"])
    moment = datetime.now(ZONE) - EARLIER_AGO / 2
    assert send_whatsapp(center, "wamid.after", "pohon tumbang di Tlogosari Kulon").status_code == 200
    wall.wait(f"facts.points === '{before + 1}'")
    page = wall.page
    page.goto(f"{center.url}/wall?saat={moment:%Y-%m-%dT%H:%M}")
    wall.wait("facts.state === 'replay' && facts.map === 'ready' && text.includes('REKAMAN')")
    assert wall.facts()["points"] == str(len(EARLIER))
    clock = page.inner_text("#wall-clock")
    assert clock == f"{moment:%H:%M}:00"
    wall.later(150)
    page.wait_for_timeout(300)
    assert page.inner_text("#wall-clock") == clock
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**saat={moment - timedelta(minutes=5):%Y-%m-%dT%H}%3A*")
    page.get_by_role("link", name="Kembali ke langsung").click()
    wall.hurry(f"facts.state === 'live' && facts.points === '{before + 1}'")
    for text, said in (
        ("kemarin", "tidak terbaca"),
        ("2199-01-01T00:00", "belum tiba"),
        ("2001-01-01T00:00", "belum ada"),
    ):
        page.goto(f"{center.url}/wall?saat={text}")
        wall.wait(f"text.includes('{said}')")
