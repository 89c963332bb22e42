"""`manage.py import`: every row is told, nothing is made public unasked, once each, and bad input ends with 2."""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Stage, Status
from command_center.settings import Settings, read_settings
from program.commands.cli import cli
from program.core import opened
from tests.long_run import LONG_RUN
from tests.servers.command_center import ROOT
from tests.servers.empty_database import with_tables
from tests.servers.preloaded import preloaded

HEADER = "Tracking ID;Tanggal Laporan Masuk;Judul Laporan;Isi Laporan Awal;Status Laporan;Tipe Laporan"
MAP = """
system = "Sistem Contoh"
channel = "web"
visibility = "public"
[columns]
key = "nomor"
time = "dibuat"
text = "isi"
status = "keadaan"
status_time = "selesai"
category = "jenis"
[statuses]
Selesai = "settled"
Baru = "received"
[categories]
"Jalan Berlubang" = "jalan_rusak"
[skip]
jenis = ["uji coba"]
"""


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty installation in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    with_tables(tmp_path / "var")
    for name, value in {"VAR_DIR": str(tmp_path / "var"), "DEMO": "0", "SECRET_KEY": "k" * 40}.items():
        monkeypatch.setenv(name, value)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def export(*rows: str, header: str = HEADER, name: str = "ekspor.csv") -> str:
    Path(name).write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return name


def taken() -> list[Any]:
    with opened(read_settings()) as core:
        return list(core.reports.all_after(0, 10_000))


def settings() -> Settings:
    return read_settings()


def test_every_row_is_tallied_and_equal_problems_are_told_once():
    file = export(
        "1;3 Nov 2026;Jalan;Jalan rusak;Terdisposisi;-",
        *(f"{n};3 Nov 2026;Situs;Situs rusak;Konten Terblokir;Anonim" for n in range(2, 15)),
        "8,81764E+12;3 Nov 2026;Lampu;Lampu mati;Baru;-",
        "9,1E+12;3 Nov 2026;Lampu;Lampu mati;Baru;-",
        ";;;;;",
        "Jumlah;;;;15;",
    )
    done = run("import", "sp4n", file)
    assert done.exit_code == 2
    told = " ".join(done.output.split())
    assert "14 new 14 rows (2-15)" in told
    assert "0 updated 0 unchanged 1 not reports row 19 2 refused 2 rows (16-17)" in told
    assert "13 rows (3-15): status 'Konten Terblokir' is unknown" in told
    assert "row 16: the tracking id '8,81764E+12' is a rounded number" in told
    assert told.index("Refused:") < told.index("Taken, but for a part:")
    assert "quarantine drop 1" in told
    assert len(taken()) == 14


def test_the_same_file_again_changes_nothing_and_a_later_one_updates():
    rows = ["1;3 Nov 2026;Jalan;Jalan rusak;Terdisposisi;-", "2;4 Nov 2026;Lampu;Lampu mati;Baru;-"]
    file = export(*rows)
    assert run("import", "sp4n", file).exit_code == 0
    again = run("import", "sp4n", file)
    assert again.exit_code == 0
    assert "These bytes were taken before and were read again." in again.output
    assert "0 new 0 updated 2 unchanged 2 rows (2-3)" in " ".join(again.output.split())
    later = run("import", "sp4n", export(rows[0], rows[1].replace("Baru", "Ditutup"), "3;5 Nov 2026;Rob;Rob;Baru;-"))
    assert "1 new row 4 1 updated row 3 1 unchanged row 2" in " ".join(later.output.split())


def test_the_same_bytes_are_read_by_what_was_mended_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = export("1;3 Nov 2026;Jalan;Jalan rusak;Beres;-")
    assert "status 'Beres' is unknown" in run("import", "sp4n", file).output
    source = ROOT / "data_sources/channels/sp4n/format.toml"
    own = tmp_path / "format.toml"
    own.write_text(source.read_text("utf-8") + '\n[statuses]\nsettled = ["Beres"]\n', "utf-8")
    monkeypatch.setenv("SP4N_FORMAT_FILE", str(own))
    mended = run("import", "sp4n", file)
    assert mended.exit_code == 0
    assert "1 updated" in mended.output
    (report,) = taken()
    assert report.status is Status.SETTLED


def test_nothing_is_public_unless_somebody_says_so():
    header = HEADER.removesuffix(";Tipe Laporan")
    file = export("1;3 Nov 2026;Jalan;Jalan rusak;Baru", header=header)
    asked = run("import", "sp4n", file)
    assert asked.exit_code == 2
    assert "--visibility publik" in asked.output
    assert not taken()
    assert run("import", "sp4n", file, "--visibility", "anonim").exit_code == 0
    (report,) = taken()
    assert report.visibility is Visibility.ANONYMOUS
    own = run("import", "sp4n", export("2;3 Nov 2026;A;Jalan rusak;Baru;Rahasia"), "--visibility", "publik")
    assert "--visibility was not needed and not used" in own.output
    assert taken()[-1].visibility is Visibility.CONFIDENTIAL


def test_a_dry_run_says_how_the_columns_are_understood_and_stores_nothing():
    done = run("import", "sp4n", export("1;3 Nov 2026;J;Jalan;Baru;-;x", header=f"{HEADER};Kolom Lain"), "--dry-run")
    assert done.exit_code == 0
    assert "Columns (header in row 1)" in done.output
    assert "tracking_id = Tracking ID; title = Judul Laporan" in done.output
    assert "ignored:    Kolom Lain" in done.output
    assert "lat, lon" in done.output.partition("missing:")[2]
    assert "1 reports can be taken." in done.output
    assert "Nothing was stored" in done.output
    with opened(settings()) as core:
        assert core.reports.count() == core.inbox.waiting() == 0


def test_history_keeps_its_own_times_or_none_and_no_handling_time_is_zero():
    header = f"{HEADER};Tanggal Ditutup"
    file = export(
        "1;3 Nov 2026;J;Jalan rusak;Selesai;-;6 Nov 2026 10:00",
        "2;3 Nov 2026;L;Lampu mati;Selesai;-;",
        "3;3 Nov 2026 08:00;S;Sampah;Ditutup;-;3 Nov 2026",
        "4;3 Nov 2026 08:00;R;Rob;Ditutup;-;2 Nov 2026",
        "5;3 Nov 2026 08:00;P;Pohon tumbang;Ditindaklanjuti;-;",
        header=header,
    )
    assert run("import", "sp4n", file).exit_code == 0
    own, unknown, same_day, impossible, answered = taken()
    assert own.state.closed_at.isoformat() == "2026-11-06T03:00:00+00:00"
    assert own.state.reached[Stage.SETTLE] == own.state.closed_at
    for report in (unknown, impossible):
        assert (report.status, report.state.closed_at, dict(report.state.reached)) == (Status.SETTLED, None, {})
    assert same_day.state.reached[Stage.SETTLE] > same_day.received_at
    assert (answered.status, dict(answered.state.reached)) == (Status.ANSWERED, {})
    assert answered.next_due[0] is Stage.SETTLE, "it was answered, nobody knows when"
    for report in taken():
        assert all(at > report.received_at for at in report.state.reached.values())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "sms", "f.csv"], "sms takes no files"),
        (["import", "sms", "f.csv"], "files are taken by: sp4n, and generic"),
        (["import", "fax", "f.csv"], "there is no channel 'fax'"),
        (["import", "sp4n", "none.csv"], "does not exist"),
        (["import", "sp4n", "f.csv"], "none of the first 60 rows names the columns"),
        (["import", "sp4n", "f.csv", "--visibility", "semua"], "is not one of"),
        (["import", "generic", "f.csv"], "needs --map MAP"),
        (["import", "sp4n", "f.csv", "--map", "f.csv"], "only generic takes a map"),
        (["import", "generic", "f.csv", "--map", "f.csv"], "f.csv:1: is not valid TOML"),
        (["quarantine", "drop", "7"], "not in quarantine: 7"),
        (["quarantine", "retry", "7"], "not in quarantine: 7"),
        (["quarantine", "show", "7"], "7 is not in quarantine"),
        (["quarantine", "drop", str(2**70)], "is not in the range"),
        (["export", "--since", "kemarin"], "kemarin"),
        (["export", "--output", "x.docx"], "ending of no format"),
        (["export", "--output", "no/such/folder.csv"], "No such file"),
        (["boundaries", "import", "f.csv"], "f.csv"),
        (["replay", "f.csv"], "no column holds the text"),
    ],
)
def test_bad_input_ends_with_a_plain_sentence_and_2(arguments: list[str], said: str):
    Path("f.csv").write_text("a;b\n1;2\n", "utf-8")
    done = run(*arguments)
    assert done.exit_code == 2, done.output
    assert said in " ".join(done.output.split())
    assert "Traceback" not in done.output
    assert isinstance(done.exception, SystemExit)


def test_quarantine_acts_on_what_is_there_and_names_what_is_not():
    run("import", "sp4n", export(";3 Nov 2026;J;Jalan rusak;Baru;-"))
    done = run("quarantine", "drop", "1", "9")
    assert done.exit_code == 2
    assert "1: dropped" in done.output
    assert "not in quarantine: 9" in done.output


def test_a_file_of_another_system_is_taken_by_its_map():
    Path("map.toml").write_text(MAP, "utf-8")
    Path("lama.json").write_text(
        json.dumps(
            [
                {"nomor": 88176412345678901, "dibuat": "2026-11-01 08:00", "isi": "Jalan rusak di Tlogosari",
                 "jenis": "jalan berlubang", "keadaan": "Selesai", "selesai": "2026-11-04 09:30"},
                {"nomor": 88176412345678902, "dibuat": "2026-11-02T08:00:00Z", "isi": "Lampu mati", "keadaan": "Aneh"},
                {"nomor": 88176412345678903, "dibuat": "2026-11-02", "isi": "tes", "jenis": "Uji Coba"},
                {"nomor": 88176412345678904, "dibuat": "2062-11-02", "isi": "banjir"},
                "bukan laporan",
            ]
        )
    )  # fmt: skip
    done = run("import", "generic", "lama.json", "--map", "map.toml")
    told = " ".join(done.output.split())
    assert "2 new 2 rows (1-2)" in told
    assert "1 not reports row 3 2 refused 2 rows (4-5)" in told
    assert "row 4: the date '2062-11-02' lies ahead" in told
    assert "row 2: status 'Aneh' is not in [statuses]" in told
    road, lamp = taken()
    assert (road.origin.channel, road.origin.account) == ("web", "Sistem Contoh")
    assert road.classification.category == "jalan_rusak"
    assert road.received_at.isoformat() == "2026-11-01T01:00:00+00:00"
    assert road.state.closed_at.isoformat() == "2026-11-04T02:30:00+00:00"
    assert lamp.status is Status.RECEIVED
    again = run("import", "generic", "lama.json", "--map", "map.toml")
    assert "0 new 0 updated 2 unchanged" in " ".join(again.output.split())


ROWS = 3000 if LONG_RUN else 1000
"""Several of the pieces in which an import is taken."""


def test_an_import_that_was_killed_is_finished_by_another_run():
    Path("map.toml").write_text(MAP, "utf-8")
    lines = [f"{n},2026-11-{1 + n % 20:02d} 08:00,lampu mati nomor {n}\n" for n in range(1, ROWS + 1)]
    Path("lama.csv").write_text("nomor,dibuat,isi\n" + "".join(lines))
    command = ("import", "generic", "lama.csv", "--map", "map.toml")
    begun = preloaded().start(command, os.environ, Path.cwd(), Path("out"), Path("err"))
    with opened(settings()) as core:
        until = time.monotonic() + 120
        while core.reports.count() == 0 and time.monotonic() < until:
            time.sleep(0.01)
        begun.send_signal(signal.SIGKILL)
        begun.wait()
        cut = core.reports.count()
    assert 0 < cut < ROWS, "it was not cut in its middle"
    done = run(*command)
    assert done.exit_code == 0, done.output
    assert f"{cut} unchanged" in " ".join(done.output.split())
    reports = taken()
    assert len(reports) == ROWS
    assert len({report.content.text for report in reports}) == ROWS
