"""Pages that are sent whole: their HTML with their styles and scripts in it, and the hashes by which these may run."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from dash.development.base_component import Component

from callbacks.page import Page
from command_center.settings import Settings
from layouts.document import document
from layouts.i18n import Words, words_for
from layouts.shell import MARK
from layouts.theme import THEMES, theme_for

ASSETS = Path(__file__).parents[1] / "assets"

SHARED = {".css": ("tokens.css", "marks.css"), ".js": ("live.js",)}
"""What such a page takes of the files that pages share."""


def whole_page(
    page: Page[Any],
    titled: Callable[[Page[Any], Words], str],
    asked: Mapping[str, str],
    shown: Callable[..., Component],
    settings: Settings,
) -> str:
    """The page as asked for. `asked` are the variables of its address; `shown` is its layout behind access control."""
    words = words_for(asked.get("bahasa"), settings.language)
    return document(
        shown(**asked),
        title=titled(page, words),
        language=words.language,
        theme=THEMES[theme_for(asked.get("tema"), page.theme or settings.theme)][0],
        icon=MARK,
        styles=styles(page.key, page.shares),
        script=script(page.key, page.shares),
    )


def files(key: str, suffix: str, shares: tuple[str, ...] = ()) -> list[Path]:
    """Files of a page with this suffix: the shared ones, its own, and then those in its folders, by their names."""
    own = sorted((ASSETS / key).rglob(f"*{suffix}"), key=lambda file: (len(file.relative_to(ASSETS).parts), file))
    shared = [*SHARED[suffix], *(name for name in shares if name.endswith(suffix))]
    return [*[ASSETS / name for name in shared], *own]


@cache
def styles(key: str, shares: tuple[str, ...] = ()) -> str:
    """The stylesheets of a page, one after the other."""
    return "\n".join(file.read_text("utf-8") for file in files(key, ".css", shares))


@cache
def script(key: str, shares: tuple[str, ...] = ()) -> str:
    """The scripts of a page, one after the other: eighteen files asked for one by one would take longer than all else."""
    return "\n".join(file.read_text("utf-8") for file in files(key, ".js", shares))


@cache
def script_hash(key: str, shares: tuple[str, ...] = ()) -> str:
    """What the content policy names so that this script may run, and no other that stands in a page."""
    return f"'sha256-{b64encode(sha256(script(key, shares).encode()).digest()).decode()}'"
