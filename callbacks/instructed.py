"""The instructions of the mayor to one department, and what it says of each. It works without a script."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dash import Dash
from dash.development.base_component import Component
from flask import Response, after_this_request, g, redirect, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as AnyResponse

from callbacks.page import Page, Sources
from command_center.casework.instructing import with_last_closed
from command_center.casework.office_room import OfficeRoom
from command_center.domain.acting import Acting, Actor, acting_person
from command_center.domain.acts import BadAct
from command_center.domain.instructions import InstructionActKind
from command_center.domain.working_days import wib_day
from command_center.errors import Conflict, NotAllowed, NotFound, StoreUnavailable
from command_center.web.security.identity import Identity, row_scope
from layouts.instructed.page import instructed_page
from layouts.mayor.page import CLOSED_SHOWN, carried
from layouts.office_config import OfficeConfig, office_config
from layouts.office_forms import RefusedForm
from layouts.visit import Visit

PATH = "/opd/<code>/arahan"


@dataclass(frozen=True)
class InstructedSource:
    """What the page asks, on behalf of who is signed in."""

    room: OfficeRoom
    identity: Callable[[], Identity]
    clock: Callable[[], datetime]
    config: OfficeConfig

    def acting(self, code: str) -> Acting:
        """Who acts, where that department's page is theirs. Raises NotAllowed."""
        identity = self.identity()
        scope = row_scope(identity)
        if scope is not None and scope != code:
            raise NotAllowed("this sign-in sees its own department only: open /opd")
        return acting_person(identity.name, identity.roles, identity.opd, request.remote_addr or "")


def source(sources: Sources) -> InstructedSource:
    """The page of whoever asks."""
    config = office_config(sources.reference, sources.settings)
    return InstructedSource(sources.office, sources.identity, sources.clock, config)


def layout(instructed: InstructedSource, visit: Visit) -> Component:
    """The instructions to the department in the address."""
    code = str(visit.variables.get("code", ""))
    acting = instructed.acting(code)
    instructing = instructed.room.instructing
    known = code in instructed.config.router.by_code
    found = with_last_closed(instructing.of_opd(code), CLOSED_SHOWN) if known else []
    today = wib_day(instructed.clock())
    return instructed_page(
        code,
        found,
        {each.id: carried(each, today) for each in found},
        instructing.named_in(found),
        instructed.config,
        visit,
        token=generate_csrf(),
        sent=g.get("sent_form"),
        done=visit.variables.get("selesai") == "arahan",
        may=Actor.OPD in acting.actors and acting.opd == code,
    )


def register(app: Dash, instructed: InstructedSource) -> None:
    """The form of an instruction."""

    @app.server.post(PATH)  # type: ignore[untyped-decorator]  # Dash does not say what its server is
    def instructed_form(code: str) -> AnyResponse | str:
        said = request.form
        kind = InstructionActKind.DONE if said.get("jenis") == InstructionActKind.DONE else InstructionActKind.PROGRESS
        try:
            instructed.room.instructing.say(
                _whole(said.get("arahan", "")),
                kind,
                said.get("text", ""),
                instructed.acting(code),
                instructed.clock(),
                _whole(said.get("dilihat", "")),
                said.get("laporan", ""),
            )
        except BadAct as bad:
            return shown_again(app, f"instructed.problem.{bad.field}", 400)
        except Conflict:
            return shown_again(app, "instruction.conflict", 409)
        except (NotAllowed, NotFound):
            return shown_again(app, "instructed.problem.not_yours", 403)
        except StoreUnavailable:
            return shown_again(app, "instruction.unavailable", 503)
        return redirect(f"{request.path}?selesai=arahan", 303)


def shown_again(app: Dash, problem: str, status: int) -> str:
    """The page with what was typed, and why it was not taken."""
    g.sent_form = RefusedForm("kata", problem, request.form.to_dict())

    def change(response: Response) -> Response:
        response.status_code = status
        return response

    after_this_request(change)
    return str(app.index())  # type: ignore[no-untyped-call]


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0


PAGE = Page(
    path=PATH,
    key="instructed",
    title="instructed.page_name",
    roles=("opd", "opd_staff", "p3m", "diskominfo", "mayor", "admin"),
    layout=layout,
    register=register,
    source=source,
    whole=True,
    shares=("work.css", "work_menu.css", "work_answers.css", "work.js", "cards.css", "office.css", "instructions.css"),
)
