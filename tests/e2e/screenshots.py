"""Draws docs/screenshots/: every page of a demo at the sizes it is made for, its states, and the main pages of cities with
few reports, with none, with thousands open, with ten million, and with long names.

`make screenshots` runs it; `make screenshots ARGS="--only desk lapor"` draws those of the demo whose names begin so. A page that people work on is drawn in its whole length.
"""

import re
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
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
from tests.e2e.screenshot_service import SERVICE, Staged, is_drawn_here
from tests.e2e.screenshot_states import STATES, PageState
from tests.servers.chromium import chromium
from tests.servers.command_center import CommandCenter

PATIENCE_MS = 60_000
SETTLED_MS = 3_000
"""How long a page is left alone once it is drawn: charts further down come later."""
COLOURS, EXACT = 256, 208
"""Pictures are kept with so many colours, a third of the size; the most frequent ones, those of the grounds, as they are."""
TALLEST = 6_000
SERVED = "layanan"
"""The demo on which the city acts: its pictures are those of SERVICE."""
THERE = "#wall-root[data-map=ready], #analytics-root[data-complete], .work:not(#analytics-root), .frame main, main"
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
    if is_drawn_here(opening.page, opening.path):
        return ()
    if city != "demo":
        return PLAIN.get(opening.path, ())
    if opening.page == "wall":
        return WALL if opening.path == "/wall" else SCENE
    return WORK


def cities(folder: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, CommandCenter]]:
    """The cities that are drawn, each with its server, which runs while it is looked at."""
    if wanted("demo"):
        with CommandCenter(folder / "demo", demo=True, DEMO_SPEED="60") as center:
            yield "demo", center
    if wanted(SERVED):
        # Simulated staff rest, so that the reports of the pictures stay as they are.
        with CommandCenter(folder / "demo", demo=True, DEMO_SPEED="0.01") as center:
            yield SERVED, center
    if not wanted("others"):
        return
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
    long = page.evaluate("() => (document.querySelector('.work') ?? document.documentElement).scrollHeight")
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
    """Where pictures go, and which: those whose names begin with one of `only`; all without any."""

    target: Path
    only: tuple[str, ...]
    browser: Browser

    def wanted(self, name: str) -> bool:
        """Whether the picture of this name is drawn."""
        return not self.only or name.startswith(self.only)

    def draws(self, city: str) -> bool:
        """Whether any picture is drawn of this city."""
        served = any(self.wanted(f"{state.name}-") for state in SERVICE)
        of_demo = [f"{each.name}-" for each in OPENINGS if looks_of(each, "demo")] + [
            f"{each.name}-" for each in STATES
        ]
        return not self.only or (served if city == SERVED else city == "demo" and any(map(self.wanted, of_demo)))

    def pages(self, city: str, center: CommandCenter, people: "People") -> None:
        """Every page of this city."""
        for opening in OPENINGS:
            for look in looks_of(opening, city):
                name = f"{opening.name}{'' if city == 'demo' else '-' + city}-{look.name}"
                if self.wanted(name):
                    page = opened(self.browser, people.session(opening.role), look)
                    draw(page, center.url + opening.query(tema=look.theme, bahasa=look.language), look)
                    self.keep(page, name)

    def states(self, center: CommandCenter, people: "People", *, last: bool) -> None:
        """The states of pages."""
        for state in STATES:
            for look in WALL[1:2] if state.wall else STATE:
                name = f"{state.name}-{look.name}"
                if state.last is last and self.wanted(name):
                    self._state(state, state.path, look, center, people)

    def service(self, center: CommandCenter, people: "People") -> None:
        """The pages on which the city acts and citizens follow."""
        staged = Staged(center)
        for state in SERVICE:
            for look in WORK:
                if self.wanted(f"{state.name}-{look.name}"):
                    staged.reports()
                    self._state(state, staged.path(state.path), look, center, people)

    def _state(self, state: PageState, path: str, look: Look, center: CommandCenter, people: "People") -> None:
        page = opened(self.browser, people.session(state.role), look)
        if state.before:
            state.before(page, center)
        separator = "&" if "?" in path else "?"
        address = f"{center.url}{path}{separator}tema={look.theme}&bahasa={look.language}"
        draw(page, address, look, answered=state.before is None)
        if state.after:
            state.after(page, center)
        self.keep(page, f"{state.name}-{look.name}")

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


def main(target: Path, only: tuple[str, ...] = ()) -> None:
    """Start each city in a folder of its own and take the pictures whose names begin with one of `only`; all without any,
    and those of the demo alone with some.
    """
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="screenshots-") as folder, chromium() as browser:
        gallery = Gallery(target, only, browser)
        for city, center in cities(Path(folder), gallery.draws):
            people = People(browser, center, {})
            if city == SERVED:
                gallery.service(center, people)
                continue
            gallery.pages(city, center, people)
            if city == "demo":
                gallery.states(center, people, last=False)
                gallery.states(center, people, last=True)


if __name__ == "__main__":
    asked = ArgumentParser(prog="make screenshots")
    asked.add_argument("target", type=Path)
    asked.add_argument(
        "--only", nargs="+", default=(), metavar="NAME", help="pictures of the demo whose names begin so"
    )
    given = asked.parse_args()
    main(given.target, tuple(given.only))
