"""Briefings are kept as they were issued: one process keeps a version, and nobody changes it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

from command_center.store.briefings import Briefings

DAY = date(2026, 11, 26)
AT = datetime(2026, 11, 25, 23, 0, tzinfo=UTC)


def keep(briefings, day=DAY, version=1, content="{}", reason=""):
    return briefings.keep(
        day=day,
        version=version,
        cutoff_at=AT,
        issued_at=AT + timedelta(seconds=2),
        issued_by="system",
        reason=reason,
        content=content,
        fingerprint="f" * 64,
    )


def test_a_version_is_kept_once_and_stays(db):
    briefings = Briefings(db)
    assert keep(briefings, content="pertama")
    assert not keep(briefings, content="kedua"), "the version is there"
    (kept,) = briefings.versions(DAY)
    assert (kept.content, kept.version, kept.cutoff_at, kept.issued_by) == ("pertama", 1, AT, "system")
    assert briefings.find(kept.id) == kept
    assert briefings.find(kept.id + 1) is None


def test_of_many_that_issue_at_once_one_does(db):
    briefings = Briefings(db)
    with ThreadPoolExecutor(8) as pool:
        mine = list(pool.map(lambda n: keep(briefings, content=str(n)), range(8)))
    assert mine.count(True) == 1
    assert briefings.versions(DAY)[0].content == str(mine.index(True))


def test_versions_are_in_order_and_days_have_neighbours(db):
    briefings = Briefings(db)
    first, last = DAY - timedelta(days=3), DAY + timedelta(days=1)
    for day in (DAY, last, first):
        keep(briefings, day)
    keep(briefings, DAY, 2, reason="laporan susulan")
    assert [each.version for each in briefings.versions(DAY)] == [1, 2]
    assert briefings.versions(DAY)[1].reason == "laporan susulan"
    assert briefings.beside(DAY) == (first, last)
    assert briefings.beside(first) == (None, DAY)
    assert briefings.beside(last) == (DAY, None)
    assert briefings.newest_day(DAY) == DAY
    assert briefings.newest_day(first - timedelta(days=1)) is None
    assert briefings.days(first, DAY) == [first, DAY]
