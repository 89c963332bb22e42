"""The page of the visual system shows all there is of it."""

from dataclasses import dataclass

import pytest

from layouts.i18n import LANGUAGES, words
from layouts.icons import ICONS
from layouts.style.page import style_page
from layouts.theme import THEMES
from layouts.visit import Visit
from tests.layouts.calls_sample import STYLES
from tests.layouts.reading import classed, words_of


@dataclass(frozen=True)
class Entry:
    path: str = "/gaya"
    key: str = "style"
    title: str = "style.page_name"
    libraries: tuple[str, ...] = ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_mark_and_icon_is_shown(theme, language):
    page = style_page(STYLES, Visit(Entry(), (), "sari", "Lapor Hendi", True, words(language), theme, {}))
    assert len(classed(page, "style-swatch")) == len(THEMES[theme][1])
    assert len(classed(page, "mark")) == len(STYLES.every)
    assert len({one.style["maskImage"] for one in classed(page, "icon")}) == len(ICONS)
    assert words("id").percent(83, 100) in words_of(page)
