"""The file that says what an export's columns and words mean: what it holds, and how a bad one is refused."""

from pathlib import Path

import pytest

from command_center.domain.report_kinds import ReportClass
from command_center.domain.workflow import Status
from command_center.errors import BadReferenceData
from command_center.reference.load import own_statuses
from data_sources.channels.sp4n.format import FORMAT_FILE, ExportFormat, meaning
from data_sources.header_rows import plain

FORMAT = ExportFormat.read(FORMAT_FILE, own_statuses().sp4n)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Belum Terverifikasi", Status.RECEIVED),
        ("Terverifikasi", Status.VERIFIED),
        ("Ditunda", Status.DEFERRED),
        ("Bukan Kewenangan", Status.NOT_OURS),
        ("Diarsipkan oleh Admin", Status.ARCHIVED),
        ("Terdisposisi", Status.FORWARDED),
        ("Belum Ditindaklanjuti", Status.FORWARDED),
        ("Sedang Diproses", Status.FORWARDED),
        ("PROSES", Status.FORWARDED),
        ("Ditindaklanjuti", Status.ANSWERED),
        ("Ditanggapi oleh Pelapor", Status.ANSWERED),
        ("Ditutup oleh Sistem", Status.SETTLED),
        ("Ditutup oleh Admin", Status.SETTLED),
        ("  selesai ", Status.SETTLED),
        ("Selesaikan", None),
        ("", None),
        ("Dilaporkan", None),
    ],
)
def test_words_of_lapor_are_our_statuses(said: str, status: Status | None):
    assert meaning(FORMAT.statuses, said) == status


@pytest.mark.parametrize(
    ("said", "report_class"),
    [
        ("Pengaduan", ReportClass.COMPLAINT),
        ("Pengaduan Berkadar Pengawasan", ReportClass.COMPLAINT),
        ("ASPIRASI", ReportClass.ASPIRATION),
        ("Permintaan Informasi", ReportClass.INFORMATION),
    ],
)
def test_words_of_lapor_are_our_classes(said: str, report_class: ReportClass):
    assert meaning(FORMAT.classes, said) == report_class


def names(*given: str) -> list[list[str]]:
    return [[plain(each)] if each else [] for each in given]


def test_a_header_is_known_by_its_columns_in_any_order_and_writing():
    assert FORMAT.match(names("No", "TRACKING_ID", "isi\nlaporan", "Tanggal  Laporan-Masuk", "")) is not None
    for row in (
        ("Judul Laporan", "Laporan Pengaduan"),
        ("Tracking ID", "Isi Laporan"),
        ("Tracking ID", "Tanggal"),
        (),
        ("1", ""),
    ):
        assert FORMAT.match(names(*row)) is None


def test_of_several_columns_for_one_field_the_better_comes_first():
    header = FORMAT.match(names("Isi Laporan Akhir", "Tracking ID", "Isi Laporan Awal", "Tanggal"))
    assert header is not None
    assert header["text"] == [2, 0]


def test_plain_names_lose_capitals_signs_and_spaces():
    assert (
        plain("  Tipe Laporan (Anonim/Rahasia) ")
        == plain("tipe_laporan anonim-rahasia")
        == "tipe laporan anonim rahasia"
    )


GOOD = FORMAT_FILE.read_text("utf-8")
COMPLAINT = next(line for line in GOOD.splitlines() if line.startswith("complaint = "))


@pytest.mark.parametrize(
    ("before", "after", "line_of", "reason"),
    [
        ('title = ["Judul Laporan"', 'titel = ["Judul Laporan"', "titel =", "'titel' is unknown"),
        ("aspiration = [", "wish = [", "wish =", "'wish' is unknown"),
        (COMPLAINT, "complaint = []", "complaint =", "at least one"),
        (COMPLAINT, 'complaint = "Pengaduan"', "complaint =", "list of words"),
        (COMPLAINT, "complaint = [5]", "complaint =", "5 is no word"),
        ('"Aspirasi", "Saran"', '"Aspirasi", "Pengaduan"', '"Aspirasi"', "'pengaduan' stands for complaint already"),
        ("[classes]", "[kelas]", "", "[classes] is missing"),
        ("tracking_id = ", "tracking_id ", "tracking_id", "not valid TOML"),
    ],
)
def test_a_bad_format_is_refused_with_file_line_and_reason(
    tmp_path: Path, before: str, after: str, line_of: str, reason: str
):
    assert before in GOOD
    bad = tmp_path / "format.toml"
    bad.write_text(GOOD.replace(before, after), "utf-8")
    with pytest.raises(BadReferenceData) as error:
        ExportFormat.read(bad, {})
    assert reason in str(error.value)
    lines = bad.read_text("utf-8").splitlines()
    if line_of:
        assert error.value.line is not None
        assert line_of in lines[error.value.line - 1]


def test_a_format_without_a_needed_column_or_file_is_refused(tmp_path: Path):
    bad = tmp_path / "format.toml"
    bad.write_text("\n".join(line for line in GOOD.splitlines() if not line.startswith("date = ")), "utf-8")
    with pytest.raises(BadReferenceData, match="needs date"):
        ExportFormat.read(bad, {})
    with pytest.raises(BadReferenceData, match="cannot be read"):
        ExportFormat.read(tmp_path / "missing.toml", {})


def test_a_citys_own_words_of_statuses_take_the_place_of_the_common_ones(tmp_path: Path):
    own = tmp_path / "format.toml"
    own.write_text(f'{GOOD}\n[statuses]\nsettled = ["Beres"]\n', "utf-8")
    statuses = ExportFormat.read(own, own_statuses().sp4n).statuses
    assert (meaning(statuses, "BERES"), meaning(statuses, "Selesai")) == ("settled", None)


@pytest.mark.parametrize(
    ("said", "longer"),
    [
        ("Pengaduan Berkadar Pengawasan", True),
        ("pengaduan berkadar pengawasan (khusus)", True),
        ("Pengaduan Tidak Berkadar Pengawasan", False),
        ("Pengaduan", False),
        ("Aspirasi", False),
        ("", False),
    ],
)
def test_complaints_about_officials_have_longer_to_be_settled(said: str, longer: bool):
    assert (meaning(FORMAT.longer, said) is not None) is longer
