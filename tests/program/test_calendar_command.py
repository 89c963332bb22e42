"""`manage.py calendar`: what a person sees and must say before deadlines are counted anew."""

import shutil

import pytest
from click.testing import CliRunner

from command_center.intake.accept import Parsed
from command_center.reference.load import OWN_FILES
from command_center.settings import read_settings
from program.commands.cli import cli
from program.core import build_core
from tests.intake.test_accept import ITEM, NOW
from tests.servers.empty_database import with_tables

DECREE = """
[[day_off]]
date = 2026-12-01
name = { id = "Cuti Bersama", en = "Joint leave" }
source = "SKB contoh"
"""


@pytest.fixture
def manage(tmp_path):
    """Run a command on an installation with one report, whose city has a holidays.toml of its own."""
    city = tmp_path / "city"
    city.mkdir()
    shutil.copyfile(OWN_FILES / "holidays.toml", city / "holidays.toml")
    core = build_core(read_settings(var_dir=with_tables(tmp_path / "var"), city_dir=city, demo=False))
    core.intake.accept([Parsed(None, NOW, (ITEM,))], NOW)
    core.close()
    environment = {"VAR_DIR": str(tmp_path / "var"), "CITY_DIR": str(city), "DEMO": "0", "PATH": "/usr/bin:/bin"}

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner(env=environment).invoke(cli, arguments)
        return done.exit_code, done.output

    run.city = city
    return run


def test_a_decree_is_shown_then_applied_by_a_person_who_is_known(manage):
    assert "nothing to apply" in manage("calendar", "apply")[1]
    with (manage.city / "holidays.toml").open("a") as file:
        file.write(DECREE)
    code, shown = manage("calendar", "apply", "--dry-run")
    assert code == 0
    assert "Fri 2026-12-04 23:59 WIB -> Mon 2026-12-07 23:59 WIB" in shown
    assert "1 later, 0 earlier" in shown
    code, said = manage("calendar", "apply")
    assert (code, "--reason" in said) == (2, True)
    code, said = manage("calendar", "apply", "--by", "sari", "--reason", "SKB contoh")
    assert (code, "no such person" in said) == (2, True)
    manage("user", "add", "sari", "--role", "admin", "--password", "sandi untuk uji saja 2026")
    code, said = manage("calendar", "apply", "--by", "sari", "--reason", "SKB contoh")
    assert (code, "deadlines of 1 reports were moved" in said) == (0, True)
    assert "SKB contoh" in manage("calendar", "acts")[1]
    assert "2026-12-04 23:59 WIB -> Mon 2026-12-07" in manage("calendar", "acts", "1")[1]
    assert manage("calendar", "acts", "7")[0] == 1


def test_the_calendar_is_shown_with_what_is_not_final(manage):
    assert "final until 2026-12-31" in manage("calendar", "show", "2026")[1]
    assert "(provisional)" in manage("calendar", "show", "2027")[1]
    code, said = manage("calendar", "show", "2010")
    assert (code, "knows the days off of" in said) == (1, True)
