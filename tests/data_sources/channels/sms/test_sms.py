"""SMS through Kannel: who may send, what is a report, and what the citizen is answered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote_plus

import pytest
from pydantic import ValidationError

from command_center.domain import gsm7
from command_center.domain.inbound import Inbound, NoReport, Payload
from data_sources.channel import DeliveryOutcome, HookRequest
from data_sources.channels.sms import Sms, SmsSettings
from data_sources.errors import BadMessage, ChannelBroken, NotAuthentic
from data_sources.transports.answer_limit import AnswerLimit
from tests.contract.cases import items_of

NOW = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
SMS = Sms(SmsSettings(sms_token="rahasia-kannel"))


def query(text: bytes | str = "LaporHendi banjir di Genuk", **fields: str) -> bytes:
    known = {"from": "+628122334455", "to": "1708", "id": "abc-1", "time": "1795301291", **fields}
    rest = "&".join(f"{name}={quote_plus(value)}" for name, value in known.items())
    return f"{rest}&text={quote_plus(text)}".encode()


def request(query_string: bytes = b"", **changes: Any) -> HookRequest:
    asked = HookRequest("GET", {}, {"token": "rahasia-kannel"}, b"", "127.0.0.1", query_string or query())
    return replace(asked, **changes)


def read(query_string: bytes, sms: Sms = SMS) -> Inbound:
    delivery = sms.deliver(request(query_string))
    payload = Payload("sms", delivery.account, delivery.delivery_id, NOW, delivery.content_type, {}, delivery.body)
    (item,) = sms.parse(payload)
    assert isinstance(item, Inbound)
    return item


@pytest.mark.parametrize(
    ("said", "report"),
    [
        ("LaporHendi jalan rusak", "jalan rusak"),
        ("LAPORHENDI jalan rusak", "jalan rusak"),
        ("laporhendi: jalan rusak", "jalan rusak"),
        ("Lapor Hendi jalan rusak", "jalan rusak"),
        ("lapor  hendi, jalan rusak", "jalan rusak"),
        ("L a p o r H e n d i jalan rusak", "jalan rusak"),
        ("lapor-hendi - jalan rusak", "jalan rusak"),
        ("  #LaporHendi jalan rusak", "jalan rusak"),
        ('"LaporHendi" jalan rusak', "jalan rusak"),
        ("LaporHendi\njalan rusak\ndi Genuk", "jalan rusak\ndi Genuk"),
        ("LaporHendi.jalan rusak", "jalan rusak"),
        ("laporhendijalan rusak", "jalan rusak"),
        ("LaporHendi -6.9667,110.4167 rob", "-6.9667,110.4167 rob"),
        ("LaporHendi LaporHendi itu apa?", "LaporHendi itu apa?"),
    ],
)
def test_the_keyword_is_found_however_it_is_written_and_taken_off(said: str, report: str):
    assert read(query(said)).text == report


@pytest.mark.parametrize("said", ["jalan rusak", "mau lapor hendi jalan rusak", "Lapor jalan rusak", "hendi", ""])
def test_an_sms_without_the_keyword_is_set_aside_for_a_person_and_is_no_report(said: str):
    with pytest.raises(BadMessage, match="does not begin with the keyword LaporHendi"):
        read(query(said))


def test_an_sms_without_the_keyword_is_told_as_one_that_may_go_on_with_another():
    delivery = SMS.deliver(request(query("abkan dua orang jatuh")))
    items, error = items_of(SMS, delivery.payload("sms", NOW))
    (item,) = items
    assert isinstance(item, Inbound)
    assert item.text == "abkan dua orang jatuh"
    assert item.unless_joined == str(error) != ""


@pytest.mark.parametrize("said", ["LaporHendi", " laporhendi : ", "LAPOR HENDI."])
def test_a_keyword_alone_is_no_report(said: str):
    with pytest.raises(BadMessage, match="no text after the keyword"):
        read(query(said))


def test_keywords_are_the_citys_own_and_need_not_be_asked_for():
    renamed = Sms(SmsSettings(sms_token="t", sms_keywords="LaporSemar, Lapor Semarang"))
    assert read(query("lapor semarang sampah menumpuk"), renamed).text == "sampah menumpuk"
    assert read(query("LAPORSEMAR sampah"), renamed).text == "sampah"
    free = Sms(SmsSettings(sms_token="t", sms_keyword_required=False))
    assert read(query("sampah menumpuk"), free).text == "sampah menumpuk"
    assert read(query("LaporHendi sampah menumpuk"), free).text == "sampah menumpuk"


@pytest.mark.parametrize(
    ("raw", "charset", "coding", "text"),
    [
        ("café Jl. Pandanaran".encode(), "UTF-8", "0", "café Jl. Pandanaran"),
        ("café Jl. Pandanaran".encode(), "", "", "café Jl. Pandanaran"),
        ("café".encode("latin-1"), "", "0", "café"),
        ("café".encode("latin-1"), "ISO-8859-1", "0", "café"),
        ("“café” €".encode("cp1252"), "windows-1252", "0", "“café” €"),
        ("ꦢꦭꦤ꧀ rusak 🌊".encode("utf-16-be"), "", "2", "ꦢꦭꦤ꧀ rusak 🌊"),
        ("banjir".encode("utf-16-be"), "UTF-16BE", "2", "banjir"),
        (b"banjir", "UTF-8", "2", "banjir"),
        (b"banjir", "zlib", "0", "banjir"),
    ],
)
def test_the_text_is_decoded_as_kannel_says(raw: bytes, charset: str, coding: str, text: str):
    keyword = "LaporHendi ".encode("utf-16-be" if b"\x00" in raw or (coding == "2" and not charset) else "ascii")
    assert read(query(keyword + raw, charset=charset, coding=coding)).text == text


def test_what_is_kept_is_what_came_without_our_secret():
    came = b"from=%2B628122334455&token=rahasia-kannel&to=1708&text=LaporHendi++banjir+%E9&id=abc-1"
    delivery = SMS.deliver(request(came))
    assert delivery.body == b"from=%2B628122334455&to=1708&text=LaporHendi++banjir+%E9&id=abc-1"
    assert delivery.account == "1708"
    assert delivery.delivery_id.startswith("abc-1:")


def test_a_further_try_has_the_same_key_and_another_message_under_the_same_id_its_own():
    """A second gateway may count from 1 too; a gateway that was set up anew begins again."""
    first, again = (SMS.deliver(request(query("LaporHendi rob", smsc=smsc))).delivery_id for smsc in ("tsel", "isat"))
    assert first == again
    others = [
        SMS.deliver(request(each)).delivery_id
        for each in (
            query("LaporHendi banjir"),
            query("LaporHendi rob", **{"from": "+6281390001234"}),
            query("LaporHendi rob", time="1795301999"),
        )
    ]
    assert len({first, *others}) == 4


def test_a_posted_form_is_kept_as_its_body():
    posted = request(b"token=rahasia-kannel", method="POST", body=query())
    assert SMS.deliver(posted).body == query()


def test_without_an_id_the_key_is_the_hash_of_what_came():
    first, again, other = (SMS.deliver(request(query(text, id=""))).delivery_id for text in ("a", "a", "b"))
    assert first == again
    assert first != other
    assert len(first) == 64


@pytest.mark.parametrize(
    ("sender", "key", "answerable"),
    [
        ("+628122334455", "+628122334455", True),
        ("628122334455", "+628122334455", True),
        ("0812-233-4455", "+628122334455", True),
        ("+6208122334455", "+628122334455", True),
        ("00628122334455", "+628122334455", True),
        ("8122334455", "+628122334455", True),
        ("(024) 351 3366", "+62243513366", True),
        ("+6591234567", "+6591234567", True),
        ("1708", "1708", False),
        ("TELKOMSEL", "TELKOMSEL", False),
    ],
)
def test_one_person_has_one_key_however_the_number_is_written(sender: str, key: str, answerable: bool):
    item = read(query(**{"from": sender}))
    assert (item.reporter.key, item.reporter.contact, item.answerable) == (key, key, answerable)


def test_the_same_text_at_the_same_time_from_the_same_number_is_flagged_and_nothing_else_is():
    first = read(query(id="a"))
    assert first.resend_key == read(query(id="b")).resend_key
    assert first.external_id != read(query(id="b")).external_id
    changed = (query(time="1795301292"), query(**{"from": "+628122334456"}), query("LaporHendi banjir di Tugu"))
    assert first.resend_key not in {read(other).resend_key for other in changed}


@pytest.mark.parametrize(
    ("time", "sent_at"),
    [
        ("1795301291", datetime(2026, 11, 21, 22, 48, 11, tzinfo=UTC)),
        ("2026-11-21 22:48:11", datetime(2026, 11, 21, 22, 48, 11, tzinfo=UTC)),
        ("", NOW),
        ("kemarin", NOW),
        ("99999999999999999999", NOW),
        ("0", NOW),
    ],
)
def test_the_time_is_the_smsc_s_where_it_can_be_true(time: str, sent_at: datetime):
    assert read(query(time=time)).sent_at == sent_at


@pytest.mark.parametrize(
    ("listed", "caller", "welcome"),
    [
        ("127.0.0.1/32, ::1/128", "127.0.0.1", True),
        ("127.0.0.1/32, ::1/128", "::1", True),
        ("127.0.0.1/32, ::1/128", "::ffff:127.0.0.1", True),
        ("127.0.0.1/32, ::1/128", "10.1.2.3", False),
        ("10.1.0.0/16", "10.1.2.3", True),
        ("10.1.2.3", "10.1.2.3", True),
        ("10.1.0.0/16", "127.0.0.1", False),
        ("", "127.0.0.1", False),
        ("0.0.0.0/0", "", False),
        ("0.0.0.0/0", "bukan alamat", False),
    ],
)
def test_only_listed_addresses_may_deliver(listed: str, caller: str, welcome: bool):
    sms = Sms(SmsSettings(sms_token="rahasia-kannel", sms_allowed_ips=listed))
    if welcome:
        sms.authenticate(request(remote_addr=caller))
    else:
        with pytest.raises(NotAuthentic, match="SMS_ALLOWED_IPS"):
            sms.authenticate(request(remote_addr=caller))


def test_the_token_is_asked_for_in_the_query_or_a_header():
    SMS.authenticate(request(query={}, headers={"x-kannel-token": "rahasia-kannel"}))
    for query in ({}, {"token": "tebakan"}, {"token": "rahasia-kanneł"}):
        with pytest.raises(NotAuthentic, match="SMS_TOKEN"):
            SMS.authenticate(request(query=query))
    with pytest.raises(ChannelBroken, match="SMS_TOKEN is not set"):
        Sms(SmsSettings(sms_token="")).authenticate(request())


@pytest.mark.parametrize(
    ("receipt", "words"),
    [
        (DeliveryOutcome(("LH-2026-000123",)), "tercatat dengan nomor LH-2026-000123"),
        (DeliveryOutcome(("LH-2026-000123",), duplicate=True), "tercatat dengan nomor LH-2026-000123"),
        (DeliveryOutcome(pending=True), "sudah kami terima"),
        (DeliveryOutcome(problem="failed 5 times: KeyError"), "diperiksa petugas"),
        (
            DeliveryOutcome(problem="the text does not begin with the keyword LaporHendi: read it"),
            "Format laporan: LaporHendi <spasi>",
        ),
        (DeliveryOutcome(problem="there is no text after the keyword: told"), "Kirim ke 1708."),
        (DeliveryOutcome(), "Format laporan"),
    ],
)
def test_the_answer_is_one_sms_that_says_what_became_of_it(receipt: DeliveryOutcome, words: str):
    answer = SMS.acknowledge(receipt)
    assert answer.status == 200
    assert words in answer.body
    assert answer.body.isascii()
    assert gsm7.septets(answer.body) <= 160


def test_a_real_set_aside_sms_is_answered_with_the_format():
    with pytest.raises(BadMessage) as error:
        read(query("kapan kantor buka"))
    assert "Format laporan" in SMS.acknowledge(DeliveryOutcome(problem=str(error.value))).body


@pytest.mark.parametrize(
    ("setting", "value", "why"),
    [
        ("sms_allowed_ips", "10.0.0.0/8, kantor", "'kantor'"),
        ("sms_keywords", " , ", "at least one word"),
        ("sms_answer_recorded", "{nomer}", "cannot be sent"),
        ("sms_answer_received", "x" * 161, "161 characters"),
        ("sms_answer_format", "ꦢꦭꦤ꧀", "GSM 7-bit"),
    ],
)
def test_a_setting_that_cannot_work_is_refused_with_the_reason(setting: str, value: str, why: str):
    with pytest.raises(ValidationError, match=why):
        SmsSettings.model_validate({setting: value})


def test_an_sms_from_tomorrow_is_taken_as_now():
    late = int((NOW + timedelta(days=2)).timestamp())
    assert read(query(time=str(late))).sent_at == NOW


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, ""),
        ({"from": "0812-233-4455"}, ""),
        ({"coding": "2"}, ""),
        ({"udh": "050003CC0201"}, ""),
        ({"from": "1708"}, "number of ours"),
        ({"from": "+621708"}, "number of ours"),
        ({"from": "+628110001708"}, "number of ours"),
        ({"from": "99000", "to": "99000"}, "number of ours"),
        ({"from": "TELKOMSEL"}, "name or a short code"),
        ({"from": "3636"}, "name or a short code"),
        ({"from": ""}, "name or a short code"),
        ({"coding": "1"}, "binary"),
        ({"udh": "06050423F40000"}, "binary"),
        (
            {
                "text": "TERIMA KASIH. Laporan Anda tercatat dengan nomor LH-2026-000123. Simpan nomor ini untuk menanyakan tindak lanjutnya."
            },
            "answer of ours",
        ),
        (
            {
                "text": "Format laporan: LaporHendi <spasi> isi laporan dan lokasi. Contoh: LaporHendi jalan berlubang di Jl Pandanaran. Kirim ke 1708."
            },
            "answer of ours",
        ),
        ({"text": "Laporan saya tercatat dengan nomor LH-2026-000123, kapan diperbaiki?"}, ""),
    ],
)
def test_machines_are_sent_no_answer(fields: dict[str, str], reason: str):
    sms = Sms(SmsSettings(sms_token="rahasia-kannel", sms_own_numbers="+62 811-000-1708"))
    withheld = sms.withheld(request(query(**fields)), AnswerLimit())
    assert bool(withheld) is bool(reason)
    assert reason in withheld
    assert sms.acknowledge(DeliveryOutcome(("LH-2026-000123",), withheld=withheld)).body == "" or not reason


@pytest.mark.parametrize("per_hour", [0, 1, 5])
def test_one_number_is_answered_so_often_an_hour(per_hour: int):
    sms, limit = Sms(SmsSettings(sms_token="rahasia-kannel", sms_answers_per_hour=per_hour)), AnswerLimit()
    withheld = [sms.withheld(request(query(id=str(number))), limit) for number in range(8)]
    assert [not each for each in withheld] == [True] * per_hour + [False] * (8 - per_hour)
    assert not sms.withheld(request(query(**{"from": "08999000111"})), limit) or per_hour == 0
    assert "LH" not in "".join(withheld)


def test_machines_and_talkative_people_are_taken_all_the_same():
    assert read(query(**{"from": "1708"})).text == "banjir di Genuk"
    assert read(query(**{"from": "TELKOMSEL"})).answerable is False
    assert read(query(coding="1")).text == "banjir di Genuk"


@pytest.mark.parametrize(
    ("text", "fields", "settings"),
    [
        (b"\x01\x06\x04\x03\xbe\xaf\x84", {"coding": "1"}, {}),
        (b"\x01\x06\x04\x03\xbe\xaf\x84", {"coding": "1"}, {"sms_keyword_required": False}),
        (b"BEGIN:VCARD", {"udh": "06050423F40000"}, {}),
        (b"", {"coding": "1"}, {"sms_keyword_required": False}),
        (b"LaporHendi \x00\x01", {"coding": "1"}, {}),
    ],
)
def test_data_for_a_program_is_counted_and_no_report(text: bytes, fields: dict[str, str], settings: dict[str, Any]):
    sms = Sms(SmsSettings(sms_token="rahasia-kannel", **settings))
    delivery = sms.deliver(request(query(text, **fields)))
    payload = Payload("sms", delivery.account, delivery.delivery_id, NOW, delivery.content_type, {}, delivery.body)
    assert list(sms.parse(payload)) == [NoReport("sms", "binary")]
