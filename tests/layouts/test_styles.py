"""The stylesheets: loaded in the order in which they lean on each other, and no rule for what no page has."""

import re
from pathlib import Path

import dash
import pytest

from tests.layouts.written import ROOT, could_be, in_scripts, texts

ASSETS = ROOT / "assets"
SHEETS = sorted(ASSETS.rglob("*.css"))
LIBRARIES = ("mantine-", "maplibregl-", "js-plotly-plot", "plot-container", "svg-container")
"""Beginnings of the classes of what others draw."""

NAMES = frozenset(word for text in texts() for word in text.split())


def classes(sheet: Path) -> set[str]:
    """The classes that a stylesheet's selectors name."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", text)))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.relative_to(ASSETS)))
def test_every_class_of_a_stylesheet_is_given_to_something(sheet):
    for name in classes(sheet):
        if not name.startswith(LIBRARIES):
            assert name in NAMES or in_scripts(name) or any(could_be(each, name) for each in NAMES), name


def test_what_pages_share_is_loaded_before_what_is_their_own():
    app = dash.Dash("order", assets_folder=str(ASSETS))
    app.layout = dash.html.Div()
    app._setup_server()
    for resources in (app.css.get_all_css(), app.scripts.get_all_scripts()):
        loaded = [each["asset_path"] for each in resources if "asset_path" in each]
        shared = [path for path in loaded if "/" not in path]
        assert loaded[: len(shared)] == shared
        assert len(loaded) > len(shared) > 0
        wall = [path for path in loaded if path.startswith("wall/")]
        assert sorted(wall, key=lambda path: path.count("/")) == wall
