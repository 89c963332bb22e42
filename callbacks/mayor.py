"""The mayor's page: marks reports seen, instructs departments, closes instructions. It works without a script."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

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
from command_center.domain.instructions import Instruction, InstructionActKind
from command_center.domain.working_days import wib_day
from command_center.errors import Conflict, NotAllowed, NotFound, StoreUnavailable
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.screening_queue import first_of_days, unseen_reports
from command_center.readmodel.screening_view import UnseenPage
from command_center.store.report_texts import ReportTexts
from command_center.web.security.identity import Identity
from layouts.mayor.page import CLOSED_SHOWN, MayorView, carried, mayor_page
from layouts.mayor.unseen import OLDER
from layouts.office_config import OfficeConfig, office_config
from layouts.office_forms import RefusedForm
from layouts.visit import Visit

PATH = "/wali"
DONE = ("lihat", "arahan", "kata")


@dataclass(frozen=True)
class MayorSource:
    """What the page asks, on behalf of who is signed in."""

    room: OfficeRoom
    model: ReadModel
    texts: ReportTexts
    identity: Callable[[], Identity]
    clock: Callable[[], datetime]
    config: OfficeConfig

    def acting(self) -> Acting:
        """Who acts, from the session."""
        identity = self.identity()
        return acting_person(identity.name, identity.roles, identity.opd, request.remote_addr or "")

    def unseen(self, page: int, *, older: bool) -> UnseenPage:
        """A page of the reports that were not seen yet. Raises StoreUnavailable."""
        now, screening = self.clock(), self.room.screening
        seen = screening.seen_since(None if older else first_of_days(now))
        incidents = screening.seen_incidents()
        return unseen_reports(self.model, now, screening.rule, seen, incidents, page=page, older=older)

    def view(self, asked: Mapping[str, object]) -> MayorView:
        """All that the page shows."""
        now = self.clock()
        unseen = self.unseen(max(_whole(asked.get("hal")), 1), older=asked.get("umur") == OLDER)
        instructing = self.room.instructing
        shown = with_last_closed(instructing.every(), CLOSED_SHOWN)
        about, today = str(asked.get("laporan", ""))[:40].upper(), wib_day(now)
        return MayorView(
            now=now,
            unseen=unseen,
            texts=self.texts.of([each.report_id for each in unseen.rows], masked=True),
            instructions=shown,
            days={each.id: carried(each, today) for each in shown},
            named=instructing.named_in(shown, about),
            about=about,
        )


def source(sources: Sources) -> MayorSource:
    """The page of whoever asks."""
    return MayorSource(
        sources.office,
        sources.model,
        sources.texts,
        sources.identity,
        sources.clock,
        office_config(sources.reference, sources.settings),
    )


def layout(mayor: MayorSource, visit: Visit) -> Component:
    """The page, with a form that was sent and could not be taken."""
    told = str(visit.variables.get("selesai", ""))
    return mayor_page(
        mayor.view(visit.variables),
        mayor.config,
        visit,
        token=generate_csrf(),
        sent=g.get("sent_form"),
        done=told if told in DONE else "",
        may=Actor.MAYOR in mayor.acting().actors,
    )


def register(app: Dash, mayor: MayorSource) -> None:
    """The forms of the page."""

    @app.server.post(PATH)  # type: ignore[untyped-decorator]  # Dash does not say what its server is
    def mayor_form() -> AnyResponse | str:
        act = request.form.get("act", "")
        form = "arahan" if act == "arahan" else "kata" if act == "kata" else "lihat"
        try:
            _ACTS[form](mayor)
        except BadAct as bad:
            return shown_again(app, form, f"mayor.problem.{bad.field}", 400)
        except Conflict:
            return shown_again(app, form, "instruction.conflict", 409)
        except NotAllowed:
            return shown_again(app, form, "mayor.problem.not_allowed", 403)
        except NotFound:
            return shown_again(app, form, "mayor.problem.gone", 404)
        except StoreUnavailable:
            return shown_again(app, form, "instruction.unavailable", 503)
        asked = {"selesai": form}
        if form == "lihat" and (morning := _morning(request.form.get("pagi", ""))) is not None:
            return redirect(f"/briefing/{morning.isoformat()}?{urlencode(asked)}", 303)
        if form == "lihat":
            told = {"hal": request.form.get("halaman", "1"), "umur": request.form.get("umur", "")}
            asked |= {name: value[:12] for name, value in told.items() if value not in ("", "1")}
        return redirect(f"{PATH}?{urlencode(asked)}", 303)


def shown_again(app: Dash, form: str, problem: str, status: int) -> str:
    """The page with what was typed, and why it was not taken."""
    g.sent_form = RefusedForm(form, problem, request.form.to_dict())

    def change(response: Response) -> Response:
        response.status_code = status
        return response

    after_this_request(change)
    return str(app.index())  # type: ignore[no-untyped-call]


def _mark_seen(mayor: MayorSource) -> None:
    field = "semua" if request.form.get("act") == "lihat_semua" else "nomor"
    mayor.room.screening.mark(request.form.getlist(field), mayor.acting(), mayor.clock())


def _give(mayor: MayorSource) -> None:
    said = request.form
    given = Instruction(
        at=mayor.clock(),
        by="",
        opd=said.get("opd", "")[:64],
        text=said.get("text", ""),
        report=said.get("laporan", "").strip().upper()[:40],
        category=said.get("kategori", "")[:32],
        due=_day(said.get("tenggat", "")),
    )
    mayor.room.instructing.give(given, mayor.acting())


def _say(mayor: MayorSource) -> None:
    said = request.form
    kind = InstructionActKind.GO_ON if said.get("jenis") == InstructionActKind.GO_ON else InstructionActKind.CLOSE
    mayor.room.instructing.say(
        _whole(said.get("arahan")),
        kind,
        said.get("text", ""),
        mayor.acting(),
        mayor.clock(),
        _whole(said.get("dilihat")),
    )


_ACTS = {"lihat": _mark_seen, "arahan": _give, "kata": _say}


def _day(text: str) -> date | None:
    """A day as a browser's field writes it. Raises BadAct."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadAct("due", "a day reads like 2026-11-30") from error


def _morning(text: str) -> date | None:
    """The briefing whose reports were marked; None where it was not from one."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _whole(text: object) -> int:
    told = str(text or "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= 12 else 0


PAGE = Page(
    path=PATH,
    key="mayor",
    title="mayor.page_name",
    roles=("mayor", "diskominfo", "admin"),
    layout=layout,
    register=register,
    source=source,
    whole=True,
    shares=("work.css", "work_menu.css", "work_answers.css", "work.js", "cards.css", "office.css", "instructions.css"),
)
