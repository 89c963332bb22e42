"""`manage.py alerts`: what stands, acting as a person, trying the ways of a rule; and what the doctor says of rotas."""

import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from command_center.domain.alerts import AlertFinding
from command_center.settings import read_settings
from command_center.store.alerts import Alerts
from command_center.store.audit import Audit
from command_center.store.users import Users
from command_center.web.security.accounts import Accounts
from program.alert_doctor import rota_faults
from program.alerts import alerting
from program.commands.cli import cli
from program.core import build_core
from tests.casework.alert_city import duty, rota
from tests.data_sources.test_alert_routes import SECRET, receiving, verified
from tests.reference.shipped import shipped
from tests.servers.empty_database import with_tables
from tests.servers.smtp import MailServerOfTest

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An installation with one alert, an operator with an address, and the mayor."""
    folder = with_tables(tmp_path_factory.mktemp("alerts"))
    core = build_core(read_settings(var_dir=folder, demo=False, secret_key="k" * 40, _env_file=None))
    rules = [each for each in core.reference.alerts.every if each.key == "karantina"]
    alerting(core).take(rules, [AlertFinding("karantina", {"channel": "sms"}, 7)], 0, NOW)
    accounts = Accounts(Users(core.db), core.reference.router.by_code)
    for name, role in (("sari", "diskominfo"), ("wali", "mayor")):
        accounts.add(name, "sebuah kalimat sandi", [role], email=f"{name}@example.test", at=NOW)
    core.close()
    return folder


@pytest.fixture
def folder(made, tmp_path):
    """A copy of it."""
    return shutil.copytree(made, tmp_path / "var")


@pytest.fixture
def manage(folder):
    def run(*arguments, **settings):
        environment = {"VAR_DIR": str(folder), "DEMO": "0", "SECRET_KEY": "k" * 40, **settings}
        done = CliRunner(env=environment).invoke(cli, ["alerts", *map(str, arguments)])
        return done.exit_code, done.output

    return run


def opened(folder):
    return build_core(read_settings(var_dir=folder, demo=False, secret_key="k" * 40, _env_file=None))


def test_what_stands_is_listed_with_its_reason(manage):
    code, said = manage("list")
    assert code == 0
    assert "1  warning  Kiriman di karantina: SMS" in said
    assert "7 kiriman tidak dapat dibaca" in said
    assert manage("list", "--state", "silenced") == (0, "No alert is silenced.\n")
    (told,) = json.loads(manage("list", "--json")[1])
    assert (told["rule"], told["group"], told["count"]) == ("karantina", {"channel": "sms"}, 7)


def test_acknowledging_is_audited_as_the_person_named(manage, folder):
    assert manage("ack", 1, "--by", "Sari", "--comment", "format baru, sedang dibaca") == (
        0,
        "1  acknowledged by sari\n",
    )
    code, said = manage("ack", 1, "--by", "sari", "--comment", "lagi")
    assert code == 2
    assert "sari has acknowledged it already" in said
    core = opened(folder)
    assert [(each.who, each.act) for each in Audit(core.db).newest(1)] == [("sari", "alert.acknowledge")]
    core.close()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ack", 1, "--by", "wali", "--comment", "x"), "is for the roles admin, diskominfo, p3m"),
        (("ack", 1, "--by", "siapa", "--comment", "x"), "siapa: there is no such person"),
        (("ack", 9, "--by", "sari", "--comment", "x"), "there is no alert 9"),
        (("silence", 1, "--by", "sari", "--comment", "x", "--morning", "--hours", 2), "a silence has one end"),
        (("silence", 1, "--by", "sari", "--comment", "x", "--until", "besok"), "a moment reads like"),
        (("test", "lain"), "there is no rule 'lain' in alerts.toml"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_to_do(manage, arguments, said):
    code, told = manage(*arguments)
    assert code == 2
    assert said in told


def test_a_silence_says_its_end(manage, folder):
    code, said = manage("silence", 1, "--by", "sari", "--comment", "diketahui", "--hours", 5)
    assert (code, said.startswith("1  silenced until ")) == (0, True)
    core = opened(folder)
    until = Alerts(core.db).find(1).silenced_until
    assert timedelta(hours=4, minutes=50) < until - datetime.now(UTC) < timedelta(hours=5, minutes=1)
    core.close()


def test_a_rule_is_tried_by_every_way_with_a_message_that_says_so(manage, folder):
    with MailServerOfTest() as mail, receiving() as receiver:
        code, said = manage(
            "test",
            "karantina",
            SMTP_HOST="127.0.0.1",
            SMTP_PORT=str(mail.port),
            SMTP_SECURITY="none",
            SMTP_SENDER="cc@example.test",
            ALERT_WEBHOOK_URL=f"{receiver.url}/x",
            ALERT_WEBHOOK_SECRET=SECRET,
            ALERT_WEBHOOK_WITHIN="1",
        )
        assert (code, said) == (0, "mail to sari: taken\nwebhook to webhook: taken\n")
        (letter,) = mail.kept.letters
        ((_, headers, body),) = receiver.got
    assert letter.rcpt_tos == ["sari@example.test"]
    assert verified(headers, body)
    told = json.loads(body)
    assert (told["event"], told["rule"], told["alerts"]) == ("alert.test", "karantina", [])
    core = opened(folder)
    assert Alerts(core.db).messages(1) == [], "nothing of a trial is kept"
    core.close()


def test_a_way_that_is_not_set_up_is_said_and_fails(manage):
    code, said = manage("test", "karantina")
    assert code == 1
    assert "mail: not set up, SMTP_HOST is not set" in said
    assert "nobody is told" in said


def test_the_doctor_tells_of_accounts_that_there_are_not_and_of_duties_that_reach_nobody(folder):
    core = opened(folder)
    people, rules = Users(core.db).everyone(), shipped().alerts
    core.close()
    named = rota(duty(1, roles=(), accounts=("sari", "budi")), duty(2, roles=("admin",)))
    of_rules = rules.__class__(tuple(each for each in rules.every), {"piket": named}, rules.hours, rules.collect)
    assert rota_faults(named, of_rules, people, mail=False) == [
        "rota piket, duty 1: there is no account 'budi' that may sign in"
    ]
    by_mail = rota_faults(rules.rotas["p3m"], rules, people, mail=True)
    assert by_mail == [
        f"rota p3m, duty {n}: nobody of it has a mail address, so that it is told nothing by mail" for n in (1, 2)
    ]
