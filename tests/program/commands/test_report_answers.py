"""`manage.py report answer|settle|ask|answered` and `sp4n followups`: refusals say what to do, and an answer counts when it is told."""

import shutil
from dataclasses import replace

import pytest
from click.testing import CliRunner

from command_center.casework.triage import Step
from command_center.domain.inbound import Reporter
from command_center.domain.workflow import Status
from command_center.intake.accept import Parsed
from command_center.settings import read_settings
from command_center.store.public_reports import PublicReports
from command_center.store.users import Users
from command_center.web.security.accounts import Accounts
from program.commands.cli import cli
from program.core import build_core, now
from tests.intake.test_accept import ITEM
from tests.servers.empty_database import with_tables

NOW = now()
WHATSAPP, SP4N, CALL, OLD, ANDROID = (f"LH-{NOW:%Y}-{number:06}" for number in range(1, 6))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Five forwarded reports: of WhatsApp, SP4N, a call, an old one of WhatsApp, and one of the app."""
    folder = with_tables(tmp_path_factory.mktemp("made"))
    core = build_core(read_settings(var_dir=folder, demo=False, secret_key="k" * 40, _env_file=None))
    old = NOW.replace(year=NOW.year - 1)
    items = (
        replace(ITEM, external_id="wamid.1", account="1055", sent_at=NOW, reporter=Reporter("w1", "", "6281200000001")),
        replace(ITEM, channel="sp4n", external_id="8123456", account="lapor.go.id", reporter=Reporter("s1")),
        replace(ITEM, channel="112", external_id="c1", account="112", reporter=Reporter("+62812", "", "+628122334455")),
        replace(ITEM, external_id="wamid.2", account="1055", sent_at=old, reporter=Reporter("w2", "", "6281200000002")),
        replace(ITEM, channel="android", external_id="f1", account="android", reporter=Reporter("a1", "Budi Santoso")),
    )
    core.intake.accept([Parsed(None, NOW, items)], NOW)
    core.triage.take([Step(each, Status.FORWARDED, NOW, "sari", "dpu") for each in range(1, 6)])
    accounts = Accounts(Users(core.db), core.reference.router.by_code)
    for name, roles, opd in (("sari", ["p3m"], ""), ("kepala.dpu", ["opd"], "dpu"), ("kepala.dlh", ["opd"], "dlh")):
        accounts.add(name, "sebuah kalimat sandi", roles, opd=opd, at=NOW)
    core.close()
    return folder


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "var")


@pytest.fixture
def manage(folder, monkeypatch):
    monkeypatch.chdir(folder)

    def run(*arguments, **settings):
        environment = {"VAR_DIR": str(folder), "DEMO": "0", "SECRET_KEY": "k" * 40, **settings}
        done = CliRunner(env=environment).invoke(cli, [*map(str, arguments)])
        return done.exit_code, done.output

    return run


SET_UP = {"WHATSAPP_ACCESS_TOKEN": "t"}


@pytest.mark.parametrize(
    ("number", "text", "by", "settings", "said"),
    [
        (WHATSAPP, "Selesai", "sari", {}, "set WHATSAPP_ACCESS_TOKEN"),
        (OLD, "Selesai", "sari", SET_UP, "within 24 hours"),
        (WHATSAPP, "x" * 4097, "sari", SET_UP, "too long for whatsapp: 4097 of 4096"),
        (WHATSAPP, "  ", "sari", SET_UP, "empty"),
        (WHATSAPP, "Selesai", "kepala.dlh", SET_UP, "not a report that kepala.dlh may act on"),
        (WHATSAPP, "Selesai", "siapa", SET_UP, "no such person"),
        ("LH-2020-000001", "Selesai", "sari", SET_UP, "no report with this number"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_what_to_do(manage, number, text, by, settings, said):
    code, output = manage("report", "answer", number, "--text", text, "--by", by, **settings)
    assert code == 2, output
    assert said in output
    assert "Not answered yet" in manage("report", "answers", WHATSAPP)[1]


def test_an_answer_waits_for_its_channel_and_a_published_one_counts_at_once(manage):
    code, output = manage("report", "answer", WHATSAPP, "--text", "Dijadwalkan", "--by", "kepala.dpu", **SET_UP)
    assert (code, output.startswith(f"{WHATSAPP}: goes out on the citizen's own channel")) == (0, True)
    assert "waiting" in manage("report", "answers", WHATSAPP)[1]
    assert "forwarded" in manage("report", "show", WHATSAPP)[1]
    assert manage("report", "settle", OLD, "--text", "Selesai", "--by", "sari", "--publish")[0] == 0
    assert "published" in manage("report", "answers", OLD)[1]
    assert "settled" in manage("report", "show", OLD)[1]


def test_who_was_called_back_was_told(manage):
    assert "call back" in manage("report", "answer", CALL, "--text", "Dijadwalkan", "--by", "sari")[1]
    assert "answered" in manage("report", "answered", CALL, "--by", "sari")[1]
    code, output = manage("report", "answered", CALL, "--by", "sari")
    assert code == 2
    assert "no answer waits" in output


def test_follow_ups_for_sp4n_are_written_once_and_then_count(manage, folder):
    assert manage("sp4n", "followups", "a.csv", "--by", "sari") == (0, "No follow-up waits.\n")
    assert "sp4n followups" in manage("report", "settle", SP4N, "--text", "=Selesai", "--by", "sari")[1]
    assert manage("sp4n", "followups", "a.csv", "--keep", "--by", "sari")[0] == 0
    assert "forwarded" in manage("report", "show", SP4N)[1]
    code, _ = manage("sp4n", "followups", "a.csv", "--by", "sari")
    assert code == 2, "a file that is there is not written over"
    assert manage("sp4n", "followups", "b.csv", "--by", "sari")[0] == 0
    written = (folder / "b.csv").read_text("utf-8-sig").splitlines()
    assert written[0] == "Tracking ID,Nomor Laporan,Status,Tanggal Tindak Lanjut,Tindak Lanjut"
    assert written[1].startswith(f"8123456,{SP4N},Selesai,")
    assert written[1].endswith("'=Selesai"), "no cell acts as a formula"
    assert "settled" in manage("report", "show", SP4N)[1]
    assert manage("sp4n", "followups", "c.csv", "--by", "sari")[1] == "No follow-up waits.\n"


def test_an_app_reads_the_answer_with_what_is_personal_masked(manage, folder):
    manage("report", "settle", ANDROID, "--text", "Selesai, Pak Budi Santoso (0812-2334-455).", "--by", "sari")
    core = build_core(read_settings(var_dir=folder, demo=False, secret_key="k" * 40, _env_file=None))
    try:
        (report,) = (reports := PublicReports(core.db)).by_numbers([ANDROID])
        said = reports.answer(report)
    finally:
        core.close()
    assert said.startswith("Selesai")
    assert "Budi" not in said
    assert "2334" not in said
