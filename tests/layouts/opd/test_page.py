"""The OPD page: what it says in each tab, for an OPD without a case, with one, with thousands, and with a long name."""

from datetime import UTC, datetime
from itertools import product

import pytest

from command_center.domain.working_days import WIB
from command_center.readmodel.opd_view import OpdTab, QueuePart
from layouts.opd import ids
from tests.layouts import opd_sample
from tests.layouts.reading import classed, every, page_of, words_of
from tests.readmodel.opd.standing import end, opd_view, waiting, wib

LOGS = {"none": (), "one": opd_sample.one(), "ordinary": opd_sample.ordinary()}


LOOKS = (("id", "terang"), ("en", "gelap")), (("id", "gelap"), ("en", "terang"))
"""Language and theme: both of each for every tab of every log, and all four pairs in turn."""
DRAWN = [(log, tab, *look) for at, (log, tab) in enumerate(product(LOGS, OpdTab)) for look in LOOKS[at % len(LOOKS)]]


@pytest.mark.parametrize(("log", "tab", "language", "theme"), DRAWN)
def test_every_tab_is_drawn_of_every_log(log, tab, language, theme):
    page = opd_sample.page(tab, LOGS[log], language, theme)
    assert "Dinas Pekerjaan Umum" in words_of(page) or "Public Works Department" in words_of(page)
    assert "opd." not in words_of(page), "no key stands where a word belongs"


@pytest.mark.parametrize("tab", list(OpdTab))
def test_every_id_begins_with_the_page_s_key(tab):
    """The guard derives from it who may call a callback; `shell` is shared by all pages."""
    found = {
        each.id for each in every(opd_sample.page(tab, LOGS["ordinary"])) if isinstance(getattr(each, "id", None), str)
    }
    assert {ids.ROOT, ids.CONTENT} <= found
    assert {page_of(each) for each in found} <= {"opd", "shell", "card"}


def test_the_tabs_are_links_and_say_where_one_is():
    page = opd_sample.page(OpdTab.QUEUE, LOGS["ordinary"])
    links = classed(page, "opd-tab")
    assert [link.href for link in links] == [
        "/opd/dpu",
        "/opd/dpu?tab=antrean",
        "/opd/dpu?tab=tenggat",
        "/opd/dpu?tab=peta",
        "/opd/dpu?tab=banding",
    ]
    assert [getattr(link, "aria-current", None) for link in links] == [None, "page", None, None, None]


def test_an_opd_without_a_case_says_so_in_every_tab():
    for tab in OpdTab:
        said = words_of(opd_sample.page(tab, (), code="disdik"))
        assert "Belum pernah ada laporan" in said or "Belum ada" in said or "Tidak ada" in said


def test_the_sentence_is_made_from_the_figures():
    said = words_of(classed(opd_sample.page(OpdTab.PERFORMANCE, LOGS["one"]), "opd-says"))
    assert said.startswith(
        "Riwayat antrean belum cukup untuk dibandingkan, dan hari kerja sampai Jumat berkurang: Selasa libur (Cuti). "
        "1 laporan terbuka , tidak ada yang lewat"
    )
    assert "Sampai Jumat 4 Des tidak ada tenggat yang jatuh tempo." in said
    assert "belum ada tenggat jawaban yang jatuh tempo" in said


def test_a_week_with_a_day_off_says_which():
    """Seen on Monday 30 November; Tuesday is free."""
    now = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
    view = opd_view(OpdTab.PERFORMANCE, *LOGS["one"], now=now)
    said = words_of(classed(opd_sample.drawn(view, OpdTab.PERFORMANCE), "opd-says"))
    assert "hari kerja sampai Jumat berkurang: Selasa libur (Cuti)" in said
    off = classed(opd_sample.drawn(view, OpdTab.DUE), "due-column-off")
    assert [words_of(each) for each in off] == ["Selasa, 1 Des Cuti libur, tidak ada tenggat"]


def test_a_week_without_a_deadline_is_said_in_words_and_not_as_nought_of_nought():
    for tab, key in ((OpdTab.PERFORMANCE, "forecast"), (OpdTab.DUE, "due-now")):
        said = words_of(classed(opd_sample.page(tab, LOGS["one"]), f"card-{key}"))
        assert said.startswith("Tidak ada tenggat yang jatuh tempo sampai")
        assert "0 dari 0" not in said
        assert "kasus lampau" not in said


def test_a_report_is_a_tile_and_late_ones_are_listed_first():
    page = opd_sample.page(OpdTab.DUE, (waiting(1, wib(10), end(24)), waiting(2, wib(13), end(27))))
    assert len(classed(classed(page, "due-tiles"), "tile-over")) == 1
    assert len(classed(classed(page, "due-tiles"), "tile-unknown")) == 1, "with no history its chance is not known"
    assert "000001" in words_of(classed(page, "due-column-over"))


def test_thousands_of_reports_stay_readable():
    """Of a hundred tiles a day forty are drawn, and the rest counted; the queue comes in pages."""
    page = opd_sample.page(OpdTab.DUE, opd_sample.many())
    for row in classed(page, "tile-row"):
        assert len(classed(row, "tile")) <= 40
    queue = opd_sample.page(OpdTab.QUEUE, opd_sample.many())
    assert len(classed(queue, "queue-row")) == 25
    assert "Halaman 1 dari 160" in words_of(queue)


def test_a_name_of_sixty_letters_and_an_inactive_opd():
    page = opd_sample.page(OpdTab.PERFORMANCE, LOGS["one"], long_name=True)
    assert opd_sample.LONG in words_of(classed(page, "opd-name"))
    assert "OPD ini sudah tidak aktif" in words_of(page)


def test_a_row_opens_to_its_words_and_the_working_of_its_deadline():
    view = opd_view(OpdTab.QUEUE, waiting(1, wib(10), end(24)))
    page = opd_sample.drawn(view, OpdTab.QUEUE)
    (row,) = classed(page, "queue-row")
    assert "+2 hari kerja" in words_of(row)
    assert len(classed(row, "strip-cell")) == 18, "from the 10th to the 24th, and to today, the 27th"
    assert [words_of(classed(cell, "strip-told")) for cell in classed(row, "strip-late")] == ["+1", "+2", "+3"]
    assert "Lewat tenggat, 2 hari kerja." in words_of(row), "the third is not over yet"
    assert "hasilnya 9 hari kerja, batasnya 10" in words_of(row), "the 18th is free in this calendar"


def test_what_is_no_confidential_matter_of_the_reader_is_told_as_a_number():
    from command_center.readmodel.opd.queue import QueueReader

    view = opd_view(OpdTab.QUEUE, *LOGS["ordinary"], reader=QueueReader())
    assert "1 laporan rahasia tidak ditampilkan" in words_of(opd_sample.drawn(view, OpdTab.QUEUE))


def test_a_report_that_is_not_in_the_queue_is_said_to_be_missing():
    page = opd_sample.page(OpdTab.QUEUE, LOGS["one"], number="LH-2026-999999")
    assert "Laporan LH-2026-999999 tidak ada di antrean OPD ini" in words_of(page)


def test_downloads_ask_for_the_part_that_is_shown():
    from command_center.readmodel.opd.queue import QueueAsked

    view = opd_view(OpdTab.QUEUE, waiting(1, wib(10), end(24)), queue=QueueAsked(QueuePart.OVERDUE))
    links = [
        each.href
        for each in every(classed(opd_sample.drawn(view, OpdTab.QUEUE), "queue-downloads"))
        if hasattr(each, "href")
    ]
    assert links == [
        "/api/v1/reports.csv?opd=dpu&status=open&queue=overdue",
        "/api/v1/reports.xlsx?opd=dpu&status=open&queue=overdue",
    ]


def test_the_time_of_the_page_is_that_of_semarang():
    view = opd_view(OpdTab.PERFORMANCE, now=datetime(2026, 11, 27, 17, 30, tzinfo=UTC))
    assert view.as_of.astimezone(WIB).day == 28
    assert "Sabtu, 28 November 2026 · 00.30 WIB" in words_of(opd_sample.drawn(view, OpdTab.PERFORMANCE))
