"""Posts of the Open311 apps become reports: keys, people, places, words, pictures."""

from datetime import UTC, datetime

import pytest

from command_center.domain.inbound import Media, Payload, Position, Reporter
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.errors import BadSetting
from data_sources.channels.android import AndroidApp
from data_sources.channels.blackberry import BlackberryApp
from data_sources.channels.ios import IosApp
from data_sources.channels.web import Website
from data_sources.errors import BadMessage
from data_sources.open311_form import Open311Settings, keys, keys_of
from tests.contract.open311_posts import FORM, JPEG, MULTIPART, PLACE, PNG, form, multipart, part

APPS = (AndroidApp, IosApp, BlackberryApp, Website)
CODES = [app.code for app in APPS]
MORNING = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)


def read(body, content_type=FORM, at=MORNING, headers=None, channel=AndroidApp):
    payload = Payload(channel.code, "open311", "delivery", at, content_type, headers or {}, body)
    (item,) = channel(Open311Settings()).parse(payload)
    return item


def test_the_four_channels_are_told_apart_by_their_code_alone():
    assert CODES == ["android", "ios", "blackberry", "web"]
    for channel in APPS:
        assert read(form(**PLACE, description="x"), channel=channel).channel == channel.code


@pytest.mark.parametrize(
    ("person", "reporter"),
    [
        ({"account_id": "17", "phone": "0812", "email": "a@b.example"}, Reporter("account_id:17", "", "a@b.example")),
        ({"phone": "0812", "device_id": "d"}, Reporter("phone:0812", "", "0812")),
        ({"email": "a@b.example", "device_id": "d"}, Reporter("email:a@b.example", "", "a@b.example")),
        ({"device_id": "d", "first_name": "Warga", "last_name": "Contoh"}, Reporter("device_id:d", "Warga Contoh")),
        ({"device_id": "d", "last_name": "Contoh"}, Reporter("device_id:d", "Contoh")),
        ({"device_id": " ", "phone": ""}, None),
    ],
)
def test_a_person_is_known_by_the_surest_thing_they_gave(person, reporter):
    item = read(form(**PLACE, description="x", **person))
    if reporter is None:
        reporter = Reporter(f"unknown:{item.external_id}")
    assert item.reporter == reporter


def test_two_people_who_gave_nothing_are_not_one_person():
    one, two = read(form(**PLACE, description="x")), read(form(**PLACE, description="y"))
    assert one.reporter.key != two.reporter.key


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"description": "Lampu mati"}, "Lampu mati"),
        ({"description": "Lampu mati", "attribute_tiang": "7"}, "Lampu mati\n\ntiang: 7"),
        ({"attribute_tiang": "7", "attribute_warna": "kuning"}, "tiang: 7\nwarna: kuning"),
        ({"description": "x", "attribute_visibility": "anonim", "attribute_class": "aspiration"}, "x"),
        ({"description": "x", "attribute_tiang": " "}, "x"),
        ({"description": "ga\x00lat"}, "ga\ufffdlat"),
    ],
)
def test_answered_questions_follow_the_description(fields, text):
    assert read(form(**PLACE, **fields)).text == text


def test_several_values_of_a_question_are_one_line():
    body = form(**PLACE, description="Banjir") + b"&attribute[akibat][]=rumah&attribute[akibat][]=jalan"
    assert read(body).text == "Banjir\n\nakibat: rumah, jalan"


@pytest.mark.parametrize(
    ("fields", "visibility", "report_class"),
    [
        ({}, Visibility.PUBLIC, ReportClass.COMPLAINT),
        ({"attribute_visibility": "anonim"}, Visibility.ANONYMOUS, ReportClass.COMPLAINT),
        ({"attribute_visibility": "RAHASIA"}, Visibility.CONFIDENTIAL, ReportClass.COMPLAINT),
        ({"attribute_visibility": "", "attribute_class": "information"}, Visibility.PUBLIC, ReportClass.INFORMATION),
        ({"attribute_class": "aspiration"}, Visibility.PUBLIC, ReportClass.ASPIRATION),
    ],
)
def test_extension_attributes_choose_visibility_and_class(fields, visibility, report_class):
    item = read(form(**PLACE, description="x", **fields))
    assert (item.visibility, item.report_class) == (visibility, report_class)


def test_a_word_that_is_no_visibility_never_becomes_public():
    with pytest.raises(BadMessage, match="public, anonim, rahasia"):
        read(form(**PLACE, description="x", attribute_visibility="rahsia"))
    with pytest.raises(BadMessage, match="public, anonim, rahasia"):
        read(form(**PLACE, description="x") + b"&attribute[visibility]=rahasia&attribute[visibility]=public")


@pytest.mark.parametrize(
    ("fields", "headers", "position", "address"),
    [
        ({"lat": "-6.98", "long": "110.4"}, {}, Position(-6.98, 110.4), ""),
        ({"lat": "+6", "long": "0.0", "address_string": "Jl. A"}, {}, Position(6.0, 0.0), "Jl. A"),
        ({"address_string": "Jl. A"}, {"address-of-id": "Kelurahan B"}, None, "Jl. A, Kelurahan B"),
        ({"address_id": "33.74.01.1001"}, {"address-of-id": "Kelurahan B"}, None, "Kelurahan B"),
    ],
)
def test_the_place_is_read(fields, headers, position, address):
    item = read(form(service_code="jalan_rusak", description="x", **fields), headers=headers)
    assert (item.position, item.address) == (position, address)


@pytest.mark.parametrize(
    ("lat", "long"),
    [
        ("-6.98", ""),
        ("", "110"),
        ("91", "0"),
        ("0", "-181"),
        ("nan", "0"),
        ("1e2", "0"),
        ("1_0", "0"),
        ("-6,98", "110"),
    ],
)
def test_half_a_place_or_one_off_the_globe_is_refused(lat, long):
    with pytest.raises(BadMessage, match=r"^(lat|long) "):
        read(form(service_code="jalan_rusak", description="x", lat=lat, long=long))


def test_uploaded_pictures_are_referred_to_by_their_place_in_the_stored_form():
    files = [("media", "", b""), ("media", "a.jpg", JPEG), ("lain", "b.jpg", JPEG)]
    item = read(multipart({**PLACE, "description": "x", "media_url": "https://foto.example/1"}, files), MULTIPART)
    assert item.media == (
        Media("image", part(1, JPEG), "image/jpeg"),
        Media("image", part(2, JPEG), "image/jpeg"),
        Media("image", "https://foto.example/1"),
    )


def test_without_a_key_of_its_own_a_request_is_known_by_what_it_says_and_the_day_in_semarang():
    body = form(**PLACE, api_key="a", description="Jalan rusak")
    first = read(body)
    assert first.external_id.startswith("2026-11-22-")
    same = (
        read(form(description="Jalan rusak", **PLACE, api_key="b")),
        read(multipart({"description": "Jalan rusak", **PLACE}, boundary="lain"), "multipart/form-data; boundary=lain"),
        read(body, at=datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC)),
        read(body, at=datetime(2026, 11, 21, 17, 0, tzinfo=UTC)),
    )
    assert {item.external_id for item in same} == {first.external_id}
    others = (
        read(body, at=datetime(2026, 11, 22, 17, 0, tzinfo=UTC)),
        read(body, at=datetime(2026, 11, 21, 16, 59, 59, tzinfo=UTC)),
        read(form(**PLACE, api_key="a", description="Jalan rusak!")),
        read(form(**PLACE, api_key="a", description="Jalan rusak", phone="0812")),
        read(multipart({**PLACE, "description": "Jalan rusak"}, [("media", "a.jpg", JPEG)]), MULTIPART),
    )
    assert len({item.external_id for item in (first, *others)}) == 6


def test_the_same_words_on_another_day_are_flagged_as_a_possible_duplicate():
    body = form(**PLACE, description="Jalan rusak")
    today, tomorrow = read(body), read(body, at=datetime(2026, 11, 23, 2, 30, tzinfo=UTC))
    assert today.external_id != tomorrow.external_id
    assert today.resend_key == tomorrow.resend_key


def test_an_idempotency_key_is_the_same_report_on_any_day():
    header = {"idempotency-key": "k-1"}
    one = read(form(**PLACE, description="x"), headers=header)
    late = read(form(**PLACE, description="x"), headers=header, at=datetime(2027, 1, 1, tzinfo=UTC))
    other = read(form(**PLACE, description="x"), headers={"idempotency-key": "k-2"})
    assert one.external_id == late.external_id != other.external_id


def test_keys_are_read_from_one_setting():
    assert keys("", CODES) == {}
    assert keys("android=k1, ios=k2=,web=k3,", CODES) == {"k1": "android", "k2=": "ios", "k3": "web"}
    assert keys("android=lama,android=baru", CODES) == {"lama": "android", "baru": "android"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("rahasia", "part 1 must read channel=key"),
        ("android=k,androd=rahasia", "part 2 must read channel=key"),
        ("sms=rahasia", "part 1 must read channel=key"),
        ("android=", "the key of android must be"),
        ("web=rahasia sekali", "the key of web must be"),
        ("web=rahasi\u00e1", "the key of web must be"),
        ("web=rahasia,ios=rahasia", "ios and web have the same key"),
    ],
)
def test_a_malformed_setting_is_named_and_no_key_is_shown(text, problem):
    with pytest.raises(BadSetting, match=problem) as caught:
        keys(text, CODES)
    assert "OPEN311_KEYS" in str(caught.value)
    assert "rahasi" not in str(caught.value)


def test_a_demo_has_a_key_for_each_channel():
    made = Open311Settings.demo_value("open311_keys", lambda purpose: f"geheim-{hash(purpose)}", CODES)
    assert sorted(keys(made, CODES).values()) == sorted(CODES)
    assert Open311Settings.inbound_secrets == ("open311_keys",)


def test_the_keys_of_all_apps_are_gathered_from_the_channels_that_there_are():
    settings = Open311Settings(open311_keys="android=k1,web=k2")
    assert keys_of({app.code: app(settings) for app in APPS}) == {"k1": "android", "k2": "web"}
    assert keys_of({}) == {}
    with pytest.raises(BadSetting, match="one of the channels web"):
        keys_of({"web": Website(settings)})


def test_pictures_are_found_in_any_field_and_what_is_none_is_named():
    files = [("photo1", "1.jpg", JPEG), ("surat", "s.pdf", b"%PDF"), ("media", "2.png", PNG)]
    item = read(multipart({**PLACE, "description": "lubang"}, files), MULTIPART)
    assert item.text == "lubang\n\n[berkas yang tidak diambil: surat]"
    assert [media.ref for media in item.media] == [part(1, JPEG), part(3, PNG)]


def test_every_address_of_a_picture_is_kept_once():
    urls = [f"https://foto.example/{number}.jpg" for number in (1, 2, 1)]
    body = form(**PLACE) + b"".join(b"&media_url=" + url.encode() for url in urls)
    assert [media.ref for media in read(body).media] == urls[:2]
    listed = form(**PLACE, media_url="https://foto.example/a,b.jpg, https://foto.example/2.jpg")
    assert [media.ref for media in read(listed).media] == ["https://foto.example/a,b.jpg", "https://foto.example/2.jpg"]
