"""Texts of a few reports: as written for who works on them, masked for everybody else."""

import pytest
from sqlalchemy import insert

from command_center.store.public_texts import PublicTexts
from command_center.store.report_texts import ReportTexts
from command_center.store.tables import reporters, reports
from tests.store.report_rows import report_row


@pytest.fixture
def texts(db):
    rows = {
        1: {"text": "hub Sutrisno 081227114381"},
        2: {"subject": "Lampu", "text": "mati tiga malam"},
        3: {"text": ""},
    }

    def write(connection):
        for number, columns in rows.items():
            connection.execute(insert(reports), [report_row(id=number, number=f"LH-2026-{number:06d}", **columns)])
        person = {"report_id": 1, "channel": "sms", "key": "k", "name": "Sutrisno", "contact": ""}
        connection.execute(insert(reporters), [person])

    db.write(write)
    return ReportTexts(db, PublicTexts(db))


def test_who_works_on_reports_reads_them_as_they_were_written(texts):
    assert texts.of([1, 2], masked=False) == {1: "hub Sutrisno 081227114381", 2: "Lampu\n\nmati tiga malam"}


def test_others_read_them_without_number_and_name(texts):
    found = texts.of([1, 2], masked=True)
    assert "081227114381" not in found[1]
    assert "Sutrisno" not in found[1]
    assert found[2] == "Lampu\n\nmati tiga malam"


def test_what_is_not_there_is_left_out_and_an_empty_text_is_one(texts):
    assert texts.of([3, 99], masked=False) == {3: ""}
    assert texts.of([], masked=True) == {}
