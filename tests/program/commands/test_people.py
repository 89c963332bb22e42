"""`manage.py user`, `wall` and `audit`: people and screens by command, each with a row that says who did it."""

import csv
import io
import re

import pytest
from click.testing import CliRunner

from command_center.settings import read_settings
from command_center.store.directory_accounts import DirectoryAccounts
from command_center.store.users import Users
from command_center.web.security.accounts import BadAccount
from program.commands.audit import audit
from program.commands.people import user
from program.commands.walls import wall
from program.core import opened
from tests.servers.empty_database import with_tables

PASSWORD = "tujuh belas bebek di kali"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """An installation with one administrator, made once."""
    folder = with_tables(tmp_path_factory.mktemp("template"))
    run(folder, user, "add", "dewi", "--role", "admin", "--password", PASSWORD)
    return folder


@pytest.fixture
def folder(template, tmp_path):
    for file in template.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def run(folder, command, *arguments):
    settings = read_settings(var_dir=folder, demo=False, secret_key="k" * 40, _env_file=None)
    return CliRunner().invoke(command, list(arguments), obj=settings)


def acts(folder, *asked):
    lines = run(folder, audit, *asked).output.splitlines()
    return [re.split(r"\s{2,}", line)[1:4] for line in lines]


def test_a_person_is_invited_and_named_with_who_did_it(folder):
    done = run(folder, user, "invite", "budi", "--role", "opd_staff", "--opd", "dpu", "--by", "dewi")
    assert done.exit_code == 0
    assert re.fullmatch(r"http://127\.0\.0\.1:8050/masuk/tautan\?kunci=[\w-]{43}\n", done.output)
    again = run(folder, user, "link", "budi")
    assert again.output != done.output
    assert acts(folder)[:2] == [["system", "account.link", "budi"], ["dewi", "account.invite", "budi"]]
    assert re.search(r"budi +opd_staff dpu +never signed in", run(folder, user, "list").output)


@pytest.mark.parametrize("name", ["citizen", "whatsapp"])
def test_nobody_is_called_like_a_citizen_or_a_channel(folder, name):
    done = run(folder, user, "invite", name, "--role", "p3m", "--by", "dewi")
    assert isinstance(done.exception, BadAccount)
    assert "choose another name" in str(done.exception)
    assert name not in run(folder, user, "list").output


def test_who_does_it_must_be_somebody(folder):
    done = run(folder, user, "disable", "dewi", "--by", "nobody")
    assert done.exit_code == 2
    assert "there is no such person" in done.output
    assert "(disabled)" not in run(folder, user, "list").output


def test_every_change_of_an_account_leaves_a_row(folder):
    for command in (
        ["add", "sari", "--role", "p3m", "--password", PASSWORD],
        ["roles", "sari", "--role", "opd", "--opd", "dpu"],
        ["password", "sari", "--password", PASSWORD + " baru"],
        ["disable", "sari"],
        ["enable", "sari"],
        ["sessions", "sari", "--end"],
    ):
        done = run(folder, user, *command, "--by", "dewi")
        assert done.exit_code == 0, done.output
    told = acts(folder, "--subject", "sari")
    assert told == [
        ["dewi", act, "sari"]
        for act in (
            "session.end",
            "account.enable",
            "account.disable",
            "account.password",
            "account.roles",
            "account.add",
        )
    ]
    assert PASSWORD not in run(folder, audit, "--csv").output


def test_a_second_factor_is_looked_at_and_taken_away(folder):
    assert "dewi has no second factor." in run(folder, user, "second-factor", "dewi").output
    refused = run(folder, user, "second-factor", "dewi", "--remove")
    assert refused.exit_code == 2
    assert "dewi has no second factor" in refused.output


def test_an_account_is_linked_with_a_person_of_the_directory(folder, monkeypatch):
    assert "OIDC_ISSUER" in run(folder, user, "directory", "dewi", "s-1").output
    monkeypatch.setenv("OIDC_ISSUER", "https://masuk.kota.test")
    monkeypatch.setenv("OIDC_CLIENT_ID", "command-center")
    monkeypatch.setenv("OIDC_GROUPS", "groups.toml")
    assert run(folder, user, "directory", "dewi", "s-1", "--by", "dewi").exit_code == 0
    with opened(read_settings(var_dir=folder, demo=False, secret_key="k" * 40, _env_file=None)) as core:
        found = DirectoryAccounts(core.db).find("https://masuk.kota.test", "s-1")
        assert found == Users(core.db).named("dewi")
    assert acts(folder, "--act", "account.directory") == [["dewi", "account.directory", "dewi"]]


def test_walls_are_made_and_revoked_by_name(folder):
    assert "/wall?link=" in run(folder, wall, "add", "ruang kendali", "--by", "dewi").output
    assert run(folder, wall, "revoke", "1").exit_code == 0
    assert run(folder, wall, "revoke", "1").exit_code != 0
    assert acts(folder, "--act", "wall") == [
        ["system", "wall.revoke", "ruang kendali"],
        ["dewi", "wall.add", "ruang kendali"],
    ]


def test_the_audit_is_filtered_and_written_as_csv(folder):
    run(folder, wall, "add", "=cmd", "--by", "dewi")
    rows = list(csv.DictReader(io.StringIO(run(folder, audit, "--csv", "--who", "dewi").output.lstrip("\ufeff"))))
    assert [(row["who"], row["act"], row["subject"]) for row in rows] == [("dewi", "wall.add", "'=cmd")]
    assert run(folder, audit, "--since", "2999-01-01").output == "Nothing of that kind.\n"
    assert run(folder, audit, "--since", "yesterday").exit_code == 2
    assert len(acts(folder, "--limit", "1")) == 1
