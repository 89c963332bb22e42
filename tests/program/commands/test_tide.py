"""`manage.py tide`: fitting a gauge's levels to a tide.toml that the server takes, and saying what it predicts."""

import pytest
from click.testing import CliRunner

from command_center.reference.load import load_reference
from command_center.settings import read_settings
from program.commands.cli import cli
from program.core import build_core
from tests.methods.test_tide_fit import gauge
from tests.servers.empty_database import with_tables


@pytest.fixture
def manage(tmp_path):
    """Run a command for a city with a folder of its own files."""
    city = tmp_path / "city"
    city.mkdir()
    environment = {
        "VAR_DIR": str(with_tables(tmp_path / "var")),
        "CITY_DIR": str(city),
        "DEMO": "0",
        "PATH": "/usr/bin:/bin",
    }

    def run(*arguments, **changed):
        done = CliRunner(env=environment | changed).invoke(cli, [str(argument) for argument in arguments])
        return done.exit_code, done.output

    run.city = city
    return run


@pytest.fixture
def levels(tmp_path):
    """A file of 40 days of a gauge, in centimetres and WIB, months first."""
    file = tmp_path / "stasiun.csv"
    rows = ["Waktu WIB;Tinggi (cm)"]
    for at, level in zip(*gauge(40), strict=True):
        local = at.timestamp() + 7 * 3600
        rows.append(f"{at.fromtimestamp(local, at.tzinfo):%m/%d/%Y %H:%M};{level * 100:.1f}".replace(".", ","))
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def test_levels_become_a_file_that_the_server_takes(manage, levels):
    out = manage.city / "tide.toml"
    asked = ("--station", "Tanjung Emas", "--datum", "nol palem", "--flood-level", "1.55")
    code, said = manage("tide", "fit", levels, "--out", out, *asked)
    assert code == 0, said
    for part in (
        "in cm.",
        "Dates are month first.",
        "longest gap 50 h",
        "Unexplained: 3.",
        "Explained: 98.",
        "Inferred are P1 and K2",
        "Put it into CITY_DIR",
    ):
        assert part in said
    tide = load_reference(manage.city).tide
    assert (tide.station, tide.datum, tide.flood_level, tide.simulated) == ("Tanjung Emas", "nol palem", 1.55, False)
    assert tide.mean_level == pytest.approx(1.2, abs=0.01)
    assert {each.name: each.amplitude for each in tide.constituents}["K1"] == pytest.approx(0.22, abs=0.02)
    code, said = manage("tide", "show", "2026-11-21", "--days", "2")
    assert code == 0
    assert "Tanjung Emas: metres above nol palem" in said
    assert "Sat 2026-11-21" in said
    assert "high" in said
    assert "low" in said


def test_nothing_is_written_unasked_and_nothing_replaced_unasked(manage, levels):
    code, said = manage("tide", "fit", levels)
    assert (code, "Nothing was written" in said) == (0, True)
    out = manage.city / "tide.toml"
    out.write_text("mine", encoding="utf-8")
    code, said = manage("tide", "fit", levels, "--out", out)
    assert (code, "give --overwrite" in said, out.read_text("utf-8")) == (2, True, "mine")
    assert manage("tide", "fit", levels, "--out", out, "--overwrite")[0] == 0


def test_a_short_series_is_refused_with_what_is_needed(manage, levels):
    levels.write_text("\n".join(levels.read_text("utf-8").splitlines()[:200]), encoding="utf-8")
    code, said = manage("tide", "fit", levels)
    assert code == 2
    assert "at least 15 days are needed" in said


def test_a_file_that_cannot_be_read_is_refused_with_its_line(manage, levels):
    levels.write_text("Waktu;Tinggi\n2025-01-31 13:00;satu\n", encoding="utf-8")
    code, said = manage("tide", "fit", levels)
    assert code == 2
    assert 'stasiun.csv:2: the level "satu" is no number' in said


def test_a_flood_level_below_the_mean_is_refused(manage, levels):
    code, said = manage("tide", "fit", levels, "--flood-level", "0.3")
    assert code == 2
    assert "is not above the mean level 1.20" in said


def test_without_a_tide_the_command_says_where_it_comes_from(manage):
    code, said = manage("tide", "show")
    assert code == 1
    assert "no tide is loaded" in said
    assert "manage.py tide fit FILE" in said


def test_only_a_demo_has_a_tide_of_its_own_and_says_so(manage, tmp_path):
    code, said = manage("tide", "show", DEMO="1")
    assert (code, "SIMULASI" in said) == (0, True)
    for demo, simulated in ((True, True), (False, None)):
        core = build_core(read_settings(var_dir=tmp_path / f"var{demo}", demo=demo))
        tide = core.reference.tide
        core.close()
        assert (tide.simulated if tide else None) is simulated


def test_the_citys_tide_is_taken_in_a_demo_too(manage, levels, tmp_path):
    manage("tide", "fit", levels, "--out", manage.city / "tide.toml")
    core = build_core(read_settings(var_dir=tmp_path / "var", city_dir=manage.city, demo=True))
    tide = core.reference.tide
    core.close()
    assert (tide.station, tide.simulated) == ("stasiun", False)
