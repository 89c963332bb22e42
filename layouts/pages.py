"""The pages as plain data: path, key, title and who may open them. The program registers them, the guard reads them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `name` is its key: its ids begin with it, `title` is a key of the words.

    `roles`: p3m, diskominfo, mayor, opd, admin, and wall for a device that was given a wall link.
    """

    path: str
    name: str
    title: str
    roles: tuple[str, ...]


PAGES = (
    Page("/desk", "desk", "page.desk.title", ("p3m", "admin")),
    Page("/wall", "wall", "page.wall.title", ("p3m", "diskominfo", "mayor", "admin", "wall")),
)
"""In the order of the navigation; who signs in begins at the first that the role may open."""


def page(name: str) -> Page:
    """The page of that key; raises KeyError."""
    return {entry.name: entry for entry in PAGES}[name]
