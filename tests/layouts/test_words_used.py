"""Every word of the screens is read by something: a layout, a callback, or a script."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import pytest

from command_center.domain.workflow import Status
from layouts.calls.page import calls_page
from layouts.desk.composer import composer, size_in_words
from layouts.desk.page import desk_page
from layouts.desk.report import aside, middle
from layouts.figures.call_receipt import call_receipt
from layouts.i18n import Words, words
from layouts.theme import THEMES
from layouts.visit import NavigationEntry, Visit
from layouts.wall.page import wall_page
from layouts.wall.replay import NoReplay, Replay
from layouts.wall.scenes import SCENES
from program.pages import PAGES
from tests.layouts import (
    alerts_sample,
    analytics_sample,
    briefing_drawn,
    calls_sample,
    channel_sample,
    deadline_sample,
    desk_sample,
    flood_sample,
    league_sample,
    office_sample,
    opd_sample,
)
from tests.layouts.sample_view import AS_OF, VIEWS, config, opening
from tests.layouts.written import FILLED_IN, could_be, in_scripts, in_templates, texts, values

SCENE_VIEWS = {
    "tenggat": deadline_sample.VIEWS,
    "banjir": flood_sample.VIEWS,
    "opd": league_sample.VIEWS,
    "kanal": channel_sample.VIEWS,
}
"""Key of a scene -> its samples."""


class Noted(Mapping[str, str]):
    """Entries that keep which of them were read one by one."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        self.entries, self.read = dict(entries), set[str]()

    def __getitem__(self, key: str) -> str:
        self.read.add(key)
        return self.entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def items(self):
        """As a section is read: which of it are used, the script that gets it says."""
        return self.entries.items()


@pytest.fixture(scope="module")
def read():
    """The keys that are read when every sample of every page is drawn."""
    entries = Noted(words("id").entries)
    noted = Words("id", entries)
    for name, view in VIEWS.items():
        if name != "many":
            wall_page(opening(view(AS_OF)), config(), noted, "gelap")
    for scene in SCENES:
        for sample in SCENE_VIEWS.get(scene.key, {}).values():
            scene.drawn(sample(), config(), noted)
    shown = opening(VIEWS["ordinary"](AS_OF))
    for problem in (None, *NoReplay):
        asked = Replay(AS_OF, AS_OF, {}, problem)
        wall_page(replace(shown, replay=asked), config(), noted, "gelap")
    for theme in THEMES:
        links = [NavigationEntry(page.key, page.title, page.entry or page.path) for page in PAGES]
        visit = Visit(PAGES[0], links, "sari", "Lapor Hendi", True, noted, theme, {})
        for view in calls_sample.VIEWS.values():
            calls_page(view, calls_sample.config(), visit, "f" * 32)
    alerts_sample.draw_all(noted)
    analytics_sample.draw(noted, visit)
    briefing_drawn.draw_all(noted)
    opd_sample.draw_all(noted)
    office_sample.draw_all(noted, visit)
    for receipt in calls_sample.RECEIPTS.values():
        call_receipt(receipt, calls_sample.STYLES, noted)
    for file in dict(desk_sample.files()).values():
        middle(file, desk_sample.config(), noted, desk_sample.NOW)
        aside(file, desk_sample.config(), noted, "")
    for composing in dict(desk_sample.composings()).values():
        for status in ("forwarded", "archived"):
            report = desk_sample.report(Status(status))
            composer(report, composing, desk_sample.config(), noted, desk_sample.NOW)
    for size in desk_sample.sizes():
        size_in_words(size, noted)
    links = [NavigationEntry(page.key, page.title, page.path) for page in PAGES]
    desk = next(page for page in PAGES if page.key == "desk")
    desk_page({}, desk_sample.config(), Visit(desk, links, "sari", "Lapor Hendi", True, noted, "gelap", {}))
    return entries.read


def by_a_script(key: str) -> bool:
    """Whether a script is given the whole section and names this word of it."""
    section, _, name = key.rpartition(".")
    return section in texts() and in_scripts(name)


def by_a_filled_in_key(key: str) -> bool:
    """Whether a text becomes this key."""
    return any(could_be(text, key) for text in sections_named())


def by_an_error(key: str) -> bool:
    """Whether the desk is told of it by the name of a field, or by the word of a conflict, and looks it up with that."""
    section, _, name = key.rpartition(".")
    said = re.sub(r"^bad_(act|answer|view)_", "", name)
    return section == "desk.refused" and (said in values() or said in texts())


@cache
def sections_named() -> list[str]:
    """Texts that name a section; one that leaves open the whole name after it says too little."""
    return [
        text for text in texts() if "." in text.partition(FILLED_IN)[0] and text.rpartition(".")[2].strip(FILLED_IN)
    ]


def test_every_word_is_used(read):
    unread = sorted(set(words("id").entries) - read)
    left = [key for key in unread if not (by_a_script(key) or by_a_filled_in_key(key) or by_an_error(key))]
    assert [key for key in left if not in_templates(key) and key not in texts()] == []
