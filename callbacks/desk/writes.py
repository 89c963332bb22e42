"""``/api/desk/…``: what the desk's script changes. Who does it is the session's person, never what the browser says."""

from typing import Any

from flask import Blueprint, request

from callbacks.desk.api import PREFIX, told
from callbacks.desk.read_acts import MOST_ACTS, acts_of
from callbacks.desk.source import DeskSource, number, text
from command_center.domain.acting import Acting, acting_person
from command_center.domain.acts import BadAct
from command_center.domain.saved_view import LONGEST_QUERY
from command_center.errors import NotFound
from command_center.store.drafts import LONGEST_DRAFT


def writing(desk: DeskSource) -> Blueprint:
    """The blueprint; the guard has asked for the role, our own page and the token of the session."""
    blueprint = Blueprint("desk_writes", __name__)

    @blueprint.post(f"{PREFIX}/acts")
    @told
    def acts() -> dict[str, Any]:
        wanted = acts_of(body())
        done = desk.room.handling.do(wanted, acting(desk), desk.clock())
        ids = list(dict.fromkeys([each.report_id for each in done] + [each.made for each in done if each.made]))
        return {
            "done": [
                {"id": each.report_id, "number": each.number, "version": each.version, "made": each.made}
                for each in done
            ],
            "rows": desk.rows(ids),
        }

    @blueprint.post(f"{PREFIX}/undo")
    @told
    def undo() -> dict[str, Any]:
        made = [(number(each.get("id")), number(each.get("version"))) for each in listed(body(), "done")]
        done = desk.room.handling.undo_all(made, acting(desk), desk.clock())
        ids = [each.report_id for each in done]
        return {"done": [{"id": each.report_id, "number": each.number} for each in done], "rows": desk.rows(ids)}

    @blueprint.post(f"{PREFIX}/reveal")
    @told
    def reveal() -> dict[str, Any]:
        person = desk.room.handling.reveal(number(body().get("id")), acting(desk), desk.clock())
        return {"name": person.name, "contact": person.contact or person.key}

    @blueprint.post(f"{PREFIX}/presence")
    @told
    def presence() -> dict[str, Any]:
        asked = body()
        page = text(asked.get("page"), 32)
        if not page:
            raise BadAct("page", "name the open page: the script makes a name for each")
        here = number(asked.get("id"))
        desk.room.presence.here(desk.identity().name, page, here or None, desk.clock())
        return {"present": desk.present()}

    @blueprint.post(f"{PREFIX}/draft")
    @told
    def draft() -> dict[str, Any]:
        asked = body()
        key = text(asked.get("key"), 32)
        said = asked.get("text")
        if not key or not isinstance(said, str) or len(said) > LONGEST_DRAFT:
            raise BadAct("text", f"a draft has a key and a text of at most {LONGEST_DRAFT} characters")
        report_id = number(asked.get("id"))
        desk.room.drafts.keep(
            desk.identity().name, report_id, key, clean(said), text(asked.get("template"), 64), desk.clock()
        )
        return {"kept": True}

    @blueprint.post(f"{PREFIX}/queues")
    @told
    def queues() -> dict[str, Any]:
        asked = body()
        me = desk.identity().name
        if asked.get("remove"):
            desk.saved.delete(me, number(asked["remove"]))
        else:
            desk.saved.save(me, text(asked.get("name"), 200), text(asked.get("query"), LONGEST_QUERY), desk.clock())
        return {"saved": desk.saved_queues()}

    return blueprint


def acting(desk: DeskSource) -> Acting:
    """Who acts: from the session."""
    identity = desk.identity()
    return acting_person(identity.name, identity.roles, identity.opd, request.remote_addr or "")


def body() -> dict[str, Any]:
    """The JSON object that was sent. Raises BadAct."""
    try:
        sent = request.get_json(silent=True)
    except RecursionError:
        sent = None
    if not isinstance(sent, dict):
        raise BadAct("", "send the JSON object that the page's own script sends")
    return sent


def listed(asked: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """A list of objects. Raises BadAct, NotFound where it is empty."""
    found = asked.get(name)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise BadAct(name, f"{name} is a list of objects")
    if not found:
        raise NotFound(f"{name} is empty: nothing was asked for")
    if len(found) > MOST_ACTS:
        raise BadAct(name, f"{name} names at most {MOST_ACTS} reports at once: name fewer")
    return found


def clean(said: str) -> str:
    """A text that a database takes: without lone surrogates and NUL."""
    return said.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "")
