"""The page of alerts in every state, language and theme: what may be done, by whom, and what an address asks for."""

from urllib.parse import parse_qs, urlsplit

import pytest

from command_center.domain.alert_story import AlertFilter
from command_center.domain.alerts import AlertCause, AlertState
from layouts.alerts import ids
from layouts.alerts.addresses import asked_for, link
from layouts.alerts.page import alerts_page
from layouts.i18n import LANGUAGES, words
from layouts.theme import THEMES
from tests.layouts import alerts_sample as sample
from tests.layouts.reading import every, page_of, words_of


def drawn(name, language="id", theme="terang"):
    return alerts_page(sample.views()[name], sample.config(), sample.visit(words(language), theme))


def ids_of(page):
    return [one.id for one in every(page) if getattr(one, "id", None)]


def test_there_is_a_sample_of_every_cause():
    assert sample.causes() == set(AlertCause)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", sample.views())
def test_every_state_can_be_drawn(name, language, theme):
    given = [one for one in ids_of(drawn(name, language, theme)) if not one.startswith("shell-")]
    assert len(given) == len(set(given))
    assert {page_of(one) for one in given} == {"alerts"}


def test_who_only_reads_has_no_form_and_is_told_who_acts():
    page = drawn("read by the mayor")
    assert ids.ACKNOWLEDGE not in ids_of(page)
    assert "Hanya P3M" in words_of(page)


def test_what_has_ended_cannot_be_acted_on():
    assert ids.ACKNOWLEDGE not in ids_of(drawn("ended"))


def test_what_is_acknowledged_can_be_silenced_still():
    page = drawn("acknowledged")
    buttons = {
        one.id: getattr(one, "disabled", False)
        for one in every(page)
        if getattr(one, "id", "") in (ids.ACKNOWLEDGE, ids.SILENCE)
    }
    assert buttons == {ids.ACKNOWLEDGE: True, ids.SILENCE: False}


def test_a_reason_is_a_sentence_with_its_figures():
    said = words_of(drawn("told"))
    assert "4 laporan lewat tenggat; yang tertua jatuh tempo 16 Nov 2026, 23.59 WIB, 3 hari kerja yang lalu." in said
    assert "1 di antaranya rahasia dan tidak disebut." in said


def test_a_surge_says_its_method():
    page = alerts_page(sample.view(sample.story(sample.alert("lonjakan"))), sample.config(), sample.visit(words("id")))
    said = words_of(page)
    assert "Biasanya 4,2, paling banyak 9" in said
    assert "batas yang memuat 99,98% hari biasa" in said


@pytest.mark.parametrize("state", AlertState)
def test_an_address_says_what_is_asked_for(state):
    asked = AlertFilter(frozenset({state}), "critical", "lewat-tenggat", "dpu")
    read = {name: value for name, (value,) in parse_qs(urlsplit(link("/peringatan", asked, 31)).query).items()}
    assert asked_for(read) == (asked, 31)


@pytest.mark.parametrize(
    "said", [{"keadaan": "?"}, {"tingkat": "parah"}, {"nomor": "-1"}, {"nomor": "1" * 40}, {"nomor": "٣"}]
)
def test_what_cannot_be_read_is_not_asked_for(said):
    assert asked_for(said) == (AlertFilter(frozenset({AlertState.OPEN})), 0)
