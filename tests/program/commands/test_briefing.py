"""`manage.py briefing`: issues, prints, writes and mails the briefing of a day, and says plainly what it cannot do."""

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from command_center.domain.working_days import WIB
from command_center.settings import read_settings
from program.commands.briefing import briefing
from program.core import build_core
from simulation.fill import fill_history
from tests.servers.empty_database import with_tables
from tests.servers.smtp import MailServerOfTest

TODAY = datetime.now(WIB).date()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An installation with some days of history."""
    var_dir = with_tables(tmp_path_factory.mktemp("var"))
    core = build_core(read_settings(var_dir=var_dir, demo=False, secret_key="k" * 40, _env_file=None))
    now = datetime.now(UTC)
    fill_history(core.reference, core.channels, core.intake, core.triage, core.reports, now, 3, lambda _: None)
    core.close()
    return var_dir


def run(folder, *arguments, **settings):
    made = read_settings(var_dir=folder, demo=False, secret_key="k" * 40, _env_file=None, **settings)
    return CliRunner().invoke(briefing, [*map(str, arguments)], obj=made)


def test_what_was_not_issued_is_not_there(folder):
    done = run(folder, TODAY - timedelta(days=3))
    assert done.exit_code == 1
    assert "issue it with --issue" in done.output


def test_it_is_issued_printed_and_written(folder, tmp_path):
    sheet = tmp_path / "lembar.pdf"
    done = run(folder, YESTERDAY, "--issue", "--pdf", sheet)
    assert done.exit_code == 0, done.output
    assert f"Issued: version 1 of {YESTERDAY}" in done.output
    assert "Laporan pagi Wali Kota" in done.output
    assert sheet.read_bytes().startswith(b"%PDF-")
    again = run(folder, YESTERDAY, "--issue", "--language", "en")
    assert f"Nothing differs: version 1 of {YESTERDAY} stands" in again.output
    assert "Morning briefing for the Mayor" in again.output


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["kemarin"], 2, "is no day: write it like"),
        (["2026-02-30"], 2, "is no day"),
        ([YESTERDAY, "--reason", "x"], 2, "go with --issue"),
        ([YESTERDAY, "--issue", "--by", "nobody"], 2, "there is no such person"),
    ],
)
def test_what_cannot_be_is_told(folder, arguments, code, told):
    done = run(folder, *arguments)
    assert (done.exit_code, told in done.output) == (code, True), done.output


def test_it_is_mailed_once_to_each(folder):
    run(folder, YESTERDAY, "--issue")
    assert "nobody to mail it to" in run(folder, YESTERDAY, "--send").output
    with MailServerOfTest() as server:
        post = {
            "smtp_host": "127.0.0.1",
            "smtp_port": server.port,
            "smtp_security": "none",
            "smtp_sender": "laporan@x.test",
            "briefing_recipients": "wali@x.test, sekda@x.test,wali@x.test",
        }
        done = run(folder, YESTERDAY, "--send", **post)
        assert done.exit_code == 0, done.output
        assert "wali@x.test: sent" in done.output
        assert run(folder, YESTERDAY, "--send", **post).exit_code == 0
        letters = server.kept.letters
    assert [letter.rcpt_tos for letter in letters] == [["wali@x.test"], ["sekda@x.test"]]
    content = letters[0].content
    assert b"Auto-Submitted: auto-generated" in content
    assert b"application/pdf" in content
