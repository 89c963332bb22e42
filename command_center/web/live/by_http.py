"""The live connection without WebSocket: a wall asks every few seconds what happened since, and is answered at once."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from command_center.errors import NotAllowed
from command_center.web.live.hub import LiveHub
from command_center.web.security.identity import Identity

PATH = "/wall/frames"


def by_http(hub: LiveHub, identify: Callable[[], Identity]) -> Blueprint:
    """`GET /wall/frames?since=SEQ` -> the frame after SEQ and the heartbeat, as a socket would have told them.

    It holds no thread and keeps nothing between two questions. Who may ask is who may have a socket; a revoked link is
    shut out at its next question.
    """
    blueprint = Blueprint("wall_frames", __name__)

    @blueprint.get(PATH)
    def frames() -> Response | tuple[Any, int]:
        identity = identify()
        if not hub.may_watch(identity):
            raise NotAllowed("the wall is not for this sign-in or device")
        since = request.args.get("since", "")
        if not since.isascii() or not since.isdigit() or len(since) > 15:
            return jsonify(error="bad_request", message="say since which position: /wall/frames?since=0"), 400
        # The beat first: its head is then never beyond the frame's, and a wall does not think itself behind.
        beat = hub.beat()
        return jsonify(frame=hub.since(int(since)).as_json(), beat=beat.as_json())

    return blueprint
