"""Closures with a sign that they came too easily: the list, and what those who look at them found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from dash import Dash
from dash.development.base_component import Component
from flask import Response, after_this_request, g, redirect, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as AnyResponse

from callbacks.page import Page, Sources
from command_center.casework.office_room import OfficeRoom
from command_center.domain.acting import acting_person
from command_center.domain.acts import BadAct
from command_center.domain.closures import ClosureSign
from command_center.errors import NotAllowed, StoreUnavailable
from command_center.web.api.export import READS_TEXTS
from command_center.web.security.identity import READS_CONFIDENTIAL, Identity
from layouts.integrity.page import ClosureList, ClosuresAsked, integrity_page
from layouts.office_config import OfficeConfig, office_config
from layouts.office_forms import RefusedForm
from layouts.visit import Visit

PATH = "/integritas"
STATES = ("baru", "dilihat", "semua")


@dataclass(frozen=True)
class IntegritySource:
    """What the page asks, on behalf of who is signed in."""

    room: OfficeRoom
    identity: Callable[[], Identity]
    clock: Callable[[], datetime]
    config: OfficeConfig

    def listed(self, asked: ClosuresAsked) -> ClosureList:
        """The closures that this reader may be named, counted before they are chosen from. Raises StoreUnavailable."""
        roles = self.identity().roles
        now = self.clock()
        every = self.room.closures.flagged(now)
        told = [each for each in every if not each.confidential or roles & READS_CONFIDENTIAL]
        return ClosureList(
            asked=asked,
            every=tuple(told),
            hidden=len(every) - len(told),
            by_opd=self.room.closures.by_opd(now),
            reads_words=bool(roles & READS_TEXTS),
        )


def source(sources: Sources) -> IntegritySource:
    """The page of whoever asks."""
    config = office_config(sources.reference, sources.settings)
    return IntegritySource(sources.office, sources.identity, sources.clock, config)


def asked_of(variables: Mapping[str, object], config: OfficeConfig) -> ClosuresAsked:
    """What an address asks for; what there is not is left out."""
    sign, opd, state = (str(variables.get(name, "")) for name in ("tanda", "opd", "keadaan"))
    page = str(variables.get("hal", ""))
    return ClosuresAsked(
        sign=ClosureSign(sign) if sign in tuple(ClosureSign) else None,
        opd=opd if opd in config.router.by_code else "",
        state=state if state in STATES else STATES[0],
        page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1,
    )


def layout(integrity: IntegritySource, visit: Visit) -> Component:
    """The page, with a form that was sent and could not be taken."""
    done = str(visit.variables.get("selesai", ""))
    return integrity_page(
        integrity.listed(asked_of(visit.variables, integrity.config)),
        integrity.config,
        visit,
        token=generate_csrf(),
        sent=g.get("sent_form"),
        done=int(done) if done.isascii() and done.isdigit() and len(done) < 5 else 0,
    )


def register(app: Dash, integrity: IntegritySource) -> None:
    """The form by which closures are marked."""

    @app.server.post(PATH)  # type: ignore[untyped-decorator]  # Dash does not say what its server is
    def integrity_form() -> AnyResponse | str:
        identity, said = integrity.identity(), request.form
        acting = acting_person(identity.name, identity.roles, identity.opd, request.remote_addr or "")
        every = integrity.listed(ClosuresAsked()).every
        known = {each.number for each in every} | {each.key for each in every}
        chosen = [each for each in said.getlist("nomor") if each in known]
        fine = said.get("temuan") == "wajar"
        try:
            count = integrity.room.closures.review(chosen, fine, said.get("text", ""), acting, integrity.clock())
        except BadAct as bad:
            return shown_again(app, f"integrity.problem.{bad.field}", 400)
        except NotAllowed:
            return shown_again(app, "integrity.problem.not_allowed", 403)
        except StoreUnavailable:
            return shown_again(app, "instruction.unavailable", 503)
        asked = {name: said[name] for name in ("tanda", "opd", "keadaan") if said.get(name)}
        return redirect(f"{PATH}?{urlencode(asked | {'selesai': count})}", 303)


def shown_again(app: Dash, problem: str, status: int) -> str:
    """The page with what was typed, and why it was not taken."""
    fields = request.form.to_dict() | {"nomor": " ".join(request.form.getlist("nomor"))}
    g.sent_form = RefusedForm("temuan", problem, fields)

    def change(response: Response) -> Response:
        response.status_code = status
        return response

    after_this_request(change)
    return str(app.index())  # type: ignore[no-untyped-call]


PAGE = Page(
    path=PATH,
    key="integrity",
    title="integrity.page_name",
    roles=("p3m", "diskominfo", "mayor", "admin"),
    layout=layout,
    register=register,
    source=source,
    whole=True,
    shares=("work.css", "work_menu.css", "work_answers.css", "work.js", "cards.css", "office.css"),
)
