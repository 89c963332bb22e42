"""Listening to a switchboard: a recorded call is kept whole, through cuts, refusals and a database that is away."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from command_center.domain.inbound import CallSeen, Item, Payload, SwitchboardSeen
from command_center.domain.transport import TransportState
from command_center.errors import BadSetting, StoreUnavailable
from data_sources.channels.call112 import LINE, Call112, Call112Settings
from data_sources.channels.call112.call_watch import CallWatch
from data_sources.transports.telephony import AmiAddress, AmiListener, Pace
from tests.servers.ami import AmiServer, packet, recorded_call
from tests.servers.ports import free_port

QUICK = Pace(ping=0.2, answer=0.6, first_wait=0.05, longest_wait=0.2, refused_wait=0.3)
STEPS = ["ringing", "queued", "answered", "completed", "hungup"]


class Kept:
    """An inbox in memory: once a key, and away when told so."""

    def __init__(self) -> None:
        self.payloads: dict[str, Payload] = {}
        self.away = False
        self.refused = 0
        self._lock = threading.Lock()

    def put(self, payload: Payload) -> None:
        with self._lock:
            if self.away:
                self.refused += 1
                raise StoreUnavailable("the disk is full")
            self.payloads.setdefault(payload.delivery_id, payload)

    def items(self) -> list[Item]:
        channel = Call112(Call112Settings())
        with self._lock:
            kept = list(self.payloads.values())
        return [item for payload in kept for item in channel.parse(payload)]

    def calls(self) -> list[CallSeen]:
        return [item for item in self.items() if isinstance(item, CallSeen)]

    def pictures(self) -> list[SwitchboardSeen]:
        return [item for item in self.items() if isinstance(item, SwitchboardSeen)]

    def events(self) -> list[Payload]:
        with self._lock:
            return [each for each in self.payloads.values() if not each.delivery_id.startswith("switchboard:")]

    def steps(self) -> list[str]:
        return [call.step for call in self.calls()]


@pytest.fixture
def asterisk() -> Iterator[AmiServer]:
    with AmiServer() as server:
        yield server


@pytest.fixture
def kept() -> Kept:
    return Kept()


def url_of(asterisk: AmiServer, secret: str = "rahasia%3A%20100%25%2F%40") -> str:
    return f"ami://panel:{secret}@127.0.0.1:{asterisk.port}"


@pytest.fixture
def listener(asterisk: AmiServer, kept: Kept) -> Iterator[AmiListener]:
    running = AmiListener(url_of(asterisk), kept.put, CallWatch("112", LINE), pace=QUICK)
    running.start()
    assert until(lambda: bool(kept.pictures()))
    yield running
    running.stop()
    assert running.state.word == "stopped"


def until(is_so: Callable[[], bool], timeout: float = 45.0) -> bool:
    end = time.monotonic() + timeout
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def test_a_call_with_two_channels_is_kept_as_the_steps_of_one_call(
    asterisk: AmiServer, kept: Kept, listener: AmiListener
):
    asterisk.play(recorded_call())
    assert until(lambda: len(kept.events()) == 5)
    assert listener.state.word == "connected"
    calls = kept.calls()
    assert [call.step for call in calls] == STEPS
    assert {call.call_id for call in calls} == {"1795301291.17"}
    assert [call.agent for call in calls] == ["", "", "op-01", "op-01", ""]
    assert {call.caller for call in calls} == {"+628122334455"}
    assert calls[0].at == datetime.fromtimestamp(1795301291.020113, UTC)


def test_a_name_is_whole_though_its_bytes_come_in_two_reads(asterisk: AmiServer, kept: Kept, listener: AmiListener):
    whole = packet(recorded_call()[0])
    cut = whole.index("é".encode()) + 1
    asterisk.send(whole[:cut])
    time.sleep(0.1)
    asterisk.send(whole[cut:])
    assert until(lambda: len(kept.events()) == 1)
    (payload,) = kept.events()
    assert '"CallerIDName": "Bu Contoh é"' in payload.body.decode()


def test_after_a_cut_it_comes_back_and_asks_who_is_waiting(asterisk: AmiServer, kept: Kept, listener: AmiListener):
    events = recorded_call()
    asterisk.play(events[:3])
    assert until(lambda: kept.steps() == ["ringing", "queued"])
    asterisk.waiting = [
        {"Queue": "darurat", "Uniqueid": "1795301310.21", "CallerIDNum": "0243513366", "Position": "1", "Wait": "30"}
    ]
    asterisk.cut()
    assert until(lambda: asterisk.actions.count("Login") == 2 and len(kept.pictures()) == 2)
    asterisk.play(events[3:])
    assert until(lambda: len(kept.events()) == 5)
    assert [(call.call_id, call.step) for call in kept.calls()] == [
        ("1795301291.17", "ringing"),
        ("1795301291.17", "queued"),
        ("1795301310.21", "queued"),
        ("1795301291.17", "answered"),
        ("1795301291.17", "completed"),
        ("1795301291.17", "hungup"),
    ]
    assert listener.state.word == "connected"


SPEAKING = (
    {
        "Channel": "PJSIP/trunk-112-00000011", "Uniqueid": "1795301291.17", "Linkedid": "1795301291.17", "BridgeId": "b1",
        "CallerIDNum": "08122334455", "Context": "dari-112",
    },
    {
        "Channel": "PJSIP/op-02-00000022", "Uniqueid": "1795301299.22", "Linkedid": "1795301291.17", "BridgeId": "b1",
        "CallerIDNum": "802", "Context": "operator",
    },
)  # fmt: skip


@pytest.mark.parametrize("reporting", [False, True])
def test_after_a_cut_what_there_is_is_told_so_that_the_rest_has_ended(
    asterisk: AmiServer, kept: Kept, listener: AmiListener, reporting: bool
):
    first = kept.pictures()[0]
    assert (first.after_gap, first.complete, first.present, first.phones) == (
        True,
        False,
        frozenset(),
        ("op-01", "op-02"),
    )
    asterisk.channels, asterisk.reporting = SPEAKING, reporting
    asterisk.cut()
    assert until(lambda: len(kept.pictures()) == 2)
    second = kept.pictures()[1]
    assert (second.after_gap, second.complete) == (True, reporting)
    assert second.present == {"1795301291.17", "1795301299.22"}
    assert second.speaking == (("1795301291.17", ("op-02",)),)
    assert [(call.step, call.agent) for call in kept.calls()] == [("answered", "op-02")]


def test_now_and_then_all_calls_are_looked_at_without_a_cut(asterisk: AmiServer, kept: Kept):
    listener = AmiListener(url_of(asterisk), kept.put, CallWatch("112", LINE), pace=replace(QUICK, picture=0.1))
    listener.start()
    try:
        assert until(lambda: len(kept.pictures()) >= 3)
        assert [each.after_gap for each in kept.pictures()[:3]] == [True, False, False]
    finally:
        listener.stop()


def test_a_transfer_is_seen_though_no_event_tells_who_took_the_caller(
    asterisk: AmiServer, kept: Kept, listener: AmiListener
):
    asterisk.play(recorded_call()[:-2])
    asterisk.channels = SPEAKING
    assert until(lambda: len(kept.pictures()) >= 2)
    assert kept.pictures()[1].speaking == (("1795301291.17", ("op-02",)),)


def test_a_switchboard_without_its_queue_module_is_named_and_asked_again(asterisk: AmiServer, kept: Kept):
    asterisk.queues = False
    listener = AmiListener(url_of(asterisk), kept.put, CallWatch("112", LINE), pace=QUICK)
    listener.start()
    try:
        assert until(lambda: listener.state.trouble == "no_queue")
        assert listener.state.word == "waiting"
        assert "app_queue is not loaded, or not yet" in listener.state.reason
        asterisk.play(recorded_call()[:3])
        assert until(lambda: kept.steps() == ["ringing", "queued"]), "its events are heard meanwhile"
        asterisk.queues = True
        assert until(lambda: listener.state.word == "connected")
        assert until(lambda: bool(kept.pictures()))
        assert asterisk.actions.count("Login") == 1
    finally:
        listener.stop()


def test_when_it_last_heard_something_is_told(asterisk: AmiServer, listener: AmiListener):
    assert listener.state.heard_at is None
    asterisk.play(recorded_call()[:1])
    assert until(lambda: listener.state.heard_at is not None)


def test_a_switchboard_that_restarts_is_found_again(asterisk: AmiServer, kept: Kept, listener: AmiListener):
    asterisk.stop()
    assert until(lambda: listener.state.word == "waiting")
    assert "no connection to the switchboard" in listener.state.reason
    assert listener.state.trouble == "unreachable"
    asterisk.start()
    assert until(lambda: listener.state.word == "connected" and asterisk.logged_in == 1)
    asterisk.play(recorded_call())
    assert until(lambda: kept.steps() == STEPS)


def test_a_switchboard_that_hangs_though_the_connection_stands_is_noticed(asterisk: AmiServer, listener: AmiListener):
    asterisk.deaf = True
    assert until(lambda: listener.state.word == "waiting")
    assert "no answer to a ping" in listener.state.reason
    asterisk.deaf = False
    assert until(lambda: listener.state.word == "connected")


def test_a_wrong_password_is_broken_until_somebody_mends_it(asterisk: AmiServer, kept: Kept):
    listener = AmiListener(url_of(asterisk, "salah"), kept.put, CallWatch("112", LINE), pace=QUICK)
    listener.start()
    try:
        assert until(lambda: listener.state.word == "broken")
        assert (
            "refused user 'panel' (Authentication failed): compare AMI_URL with manager.conf" in listener.state.reason
        )
        assert "salah" not in listener.state.reason
        assert listener.state.trouble == "refused"
        tried = asterisk.actions.count("Login")
        time.sleep(QUICK.refused_wait / 2)
        assert asterisk.actions.count("Login") - tried <= 1, "it does not try again and again"
        asterisk.secret = "salah"
        assert until(lambda: listener.state.word == "connected")
    finally:
        listener.stop()


def test_a_database_that_is_away_is_waited_for_and_no_step_is_lost_or_out_of_order(
    asterisk: AmiServer, kept: Kept, listener: AmiListener
):
    kept.away = True
    asterisk.play(recorded_call())
    assert until(lambda: kept.refused >= 2 and "5 events cannot be kept: the disk is full" in listener.state.reason)
    assert listener.state.word == "waiting"
    kept.away = False
    assert until(lambda: kept.steps() == STEPS)
    assert until(lambda: listener.state.word == "connected")


def test_what_was_heard_is_kept_before_it_stops(asterisk: AmiServer, kept: Kept):
    listener = AmiListener(url_of(asterisk), kept.put, CallWatch("112", LINE), pace=QUICK)
    listener.start()
    assert until(lambda: bool(kept.pictures()))
    kept.away = True
    asterisk.play(recorded_call())
    assert until(lambda: kept.refused >= 1)
    threading.Timer(0.3, lambda: setattr(kept, "away", False)).start()
    listener.stop()
    assert kept.steps() == STEPS


def test_it_stops_at_once_though_nobody_answers(kept: Kept):
    listener = AmiListener(
        f"ami://panel:x@127.0.0.1:{free_port()}", kept.put, CallWatch("112", LINE), pace=Pace(first_wait=30)
    )
    listener.start()
    assert until(lambda: listener.state.word == "waiting")
    began = time.monotonic()
    listener.stop()
    assert time.monotonic() - began < 20, "it does not wait for the next try"
    assert listener.state == TransportState("stopped", listener.state.since)


def test_two_listeners_keep_an_event_once(asterisk: AmiServer, kept: Kept, listener: AmiListener):
    second = AmiListener(url_of(asterisk), kept.put, CallWatch("112", LINE), pace=QUICK)
    second.start()
    assert until(lambda: asterisk.logged_in == 2)
    asterisk.play(recorded_call())
    assert until(lambda: len(kept.events()) == 5)
    time.sleep(0.2)
    second.stop()
    assert kept.steps() == STEPS


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("ami://panel:rahasia@pbx.local", AmiAddress("pbx.local", 5038, "panel", "rahasia")),
        ("ami://p%40nel:a%3Ab@10.0.0.5:6038", AmiAddress("10.0.0.5", 6038, "p@nel", "a:b")),
        ("ami://panel:x@[::1]:5038", AmiAddress("::1", 5038, "panel", "x")),
    ],
)
def test_an_address_is_read_from_a_url(url: str, address: AmiAddress):
    assert AmiAddress.read(url) == address


@pytest.mark.parametrize(
    "url",
    ["", "pbx.local", "http://panel:x@pbx", "ami://pbx", "ami://panel@pbx", "ami://panel:x@", "ami://panel:x@pbx:ab"],
)
def test_an_address_that_cannot_be_used_is_refused_with_what_it_takes(url: str):
    with pytest.raises(BadSetting, match="AMI_URL") as error:
        AmiAddress.read(url)
    assert ":x@" not in str(error.value)
