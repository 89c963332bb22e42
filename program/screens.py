"""The screens: every page put behind access control and onto one Dash application."""

import html
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import dash
import structlog
from dash.development.base_component import Component
from flask import Flask, Response, after_this_request, request
from werkzeug.exceptions import HTTPException

from callbacks.page import Page, Sources
from command_center.errors import NotAllowed, StoreUnavailable
from command_center.web.security.access_control import AccessControl
from layouts.i18n import LANGUAGES, Words, words_for
from layouts.shell import MARK, failed_page, until_drawn
from layouts.theme import THEMES, theme_for
from layouts.visit import Visit
from program.browser_libraries import tags_of
from program.navigation import entries_for
from program.package_files import send_package_files
from program.page_files import LIBRARIES, only_of
from program.whole_pages import script_hash, whole_page

log = structlog.get_logger(__name__)

ASSETS = Path(__file__).parents[1] / "assets"


class Screen(dash.Dash):
    """Dash whose first answer says in which language it is, for screen readers and translators, and wears our mark."""

    default_language = LANGUAGES[0]
    default_theme = next(iter(THEMES))
    page_at: Callable[[str], Page[Any] | None]
    """Path -> the page that it shows."""
    title_of: Callable[[Page[Any] | None, Words], str]
    """What the browser's tab says."""
    whole: Callable[[str], str | None]
    """Path -> the page as HTML, for those that are sent whole; None for those that Dash draws."""

    script_hashes: Sequence[str] = ()
    """Of the scripts that stand in pages that are sent whole."""

    def csp_hashes(self, hash_algorithm: str = "sha256") -> Sequence[str]:
        """What the content policy lets run beside files."""
        own: Sequence[str] = super().csp_hashes(hash_algorithm)
        return [*own, *self.script_hashes]

    def index(self, *args: Any, **kwargs: Any) -> str:
        """What the browser gets first."""
        there = self.whole(request.path)
        if there is not None:
            return there
        index: str = super().index(*args, **kwargs)  # type: ignore[no-untyped-call]
        return index

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]  # Dash names each part and passes all
        """The page's frame; `?bahasa=` chooses the language as it does for the layout."""
        page = self.page_at(request.path)
        keep_choices(page)
        words = words_for(chosen("bahasa", page, request.args), self.default_language)
        parts["title"] = html.escape(self.title_of(page, words))
        for kind in ("css", "scripts"):
            parts[kind] = only_of(page, parts[kind], LIBRARIES)
        if page is not None:
            # Before Dash's own: a chart asks for plotly only where nobody brought it.
            parts["scripts"] = "\n".join([tags_of(page.libraries), parts["scripts"]])
        parts["app_entry"] = until_drawn(parts["app_entry"], words)
        parts["favicon"] = f'<link rel="icon" href="{MARK}" type="image/svg+xml">'
        index: str = super().interpolate_index(**parts)  # type: ignore[no-untyped-call]
        return index.replace("<html>", f"<html {self.looks_of(page, words)}>", 1)

    def looks_of(self, page: Page[Any] | None, words: Words) -> str:
        """Attributes of the document: it wears the page's language and colours from the first moment, and says that it loads."""
        if page is None:
            return f'lang="{words.language}"'
        theme = THEMES[theme_for(chosen("tema", page, request.args), page.theme or self.default_theme)][0]
        loading = html.escape(words("work.loading"))
        return f'lang="{words.language}" data-theme="{theme}" data-loading="{loading}"'


def screens(server: Flask, access: AccessControl, pages: Sequence[Page[Any]], sources: Sources) -> dash.Dash:
    """Dash on the server, with every page behind access control."""
    service = sources.settings.service_name
    screen = Screen(
        "command_center",
        server=server,  # type: ignore[arg-type]  # Dash says bool and takes a Flask server
        use_pages=True,
        pages_folder="",
        assets_folder=str(ASSETS),
        title=service,
        update_title="",
        serve_locally=True,
        suppress_callback_exceptions=True,
    )
    screen.default_language, screen.default_theme = sources.settings.language, sources.settings.theme
    words = words_for(None, sources.settings.language)

    def titled(page: Page[Any] | None, words: Words) -> str:
        return f"{words(page.title)} · {service}" if page is not None else service

    def page_at(path: str) -> Page[Any] | None:
        opened = access.policy.opened(path)
        return next((each for each in pages if opened and each.key == opened.page.key), None)

    screen.page_at = page_at
    screen.title_of = titled
    shown: dict[str, Callable[..., Component]] = {}

    def whole(path: str) -> str | None:
        opened = access.policy.opened(path)
        page = next((each for each in pages if opened and each.whole and each.key == opened.page.key), None)
        if opened is None or page is None:
            return None
        asked = {**request.args.to_dict(), **opened.variables}
        keep_choices(page)
        asked |= {name: str(value) for name in _CHOICES if (value := chosen(name, page, asked))}
        return whole_page(page, titled, asked, shown[page.key], sources.settings)

    screen.whole = whole
    screen.script_hashes = [script_hash(page.key, page.shares) for page in pages if page.whole]
    for page in pages:
        shown[page.key] = _guarded(access, page, pages, sources, page.attach(screen, sources))
        dash.register_page(  # type: ignore[no-untyped-call]
            page.key,
            **{"path_template" if "<" in page.path else "path": page.path},
            title=titled(page, words),
            layout=shown[page.key],
        )
    screen.layout = dash.page_container
    screen.setup_startup_routes()
    send_package_files(server, screen)
    return screen


def _guarded(
    access: AccessControl,
    page: Page[Any],
    pages: Sequence[Page[Any]],
    sources: Sources,
    show: Callable[[Visit], Component],
) -> Callable[..., Component]:
    """The layout for who may see the page; the path that Dash is told comes from the browser and proves nothing.

    `?tema=terang` or `gelap` and `?bahasa=id` or `en` choose for this browser, other values are ignored.
    """
    settings = sources.settings

    navigation = entries_for(access.policy, pages)

    def shown(**variables: Any) -> Component:
        identity = access.identity()
        if not access.allowed(page.key, identity, **variables):
            raise NotAllowed(f"the page {page.key} is not for this sign-in or device")
        visit = Visit(
            page=page,
            pages=navigation(identity),
            person=identity.name,
            service=settings.service_name,
            simulated=settings.demo,
            words=words_for(chosen("bahasa", page, variables), settings.language),
            theme=theme_for(chosen("tema", page, variables), page.theme or settings.theme),
            variables=variables,
        )
        # What is sent whole fails as a whole answer; in a frame that stands already Dash would leave nothing at all.
        return show(visit) if page.whole else _shown_or_told(show, visit)

    return shown


def _shown_or_told(show: Callable[[Visit], Component], visit: Visit) -> Component:
    """The page, or in its place that it cannot be shown and what to do."""
    try:
        return show(visit)
    except (NotAllowed, HTTPException):
        raise
    except StoreUnavailable as error:
        log.warning("page_unavailable", page=visit.page.key, problem=str(error))
    except Exception:
        log.exception("page_failed", page=visit.page.key)
    return failed_page(visit)


_YEAR = 365 * 86400
_CHOICES = {"bahasa": LANGUAGES, "tema": tuple(THEMES)}
"""What a person may choose for all pages, by its name in the address and as a cookie -> the values there are."""


def chosen(name: str, page: Page[Any] | None, asked: Mapping[str, object]) -> object:
    """The language or theme that the address asks for, else what this browser asked for last.

    The wall is not asked of a person: it looks as its address and the settings say.
    """
    if asked.get(name) in _CHOICES[name] or page is None or not page.theme:
        return asked.get(name)
    return request.cookies.get(name)


def keep_choices(page: Page[Any] | None) -> None:
    """Keep for a year what the address of a page that people work on chooses."""
    for name, values in _CHOICES.items():
        value = request.args.get(name, "")
        if page is not None and page.theme and value in values:
            after_this_request(_keeping(name, value))


def _keeping(name: str, value: str) -> Callable[[Response], Response]:
    def keep(response: Response) -> Response:
        response.set_cookie(name, value, max_age=_YEAR, httponly=True, secure=request.is_secure, samesite="Lax")
        return response

    return keep
