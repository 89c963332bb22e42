"""Sends one thing through a route, as the outbox does, and tells what came of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from command_center.domain.outgoing import Addressee, HandedIn, Outgoing, OutgoingKind, OutgoingRoute, SaidWords

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def addressee(channel: str, contact: str, **more: Any) -> Addressee:
    """Somebody who wrote an hour ago."""
    known: dict[str, Any] = {
        "channel": channel, "account": "1055", "number": "LH-2026-000001", "contact": contact, "person": "p1",
        "answerable": True, "heard_at": AT - timedelta(hours=1),
    }  # fmt: skip
    return Addressee(**known | more)


def sent(route: OutgoingRoute, to: Addressee, text: str = "Sudah ditambal.", key: str = "a-1") -> HandedIn:
    """What the other side made of an answer that is written now."""
    payload = route.payload(to, route.reach(to, AT), SaidWords(text, to.number, "http://pusat.test/lacak/1"))
    begun: list[bool] = []

    def begin() -> bool:
        begun.append(True)
        return True

    answer = route.send(Outgoing(route.code, OutgoingKind.ANSWER, to.contact, payload, key, AT, AT), begin)
    assert begun == [True], "it is kept that it is sent before anything is"
    return answer
