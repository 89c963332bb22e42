"""The map file: what it holds, and how a bad one is refused with its line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from command_center.domain.inbound import Payload
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Status
from command_center.errors import BadReferenceData
from command_center.reference.load import Reference
from data_sources.mapped.file_map import FileMap, read_map
from data_sources.mapped.reader import read_mapped
from tests.reference.shipped import shipped

GOOD = """system = "Sistem Contoh"
channel = "web"
zone = "Asia/Jakarta"
dates = ["%d/%m/%Y %H:%M"]
visibility = "public"
[columns]
key = "id"
time = ["waktu", "dibuat"]
text = "isi"
category = "jenis"
[categories]
"Jalan Berlubang" = "jalan_rusak"
[opd]
"Bina Marga" = "DPU"
[statuses]
"Done" = "settled"
"""


@pytest.fixture(scope="module")
def reference() -> Reference:
    return shipped()


def read(tmp_path: Path, reference: Reference, text: str) -> FileMap:
    path = tmp_path / "map.toml"
    path.write_text(text, "utf-8")
    return read_map(path, reference)


def test_a_map_is_read_and_kept_as_it_is(tmp_path: Path, reference: Reference):
    found = read(tmp_path, reference, GOOD)
    assert (found.system, found.channel, found.dates) == ("Sistem Contoh", "web", ("%d/%m/%Y %H:%M",))
    assert found.columns["time"] == ("waktu", "dibuat")
    assert found.categories == {"jalan berlubang": "jalan_rusak"}
    again = FileMap.from_json(found.as_json())
    assert again.as_json() == found.as_json()


@pytest.mark.parametrize(
    ("before", "after", "line", "why"),
    [
        ('system = "Sistem Contoh"', "", 1, "system is missing"),
        ('channel = "web"', 'channel = "fax"', 2, "there is no channel 'fax'; there are: sms"),
        ('"%d/%m/%Y %H:%M"', '"%d/%m/%Y", "%Q"', 4, "'%Q' in dates is no form of strptime"),
        ('"%d/%m/%Y %H:%M"', '"DD/MM/YYYY"', 4, "'DD/MM/YYYY' in dates must say day, month and year"),
        ('"%d/%m/%Y %H:%M"', '"%H:%M"', 4, "must say day, month and year, like %d/%m/%Y"),
        ("Asia/Jakarta", "Asia/Semarang", 3, "there is no time zone 'Asia/Semarang'"),
        ('"public"', '"semua"', 5, "visibility is one of public, anonim, rahasia"),
        ('key = "id"', 'kunci = "id"', 7, "'kunci' is unknown: [columns] takes key"),
        ('key = "id"\n', "", 6, "[columns] needs key"),
        ('text = "isi"', "text = 5", 9, "text is a text in quotes"),
        ('"jalan_rusak"', '"jalan_mulus"', 12, "means 'jalan_mulus', which is unknown"),
        ('"DPU"', '"Dinas Kebahagiaan"', 14, "which is unknown: it may be codes of opd.toml"),
        ('"settled"', '"beres"', 16, "it may be received, verified"),
        ("[statuses]", "[status]", 15, "'status' is unknown: a map has system"),
        ('zone = "Asia/Jakarta"', 'encoding = "latin9000"', 3, "there is no encoding 'latin9000'"),
        ('zone = "Asia/Jakarta"', 'format = "xml"', 3, "format is one of table, json, jsonl"),
        ('zone = "Asia/Jakarta"', 'delimiter = "::"', 3, "delimiter is one character"),
        ('zone = "Asia/Jakarta"', 'policy = "cepat"', 3, "there is no policy 'cepat'"),
    ],
)
def test_a_bad_map_is_refused_with_file_line_and_reason(
    tmp_path: Path, reference: Reference, before: str, after: str, line: int, why: str
):
    assert before in GOOD
    with pytest.raises(BadReferenceData) as error:
        read(tmp_path, reference, GOOD.replace(before, after))
    assert why in str(error.value)
    assert error.value.line == line


def test_the_example_of_the_docs_is_read_as_it_stands(tmp_path: Path, reference: Reference):
    page = (Path(__file__).parents[3] / "docs/imports.md").read_text("utf-8")
    by = read(tmp_path, reference, page.partition("```toml\n")[2].partition("```")[0])
    table = page.partition("```text\nnomor|")[2].partition("```")[0]
    payload = Payload(by.channel, by.system, "k", datetime(2026, 11, 22, tzinfo=UTC), "", {}, f"nomor|{table}".encode())
    reading = read_mapped(payload, by)
    assert reading.told() == ""
    assert [str(each) for each in reading.no_reports] == ["row 4"]
    road, lamp = (row.item for row in reading.rows)
    assert (road.external_id, road.category, road.opd, road.status) == ("A-101", "jalan_rusak", "DPU", Status.SETTLED)
    assert road.status_at == datetime(2026, 11, 6, 3, tzinfo=UTC)
    assert (lamp.category, lamp.visibility) == ("lampu", Visibility.CONFIDENTIAL)


@pytest.mark.parametrize("form", ["%Y-%m-%dT%H:%M:%S%z", "%d %b %y", "%m/%d/%Y %I:%M %p", "%d/%m/%Y"])
def test_a_form_of_dates_that_says_the_day_is_taken(tmp_path: Path, reference: Reference, form: str):
    assert read(tmp_path, reference, GOOD.replace("%d/%m/%Y %H:%M", form)).dates == (form,)
