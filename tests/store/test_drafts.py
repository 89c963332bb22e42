"""Answers that are being written: each person's own, kept until sent, and sent once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import insert

from command_center.errors import NotFound
from command_center.store.drafts import DRAFTS_KEPT, Drafts
from command_center.store.sent_keys import SentKeyRows
from command_center.store.tables import reports
from tests.store.report_rows import report_row

AT_ONCE = 4
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def drafts(db):
    row = report_row(id=1, version=1)
    db.write(lambda connection: connection.execute(insert(reports), [row]))
    return Drafts(db)


def test_a_draft_is_its_persons_own_and_keeps_when_it_was_begun(drafts):
    drafts.keep("sari", 1, "k1", "Bapak/Ibu", "", NOW)
    drafts.keep("sari", 1, "k1", "Bapak/Ibu, petugas", "rob", NOW + timedelta(minutes=5))
    kept = drafts.of("sari", 1)
    assert (kept.text, kept.template, kept.begun_at) == ("Bapak/Ibu, petugas", "rob", NOW)
    assert drafts.of("budi", 1) is None


def test_another_answer_is_begun_anew(drafts):
    drafts.keep("sari", 1, "k1", "Bapak/Ibu", "", NOW)
    later = NOW + timedelta(minutes=5)
    drafts.keep("sari", 1, "k2", "Ibu", "", later)
    kept = drafts.of("sari", 1)
    assert (kept.key, kept.text, kept.begun_at) == ("k2", "Ibu", later)


def test_saves_at_the_same_moment_are_one_draft(drafts):
    start = Barrier(AT_ONCE)

    def keep(page):
        start.wait(timeout=20)
        drafts.keep("sari", 1, f"k{page}", "Bapak/Ibu", "", NOW)

    with ThreadPoolExecutor(AT_ONCE) as pages:
        list(pages.map(keep, range(AT_ONCE)))
    assert drafts.of("sari", 1).text == "Bapak/Ibu"


def test_a_draft_that_was_saved_while_its_answer_was_sent_does_not_come_back(db, drafts):
    drafts.keep("sari", 1, "k1", "Bapak", "", NOW)
    db.write(lambda connection: SentKeyRows(connection).keep("k1", "sari", 1, NOW, ()))
    assert drafts.of("sari", 1) is None


def test_an_empty_text_is_no_draft(drafts):
    drafts.keep("sari", 1, "k1", "Bapak", "", NOW)
    drafts.keep("sari", 1, "k1", "  ", "", NOW)
    assert drafts.of("sari", 1) is None


def test_a_dropped_draft_is_gone(drafts):
    drafts.keep("sari", 1, "k1", "Bapak", "", NOW)
    drafts.drop("sari", 1)
    assert drafts.of("sari", 1) is None


def test_there_is_no_draft_for_a_report_that_is_not_there(drafts):
    with pytest.raises(NotFound, match="id 2"):
        drafts.keep("sari", 2, "k1", "Bapak", "", NOW)


def test_first_saves_at_the_same_moment_are_one_draft(drafts):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: drafts.keep("sari", 1, "k1", f"Bapak {n}", "", NOW), range(8)))
    assert drafts.of("sari", 1).text.startswith("Bapak ")


def test_what_nobody_has_touched_for_long_is_dropped(drafts):
    drafts.keep("sari", 1, "k1", "Bapak", "", NOW)
    drafts.keep("budi", 1, "k2", "Ibu", "", NOW + DRAFTS_KEPT)
    assert drafts.of("sari", 1) is not None
    drafts.keep("budi", 1, "k2", "Ibu", "", NOW + DRAFTS_KEPT + timedelta(days=1))
    assert drafts.of("sari", 1) is None
    assert drafts.of("budi", 1) is not None
