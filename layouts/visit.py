"""One opening of a page: who opened it, in which language and colours, and what stands in its address."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from layouts.i18n import Words


class PageEntry(Protocol):
    """What the navigation tells of a page."""

    @property
    def path(self) -> str:
        """Such as /wall, or /opd/<code>."""

    @property
    def key(self) -> str:
        """What the page's ids, words, styles and files begin with."""

    @property
    def title(self) -> str:
        """Key of its name in the words."""

    @property
    def libraries(self) -> Sequence[str]:
        """Names of the scripts of others that it asks for."""


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A page that who is signed in may open: `title` is a key of the words, `address` where its link leads.

    `in_head`: it stands in the head itself, not only under all pages.
    """

    key: str
    title: str
    address: str
    in_head: bool = True


@dataclass(frozen=True, slots=True)
class Visit:
    """What a layout is told beside its view.

    `pages` is the navigation of who is signed in; `person` is the name, "" for nobody. `simulated` marks the
    pages of a demo. `theme` is a key of THEMES. `variables` stand in the path or the query of the address: the browser
    sent them, they prove nothing.
    """

    page: PageEntry
    pages: Sequence[NavigationEntry]
    person: str
    service: str
    simulated: bool
    words: Words
    theme: str
    variables: Mapping[str, object]

    @property
    def path(self) -> str:
        """Path of the page with its variables filled in."""
        return re.sub(r"<(\w+)>", lambda found: quote(str(self.variables[found[1]]), safe=""), self.page.path)
