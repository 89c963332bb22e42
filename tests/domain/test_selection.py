"""A selection and its address: each says the same as the other, and garbage in an address is told and left out."""

from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.domain.selection import Baseline, DaySpan, Dimension, Preset, Selection, span_of, usual_selection
from command_center.domain.selection_reading import FilterValues, SelectionFault, read_selection

TODAY = date(2026, 11, 22)
KNOWN = FilterValues(
    {
        Dimension.CHANNEL: ("sms", "whatsapp"),
        Dimension.CATEGORY: ("rob", "banjir"),
        Dimension.OPD: ("dpu",),
        Dimension.KECAMATAN: ("33.74.05",),
        Dimension.POLICY: ("seed-2017",),
        Dimension.STATUS: ("received",),
    }
)


def read(query: str):
    return read_selection(dict(parse_qsl(query, keep_blank_values=True)), KNOWN, TODAY, ignored=("tema", "bahasa"))


def faults(query: str) -> list[tuple[str, str]]:
    return [(problem.fault, problem.name) for problem in read(query).problems]


def test_an_empty_query_is_the_last_13_weeks_with_today():
    found = read("")
    assert found.problems == ()
    assert found.selection.span == DaySpan(date(2026, 8, 24), TODAY)
    assert found.selection.span.days == 91
    assert found.selection.compared == DaySpan(date(2026, 5, 25), date(2026, 8, 23))
    assert found.selection.query() == ""


@pytest.mark.parametrize(
    ("preset", "first"),
    [
        ("7-hari", date(2026, 11, 16)),
        ("30-hari", date(2026, 10, 24)),
        ("13-minggu", date(2026, 8, 24)),
        ("tahun-ini", date(2026, 1, 1)),
    ],
)
def test_presets_end_today(preset, first):
    assert read(f"periode={preset}").selection.span == DaySpan(first, TODAY)


def test_a_period_of_its_own_is_compared_with_as_many_days():
    chosen = read("dari=2026-03-01&sampai=2026-03-10").selection
    assert chosen.preset is Preset.OWN
    assert chosen.compared == DaySpan(date(2026, 2, 19), date(2026, 2, 28))
    assert chosen.shift == timedelta(days=10)


def test_the_same_period_of_last_year_has_as_many_days_over_a_leap_year():
    chosen = Selection(Preset.OWN, DaySpan(date(2028, 2, 29), date(2028, 3, 1)), Baseline.YEAR_AGO)
    assert chosen.compared == DaySpan(date(2027, 2, 28), date(2027, 3, 1))
    assert Selection(Preset.OWN, DaySpan(TODAY, TODAY), Baseline.NONE).compared is None


def test_filters_are_written_in_one_way():
    chosen = read("kategori=rob,banjir,rob&kanal=whatsapp&periode=7-hari&banding=tanpa&tema=gelap").selection
    assert chosen.query() == "periode=7-hari&banding=tanpa&kanal=whatsapp&kategori=banjir,rob"
    assert chosen.of(Dimension.CATEGORY) == ("banjir", "rob")
    assert chosen.without([Dimension.CATEGORY]).query() == "periode=7-hari&banding=tanpa&kanal=whatsapp"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("periode=kemarin", ("value", "periode")),
        ("banding=bulan", ("value", "banding")),
        ("kanal=fax", ("value", "kanal")),
        ("dari=2026-02-30&sampai=2026-03-01", ("day", "dari")),
        ("dari=20260301&sampai=2026-03-01", ("day", "dari")),
        ("dari=2026-03-02&sampai=2026-03-01", ("backwards", "dari")),
        ("dari=2027-01-01&sampai=2027-02-01", ("future", "dari")),
        ("dari=2026-11-01&sampai=2027-02-01", ("cut", "sampai")),
        ("dari=2001-01-01&sampai=2026-02-01", ("too_long", "dari")),
        ("dari=2026-11-01", ("half", "dari")),
        ("sampai=2026-13-99", ("day", "sampai")),
        ("periode=30-hari&dari=2026-13-99", ("day", "dari")),
        ("periode=30-hari&dari=2026-11-01&sampai=2026-11-02", ("beside", "sampai")),
        ("periode=rentang", ("half", "periode")),
        ("warna=merah", ("name", "warna")),
        ("hari=lusa", ("value", "hari")),
        ("jam=7", ("value", "jam")),
        ("tanggal=0001-01-01", ("value", "tanggal")),
    ],
)
def test_what_cannot_be_taken_is_told(query, told):
    assert told in faults(query)


def test_a_period_that_goes_on_into_the_future_is_cut_at_today():
    assert read("dari=2026-11-01&sampai=2027-02-01").selection.span == DaySpan(date(2026, 11, 1), TODAY)


def test_what_is_right_of_a_filter_stays():
    found = read("kanal=fax,sms")
    assert found.selection.of(Dimension.CHANNEL) == ("sms",)
    assert faults("kanal=fax,sms") == [(SelectionFault.VALUE, "kanal")]


def test_a_preset_that_needs_days_cannot_be_made_without():
    with pytest.raises(ValueError, match="until somebody names them"):
        span_of(Preset.OWN, TODAY)


@given(st.dictionaries(st.sampled_from(["periode", "dari", "sampai", "banding", *map(str, Dimension), "x"]), st.text()))
def test_any_garbage_gives_a_selection_that_its_own_address_gives_again(query):
    found = read_selection(query, KNOWN, TODAY).selection
    again = read_selection(dict(parse_qsl(found.query())), KNOWN, TODAY)
    assert again.selection == found
    assert again.problems == ()


def test_the_usual_selection_is_what_no_query_gives():
    assert usual_selection(TODAY) == read("").selection
