"""Lines of the inbox: the beginning of what was said, in the order asked for; and finding by number and words."""

import pytest
from sqlalchemy import insert

from command_center.store.inbox_rows import LINE, InboxRows
from command_center.store.tables import reports
from tests.store.report_rows import report_row


def row(number, **columns):
    return report_row(id=number, number=f"LH-2026-{number:06d}", version=2, **columns)


@pytest.fixture
def rows(db):
    because = {"words": [], "score": 1.0, "runner_up": "", "chosen_by_sender": False, "doubtful": True}
    kept = [
        row(1, text="Jalan rusak\nparah  sekali", kelurahan="33.74.01.1001", kecamatan="33.74.01"),
        row(2, text="x" * 500, category_because=because),
        row(
            3,
            subject="Lampu",
            text="mati 100% gelap",
            status="forwarded",
            category_because=because,
            kecamatan="33.74.02",
        ),
        row(4, text="rahasia_sekali", visibility="rahasia", answer_state="failed"),
        row(5, text="ditarik", retracted=True),
    ]
    kept[0]["media"] = [
        {"kind": "image", "ref": "a", "content_type": ""},
        {"kind": "video", "ref": "b", "content_type": ""},
    ]
    db.write(lambda connection: [connection.execute(insert(reports), [each]) for each in kept])
    return InboxRows(db)


def test_lines_come_in_the_order_asked_for_without_what_is_not_there(rows):
    assert [each.id for each in rows.of([3, 99, 1])] == [3, 1]
    assert rows.of([]) == []


def test_a_line_is_one_line_with_what_an_operator_sorts_by(rows):
    first, long, lamp, secret = rows.of([1, 2, 3, 4])
    assert (first.line, first.place, first.photos, first.version) == ("Jalan rusak parah sekali", "33.74.01.1001", 1, 2)
    assert len(long.line) == LINE
    assert (lamp.line, lamp.place) == ("Lampu", "33.74.02")
    assert (secret.confidential, secret.failed) == (True, True)


def test_a_doubt_is_told_while_p3m_still_decides(rows):
    assert [each.doubtful for each in rows.of([1, 2, 3])] == [False, True, False]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("000003", [3]),
        ("RUSAK", [1]),
        ("lampu", [3]),
        ("100%", [3]),
        ("a_s", [4]),
        ("%", [3]),
        ("ditarik", []),
        ("\\", []),
    ],
)
def test_a_search_takes_signs_as_they_are(rows, asked, ids):
    assert rows.search(asked) == ids
