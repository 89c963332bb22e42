"""The wall's scenes: they follow each other, are steered by hand, make way for what is critical, and can be read at once."""

import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from layouts.wall.scenes import SCENES
from tests.e2e.messages import send_whatsapp
from tests.e2e.wall_page import WallPage, open_wall
from tests.servers.command_center import CommandCenter

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser, pytest.mark.timeout(300)]

PROGRAMME = """seconds = 5
[[scene]]
key = "kota"
seconds = 5
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


@pytest.fixture(scope="module")
def center(tmp_path_factory):
    """An empty installation whose scenes are short."""
    folder = tmp_path_factory.mktemp("scenes")
    (folder / "city").mkdir()
    (folder / "city" / "wall.toml").write_text(PROGRAMME, "utf-8")
    with CommandCenter(folder / "center", CITY_DIR=str(folder / "city")) as running:
        yield running


@pytest.fixture
def wall(center, browser):
    """A wall of its own."""
    opened = open_wall(browser, center)
    yield opened
    assert opened.problems == []
    opened.page.context.close()


def scenes_seen(wall: WallPage, count: int) -> list[tuple[str, float]]:
    """(scene, when it began to be seen) of so many changes."""
    return wall.page.evaluate(
        """count => new Promise(done => {
            const seen = [], root = document.querySelector('#wall-root');
            new MutationObserver(() => {
                const [shown] = [...document.querySelectorAll('.scene')].filter(one => !one.hidden);
                if (!seen.length || seen.at(-1)[0] !== shown.id) seen.push([shown.id, performance.now()]);
                if (seen.length >= count) done(seen);
            }).observe(root, {attributes: true, attributeFilter: ['data-scene']});
        })""",
        count,
    )


def test_scenes_follow_each_other_each_for_its_seconds(wall):
    seen = scenes_seen(wall, len(KEYS) + 1)
    names = [name.removeprefix("wall-scene-") for name, _ in seen]
    start = KEYS.index(names[0])
    assert names == [KEYS[(start + step) % len(KEYS)] for step in range(len(KEYS) + 1)]
    # A scene begins when its panels are there: none is cut short by more than that takes.
    assert all(later - earlier > 3000 for (_, earlier), (_, later) in pairwise(seen))


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
    wall.page.wait_for_timeout(7000)
    assert wall.facts()["scene"] == "kota"
    wall.page.keyboard.press("2")
    wall.page.keyboard.press("p")
    wall.wait("facts.mode === 'pinned' && text.includes('disematkan') && facts.scene === 'tenggat'")
    assert wall.page.url.endswith("/wall?adegan=tenggat&putar=0")
    wall.page.reload()
    wall.wait("facts.mode === 'pinned' && facts.scene === 'tenggat'")
    wall.page.wait_for_timeout(7000)
    assert wall.facts()["scene"] == "tenggat"
    wall.page.keyboard.press("p")
    wall.wait("facts.mode === 'playing' && facts.scene === 'kota'")
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
    wall.wait("facts.scene === 'kota' && facts.mode === 'paused' && !text.includes('Kritis')")


def test_a_new_breach_sounds_where_it_was_allowed(center, wall):
    wall.page.keyboard.press("b")
    wall.wait("facts.sound === 'on'")
    wall.page.wait_for_function("() => window.wallFacts.tones() === 1")
    wall.page.wait_for_timeout(31_000)
    # Another system's clock runs from when it was written to: this one is late from its first moment here.
    day = datetime.now(UTC) - OVERDUE
    row = f"1;{day.day} {day:%b} {day.year};Sampah;Sampah menumpuk di Miroto sejak lama;Baru;-"
    file = center.folder / "terlambat.csv"
    file.write_text(f"{HEADER}\n{row}\n", "utf-8")
    center.manage("import", "sp4n", str(file))
    wall.page.wait_for_function("() => window.wallFacts.tones() === 2", timeout=60_000)
    wall.wait("facts.scene === 'tenggat' && text.includes('Lewat tenggat: sampah')")


def test_a_browser_that_holds_sound_back_is_told_of(center, browser):
    opened = open_wall(browser, center)
    opened.page.evaluate("localStorage.setItem('wall-sound', 'yes')")
    opened.page.reload()
    opened.wait("facts.sound === 'held' && text.includes('bunyi ditahan peramban')")
    opened.page.mouse.click(300, 300)
    opened.wait("facts.sound === 'on' && !text.includes('ditahan')")
    opened.page.context.close()


def test_the_wall_can_be_read_before_any_script_has_run(center, browser):
    link = center.manage("wall", "add", "tanpa skrip").strip()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    assert "Masuk hari ini" in page.inner_text(".counters")
    assert page.locator(".map-city path").count() == 16
    assert "kanal, 24 jam" in page.inner_text(".panel-channels")
    context.close()


def test_it_is_one_answer_and_needs_no_file_beside_it(center, browser):
    link = center.manage("wall", "add", "berkas").strip()
    context = browser.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(center.url)))
    page.goto(link)
    page.wait_for_function("() => document.querySelector('#wall-root').dataset.state === 'live'")
    assert not [url for url in asked if ".js" in url or ".css" in url]
    assert not any("_dash-component-suites" in url or "_dash-layout" in url for url in asked)
    context.close()


@pytest.mark.parametrize(
    "size", [(1366, 768), (1920, 1080), (3440, 1440), (1080, 1920), (5760, 1080)], ids=lambda size: f"{size[0]}"
)
def test_no_panel_is_cut_or_lies_over_another(center, browser, size):
    opened = open_wall(browser, center, size=size)
    opened.page.keyboard.press(" ")
    for number, scene in enumerate(SCENES, 1):
        opened.page.keyboard.press(str(number))
        opened.wait(f"facts.scene === '{scene.key}'")
        boxes = opened.page.eval_on_selector_all(
            f"#wall-scene-{scene.key} .panel, #wall-scene-{scene.key} .counter",
            "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom])",
        )
        assert boxes
        for index, (left, top, right, bottom) in enumerate(boxes):
            assert 0 <= left < right <= size[0]
            assert 0 <= top < bottom <= size[1]
            for other in boxes[index + 1 :]:
                assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
    opened.page.context.close()


def test_a_recording_shows_what_was_and_stands_still(center, browser):
    opened = open_wall(browser, center)
    before = int(opened.facts()["points"])
    # The minute that ends now, so that the recording is of this state.
    moment = datetime.now(UTC) + timedelta(hours=7, minutes=1)
    while datetime.now(UTC) + timedelta(hours=7) < moment.replace(second=0, microsecond=0):
        time.sleep(1)
    assert send_whatsapp(center, "wamid.after", "pohon tumbang di Tlogosari Kulon").status_code == 200
    opened.wait(f"facts.points === '{before + 1}'")
    page = opened.page
    page.goto(f"{center.url}/wall?saat={moment:%Y-%m-%dT%H:%M}")
    opened.wait("facts.state === 'replay' && facts.map === 'ready' && text.includes('REKAMAN')")
    assert opened.facts()["points"] == str(before)
    clock = page.inner_text("#wall-clock")
    assert clock == f"{moment:%H:%M}:00"
    page.wait_for_timeout(2500)
    assert page.inner_text("#wall-clock") == clock
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**saat={moment - timedelta(minutes=5):%Y-%m-%dT%H}%3A*")
    page.get_by_role("link", name="Kembali ke langsung").click()
    opened.wait(f"facts.state === 'live' && facts.points === '{before + 1}'")
    for text, said in (
        ("kemarin", "tidak terbaca"),
        ("2199-01-01T00:00", "belum tiba"),
        ("2001-01-01T00:00", "belum ada"),
    ):
        page.goto(f"{center.url}/wall?saat={text}")
        opened.wait(f"text.includes('{said}')")
    assert opened.problems == []
    page.context.close()
