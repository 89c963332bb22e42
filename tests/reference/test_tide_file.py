"""tide.toml: read with its phases turned to Greenwich, written so that it reads back, refused with line and reason."""

from datetime import date

import pytest

from command_center.errors import BadReferenceData
from command_center.methods.tides import Constituent, Tide
from command_center.reference.load import load_reference
from command_center.reference.tables import Table
from command_center.reference.tide_file import read_tide, tide_text
from tests.reference.shipped import shipped

TEXT = """station = "Tanjung Emas"
datum = "LAT"
source = "Daftar pasang surut 2026"
latitude = -6.95
mean_level = 0.6
phases_in = "wib"
epoch = 2026-01-01
flood_level = 1.05

[[constituent]]
name = "K1"
amplitude = 0.21
phase = 100.0

[[constituent]]
name = "s2"
amplitude = 0.06
phase = 300.0
"""


def loaded(folder, text=TEXT):
    (folder / "tide.toml").write_text(text, encoding="utf-8")
    return load_reference(folder).tide


def test_a_table_with_phases_in_wib_is_turned_to_greenwich(tmp_path):
    """S2 turns 30 degrees an hour: 300 in WIB is 90 at Greenwich. K1 turns 15.041: 100 - 105.29 is 354.71."""
    tide = loaded(tmp_path)
    assert (tide.station, tide.datum, tide.source) == ("Tanjung Emas", "LAT", "Daftar pasang surut 2026")
    assert (tide.latitude, tide.mean_level, tide.flood_level, tide.epoch) == (-6.95, 0.6, 1.05, date(2026, 1, 1))
    assert not tide.simulated
    assert [(each.name, each.amplitude) for each in tide.constituents] == [("K1", 0.21), ("S2", 0.06)]
    assert tide.constituents[1].phase == pytest.approx(90, abs=0.01)
    assert tide.constituents[0].phase == pytest.approx(354.71, abs=0.01)


def test_without_the_file_nothing_is_loaded(tmp_path):
    assert load_reference(tmp_path).tide is None
    assert shipped().tide is None


def test_what_is_written_reads_back(tmp_path):
    tide = Tide(
        'Gauge "1" \\ north\n',
        "zero",
        "UTide: é, 2025",
        -6.95,
        -31.2,
        (Constituent("M2", 0.1, 359.5),),
        -30.5,
        True,
        date(2025, 7, 1),
    )
    file = tmp_path / "tide.toml"
    file.write_text(tide_text(tide, ("A remark.",)), encoding="utf-8")
    assert read_tide(Table.of_file(file)) == tide
    bare = Tide("a", "b", "c", 0.0, 0.0, (Constituent("K1", 0.25, 12.0),), epoch=date(2025, 7, 1))
    file.write_text(tide_text(bare), encoding="utf-8")
    assert read_tide(Table.of_file(file)) == bare


@pytest.mark.parametrize(
    ("old", "new", "at", "reason"),
    [
        ('station = "Tanjung Emas"\n', "", 1, '"station" is missing'),
        ('datum = "LAT"', "datum = 1", 2, "must be a text in quotes"),
        ("latitude = -6.95", "latitude = -96.95", 4, "from -90 to 90"),
        ("latitude = -6.95", "latitude = nan", 4, "from -90 to 90"),
        ("mean_level = 0.6", 'mean_level = "0,6"', 5, "must be a number from"),
        ('phases_in = "wib"', 'phases_in = "local"', 6, "one of greenwich, wib, wita, wit"),
        ('phases_in = "wib"\n', "", 1, '"phases_in" is missing'),
        ("epoch = 2026-01-01", "epoch = 2026", 7, "must be a date"),
        ("flood_level = 1.05", "flood_level = 0.5", 8, "is not above the mean level"),
        ("flood_level = 1.05", "flood = 1.05", 8, '"flood" is not known here'),
        ("flood_level = 1.05", "simulated = 1", 8, "must be true or false"),
        ('name = "K1"', 'name = "Z0"', 11, "write it as mean_level"),
        ('name = "K1"', 'name = "X9"', 11, "no constituent that UTide knows"),
        ('name = "s2"', 'name = "K1"', 16, 'the name "K1" is already taken'),
        ("amplitude = 0.21", "amplitude = 21", 12, "are these centimetres?"),
        ("amplitude = 0.21", "amplitude = -0.21", 12, "0 or more"),
        ("phase = 100.0", "phase = 1000", 13, "from -360 to 360"),
        ("phase = 100.0", "phase = 100.0\nspeed = 15", 14, '"speed" is not known here'),
        (TEXT[TEXT.index("[[") :], "", 1, '"constituent" is missing'),
    ],
)
def test_a_fault_is_refused_with_its_line(tmp_path, old, new, at, reason):
    assert old in TEXT
    with pytest.raises(BadReferenceData) as refused:
        loaded(tmp_path, TEXT.replace(old, new, 1))
    assert reason in refused.value.reason
    assert (refused.value.file, refused.value.line) == (tmp_path / "tide.toml", at)


def test_a_sea_that_never_moves_is_refused(tmp_path):
    with pytest.raises(BadReferenceData, match="no constituent has an amplitude above 0"):
        loaded(tmp_path, TEXT.replace("0.21", "0").replace("0.06", "0.0"))


def test_a_misspelt_file_is_told_the_right_name(tmp_path):
    (tmp_path / "tides.toml").write_text(TEXT, encoding="utf-8")
    with pytest.raises(BadReferenceData, match=r"is no reference file; known are .*tide\.toml"):
        load_reference(tmp_path)
