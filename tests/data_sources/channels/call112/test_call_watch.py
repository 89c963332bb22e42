"""A picture of all that the switchboard has: who waits, who speaks with which phone, and what that says of each call."""

from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.inbound import CallSeen, SwitchboardSeen
from data_sources.channels.call112 import Call112, Call112Settings
from data_sources.channels.call112.call_watch import HANGS_UP, SETTLES, CallWatch
from data_sources.transports.ami_picture import SwitchboardAnswers

NOW = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
PHONES = tuple({"Event": "QueueMember", "Name": name, "Location": f"PJSIP/{name}"} for name in ("op-01", "op-02"))


def channel(number: int, linked: int, name: str, bridge: str = "b1", caller: str = "08122334455", **more: str):
    """A channel as CoreShowChannels or BridgeInfo names it."""
    return {
        "Event": "BridgeInfoChannel",
        "Channel": name if name.startswith("Local") else f"PJSIP/{name}-{number:08x}",
        "Uniqueid": f"1795301291.{number}",
        "Linkedid": f"1795301291.{linked}",
        "CallerIDNum": caller,
        "Context": "dari-112" if name.startswith("trunk") else "operator",
        **({"BridgeId": bridge} if bridge else {}),
        **more,
    }


def waiting(number: int, name: str = "PJSIP/trunk-112-00000011", wait: int = 30, caller: str = "08122334455"):
    return {
        "Event": "QueueEntry", "Queue": "112", "Channel": name, "Uniqueid": f"1795301291.{number}",
        "CallerIDNum": caller, "Wait": str(wait),
    }  # fmt: skip


def read(*channels, entries=(), after_gap=True, complete=True, clock=NOW, watch=None):
    watch = watch or CallWatch("112", "112")
    answers = SwitchboardAnswers(PHONES, tuple(entries), tuple(channels), complete, clock)
    *steps, seen = Call112(Call112Settings()).parse(watch.picture(answers, NOW, after_gap=after_gap))
    assert isinstance(seen, SwitchboardSeen)
    return [step for step in steps if isinstance(step, CallSeen)], seen


def test_who_waits_is_told_once_after_a_gap_with_the_time_of_joining():
    steps, seen = read(entries=[waiting(17)])
    assert [(step.step, step.call_id, step.at, step.caller) for step in steps] == [
        ("queued", "1795301291.17", NOW - timedelta(seconds=30), "+628122334455")
    ]
    assert seen.present == {"1795301291.17"}
    assert read(entries=[waiting(17)], after_gap=False)[0] == []


def test_who_was_answered_while_nobody_listened_is_told_with_the_phone():
    steps, seen = read(channel(17, 17, "trunk-112"), channel(18, 17, "op-02", caller="802"))
    assert [(step.step, step.call_id, step.agent) for step in steps] == [("answered", "1795301291.17", "op-02")]
    assert seen.speaking == (("1795301291.17", ("op-02",)),)
    assert seen.phones == ("op-01", "op-02")


@pytest.mark.parametrize(
    "channels",
    [
        (channel(30, 30, "op-01", caller="801"), channel(31, 30, "spv", caller="900")),
        (channel(30, 30, "op-01", caller="801"), channel(31, 30, "trunk-112", caller="081390001234")),
        (channel(30, 30, "op-01", caller="801"), channel(31, 30, "op-02", caller="802")),
        (channel(17, 17, "trunk-112"), channel(18, 17, "spv", caller="900")),
    ],
    ids=["consultation", "call-back", "among operators", "no phone of the queue"],
)
def test_own_calls_of_the_house_are_no_calls_for_help(channels):
    assert read(*channels)[0] == []


def test_a_caller_who_waits_through_a_local_channel_is_named_by_the_own_channel():
    a, b = channel(17, 17, "trunk-112"), channel(18, 17, "Local/112@dari-112-00000000;1", caller="113")
    steps, seen = read(a, b, entries=[waiting(19, "Local/112@dari-112-00000000;2")])
    assert [(step.call_id, step.via) for step in steps] == [("1795301291.17", "1795301291.19")]
    assert {"1795301291.17", "1795301291.19"} <= seen.present


def test_a_caller_behind_a_local_channel_speaks_with_the_phone_at_its_other_end():
    _, seen = read(
        channel(17, 17, "trunk-112", "b1"),
        channel(18, 17, "Local/112@dari-112-00000000;1", "b1"),
        channel(19, 17, "Local/112@dari-112-00000000;2", "b2"),
        channel(20, 17, "op-01", "b2", caller="801"),
    )
    assert seen.speaking == (("1795301291.17", ("op-01",)),)


def test_a_phone_that_its_queue_calls_through_a_local_channel_is_known_by_that_channel():
    """As FreePBX makes members: Local/801@from-queue/n, with no device beside."""
    member = {"Event": "QueueMember", "Name": "rini", "Location": "Local/801@dalam/n", "StateInterface": ""}
    answers = SwitchboardAnswers(
        (member,),
        (),
        (
            channel(17, 17, "trunk-112", "b1"),
            channel(18, 17, "Local/801@dalam-00000003;1", "b1", caller="801"),
            channel(19, 17, "Local/801@dalam-00000003;2", "b2"),
            channel(20, 17, "801", "b2", caller="801"),
        ),
        complete=True,
        clock=NOW,
    )
    (answered, _) = Call112(Call112Settings()).parse(CallWatch("112", "112").picture(answers, NOW, after_gap=True))
    assert isinstance(answered, CallSeen)
    assert (answered.step, answered.call_id, answered.agent) == ("answered", "1795301291.17", "rini")


def test_who_was_handed_a_caller_by_a_phone_behind_a_local_channel_has_the_caller():
    members = (*PHONES, {"Event": "QueueMember", "Name": "rini", "Location": "Local/801@dalam/n"})
    line = (
        channel(17, 17, "trunk-112", "b1"),
        channel(18, 17, "Local/801@dalam-00000003;1", "b1", caller="801"),
        channel(19, 17, "Local/801@dalam-00000003;2", "b2"),
        channel(20, 17, "op-02", "b2", caller="802"),
    )
    answers = SwitchboardAnswers(members, (), line, complete=True, clock=NOW)
    (seen,) = Call112(Call112Settings()).parse(CallWatch("112", "112").picture(answers, NOW, after_gap=False))
    assert isinstance(seen, SwitchboardSeen)
    assert dict(seen.speaking)["1795301291.17"] == ("op-02",)


@pytest.mark.parametrize("name", ["DAHDI/3-1", "IAX2/op-01-7216", "SIP/op-01-0000abcd", "PJSIP/op-01-00000012"])
def test_a_phone_of_any_kind_is_known_by_its_channel(name):
    device = name.rpartition("-")[0]
    phone = {"Event": "QueueMember", "Name": "sari", "Location": device}
    line = (channel(17, 17, "trunk-112"), {**channel(18, 17, "x"), "Channel": name})
    answers = SwitchboardAnswers((phone,), (), line, complete=True, clock=NOW)
    *_, seen = Call112(Call112Settings()).parse(CallWatch("112", "112").picture(answers, NOW, after_gap=False))
    assert dict(seen.speaking)["1795301291.17"] == ("sari",)


def test_a_phone_that_only_rings_is_on_no_line():
    _, seen = read(channel(17, 17, "trunk-112", ""), channel(18, 17, "op-01", ""))
    assert seen.speaking == ()
    assert {"1795301291.17", "1795301291.18"} == seen.present


@pytest.mark.parametrize(
    ("clock", "at"), [(None, 0), (NOW - timedelta(seconds=40), -40), (NOW + timedelta(seconds=40), 0)]
)
def test_of_two_clocks_the_earlier_counts_so_that_no_newer_call_is_ended(clock, at):
    assert read(clock=clock)[1].at == NOW + timedelta(seconds=at)


def test_a_call_that_an_operator_lets_go_is_looked_after_until_it_is_settled():
    watch = CallWatch("112", "112")
    own = {"Uniqueid": "1795301291.17", "Linkedid": "1795301291.17", "CallerIDNum": "08122334455", "Queue": "112"}
    watch.heard({"Event": "QueueCallerJoin", **own}, NOW)
    assert not watch.is_unsettled(NOW + HANGS_UP)
    watch.heard({"Event": "AgentComplete", **own, "MemberName": "op-01"}, NOW)
    assert not watch.is_unsettled(NOW), "most callers hang up at once"
    assert watch.is_unsettled(NOW + HANGS_UP)
    assert not watch.is_unsettled(NOW + SETTLES)
    for ends in (
        lambda: watch.heard({"Event": "Hangup", **own}, NOW),
        lambda: watch.heard({"Event": "QueueCallerJoin", **own}, NOW),
        lambda: read(channel(17, 17, "trunk-112"), channel(22, 17, "op-02"), watch=watch),
    ):
        watch.heard({"Event": "AgentComplete", **own, "MemberName": "op-01"}, NOW)
        watch.heard({"Event": "QueueCallerAbandon", **own}, NOW)
        assert watch.is_unsettled(NOW + HANGS_UP), "the time in the queue was over, and the caller may be led on"
        ends()
        assert not watch.is_unsettled(NOW + HANGS_UP)


def test_without_the_switchboards_times_a_call_that_is_put_back_is_still_heard_again():
    watch = CallWatch("112", "112")
    join = {"Event": "QueueCallerJoin", "Uniqueid": "17", "Linkedid": "17", "Queue": "112"}
    first, again = (watch.heard(join, NOW + timedelta(seconds=seconds)) for seconds in (0, 90))
    assert first.delivery_id != again.delivery_id
    (step,) = Call112(Call112Settings()).parse(again)
    assert step.at == NOW + timedelta(seconds=90)


def test_a_channel_that_an_operators_phone_begins_is_no_callers_whatever_number_it_shows():
    watch = CallWatch("112", "112")
    begun = {
        "Event": "Newchannel", "Channel": "PJSIP/op-01-00000030", "ChannelState": "4", "CallerIDNum": "0243513366",
        "Uniqueid": "1795301291.30", "Linkedid": "1795301291.30",
    }  # fmt: skip
    read(watch=watch)
    assert watch.heard(begun, NOW) is None
    assert watch.heard({**begun, "Channel": "PJSIP/trunk-112-00000030"}, NOW) is not None


def test_a_picture_that_is_damaged_gives_what_can_be_read():
    payload = CallWatch("112", "112").picture(SwitchboardAnswers((), (), (), complete=True), NOW, after_gap=True)
    damaged = payload.body.replace(b'"channels": []', b'"channels": [5, {"Channel": "x", "BridgeId": "b"}]')
    (seen,) = Call112(Call112Settings()).parse(type(payload)("112", "112", "k", NOW, "", {}, damaged))
    assert isinstance(seen, SwitchboardSeen)
    assert seen.present == frozenset()
