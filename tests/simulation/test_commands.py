"""`manage.py simulate` and `replay`, first against a plain web server, then against the Command Center itself."""

import re
import signal
import subprocess
import sys
from collections import Counter
from contextlib import closing
from typing import Any

import pytest
from click.testing import CliRunner

from command_center.errors import ServerAway
from command_center.settings import read_settings
from program.commands.cli import cli
from simulation.commands import replay, secrets_of, simulate
from tests.bench.installation import wait_until_worked
from tests.long_run import LONG_RUN, only_long
from tests.servers.command_center import ROOT, CommandCenter
from tests.servers.ports import free_port
from tests.simulation.receiver import Receiver


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return read_settings(var_dir=tmp_path, demo=True)


def call(command, settings, *arguments):
    return CliRunner().invoke(command, list(arguments), obj=settings)


def test_simulate_sends_what_is_asked_for_and_sums_up(settings):
    with Receiver() as receiver:
        done = call(simulate, settings, "--limit", "12", "--speed", "0", "--seed", "1", "--url", receiver.url)
    assert done.exit_code == 0, done.output
    assert "An ordinary day" in done.output
    assert "12 messages accepted; of 12 requests 12 accepted, 0 refused, 0 tries more" in done.output
    assert len(receiver.requests) == 12


def test_silent_channels_can_be_named(settings):
    others = ["sms", "x", "instagram", "facebook", "whatsapp", "telegram", "web", "sp4n", "android", "ios"]
    silent = [word for code in others for word in ("--silent", code)]
    with Receiver() as receiver:
        done = call(simulate, settings, "--limit", "5", "--speed", "0", "--url", receiver.url, *silent)
    assert done.exit_code == 0, done.output
    assert {path for _, path, _ in receiver.requests} == {"/hooks/112"}


def test_what_is_refused_makes_the_command_fail_and_is_told(settings):
    with Receiver([(403, {})] * 4) as receiver:
        done = call(simulate, settings, "--limit", "6", "--speed", "0", "--seed", "2", "--url", receiver.url)
    assert done.exit_code == 1
    assert "4 refused" in done.output
    assert "403 not now" in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--scenario", "tsunami"], "there are biasa, rob, senyap, ganda"),
        (["--speed", "0"], "say with --limit how many"),
        (["--silent", "fax"], "'fax' is not one of"),
    ],
)
def test_wrong_options_are_explained(settings, arguments, said):
    done = call(simulate, settings, *arguments)
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())


def test_an_absent_server_is_explained(settings):
    done = call(simulate, settings, "--limit", "1", "--url", f"http://127.0.0.1:{free_port()}")
    assert isinstance(done.exception, ServerAway)


def test_a_demo_has_secrets_of_its_own_and_others_only_those_that_are_set(settings, tmp_path, monkeypatch):
    for name in ("SMS_TOKEN", "WHATSAPP_APP_SECRET"):
        monkeypatch.delenv(name, raising=False)
    assert secrets_of(settings).get("SMS_TOKEN")
    assert secrets_of(settings).get("WHATSAPP_APP_SECRET") != secrets_of(settings).get("SMS_TOKEN")
    monkeypatch.setenv("SMS_TOKEN", "our own")
    real = read_settings(var_dir=tmp_path, demo=False)
    assert secrets_of(real).values["SMS_TOKEN"] == "our own"
    assert secrets_of(real).values["WHATSAPP_APP_SECRET"] == ""


def test_replay_sends_a_file_and_says_what_it_left_out(settings, tmp_path):
    file = tmp_path / "laporan.csv"
    file.write_text("text,time\nbanjir,2026-11-18\n,2026-11-18\nlampu mati,2026-11-18\n")
    with Receiver() as receiver:
        done = call(replay, settings, str(file), "--channel", "telegram", "--fast", "--url", receiver.url)
    assert done.exit_code == 0, done.output
    assert "line 3 left out: the text is empty" in done.output
    assert "2 messages accepted" in done.output
    assert len(receiver.requests) == 2


@pytest.fixture(scope="module")
def center(tmp_path_factory):
    with CommandCenter(tmp_path_factory.mktemp("simulation")) as running:
        yield running


@pytest.fixture(scope="module")
def operator(center):
    with closing(center.sign_in("p3m")) as client:
        yield client


MESSAGES = 60 if LONG_RUN else 30


def received(operator) -> list[dict[str, Any]]:
    found = operator.get("/api/v1/reports.geojson").raise_for_status().json()["features"]
    return [feature["properties"] for feature in found]


def settled(center, operator) -> list[dict[str, Any]]:
    """Reports once all that was accepted is worked on: a double would be there too."""
    wait_until_worked(center)
    return received(operator)


def test_whatever_comes_again_is_one_report_in_the_command_center(center, operator):
    said = center.manage("simulate", "--scenario", "ganda", "--limit", str(MESSAGES), "--speed", "0", "--seed", "4")
    assert f"{MESSAGES} messages accepted" in said
    (requests,) = map(int, re.findall(r"of (\d+) requests", said))
    assert requests > 1.6 * MESSAGES
    reports = settled(center, operator)
    resent = [report for report in reports if report["possible_duplicate_of"]]
    assert {report["channel"] for report in resent} <= {"sms"}, "only an SMS that the SMSC resends has a new id"
    assert len(reports) == MESSAGES + len(resent)
    assert len(Counter(report["channel"] for report in reports)) >= 7


def test_a_file_is_replayed_into_the_command_center(center, operator, tmp_path):
    file = tmp_path / "laporan.csv"
    file.write_text(
        "time,text,lat,lon,category\n"
        "2026-11-18 08:00,jalan berlubang di depan pasar,-6.9932,110.4203,jalan_rusak\n"
        "2026-11-18 08:01,needle pickup,42.3594,-71.0587,Needle Pickup\n"
    )
    center.manage("replay", str(file), "--fast")
    reports = sorted(settled(center, operator), key=lambda report: report["number"])[-2:]
    road, foreign = sorted(reports, key=lambda report: report["category"])
    assert (road["category"], road["kecamatan"] != "") == ("jalan_rusak", True)
    assert (foreign["category"], foreign["kecamatan"], foreign["latitude"]) == ("lainnya", "", None)


def replay_of(center, file, channel):
    """Runs the command within this process: eight channels three times would spend their time on starting."""

    def run(*more: str) -> str:
        arguments = ["replay", str(file), "--fast", "--channel", channel, *more]
        done = CliRunner(env=center.environment).invoke(cli, arguments)
        assert done.exit_code == 0, done.output
        return done.output

    return run


@pytest.mark.parametrize(
    "channel",
    [
        "android",
        "sms",
        "whatsapp",
        "sp4n",
        *(pytest.param(each, marks=only_long) for each in ("telegram", "x", "instagram", "facebook")),
    ],
)
def test_a_second_replay_of_a_file_doubles_nothing(center, operator, tmp_path, channel):
    file = tmp_path / "laporan.csv"
    rows = [
        f"2026-11-18 08:0{n},{what} di {place}"
        for n, (what, place) in enumerate(
            [("jalan berlubang", "Tlogosari"), ("lampu mati", "Tembalang"), ("sampah menumpuk", "Genuk")]
        )
    ]
    file.write_text("\n".join(["time,text", *rows]) + "\n")
    before = len(received(operator))
    again = replay_of(center, file, channel)
    again()
    assert len(settled(center, operator)) == before + 3
    assert "3 messages accepted" in again()
    assert len(settled(center, operator)) == before + 3
    again("--again")
    assert len(settled(center, operator)) == before + 6


def test_ctrl_c_ends_the_simulator_in_order(center):
    begun = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "simulate", "--speed", "20000"],
        cwd=center.folder, env=center.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        # A run of the tests in the background has SIGINT ignored, and its children with it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    with begun:
        assert begun.stdout is not None
        for line in begun.stdout:
            if "accepted" in line:
                break
        begun.send_signal(signal.SIGINT)
        rest = begun.stdout.read()
    assert begun.returncode == 0, rest
    assert re.search(r"[1-9]\d* messages accepted; .* 0 refused", rest)
