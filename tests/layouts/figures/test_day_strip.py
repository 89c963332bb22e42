"""The working of a deadline as a strip: which days count, which do not and why, what waited, by the city's own calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from command_center.domain.deadline_clock import DeadlineClock, noted
from command_center.domain.due_explained import explain
from command_center.domain.recount import with_policy
from command_center.domain.report import after_step, with_next_due
from command_center.domain.sla import DeadlinePolicy, Policies, Term, Terms, fix_deadlines
from command_center.domain.wording import Wording
from command_center.domain.workflow import Stage, Status
from command_center.domain.working_days import WIB
from layouts.figures.day_strip import day_strip, deadline_html, deadline_part
from layouts.figures.deadline_lines import deadline_lines
from layouts.i18n import words
from tests.domain.reports import a_report
from tests.layouts.reading import classed, words_of
from tests.reference.shipped import shipped


@pytest.fixture(scope="module")
def calendar():
    return shipped().calendar


def moment(year, month, day, hour=8):
    return datetime(year, month, day, hour, tzinfo=WIB).astimezone(UTC)


def policies_of(term):
    """The city's policies with other answer terms under seed-2017."""
    known = shipped().policies
    terms = dict.fromkeys(known.default.terms, Terms(answer=term))
    changed = replace(known.default, terms=terms)
    return Policies((changed,), changed)


def report_of(calendar, received, policies):
    deadlines = fix_deadlines(policies.default, calendar, received)
    return with_next_due(replace(a_report(received_at=received), deadlines=deadlines))


def stage_of(calendar, received, term=Term(10), now=None):  # noqa: B008 - frozen
    policies = policies_of(term)
    return explain(report_of(calendar, received, policies), policies, calendar, now=now).stages[0]


def strip(calendar, received, term=Term(10), language="id", now=None):  # noqa: B008 - frozen
    stage = stage_of(calendar, received, term, now)
    return day_strip(stage, words(language)), stage.due


def counted(shown):
    """The numbers on the days that count, in order."""
    cells = [*classed(shown, "strip-counted"), *classed(shown, "strip-due")]
    return [words_of(classed(cell, "strip-told")) for cell in cells]


def waited(calendar, *, ends=True):
    """Received on Monday 2 March 2026; it waits for its citizen from Wednesday noon to Friday noon."""
    policies = shipped().policies
    before = report_of(calendar, moment(2026, 3, 2), policies)
    asked = after_step(before, Status.INCOMPLETE, moment(2026, 3, 4, 12))
    if not ends:
        return asked
    back = after_step(asked, Status.VERIFIED, moment(2026, 3, 6, 12))
    return noted(before, DeadlineClock(policies, calendar).after_pauses(back), moment(2026, 3, 6, 12))


def test_counted_days_are_numbered_and_the_last_is_the_deadline(calendar):
    """Received on Friday 7 August 2026: ten working days without three weekends, and 17 August."""
    shown, due = strip(calendar, moment(2026, 8, 7))
    assert due.astimezone(WIB).date() == date(2026, 8, 24)
    assert counted(shown) == [str(number) for number in range(1, 11)]
    assert words_of(classed(shown, "strip-receipt")) == "Jum 7 masuk"
    assert words_of(classed(shown, "strip-due")) == "Sen 24 10"
    said = words_of(classed(shown, "strip-words"))
    assert said.startswith("10 hari kerja sesudah hari masuk.")
    assert "3 Sabtu, 3 Minggu, 17 Agu (" in said
    assert "Tenggat 24 Agu 2026, 23.59 WIB." in said


def test_across_idul_fitri_the_days_off_are_named(calendar):
    """Received on Friday 13 March 2026: Nyepi and Idul Fitri with their joint leave lie in between."""
    shown, due = strip(calendar, moment(2026, 3, 13))
    off = [words_of(classed(cell, "strip-told")) for cell in classed(shown, "strip-off")]
    named = [each for each in off if each != "–"]
    assert len(named) >= 5
    assert any("Nyepi" in each for each in named)
    assert any("Idul" in each for each in named)
    assert calendar.working_days_between(date(2026, 3, 13), due.astimezone(WIB).date()) == 10
    assert counted(shown)[-1] == "10"


def test_a_deadline_after_the_last_decree_is_provisional(calendar):
    """Days off of 2027 are estimated until the decree."""
    shown, _ = strip(calendar, moment(2027, 3, 1))
    assert "Sementara" in words_of(classed(shown, "strip-provisional"))
    final, _ = strip(calendar, moment(2026, 8, 7))
    assert classed(final, "strip-provisional") == []


def test_english_has_its_own_words(calendar):
    shown, _ = strip(calendar, moment(2026, 8, 7), language="en")
    assert "10 working days after the day of receipt. Not counted: 3 Saturdays, 3 Sundays, 17 Aug (" in words_of(shown)


def test_a_calendar_that_changed_since_is_told(calendar):
    """The deadline was fixed a working day earlier than today's calendar would."""
    policies = policies_of(Term(10))
    report = report_of(calendar, moment(2026, 8, 7), policies)
    earlier = {Stage.ANSWER: calendar.due(report.received_at, 9)}
    (stage,) = explain(replace(report, deadlines=replace(report.deadlines, due=earlier)), policies, calendar).stages
    told = words_of(classed(day_strip(stage, words("id")), "strip-changed"))
    assert "hasilnya 9 hari kerja, batasnya 10" in told


def test_hours_count_the_day_of_receipt(calendar):
    """24 hours from Thursday 26 November 2026, 10:00: fourteen on that day, all by Friday 10:00."""
    shown, _ = strip(calendar, moment(2026, 11, 26, 10), Term(hours=24))
    assert classed(shown, "strip-receipt") == []
    assert counted(shown) == ["14", "24"]
    assert "Batas 24 jam, berjalan pada hari kerja saja." in words_of(shown)


def test_a_term_of_a_hundred_days_shows_its_two_ends(calendar):
    shown, _ = strip(calendar, moment(2026, 1, 5), Term(100))
    assert len(classed(shown, "strip-cell")) == 42
    assert "hari …" in words_of(classed(shown, "strip-gap"))
    assert words_of(classed(shown, "strip-due")).endswith("100")


def test_the_first_day_stands_in_the_column_of_its_weekday(calendar):
    """7 August 2026 is a Friday: four columns are left free where weeks stand below each other."""
    shown, _ = strip(calendar, moment(2026, 8, 7))
    (line,) = classed(shown, "strip")
    assert line.style["--lead"] == "4"


def test_days_after_the_deadline_are_numbered_apart(calendar):
    shown, due = strip(calendar, moment(2026, 3, 2), now=moment(2026, 3, 25))
    assert due.astimezone(WIB).date() == date(2026, 3, 16)
    assert [words_of(classed(cell, "strip-told")) for cell in classed(shown, "strip-late")] == ["+1", "+2"]
    assert "Lewat tenggat, 1 hari kerja." in words_of(classed(shown, "strip-words"))


def test_a_deadline_that_passed_long_ago_leaves_days_out(calendar):
    shown, _ = strip(calendar, moment(2026, 3, 2), now=moment(2026, 9, 1))
    assert len(classed(shown, "strip-cell")) == 15 + 6
    assert len(classed(shown, "strip-gap")) == 1


def test_what_waited_is_no_day_of_the_city(calendar):
    stage = explain(waited(calendar), shipped().policies, calendar).of(Stage.ANSWER)
    shown = day_strip(stage, words("id"))
    assert [words_of(each) for each in classed(shown, "strip-paused")] == ["Kam 5 tunggu warga"]
    # Half of Wednesday and half of Friday count.
    assert counted(shown) == ["1", "1,5", "2", "3", "4", "5", "6", "7", "8", "9", "10"]
    assert "1 hari menunggu warga" in words_of(classed(shown, "strip-words"))
    moves = words_of(classed(shown, "strip-moves"))
    assert "Menunggu warga 4 Mar 2026, 12.00 WIB – 6 Mar 2026, 12.00 WIB: tenggat mundur 2 hari kerja." in moves
    assert "16 Mar 2026, 23.59 WIB → 25 Mar 2026, 23.59 WIB: jam berhenti (menunggu warga)" in moves
    (friday,) = [each for each in classed(shown, "strip-counted") if words_of(each).startswith("Jum 6")]
    assert "12 jam menunggu warga" in friday.title


def test_a_report_that_waits_now_says_that_nothing_falls_due(calendar):
    stage = explain(waited(calendar, ends=False), shipped().policies, calendar, now=moment(2026, 3, 20)).of("answer")
    said = words_of(day_strip(stage, words("id")))
    assert "Menunggu warga sejak 4 Mar 2026, 12.00 WIB: jam berhenti" in said
    assert "Lewat tenggat" not in said
    assert "Tenggat sejauh ini" in said
    # From the 4th to the 20th only that is told which is over: when it is due nobody knows.
    assert "Sejauh ini tidak dihitung: " in said
    assert "di antaranya" not in said


@pytest.mark.parametrize(
    ("asked", "now", "said"),
    [
        ("3 13:00", "3 13:00", "10 hari kerja sesudah hari masuk. Semua hari sejauh ini dihitung. Tenggat sejauh ini"),
        ("2 13:00", "2 14:00", "10 hari kerja sesudah hari masuk. Tenggat sejauh ini"),
    ],
    ids=["a day has begun", "none has"],
)
def test_only_what_is_over_is_said_to_count_of_a_report_that_waits(calendar, asked, now, said):
    asked, now = (datetime.strptime(f"2026 3 {each} +0700", "%Y %m %d %H:%M %z") for each in (asked, now))
    policies = shipped().policies
    report = after_step(report_of(calendar, moment(2026, 3, 2), policies), Status.INCOMPLETE, asked)
    stage = explain(report, policies, calendar, now=now).of("answer")
    assert said in words_of(classed(day_strip(stage, words("id")), "strip-words"))


def test_where_the_policy_adds_nothing_for_the_citizen_the_date_stands_while_the_report_waits(calendar):
    """SP4N-LAPOR! keeps its dates: they are told whole, and that nothing falls due."""
    policies = shipped().policies
    before = report_of(calendar, moment(2026, 3, 2), policies)
    sp4n = with_policy(before, policies.find("sp4n"), calendar)
    asked = after_step(sp4n, Status.INCOMPLETE, moment(2026, 3, 4, 12))
    stage = explain(asked, policies, calendar, now=moment(2026, 3, 20)).of("answer")
    assert (stage.waits, stage.held, stage.late) == ("citizen", False, False)
    assert stage.days[-1].day == date(2026, 3, 9)
    shown = day_strip(stage, words("id"))
    assert counted(shown) == ["1", "2", "3", "4", "5"]
    said = words_of(shown)
    assert "Tenggat 9 Mar 2026" in said
    assert "tidak ada yang jatuh tempo selama itu, tetapi tenggat ini tidak mundur" in said


def test_another_policy_is_told_with_both_dates(calendar):
    policies = shipped().policies
    before = waited(calendar)
    after = noted(before, with_policy(before, policies.find("lapor-hendi-2021"), calendar), moment(2026, 3, 9))
    explained = explain(after, policies, calendar)
    part = deadline_part(explained, words("id"))
    assert [words_of(each) for each in classed(part, "strip-stage")] == [
        "Diteruskan ke OPD",
        "Jawaban pertama",
        "Penyelesaian",
    ], "first answer and settlement apart"
    assert "25 Mar 2026, 23.59 WIB → 11 Mar 2026, 23.59 WIB: kebijakan menjadi lapor-hendi-2021@1" in words_of(part)


def test_a_page_without_dash_has_it_as_html_with_every_text_escaped(calendar):
    odd = DeadlinePolicy("seed-2017", 1, Wording("<script>x</script>", "<b>"), "test", shipped().policies.default.terms)
    text = deadline_html(explain(waited(calendar), Policies((odd,), odd), calendar), words("id"))
    assert '<ol class="strip"' in text
    assert "<script" not in text
    assert "&lt;script&gt;x&lt;/script&gt;" in text


def test_a_report_without_a_deadline_says_so(calendar):
    explained = explain(a_report(), shipped().policies, calendar)
    assert "tidak memiliki tenggat" in words_of(deadline_part(explained, words("id")))
    assert deadline_lines(explained, words("en")) == ["This report has no deadline: its policy sets none."]


@pytest.mark.parametrize("language", ["id", "en"])
def test_as_lines_every_day_stands_with_its_reason(calendar, language):
    explained = explain(waited(calendar), shipped().policies, calendar, now=moment(2026, 3, 9))
    lines = deadline_lines(explained, words(language))
    days = [line for line in lines if line.startswith("  ")]
    assert len(days) == (moment(2026, 3, 25) - moment(2026, 3, 2)) // timedelta(days=1) + 1
    named = {"id": "Sabtu, 21 Maret 2026: Hari Raya Idul Fitri", "en": "Saturday, 21 March 2026: Eid al-Fitr"}[language]
    assert any(line.strip().startswith(named) for line in days)
    assert deadline_lines(explained, words(language), days=False) == [each for each in lines if each not in days]


def test_reached_in_time_late_and_nobody_knows_when(calendar):
    policies = shipped().policies
    report = report_of(calendar, moment(2026, 3, 2), policies)

    def said(at):
        answered = after_step(report, Status.ANSWERED, at)
        return words_of(day_strip(explain(answered, policies, calendar).stages[0], words("id")))

    assert "Tercapai 9 Mar 2026, 08.00 WIB, dalam batas." in said(moment(2026, 3, 9))
    assert "Tercapai 25 Mar 2026, 08.00 WIB, lewat tenggat." in said(moment(2026, 3, 25))
    assert "Sudah tercapai; kapan, tidak diketahui." in said(None)
