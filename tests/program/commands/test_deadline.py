"""`manage.py deadline NUMBER`: the working of a deadline in a terminal, in words and as the API's document."""

import json
from datetime import datetime

import pytest
from click.testing import CliRunner

from command_center.domain.working_days import WIB
from command_center.intake.accept import Parsed
from command_center.settings import read_settings
from program.commands.cli import cli
from program.core import build_core
from tests.intake.test_accept import ITEM
from tests.servers.empty_database import with_tables

RECEIVED = datetime(2026, 3, 13, 9, tzinfo=WIB)


@pytest.fixture(scope="module")
def manage(tmp_path_factory):
    """Run a command on an installation with one report of Friday 13 March 2026."""
    var = with_tables(tmp_path_factory.mktemp("var"))
    core = build_core(read_settings(var_dir=var, demo=False))
    core.intake.accept([Parsed(None, RECEIVED, (ITEM,))], RECEIVED)
    core.close()
    environment = {"VAR_DIR": str(var), "DEMO": "0", "PATH": "/usr/bin:/bin"}

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner(env=environment).invoke(cli, arguments)
        return done.exit_code, done.output

    return run


def test_every_day_is_told_with_its_reason(manage):
    code, said = manage("deadline", "lh-2026-000001")
    assert code == 0
    assert "10 hari kerja sesudah hari masuk. Tenggat 6 Apr 2026, 23.59 WIB." in said
    assert "Kebijakan: Lapor Hendi: dijawab paling lama 10 hari kerja (seed-2017@1); tetap sejak diterima." in said
    assert "Kamis, 19 Maret 2026: Hari Suci Nyepi" in said
    assert "Senin, 6 April 2026: hari kerja ke-10" in said


def test_in_english_and_short(manage):
    code, said = manage("deadline", "LH-2026-000001", "--language", "en", "--no-days")
    assert code == 0
    assert "10 working days after the day of receipt. Due 6 Apr 2026, 23:59 WIB." in said
    assert "Monday, 6 April 2026" not in said


def test_as_a_document(manage):
    code, said = manage("deadline", "LH-2026-000001", "--json")
    document = json.loads(said)
    assert code == 0
    assert document["stages"][0]["due"] == "2026-04-06T23:59:59+07:00"
    assert [day["number"] for day in document["stages"][0]["days"] if day["counted"] and not day["late"]] == [
        *range(1, 11)
    ]


def test_a_number_that_there_is_not_is_told_plainly(manage):
    code, said = manage("deadline", "LH-2026-999999")
    assert code == 2
    assert "there is no report with this number; it reads like LH-2026-000123" in said
