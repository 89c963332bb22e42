"""The list of deadlines: how late in words, and every row complete."""

from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.readmodel.wall_view import DueRow
from layouts.figures.due_list import MOST_ROWS, due_list, lateness
from layouts.i18n import words
from tests.layouts.reading import classed, words_of
from tests.layouts.sample_view import AS_OF, STYLES

ROW = DueRow(7, "LH-2026-006914", "jalan_rusak", "Kemijen", "DPU", "first_answer", "seed-2017", AS_OF, 0, 0, False)


def row(over_seconds, over_days=0, **changes):
    due = AS_OF - timedelta(seconds=over_seconds)
    return replace(ROW, over_seconds=over_seconds, over_days=over_days, due_at=due, **changes)


@pytest.mark.parametrize(
    ("over_seconds", "over_days", "indonesian", "english"),
    [
        (50 * 3600, 2, "+2 hari kerja", "+2 work days"),
        (30 * 3600, 1, "+1 hari kerja", "+1 work day"),
        (60 * 3600, 0, "+60 jam", "+60 h"),
        (5 * 3600 + 59, 0, "+5 jam", "+5 h"),
        (3599, 0, "+59 mnt", "+59 min"),
        (20, 0, "+1 mnt", "+1 min"),
        (0, 0, "1 mnt lagi", "1 min left"),
        (-1800, 0, "30 mnt lagi", "30 min left"),
        (-3 * 3600, 0, "3 jam lagi", "3 h left"),
        (-47 * 3600, 0, "47 jam lagi", "47 h left"),
        (-48 * 3600, 0, "2 hari lagi", "2 days left"),
    ],
)
def test_how_late_in_the_unit_that_people_use(over_seconds, over_days, indonesian, english):
    one = row(over_seconds, over_days)
    assert lateness(one, words("id")) == indonesian
    assert lateness(one, words("en")) == english


def test_a_row_says_number_place_subject_opd_and_lateness():
    [rows] = due_list([row(7200)], words("id"), STYLES, any_data=True)
    assert words_of(rows).startswith("006914 Kemijen · jalan rusak DPU +2 jam")
    assert classed(rows, "mark-square")


def test_unknown_place_and_opd_are_said():
    [rows] = due_list([row(7200, kelurahan="", opd="")], words("id"), STYLES, any_data=True)
    assert "tanpa lokasi" in words_of(rows)
    assert "belum diteruskan" in words_of(rows)


@pytest.mark.parametrize(
    ("over_seconds", "acknowledged", "blinks"),
    [(7200, False, True), (7200, True, False), (-7200, False, False), (-7200, True, False)],
)
def test_only_a_breach_that_nobody_has_in_hand_blinks(over_seconds, acknowledged, blinks):
    [rows] = due_list([row(over_seconds, acknowledged=acknowledged)], words("id"), STYLES, any_data=True)
    assert bool(classed(rows, "due-new")) is blinks


def test_breaches_and_what_is_due_soon_look_different():
    [rows] = due_list([row(7200), row(-7200)], words("id"), STYLES, any_data=True)
    assert len(classed(rows, "due-over")) == 1
    assert len(classed(rows, "due-soon")) == 1


def test_an_empty_list_is_good_news_only_in_a_city_with_reports():
    in_time = due_list([], words("id"), STYLES, any_data=True)
    assert "Tidak ada yang lewat tenggat" in words_of(in_time)
    assert classed(in_time, "empty-good")
    unknown = due_list([], words("id"), STYLES, any_data=False)
    assert "Belum ada laporan" in words_of(unknown)
    assert not classed(unknown, "empty-good")


def test_with_nothing_late_the_list_says_so_before_what_comes():
    [rows] = due_list([row(-7200)], words("id"), STYLES, any_data=True)
    assert words_of(rows).startswith("Tidak ada yang lewat tenggat")
    assert "tidak ada lagi dalam 24 jam" in words_of(rows)


def test_no_more_rows_than_any_screen_has_room_for():
    [rows] = due_list([row(7200 + index) for index in range(100)], words("id"), STYLES, any_data=True)
    assert len(classed(rows, "due-row")) == MOST_ROWS


def test_a_provisional_deadline_has_its_sign_and_the_sign_its_meaning():
    shown = due_list([row(-3600, provisional=True), row(-7200)], words("id"), STYLES, any_data=True)
    late = [words_of(each) for each in classed(shown, "due-late")]
    assert late == ["≈ 1 jam lagi", "2 jam lagi"]
    assert "tenggat sementara" in words_of(classed(shown, "due-remark")[0])
    final = due_list([row(-3600)], words("id"), STYLES, any_data=True)
    assert "≈" not in words_of(final)
