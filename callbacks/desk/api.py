"""``/api/desk/…``: what the desk's script asks while the page is open. Reading only; what changes something is in `writes`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_wtf.csrf import generate_csrf

from callbacks.desk.map_data import around, outlines
from callbacks.desk.opened import opened
from callbacks.desk.source import DeskSource, asked_of, list_json, number
from command_center.domain.acts import BadAct, Overtaken
from command_center.errors import BadAnswer, Conflict, NotAllowed, NotFound, StoreUnavailable
from command_center.store.saved_views import BadView
from layouts.i18n import Words, words_for

PREFIX = "/api/desk"
MOST_ROWS = 120
"""Lines in one answer."""


def reading(desk: DeskSource) -> Blueprint:
    """The blueprint; who gets here has a role of the desk, the guard sees to it."""
    blueprint = Blueprint("desk", __name__)

    @blueprint.get(f"{PREFIX}/list")
    @told
    def listed() -> dict[str, Any]:
        found = desk.listed(asked_of(request.args))
        return list_json(found) | {"rows": desk.rows(found.ids[:MOST_ROWS])}

    @blueprint.get(f"{PREFIX}/rows")
    @told
    def rows() -> dict[str, Any]:
        ids = [number(each) for each in request.args.get("ids", "").split(",")[:MOST_ROWS]]
        return {"rows": desk.rows([each for each in ids if each])}

    @blueprint.get(f"{PREFIX}/changes")
    @told
    def changes() -> dict[str, Any]:
        found = desk.changes(number(request.args.get("since")))
        ids = list(found["changed"])[-MOST_ROWS:]
        listed = list_json(desk.listed(asked_of(request.args)))
        keep = ("counts", "fresh", "upto")
        # Whoever signed in again in another window has another token by now, or is somebody else.
        session = {"me": desk.identity().name, "token": generate_csrf()}
        told = {name: listed[name] for name in keep} | {"rows": desk.rows(ids), "present": desk.present()}
        told |= {"alerts": desk.alerts_told(language_of(desk))}
        return found | told | session

    @blueprint.get(f"{PREFIX}/reports/<number>")
    @told
    def report(number: str) -> dict[str, Any]:
        return opened(desk, number, language_of(desk))

    @blueprint.get(f"{PREFIX}/around/<number>")
    @told
    def near(number: str) -> dict[str, Any]:
        return around(desk, number)

    @blueprint.get(f"{PREFIX}/outlines")
    @told
    def city() -> dict[str, Any]:
        return outlines(desk)

    return blueprint


def language_of(desk: DeskSource) -> Words:
    """The language of the page that asks."""
    return words_for(request.args.get("bahasa"), desk.config.language)


def told(view: Callable[..., dict[str, Any]]) -> Callable[..., Response]:
    """A view whose answer is JSON that nobody keeps, and whose refusals say what to do."""

    @wraps(view)
    def answer(*args: Any, **named: Any) -> Response:
        try:
            response = jsonify(view(*args, **named))
        except NotFound as error:
            return refused(404, "not_found", str(error))
        except NotAllowed as error:
            return refused(403, "forbidden", str(error))
        except BadAct as error:
            return refused(400, "bad_act", str(error), field=error.field)
        except BadAnswer as error:
            return refused(422, "bad_answer", str(error), field=error.field, trouble=str(error.trouble))
        except BadView as error:
            return refused(400, "bad_view", str(error), field=error.reason)
        except Overtaken as error:
            return refused(409, "overtaken", str(error), number=error.number, changes=changes_json(error))
        except Conflict as error:
            return refused(409, "conflict", str(error), word=error.word)
        except StoreUnavailable as error:
            return refused(503, "unavailable", str(error))
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer


def changes_json(overtaken: Overtaken) -> list[dict[str, Any]]:
    """What was done since, oldest first."""
    return [
        {"by": each.by, "at": each.at.isoformat(), "kind": each.kind, "facts": dict(each.facts)}
        for each in overtaken.changes
    ]


def refused(status: int, error: str, message: str, **more: Any) -> Response:
    """A word to test for, and what to do."""
    response = jsonify(error=error, message=message, **more)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
