"""Every sender against the real channel: authentic, under one key, and read as what the citizen wrote."""

import re
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from command_center.domain.inbound import Action, CallSeen, Inbound
from command_center.errors import BadSetting
from command_center.open311.body import read_form
from command_center.open311.post import channel_of, problems_of
from data_sources.channel import Hook
from data_sources.errors import NotAuthentic
from data_sources.open311_form import keys_of
from simulation.arrival import items_of, payload_of, request_of
from simulation.scenarios import BATCHED
from simulation.senders.encode import ENCODERS, encode
from simulation.senders.sending import Secrets
from tests.simulation.conftest import NOW

CODES = sorted(ENCODERS)
HOOKS = sorted(ENCODERS.keys() - {"web", "android", "ios", "blackberry"})
FORMS = ("android", "blackberry", "ios", "web")
LATER = NOW + timedelta(seconds=1)
_KEYWORD = re.compile(r"^(laporhendi|/lapor)\s+", re.IGNORECASE)


def some(writer, code, count=40):
    rng = Random(f"senders {code}")
    return [writer.write(rng, 5_000_000_000 + n, NOW, channel=code) for n in range(count)]


def reports(sending, channels, at=LATER):
    return [item for item in items_of(sending, channels, at) if isinstance(item, Inbound)]


def test_there_is_a_sender_for_each_of_the_twelve_channels(channels, writer):
    assert ENCODERS.keys() == channels.keys() == writer.styles.keys()
    assert len(ENCODERS) == 12


@pytest.mark.parametrize("code", HOOKS)
def test_the_channel_takes_the_request_for_genuine(code, writer, channels, secrets):
    channel = channels[code]
    assert isinstance(channel, Hook)
    for message in some(writer, code, 5):
        channel.authenticate(request_of(encode([message], secrets)))


@pytest.mark.parametrize("code", HOOKS)
def test_with_another_secret_it_is_refused(code, writer, channels, secrets):
    forged = Secrets(dict.fromkeys(secrets.values, "guessed"))
    with pytest.raises(NotAuthentic):
        channels[code].authenticate(request_of(encode(some(writer, code, 1), forged)))


@pytest.mark.parametrize("code", FORMS)
def test_the_open311_server_takes_the_form_of_each_app(code, writer, channels, secrets, reference):
    known = keys_of(channels)
    for message in some(writer, code):
        sending = encode([message], secrets)
        form = read_form(sending.body, sending.headers["Content-Type"])
        assert channel_of(form.first("api_key"), known) == code
        assert problems_of(form, reference.categories.by_code.keys(), lambda code: False) == []
        assert sending.path == "/open311/v2/requests.json"
        assert len(form.uploads) == message.photos


@pytest.mark.parametrize("code", CODES)
def test_the_channel_reads_what_the_citizen_wrote(code, writer, channels, secrets):
    for message in some(writer, code):
        (item,) = reports(encode([message], secrets), channels)
        assert item.channel == code
        assert item.action is Action.NEW
        assert item.text == _KEYWORD.sub("", message.text) or item.text == message.text
        assert item.sent_at.replace(microsecond=0) == NOW or code in FORMS
        assert len(item.media) == message.photos
        assert item.subject == message.subject
        assert item.category == message.form_category
        if message.position:
            assert item.position is not None
            assert abs(item.position.lat - message.position.lat) < 1e-6
            assert abs(item.position.lon - message.position.lon) < 1e-6
        else:
            assert item.position is None
        if message.address:
            assert message.address in item.address


@pytest.mark.parametrize("code", CODES)
def test_the_reporter_is_the_invented_citizen(code, writer, channels, secrets):
    for message in some(writer, code, 5):
        (item,) = reports(encode([message], secrets), channels)
        assert item.reporter.key
        assert item.reporter.name in ("", message.author.name, message.author.handle)
        again = replace(message, serial=message.serial + 777, text=message.text + " lagi")
        (other,) = reports(encode([again], secrets), channels)
        # An export of SP4N names no contact: nobody can tell that two reports are by one person.
        assert (other.reporter.key == item.reporter.key) == (code != "sp4n")
        assert other.external_id != item.external_id


@pytest.mark.parametrize("code", CODES)
def test_the_same_delivery_again_has_the_same_key_and_items(code, writer, channels, secrets):
    for message in some(writer, code, 10):
        first = payload_of(encode([message], secrets), channels, LATER)
        again = payload_of(encode([message], secrets), channels, LATER + timedelta(minutes=3))
        assert (first.account, first.delivery_id) == (again.account, again.delivery_id)
        assert [i.external_id for i in channels[code].parse(first) if isinstance(i, Inbound)] == [
            i.external_id for i in channels[code].parse(again) if isinstance(i, Inbound)
        ]


@pytest.mark.parametrize("code", CODES)
def test_other_messages_have_other_keys(code, writer, channels, secrets):
    payloads = [payload_of(encode([message], secrets), channels, LATER) for message in some(writer, code)]
    assert len({payload.delivery_id for payload in payloads}) == len(payloads)
    items = [item for message in some(writer, code) for item in reports(encode([message], secrets), channels)]
    assert len({item.external_id for item in items}) == len(items)


def test_an_sms_that_the_smsc_sends_again_has_a_new_id_and_the_same_resend_key(writer, channels, secrets):
    message = some(writer, "sms", 1)[0]
    (first,), (again,) = (reports(encode([message], secrets, resend), channels) for resend in (0, 1))
    assert first.external_id != again.external_id
    assert first.resend_key == again.resend_key != ""


@pytest.mark.parametrize("code", sorted(BATCHED))
def test_several_messages_in_one_delivery_are_several_reports(code, writer, channels, secrets):
    messages = some(writer, code, 4)
    sending = encode(messages, secrets)
    items = reports(sending, channels)
    assert sending.serials == tuple(message.serial for message in messages)
    assert [_KEYWORD.sub("", message.text) for message in messages] == [item.text for item in items]
    alone = [reports(encode([message], secrets), channels)[0].external_id for message in messages]
    assert [item.external_id for item in items] == alone, "in a batch or alone, a message has one id"


@pytest.mark.parametrize("code", sorted(ENCODERS.keys() - BATCHED))
def test_the_other_channels_send_one_message_at_a_time(code, writer, secrets):
    with pytest.raises(ValueError, match="unpack"):
        encode(some(writer, code, 2), secrets)


def test_a_call_is_classified_and_what_is_no_report_comes_as_information(writer, channels, secrets):
    message = some(writer, "112", 1)[0]
    step, report = items_of(encode([message], secrets), channels, LATER)
    assert isinstance(step, CallSeen)
    assert (step.step, step.kind) == ("classified", "normal")
    asking = replace(message, truth=replace(message.truth, on_topic=False))
    step, report = items_of(encode([asking], secrets), channels, LATER)
    assert isinstance(step, CallSeen)
    assert isinstance(report, Inbound)
    assert (step.kind, report.report_class) == ("information", "information")


@pytest.mark.parametrize("code", CODES)
def test_hostile_letters_go_through_unchanged(code, writer, channels, secrets):
    text = "LaporHendi #LaporHendi banjir <b>&amp; \"kutip\" 'satu' %41 +1 é 🙏 a&b=c; 50% \\ /"
    message = replace(some(writer, code, 1)[0], text=text)
    (item,) = reports(encode([message], secrets), channels)
    assert item.text in (text, text.removeprefix("LaporHendi "))


def test_a_missing_secret_is_said_by_name(writer):
    for code in CODES:
        with pytest.raises(BadSetting, match=r"[A-Z0-9_]+ is not set"):
            encode(some(writer, code, 1), Secrets({}))
    with pytest.raises(BadSetting, match="no key for ios"):
        encode(some(writer, "ios", 1), Secrets({"OPEN311_KEYS": "android=a1"}))


def test_secrets_do_not_show_in_their_own_text():
    assert "geheim" not in repr(Secrets({"SMS_TOKEN": "geheim"}))
