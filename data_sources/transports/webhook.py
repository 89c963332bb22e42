"""Webhooks: ``/hooks/<channel>`` proves who sends, keeps the raw delivery, and only then acknowledges."""

from collections.abc import Callable, Mapping
from datetime import datetime

import structlog
from flask import Blueprint, Response, request

from command_center.errors import StoreUnavailable
from command_center.store.inbox import Inbox
from data_sources.channel import Channel, DeliveryOutcome, Hook, HookRequest, HookResponse
from data_sources.errors import ChannelBroken, NotAuthentic
from data_sources.transports.answer_limit import AnswerLimit

log = structlog.get_logger(__name__)

ANSWER_SECONDS = 2.0
"""How long a sender that wants the tracking number in the answer is kept waiting for it."""
RETRY_SECONDS = 5


def webhooks(
    channels: Mapping[str, Channel], inbox: Inbox, clock: Callable[[], datetime], limit: AnswerLimit | None = None
) -> Blueprint:
    """The blueprint of all channels that are posted to; answers are counted in `limit`, by default in this process alone.

    A final slash means the same address: some consoles write one behind every URL.
    """
    blueprint = Blueprint("hooks", __name__)
    limit = limit or AnswerLimit()

    @blueprint.route("/hooks/<code>", methods=["GET", "POST"], strict_slashes=False)
    def hook(code: str) -> Response:
        channel = channels.get(code)
        if not isinstance(channel, Hook):
            return _plain(404, f"There is no channel {code[:40]!r} to post to.")
        try:
            largest = request.max_content_length
            if largest is not None:
                # One byte more than is taken: where it comes, the body is too large and not just as large as it may be.
                request.max_content_length = largest + 1
            asked = _request()
            if (cut := _cut_off(asked.body, largest)) is not None:
                return cut
            return _respond(_serve(channel, asked, inbox, clock, limit))
        except NotAuthentic as error:
            log.warning("hook_refused", channel=code, remote=request.remote_addr, reason=str(error))
            return _plain(403, f"Not accepted: {error}")
        except ChannelBroken as error:
            log.error("hook_shut", channel=code, reason=str(error))
            return _plain(503, f"This channel is not set up: {error}")
        except StoreUnavailable as error:
            log.error("hook_not_kept", channel=code, reason=str(error))
            response = _plain(503, "Not kept: the database is away. Send it again.")
            response.headers["Retry-After"] = str(RETRY_SECONDS)
            return response

    return blueprint


def _serve(
    channel: Hook, asked: HookRequest, inbox: Inbox, clock: Callable[[], datetime], limit: AnswerLimit
) -> HookResponse:
    if asked.method == "GET" and (answer := channel.challenge(asked)) is not None:
        return answer
    channel.authenticate(asked)
    delivery = channel.deliver(asked)
    if not delivery.keep:
        return channel.acknowledge(DeliveryOutcome())
    stored = inbox.put(delivery.payload(channel.code, clock()), again=channel.takes_files)
    if not channel.answers_with_number:
        return channel.acknowledge(DeliveryOutcome(pending=True, duplicate=stored.duplicate))
    if withheld := channel.withheld(asked, limit):
        log.info("answer_withheld", channel=channel.code, inbox_id=stored.inbox_id, reason=withheld)
        return channel.acknowledge(DeliveryOutcome(pending=True, duplicate=stored.duplicate, withheld=withheld))
    outcome = inbox.wait(stored.inbox_id, ANSWER_SECONDS)
    return channel.acknowledge(
        DeliveryOutcome(
            numbers=outcome.numbers,
            pending=outcome.state == "new",
            duplicate=stored.duplicate,
            problem=outcome.problem if outcome.state == "quarantined" else "",
        )
    )


def _request() -> HookRequest:
    return HookRequest(
        method="GET" if request.method == "HEAD" else request.method,
        headers={name.lower(): value for name, value in request.headers.items()},
        query=request.args.to_dict(flat=True),
        body=request.get_data(cache=False),
        remote_addr=request.remote_addr or "",
        query_string=request.query_string,
    )


def _cut_off(body: bytes, largest: int | None) -> Response | None:
    """Refuses a body that is not all there: a chunked one is cut at the limit, a broken one just ends, without a word."""
    if largest is not None and len(body) > largest:
        return _plain(413, f"At most {largest >> 20} MB in one request.")
    if request.content_length is not None and len(body) != request.content_length:
        return _plain(400, f"The body ended after {len(body)} of {request.content_length} bytes. Send it again.")
    return None


def _respond(answer: HookResponse) -> Response:
    return Response(answer.body, status=answer.status, content_type=answer.content_type)


def _plain(status: int, text: str) -> Response:
    return Response(text + "\n", status=status, content_type="text/plain; charset=utf-8")
