"""`/lacak`: a report as its citizen sees it, opened with number and code, and what the citizen does with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from secrets import token_urlsafe
from time import time
from typing import Any

from flask import Response, jsonify, redirect, request
from flask_limiter import RequestLimit
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from callbacks.citizens import incoming
from callbacks.citizens.as_json import tracked_json
from callbacks.citizens.opened import Kept, forget, opened, remember
from callbacks.citizens.parts import CitizenParts, told, wants_json
from command_center.casework.report_desk import FormStanding
from command_center.casework.report_form import LONGEST_TEXT, MOST_PHOTOS
from command_center.domain.report import Report
from command_center.domain.tracking_code import number_as_typed
from command_center.domain.workflow import Status
from command_center.errors import Conflict, NotFound
from command_center.readmodel.citizen_view import OwnDeadline
from command_center.store.pictures import BadPicture
from layouts.figures.day_strip import day_strip
from layouts.i18n import Words
from layouts.markup import markup

CODE = "kode"
"""Name of the code in an address and in a form."""
DONE = ("balas", "nilai", "buka-lagi", "tarik")
"""What a citizen can do, as the last part of the address."""


@dataclass(frozen=True, slots=True)
class RefusedAct:
    """What was typed into a form that could not be taken, to be shown again in the form of `act`, and why: `problem` is a key
    of words, `field` what it is about.
    """

    act: str
    problem: str
    text: str = ""
    field: str = "text"
    stars: str = ""
    kept: tuple[str, ...] = ()
    key: str = ""


class Following:
    """The views of `/lacak`."""

    def __init__(self, parts: CitizenParts) -> None:
        self._parts = parts
        self._acts: Mapping[str, Callable[[Report, str], RefusedAct | str]] = {
            "balas": self._reply,
            "nilai": self._rate,
            "buka-lagi": self._reopen,
            "tarik": self._withdraw,
        }

    def ask(self) -> Response:
        """The form for number and code, and what this browser has opened before."""
        return self._closed(self._parts.show("find", number="", wrong=False, known=opened(self._parts)))

    def typed(self) -> AnyResponse:
        """Number and code from the form."""
        number = number_as_typed(incoming.field("number"))
        if "forget" in request.form:
            return forget(self._parts, self._closed(redirect("/lacak", 303)))
        if not self._parts.codes.opens(number, incoming.field(CODE)):
            return self._wrong(number)
        return self._shown(number, opened_now=True)

    def show(self, number: str) -> Response:
        """The report, where its code is given or this browser has opened it before; else the question for the code."""
        parts, number = self._parts, number_as_typed(number)
        code = request.args.get(CODE, "")
        if not code and number in opened(parts):
            return self._shown(number)
        if not code:
            words = parts.words
            if wants_json():
                return self._closed(told(401, "code_required", words("citizens.code_required")))
            return self._closed(parts.show("find", number=number, wrong=False, known=()))
        if not parts.codes.opens(number, code):
            return self._wrong(number)
        return self._shown(number, opened_now=True)

    def act(self, number: str, act: str) -> AnyResponse:
        """Reply, rate, reopen or take back. The code in the form proves who it is, and that the form is ours."""
        parts, number = self._parts, number_as_typed(number)
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return self._closed(told(403, "forbidden", parts.words("citizens.error_forbidden")))
        if not parts.codes.opens(number, incoming.field(CODE) or request.args.get(CODE, "")):
            return self._wrong(number)
        try:
            report = parts.tracking.find(number)
        except NotFound:
            return self._wrong(number)
        outcome = self._acts[act](report, request.remote_addr or "")
        if isinstance(outcome, RefusedAct):
            return self._shown(number, typed=outcome, status=409 if outcome.problem.startswith("conflict") else 400)
        if wants_json():
            return self._shown(number)
        # Shown by another request, so that it can be loaded anew without sending anything again.
        # A browser that keeps no cookie needs the code again.
        code = "" if number in opened(parts) else f"{CODE}={parts.codes.code_of(number)}&"
        answer = redirect(f"/lacak/{number}?{code}selesai={outcome}#kabar", 303)
        return remember(parts, self._closed(answer), number)

    def picture(self, number: str, key: str) -> Response:
        """A picture of the report. Its address carries a mark that opens this one picture, and nothing else."""
        parts, number = self._parts, number_as_typed(number)
        mark = parts.signed("picture of report", request.args.get("tanda", ""))
        if mark != [number, key]:
            return self._closed(told(404, "not_found", parts.words("citizens.picture_gone")))
        try:
            report = parts.tracking.find(number)
            media = parts.pictures.media(report, handed_over=True)
            picture = parts.pictures.find(report.id, media, key, small="kecil" in request.args)
        except NotFound:
            return self._closed(told(404, "not_found", parts.words("citizens.picture_gone")))
        except BadPicture as error:
            return self._closed(told(415, str(error.fault), str(error)))
        response = Response(picture.content, content_type=picture.content_type)
        response.headers["Cache-Control"] = "private, max-age=86400"
        response.headers["Content-Disposition"] = "inline"
        return response

    def too_many(self, limit: RequestLimit) -> Response:
        """The answer to who guesses, or sends too much."""
        words = self._parts.words
        if wants_json():
            response = told(429, "too_many", words("citizens.too_many_guesses"))
        else:
            response = self._parts.show(
                "notice", 429, title=words("citizens.too_many"), hint=words("citizens.too_many_guesses")
            )
        response.headers["Retry-After"] = str(max(1, int(limit.window[0] - time())))
        return self._closed(response)

    def _reply(self, report: Report, _address: str) -> RefusedAct | str:
        parts = self._parts
        text, key = incoming.field("text"), incoming.field("key")
        view = parts.tracking.view(report)
        pictures = incoming.pictures(parts) if view.may_reply else incoming.SentPictures()
        kept = tuple(incoming.signed_pictures(parts, pictures.kept))

        def again(problem: str, field: str = "text") -> RefusedAct:
            return RefusedAct("balas", problem, text, field, kept=kept, key=key)

        if not view.may_reply and view.reopen_until is not None:
            return RefusedAct("buka-lagi", "conflict_settled", text)
        if not view.may_reply:
            return again("conflict_withdrawn" if view.withdrawn else "conflict_reply")
        if pictures.faults:
            return again(f"fault_{pictures.faults[0]}", "photo")
        if not text and not pictures.kept:
            return again("fault_missing")
        if len(text) > LONGEST_TEXT:
            return again("fault_long")
        taken = parts.desk.reply(report.number, text, pictures.kept, key)
        parts.acts.told(report.id)
        return "balas" if taken.standing is FormStanding.NUMBERED else "balas-menunggu"

    def _rate(self, report: Report, address: str) -> RefusedAct | str:
        stars, comment = incoming.field("stars"), incoming.field("text")
        if stars not in {"1", "2", "3", "4", "5"}:
            return RefusedAct("nilai", "fault_stars", comment, "stars", stars)
        if len(comment) > LONGEST_TEXT:
            return RefusedAct("nilai", "fault_long", comment, stars=stars)
        try:
            self._parts.acts.rate(report, int(stars), comment, address)
        except Conflict:
            return RefusedAct("nilai", "conflict_rate", comment, stars=stars)
        return "nilai"

    def _reopen(self, report: Report, address: str) -> RefusedAct | str:
        reason = incoming.field("text")
        if not reason:
            return RefusedAct("buka-lagi", "fault_reason")
        if len(reason) > LONGEST_TEXT:
            return RefusedAct("buka-lagi", "fault_long", reason)
        try:
            self._parts.acts.reopen(report.id, reason, address)
        except Conflict:
            return self._not_reopened(report.number, reason)
        return "buka-lagi"

    def _not_reopened(self, number: str, reason: str) -> RefusedAct | str:
        """Why a report was not reopened; who presses twice has reopened it."""
        report = self._parts.tracking.find(number)
        if report.retracted:
            return RefusedAct("buka-lagi", "conflict_withdrawn", reason)
        if report.status.closed:
            settled = report.status is Status.SETTLED
            return RefusedAct("buka-lagi", "conflict_reopen" if settled else "conflict_not_settled", reason)
        if self._parts.acts.has_reopened(report, reason):
            return "buka-lagi"
        return RefusedAct("balas", "conflict_open", reason)

    def _withdraw(self, report: Report, address: str) -> RefusedAct | str:
        if incoming.field("sure") != "ya":
            return RefusedAct("tarik", "fault_sure", field="sure")
        try:
            self._parts.acts.withdraw(report.id, address)
        except Conflict:
            return RefusedAct("tarik", "conflict_withdraw")
        return "tarik"

    def _shown(
        self, number: str, *, opened_now: bool = False, typed: RefusedAct | None = None, status: int = 200
    ) -> Response:
        parts = self._parts
        try:
            report = parts.tracking.find(number)
        except NotFound:
            # The code is right and the number was never given: nobody is told more than who typed a wrong code.
            return self._wrong(number)
        view, words = parts.tracking.view(report), parts.words
        address = self._picture_address(number)
        if wants_json():
            report_told = tracked_json(view, words, address)
            return self._closed(self._refused(typed, status, report_told) if typed else jsonify(report_told))
        done = request.args.get("selesai", "")
        response = parts.show(
            "status",
            status,
            r=view,
            code=parts.codes.code_of(number),
            picture=address,
            strip=_strip(view.deadline, words),
            typed=typed,
            problem=self._problem(typed) if typed is not None else "",
            here=f"/lacak/{number}",
            most=MOST_PHOTOS,
            done=done if done in (*DONE, "balas-menunggu") else "",
            key=(typed.key if typed is not None else "") or token_urlsafe(18),
        )
        self._closed(response)
        return remember(parts, response, number) if opened_now else response

    def _problem(self, typed: RefusedAct) -> str:
        return self._parts.words(f"citizens.{typed.problem}", n=MOST_PHOTOS if typed.field == "photo" else LONGEST_TEXT)

    def _refused(self, typed: RefusedAct, status: int, report: Mapping[str, Any]) -> Response:
        problem = self._problem(typed)
        error = "conflict" if status == HTTPStatus.CONFLICT else "invalid"
        response = jsonify(error=error, message=problem, fields={typed.field: problem}, report=report)
        response.status_code = status
        return response

    def _picture_address(self, number: str) -> Callable[..., str]:
        signer = self._parts.signer("picture of report")

        def address(key: str, *, small: bool = False) -> str:
            return f"/lacak/{number}/foto/{key}?tanda={signer.dumps([number, key])}{'&kecil' if small else ''}"

        return address

    def _wrong(self, number: str) -> Response:
        """The same answer for a wrong code and for a number that was never given."""
        parts = self._parts
        if wants_json():
            return self._closed(told(404, "not_found", parts.words("citizens.wrong_code")))
        return self._closed(parts.show("find", 404, number=number[:40], wrong=True, known=(), here="/lacak"))

    @staticmethod
    def _closed(response: Kept) -> Kept:
        """Kept by nobody, and told to no other address: it may carry a code."""
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


def _strip(deadline: OwnDeadline | None, words: Words) -> Markup:
    """The strip of days; every text in it is escaped."""
    if deadline is None:
        return Markup()
    return Markup(markup(day_strip(deadline.working, words, policy=deadline.policy.in_language(words.language))))  # noqa: S704
