"""Answers at the desk: what the panel shows, previews, sending once, and what is done about one that did not arrive."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Blueprint

from callbacks.desk.api import PREFIX, told
from callbacks.desk.composing import ended_by
from callbacks.desk.source import DeskSource, number, text
from callbacks.desk.writes import acting, body, clean
from command_center.casework.answer_checks import AnswerPreview
from command_center.casework.answering import ANSWER_ACTS, KEY_USED
from command_center.domain.acts import BadAct
from command_center.domain.answers import Answer
from command_center.domain.inbound import Media
from command_center.domain.workflow import Status
from command_center.errors import BadAnswer, Conflict, NotFound
from command_center.store.drafts import LONGEST_DRAFT
from command_center.store.files import REF
from command_center.store.pictures import CONTENT_TYPE
from layouts.desk.composer import MAKES, size_in_words
from layouts.i18n import Words, words_for

MOST_PHOTOS = 6
MOST_ANSWERS = 1000
"""Answers that something is done about at once: those of a whole incident are taken back together."""
UNDO = timedelta(seconds=10)
"""How long an answer is held back, so that who sent it can take it back."""


def answers(desk: DeskSource) -> Blueprint:
    """The blueprint; the guard has asked for the role, our own page and the token of the session."""
    blueprint = Blueprint("desk_answers", __name__)

    @blueprint.post(f"{PREFIX}/preview")
    @told
    def preview() -> dict[str, Any]:
        asked = body()
        words = words_for(asked.get("language"), desk.config.language)
        found = desk.room.answering.previews(
            number(asked.get("id")),
            said_in(asked),
            acting(desk),
            desk.clock(),
            whole_incident=asked.get("incident") is True,
            publish=asked.get("publish") is True,
            status=status_in(asked),
            media=media_in(desk, asked),
        )
        return {"previews": [preview_json(each, words) for each in found]}

    @blueprint.post(f"{PREFIX}/answer")
    @told
    def answer() -> dict[str, Any]:
        asked = body()
        report_id, key = number(asked.get("id")), text(asked.get("key"), 32)
        if not key:
            raise BadAct("key", "name the answer: the page's script makes a key for each")
        sent = send_once(desk, report_id, key, asked)
        return {"answers": [{"id": each.id, "report": each.report_id, "state": str(each.state)} for each in sent]}

    @blueprint.post(f"{PREFIX}/answers/<act>")
    @told
    def changed(act: str) -> dict[str, Any]:
        if act not in ANSWER_ACTS:
            raise BadAct("act", f"there is no such act; there are: {', '.join(ANSWER_ACTS)}")
        ids = body().get("answers")
        if not isinstance(ids, list) or not ids:
            raise BadAct("answers", "name the answers")
        if len(ids) > MOST_ANSWERS:
            raise BadAct("answers", f"at most {MOST_ANSWERS} answers at once: name fewer")
        done = desk.room.answering.do(act, [number(each) for each in ids], acting(desk), desk.clock())
        return {"answers": [{"id": each.id, "report": each.report_id, "state": str(each.state)} for each in done]}

    return blueprint


def send_once(desk: DeskSource, report_id: int, key: str, asked: Mapping[str, Any]) -> list[Answer]:
    """Write the answer of this key, and end its draft; asked again, also at the same moment, it tells what was written once."""
    me, at = desk.identity().name, desk.clock()
    drafts = desk.room.drafts
    draft = drafts.of(me, report_id)
    over = ended_by(draft, desk.room.answering.of_report(report_id), me)
    if draft is not None and draft.key == key and over is not None:
        raise Conflict(f"{over.by} has answered meanwhile: your text is kept, and was not sent", "ended")
    try:
        written = desk.room.answering.answer(
            report_id,
            said_in(asked),
            acting(desk),
            at,
            status=status_in(asked),
            version=number(asked.get("version")) or None,
            media=media_in(desk, asked),
            template=text(asked.get("template"), 64),
            whole_incident=asked.get("incident") is True,
            wait=UNDO,
            publish=asked.get("publish") is True,
            key=key,
        )
    except (Conflict, BadAnswer) as error:
        # Whoever sent the same at the same moment may have been first: then this is no trouble, it was sent.
        other = isinstance(error, Conflict) and error.word == KEY_USED
        if not other and (sent := drafts.sent_by_now(me, report_id, key)):
            return sent
        raise
    drafts.drop(me, report_id)
    return list(written)


def said_in(asked: Mapping[str, Any]) -> str:
    """The text. Raises BadAct."""
    said = asked.get("text")
    if not isinstance(said, str) or len(said) > LONGEST_DRAFT:
        raise BadAct("text", f"an answer is a text of at most {LONGEST_DRAFT} characters")
    return clean(said)


def media_in(desk: DeskSource, asked: Mapping[str, Any]) -> tuple[Media, ...]:
    """The pictures that go with it: kept here already. Raises BadAct, NotFound where one is not."""
    sent = asked.get("media", [])
    if not isinstance(sent, list) or len(sent) > MOST_PHOTOS:
        raise BadAct("media", f"an answer has at most {MOST_PHOTOS} photos")
    found = []
    for each in sent:
        ref = each.get("ref") if isinstance(each, dict) else None
        if not isinstance(ref, str) or not ref.startswith(REF):
            raise BadAct("media", "a photo is named as it was kept: file:<id>")
        if not desk.room.pictures.there(ref.removeprefix(REF)):
            raise NotFound("the photo is not kept here: choose it again")
        found.append(Media("image", ref, CONTENT_TYPE))
    return tuple(found)


def status_in(asked: Mapping[str, Any]) -> Status:
    """What the answer makes of the report. Raises BadAct."""
    for status in MAKES:
        if asked.get("status") == str(status):
            return status
    raise BadAct("status", f"an answer makes a report {', '.join(MAKES)}")


def preview_json(preview: AnswerPreview, words: Words) -> dict[str, Any]:
    """What one reporter would get, in words."""
    return {
        "id": preview.report_id,
        "number": preview.number,
        "channel": preview.channel,
        "text": preview.text,
        "size": size_in_words(preview.size, words),
        "fits": preview.size.fits,
        "sent": preview.is_sent,
        "why": words(f"desk.trouble.{preview.trouble}") if preview.trouble else "",
    }
