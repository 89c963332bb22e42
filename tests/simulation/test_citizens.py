"""Citizens write as people do on each channel, with few repeats, and are obviously invented."""

import re
from collections import Counter
from random import Random

import pytest

from simulation.citizens import DETAILS, OFF_TOPIC
from simulation.message import Citizen
from simulation.neighbourhoods import point_near
from tests.simulation.conftest import NOW

TEXTS = 10_000


@pytest.fixture(scope="module")
def messages(writer):
    rng = Random(20261118)
    return [writer.write(rng, serial, NOW) for serial in range(TEXTS)]


def test_ten_thousand_texts_have_few_repeats(messages):
    on_topic = [message.text for message in messages if message.truth.on_topic]
    assert len(set(on_topic)) > 0.98 * len(on_topic)


def test_the_same_random_source_writes_the_same(writer):
    assert [writer.write(Random(4), n, NOW) for n in range(50)] == [writer.write(Random(4), n, NOW) for n in range(50)]
    assert writer.write(Random(4), 1, NOW).text != writer.write(Random(5), 1, NOW).text


def test_no_slot_is_left_and_no_text_is_empty(messages):
    for message in messages:
        assert message.text.strip(), message
        assert not re.search(r"[{}]", message.text + message.subject), message.text


@pytest.mark.parametrize(("channel", "limit"), [("sms", 160), ("x", 280), ("instagram", 300)])
def test_texts_keep_the_length_that_the_channel_allows(messages, channel, limit):
    texts = [message.text for message in messages if message.channel == channel]
    assert len(texts) > 300
    assert max(map(len, texts)) <= limit


def test_an_sms_begins_with_the_keyword_and_has_no_letters_that_cost_a_second_sms(messages):
    from command_center.domain import gsm7

    for message in messages:
        if message.channel == "sms":
            assert message.text.lower().startswith("laporhendi "), message.text
            assert gsm7.septets(message.text) <= 160, message.text


def test_a_post_on_x_addresses_the_service(messages):
    for message in messages:
        if message.channel == "x":
            assert re.search(r"[#@]LaporHendi\b", message.text), message.text


def test_forms_carry_what_forms_ask_for(messages, writer):
    for message in messages:
        style = writer.styles[message.channel]
        assert bool(message.subject) == style.titles
        assert bool(message.form_category) == style.form
        if style.form:
            assert message.position or message.address, "an app must name a place"
        if not style.position:
            assert message.position is None
        if not style.photo:
            assert message.photos == 0


def test_some_have_pictures_positions_no_place_and_some_are_no_report(messages):
    share = Counter(
        part
        for message in messages
        for part, has in (
            ("photo", message.photos),
            ("position", message.position),
            ("no place", message.truth.detail == "none"),
            ("off topic", not message.truth.on_topic),
        )
        if has
    )
    assert 0.1 < share["photo"] / TEXTS < 0.4
    assert 0.1 < share["position"] / TEXTS < 0.4
    assert 0.08 < share["no place"] / TEXTS < 0.2
    assert 0.015 < share["off topic"] / TEXTS < 0.05


def test_the_place_is_named_as_precisely_as_meant(messages, writer):
    names = {place.kelurahan_code: place.kelurahan.lower() for place in writer.neighbourhoods.places}
    named = {detail: [0, 0] for detail in DETAILS}
    for message in messages:
        if message.truth.on_topic:
            named[message.truth.detail][0] += names[message.truth.kelurahan] in message.text.lower()
            named[message.truth.detail][1] += 1
    shares = {detail: hits / whole for detail, (hits, whole) in named.items()}
    assert shares["kelurahan"] > 0.9
    assert shares["none"] < 0.03


def test_positions_are_nearer_to_the_named_kelurahan_than_to_any_other(messages, writer):
    wrong = [
        message
        for message in messages
        if message.position
        and writer.neighbourhoods.nearest(message.position).kelurahan_code != message.truth.kelurahan
    ]
    assert not wrong


def test_rob_is_only_reported_where_the_sea_is(messages, writer):
    coast = set(writer.rhythm.where["rob"])
    names = {place.kelurahan_code: place.kecamatan for place in writer.neighbourhoods.places}
    rob = [names[message.truth.kelurahan] for message in messages if message.truth.category == "rob"]
    assert len(rob) > 500
    assert set(rob) <= coast
    assert Counter(rob)["Semarang Utara"] + Counter(rob)["Genuk"] > 0.6 * len(rob)


def test_channels_and_categories_come_in_their_mix(messages, writer):
    for mix, counted in (
        (writer.rhythm.channels, Counter(message.channel for message in messages)),
        (writer.rhythm.categories, Counter(m.truth.category for m in messages if m.truth.on_topic)),
    ):
        whole = sum(counted.values())
        for code, weight in mix.items():
            expected = whole * weight / sum(mix.values())
            assert abs(counted[code] - expected) < 5 * expected**0.5 + 1, code


def test_people_are_obviously_invented(messages):
    for message in messages[:500]:
        assert re.fullmatch(r"Warga Contoh \d{1,4}", message.author.name)
        assert re.fullmatch(r"62800000\d{4}", message.author.phone)


def test_a_citizen_is_the_same_person_on_every_channel():
    one = Citizen(17)
    assert (one.name, one.phone, one.handle) == ("Warga Contoh 17", "628000000017", "warga_contoh_17")
    assert one.user_id == Citizen(17).user_id != Citizen(18).user_id


def test_what_is_asked_for_is_written(writer):
    place = writer.neighbourhoods.within("Genuk", ("Trimulyo",))[0]
    where = point_near(Random(1), place.centre, 100)
    message = writer.write(Random(2), 7, NOW, channel="android", category="rob", place=place, position=where)
    assert (message.serial, message.channel, message.sent_at) == (7, "android", NOW)
    assert message.truth.category == "rob"
    assert message.truth.kelurahan == place.kelurahan_code
    assert message.position in (where, None)


def test_every_style_of_writing_is_used(messages):
    texts = [message.text for message in messages if message.channel == "whatsapp"]
    assert any(text.islower() for text in texts)
    assert any(text.isupper() for text in texts)
    assert any("🙏" in text for text in texts)
    assert any(re.search(r"\b(yg|gak|udah|krn|jln)\b", text) for text in texts)
    assert any(re.search(r"\b(dalane|banyune|nyuwun|petenge|omah)\b", text, re.I) for text in texts)


def test_messages_that_are_no_report_ask_for_nothing(messages, writer):
    requests = [request.lower() for request in writer.phrases.style["requests"]]
    assert not writer.phrases.of(OFF_TOPIC).asks
    asking = [any(request in message.text.lower() for request in requests) for message in messages]
    on_topic = [message.truth.on_topic for message in messages]
    assert any(asks for asks, on in zip(asking, on_topic, strict=True) if on)
    assert not any(asks for asks, on in zip(asking, on_topic, strict=True) if not on)
