"""A form as a browser or a program sent it: its fields, its pictures, and whether another site made the browser send it."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import request

from callbacks.citizens.parts import CitizenParts
from command_center.casework.report_form import MOST_PHOTOS, FormFault, ReportForm, as_meant
from command_center.domain.citizen_form import SentPicture
from command_center.store.pictures import BadPicture, PictureFault
from command_center.web.security.origin import same_origin

FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
PHOTOS = ("photo", "photo[]", "foto")
"""Names of the field of pictures."""
KEPT = "kept"
"""Field of pictures that an earlier sending of the same form brought: each is signed by us."""
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class SentPictures:
    """The pictures of a form that are kept now, and what was wrong with others, each told once."""

    kept: tuple[SentPicture, ...] = ()
    faults: tuple[FormFault | PictureFault, ...] = ()

    @property
    def status(self) -> int:
        """How a program is told: too large, of a kind that is not taken, or not to be read."""
        if {PictureFault.BYTES, PictureFault.PIXELS} & set(self.faults):
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if {PictureFault.TYPE, PictureFault.HEIC} & set(self.faults):
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        return HTTPStatus.BAD_REQUEST


def is_form() -> bool:
    """Whether the body is a form at all."""
    return request.mimetype in FORMS


def from_another_site(parts: CitizenParts) -> bool:
    """Whether a page of another site made the browser send the form.

    Nothing else is asked of the sender: the form uses no session, so that a token would guard nothing, and would refuse the
    form of somebody who was offline for longer than it lasts.
    """
    return not same_origin(request, parts.settings.url)


def pictures(parts: CitizenParts) -> SentPictures:
    """Keep the pictures of the form that is being answered. Raises StoreUnavailable."""
    kept: list[SentPicture] = []
    faults: list[FormFault | PictureFault] = []
    for signed in request.form.getlist(KEPT)[: 2 * MOST_PHOTOS]:
        ref = parts.signed("picture", signed)
        if not isinstance(ref, str):
            continue
        picture = SentPicture(ref, "image/jpeg")
        if parts.desk.hold_picture(picture):
            kept.append(picture)
        else:
            faults.append(FormFault.GONE)
    # A browser sends an empty part without a name for a field of files that was left alone.
    sent = [file for name in PHOTOS for file in request.files.getlist(name) if file.filename or file.content_length]
    for file in sent[: MOST_PHOTOS + 1]:
        if len(kept) >= MOST_PHOTOS:
            faults.append(FormFault.MANY)
            break
        try:
            kept.append(parts.desk.keep_picture(file.stream.read(), file.mimetype))
        except BadPicture as error:
            faults.append(error.fault)
    if any(text.strip() for name in PHOTOS for text in request.form.getlist(name)):
        faults.append(FormFault.NO_FILE)
    return SentPictures(tuple(dict.fromkeys(kept)), tuple(dict.fromkeys(faults)))


def signed_pictures(parts: CitizenParts, kept: tuple[SentPicture, ...]) -> list[str]:
    """What the form carries, so that its pictures need not be sent again."""
    return [str(parts.signer("picture").dumps(each.ref)) for each in kept]


def report_form(kept: tuple[SentPicture, ...]) -> ReportForm:
    """The fields as they are meant."""
    sent = ReportForm(
        text=field("text").replace("\r\n", "\n"),
        address=field("address"),
        lat=field("lat"),
        lon=field("lon") or field("long"),
        contact=field("contact"),
        name=field("name"),
        visibility=field("visibility"),
        category=field("category"),
        key=(request.headers.get("Idempotency-Key", "").strip() or field("key"))[:LONGEST_KEY],
        same_as=field("same_as"),
        photos=kept,
    )
    return as_meant(sent)


def field(name: str) -> str:
    """A field of the form that is being answered, stripped, without what no database takes; "" where it is absent."""
    return request.form.get(name, "").replace("\x00", "�").encode("utf-8", "replace").decode("utf-8").strip()


def values_of(form: ReportForm) -> Mapping[str, str]:
    """Field -> what was typed, to be shown again."""
    names = ("text", "address", "lat", "lon", "contact", "name", "visibility", "category", "key", "same_as")
    return {name: getattr(form, name) for name in names}
