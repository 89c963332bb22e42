"""Scenarios: rob in a cluster of place and time, a channel that says nothing, deliveries that come again."""

from collections import Counter
from datetime import timedelta
from itertools import count, islice, pairwise, takewhile
from random import Random

import pytest

from command_center.errors import BadReferenceData
from simulation.neighbourhoods import point_near
from simulation.scenarios import BATCHED, SCENARIOS, load_scenarios, messages, planned_sendings
from tests.simulation.conftest import NOW

DAY = timedelta(days=1)
METRES = 111_320.0


def played(writer, code, seed=1, span=DAY):
    written = messages(load_scenarios()[code], writer, Random(seed), NOW, count(1))
    return list(takewhile(lambda message: message.sent_at < NOW + span, written))


def sent(writer, code, number, seed=1):
    return list(islice(planned_sendings(load_scenarios()[code], writer, Random(seed), NOW, count(1)), number))


def test_there_are_the_four_scenarios():
    assert set(load_scenarios()) == {"biasa", "rob", "senyap", "ganda"}


@pytest.mark.parametrize("code", ["biasa", "rob", "senyap", "ganda"])
def test_messages_come_in_order_with_serials_of_their_own(writer, code):
    written = played(writer, code)
    assert all(before.sent_at <= after.sent_at for before, after in pairwise(written))
    assert len({message.serial for message in written}) == len(written)
    assert written == played(writer, code), "the same seed plays the same"
    assert written != played(writer, code, seed=2)


def test_an_ordinary_day_has_about_thirty_reports_on_many_channels(writer):
    written = played(writer, "biasa", span=30 * DAY)
    assert 800 < len(written) < 1020
    assert set(writer.rhythm.channels) == {message.channel for message in written}


def test_rob_brings_many_reports_of_the_same_thing_to_two_kecamatan_across_channels(writer):
    written = played(writer, "rob", span=timedelta(hours=3))
    rob = [message for message in written if message.truth.category == "rob"]
    for kecamatan in ("33.74.02", "33.74.05"):
        there = [message for message in rob if message.truth.kecamatan == kecamatan]
        kelurahan, most = Counter(message.truth.kelurahan for message in there).most_common(1)[0]
        cluster = [message for message in there if message.truth.kelurahan == kelurahan]
        assert most >= 12
        assert len({message.channel for message in cluster}) >= 5
        assert cluster[-1].sent_at - cluster[0].sent_at < timedelta(hours=2, minutes=5)
        points = [message.position for message in cluster if message.position]
        assert points
        assert max(abs(a.lat - b.lat) for a in points for b in points) * METRES < 2 * 1000


def test_rob_comes_back_with_the_next_tide(writer):
    written = played(writer, "rob", span=3 * DAY)
    by_day = Counter((m.sent_at - NOW).days for m in written if m.truth.category == "rob")
    assert all(by_day[day] > 25 for day in range(3)), by_day


def test_a_silent_channel_sends_nothing_and_the_others_go_on(writer):
    written = played(writer, "senyap", span=10 * DAY)
    used = Counter(message.channel for message in written)
    assert used["whatsapp"] == 0
    assert used["sms"] > 20
    quiet = load_scenarios()["biasa"].without(["sms", "x"])
    some = list(islice(messages(quiet, writer, Random(1), NOW, count(1)), 300))
    assert not {"sms", "x"} & {message.channel for message in some}


def test_an_ordinary_day_delivers_every_message_once(writer):
    assert all((each.copies, each.resend, len(each.messages)) == (1, 0, 1) for each in sent(writer, "biasa", 200))


def test_deliveries_come_again_in_every_way_that_platforms_know(writer):
    planned = sent(writer, "ganda", 600)
    copies = Counter(each.copies for each in planned)
    assert set(copies) == {1, 2, 3, 4, 5}
    resent = [each for each in planned if each.resend]
    assert resent
    assert {each.messages[0].channel for each in resent} == {"sms"}
    batches = [each for each in planned if len(each.messages) > 1]
    assert {each.messages[0].channel for each in batches} == BATCHED
    assert all(2 <= len(each.messages) <= 4 for each in batches)
    for batch in batches:
        assert len({message.channel for message in batch.messages}) == 1
        first = batch.messages[0]
        before = [each for each in planned if each.messages == (first,)]
        assert before, "a batch repeats a message that came alone before it"


def test_points_near_lie_within_the_radius(writer):
    centre = writer.neighbourhoods.places[0].centre
    rng = Random(5)
    for _ in range(200):
        point = point_near(rng, centre, 500)
        north = (point.lat - centre.lat) * METRES
        east = (point.lon - centre.lon) * METRES * 0.9926
        assert north**2 + east**2 <= 501**2


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("radius_m = 500", "radius = 500"), "radius"),
        (("[biasa]", "[biasa"), "line"),
        (("every_hours", "every_hour"), "every_hour"),
    ],
)
def test_a_bad_scenario_file_is_refused(tmp_path, change, reason):
    bad = tmp_path / "scenarios.toml"
    bad.write_text(SCENARIOS.read_text().replace(*change))
    with pytest.raises(BadReferenceData, match=reason):
        load_scenarios(bad)
