"""The pictures of an answer: kept when they come, so that a form that is sent again need not bring them again."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import FileStorage

from callbacks.answer.reading import AnswerSource
from command_center.domain.inbound import Media
from command_center.domain.picture_keys import picture_key
from command_center.domain.report import Report
from command_center.store.files import REF
from command_center.store.pictures import CONTENT_TYPE, BadPicture
from layouts.answer.typed import MOST_PICTURES, KeptPicture

LABELS = ("before", "after")
"""What a picture shows; the names of its fields."""


@dataclass(frozen=True, slots=True)
class SentEvidence:
    """The pictures of a form that are kept now, as the answer has them and as the page shows them; and those refused."""

    media: tuple[Media, ...] = ()
    shown: tuple[KeptPicture, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def evidence(source: AnswerSource, report: Report) -> SentEvidence:
    """Keep the pictures of the form that is being answered. Raises StoreUnavailable."""
    media, refused = list(_kept_before(source, report)), []
    for label, file in _files():
        name = (file.filename or label)[-80:]
        if len(media) >= MOST_PICTURES:
            refused.append((name, "many"))
            continue
        try:
            file_id = source.room.pictures.put(
                file.stream.read(), file.mimetype, source.clock(), source.identity().name
            )
        except BadPicture as bad:
            refused.append((name, str(bad.fault)))
            continue
        media.append(Media("image", f"{REF}{file_id}", CONTENT_TYPE, label))
    media = list(dict.fromkeys(media))
    # Before stands before after, in whatever order they came.
    media.sort(key=lambda each: LABELS.index(each.label) if each.label in LABELS else len(LABELS))
    return SentEvidence(tuple(media), tuple(_shown(source, report, each) for each in media), tuple(refused))


def _files() -> Iterator[tuple[str, FileStorage]]:
    """Files by what they show; a browser sends an empty part for a field that was left alone."""
    for label in LABELS:
        for file in request.files.getlist(label):
            if file.filename:
                yield label, file


def _kept_before(source: AnswerSource, report: Report) -> Iterator[Media]:
    """Pictures that an earlier sending of the form brought, for this report and person."""
    for token in request.form.getlist("kept")[:MOST_PICTURES]:
        said = source.unsign(token)
        if isinstance(said, list) and len(said) == 4 and said[:2] == [report.number, source.identity().name]:
            yield Media("image", str(said[2]), CONTENT_TYPE, str(said[3]))


def _shown(source: AnswerSource, report: Report, media: Media) -> KeptPicture:
    token = source.sign([report.number, source.identity().name, media.ref, media.label])
    return KeptPicture(token, picture_address(report, media, token), media.label)


def picture_address(report: Report, media: Media, token: str = "") -> str:
    """Where the page shows a picture; a `token` opens one that belongs to no answer yet."""
    address = f"/opd/{report.assignment.opd}/laporan/{report.number}/foto/{picture_key(media)}"
    return f"{address}?tanda={token}" if token else f"{address}?kecil=1"
