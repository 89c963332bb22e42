"""Every channel, one suite: what is recorded is parsed as said, and nothing a stranger sends breaks it.

A new channel registers by `cases_<code>.py` and its payload folder; README.md here tells how.
"""

import contextlib
import math
import socket
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from command_center.domain.inbound import Action, CallSeen, Inbound, Item, Payload
from data_sources.base import Channel, Hook, HookRequest, HookResponse, Receipt
from data_sources.errors import BadMessage, ChannelBroken, NotAuthentic, PartlyBad
from data_sources.reading import EARLIEST, MAX_IDENTIFIER, storable
from tests.contract import hostile
from tests.contract.cases import SCENARIOS, Case, Exempt, build, channels, items_of, registered

CHANNELS = channels()
CASES = registered()
BOTH = sorted(CHANNELS.keys() & CASES.keys())


def of(*scenarios: str) -> pytest.MarkDecorator:
    """One test for each recorded case of the scenarios, over all channels."""
    found = [
        pytest.param(code, case, id=f"{code}-{scenario}{number or ''}")
        for code in BOTH
        for scenario in scenarios
        for number, case in enumerate(CASES[code].of(scenario))
    ]
    return pytest.mark.parametrize(("code", "case"), found)


def every(wanted: Callable[[str], bool] = lambda code: True) -> pytest.MarkDecorator:
    """One test for each channel of which `wanted` is true."""
    return pytest.mark.parametrize("code", [code for code in BOTH if wanted(code)])


def is_hook(code: str) -> bool:
    return issubclass(CHANNELS[code], Hook)


def is_signed(code: str) -> bool:
    return is_hook(code) and not isinstance(CASES[code].sign, Exempt)


def has_secret(code: str) -> bool:
    return is_signed(code) and bool(CASES[code].secrets)


def speaks_json(code: str) -> bool:
    return CASES[code].wire == "json"


def channel_for(code: str, case: Case | None = None) -> Channel:
    return build(CHANNELS[code], CASES[code], **(case.settings if case else {}))


def hook_for(code: str, **overrides: object) -> Hook:
    channel = build(CHANNELS[code], CASES[code], **overrides)
    assert isinstance(channel, Hook)
    return channel


def read(code: str, case: Case) -> list[Item]:
    """The items of a recorded case, checked against what it says."""
    channel = channel_for(code, case)
    payload = CASES[code].payload(channel, case)
    items, error = items_of(channel, payload)
    if case.raises is None:
        assert error is None, f"parse raised {error!r}"
    else:
        assert isinstance(error, case.raises), f"parse raised {error!r}, not {case.raises.__name__}"
        assert str(error), "an error says what is wrong"
        assert storable(str(error)) == str(error)
    assert len(items) == len(case.items), f"{len(items)} items, not {len(case.items)}: {items}"
    for item, wanted in zip(items, case.items, strict=True):
        holds(channel, payload, item)
        compare(item, wanted)
    return items


def compare(item: Item, wanted: Mapping[str, Any]) -> None:
    """Every field that a case names has the value that it gives."""
    for name, value in wanted.items():
        found = getattr(item, name)
        if isinstance(found, datetime) and isinstance(value, str):
            value = datetime.fromisoformat(value)
        if name == "text":
            found, value = found.strip(), value.strip()
        assert found == value, f"{name} is {found!r}, not {value!r}"


def holds(channel: Channel, payload: Payload, item: Item) -> None:
    """What is true of every item of every channel."""
    assert item.channel == channel.code
    assert item.account == payload.account or item.account, "an item names which of our accounts received it"
    at = item.at if isinstance(item, CallSeen) else item.sent_at
    assert at.utcoffset() is not None, "times are aware"
    assert EARLIEST <= at <= payload.received_at + timedelta(days=1), f"{at} cannot be true"
    key = item.call_id if isinstance(item, CallSeen) else item.external_id
    assert key, "an item has a key"
    for name, text in strings(item):
        assert storable(text) == text, f"{name} cannot be stored: {text[:80]!r}"
    if isinstance(item, CallSeen):
        return
    for name in ("external_id", "amends", "account", "resend_key"):
        assert len(getattr(item, name)) <= MAX_IDENTIFIER, f"{name} is too long for an index"
    assert len(item.reporter.key) <= MAX_IDENTIFIER
    assert bool(item.amends) == (item.action is not Action.NEW), f"{item.action} with amends={item.amends!r}"
    if item.action is not Action.RETRACT:
        assert item.text.strip() or item.media or item.position, "an item says something"
    if item.position is not None:
        assert math.isfinite(item.position.lat)
        assert abs(item.position.lat) <= 90
        assert abs(item.position.lon) <= 180


def strings(item: Item) -> list[tuple[str, str]]:
    """Every string in an item, with the name of its field."""
    found = [(name, value) for name in item.__slots__ if isinstance(value := getattr(item, name), str)]
    if isinstance(item, Inbound):
        found += [(f"reporter.{name}", getattr(item.reporter, name)) for name in ("key", "name", "contact")]
        found += [("media", text) for media in item.media for text in (media.kind, media.ref, media.content_type)]
    return found


def keys(items: list[Item]) -> set[tuple[str, str]]:
    return {(item.account, item.call_id if isinstance(item, CallSeen) else item.external_id) for item in items}


# --- the quality list -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(CHANNELS))
def test_every_channel_records_every_scenario_or_says_why_not(code: str):
    assert code in CASES, f"tests/contract/cases_{code}.py is missing: see tests/contract/README.md"
    cases = CASES[code]
    wanted = (*SCENARIOS, "sign", "say", *(() if cases.wire == "json" else ("deep",)))
    missing = [name for name in wanted if getattr(cases, name) in (None, ())]
    assert not missing, f"{code} has neither a case nor an exemption for {missing}"
    unexplained = [
        name for name in wanted if isinstance(found := getattr(cases, name), Exempt) and len(found.reason) < 15
    ]
    assert not unexplained, f"{code} does not say why it is exempt from {unexplained}"
    if is_signed(code):
        assert cases.secrets, f"{code} is signed: name its secrets"


def test_every_cases_file_belongs_to_a_channel():
    assert CASES.keys() <= CHANNELS.keys()


@pytest.mark.parametrize("code", sorted(CHANNELS))
def test_a_channel_and_its_settings_are_described(code: str):
    channel = CHANNELS[code]
    assert channel.label
    assert channel.kind in {"message", "social", "web", "app", "call"}
    assert channel.transport
    for name, field in channel.Settings.model_fields.items():
        assert name == name.lower()
        assert field.description, f"{channel.__name__}.Settings.{name} needs a description"
        assert not field.is_required(), f"{channel.__name__}.Settings.{name} needs a default"


# --- what is recorded -------------------------------------------------------------------------------------------------


@of("happy")
def test_a_message_becomes_an_item(code: str, case: Case):
    assert case.items
    assert read(code, case)


@of("batch")
def test_one_delivery_may_hold_many_items(code: str, case: Case):
    items = read(code, case)
    assert len(items) > 1
    assert len(keys(items)) == len(items), "each item has a key of its own"


@of("duplicate")
def test_the_same_thing_sent_again_has_the_same_keys(code: str, case: Case):
    again = read(code, case)
    first = [item for happy in CASES[code].of("happy") for item in read(code, happy)]
    assert again
    assert keys(again) <= keys(first)


@of("edited")
def test_an_edit_or_deletion_names_what_it_is_about(code: str, case: Case):
    items = read(code, case)
    changed = [item for item in items if isinstance(item, Inbound) and item.action is not Action.NEW]
    assert changed
    assert all(item.external_id != item.amends for item in changed), "a change has a key of its own"


@of("receipt_or_echo")
def test_receipts_and_echoes_are_no_reports(code: str, case: Case):
    assert not case.items
    read(code, case)


@of("no_text")
def test_a_message_without_text_is_not_lost(code: str, case: Case):
    assert case.items
    read(code, case)


@of("media")
def test_media_are_referred_to(code: str, case: Case):
    assert any(isinstance(item, Inbound) and item.media for item in read(code, case))


@of("location")
def test_a_place_on_the_map_is_read(code: str, case: Case):
    assert any(isinstance(item, Inbound) and item.position for item in read(code, case))


@of("unknown_fields")
def test_unknown_fields_are_ignored(code: str, case: Case):
    assert case.items
    read(code, case)


@of("malformed", "deep")
def test_what_cannot_be_read_is_named(code: str, case: Case):
    assert case.raises in (BadMessage, PartlyBad)
    read(code, case)


# --- what strangers send ----------------------------------------------------------------------------------------------


@every(lambda code: not isinstance(CASES[code].say, Exempt))
@pytest.mark.parametrize("name", hostile.TEXTS)
def test_hostile_text_is_carried_whole_and_can_be_stored(code: str, name: str):
    say = CASES[code].say
    assert callable(say)
    case = say(hostile.TEXTS[name])
    if isinstance(case, Exempt):
        assert len(case.reason) >= 15
        return
    text = storable(hostile.TEXTS[name])
    # half a character exists in JSON's escapes; elsewhere its bytes are no UTF-8, and the channel decides what they mean
    carried = CASES[code].wire == "json" or name != "lone surrogate"
    items = read(code, replace(case, items=case.items or [{"text": text} if carried else {}]))
    assert len(items) == 1


@every(speaks_json)
@pytest.mark.parametrize("body", hostile.NOT_JSON + hostile.NOT_AN_OBJECT, ids=repr)
def test_what_is_no_message_is_a_bad_message(code: str, body: bytes):
    items, error = attempt(code, body)
    assert not items
    assert error is not None
    assert str(error)


@every(speaks_json)
@pytest.mark.parametrize("number", range(len(hostile.TOO_DEEP)))
def test_deeply_nested_json_is_a_bad_message(code: str, number: int):
    items, error = attempt(code, hostile.TOO_DEEP[number])
    assert not items
    assert isinstance(error, BadMessage)


@every()
def test_an_empty_body_gives_nothing(code: str):
    case = CASES[code].of("happy")[0]
    if case.method == "GET":
        case = replace(case, query={})
    channel = channel_for(code)
    items, _ = items_of(channel, CASES[code].payload(channel, case, b""))
    assert items == []


@every()
def test_truncated_bodies_never_crash(code: str):
    case = CASES[code].of("happy")[0]
    whole = CASES[code].bytes_of(case)
    channel = channel_for(code)
    for end in range(0, len(whole), max(1, len(whole) // 200)):
        payload = CASES[code].payload(channel, case, whole[:end])
        for item in items_of(channel, payload)[0]:
            holds(channel, payload, item)


def attempt(code: str, body: bytes) -> tuple[list[Item], BadMessage | None]:
    channel = channel_for(code)
    case = CASES[code].of("happy")[0]
    return items_of(channel, CASES[code].payload(channel, case, body))


# --- purity and keys --------------------------------------------------------------------------------------------------


@every()
def test_parse_is_pure(code: str, monkeypatch: pytest.MonkeyPatch):
    """Twice the same, from two instances, and without a network."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("parse opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    for case in CASES[code].recorded():
        channel, other = channel_for(code, case), channel_for(code, case)
        payload = CASES[code].payload(channel, case)
        first, error = items_of(channel, payload)
        assert items_of(channel, payload) == (first, error) or error
        again, error_again = items_of(other, payload)
        assert (again, str(error)) == (first, str(error_again))


@every(is_hook)
def test_the_same_request_has_the_same_key_and_another_has_another(code: str):
    sent_again = CASES[code].of("duplicate")
    found: dict[str, Case] = {}
    for case in CASES[code].recorded():
        hook = channel_for(code, case)
        assert isinstance(hook, Hook)
        request = CASES[code].signed(CASES[code].request(case), hook.settings)
        first, second = hook.deliver(request), hook.deliver(request)
        assert first == second
        assert 0 < len(first.delivery_id) <= MAX_IDENTIFIER
        assert storable(first.delivery_id) == first.delivery_id
        other = found.setdefault(first.delivery_id, case)
        same = CASES[code].request(other) == CASES[code].request(case)
        assert same or case in sent_again or other in sent_again, f"{case.body!r} and {other.body!r} have one key"


@every(is_hook)
def test_whatever_came_of_it_there_is_an_answer(code: str):
    hook = hook_for(code)
    for receipt in (
        Receipt(),
        Receipt(("LH-2026-000001",)),
        Receipt(pending=True),
        Receipt(duplicate=True),
        Receipt(("LH-2026-000001", "LH-2026-000002"), duplicate=True),
        Receipt(problem="the text is empty"),
    ):
        answer = hook.acknowledge(receipt)
        assert isinstance(answer, HookResponse)
        assert 200 <= answer.status < 300, "a poison message is accepted too, or the sender's queue would stand still"


# --- authenticity -----------------------------------------------------------------------------------------------------


def happy_request(code: str) -> HookRequest:
    return CASES[code].request(CASES[code].of("happy")[0])


@every(is_signed)
def test_a_genuine_request_is_let_in(code: str):
    hook = hook_for(code)
    for case in CASES[code].recorded():
        hook.authenticate(CASES[code].signed(CASES[code].request(case), hook.settings))


@every(is_signed)
def test_a_request_without_proof_is_refused(code: str):
    with pytest.raises(NotAuthentic):
        hook_for(code).authenticate(happy_request(code))


@every(has_secret)
def test_a_proof_made_with_another_secret_is_refused(code: str):
    other = hook_for(code, **dict.fromkeys(CASES[code].secrets, "another-secret"))
    forged = CASES[code].signed(happy_request(code), other.settings)
    with pytest.raises(NotAuthentic):
        hook_for(code).authenticate(forged)


@every(is_signed)
@pytest.mark.parametrize("garbage", hostile.PROOFS, ids=lambda value: ascii(value[:20]))
def test_garbage_for_a_proof_is_refused(code: str, garbage: str):
    hook = hook_for(code)
    plain = happy_request(code)
    genuine = CASES[code].signed(plain, hook.settings)
    spoiled = replace(
        genuine,
        headers={n: v if plain.headers.get(n) == v else garbage for n, v in genuine.headers.items()},
        query={n: v if plain.query.get(n) == v else garbage for n, v in genuine.query.items()},
    )
    assert spoiled != genuine
    with pytest.raises(NotAuthentic):
        hook.authenticate(spoiled)


@every(has_secret)
def test_a_channel_without_its_secret_keeps_its_door_shut(code: str):
    for secret in CASES[code].secrets:
        shut = hook_for(code, **{secret: ""})
        for request in (happy_request(code), CASES[code].signed(happy_request(code), shut.settings)):
            with pytest.raises(ChannelBroken, match=secret.upper()):
                shut.authenticate(request)


@every(is_hook)
def test_a_visitor_who_guesses_is_answered_no_challenge(code: str):
    hook = hook_for(code)
    request = HookRequest("GET", {}, {"hub.mode": "subscribe", "hub.verify_token": "guess", "hub.challenge": "1"}, b"")
    answer: object = "refused"
    with contextlib.suppress(NotAuthentic):
        answer = hook.challenge(request)
    assert answer in (None, "refused")


# --- time -------------------------------------------------------------------------------------------------------------


@every()
def test_an_implausible_time_falls_back_to_the_receipt(code: str):
    """Received in 2001, every recorded item claims to come from the future: `sent_at` is then the receipt itself."""
    early = EARLIEST + timedelta(days=1)
    for case in CASES[code].of("happy"):
        channel = channel_for(code, case)
        payload = replace(CASES[code].payload(channel, case), received_at=early)
        for item in items_of(channel, payload)[0]:
            at = item.at if isinstance(item, CallSeen) else item.sent_at
            assert at == early
