"""The screens: every page with what it asks and whom it lets in, put onto one Dash application."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import dash
from flask import Flask

from callbacks import desk as desk_callbacks
from callbacks import wall as wall_callbacks
from command_center.casework.call_desk import CallDesk
from command_center.casework.call_form import CallForm, Fault
from command_center.errors import NotAllowed
from command_center.readmodel.desk_view import Asked, DeskView, Receipt
from command_center.readmodel.wall_view import WallView
from command_center.web.live.wall_source import LiveWall
from command_center.web.security.door import Door
from layouts.desk.config import DeskLook
from layouts.pages import PAGES, Page
from layouts.wall.config import WallLook

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class WallParts:
    """What the wall's page needs: see `callbacks.wall.WallSource`."""

    source: LiveWall
    look: WallLook

    def view(self) -> WallView:
        """The view as of now."""
        return self.source.view()


@dataclass(frozen=True)
class DeskParts:
    """What the desk's page needs: see `callbacks.desk.DeskSource`. Who asks is who is signed in."""

    calls: CallDesk
    look: DeskLook
    door: Door

    def pages(self) -> Sequence[Page]:
        """The pages that this person may open."""
        return [page for page in PAGES if self.door.allowed(page.name, self.door.identity())]

    def view(self) -> DeskView:
        """The lists beside the form."""
        return self.calls.view(self.door.identity().name)

    def faults(self, form: CallForm) -> Mapping[str, Fault]:
        """What is wrong with a form."""
        return self.calls.faults(form)

    def take(self, form: CallForm) -> Receipt:
        """Keep a form."""
        return self.calls.take(form, self.door.identity().name)

    def receipt(self, asked: Asked) -> Receipt:
        """What became of a form."""
        return self.calls.receipt(asked)


def screens(server: Flask, door: Door, wall: WallParts, desk: DeskParts) -> dash.Dash:
    """Dash on the server, with every page behind the door."""
    screen = dash.Dash(
        "command_center",
        server=server,  # type: ignore[arg-type]  # Dash says bool and takes a Flask server
        use_pages=True,
        pages_folder="",
        assets_folder=str(ROOT / "assets"),
        title=wall.look.service,
        update_title="",
        serve_locally=True,
        suppress_callback_exceptions=True,
    )
    layouts: dict[str, Callable[..., Any]] = {
        "wall": partial(wall_callbacks.serve, wall),
        "desk": partial(desk_callbacks.serve, desk),
    }
    for page in PAGES:
        dash.register_page(  # type: ignore[no-untyped-call]
            page.name,
            path=page.path,
            title=f"{wall.look.service} · Command Center",
            layout=_guarded(door, page.name, layouts[page.name]),
        )
    screen.layout = dash.page_container
    wall_callbacks.register(screen, wall)
    desk_callbacks.register(screen, desk)
    screen.setup_startup_routes()
    return screen


def _guarded(door: Door, page: str, layout: Callable[..., Any]) -> Callable[..., Any]:
    """The layout for who may see the page; the path that Dash is told comes from the browser and proves nothing."""

    def shown(**query: Any) -> Any:
        if not door.allowed(page, door.identity(), **query):
            raise NotAllowed(f"the page {page} is not for this sign-in or device")
        return layout(**query)

    return shown
