"""What the city's classifier and locator make of what invented citizens write: mostly what they meant."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from command_center.domain.findings import FoundBy
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from simulation.history import inbound_of
from tests.simulation.conftest import NOW

TEXTS = 3000


@pytest.fixture(scope="module")
def examined(writer, reference, channels):
    rng = Random(11)
    messages = [writer.write(rng, serial, NOW) for serial in range(1, TEXTS + 1)]
    items = [inbound_of(message, channels) for message in messages]
    examiner = Examiner(reference, Locator(reference.areas))
    found = examiner.examine([(item, NOW + timedelta(seconds=1)) for item in items])
    return list(zip(messages, items, found, strict=True))


def test_nine_in_ten_texts_are_put_into_the_category_that_was_meant(examined, record_property):
    by_text = [(message.truth.category, found) for message, item, found in examined if not item.category]
    right = [category for category, found in by_text if found.classification.category == category]
    share = len(right) / len(by_text)
    record_property("share of simulated texts classified as meant", round(share, 3))
    assert share >= 0.9
    written, met = Counter(category for category, _ in by_text), Counter(right)
    for category in ("jalan_rusak", "lampu", "banjir", "rob", "sampah"):
        assert met[category] / written[category] >= 0.85, category


def test_every_decision_names_the_words_that_made_it(examined):
    for message, item, found in examined:
        if not item.category and found.classification.category != "lainnya":
            assert found.classification.words, message.text


def test_what_a_citizen_picks_in_a_form_counts(examined, reference):
    picked = [
        (item.category, found.classification)
        for _, item, found in examined
        if item.category not in ("", reference.categories.fallback)
    ]
    assert len(picked) > 200
    assert all(found.category == category and found.chosen_by_sender for category, found in picked)


def test_positions_lie_in_the_kecamatan_that_was_meant(examined):
    placed = [(message, found.location) for message, item, found in examined if item.position]
    met = [location.kecamatan == message.truth.kecamatan for message, location in placed]
    assert len(placed) > 300
    assert sum(met) / len(met) >= 0.95


@pytest.mark.parametrize(
    ("detail", "least"), [("kelurahan", 0.85), ("kecamatan", 0.85), ("street", 0.75), ("landmark", 0.75)]
)
def test_named_places_are_found(examined, detail, least):
    named = [
        found.location.kecamatan == message.truth.kecamatan
        for message, item, found in examined
        if message.truth.detail == detail and message.truth.on_topic and not item.position and not item.address
    ]
    assert len(named) > 100
    assert sum(named) / len(named) >= least


def test_texts_without_a_place_are_said_to_have_none(examined):
    nowhere = [
        found.location.found_by
        for message, item, found in examined
        if message.truth.detail == "none" and not item.position and not item.address
    ]
    assert len(nowhere) > 100
    assert Counter(nowhere)[FoundBy.NONE] / len(nowhere) > 0.97
