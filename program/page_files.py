"""Which scripts and styles a page loads: those that pages share, its own, and the libraries that it names."""

import re
from collections.abc import Mapping
from typing import Protocol

LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "grid": ("/dash_ag_grid/",),
    "mantine": ("/dash_mantine_components/",),
    # Loads itself where a component of it stands on the page; no page of ours has one.
    "table": ("/dash/dash_table/",),
}
"""Name of a library -> parts of the addresses of its scripts and styles, which Dash would load on every page."""

_ADDRESS = re.compile(r'(?:src|href)="([^"]+)"')
_FOLDER = re.compile(r"/assets/([\w-]+)/")


class OwnFiles(Protocol):
    """What of a page decides which files it loads."""

    @property
    def key(self) -> str:
        """Name of its folder in assets."""

    @property
    def libraries(self) -> tuple[str, ...]:
        """Names of the libraries that it needs."""


def only_of(page: OwnFiles | None, tags: str, libraries: Mapping[str, tuple[str, ...]]) -> str:
    """Of Dash's tags, one a line, those that this page needs; None stands for an address without a page."""
    return "\n".join(tag for tag in tags.splitlines() if _needed(page, tag, libraries))


def _needed(page: OwnFiles | None, tag: str, libraries: Mapping[str, tuple[str, ...]]) -> bool:
    found = _ADDRESS.search(tag)
    if found is None:
        return True
    folder = _FOLDER.search(found[1])
    if folder is not None:
        return page is not None and folder[1] == page.key
    own = page.libraries if page is not None else ()
    return not any(part in found[1] for name, parts in libraries.items() if name not in own for part in parts)
