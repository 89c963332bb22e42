"""Follows the calls of a switchboard: which of its events are kept, and a picture of all its calls, in the inbox's words.

It remembers what an event alone does not tell: which devices are the operators', and which channels are the callers'.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from command_center.domain.inbound import CallSeen, Payload, SwitchboardSeen
from data_sources.channels.call112 import ami_events
from data_sources.channels.call112.ami_events import AmiEvent
from data_sources.reading import identifier, mapping, moment, plausible, sequence, storable
from data_sources.transports.ami_picture import SwitchboardAnswers

HANGS_UP = timedelta(seconds=1)
"""How long a caller whom an operator or a queue has let go usually takes to hang up."""
SETTLES = timedelta(minutes=1)
"""How long it is looked after a caller who was let go: a transfer that nobody takes is over by then."""
REMEMBERED = 5000
"""Callers' channels that are remembered at most; older ones have ended long ago."""


class CallWatch:
    """The calls of one line. `contexts` are those of the dialplan in which calls from outside arrive, if they are known."""

    def __init__(self, channel: str, account: str, contexts: frozenset[str] = frozenset()) -> None:
        self._channel, self._account, self._contexts = channel, account, contexts
        self._phones: dict[str, str] = {}
        self._callers: dict[str, None] = {}
        self._unsettled: dict[str, datetime] = {}

    def heard(self, event: AmiEvent, at: datetime) -> Payload | None:
        """An event as the inbox keeps it; None for one that is no step of a caller's call."""
        if not event.get("Timestamp"):
            # A caller may join a queue, and be answered, more than once: the time tells these events apart.
            event = {**event, "Timestamp": f"{at.timestamp():.6f}"}
        call = ami_events.call_of(event)
        theirs = event.get("Event") == "Hangup" and event.get("Uniqueid", "") in self._callers
        if not (theirs or ami_events.is_kept(event, self._contexts, self._phones)):
            return None
        match event["Event"]:
            case "AgentComplete" | "QueueCallerAbandon":
                self._unsettled[call] = at
            case "Hangup":
                self._callers.pop(event["Uniqueid"], None)
                self._unsettled.pop(event["Uniqueid"], None)
            case _:
                self._unsettled.pop(call, None)
                self._callers[call] = None
                if len(self._callers) > REMEMBERED:
                    del self._callers[next(iter(self._callers))]
        # Its Linkedid no longer says that a channel which ends is a caller's, where the call was joined to an older one.
        told = {"ami": dict(event)} | ({"of_caller": True} if theirs else {})
        body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
        return Payload(self._channel, self._account, ami_events.delivery_id(event), at, "application/json", {}, body)

    def picture(self, answers: SwitchboardAnswers, at: datetime, *, after_gap: bool) -> Payload:
        """All that the switchboard has, as the inbox keeps it. `at` is when it was asked, by our clock.

        Events have the switchboard's time, where it tells it: the earlier of the two clocks ends no call that began later.
        """
        told = {
            "at": min(at, answers.clock or at).isoformat(),
            "after_gap": after_gap,
            "complete": answers.complete,
            "phones": [dict(each) for each in answers.phones],
            "waiting": [dict(each) for each in answers.waiting],
            "channels": [dict(each) for each in answers.channels],
        }
        self._phones = devices(answers.phones)
        present = Present(answers.waiting, answers.channels, self._phones)
        for caller in (*present.speaking(), *(ami_events.call_of(each) for each in present.waiting)):
            self._callers[caller] = None
            self._unsettled.pop(caller, None)
        body = json.dumps({"switchboard": told}, ensure_ascii=False).encode("utf-8", "replace")
        return Payload(self._channel, self._account, picture_id(body), at, "application/json", {}, body)

    def is_unsettled(self, at: datetime) -> bool:
        """Whether a caller whom an operator or a queue has let go is still there, and nobody knows yet with whom."""
        self._unsettled = {call: since for call, since in self._unsettled.items() if at - since < SETTLES}
        return any(at - since >= HANGS_UP for since in self._unsettled.values())


class Present:
    """What a picture names: `waiting` with the Linkedid that QueueEntry leaves out, where another channel tells it."""

    def __init__(self, waiting: Sequence[AmiEvent], channels: Sequence[AmiEvent], phones: Mapping[str, str]) -> None:
        self._channels, self._phones = channels, phones
        linked = {each.get("Uniqueid", ""): each.get("Linkedid", "") for each in channels}
        # The two ends of a Local channel have one name but for their last digit.
        linked |= {each["Channel"][:-2]: each.get("Linkedid", "") for each in channels if ami_events.is_local(each)}
        self.waiting = [
            {**each, "Linkedid": found}
            if (found := linked.get(each.get("Uniqueid", "")) or linked.get(each.get("Channel", "")[:-2], ""))
            else each
            for each in waiting
        ]

    def ids(self) -> frozenset[str]:
        """Uniqueids and Linkedids of all channels that there are."""
        every = (*self._channels, *self.waiting)
        return frozenset(each[name] for each in every for name in ("Uniqueid", "Linkedid") if each.get(name))

    def speaking(self) -> dict[str, tuple[str, ...]]:
        """Caller's channel -> the operators' phones on its line. Channels that are joined have one Linkedid.

        A Local channel stays in the line when the phone behind it hands the caller on: a phone that speaks itself counts more.
        """
        phones: dict[str, list[str]] = {}
        for each in sorted(self._bridged(), key=ami_events.is_local):
            name = self._phones.get(ami_events.interface(each.get("Channel", "")))
            on_line = phones.setdefault(each.get("Linkedid", ""), [])
            if name and not (on_line and ami_events.is_local(each)):
                on_line.append(name)
        return {
            each["Uniqueid"]: tuple(phones[each["Linkedid"]])
            for each in self._callers()
            if phones.get(each["Linkedid"])
        }

    def came_in(self, contexts: frozenset[str]) -> list[AmiEvent]:
        """Channels of callers from outside who speak with an operator."""
        speaking = self.speaking()
        return [
            each
            for each in self._callers()
            if each["Uniqueid"] in speaking
            and ami_events.is_from_outside({**each, "Event": "Newchannel", "ChannelState": "4"}, contexts)
        ]

    def _callers(self) -> Iterator[AmiEvent]:
        for each in self._bridged():
            own = ami_events.interface(each.get("Channel", "")) in self._phones
            if not own and not ami_events.is_local(each) and each.get("Uniqueid") and each.get("Linkedid"):
                yield each

    def _bridged(self) -> Iterator[AmiEvent]:
        return (each for each in self._channels if each.get("BridgeId"))


def devices(phones: Sequence[AmiEvent]) -> dict[str, str]:
    """Device -> the name of the phone, of QueueMember events. A member may ring by one address and be known by another."""
    return {
        ami_events.device(address): each.get("Name") or address
        for each in phones
        for address in (each.get("Location", ""), each.get("StateInterface", ""))
        if address
    }


def picture_id(body: bytes) -> str:
    """The key of a picture: by what it shows."""
    return f"switchboard:{hashlib.sha256(body).hexdigest()[:32]}"


def seen_in(
    told: Mapping[str, object], payload: Payload, contexts: frozenset[str]
) -> Iterator[CallSeen | SwitchboardSeen]:
    """What a picture says: after a gap who waits and who speaks, as steps that nobody heard; then what there is."""
    names = devices(_events(told.get("phones")))
    present = Present(_events(told.get("waiting")), _events(told.get("channels")), names)
    at = plausible(moment(told.get("at")), payload.received_at)
    speaking = present.speaking()
    after_gap = told.get("after_gap") is True
    if after_gap:
        for entry in present.waiting:
            yield step({**entry, "Event": "QueueEntry"}, payload, at)
        for caller in present.came_in(contexts):
            agent = speaking[caller["Uniqueid"]][0]
            yield step({**caller, "Event": "AgentConnect", "MemberName": agent, "Queue": ""}, payload, at)
    yield SwitchboardSeen(
        channel=payload.channel,
        account=payload.account,
        at=at,
        present=frozenset(identifier(each) for each in present.ids()),
        complete=told.get("complete") is True,
        after_gap=after_gap,
        speaking=tuple((identifier(call), phones) for call, phones in speaking.items()),
        phones=tuple(dict.fromkeys(names.values())),
    )


def step(event: AmiEvent, payload: Payload, heard_at: datetime, *, outside: bool = False) -> CallSeen:
    """What an event says of its call; `heard_at` is when it was, where it has no time of its own."""
    return CallSeen(
        channel=payload.channel,
        account=payload.account,
        call_id=identifier(ami_events.call_of(event)),
        at=plausible(ami_events.at(event, heard_at), payload.received_at),
        step=ami_events.STEPS[event["Event"]],
        caller=ami_events.caller_of(event),
        queue=event.get("Queue", ""),
        agent=event.get("MemberName") or event.get("Interface", ""),
        via=identifier(ami_events.via(event)),
        outside=outside,
    )


def _events(value: object) -> list[AmiEvent]:
    return [
        {name: storable(text) for name, text in mapping(each).items() if isinstance(text, str)}
        for each in sequence(value)
    ]
