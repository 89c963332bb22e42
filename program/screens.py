"""The screens: every page put behind access control and onto one Dash application."""

import html
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import dash
from dash.development.base_component import Component
from flask import Flask, request

from callbacks.page import Page, Sources
from command_center.errors import NotAllowed
from command_center.web.security.access_control import AccessControl
from layouts.i18n import LANGUAGES, Words, words_for
from layouts.shell import MARK
from layouts.theme import theme_for
from layouts.visit import Visit
from program.package_files import send_package_files
from program.whole_pages import whole_page

ASSETS = Path(__file__).parents[1] / "assets"


class Screen(dash.Dash):
    """Dash whose first answer says in which language it is, for screen readers and translators, and wears our mark."""

    default_language = LANGUAGES[0]
    title_of: Callable[[str, Words], str]
    """Path and words -> what the browser's tab says."""
    whole: Callable[[str], str | None]
    """Path -> the page as HTML, for those that are sent whole; None for those that Dash draws."""

    def index(self, *args: Any, **kwargs: Any) -> str:
        """What the browser gets first."""
        there = self.whole(request.path)
        if there is not None:
            return there
        index: str = super().index(*args, **kwargs)  # type: ignore[no-untyped-call]
        return index

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]  # Dash names each part and passes all
        """The page's frame; `?bahasa=` chooses the language as it does for the layout."""
        words = words_for(request.args.get("bahasa"), self.default_language)
        parts["title"] = html.escape(self.title_of(request.path, words))
        parts["favicon"] = f'<link rel="icon" href="{MARK}" type="image/svg+xml">'
        index: str = super().interpolate_index(**parts)  # type: ignore[no-untyped-call]
        return index.replace("<html>", f'<html lang="{words.language}">', 1)


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
    screen.default_language = sources.settings.language
    words = words_for(None, sources.settings.language)

    def titled(page: Page[Any] | None, words: Words) -> str:
        return f"{words(page.title)} · {service}" if page is not None else service

    def title_of(path: str, words: Words) -> str:
        opened = access.policy.opened(path)
        return titled(next((each for each in pages if opened and each.key == opened.page.key), None), words)

    screen.title_of = title_of
    shown: dict[str, Callable[..., Component]] = {}

    def whole(path: str) -> str | None:
        opened = access.policy.opened(path)
        page = next((each for each in pages if opened and each.whole and each.key == opened.page.key), None)
        if opened is None or page is None:
            return None
        asked = {**request.args.to_dict(), **opened.variables}
        return whole_page(page, titled, asked, shown[page.key], sources.settings)

    screen.whole = whole
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

    `?tema=terang` or `gelap` and `?bahasa=id` or `en` choose for this screen, other values are ignored.
    """
    settings = sources.settings

    def shown(**variables: Any) -> Component:
        identity = access.identity()
        if not access.allowed(page.key, identity, **variables):
            raise NotAllowed(f"the page {page.key} is not for this sign-in or device")
        return show(
            Visit(
                page=page,
                pages=[each for each in pages if identity.roles & set(each.roles)],
                person=identity.name,
                service=settings.service_name,
                simulated=settings.demo,
                words=words_for(variables.get("bahasa"), settings.language),
                theme=theme_for(variables.get("tema"), settings.theme),
                variables=variables,
            )
        )

    return shown
