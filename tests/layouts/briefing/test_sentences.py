"""The three sentences are right for none, one, two and many, and on every kind of morning, in both languages."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from command_center.readmodel.briefing_view import LateReports, LeadSubject, NamedDay, OpdCount, UsualReceived
from layouts.briefing.marked_text import plain, runs
from layouts.briefing.sentences import came_in, is_late, sentences, was_done
from layouts.i18n import words
from tests.layouts.briefing_sample import (
    BRIEFINGS,
    NO_DUE,
    NOBODY_LATE,
    config,
    first_day,
    ordinary,
    quiet,
    with_entries,
)

ID, EN = words("id"), words("en")
STYLES = config().categories


def said(text):
    return plain(runs(text))


def test_an_ordinary_morning():
    assert [said(text) for text in sentences(ordinary(), ID, STYLES)] == [
        "Kemarin masuk 34 laporan, sedikit di atas Rabu biasanya (31); sembilan tentang rob, tujuh di antaranya di "
        "Bandarharjo.",
        "OPD menjawab 36 dan menyelesaikan 28 laporan; 226 masih terbuka, bertambah tiga.",
        "Delapan laporan lewat tenggat, separuhnya di DPU, dan enam lagi diperkirakan menyusul sampai Jumat.",
    ]
    assert [said(text) for text in sentences(ordinary(), EN, STYLES)] == [
        "Yesterday 34 reports came in, a little more than on a usual Wednesday (31); nine were about tidal flood, seven "
        "of them in Bandarharjo.",
        "The departments answered 36 and settled 28 reports; 226 are still open, three more than a day before.",
        "Eight reports are past their deadline, half of them at DPU, and six more are expected to follow by Friday.",
    ]


def test_a_morning_with_nothing_says_so():
    assert [said(text) for text in sentences(quiet(), ID, STYLES)] == [
        "Kemarin tidak ada laporan yang masuk, jauh di bawah Rabu biasanya (31).",
        "Tidak ada laporan yang dijawab atau diselesaikan; tidak ada yang masih terbuka.",
        "Tidak ada laporan yang lewat tenggat; tidak ada yang jatuh tempo sampai Jumat.",
    ]


def test_the_first_day_has_nothing_to_compare_with():
    text = [said(each) for each in sentences(first_day(), ID, STYLES)]
    assert "hari pertama yang tercatat" in text[0]
    assert text[1].endswith("226 masih terbuka.")
    assert text[2].endswith("19 lagi jatuh tempo sampai Jumat.")
    young = ordinary(usual=None)
    assert "belum cukup hari pembanding" in said(came_in(young, ID, STYLES))


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, "Kemarin tidak ada laporan yang masuk"),
        (1, "Kemarin masuk satu laporan"),
        (2, "Kemarin masuk 2 laporan"),
        (1234, "Kemarin masuk 1.234 laporan"),
    ],
)
def test_how_many_came_in(count, told):
    briefing = with_entries(ordinary(lead=None, usual=None), received=count)
    assert said(came_in(briefing, ID, STYLES)) == f"{told}, belum cukup hari pembanding."


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (31, "seperti Rabu biasanya"),
        (32, "seperti Rabu biasanya"),
        (34, "sedikit di atas Rabu biasanya"),
        (47, "jauh di atas Rabu biasanya"),
        (25, "sedikit di bawah Rabu biasanya"),
        (17, "jauh di bawah Rabu biasanya"),
    ],
)
def test_compared_with_what_is_usual(count, told):
    briefing = with_entries(ordinary(usual=UsualReceived(31.2, 18, 46, 8)), received=count)
    assert told in said(came_in(briefing, ID, STYLES))


def test_a_weekend_and_holidays_are_told_together():
    saturday, sunday = date(2026, 11, 21), date(2026, 11, 22)
    weekend = ordinary(
        day=date(2026, 11, 23), about=sunday, free=(NamedDay(saturday, ""), NamedDay(sunday, "")), free_received=49
    )
    weekend = replace(weekend, ledger=(*weekend.ledger, replace(weekend.entry("received"), key="free", value=49)))
    assert said(came_in(weekend, ID, STYLES)).startswith(
        "Sepanjang akhir pekan masuk 49 laporan, 34 di antaranya kemarin, sedikit di atas Minggu biasanya (31)"
    )
    none = with_entries(replace(weekend, free_received=0, lead=None, usual=None), received=0)
    assert said(came_in(none, ID, STYLES)).startswith("Sepanjang akhir pekan tidak ada laporan yang masuk")
    run = replace(weekend, free=(NamedDay(date(2026, 11, 20), "Libur"), *weekend.free))
    assert said(came_in(run, ID, STYLES)).startswith("Selama tiga hari libur (20–22 Nov) masuk 49 laporan, 34")
    one = ordinary(free=(NamedDay(ordinary().about, "Hari Raya Natal"),))
    assert said(came_in(one, ID, STYLES)).startswith(
        "Kemarin, Hari Raya Natal, masuk 34 laporan, sedikit di atas hari libur biasanya (31)"
    )


def test_where_most_of_a_subject_is():
    everywhere = ordinary(lead=LeadSubject("rob", 9, "", 0))
    assert said(came_in(everywhere, ID, STYLES)).endswith("; sembilan tentang rob.")
    one_place = ordinary(lead=LeadSubject("rob", 2, "Tugu", 2))
    assert said(came_in(one_place, ID, STYLES)).endswith("; dua tentang rob, semuanya di Tugu.")


def test_what_was_answered_and_settled():
    def told(answered, settled, still_open=5, change=-1):
        briefing = with_entries(ordinary(open_change=change), answered=answered, settled=settled, open=still_open)
        return said(was_done(briefing, ID))

    assert told(3, 0) == "OPD menjawab 3 laporan, tidak ada yang diselesaikan; 5 masih terbuka, berkurang satu."
    assert told(0, 2) == "Tidak ada laporan yang dijawab, 2 diselesaikan; 5 masih terbuka, berkurang satu."
    assert told(0, 0, 5, 0).endswith("5 masih terbuka, sama dengan sehari sebelumnya.")
    assert told(1, 1, 0, 0) == "OPD menjawab 1 dan menyelesaikan 1 laporan; tidak ada yang masih terbuka."


@pytest.mark.parametrize(
    ("by_opd", "told"),
    [
        ([("DPU", 1)], "Satu laporan lewat tenggat, di DPU"),
        ([("", 1)], "Satu laporan lewat tenggat, belum di OPD mana pun"),
        ([("DPU", 2)], "Dua laporan lewat tenggat, semuanya di DPU"),
        ([("DPU", 1), ("DLH", 1)], "Dua laporan lewat tenggat, separuhnya di DPU"),
        ([("DPU", 4), ("DLH", 1)], "Lima laporan lewat tenggat, empat di antaranya di DPU"),
        ([("DPU", 1), ("DLH", 1), ("Dishub", 1)], "Tiga laporan lewat tenggat, tersebar di tiga OPD"),
        ([("", 3), ("DLH", 1)], "Empat laporan lewat tenggat, tiga di antaranya belum di OPD mana pun"),
        ([("DPU", 20)], "20 laporan lewat tenggat, semuanya di DPU"),
    ],
)
def test_how_many_are_late_and_at_whom(by_opd, told):
    counts = tuple(OpdCount(opd, count) for opd, count in by_opd)
    late = LateReports(sum(each.count for each in counts), 0, counts, ())
    assert said(is_late(ordinary(late=late, due=NO_DUE), ID)) == f"{told}; tidak ada yang jatuh tempo sampai Jumat."


def test_what_is_expected_to_follow():
    due = ordinary().due
    assert "enam diperkirakan lewat sampai Jumat" in said(is_late(ordinary(late=NOBODY_LATE), ID))
    in_time = replace(due, expected=0.3)
    assert said(is_late(ordinary(due=in_time), ID)).endswith(
        "; 19 yang jatuh tempo sampai Jumat diperkirakan tepat waktu."
    )
    friday = ordinary(
        day=ordinary().day + timedelta(days=1), due=replace(due, until=ordinary().day + timedelta(days=8))
    )
    assert said(is_late(friday, ID)).endswith("menyusul sampai Jumat, 4 Des.")
    saturday = date(2026, 11, 28)
    weekend = ordinary(day=saturday, due=replace(due, until=saturday + timedelta(days=6)))
    assert said(is_late(weekend, ID)).endswith("menyusul sampai Jumat, 4 Des.")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", BRIEFINGS)
def test_every_footnote_is_a_figure_of_the_ledger(name, language):
    briefing = BRIEFINGS[name]()
    keys = {entry.key for entry in briefing.ledger}
    texts = sentences(briefing, words(language), STYLES)
    noted = {piece.note for text in texts for piece in runs(text) if piece.note}
    assert noted <= keys
    assert {"received", "usual", "answered", "settled", "open", "late", "expected"} <= noted
    assert all(text.endswith(".") and text.count("*") % 2 == 0 for text in texts)


def test_a_name_with_marks_of_its_own_changes_nothing():
    briefing = ordinary(lead=LeadSubject("rob", 9, "*Desa* [late]", 7))
    text = came_in(briefing, ID, STYLES)
    assert [piece.note for piece in runs(text) if piece.note] == ["received", "usual", "lead"]


@pytest.mark.parametrize(
    ("answered", "settled", "still_open", "language", "expected"),
    [
        (1, 1, 1, EN, "The departments answered 1 and settled 1 report; 1 is still open"),
        (2, 0, 2, EN, "The departments answered 2 reports and settled none; 2 are still open"),
        (1, 0, 2, EN, "The departments answered 1 report and settled none; 2 are still open"),
        (0, 1, 2, EN, "No report was answered, 1 was settled; 2 are still open"),
        (1, 1, 1, ID, "OPD menjawab 1 dan menyelesaikan 1 laporan; 1 masih terbuka"),
    ],
)
def test_one_report_is_one(answered, settled, still_open, language, expected):
    briefing = replace(with_entries(ordinary(), answered=answered, settled=settled, open=still_open), open_change=None)
    assert said(was_done(briefing, language)) == expected + "."


def test_one_that_is_expected_is_one():
    due = replace(ordinary().due, total=1, expected=0.9)
    follows = said(is_late(ordinary(due=due), EN))
    assert follows.endswith("and one more is expected to follow by Friday.")
    unknown = said(is_late(ordinary(due=replace(due, expected=None)), EN))
    assert unknown.endswith("one more falls due by Friday.")


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (1, "Over the weekend one report came in, namely yesterday"),
        (0, "Over the weekend one report came in, but not yesterday"),
    ],
)
def test_one_report_of_a_weekend_says_when_it_came(received, expected):
    weekend = (NamedDay(date(2026, 11, 21), ""), NamedDay(date(2026, 11, 22), ""))
    briefing = replace(with_entries(ordinary(), received=received), free=weekend, free_received=1)
    assert said(came_in(briefing, EN, STYLES)).startswith(expected)


def test_half_a_report_a_day_is_not_none():
    rare = with_entries(ordinary(usual=UsualReceived(0.4, 0, 2, 8)), received=1)
    assert "sedikit di atas Rabu biasanya (0,4)" in said(came_in(rare, ID, STYLES))
