"""What the server makes of a request, without a server: the channel's own check, key and parser over what a sender made."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from command_center.domain.inbound import Item, Payload
from command_center.open311.body import read_form
from command_center.open311.endpoints import ACCOUNT
from command_center.open311.request import IDEMPOTENCY_KEY, delivery_id
from data_sources.channel import Channel, Hook, HookRequest
from simulation.senders.sending import Sending


def request_of(sending: Sending) -> HookRequest:
    """The request as the webhook transport hands it to a channel."""
    query = urlsplit(sending.path).query
    return HookRequest(
        method=sending.method,
        headers={name.lower(): value for name, value in sending.headers.items()},
        query=dict(parse_qsl(query, keep_blank_values=True)),
        body=sending.body,
        remote_addr="127.0.0.1",
        query_string=query.encode(),
    )


def payload_of(sending: Sending, channels: Mapping[str, Channel], received_at: datetime) -> Payload:
    """What the inbox would keep of the request, received at an aware datetime. Raises KeyError for no such channel."""
    channel = channels[sending.channel]
    if isinstance(channel, Hook):
        return channel.deliver(request_of(sending)).payload(sending.channel, received_at)
    content_type = sending.headers["Content-Type"]
    headers = {IDEMPOTENCY_KEY: sending.headers["Idempotency-Key"]}
    key = delivery_id(read_form(sending.body, content_type), headers[IDEMPOTENCY_KEY], received_at)
    return Payload(sending.channel, ACCOUNT, key, received_at, content_type, headers, sending.body)


def items_of(sending: Sending, channels: Mapping[str, Channel], received_at: datetime) -> tuple[Item, ...]:
    """The items that the channel reads from the request. Raises BadMessage, KeyError."""
    return tuple(channels[sending.channel].parse(payload_of(sending, channels, received_at)))
