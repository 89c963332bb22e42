"""`manage.py report`: the acts of the desk by command, in the name of a person, with plain refusals and exit codes."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from command_center.domain.inbound import Reporter
from command_center.intake.accept import Parsed
from command_center.settings import read_settings
from command_center.store.audit import Audit
from command_center.store.users import Users
from command_center.web.security.accounts import Accounts
from program.commands.cli import cli
from program.core import build_core
from tests.intake.test_accept import ITEM
from tests.servers.empty_database import with_tables

NOW = datetime.now(UTC)


def installed(tmp_path):
    """An installation with two reports, an operator, a chief of DPU and somebody who is shut out."""
    core = build_core(read_settings(var_dir=tmp_path, demo=False, secret_key="k" * 40, _env_file=None))
    flood = replace(ITEM, external_id="z", text="Lapor Hendi banjir di Kaligawe depan RSI", reporter=Reporter("6280"))
    core.intake.accept([Parsed(None, NOW, (ITEM, flood))], NOW)
    accounts = Accounts(Users(core.db), core.reference.router.by_code)
    for name, roles, opd in (("sari", ["p3m"], ""), ("kepala.dpu", ["opd"], "dpu"), ("lama", ["p3m"], "")):
        accounts.add(name, "sebuah kalimat sandi", roles, opd=opd, at=NOW)
    accounts.disable("lama", NOW)
    core.close()
    return tmp_path


def commands(folder):
    """Runs `manage.py report` there -> exit code and what it said."""

    def run(*arguments):
        environment = {"VAR_DIR": str(folder), "DEMO": "0", "SECRET_KEY": "k" * 40}
        done = CliRunner(env=environment).invoke(cli, ["report", *map(str, arguments)])
        return done.exit_code, done.output

    return run


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return installed(with_tables(tmp_path_factory.mktemp("made")))


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "var")


@pytest.fixture
def manage(folder):
    return commands(folder)


@pytest.fixture(scope="module")
def refusing(made, tmp_path_factory):
    """Commands on an installation that is shared by tests of what is refused, or only read."""
    return commands(shutil.copytree(made, tmp_path_factory.mktemp("refusing") / "var"))


FIRST = f"LH-{NOW:%Y}-000001"
SECOND = f"LH-{NOW:%Y}-000002"


def shown(manage, number):
    code, output = manage("show", number, "--json")
    assert code == 0, output
    return json.loads(output)


def test_a_report_goes_its_way_by_command_in_the_name_of_a_person(manage, folder):
    assert manage("verify", FIRST, "--by", "sari")[0] == 0
    code, output = manage("forward", FIRST.lower(), "--opd", "dlh", "--text", "Cek gang RT 03", "--by", "Sari")
    assert code == 0, output
    sheet = shown(manage, FIRST)
    assert (sheet["status"], sheet["opd"], sheet["version"]) == ("forwarded", "dlh", 3)
    assert [(each["by"], each["status"], each["note"]) for each in sheet["history"]] == [
        ("sari", "verified", ""),
        ("sari", "forwarded", "Cek gang RT 03"),
    ]
    core = build_core(read_settings(var_dir=folder, demo=False, secret_key="k" * 40, _env_file=None))
    assert [(each.who, each.act, each.subject) for each in Audit(core.db).newest(2)] == [
        ("sari", "report.forward", FIRST),
        ("sari", "report.verify", FIRST),
    ]
    core.close()


def test_the_sheet_tells_nobodys_name_or_number(refusing):
    for form in ((), ("--json",)):
        _, output = refusing("show", FIRST, *form)
        assert ITEM.reporter.name not in output
        assert "800-000" not in output
        assert ITEM.reporter.key not in output
    assert "due" in refusing("show", FIRST)[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("verify", "LH-2026-999999", "--by", "sari"), "no report with this number"),
        (("verify", FIRST), "--by"),
        (("verify", FIRST, "--by", "nobody"), "no such person"),
        (("verify", FIRST, "--by", "lama"), "may not sign in any more"),
        (("verify", "1", "--by", "sari"), f"do you mean {FIRST}?"),
        (("show", FIRST, "--by", "kepala.dpu"), "is not a report that kepala.dpu may act on"),
        (("verify", FIRST, "--by", "kepala.dpu"), "is not a report that kepala.dpu may act on"),
        (("forward", FIRST, "--opd", "ufo", "--by", "sari"), "'ufo' is no department"),
        (("defer", FIRST, "--by", "sari"), "say why"),
        (("verify", FIRST, "--by", "sari", "--version", "9"), "was changed meanwhile"),
        (("return", FIRST, "--by", "sari", "--text", "x"), "with no department"),
        (("merge", FIRST, "--by", "sari"), "name the report"),
        (("defer", FIRST, "--opd", "dlh", "--text", "x", "--by", "sari"), f"--opd dlh: {FIRST} is at dpu"),
        (("answer", FIRST, "--opd", "DLH", "--text", "x", "--by", "sari"), f"--opd DLH: {FIRST} is at dpu"),
        (("merge", FIRST, FIRST, "--by", "sari"), "with itself"),
        (("split", FIRST, "--by", "sari", "--message", "m9"), "no message with that id"),
        (("correct", FIRST, "--lat", "-6.99", "--by", "sari"), "both"),
        (("correct", FIRST, "--lat", "1", "--lon", "1", "--by", "sari"), "outside the city"),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(refusing, arguments, told):
    code, output = refusing(*arguments)
    assert code == 2, output
    assert told in output
    assert "Traceback" not in output
    assert shown(refusing, FIRST)["version"] == 1


def test_reports_are_merged_and_split(manage):
    code, output = manage("merge", FIRST, "--into", SECOND, "--by", "sari")
    assert code == 0, output
    assert shown(manage, FIRST)["incident"]["with"] == [SECOND]
    assert manage("split", FIRST, "--by", "sari")[0] == 0
    assert shown(manage, FIRST)["incident"] is None
    assert shown(manage, SECOND)["incident"]["with"] == []


def test_what_people_type_for_numbers_and_departments_is_understood(manage):
    assert manage("verify", f"lh {NOW:%Y} 1", "--opd", "DLH", "--by", "sari")[0] == 0
    sheet = shown(manage, FIRST)
    assert (sheet["status"], sheet["opd"]) == ("verified", "dlh")
    assert manage("forward", FIRST, "--opd", "Satpol PP", "--by", "sari")[0] == 0
    assert shown(manage, f"{NOW:%Y}-1")["opd"] == "satpol_pp"
    assert manage("show", FIRST, "--by", "sari")[0] == 0


def test_why_reports_were_merged_and_split_stands_in_their_history_and_is_no_step(manage):
    manage("verify", FIRST, "--by", "sari")
    assert manage("merge", FIRST, SECOND, "--text", "satu kejadian", "--by", "sari")[0] == 0
    assert manage("split", FIRST, "--text", "ternyata bukan", "--by", "sari")[0] == 0
    assert [(each["status"], each["opd"], each["note"]) for each in shown(manage, FIRST)["history"]] == [
        ("verified", "", ""),
        ("verified", "", "satu kejadian"),
        ("verified", "", "ternyata bukan"),
    ]
