"""Draws docs/screenshots/: every page of a demo at the sizes it is made for, its states, and the main pages of cities with
few reports, with none, with thousands open, with ten million, and with long names.

`make screenshots` runs it. A page that people work on is drawn in its whole length.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page, StorageState

from command_center.reference.load import OWN_FILES
from tests.bench.big_city import found
from tests.e2e.messages import send_whatsapp
from tests.e2e.openings import OPENINGS, Opening
from tests.e2e.people import sign_in
from tests.e2e.screenshot_states import STATES
from tests.servers.chromium import chromium
from tests.servers.command_center import CommandCenter

PATIENCE_MS = 60_000
SETTLED_MS = 3_000
"""How long a page is left alone once it is drawn: charts further down come later."""
COLOURS, EXACT = 256, 208
"""Pictures are kept with so many colours, a third of the size; the most frequent ones, those of the grounds, as they are."""
TALLEST = 6_000
THERE = "#wall-root[data-map=ready], #analytics-root[data-complete], .work:not(#analytics-root), .frame main"
"""What a page has that is drawn."""


@dataclass(frozen=True)
class Look:
    """How a page is looked at: `name` ends the picture's, `size` is the window's in CSS pixels."""

    name: str
    size: tuple[int, int]
    theme: str
    language: str


WALL = (
    Look("1366", (1366, 768), "gelap", "id"),
    Look("1920", (1920, 1080), "gelap", "id"),
    Look("3840", (3840, 2160), "gelap", "id"),
    Look("1080x1920", (1080, 1920), "gelap", "id"),
    Look("5760x1080", (5760, 1080), "gelap", "id"),
    Look("1920-terang", (1920, 1080), "terang", "id"),
    Look("1920-en", (1920, 1080), "gelap", "en"),
)
SCENE = (WALL[1], WALL[3])
"""The scenes after the first one."""
WORK = (
    Look("1366", (1366, 768), "terang", "id"),
    Look("1920-gelap-en", (1920, 1080), "gelap", "en"),
    Look("390", (390, 844), "terang", "id"),
)
STATE = (WORK[0], WORK[2])
PLAIN = {"/wall": WALL[1:2], "/analytics": WORK[:1], "/briefing/hari-ini": WORK[:1], "/opd/dpu": WORK[:1]}
"""What is drawn of the other cities, by path."""


def looks_of(opening: Opening, city: str) -> tuple[Look, ...]:
    """The ways in which a page of this city is drawn."""
    if city != "demo":
        return PLAIN.get(opening.path, ())
    if opening.page == "wall":
        return WALL if opening.path == "/wall" else SCENE
    return WORK


def cities(folder: Path) -> Iterator[tuple[str, CommandCenter]]:
    """The cities that are drawn, each with its server, which runs while it is looked at."""
    with CommandCenter(folder / "demo", demo=True, DEMO_SPEED="60") as center:
        yield "demo", center
    with CommandCenter(folder / "demo", demo=True, CITY_DIR=str(long_names(folder))) as center:
        yield "nama-panjang", center
    with CommandCenter(folder / "kosong") as center:
        yield "kosong", center
    with CommandCenter(folder / "tiga") as center:
        for number, text in enumerate(
            ("jalan berlubang di Tlogosari Kulon", "lampu jalan mati di Jalan Pandanaran", "sampah menumpuk di Genuk")
        ):
            send_whatsapp(center, f"wamid.gambar.{number}", text).raise_for_status()
        yield "tiga", center
    for name, reports, still_open in (("ramai", 20_000, 4_000), ("sepuluh-juta", 10_000_000, 2_000)):
        found(folder / name, reports, datetime.now(UTC), still_open)
        with CommandCenter(folder / name) as center:
            yield name, center


def long_names(folder: Path) -> Path:
    """Reference files of a city in which every OPD has the longest names that one could give it."""
    city = folder / "nama-panjang"
    city.mkdir()
    text = (OWN_FILES / "opd.toml").read_text("utf-8")
    text = re.sub(
        r'(label = \{ id = ")[^"]*', r"\1Dinas Pemberdayaan Perempuan, Perlindungan Anak, dan Keluarga Berencana", text
    )
    (city / "opd.toml").write_text(re.sub(r'(short = "[^"]*)', r"\1 dan Keluarga Berencana", text), "utf-8")
    return city


def opened(browser: Browser, session: StorageState | None, look: Look) -> Page:
    """A window that shows nothing yet."""
    width, height = look.size
    return browser.new_context(viewport={"width": width, "height": height}, storage_state=session).new_page()


def draw(page: Page, address: str, look: Look, *, answered: bool = True) -> None:
    """The page as it is looked at, drawn as far as it will be; `answered` tells whether its questions will all be."""
    width, height = look.size
    page.goto(address)
    page.wait_for_timeout(SETTLED_MS)
    if answered:
        page.wait_for_selector(THERE, timeout=PATIENCE_MS)
        page.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
    long = page.evaluate("() => document.querySelector('.work')?.scrollHeight ?? 0")
    if long > height:
        page.set_viewport_size({"width": width, "height": min(long, TALLEST)})
        page.wait_for_timeout(SETTLED_MS)


def few_colours(picture: Image.Image) -> Image.Image:
    """The picture with a palette: its most frequent colours as they are, each other one as the nearest there is."""
    points = np.asarray(picture, dtype=np.int32).reshape(-1, 3)
    found, place, counts = np.unique(points @ np.array([65536, 256, 1]), return_inverse=True, return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    spread = picture.quantize(COLOURS - EXACT, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    others = np.array(spread.getpalette(), dtype=np.int64).reshape(-1, 3)
    palette = np.concatenate([colours[np.argsort(-counts)[:EXACT]], others[: COLOURS - EXACT]])
    nearest = np.concatenate(
        [((part[:, None] - palette) ** 2).sum(axis=2).argmin(axis=1) for part in np.array_split(colours, 64)]
    )
    kept = Image.fromarray(nearest[place].astype(np.uint8).reshape(picture.height, picture.width), mode="P")
    kept.putpalette(palette.astype(np.uint8).flatten().tolist())
    return kept


def keep(page: Page, file: Path) -> None:
    """Write the picture, by day at any hour: the wall is dimmed at night."""
    page.evaluate("() => document.querySelector('#wall-root')?.removeAttribute('data-night')")
    page.screenshot(path=file)
    with Image.open(file) as picture:
        few_colours(picture.convert("RGB")).save(file, optimize=True)
    sys.stdout.write(f"{file}\n")


@dataclass
class Gallery:
    """Where pictures go, and which: those whose names hold `wanted`."""

    target: Path
    wanted: str
    browser: Browser

    def pages(self, city: str, center: CommandCenter, people: "People") -> None:
        """Every page of this city."""
        for opening in OPENINGS:
            for look in looks_of(opening, city):
                name = f"{opening.name}{'' if city == 'demo' else '-' + city}-{look.name}"
                if self.wanted in name:
                    page = opened(self.browser, people.session(opening.role), look)
                    draw(page, center.url + opening.query(tema=look.theme, bahasa=look.language), look)
                    self.keep(page, name)

    def states(self, center: CommandCenter, people: "People", *, last: bool) -> None:
        """The states of pages."""
        for state in STATES:
            for look in WALL[1:2] if state.wall else STATE:
                name = f"{state.name}-{look.name}"
                if state.last is last and self.wanted in name:
                    page = opened(self.browser, people.session(state.role), look)
                    if state.before:
                        state.before(page, center)
                    separator = "&" if "?" in state.path else "?"
                    address = f"{center.url}{state.path}{separator}tema={look.theme}&bahasa={look.language}"
                    draw(page, address, look, answered=state.before is None)
                    if state.after:
                        state.after(page, center)
                    self.keep(page, name)

    def keep(self, page: Page, name: str) -> None:
        """Write the picture, and close its window."""
        keep(page, self.target / f"{name}.png")
        page.context.close()


@dataclass
class People:
    """Those who are signed in at an installation, by role."""

    browser: Browser
    center: CommandCenter
    sessions: dict[str, StorageState]

    def session(self, role: str) -> StorageState | None:
        """The session of a person of this role; None for nobody."""
        if role and role not in self.sessions:
            name = f"gambar-{role}-{len(self.center.manage('user', 'list').splitlines())}"
            self.sessions[role] = sign_in(self.browser, self.center, name, role, "dpu" if role == "opd" else "")
        return self.sessions.get(role)


def main(target: Path, wanted: str = "") -> None:
    """Start each city in a folder of its own and take the pictures whose names hold `wanted`."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="screenshots-") as folder, chromium() as browser:
        gallery = Gallery(target, wanted, browser)
        for city, center in cities(Path(folder)):
            people = People(browser, center, {})
            gallery.pages(city, center, people)
            if city == "demo":
                gallery.states(center, people, last=False)
                gallery.states(center, people, last=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots"), *sys.argv[2:3])
