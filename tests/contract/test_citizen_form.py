"""The citizens' form is read by channel web: what the page writes, the channel reads, under the same key."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from command_center.casework.report_form import ReportForm, delivery, reply_delivery
from command_center.domain.citizen_form import ACCOUNT, CHANNEL, SentPicture
from command_center.domain.inbound import Media, Position, Reporter
from command_center.domain.report_kinds import Visibility
from data_sources.channels.web import Website
from data_sources.errors import BadMessage
from data_sources.open311_form import Open311Settings

NOW = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
PHOTO = SentPicture("file:" + "a" * 32, "image/jpeg")
FORM = ReportForm(
    text="Rob masuk rumah, “setinggi lutut”\nada lansia 🙏",
    address="Tambak Lorok RT 03",
    lat="-6.94987",
    lon="110.43552",
    contact="0812-3344-5566",
    name="Bu Contoh",
    visibility="anonim",
    category="rob",
    key="k1",
    same_as="LH-2026-000007",
    photos=(PHOTO,),
)
WEB = Website(Open311Settings())


def read(payload):
    (item,) = WEB.parse(payload)
    return item


def test_every_field_arrives():
    payload = delivery(FORM, NOW)
    item = read(payload)
    assert (item.channel, item.account, item.external_id) == (CHANNEL, ACCOUNT, payload.delivery_id)
    assert (item.text, item.address, item.category) == (FORM.text, FORM.address, "rob")
    assert (item.position, item.visibility) == (Position(-6.94987, 110.43552), Visibility.ANONYMOUS)
    assert item.reporter == Reporter("phone:+6281233445566", "Bu Contoh", "0812-3344-5566")
    assert item.media == (Media("image", PHOTO.ref, "image/jpeg"),)
    assert (item.same_as, item.about, item.sent_at) == ("LH-2026-000007", "", NOW)


def test_who_gives_no_contact_is_a_person_of_their_own():
    one, other = (read(delivery(replace(FORM, contact="", key=key), NOW)) for key in ("k1", "k2"))
    assert one.reporter.key != other.reporter.key


def test_a_reply_goes_on_with_its_report():
    item = read(reply_delivery("LH-2026-000001", "sudah tiga hari", (PHOTO,), "k", NOW))
    assert (item.about, item.text, item.same_as) == ("LH-2026-000001", "sudah tiga hari", "")
    assert item.reporter == Reporter("")
    assert item.media[0].ref == PHOTO.ref


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"kind": "letter", "text": "x"}',
        b'{"kind": "report", "text": "x"}',
        b'{"kind": "report", "visibility": "public"}',
        b'{"kind": "reply", "text": "x"}',
        b'{"kind": "reply", "number": "LH-2026-000001"}',
        b'{"kind": "report", "visibility": "rahsia", "text": "x"}',
    ],
)
def test_what_is_no_form_is_set_aside_for_a_person(body):
    with pytest.raises(BadMessage):
        list(WEB.parse(replace(delivery(FORM, NOW), body=body)))


def test_odd_values_do_no_harm():
    body = json.dumps(
        {"kind": "report", "visibility": "public", "text": "x\x00\ud800", "lat": "x", "photos": [1, {"ref": 5}]}
    )
    item = read(replace(delivery(FORM, NOW), body=body.encode()))
    assert (item.position, item.media) == (None, ())
    assert "\x00" not in item.text
