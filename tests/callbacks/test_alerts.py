"""What the page of alerts does for whom: who acts comes from the session, and what is wrong is said beside the form."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import Flask

from callbacks.alerts import AlertsSource, acted, shown, silence_end
from command_center.domain.acts import BadAct
from command_center.domain.alerts import AlertState
from command_center.errors import StoreUnavailable
from command_center.store.audit import Audit
from command_center.web.security.identity import Identity
from layouts.alerts import ids
from layouts.alerts.act_form import MOMENT, MORNING
from layouts.i18n import words
from tests.casework.alert_city import MONDAY, city, found, wib

WORDS = words("id")


@contextmanager
def asked_from(address="10.9.8.7"):
    with Flask("test").test_request_context(environ_base={"REMOTE_ADDR": address}):
        yield


class Opened:
    """The page of one alert, opened by somebody of a role."""

    def __init__(self, db, role="p3m"):
        self.of = city(db)
        self.of.look(MONDAY, found())
        who = Identity("user", "sari", frozenset({role}))
        self.source = AlertsSource(self.of.alerting, lambda: who, lambda: MONDAY, self.of.config)
        self.asked = {"nomor": str(self.of.one().id)}

    def act(self, button=ids.ACKNOWLEDGE, comment="tim di lokasi", choice=MORNING, moment="", asked=None):
        with asked_from():
            return acted(self.source, button, comment, choice, moment, asked or self.asked, WORDS)


def test_acknowledging_is_done_as_who_is_signed_in_and_audited_with_the_address(sqlite_db):
    page = Opened(sqlite_db)
    assert page.act() == ("Diakui. Pesan yang belum keluar ditarik.", True)
    assert page.of.one().acknowledged_by == "sari"
    (entry,) = Audit(sqlite_db).newest(5)
    assert (entry.who, entry.act, entry.address) == ("sari", "alert.acknowledge", "10.9.8.7")


@pytest.mark.parametrize("role", ["mayor", "opd", "wall"])
@pytest.mark.parametrize("button", [ids.ACKNOWLEDGE, ids.SILENCE])
def test_who_may_only_read_changes_nothing_whatever_the_browser_sends(sqlite_db, role, button):
    page = Opened(sqlite_db, role)
    said, done = page.act(button)
    assert not done
    assert "tidak boleh" in said
    assert page.of.one().state(MONDAY) is AlertState.OPEN
    assert Audit(sqlite_db).newest(5) == []


def test_a_silence_ends_as_it_was_chosen(sqlite_db):
    page = Opened(sqlite_db)
    assert page.act(ids.SILENCE, choice=MORNING)[1]
    assert page.of.one().silenced_until == wib("2026-11-17 07:30")
    assert page.act(ids.SILENCE, choice="4")[1]
    assert page.of.one().silenced_until == wib("2026-11-16 14:00")
    assert page.act(ids.SILENCE, choice=MOMENT, moment="2026-11-19T08:00")[1]
    assert page.of.one().silenced_until == wib("2026-11-19 08:00")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"comment": " "}, "Tulis dengan singkat"),
        ({"comment": "x" * 1001}, "paling panjang 1.000"),
        ({"button": ids.SILENCE, "choice": MOMENT, "moment": "besok"}, "Tulis tanggal dan jam"),
        ({"button": ids.SILENCE, "choice": MOMENT, "moment": "2020-01-01T08:00"}, "harus setelah sekarang"),
        ({"button": ids.SILENCE, "choice": "1000"}, "harus setelah sekarang"),
        ({"button": ids.SILENCE, "choice": None}, "harus setelah sekarang"),
        ({"asked": {"nomor": "999"}}, "Sudah diakui orang lain, atau sudah berakhir"),
        ({"asked": {"nomor": "nol"}}, "Sudah diakui orang lain, atau sudah berakhir"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(sqlite_db, changed, said):
    page = Opened(sqlite_db)
    told, done = page.act(**changed)
    assert not done
    assert said in told
    assert page.of.one().state(MONDAY) is AlertState.OPEN


def test_the_second_to_acknowledge_is_told(sqlite_db):
    page = Opened(sqlite_db)
    page.act()
    assert page.act() == ("Sudah diakui orang lain, atau sudah berakhir. Muat ulang untuk melihatnya.", False)


def test_a_database_that_is_away_is_said(sqlite_db, monkeypatch):
    page = Opened(sqlite_db)

    def away(_):
        raise StoreUnavailable("away")

    monkeypatch.setattr(page.of.alerting.alerts, "write", away)
    said, done = page.act()
    assert not done
    assert "tidak dapat dipakai" in said


def test_an_open_page_shows_what_has_become_of_it(sqlite_db):
    page = Opened(sqlite_db)
    page.act()
    _, listed, facts = shown(page.source, page.asked, WORDS)
    assert "Tidak ada peringatan terbuka." in str(listed)
    assert "Diakui sari" in str(facts)


@pytest.mark.parametrize("asked", [None, [], "x", {"nomor": []}])
def test_whatever_a_browser_keeps_is_no_error(sqlite_db, asked):
    assert len(shown(Opened(sqlite_db).source, asked, WORDS)) == 3


def test_a_moment_may_name_its_zone():
    assert silence_end(MOMENT, "2026-11-19T08:00+07:00", MONDAY) == wib("2026-11-19 08:00")
    with pytest.raises(BadAct):
        silence_end(MOMENT, "٢٠٢٦", MONDAY)


def test_a_reader_is_shown_the_page_without_the_form(sqlite_db):
    page = Opened(sqlite_db)
    mayor = replace(page.source, identity=lambda: Identity("user", "wali", frozenset({"mayor"})))
    assert not mayor.may_act()
    assert page.source.may_act()
