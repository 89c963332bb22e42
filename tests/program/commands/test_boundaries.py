"""`manage.py boundaries import`: what it shows, what it changes, and its exit codes."""

import pytest
from click.testing import CliRunner

from command_center.settings import read_settings
from program.commands.cli import cli
from tests.places.boundary_sets import OPEN_SET, complete_set, grown_into_the_sea, pierced, saved, with_shape, without
from tests.servers.empty_database import with_tables

TAKEN, REFUSED, TO_ACCEPT = 0, 2, 3


@pytest.fixture(scope="module")
def full_set():
    return complete_set()


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VAR_DIR", str(with_tables(tmp_path / "var")))

    def command(frame, *options):
        file = saved(frame, tmp_path) if not isinstance(frame, str) else frame
        return CliRunner().invoke(cli, ["boundaries", "import", str(file), *options])

    return command


def in_use():
    return (read_settings().var_dir / "boundaries" / "boundaries.geojson").exists()


def test_a_good_set_is_put_in_use(run, full_set):
    done = run(full_set)
    assert done.exit_code == TAKEN, done.output
    assert in_use()
    assert "177 features, matched by code (KODE), from EPSG:4326" in done.output
    assert "A running server takes the boundaries within seconds." in done.output


def test_a_dry_run_shows_the_same_and_changes_nothing(run, full_set):
    done = run(full_set, "--dry-run")
    assert done.exit_code == TAKEN, done.output
    assert "Nothing was changed" in done.output
    assert not in_use()


def test_a_coast_that_moved_waits_for_somebody_to_accept_it(run, full_set):
    frame = grown_into_the_sea(full_set, ["Tanjung Mas", "Bandarharjo", "Tawangsari", "Tugurejo", "Trimulyo"], 2_000)
    waits = run(frame)
    assert waits.exit_code == TO_ACCEPT, waits.output
    assert "to accept: all together measure" in waits.output
    assert "Tanjung Mas (Semarang Utara)" in waits.output
    assert "run this again with --accept-area" in waits.output
    assert not in_use()
    assert run(frame, "--accept-area", "--dry-run").exit_code == TAKEN
    assert not in_use()
    assert run(frame, "--accept-area").exit_code == TAKEN
    assert in_use()


def test_what_cannot_be_used_is_refused_with_what_to_mend(run, full_set):
    lacking = run(without(full_set, "Miroto"), "--accept-area")
    assert lacking.exit_code == REFUSED
    assert "33.74.01.1001 Miroto (Semarang Tengah) is missing" in lacking.output
    over = run(with_shape(full_set, "Miroto", lambda shape: shape.buffer(0.003)), "--accept-area")
    assert over.exit_code == REFUSED
    assert "overlap by" in over.output
    assert "kelurahan " in over.output, "the table stands before the refusal"
    assert not in_use()


def test_the_projection_can_be_named_and_every_kelurahan_shown(run, full_set):
    flat = full_set.to_crs(32749).set_crs(4326, allow_override=True)
    unnamed = run(flat)
    assert unnamed.exit_code == REFUSED
    assert "--crs says which one it is" in unnamed.output
    named = run(flat, "--crs", "EPSG:32749", "--all", "--dry-run")
    assert named.exit_code == TAKEN, named.output
    assert sum("(" in line and "%" in line for line in named.output.splitlines()) >= 177


def test_a_gap_names_who_lies_beside_it(run, full_set):
    waits = run(with_shape(full_set, "Meteseh", pierced))
    assert waits.exit_code == TO_ACCEPT
    assert "gaps add up to" in waits.output
    assert "Meteseh (Tembalang)" in waits.output


@pytest.mark.skipif(not OPEN_SET.exists(), reason="../shared/data/boundaries is not there")
def test_the_open_set_needs_nobody_to_accept_it(run):
    done = run(str(OPEN_SET))
    assert done.exit_code == TAKEN, done.output
    assert "to accept" not in done.output
