"""A page loads what pages share, its own files, and the libraries that it names."""

from dataclasses import dataclass

import pytest

from program.page_files import LIBRARIES, only_of

TAGS = """<link rel="stylesheet" href="/assets/tokens.css?m=1">
<link rel="stylesheet" href="/assets/desk/desk.css?m=1">
<link rel="stylesheet" href="/assets/wall/panels/map.css?m=1">
<script src="/assets/live.js?m=1"></script>
<script src="/assets/wall/wall.js?m=1"></script>
<script src="/_dash-component-suites/dash/deps/react@18.v4_4_1m1.min.js"></script>
<script src="/_dash-component-suites/dash/dash_table/bundle.v7m1.js"></script>
<script src="/_dash-component-suites/dash_ag_grid/dash_ag_grid.v35m1.min.js"></script>
<script src="/_dash-component-suites/dash_mantine_components/dash_mantine_components.v2_8_1m1.js"></script>
<script>var inline = true;</script>"""


@dataclass(frozen=True)
class SmallPage:
    key: str
    libraries: tuple[str, ...] = ()


def left_out(page):
    kept = only_of(page, TAGS, LIBRARIES).splitlines()
    return [tag for tag in TAGS.splitlines() if tag not in kept]


@pytest.mark.parametrize(
    ("page", "missing"),
    [
        (SmallPage("wall"), ["desk/desk.css", "dash_table", "dash_ag_grid", "dash_mantine"]),
        (SmallPage("desk"), ["panels/map.css", "wall/wall.js", "dash_table", "dash_ag_grid", "dash_mantine"]),
        (SmallPage("desk", ("grid", "mantine")), ["panels/map.css", "wall/wall.js", "dash_table"]),
        (
            SmallPage("des"),
            ["desk/desk.css", "panels/map.css", "wall/wall.js", "dash_table", "dash_ag_grid", "dash_mantine"],
        ),
        (None, ["desk/desk.css", "panels/map.css", "wall/wall.js", "dash_table", "dash_ag_grid", "dash_mantine"]),
    ],
)
def test_what_a_page_does_not_load(page, missing):
    found = left_out(page)
    assert len(found) == len(missing)
    assert all(part in tag for part, tag in zip(missing, found, strict=True))
