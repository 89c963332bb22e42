"""Every channel, one suite: what is recorded is parsed as its case says, purely, and under stable keys.

A new channel registers by `cases_<code>.py` and its payload folder; README.md here tells how.
"""

import socket
from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.domain.inbound import Action, Inbound, NoReport
from data_sources.channel import DeliveryOutcome, Hook, HookResponse
from data_sources.errors import BadMessage, PartlyBad
from data_sources.reading import EARLIEST, MAX_IDENTIFIER
from tests.contract.cases import SCENARIOS, Case, Exempt, items_of
from tests.contract.checks import can_be_stored, keys
from tests.contract.suite import CASES, CHANNELS, channel_for, every, hook_for, is_hook, is_signed, of, read
from tests.reference.shipped import shipped

PROFILES = shipped().channel

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
    assert code in PROFILES, f"command_center/reference/channels.toml does not name {code}"
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
    items = [item for item in read(code, case) if not isinstance(item, NoReport)]
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
def test_receipts_and_echoes_are_counted_and_are_no_reports(code: str, case: Case):
    items = read(code, case)
    assert all(isinstance(item, NoReport) for item in items)
    assert items or CHANNELS[code].may_be_silent


@of("unknown_shape")
def test_an_unknown_shape_goes_to_a_person_and_nothing_beside_it_is_lost(code: str, case: Case):
    assert case.raises is (PartlyBad if case.items else BadMessage)
    read(code, case)


@of("conversation")
def test_what_ties_messages_to_each_other_is_read(code: str, case: Case):
    items = [item for item in read(code, case) if isinstance(item, Inbound)]
    assert any(item.album or item.reply_to or item.thread for item in items)


@every()
def test_answers_name_messages_by_the_keys_that_items_have(code: str):
    """So that intake can find what a message answers among the messages it has seen."""
    answers = [
        item for case in CASES[code].of("conversation") for item in read(code, case) if isinstance(item, Inbound)
    ]
    recorded = {key for case in CASES[code].recorded() for _, key in keys(read(code, case))}
    assert {item.reply_to for item in answers if item.reply_to} & recorded or not answers


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
        for reader in (channel, other):
            again, error_again = items_of(reader, payload)
            assert (again, str(error_again)) == (first, str(error))


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
        assert can_be_stored(first.delivery_id)
        other = found.setdefault(first.delivery_id, case)
        same = CASES[code].request(other) == CASES[code].request(case)
        assert same or case in sent_again or other in sent_again, f"{case.body!r} and {other.body!r} have one key"


@every(is_hook)
def test_whatever_came_of_it_there_is_an_answer(code: str):
    hook = hook_for(code)
    for outcome in (
        DeliveryOutcome(),
        DeliveryOutcome(("LH-2026-000001",)),
        DeliveryOutcome(pending=True),
        DeliveryOutcome(duplicate=True),
        DeliveryOutcome(("LH-2026-000001", "LH-2026-000002"), duplicate=True),
        DeliveryOutcome(problem="the text is empty"),
    ):
        answer = hook.acknowledge(outcome)
        assert isinstance(answer, HookResponse)
        assert 200 <= answer.status < 300, "a poison message is accepted too, or the sender's queue would stand still"


# --- time -------------------------------------------------------------------------------------------------------------


@every()
def test_an_implausible_time_falls_back_to_the_receipt(code: str):
    """Received in 2001, every recorded item claims to come from the future: `sent_at` is then the receipt itself."""
    early = EARLIEST + timedelta(days=1)
    for case in CASES[code].of("happy"):
        channel = channel_for(code, case)
        payload = replace(CASES[code].payload(channel, case), received_at=early)
        for item in items_of(channel, payload)[0]:
            if isinstance(item, NoReport):
                continue
            at = item.sent_at if isinstance(item, Inbound) else item.at
            assert at == early
