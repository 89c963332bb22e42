"""Icons are drawings of our own, named where no words stand beside them."""

import pytest

from layouts.icons import DRAWINGS, ICONS, icon


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_a_small_drawing_without_anything_from_elsewhere(name):
    text = (DRAWINGS / f"{name}.svg").read_text("utf-8")
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"')
    assert "href" not in text
    assert "script" not in text
    assert len(text) < 1000


def test_an_icon_alone_says_what_it_means_and_one_beside_words_says_nothing():
    assert getattr(icon("close", "Tutup"), "aria-label") == "Tutup"
    assert getattr(icon("close"), "aria-hidden") == "true"


def test_an_unknown_icon_is_refused():
    with pytest.raises(ValueError, match="there is no icon"):
        icon("dragon")
