"""Replaying a file: which columns are understood, what is left out and why, and how rows become messages."""

import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from command_center.domain.inbound import Inbound, Position
from command_center.domain.working_days import WIB
from simulation.arrival import items_of
from simulation.replay import message_of, replay, serials_of
from simulation.replay_file import BadReplayFile, ReplayRow, read_replay
from simulation.senders.encode import ENCODERS, encode
from simulation.styles import load_styles
from tests.conftest import SHARED
from tests.simulation.conftest import NOW
from tests.simulation.receiver import Receiver

BOSTON = SHARED / "data" / "open311" / "boston311_100.csv"
OWN = """time,text,lat,lon,category,address,title
2026-11-18T08:00:00+07:00,"jalan berlubang, dalam",-6.9932,110.4203,jalan_rusak,,Jalan rusak
2026-11-18 07:30,lampu mati,,,lampu,Jl Pandanaran,
18/11/2026 07:45,sampah numpuk,-6.98,110.41,kategori asing,,
"""


def file(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "laporan.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_our_own_columns_in_order_of_time(tmp_path):
    found = read_replay(file(tmp_path, OWN))
    assert found.skipped == ()
    assert [row.text for row in found.rows] == ["lampu mati", "sampah numpuk", "jalan berlubang, dalam"]
    assert found.rows[0] == ReplayRow(
        3, datetime(2026, 11, 18, 7, 30, tzinfo=WIB), "lampu mati", category="lampu", address="Jl Pandanaran"
    )
    assert found.rows[1].at == datetime(2026, 11, 18, 7, 45, tzinfo=WIB)
    assert found.rows[2].position == Position(-6.9932, 110.4203)
    assert found.rows[2].title == "Jalan rusak"


@pytest.mark.parametrize(
    "text",
    [
        "isi;waktu;lintang;bujur\nbanjir;18/11/2026 07.30;-6,95;110,42\n".replace("07.30", "07:30"),
        "\ufeffLaporan\tTanggal\tLatitude\tLongitude\nbanjir\t2026-11-18T00:30:00Z\t-6.95\t110.42\n",
        "Data, November 2026, kota\nisi^waktu^lintang^bujur\nbanjir^18/11/2026 07:30^-6.95^110.42\n",
        'DESCRIPTION,requested_datetime,LAT,LONG\r\n"banjir",2026-11-18 07:30:00,-6.95,110.42\r\n',
    ],
)
def test_other_names_delimiters_and_number_forms(tmp_path, text):
    (row,) = read_replay(file(tmp_path, text)).rows
    assert row.text == "banjir"
    assert row.at == datetime(2026, 11, 18, 7, 30, tzinfo=WIB)
    assert row.position == Position(-6.95, 110.42)


def test_old_encodings_and_texts_of_several_lines_are_read(tmp_path):
    (row,) = read_replay(file(tmp_path, 'text\n"jalan café\nrusak"\n'.encode("cp1252"))).rows
    assert row.text == "jalan café\nrusak"
    assert row.at is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",2026-11-18,-6.9,110.4", "the text is empty"),
        ("banjir,kemarin,-6.9,110.4", "the time 'kemarin'"),
        ("banjir,2026-11-18,utara,110.4", "are no degrees"),
        ("banjir,2026-11-18,-96.9,110.4", "outside the earth"),
        ("banjir,2026-11-18,nan,110.4", "outside the earth"),
    ],
)
def test_a_line_that_cannot_be_read_is_left_out_with_its_number_and_reason(tmp_path, line, reason):
    found = read_replay(file(tmp_path, f"text,time,lat,lon\n{line}\nlampu mati,2026-11-18,,\n"))
    assert [row.text for row in found.rows] == ["lampu mati"]
    ((number, why),) = found.skipped
    assert number == 2
    assert reason in why


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("time,lat\n2026-11-18,1\n", "no column holds the text"),
        ("", "is empty"),
        ('[{"text": "banjir"}]', "the file is JSON: `import generic"),
        (b"\x1f\x8b\x08", r"packed \(gzip\): unpack it"),
        ("text\n", "no line can be replayed"),
        ("text,time\nbanjir,kapan\n", "line 2: the time"),
        ('text\n"banjir\n', "row 2 begins a quote that never ends"),
        ("PK\x03\x04", "is a workbook: save it as .csv, or take it in with `import`"),
        ("text,time\nbanjir,9999-12-31\n", "line 2: the time '9999-12-31' lies outside 1970 to 2100"),
    ],
)
def test_a_file_without_anything_to_replay_is_refused(tmp_path, text, reason):
    with pytest.raises(BadReplayFile, match=reason):
        read_replay(file(tmp_path, text))


def test_the_line_of_a_bad_row_counts_the_lines_of_texts_before_it(tmp_path):
    found = read_replay(file(tmp_path, 'judul di atas\n\ntext,time\n"dua\nbaris",2026-11-18\nbanjir,kapan\n'))
    assert [row.line for row in found.rows] == [4]
    assert [line for line, _ in found.skipped] == [6]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_files_of_every_encoding_and_bars_as_delimiter(tmp_path, encoding):
    (row,) = read_replay(file(tmp_path, "TEXT|Waktu\né rusak|2026-11-18\n".encode(encoding))).rows
    assert row.text == "é rusak"


def test_the_ids_of_a_row_follow_from_what_it_says(tmp_path):
    rows = [ReplayRow(n, None, text) for n, text in enumerate(("banjir", "banjir", "rob"), 1)]
    numbers = list(serials_of(rows, "sms"))
    assert len(set(numbers)) == 3
    assert numbers == list(serials_of(rows, "sms"))
    assert list(serials_of(rows[1:], "sms")) == [numbers[0], numbers[2]], "the line does not matter"
    assert not set(numbers) & set(serials_of(rows, "x"))


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BadReplayFile, match="cannot be read"):
        read_replay(tmp_path / "none.csv")


ROW = ReplayRow(
    7, NOW, "jalan berlubang", "Jalan rusak", Position(-6.99, 110.42), category="jalan_rusak", address="Jl Pandanaran"
)


@pytest.mark.parametrize("code", sorted(ENCODERS))
def test_a_row_goes_through_every_channel(code, channels, secrets, reference):
    categories = reference.categories.by_code.keys()
    style = load_styles()[code]
    message = message_of(ROW, 4711, NOW, code, style, categories)
    items = items_of(encode([message], secrets), channels, NOW + timedelta(seconds=1))
    (item,) = (each for each in items if isinstance(each, Inbound))
    assert "jalan berlubang" in item.text
    assert "Jalan rusak" in item.text + item.subject
    assert "Jl Pandanaran" in item.text + item.address
    assert item.position == (ROW.position if style.position else None)
    assert item.category == ("jalan_rusak" if style.form else "")


def test_what_a_form_needs_and_the_file_lacks_is_filled_honestly(reference):
    categories = reference.categories.by_code.keys()
    bare = message_of(ReplayRow(1, None, "needle pickup"), 1, NOW, "android", load_styles()["android"], categories)
    assert (bare.form_category, bare.address, bare.position) == ("lainnya", "tidak disebutkan", None)
    foreign = message_of(
        ReplayRow(1, None, "needle pickup", category="Needle Pickup"), 1, NOW, "ios", load_styles()["ios"], categories
    )
    assert foreign.form_category == "lainnya"


def test_the_keyword_of_a_channel_is_added_once(reference):
    styles = load_styles()
    for text in ("banjir", "LaporHendi banjir"):
        assert message_of(ReplayRow(1, None, text), 1, NOW, "sms", styles["sms"], ()).text == "LaporHendi banjir"
    assert message_of(ReplayRow(1, None, "rob #laporhendi"), 1, NOW, "x", styles["x"], ()).text == "rob #laporhendi"


def replayed(receiver, secrets, found, **options):
    options = {"channel": "android", "styles": load_styles(), "categories": {"lampu", "jalan_rusak"}} | options
    return replay(receiver.url, secrets, found, **options)


def test_rows_are_sent_at_their_own_pace_divided_by_the_speed(tmp_path, secrets):
    found = read_replay(file(tmp_path, OWN))
    times = []
    with Receiver() as receiver:
        tally = replayed(receiver, secrets, found, speed=900, on_sent=lambda _: times.append(time.monotonic()))
    assert tally.messages == 3
    assert 1.7 < times[-1] - times[0] < 60, "half an hour at 900 times real time is two seconds"


def test_fast_waits_for_nothing_and_may_send_several_in_a_request(tmp_path, secrets):
    found = read_replay(file(tmp_path, "text,time\n" + "".join(f"banjir {n},2026-01-{n + 1:02d}\n" for n in range(25))))
    with Receiver() as receiver:
        tally = replayed(receiver, secrets, found, channel="whatsapp", speed=0, batch=10)
    assert tally.messages == 25
    assert len(receiver.requests) == 3
    with Receiver() as receiver:
        replayed(receiver, secrets, found, channel="telegram", speed=0, batch=10)
    assert len(receiver.requests) == 25, "Telegram sends one update a request"


def test_a_file_without_times_goes_a_minute_apart(tmp_path, secrets):
    found = read_replay(file(tmp_path, "text\nsatu\ndua\ntiga\n"))
    times = []
    with Receiver() as receiver:
        replayed(receiver, secrets, found, speed=120, on_sent=lambda _: times.append(time.monotonic()))
    assert 0.7 < times[-1] - times[0] < 60


def test_it_ends_when_told_so(tmp_path, secrets):
    found = read_replay(file(tmp_path, OWN))
    stop = threading.Event()
    stop.set()
    with Receiver() as receiver:
        tally = replayed(receiver, secrets, found, speed=1, stop=stop)
    assert tally.messages <= 1


@pytest.mark.skipif(not BOSTON.exists(), reason="the shared test data are not here")
def test_a_real_open_311_export_can_be_replayed(secrets):
    found = read_replay(BOSTON)
    assert len(found.rows) == 100
    assert found.skipped == ()
    assert all(row.at and row.position and row.text for row in found.rows)
    with Receiver() as receiver:
        tally = replayed(receiver, secrets, found, channel="web", speed=0)
    assert tally.messages == 100
    forms = [parse_qs(body.decode()) for _, _, body in receiver.requests]
    assert all(42 < float(form["lat"][0]) < 43 for form in forms), "Boston is sent as Boston"
