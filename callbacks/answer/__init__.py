"""One report of a department: read, answered with evidence, asked about, or handed back. It works without a script."""

from dash import Dash
from dash.development.base_component import Component
from flask import Response, after_this_request, g, redirect, request
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response as AnyResponse

from callbacks.answer.acts import done, sent_form
from callbacks.answer.reading import AnswerSource
from callbacks.page import Page, Sources
from command_center.domain.inbound import Media
from command_center.domain.opd_report import OpdReport
from command_center.domain.picture_keys import picture_key
from command_center.errors import NotAllowed, NotFound
from command_center.readmodel.flood_scene import DrawnCity
from command_center.store.files import file_id_of
from command_center.store.pictures import BadPicture
from layouts.answer.config import answer_config
from layouts.answer.page import answer_page, no_report
from layouts.visit import Visit

PATH = "/opd/<code>/laporan/<number>"
DONE = ("jawab", "tanya", "kembalikan", "batalkan", "ulangi", "sampaikan")
"""Words of the address that say what was done."""


def source(sources: Sources) -> AnswerSource:
    """The reports of all departments, for whoever asks."""
    signer = URLSafeSerializer(sources.settings.signing_key, salt="evidence of an answer")

    def unsign(text: str) -> object:
        try:
            return signer.loads(text)
        except BadSignature:
            return None

    return AnswerSource(
        room=sources.office,
        pictures=sources.pictures,
        log=sources.event_log,
        texts=sources.texts,
        identity=sources.identity,
        shapes=DrawnCity(sources.locator, sources.reference.areas).shapes,
        clock=sources.clock,
        config=answer_config(sources.reference, sources.settings),
        sign=lambda value: str(signer.dumps(value)),
        unsign=unsign,
    )


def layout(answer: AnswerSource, visit: Visit) -> Component:
    """The report, with a form that was sent and could not be taken; or that there is none here."""
    code, number = str(visit.variables.get("code", "")), str(visit.variables.get("number", ""))
    try:
        view = answer.found(code, number)
    except (NotFound, NotAllowed):
        _status(404)
        return no_report(code, number, answer.config, visit)
    shapes = answer.shapes() if view.report.location.position is not None else None
    told = str(visit.variables.get("selesai", ""))
    return answer_page(
        view,
        answer.config,
        visit,
        now=answer.clock(),
        token=generate_csrf(),
        shapes=shapes,
        typed=g.get("typed_answer"),
        done=told if told in DONE else "",
    )


def register(app: Dash, answer: AnswerSource) -> None:
    """The form, and the pictures of the report and of its answers."""

    @app.server.post(PATH)  # type: ignore[untyped-decorator]  # Dash does not say what its server is
    def opd_report_form(code: str, number: str) -> AnyResponse | str | tuple[str, int]:
        try:
            view = answer.found(code, number)
        except (NotFound, NotAllowed):
            return app.index(), 404  # type: ignore[no-untyped-call]
        sent = sent_form(answer, view)
        typed = done(answer, view, sent)
        if typed is None:
            return redirect(f"{request.path}?selesai={sent.act}", 303)
        g.typed_answer = typed
        _status(
            409
            if typed.problem.startswith(("overtaken", "conflict"))
            else 503
            if typed.problem == "unavailable"
            else 400
        )
        return app.index()  # type: ignore[no-any-return, no-untyped-call]

    @app.server.get(f"{PATH}/foto/<key>")  # type: ignore[untyped-decorator]
    def opd_report_picture(code: str, number: str, key: str) -> Response:
        try:
            view = answer.found(code, number)
            found = answer.pictures.find(
                view.report.id, shown_pictures(answer, view), key, small="kecil" in request.args
            )
        except (NotFound, NotAllowed):
            return Response("There is no such picture.\n", 404, content_type="text/plain")
        except BadPicture as error:
            return Response(f"{error}\n", 415, content_type="text/plain")
        return Response(found.content, content_type=found.content_type, headers={"Cache-Control": "no-store"})


def shown_pictures(answer: AnswerSource, view: OpdReport) -> list[Media]:
    """The pictures that this reader may see of the report: its own, those of its answers, and one that is being sent."""
    media: list[Media] = []
    if not view.masked:
        media += answer.pictures.media(view.report, handed_over=False)
    media += [each for given in view.answers for each in given.media]
    said = answer.unsign(request.args.get("tanda", ""))
    if isinstance(said, list) and said[:2] == [view.report.number, answer.identity().name]:
        media.append(Media("image", str(said[2])))
    return [each for each in media if picture_key(each) and (file_id_of(each.ref) or each.ref.startswith("part:"))]


def _status(code: int) -> None:
    def change(response: Response) -> Response:
        response.status_code = code
        return response

    after_this_request(change)


PAGE = Page(
    path=PATH,
    key="answer",
    title="answer.page_name",
    roles=("opd", "opd_staff", "p3m", "diskominfo", "mayor", "admin"),
    layout=layout,
    register=register,
    source=source,
    whole=True,
    shares=(
        "work.css",
        "work_menu.css",
        "work_answers.css",
        "work.js",
        "cards.css",
        "day_strip.css",
        "office.css",
        "photos.js",
    ),
)
