"""A citizen's report form: what is wrong with it, and when two of them are the same delivery."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from command_center.casework.report_form import (
    LONGEST_TEXT,
    FormFault,
    ReportForm,
    as_meant,
    delivery,
    faults,
    joining,
    reply_delivery,
)
from command_center.domain.citizen_form import SentPicture
from command_center.domain.inbound import Position
from tests.reference.shipped import shipped

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
FORM = ReportForm(text="Lampu jalan mati sejak Senin", address="Jl. Pandanaran", key="k1 of this form, random")
PHOTO = SentPicture("file:" + "0" * 32, "image/jpeg")


def wrong(form):
    reference = shipped()
    return faults(as_meant(form), reference.categories, reference.areas)


def test_a_text_alone_is_enough():
    assert wrong(ReportForm(text="Lampu mati")) == {}


@pytest.mark.parametrize(
    ("change", "field", "fault"),
    [
        ({"text": ""}, "text", FormFault.MISSING),
        ({"text": "!!! ?"}, "text", FormFault.SHORT),
        ({"text": "a" * (LONGEST_TEXT + 1)}, "text", FormFault.LONG),
        ({"address": "a" * 301}, "address", FormFault.LONG),
        ({"name": "a" * 101}, "name", FormFault.LONG),
        ({"contact": "a" * 101}, "contact", FormFault.LONG),
        ({"contact": "hubungi saya"}, "contact", FormFault.CONTACT),
        ({"contact": "12345"}, "contact", FormFault.CONTACT),
        ({"contact": "warga@@contoh"}, "contact", FormFault.CONTACT),
        ({"visibility": "rahsia"}, "visibility", FormFault.UNKNOWN),
        ({"category": "tidak_ada"}, "category", FormFault.UNKNOWN),
        ({"photos": (PHOTO,) * 6}, "photo", FormFault.MANY),
        ({"key": "satu"}, "key", FormFault.GUESSABLE),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(change, field, fault):
    assert wrong(replace(FORM, **change)) == {field: fault}


@pytest.mark.parametrize(
    ("lat", "lon", "told"),
    [
        ("-6.98", "", {"lat": FormFault.HALF, "lon": FormFault.HALF}),
        ("-6.98", "abc", {"lon": FormFault.DEGREES}),
        ("nan", "inf", {"lat": FormFault.DEGREES, "lon": FormFault.DEGREES}),
        ("1e400", "110.4", {"lat": FormFault.DEGREES}),
        ("110.40931", "-6.98412", {"lat": FormFault.RANGE}),
        ("-6.98", "181", {"lon": FormFault.RANGE}),
        ("0", "0", {"lat": FormFault.FAR, "lon": FormFault.FAR}),
        ("-6.18", "106.83", {"lat": FormFault.FAR, "lon": FormFault.FAR}),
        ("-6.89", "110.64", {}),
        ("", "", {}),
    ],
)
def test_what_is_wrong_with_a_point_is_said_at_the_field_and_a_neighbours_place_is_taken(lat, lon, told):
    assert wrong(replace(FORM, lat=lat, lon=lon)) == told


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("-6.98412", "110.40931"),
        ("-6,98412", "110,40931"),
        ("\u22126.98412", " 110.40931"),
        ("-6.98412, 110.40931", ""),
    ],
)
def test_a_point_is_taken_as_people_write_and_maps_copy_it(lat, lon):
    assert as_meant(replace(FORM, lat=lat, lon=lon)).position == Position(-6.98412, 110.40931)


@pytest.mark.parametrize("word", ["", "public", "publik", "anonim", "Rahasia", "anonymous", "confidential"])
def test_the_words_of_the_city_say_who_may_see_it(word):
    assert wrong(replace(FORM, visibility=word)) == {}


@pytest.mark.parametrize("contact", ["0812-3344-5566", "+62 812 3344 5566", "(024) 8311234", "warga@contoh.example"])
def test_a_contact_leads_to_somebody(contact):
    assert wrong(replace(FORM, contact=contact)) == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("WA: 0812 3344 5566", "0812 3344 5566"),
        ("hp.0812 3344 5566 (WA)", "0812 3344 5566"),
        ("No. HP 0812-3344-5566", "0812-3344-5566"),
        ("\u202a+62\u00a0812\u20113344\u20115566\u202c", "+62 812-3344-5566"),
        ("https://wa.me/6281233445566", "6281233445566"),
        ("mailto:warga@contoh.example", "warga@contoh.example"),
    ],
)
def test_a_contact_is_taken_as_people_write_it(typed, meant):
    form = as_meant(replace(FORM, contact=typed))
    assert form.contact == meant
    assert wrong(form) == {}


@pytest.mark.parametrize(
    "contact", ["0812 3344 5566 / 0857 1234 5678", "0812 3344 5566 warga@contoh.example", "o812 3344 556o", "1708"]
)
def test_a_contact_that_would_be_half_lost_is_asked_for_again(contact):
    assert wrong(replace(FORM, contact=contact)) == {"contact": FormFault.CONTACT}


def test_one_contact_is_one_however_it_is_written():
    numbers = ("0812-3344-5566", "+62 812 3344 5566", "6281233445566")
    assert len({replace(FORM, contact=each).contact_key for each in numbers}) == 1
    assert replace(FORM, contact="Warga@Contoh.example").contact_key == "warga@contoh.example"
    assert FORM.contact_key == ""


def test_the_same_form_is_the_same_delivery_whenever_it_comes_again():
    first = delivery(FORM, NOW)
    assert delivery(FORM, NOW + timedelta(days=9)).delivery_id == first.delivery_id
    assert delivery(replace(FORM, photos=(PHOTO,)), NOW).delivery_id == first.delivery_id, "a draft loses its pictures"


def test_other_words_or_another_form_are_another_delivery():
    first = delivery(FORM, NOW).delivery_id
    assert delivery(replace(FORM, text="Lampu jalan mati sejak Selasa"), NOW).delivery_id != first
    assert delivery(replace(FORM, key="k2"), NOW).delivery_id != first


def test_without_a_key_the_same_reply_of_one_day_is_one():
    first = reply_delivery("LH-2026-000001", "sudah tiga hari", (), "", NOW).delivery_id
    again = NOW + timedelta(hours=2), NOW + timedelta(days=1)
    same, next_day = (reply_delivery("LH-2026-000001", "sudah tiga hari", (), "", at).delivery_id for at in again)
    assert same == first != next_day
    assert reply_delivery("LH-2026-000001", "sudah tiga hari", (PHOTO,), "", NOW).delivery_id != first


def test_a_reply_names_its_report_and_nothing_of_its_sender():
    payload = reply_delivery("LH-2026-000001", "sudah tiga hari", (PHOTO,), "k", NOW)
    assert json.loads(payload.body) == {
        "kind": "reply",
        "number": "LH-2026-000001",
        "text": "sudah tiga hari",
        "photos": [{"ref": PHOTO.ref, "type": "image/jpeg"}],
    }


def test_who_joins_takes_kind_and_place_of_the_other_report_where_none_is_given():
    there = Position(-6.98412, 110.40931)
    joined = joining(replace(FORM, address=""), "LH-2026-000001", "lampu", there)
    assert (joined.same_as, joined.category, joined.position) == ("LH-2026-000001", "lampu", there)
    own = joining(replace(FORM, lat="-6.99", lon="110.41", category="banjir"), "LH-2026-000001", "lampu", there)
    assert (own.category, own.position) == ("banjir", Position(-6.99, 110.41))
    assert joining(FORM, "LH-2026-000001", "lampu", there).position is None, "an address was given"
