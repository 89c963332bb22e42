"""Dates of Indonesian systems: what they mean in WIB, and what is no date."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from data_sources.indonesian_dates import Written, moment_in_wib

EVENING = datetime(2026, 7, 24, 14, 5, tzinfo=UTC)
MIDNIGHT = datetime(2026, 7, 23, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("24/07/2026 21:05", EVENING),
        ("24/7/2026 21.05", EVENING),
        ("24-07-2026 21:05:00", EVENING),
        ("24.07.2026, 21:05", EVENING),
        ("24/07/26 21:05", EVENING),
        ("24 Juli 2026 21:05", EVENING),
        ("24 Jul 2026 pukul 21.05 WIB", EVENING),
        ("Jumat, 24 Juli 2026 - 21:05 WIB", EVENING),
        ("Jum'at 24 juli 2026 jam 21.05", EVENING),
        ("24-Jul-2026 21:05", EVENING),
        ("24 July 2026 22:05 WITA", EVENING),
        ("24 Juli 2026 23:05 WIT", EVENING),
        ("2026-07-24 21:05", EVENING),
        ("2026-07-24T21:05:00", EVENING),
        ("2026-07-24T21:05:00+07:00", EVENING),
        ("2026-07-24T14:05:00Z", EVENING),
        ("  24/07/2026   21:05 ", EVENING),
        ("2026-07-24 21:05 WIB", EVENING),
        ("2026/07/24 21:05", EVENING),
        ("2026.07.24 21.05", EVENING),
        ("24/07/2026 09:05 PM", EVENING),
        ("24-Jul-26 09.05.00 p.m.", EVENING),
        ("Jul 24, 2026 9:05 PM", EVENING),
        ("July 24th 2026, 21:05", EVENING),
        ("Fri, 24 Jul 2026 14:05:00 GMT", EVENING),
        ("Fri, 24 Jul 2026 21:05:00 +0700", EVENING),
        ("2026/07/24", MIDNIGHT),
        ("24/07/2026", MIDNIGHT),
        ("24 Jul 2026", MIDNIGHT),
        ("46227", MIDNIGHT),
        ("46227.8784722222", EVENING),
        (46227, MIDNIGHT),
        (46227.8784722222, EVENING),
        (datetime(2026, 7, 24, 21, 5), EVENING),  # noqa: DTZ001 - what a spreadsheet gives
        (datetime(2026, 7, 24, 14, 5, tzinfo=UTC), EVENING),
        (date(2026, 7, 24), MIDNIGHT),
    ],
)
def test_a_date_is_a_time_in_wib_unless_it_says_otherwise(written: Written, meant: datetime):
    assert moment_in_wib(written) == meant


@pytest.mark.parametrize(
    "written",
    ["", "kemarin", "07/24/2026", "31/02/2026", "24 Foo 2026", "24/07/2026 25:00", "24/07/2026 13:00 AM", "2026/24/07", "2026/07-24", "Foo 24, 2026", "24/07", "2026", "46", "-46227", "1e9",
     "٢٤/٠٧/٢٠٢٦", "24/07/0000", "9999-12-31T23:59:59-23:59", True, 7, 1e300, float("nan"), float("inf"), None, time(21, 5), timedelta(1)],
)  # fmt: skip
def test_what_is_no_date_is_not_guessed(written: Written):
    assert moment_in_wib(written) is None


@pytest.mark.parametrize(
    ("clock", "meant"),
    [
        ("21:05", EVENING),
        ("21:05:00", EVENING),
        ("21.05 WIB", EVENING),
        ("22:05 WITA", EVENING),
        (time(21, 5), EVENING),
        (timedelta(hours=21, minutes=5), EVENING),
        (datetime(1899, 12, 30, 21, 5), EVENING),  # noqa: DTZ001 - what a spreadsheet gives
        (0.87847222, EVENING),
        ("0,87847222", EVENING),
        ("09:05 PM", EVENING),
        ("14:05 UTC", EVENING),
        ("12:00 AM", MIDNIGHT),
        (0, MIDNIGHT),
        (None, MIDNIGHT),
        ("", MIDNIGHT),
        ("malam", MIDNIGHT),
        ("25:00", MIDNIGHT),
    ],
)
def test_the_time_may_stand_in_a_cell_of_its_own(clock: Written, meant: datetime):
    assert moment_in_wib("24 Jul 2026", clock) == meant


@pytest.mark.parametrize("month", ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"])
def test_every_short_month_is_known(month: str):
    found = moment_in_wib(f"2 {month} 2026 12:00")
    assert found is not None
    assert found.astimezone(timezone(timedelta(hours=7))).day == 2


def test_short_and_long_months_agree():
    short = ["Jan", "Peb", "Mrt", "Apr", "Mei", "Jun", "Jul", "Ags", "Sept", "Okt", "Nop", "Des"]
    long = [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ]
    for one, other in zip(short, long, strict=True):
        assert moment_in_wib(f"1 {one} 2026") == moment_in_wib(f"1 {other.upper()} 2026") is not None
