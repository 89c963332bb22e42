"""Levels of a gauge as offices write them: separators, dates, zones, units; what cannot be read is refused with its line."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from command_center.errors import BadReferenceData
from command_center.reference.gauge_levels import read_levels
from command_center.reference.gauge_times import FirstNumber, read_time, zone_in_heading

WIB = timezone(timedelta(hours=7))
SIX = datetime(2025, 1, 31, 6, tzinfo=UTC)
"""13:00 WIB."""


def levels_of(folder, text, zone=WIB, **asked):
    file = folder / "gauge.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_levels(file, zone=zone, **asked)


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-31 13:00,1.24",
        "time,level (m)\n2025-01-31T13:00:00,1.24",
        "waktu;tinggi (m)\n2025-01-31 13:00;1,24",
        "Tanggal;Jam;Muka air (cm)\n31/01/2025;13.00;124",
        "Tanggal\tJam\tMuka air (cm)\n31/01/2025\t13\t124",
        "date,time,wl (mm)\n2025-01-31,13:00:00,1240",
        "Time (UTC),prs(m)\n2025-01-31 06:00:00,1.24",
        "2025-01-31T06:00:00Z,1.24",
        "2025-01-31T15:00:00+09:00,1.24",
        "2025-01-31 13:00 WIB;1.24",
        "# a remark\n\nwaktu | elevasi (m)\n31-01-2025 13:00 | 1.24",
        "2025-01-31 13:00   1.24",
        "2025/01/31 13:00\t1.24\t0.3",
        "year,month,day,hour,level (mm)\n2025,1,31,13,1240",
        "31 Jan 2025 13:00;1.24",
        "31-Januari-2025 13:00;1.24",
        "1/31/2025 1:00 PM,1.24",
        "31.01.25 13.00;1,24",
        "suhu,waktu\n",
    ],
)
def test_ways_to_write_one_reading(tmp_path, text):
    if text.startswith("suhu"):
        with pytest.raises(BadReferenceData, match="date and time"):
            levels_of(tmp_path, text)
        return
    found = levels_of(tmp_path, text)
    assert found.times == (SIX,)
    assert found.levels == pytest.approx([1.24])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path, encoding):
    found = levels_of(tmp_path, "waktu;tinggi é (m)\r\n2025-01-31 13:00;1,24\r\n".encode(encoding))
    assert found.levels == pytest.approx([1.24])


def test_rows_come_in_order_and_each_moment_once(tmp_path):
    found = levels_of(
        tmp_path, "2025-01-31 14:00;1.5\n2025-01-31 13:00;1.2\n2025-01-31 13:00;1.2\n2025-01-31 14:00;1.7\n"
    )
    assert [at.hour for at in found.times] == [6, 7]
    assert found.levels == pytest.approx([1.2, 1.6])
    assert (found.rows, found.repeated, found.contradicting) == (4, 2, 1)


def test_missing_readings_are_gaps(tmp_path):
    rows = ["", "-", "NaN", "9999", "-32767", "1.1"]
    found = levels_of(tmp_path, "\n".join(f"2025-01-31 {hour:02}:00;{level}" for hour, level in enumerate(rows)))
    assert (len(found.times), found.missing) == (1, 5)


@pytest.mark.parametrize(
    ("dates", "order", "last"),
    [
        (["01/02/2025", "13/02/2025"], FirstNumber.DAY, datetime(2025, 2, 12, 17, tzinfo=UTC)),
        (["02/01/2025", "02/13/2025"], FirstNumber.MONTH, datetime(2025, 2, 12, 17, tzinfo=UTC)),
        (["01/02/2025", "02/02/2025", "03/02/2025"], FirstNumber.DAY, datetime(2025, 2, 2, 17, tzinfo=UTC)),
        (["02/01/2025", "02/02/2025", "02/03/2025"], FirstNumber.MONTH, datetime(2025, 2, 2, 17, tzinfo=UTC)),
        (["2025-02-01", "2025-02-02"], None, datetime(2025, 2, 1, 17, tzinfo=UTC)),
    ],
)
def test_the_file_as_a_whole_says_whether_months_come_first(tmp_path, dates, order, last):
    """Midnight WIB is 17:00 of the day before in UTC. Where both orders could be, the one that does not jump is right."""
    found = levels_of(tmp_path, "\n".join(f"{day} 00:00;1.{number}" for number, day in enumerate(dates)))
    assert found.order is order
    assert found.times[-1] == last


def test_both_orders_in_one_file_are_refused(tmp_path):
    with pytest.raises(BadReferenceData, match="that in line 1 is day first") as refused:
        levels_of(tmp_path, "31/01/2025 13:00;1.2\n01/31/2025 14:00;1.3\n")
    assert refused.value.line == 2


def test_readings_by_the_minute_become_hourly(tmp_path):
    rows = [f"2025-01-31 {minute // 60:02}:{minute % 60:02};{1 + minute / 1000}" for minute in range(0, 240, 5)]
    found = levels_of(tmp_path, "\n".join(rows))
    assert [(at.hour, at.minute) for at in found.times] == [(17, 0), (18, 0), (19, 0), (20, 0), (21, 0)]
    assert found.levels[1] == pytest.approx(1.06)
    assert found.thinned > 0


@pytest.mark.parametrize(
    ("heading", "level", "unit", "told"),
    [
        ("waktu;tinggi (cm)", 124, "cm", True),
        ("waktu;tinggi [m]", 1.24, "m", True),
        ("time;level mm", 1240, "mm", True),
        ("time;height (metres)", 1.24, "m", True),
        ("time;height (centimeter)", 124, "cm", True),
        ("waktu;muka air", 1.24, "m", False),
    ],
)
def test_units_are_read_from_the_heading(tmp_path, heading, level, unit, told):
    found = levels_of(tmp_path, f"{heading}\n2025-01-31 13:00;{level}\n2025-01-31 14:00;{level}")
    assert (found.unit, found.unit_told) == (unit, told)
    assert found.levels[0] == pytest.approx(1.24)


def test_units_that_nobody_tells_are_taken_from_the_range(tmp_path):
    def written(span):
        return "\n".join(f"2025-01-{day:02} 13:00;{day * span / 30}" for day in range(1, 31))

    assert levels_of(tmp_path, written(1.5)).unit == "m"
    assert levels_of(tmp_path, written(150)).unit == "cm"
    assert levels_of(tmp_path, written(3000)).unit == "mm"
    with pytest.raises(BadReferenceData, match="say --unit cm or --unit mm"):
        levels_of(tmp_path, written(800))
    assert levels_of(tmp_path, written(800), unit="mm").unit == "mm"


def test_the_column_of_levels_is_found_or_told(tmp_path):
    text = "waktu;suhu;tinggi (m)\n2025-01-31 13:00;29.5;1.24\n"
    assert levels_of(tmp_path, text).column == "tinggi (m)"
    assert levels_of(tmp_path, text, column="suhu").levels == (29.5,)
    assert levels_of(tmp_path, text, column="2").levels == (29.5,)
    with pytest.raises(BadReferenceData, match='has no column "angin"; its heading is waktu'):
        levels_of(tmp_path, text, column="angin")
    with pytest.raises(BadReferenceData, match="its columns are 1 to 3"):
        levels_of(tmp_path, text, column="7")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", None, "date and time"),
        ("hello\nworld\n", 1, "date and time"),
        ("waktu;tinggi\n2025-01-31 13:00;satu\n", 2, 'the level "satu" is no number'),
        ("2025-01-31 13:00;1.2\njumlah;5\n", 2, '"jumlah 5" does not begin with a date'),
        ("2025-02-30 13:00;1.2\n", 1, "its date does not exist"),
        ("2025-01-31 13:00,1,24\n2025-01-31 14:00,1,30\n", 1, "commas between columns and perhaps in numbers"),
        (b"PK\x03\x04rest of a workbook", None, "is an Excel workbook"),
        (b"\x00\x01\x02binary\x00", None, "is no text file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(tmp_path, text, line, reason):
    with pytest.raises(BadReferenceData) as refused:
        levels_of(tmp_path, text)
    assert reason in refused.value.reason
    assert refused.value.line == line


@pytest.mark.parametrize(
    "text", ["", "1.24", "2025-13", "31 Foo 2025 13:00", "2025-01-31 25:00", "2025-01-31 13:61", "2025-01-31 13:00 ABC"]
)
def test_what_is_no_time(text):
    assert read_time(text) is None


def test_hour_24_is_the_end_of_the_day():
    moment = read_time("2025-01-31 24:00").moment(FirstNumber.DAY, WIB)
    assert moment == datetime(2025, 1, 31, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("heading", "hours"), [("Time (UTC)", 0), ("Waktu WIB", 7), ("jam (GMT+8)", 8), ("GMT -3", -3), ("waktu", None)]
)
def test_a_heading_may_name_the_zone(heading, hours):
    found = zone_in_heading(heading)
    assert (found.utcoffset(None) if found else None) == (None if hours is None else timedelta(hours=hours))
