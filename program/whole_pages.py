"""Pages that are sent whole: their HTML, with their styles in it and the addresses of their own scripts."""

from collections.abc import Callable, Mapping
from functools import cache
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
        theme=THEMES[theme_for(asked.get("tema"), settings.theme)][0],
        icon=MARK,
        styles=styles(page.key),
        scripts=scripts(page.key),
    )


def files(key: str, suffix: str) -> list[Path]:
    """Files of a page with this suffix: the shared ones, its own, and then those in its folders, by their names."""
    own = sorted((ASSETS / key).rglob(f"*{suffix}"), key=lambda file: (len(file.relative_to(ASSETS).parts), file))
    return [*[ASSETS / name for name in SHARED[suffix]], *own]


@cache
def styles(key: str) -> str:
    """The stylesheets of a page, one after the other."""
    return "\n".join(file.read_text("utf-8") for file in files(key, ".css"))


@cache
def scripts(key: str) -> tuple[str, ...]:
    """Addresses of the scripts of a page; the time of a file's last change is part of it, so that it may be kept."""
    return tuple(
        f"/assets/{file.relative_to(ASSETS).as_posix()}?m={file.stat().st_mtime}" for file in files(key, ".js")
    )
