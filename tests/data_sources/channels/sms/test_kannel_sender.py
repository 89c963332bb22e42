"""Kannel: the alphabet of an answer, what its answers mean, and its delivery reports as they come to the hook."""

from dataclasses import replace

import pytest

from command_center.domain.inbound import NoReport
from command_center.domain.outgoing import HandIn, SendState, Trouble
from data_sources.channel import HookRequest
from data_sources.channels.sms import Sms, SmsSettings
from data_sources.channels.sms.kannel_sender import KannelSender
from data_sources.errors import NotAuthentic
from data_sources.transports.answer_limit import AnswerLimit
from tests.data_sources.sending import AT, addressee, sent
from tests.servers.platform import Said, Stand, kannel

TO = addressee("sms", "+628122334455")
SETTINGS = {"sms_token": "uji", "sms_sendsms_user": "pusat", "sms_sendsms_password": "s&ndi"}


@pytest.fixture
def stand():
    with Stand(kannel("pusat", "s&ndi")) as server:
        yield server
        assert not server.faults


@pytest.fixture
def route(stand):
    return KannelSender(SmsSettings(**SETTINGS, sms_sendsms_url=f"{stand.url}/cgi-bin/sendsms"), "http://pusat.test")


def test_plain_words_are_gsm_and_others_ucs2(route, stand):
    assert sent(route, TO, "Sudah ditambal, Rp 5 & lancar").result is HandIn.TAKEN
    assert sent(route, TO, "ꦱꦸꦢꦃ").result is HandIn.TAKEN
    assert [asked.query["coding"] for asked in stand.kept] == ["0", "2"]
    assert stand.kept[0].query["text"] == "Sudah ditambal, Rp 5 & lancar"
    assert stand.kept[0].query["dlr-url"] == "http://pusat.test/hooks/sms?token=uji&key=a-1&dlr=%d&time=%T&reply=%A"


@pytest.mark.parametrize(
    ("said", "result", "trouble"),
    [
        (Said(202, "3: Queued for later delivery"), HandIn.TAKEN, Trouble.NONE),
        (Said(403, "Authorization failed for sendsms"), HandIn.REFUSED, Trouble.ACCESS_REFUSED),
        (Said(503, "Temporal failure, try again later."), HandIn.LATER, Trouble.AWAY),
        (Said(400, "Number(s) has/have been denied by white- and/or black-lists."), HandIn.REFUSED, Trouble.REFUSED),
        (Said(cut=True), HandIn.UNSURE, Trouble.CUT_OFF),
    ],
)
def test_what_kannel_answers(route, stand, said, result, trouble):
    stand.next_answers.append(said)
    answer = sent(route, TO)
    assert (answer.result, answer.trouble) == (result, trouble)


def test_a_gateway_that_is_away_was_sent_nothing():
    away = KannelSender(SmsSettings(**SETTINGS, sms_sendsms_url="http://127.0.0.1:9/cgi-bin/sendsms"), "http://p.test")
    answer = sent(away, TO)
    assert (answer.result, answer.trouble) == (HandIn.LATER, Trouble.AWAY)


REPORT = HookRequest(
    "GET",
    {},
    {"token": "uji", "key": "a-1", "dlr": "1", "time": "1795143600", "reply": ""},
    b"",
    "127.0.0.1",
    b"token=uji&key=a-1&dlr=1&time=1795143600&reply=",
)


def test_a_delivery_report_is_counted_and_is_a_receipt():
    sms = Sms(SmsSettings(sms_token="uji"))
    sms.authenticate(REPORT)
    payload = sms.deliver(REPORT).payload("sms", AT)
    assert list(sms.parse(payload)) == [NoReport("sms", "receipt")]
    (receipt,) = sms.receipts(payload)
    assert (receipt.key, receipt.state) == ("a-1", SendState.DELIVERED)
    assert sms.withheld(REPORT, AnswerLimit()), "nobody is sent an SMS for it"
    again = replace(REPORT, query_string=REPORT.query_string.replace(b"dlr=1", b"dlr=2"))
    assert sms.deliver(again).delivery_id != sms.deliver(REPORT).delivery_id


def test_a_forged_report_is_refused():
    sms = Sms(SmsSettings(sms_token="uji"))
    with pytest.raises(NotAuthentic):
        sms.authenticate(replace(REPORT, query={**REPORT.query, "token": "lain"}))
    with pytest.raises(NotAuthentic):
        sms.authenticate(replace(REPORT, remote_addr="203.0.113.9"))


@pytest.mark.parametrize(
    ("what", "state", "trouble"),
    [
        ("2", SendState.FAILED, Trouble.NOT_THERE),
        ("8", SendState.SENT, Trouble.NONE),
        ("16", SendState.FAILED, Trouble.REFUSED),
    ],
)
def test_what_kannel_reports(what, state, trouble):
    sms = Sms(SmsSettings(sms_token="uji"))
    payload = replace(sms.deliver(REPORT).payload("sms", AT), body=f"key=a-1&dlr={what}&reply=NACK%2F".encode())
    (receipt,) = sms.receipts(payload)
    assert (receipt.state, receipt.trouble) == (state, trouble)
