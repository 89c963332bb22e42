"""What browsers load beside Dash's own files: packages that npm put into node_modules/ when the program was installed.

Where one is not there the page goes on without: Dash brings the whole of plotly, three times as large.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort, send_file

MODULES = Path(__file__).parents[1] / "node_modules"
ADDRESS = "/libraries"
_YEAR = 365 * 86400


@dataclass(frozen=True, slots=True)
class BrowserLibrary:
    """One script: `file` lies below node_modules/; `instead` says what a page does without it."""

    name: str
    file: str
    instead: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return MODULES / self.file

    @property
    def there(self) -> bool:
        """Whether it was installed."""
        return self.path.is_file()

    @property
    def tag(self) -> str:
        """The script tag of a page that needs it, "" where it is not installed. Its address changes with the file."""
        if not self.there:
            return ""
        facts = self.path.stat()
        return f'<script src="{ADDRESS}/{self.name}.js?v={facts.st_size:x}-{int(facts.st_mtime):x}"></script>'


BROWSER_LIBRARIES: Mapping[str, BrowserLibrary] = {
    "plotly": BrowserLibrary(
        "plotly",
        "plotly.js-cartesian-dist-min/plotly-cartesian.min.js",
        "pages with charts load the whole of plotly, 4.8 MB instead of 1.5",
    ),
    "leaflet": BrowserLibrary(
        "leaflet",
        "leaflet/dist/leaflet.js",
        "the briefing's map of one file cannot be made; the sheet has its drawn map all the same",
    ),
}
"""Name that a page gives in `libraries` -> the script."""


def browser_libraries() -> Blueprint:
    """The address at which they are sent. Who may ask is everybody: what they hold is public."""
    blueprint = Blueprint("libraries", __name__)

    @blueprint.get(f"{ADDRESS}/<name>.js")
    def library(name: str) -> Response:
        found = BROWSER_LIBRARIES.get(name)
        if found is None or not found.there:
            abort(404)
        return send_file(found.path, mimetype="text/javascript", max_age=_YEAR)

    return blueprint


def tags_of(names: tuple[str, ...]) -> str:
    """Script tags of those of these names that are installed, one a line."""
    return "\n".join(BROWSER_LIBRARIES[name].tag for name in names if name in BROWSER_LIBRARIES)
