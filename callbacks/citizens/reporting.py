"""`/lapor`: the form, what is sent with it, and the receipt with number and code."""

from collections.abc import Mapping
from secrets import token_urlsafe
from time import time

from flask import Response, jsonify, request
from flask_limiter import RequestLimit

from callbacks.citizens import incoming
from callbacks.citizens.fault_words import fault_words
from callbacks.citizens.opened import remember
from callbacks.citizens.parts import CitizenParts, told, wants_json
from command_center.casework.report_desk import FormStanding, TakenForm
from command_center.casework.report_form import MOST_PHOTOS, FormFault, ReportForm, as_meant
from command_center.domain.inbound import Position
from command_center.errors import StoreUnavailable
from command_center.open311.tokens import inbox_id_of, token_of
from command_center.readmodel.citizen_view import NearbyReport
from command_center.store.pictures import PictureFault

RECEIPT = "/lapor/terima"
RETRY_SECONDS = 3
NEW = ReportForm()


class Reporting:
    """The views of `/lapor`."""

    def __init__(self, parts: CitizenParts) -> None:
        self._parts = parts
        self._secret = parts.settings.derived_secret("receipts of citizens")

    def form(self) -> Response:
        """An empty form, or one for a report that is the same as another (`?sama=`)."""
        form = ReportForm(same_as=request.args.get("sama", "")[:20], key=token_urlsafe(18))
        return self._form(form)

    def send(self) -> Response:
        """Take a form: the receipt, or the form again with what is wrong beside each field."""
        parts = self._parts
        if not incoming.is_form():
            message = parts.words("citizens.form_kind", kinds=", ".join(incoming.FORMS))
            return told(415, "unsupported_media_type", message)
        try:
            return self._send()
        except StoreUnavailable:
            return self._again(incoming.report_form(()), 503, "unavailable")

    def _send(self) -> Response:
        parts = self._parts
        if incoming.from_another_site(parts):
            return self._again(incoming.report_form(()), 403, "forbidden")
        if wants_json() and (faults := self._faults(incoming.report_form(()))):
            # A program is shown no form that could carry its pictures: they would be kept for nobody.
            return self._again(NEW, 400, "invalid", faults)
        pictures = incoming.pictures(parts)
        form = incoming.report_form(pictures.kept)
        if incoming.field("do") == "check":
            return self._form(form, near=self._near(form), checked=True)
        faults = self._faults(form)
        if pictures.faults:
            faults["photo"] = " ".join(self._told("photo", each) for each in pictures.faults)
        if faults:
            status = pictures.status if list(faults) == ["photo"] else 400
            return self._again(form, status, "invalid", faults)
        return self._receipt(parts.desk.take(form), 201)

    def _faults(self, form: ReportForm) -> dict[str, str]:
        return {name: self._told(name, each) for name, each in self._parts.desk.faults(form).items()}

    def _told(self, field: str, fault: FormFault | PictureFault) -> str:
        return fault_words(self._parts.words, field, fault, self._parts.categories)

    def receipt(self, token: str) -> Response:
        """What became of a form that was sent a moment ago."""
        inbox_id = inbox_id_of(token, self._secret)
        if inbox_id is None:
            words = self._parts.words
            if wants_json():
                return told(404, "not_found", words("citizens.receipt_gone"))
            return self._parts.show("notice", 404, title=words("citizens.receipt_gone"), hint="")
        return self._receipt(self._parts.desk.standing(inbox_id), 200)

    def _receipt(self, taken: TakenForm, status: int) -> Response:
        parts = self._parts
        ask = f"{RECEIPT}/{token_of(taken.inbox_id, self._secret)}"
        if taken.standing is FormStanding.NUMBERED:
            if wants_json():
                response = jsonify(number=taken.number, code=taken.code)
                response.status_code = status
            else:
                response = parts.show(
                    "receipt", status, here=ask, number=taken.number, code=taken.code, base=parts.settings.url
                )
            response.headers["Location"] = f"/lacak/{taken.number}"
            response.headers["Content-Location"] = ask
            return remember(parts, response, taken.number)
        if wants_json():
            response = jsonify(
                state=str(taken.standing), ask=ask, message=parts.words(f"citizens.{taken.standing}_hint")
            )
            response.status_code = 202
        else:
            response = parts.show(
                "waiting", 202, here=ask, ask=ask, standing=str(taken.standing), seconds=RETRY_SECONDS
            )
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        response.headers["Content-Location"] = ask
        return response

    def nearby(self) -> Response:
        """Open reports near a point, as JSON for the form's script: only what anybody may read."""
        form = as_meant(ReportForm(lat=request.args.get("lat", ""), lon=request.args.get("lon", "")))
        if form.position is None:
            wrong = {name: self._told(name, FormFault.DEGREES) for name in ("lat", "lon")}
            return told(400, "invalid", self._parts.words("citizens.fault_degrees"), wrong)
        category = request.args.get("category", "")
        found = self._near(form, category if category in self._parts.categories.by_code else "")
        return jsonify(
            reports=[
                {
                    "number": each.number,
                    "text": each.text[:240],
                    "received": self._parts.words.moment(each.received_at),
                    "metres": each.metres,
                    "category": self._label(each.category),
                }
                for each in found
            ]
        )

    def map(self) -> Response:
        """The city's outlines for the map."""
        response = Response(self._parts.map_text, content_type="application/json")
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response

    def too_many(self, limit: RequestLimit) -> Response:
        """The answer to who sends too much: with what was typed, since it must not be lost."""
        form = incoming.report_form(()) if request.method == "POST" and incoming.is_form() else NEW
        response = self._again(form, 429, "too_many")
        response.headers["Retry-After"] = str(max(1, int(limit.window[0] - time())))
        return response

    def too_large(self) -> Response:
        """The answer to a form that is larger than is read: nothing of it is there to be shown again."""
        words = self._parts.words
        if wants_json():
            return told(
                413, "too_large", words("citizens.too_large_hint"), {"photo": words("citizens.too_large_photos")}
            )
        return self._parts.show("notice", 413, title=words("citizens.too_large"), hint=words("citizens.too_large_hint"))

    def _again(self, form: ReportForm, status: int, error: str, faults: Mapping[str, str] | None = None) -> Response:
        if wants_json():
            response = told(status, error, self._parts.words(f"citizens.error_{error}"), faults)
        else:
            response = self._form(form, status, error=error, faults=faults or {})
        if status == 503:
            response.headers["Retry-After"] = "5"
        return response

    def _form(
        self,
        form: ReportForm,
        status: int = 200,
        *,
        error: str = "",
        faults: Mapping[str, str] | None = None,
        near: list[NearbyReport] | None = None,
        checked: bool = False,
    ) -> Response:
        parts = self._parts
        values = dict(incoming.values_of(form))
        values["key"] = token_urlsafe(18) if not values["key"] or "key" in (faults or {}) else values["key"]
        return parts.show(
            "report",
            status,
            form=values,
            error=error,
            faults=faults or {},
            kept=incoming.signed_pictures(parts, form.photos),
            categories=[(each.code, each.label) for each in parts.categories.every],
            near=near or [],
            checked=checked,
            pointed=form.position is not None,
            label=self._label,
            most=MOST_PHOTOS,
        )

    def _near(self, form: ReportForm, category: str = "") -> list[NearbyReport]:
        position: Position | None = form.position
        if position is None:
            return []
        return self._parts.desk.nearby(position, category or form.category)

    def _label(self, code: str) -> str:
        category = self._parts.categories.by_code.get(code)
        return category.label.in_language(self._parts.words.language) if category is not None else code
