"""The deadline at the desk: the one that is asked for with its working, others closed below it, whom it waits for."""

from dataclasses import replace
from datetime import UTC, datetime

from command_center.domain.report import after_step, with_next_due
from command_center.domain.sla import fix_deadlines
from command_center.domain.workflow import Status
from command_center.domain.working_days import WIB
from layouts.desk.due import due
from layouts.i18n import words
from tests.domain.reports import a_report
from tests.layouts.desk_sample import config
from tests.layouts.reading import classed, words_of

RECEIVED = datetime(2026, 3, 2, 9, tzinfo=WIB).astimezone(UTC)
LATER = datetime(2026, 3, 12, 9, tzinfo=WIB).astimezone(UTC)
ID = words("id")


def taken(code):
    found = config()
    deadlines = fix_deadlines(found.policies.find(code), found.calendar, RECEIVED)
    return with_next_due(replace(a_report(received_at=RECEIVED), deadlines=deadlines))


def test_the_deadline_that_is_asked_for_stands_with_its_working_and_the_others_below():
    panel = due(taken("sp4n"), config(), ID, RECEIVED)
    assert words_of(panel).startswith("Tenggat diteruskan: Kamis, 5 Maret 2026, 23.59")
    (others,) = classed(panel, "desk-due-others")
    assert "2 tenggat lain" in words_of(others)
    assert [words_of(each) for each in classed(others, "strip-stage")] == ["Jawaban pertama", "Penyelesaian"]
    assert len(classed(panel, "strip")) == 3


def test_of_one_deadline_nothing_else_is_told():
    panel = due(taken("seed-2017"), config(), ID, RECEIVED)
    assert len(classed(panel, "strip")) == 1
    assert classed(panel, "desk-due-others") == []


def test_a_report_that_waits_says_for_whom_and_since_when():
    asked = after_step(taken("seed-2017"), Status.INCOMPLETE, datetime(2026, 3, 4, 12, tzinfo=WIB))
    said = words_of(due(asked, config(), ID, LATER))
    assert "Giliran pelapor" in said
    assert "Menunggu warga sejak 4 Mar 2026, 12.00 WIB: jam berhenti" in said


def test_a_report_at_the_province_says_so_though_it_is_closed():
    away = after_step(taken("seed-2017"), Status.NOT_OURS, datetime(2026, 3, 4, 12, tzinfo=WIB), level="province")
    said = words_of(due(away, config(), ID, LATER))
    assert "Di pemerintah provinsi sejak 4 Mar 2026, 12.00 WIB" in said
    assert "Lewat tenggat" not in said
