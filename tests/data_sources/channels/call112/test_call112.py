"""112: what an operator's form becomes, what it is told, and what the switchboard's events say of a call."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from command_center.domain.inbound import Action, CallKind, CallSeen, Inbound, Item, Payload, Position, Reporter
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.settings import explain
from data_sources.channel import DeliveryOutcome, HookRequest
from data_sources.channels.call112 import Call112, Call112Settings, ami_events
from data_sources.channels.call112.call_watch import CallWatch
from data_sources.errors import ChannelBroken, NotAuthentic
from data_sources.reading import storable
from tests.contract import hostile
from tests.contract.cases import items_of

NOW = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
CHANNEL = Call112(Call112Settings(call112_token="rahasia-112"))


def read(sent: object) -> list[Item]:
    body = json.dumps(sent).encode()
    delivery = CHANNEL.deliver(HookRequest("POST", {}, {}, body))
    return list(CHANNEL.parse(Payload("112", delivery.account, delivery.delivery_id, NOW, "", {}, body)))


def form(**fields: object) -> dict[str, object]:
    return {"call_id": "1795301291.17", "caller": "08122334455", "kind": "normal", "text": "banjir di Genuk", **fields}


@pytest.mark.parametrize(
    ("kind", "reports"),
    [
        ("normal", [ReportClass.COMPLAINT]),
        ("NORMAL", [ReportClass.COMPLAINT]),
        ("information", [ReportClass.INFORMATION]),
        ("prank", []),
        ("ghost", []),
    ],
)
def test_every_call_is_counted_and_only_some_are_reports(kind: str, reports: list[ReportClass]):
    seen, *items = read(form(kind=kind))
    assert isinstance(seen, CallSeen)
    assert (seen.step, seen.kind, seen.call_id) == ("classified", CallKind(kind.lower()), "1795301291.17")
    assert [item.report_class for item in items if isinstance(item, Inbound)] == reports


def test_a_form_is_taken_over_field_by_field():
    sent = form(
        name=" Bu Contoh ", address="Jl. Kaligawe", lat="-6.95", lon=110.46, category="banjir", operator="op-01",
        at="2026-11-22T09:00:00+07:00",
    )  # fmt: skip
    assert read(sent) == [
        CallSeen(
            channel="112",
            account="112",
            call_id="1795301291.17",
            at=datetime(2026, 11, 22, 2, 0, tzinfo=UTC),
            step="classified",
            caller="+628122334455",
            agent="op-01",
            kind=CallKind.NORMAL,
        ),
        Inbound(
            channel="112",
            account="112",
            external_id="1795301291.17",
            sent_at=datetime(2026, 11, 22, 2, 0, tzinfo=UTC),
            text="banjir di Genuk",
            reporter=Reporter("+628122334455", "Bu Contoh", "+628122334455"),
            position=Position(-6.95, 110.46),
            address="Jl. Kaligawe",
            category="banjir",
        ),
    ]


@pytest.mark.parametrize(
    ("at", "sent_at"),
    [
        ("2026-11-22T09:00:00+07:00", NOW - timedelta(minutes=30)),
        ("2026-11-22T02:00:00Z", NOW - timedelta(minutes=30)),
        ("2026-11-22T09:00:00", NOW - timedelta(minutes=30)),
        ("2026-11-22 09:00", NOW - timedelta(minutes=30)),
        (1795312800, NOW - timedelta(minutes=30)),
        (None, NOW),
        ("", NOW),
        ("1999-01-01T00:00:00Z", NOW),
    ],
)
def test_a_time_without_a_zone_is_wib(at: object, sent_at: datetime):
    assert read(form(at=at))[0].at == sent_at  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "caller",
    [
        "",
        None,
        "anonymous",
        "<unknown>",
        "Restricted",
        "unavailable",
        "private",
        "Private Number",
        "<img src=x>",
        "0000000000",
    ],
)
def test_a_withheld_number_leaves_the_caller_unknown_and_not_answerable(caller: object):
    item = read(form(caller=caller))[1]
    assert isinstance(item, Inbound)
    assert (item.reporter.key, item.reporter.contact, item.answerable) == ("call:1795301291.17", "", False)


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [
        (None, Visibility.PUBLIC),
        ("", Visibility.PUBLIC),
        ("public", Visibility.PUBLIC),
        ("Anonim", Visibility.ANONYMOUS),
        ("rahasia", Visibility.CONFIDENTIAL),
    ],
)
def test_the_caller_chooses_who_may_see_the_report(visibility: object, seen_by: Visibility):
    item = read(form(visibility=visibility))[1]
    assert isinstance(item, Inbound)
    assert item.visibility is seen_by


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_hostile_text_is_carried_whole_and_can_be_stored(name: str):
    text = hostile.TEXTS[name]
    item = read(form(text=text, name=text, address=text, operator=text, category=text))[1]
    assert isinstance(item, Inbound)
    clean = storable(text).strip()
    assert (item.text, item.address, item.category, item.reporter.name) == (clean,) * 4


def test_a_changed_form_changes_the_report_of_the_same_call():
    item = read(form(revision=2, text="sudah surut"))[1]
    assert isinstance(item, Inbound)
    assert (item.action, item.amends, item.external_id) == (Action.AMEND, "1795301291.17", "1795301291.17#2")


@pytest.mark.parametrize("kind", ["prank", "ghost"])
def test_a_call_found_to_be_no_call_for_help_takes_its_report_back(kind: str):
    seen, item = read(form(revision=1, kind=kind))
    assert isinstance(seen, CallSeen)
    assert isinstance(item, Inbound)
    assert (seen.kind, item.action, item.amends) == (CallKind(kind), Action.RETRACT, "1795301291.17")


@pytest.mark.parametrize(
    ("fields", "what_to_do"),
    [
        ({"call_id": ""}, '"call_id"'),
        ({"kind": "iseng"}, "must be normal, information, prank or ghost"),
        ({"kind": 3}, '"kind" must be a text'),
        ({"visibility": "terbuka"}, "must be public, anonim or rahasia"),
        ({"visibility": 1}, '"visibility" must be a text'),
        ({"text": ""}, 'set "kind" to prank or ghost'),
        ({"text": ["banjir"]}, '"text" must be a text'),
        ({"name": {"first": "Bu"}}, '"name" must be a text'),
        ({"caller": "08122334455 (istri)"}, "write the number alone"),
        ({"lat": -6.9, "lon": None}, "both must be degrees"),
        ({"lat": 696, "lon": 110}, "both must be degrees"),
        ({"at": "tadi pagi"}, "2026-11-22T09:30:00"),
        ({"revision": -1}, '"revision" must be a whole number'),
        ({"revision": "dua"}, '"revision" must be a whole number'),
        ({"revision": True}, '"revision" must be a whole number'),
    ],
)
def test_a_wrong_field_is_named_with_what_to_do_and_nothing_is_taken(fields: dict[str, Any], what_to_do: str):
    items, error = items_of(CHANNEL, Payload("112", "112", "k", NOW, "", {}, json.dumps(form(**fields)).encode()))
    assert not items
    assert what_to_do in str(error)


def test_the_same_form_twice_is_one_delivery_and_a_changed_one_another():
    first, again, changed = (
        CHANNEL.deliver(HookRequest("POST", {}, {}, json.dumps(sent).encode())).delivery_id
        for sent in (form(), form(), form(text="rob"))
    )
    assert first == again != changed
    assert first.startswith("1795301291.17:")


def test_only_the_bearer_of_the_token_may_send():
    CHANNEL.authenticate(HookRequest("POST", {"authorization": "bearer rahasia-112"}, {}, b""))
    for header in ("", "rahasia-112", "Basic rahasia-112", "Bearer rahasia", "Bearer"):
        with pytest.raises(NotAuthentic, match="CALL112_TOKEN"):
            CHANNEL.authenticate(HookRequest("POST", {"authorization": header}, {}, b""))
    with pytest.raises(ChannelBroken, match="CALL112_TOKEN is not set"):
        Call112(Call112Settings()).authenticate(HookRequest("POST", {}, {}, b""))


def test_the_operator_is_told_the_number_or_what_is_wrong():
    told = json.loads(CHANNEL.acknowledge(DeliveryOutcome(("LH-2026-000001",), problem="")).body)
    assert told == {"numbers": ["LH-2026-000001"], "pending": False, "duplicate": False, "problem": ""}
    assert (
        json.loads(CHANNEL.acknowledge(DeliveryOutcome(problem='"text" is missing')).body)["problem"]
        == '"text" is missing'
    )


# --- events of the switchboard ----------------------------------------------------------------------------------------

CALLER = {"Uniqueid": "1795301291.17", "Linkedid": "1795301291.17", "CallerIDNum": "08122334455"}
OPERATOR = {"Uniqueid": "1795301293.18", "Linkedid": "1795301291.17"}


@pytest.mark.parametrize(
    ("event", "step"),
    [
        ({"Event": "Newchannel", **CALLER}, "ringing"),
        ({"Event": "QueueCallerJoin", **CALLER, "Queue": "darurat"}, "queued"),
        ({"Event": "AgentConnect", **CALLER, "Queue": "darurat", "MemberName": "op-01"}, "answered"),
        ({"Event": "AgentComplete", **CALLER, "Queue": "darurat", "Interface": "PJSIP/op-01"}, "completed"),
        ({"Event": "QueueCallerAbandon", **CALLER, "Queue": "darurat"}, "abandoned"),
        ({"Event": "Hangup", **CALLER, "Cause": "16"}, "hungup"),
        ({"Event": "Newchannel", **CALLER, "CallerIDNum": "anonymous", "ChannelState": "4"}, "ringing"),
        ({"Event": "Newchannel", **CALLER, "CallerIDNum": "801"}, None),
        ({"Event": "Newchannel", **CALLER, "CallerIDNum": "<unknown>"}, None),
        ({"Event": "Newchannel", **CALLER, "ChannelState": "0"}, None),
        ({"Event": "QueueCallerJoin", **CALLER, "CallerIDNum": "801", "Queue": "darurat"}, "queued"),
        ({"Event": "Newchannel", **OPERATOR}, None),
        ({"Event": "Hangup", **OPERATOR}, None),
        ({"Event": "BridgeEnter", **CALLER}, None),
        ({"Event": "Hangup"}, None),
    ],
)
def test_events_are_steps_of_the_callers_call(event: dict[str, str], step: str | None):
    steps = [item.step for item in read({"ami": event}) if isinstance(item, CallSeen)]
    assert steps == ([step] if step else [])
    assert ami_events.is_kept(event) is bool(step)


def test_a_step_says_who_called_where_and_who_answered():
    (seen,) = read(
        {
            "ami": {
                "Event": "AgentConnect",
                **CALLER,
                "Queue": "darurat",
                "MemberName": "op-01",
                "Timestamp": "1795301300.5",
            }
        }
    )
    assert seen == CallSeen(
        channel="112",
        account="112",
        call_id="1795301291.17",
        at=datetime.fromtimestamp(1795301300.5, UTC),
        step="answered",
        caller="+628122334455",
        queue="darurat",
        agent="op-01",
    )


@pytest.mark.parametrize(
    ("context", "kept"), [("dari-112", True), ("dari-113", True), ("operator", False), ("", False)]
)
def test_where_the_city_names_the_contexts_of_calls_from_outside_these_decide(context: str, kept: bool):
    channel = Call112(Call112Settings(ami_contexts="dari-112, dari-113"))
    for number in ("08122334455", "801", "<unknown>"):
        event = {"Event": "Newchannel", **CALLER, "CallerIDNum": number, "Context": context, "ChannelState": "4"}
        body = json.dumps({"ami": event}).encode()
        assert bool(list(channel.parse(Payload("112", "112", "k", NOW, "", {}, body)))) is kept


def test_a_caller_who_waits_through_a_local_channel_is_named_by_the_own_channel():
    local = {"Uniqueid": "1795301291.19", "Linkedid": "1795301291.17", "Channel": "Local/112@dari-112-00000000;2"}
    (seen,) = read({"ami": {"Event": "QueueCallerJoin", **local, "CallerIDNum": "08122334455", "Queue": "112"}})
    assert isinstance(seen, CallSeen)
    assert (seen.call_id, seen.via, seen.caller) == ("1795301291.17", "1795301291.19", "+628122334455")
    assert read({"ami": {"Event": "Newchannel", **local}}) == []
    assert read({"ami": {"Event": "Hangup", **local}}) == []


def test_a_call_keeps_its_name_when_it_is_joined_to_an_older_one():
    joined = {"Uniqueid": "1795301291.17", "Linkedid": "1795301200.3", "Channel": "PJSIP/trunk-112-00000011"}
    (seen,) = read({"ami": {"Event": "AgentConnect", **joined, "MemberName": "op-01"}})
    assert isinstance(seen, CallSeen)
    assert (seen.call_id, seen.via) == ("1795301291.17", "")
    watch = CallWatch("112", "112")
    watch.heard({"Event": "QueueCallerJoin", **CALLER, "Queue": "112"}, NOW)
    ended = watch.heard({"Event": "Hangup", **joined}, NOW)
    assert ended is not None
    assert [item.step for item in CHANNEL.parse(ended) if isinstance(item, CallSeen)] == ["hungup"]
    assert watch.heard({"Event": "Hangup", **joined, "Uniqueid": "1795301293.18"}, NOW) is None


@pytest.mark.parametrize(("wait", "joined"), [("90", 90), ("0", 0), ("", 0), ("lama", 0), ("-5", 0), ("999999", 0)])
def test_a_caller_found_waiting_joined_when_the_wait_began(wait: str, joined: int):
    event = {
        "Event": "QueueEntry",
        "Uniqueid": "1795301291.17",
        "Queue": "darurat",
        "Wait": wait,
        "CallerIDNum": "0812",
    }
    (seen,) = read({"ami": event})
    assert isinstance(seen, CallSeen)
    assert (seen.call_id, seen.step, seen.at) == ("1795301291.17", "queued", NOW - timedelta(seconds=joined))


def test_an_event_has_one_key_for_all_who_listen_and_a_new_one_when_it_happens_again():
    join = {"Event": "QueueCallerJoin", **CALLER, "Queue": "darurat"}
    assert ami_events.delivery_id(join) == "1795301291.17:QueueCallerJoin:1795301291.17:darurat"
    first, again = ({**join, "Timestamp": stamp} for stamp in ("1795301293.1", "1795301400.2"))
    assert ami_events.delivery_id(first) == ami_events.delivery_id(dict(first))
    assert ami_events.delivery_id(first) != ami_events.delivery_id(again)
    assert ami_events.delivery_id(first) != ami_events.delivery_id({**first, "Queue": "umum"})
    assert len(ami_events.delivery_id({**join, "Queue": "q" * 500})) <= 200


def test_a_caller_who_still_waits_is_told_of_once_however_often_the_line_is_cut():
    waiting = {"Event": "QueueEntry", "Uniqueid": "1795301291.17", "Queue": "darurat"}
    assert ami_events.delivery_id({**waiting, "Wait": "10"}) == ami_events.delivery_id(
        {**waiting, "Wait": "70", "Timestamp": "1.5"}
    )


def test_an_event_is_stored_under_the_same_key_however_it_comes():
    event = {"Event": "Hangup", **CALLER, "Timestamp": "1795301500.9"}
    stored = CallWatch("112", "112").heard(event, NOW)
    assert stored is not None
    posted = CHANNEL.deliver(HookRequest("POST", {}, {}, stored.body))
    assert (stored.delivery_id, stored.account) == (posted.delivery_id, posted.account)
    assert [item.step for item in CHANNEL.parse(stored) if isinstance(item, CallSeen)] == ["hungup"]


@pytest.mark.parametrize(
    "url", ["http://ccc:rahasia@pbx:5038", "ami://pbx:5038", "ami://ccc@pbx", "ami://ccc:rahasia@pbx:satu"]
)
def test_an_address_that_is_no_switchboards_is_refused_at_start(url: str):
    with pytest.raises(ValidationError) as refused:
        Call112Settings(ami_url=url)
    assert "AMI_URL: " in explain(refused.value)
    assert "rahasia" not in explain(refused.value)


def test_the_address_of_a_switchboard_is_taken():
    assert Call112Settings(ami_url="ami://ccc:rahasia@pbx:5038").ami_url
