"""A whole export: how its table is found, and what is told of times and dates that cannot be trusted."""

import pytest

from command_center.domain.working_days import WIB
from tests.data_sources.channels.sp4n.exports import ROW, export, read


def test_an_export_of_days_without_a_report_has_its_head_alone_and_nothing_is_wrong():
    assert read(b"Tracking ID;Tanggal Laporan Masuk;Isi Laporan;Tipe Laporan\n") == ([], None)


def test_a_file_without_the_columns_is_told_which_row_comes_nearest_and_what_it_lacks():
    _, error = read(b"LAPORAN\nTracking ID,Title,Status,Dates\n1,a,Selesai,3 Nov 2026\n")
    assert (
        "row 2 comes nearest (tracking_id = Tracking ID, status = Status) and lacks Tanggal Laporan Masuk; Isi Laporan"
        in str(error)
    )
    assert "SP4N_FORMAT_FILE" in str(error)
    _, error = read(b"satu,dua\n1,2\n")
    assert "row 1 says 'satu | dua'" in str(error)
    _, error = read(b";;;\n;;;\n")
    assert "no row says anything" in str(error)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "^", "~"])
def test_the_delimiter_is_the_one_that_shows_the_table(delimiter: str):
    head = delimiter.join(["Tracking ID", "Tanggal Laporan Masuk", "Isi Laporan", "Tipe Laporan"])
    row = delimiter.join(["7", "3 Nov 2026", '"Lampu mati, gelap; sejak Senin, 2 Nov"', "Publik"])
    # More lines with one comma than rows of the table.
    below = "".join(f"Semarang, {day} November 2026\n" for day in range(1, 9))
    items, error = read(f"{head}\n{row}\n{below}".encode())
    assert [(item.external_id, item.text) for item in items] == [("7", "Lampu mati, gelap; sejak Senin, 2 Nov")]
    assert error is None


@pytest.mark.parametrize(
    ("clock", "wib"), [("08:15 AM", "08:15"), ("8.15 PM", "20:15"), ("0,34375", "08:15"), ("08:15 UTC", "15:15")]
)
def test_the_time_of_day_is_read_however_it_is_written(clock: str, wib: str):
    items, error = read(export({**ROW, "Waktu Laporan Masuk": clock}))
    assert error is None
    assert f"{items[0].sent_at.astimezone(WIB):%H:%M}" == wib


def test_a_time_of_day_that_cannot_be_read_is_told():
    items, error = read(
        export(
            *(
                {**ROW, "Tracking ID": f"{n}", "Waktu Laporan Masuk": said}
                for n, said in enumerate(["0815", "24:00", "13:00 AM", "-", ""])
            )
        )
    )
    assert len(items) == 5
    for row, said in ((2, "0815"), (3, "24:00"), (4, "13:00 AM")):
        assert f"row {row}: the time '{said}' cannot be read, so that the report counts by its date alone" in str(error)
    assert "row 5" not in str(error)


def dated(*dates: str) -> tuple[list[str], str]:
    """The dates that are taken of a file that has these, and what is told."""
    rows = [{**ROW, "Tracking ID": f"{n}", "Tanggal Laporan Masuk": date} for n, date in enumerate(dates)]
    items, error = read(export(*rows))
    return [f"{item.sent_at.astimezone(WIB):%d/%m/%Y}" for item in items], str(error or "")


def test_a_file_that_writes_the_month_first_has_no_date_read_the_wrong_way_round():
    taken, told = dated("11/03/2026", "10/25/2026", "05/05/2026", "2026-11-04", "5 Nov 2026")
    assert taken == ["05/05/2026", "04/11/2026", "05/11/2026"]
    assert "row 2: its date may be month first, as '10/25/2026' in row 3 is, and is not guessed" in told
    assert "row 3: the date '10/25/2026' cannot be read" in told


def test_a_slip_in_one_row_does_not_make_the_others_doubtful():
    taken, told = dated("11/03/2026", "25/10/2026", "03/14/2026")
    assert taken == ["11/03/2026", "25/10/2026"]
    assert told == "row 4: the date '03/14/2026' cannot be read: write it like 24/07/2026 21:05"


def test_no_row_of_a_report_is_taken_where_the_date_of_one_is_doubtful():
    rows = [{**ROW, "Tracking ID": "1"}, {**ROW, "Tanggal Laporan Masuk": "10/25/2026"}]
    rows += [{**ROW, "Tracking ID": "1", "Tanggal Laporan Masuk": "03/11/2026"}]
    items, error = read(export(*rows))
    assert items == []
    assert "row 2: another row of the same report was refused" in str(error)
