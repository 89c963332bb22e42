"""The doctor beside a server that runs, that is away, that trusts it not, and that is none of ours."""

import os
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from command_center.settings import read_settings
from command_center.store.briefing_mails import BriefingLetter, LetterState
from program.doctor import follower_finding, letter_finding, transport_finding
from program.running_server import NOTE, NotTold, address, as_running, ask_figures, note_address
from tests.bench.installation import wait_until_worked
from tests.e2e.messages import send_whatsapp
from tests.servers.ami import AmiServer
from tests.servers.command import run_command
from tests.servers.command_center import CommandCenter
from tests.servers.ports import free_port


def doctor(center, **changed):
    """Lines of the doctor that the server's environment, with changes, gives."""
    done = run_command("doctor", folder=center.folder, environment=center.environment | changed)
    assert not done.stderr, done.stderr
    return {line.split(": ")[0]: line for line in done.stdout.splitlines()}, done.returncode


def wait_for(ask, seconds):
    """What `ask` gives as soon as it gives anything."""
    until = time.monotonic() + seconds
    while (found := ask()) is None and time.monotonic() < until:
        time.sleep(0.2)
    return found


def test_the_doctor_beside_a_server_that_runs_and_one_that_does_not(tmp_path):
    center = CommandCenter(tmp_path)
    lines, code = doctor(center)
    assert "no data yet" in lines["✓ settings"]
    assert not (tmp_path / "var").exists()
    assert f"none runs at {center.url}" in lines["✓ server"]
    assert "can be made" in lines["✓ briefing as PDF"]
    assert code == 0, "an installation is also examined before it is started"
    with center:
        assert send_whatsapp(center, "wamid.1", "jalan berlubang di Tlogosari Kulon").status_code == 200
        lines, code = doctor(center)
        assert center.url in lines["✓ server"]
        for name in ("projection", "live push"):
            assert f"✓ {name}" in lines, lines
        assert code == 0
        assert send_whatsapp(center, "wamid.2", "terima kasih").status_code == 200
        wait_until_worked(center)
        assert wait_for(lambda: doctor(center)[0].get("✓ no reports"), 30) == "✓ no reports: whatsapp: 1 thanks"
        lines, code = doctor(center, SECRET_KEY="another key than that of the server that runs")
        assert "does not trust this command" in lines["✗ server"]
        assert code == 1
        assert "✓ projection" not in lines
    lines, _ = doctor(center)
    assert "none runs at" in lines["✓ server"]


def test_the_token_of_the_monitor_is_used_where_one_is_set(tmp_path):
    with CommandCenter(tmp_path, METRICS_TOKEN="token-of-the-collector") as center:
        assert "✓ projection" in doctor(center)[0]
        assert "✗ server" in doctor(center, METRICS_TOKEN="")[0]


def figures(lag, stalled, errors, age):
    told = {"lag_events": lag, "stalled_seconds": stalled, "errors_total": errors}
    found = {f"follower_{name}": {"projection": value} for name, value in told.items()}
    return found if age is None else found | {"follower_batch_age_seconds": {"projection": age}}


@pytest.mark.parametrize(
    ("told", "bad", "says"),
    [
        ((0, 0.1, 0, 12.0), False, "has all events, took the last events 12 s ago"),
        ((0, 0.1, 2, None), False, "took no events since the server started, 2 failures since the server started"),
        ((340, 0.1, 0, 0.0), False, "340 events behind and catching up"),
        ((340, 95.0, 50, 95.0), True, "340 events behind, and has not followed the log for 95 s, 50 failures"),
    ],
)
def test_a_follower_is_told_with_what_to_do(told, bad, says):
    finding = follower_finding("projection", figures(*told))
    assert (finding.what, finding.bad) == ("projection", bad)
    assert says in finding.says


@pytest.mark.parametrize(
    ("connected", "heard", "trouble", "bad", "says"),
    [
        (1, 9.0, {}, False, "connected for 60 s, last heard 9 s ago"),
        (1, None, {}, False, "connected for 60 s, nothing heard yet"),
        (
            0,
            9.0,
            {"112 switchboard: refused user": 2},
            True,
            "refused user, for 60 s (somebody must act; last heard 9 s ago)",
        ),
        (
            0,
            None,
            {"112 switchboard: app_queue": 1},
            True,
            "app_queue, for 60 s (it is tried again by itself; nothing heard yet)",
        ),
        (0, None, {"sp4n folder: gone": 2}, True, "not connected, for 60 s"),
    ],
)
def test_the_line_to_the_switchboard_is_told_with_what_to_do(connected, heard, trouble, bad, says):
    name = "112 switchboard"
    told = {
        "transport_connected": {name: connected},
        "transport_state_seconds": {name: 60.0},
        "transport_trouble": trouble,
    }
    finding = transport_finding(name, told if heard is None else told | {"transport_heard_seconds": {name: heard}})
    assert (finding.what, finding.says, finding.bad) == (name, says, bad)


def test_a_switchboard_that_refuses_us_is_told_by_doctor(tmp_path):
    with (
        AmiServer() as asterisk,
        CommandCenter(tmp_path, AMI_URL=f"ami://panel:salah@127.0.0.1:{asterisk.port}") as center,
    ):
        until = time.monotonic() + 30
        while "✗ 112 switchboard" not in (lines := doctor(center)[0]) and time.monotonic() < until:
            time.sleep(0.5)
        assert "refused user 'panel' (Authentication failed): compare AMI_URL" in lines["✗ 112 switchboard"]


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("fd00::7", "[fd00::7]"), ("web", "web")],
)
def test_the_server_is_asked_on_its_own_machine(host, expected, tmp_path):
    asked = read_settings(host=host, port=8051, base_url="https://lapor.example", var_dir=tmp_path)
    assert address(asked) == f"http://{expected}:8051"


class _Other(BaseHTTPRequestHandler):
    status, body = 200, b"<p>a page of somebody else"

    def do_GET(self):
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (200, b"<p>a page of somebody else", "another program answers"),
        (200, b"up 1\n", "another program answers"),
        (404, b"", "another program answers"),
        (503, b"the database is away", "cannot reach its database: the database is away"),
    ],
)
def test_what_answers_and_is_no_server_of_ours_that_works_is_told(status, body, says, tmp_path):
    handler = type("Handler", (_Other,), {"status": status, "body": body})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            with pytest.raises(NotTold, match=says) as reason:
                ask_figures(read_settings(port=server.server_port, var_dir=tmp_path, secret_key="k" * 40))
        finally:
            server.shutdown()
            thread.join()
    assert reason.value.bad


def test_a_proxy_of_the_environment_is_not_asked(tmp_path, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    settings = read_settings(port=free_port(), var_dir=tmp_path, secret_key="k" * 40)
    with pytest.raises(NotTold, match="none runs") as reason:
        ask_figures(settings)
    assert not reason.value.bad
    assert "HTTP_PROXY" in os.environ


def test_settings_with_which_a_server_would_not_start_are_told(tmp_path):
    center = CommandCenter(tmp_path, OPEN311_KEYS="andriod=kunci", MAP_TILE_URL="https://tile.example/{z}/{x}/{y}.png")
    lines, code = doctor(center)
    assert "a server does not start with it: OPEN311_KEYS: part 1 must read channel=key" in lines["✗ setting"]
    assert "MAP_TILE_ATTRIBUTION is not" in lines["✗ map"]
    assert code == 1


def test_a_command_finds_the_server_whose_port_was_given_to_it_alone(tmp_path):
    with CommandCenter(tmp_path) as center:
        kept = {name: value for name, value in center.environment.items() if name != "PORT"}
        here = read_settings(_env_file=None, var_dir=tmp_path / "var")
        assert as_running(here).port == center.port
        done = run_command("secrets", folder=tmp_path, environment=kept)
        assert done.returncode == 0, done.stderr
        assert f"export BASE={center.url}" in done.stdout
        other = read_settings(_env_file=None, var_dir=tmp_path / "var", port=8050)
        assert as_running(other).port == 8050, "what is given counts"
    # Where a server has ended, another one may listen by now.
    assert wait_for(lambda: True if as_running(here) is here else None, 30)


def test_no_note_and_a_damaged_note_change_nothing(tmp_path):
    here = read_settings(_env_file=None, var_dir=tmp_path)
    assert as_running(here) is here
    lock = note_address(here)
    (tmp_path / NOTE).write_text("x")
    assert as_running(here) is here
    lock.close()


@pytest.mark.parametrize(
    ("state", "number", "problem", "says"),
    [
        (LetterState.FAILED, 2, "RCPT TO: 550 no such user", "`manage.py briefing 2026-11-27 --send`"),
        (LetterState.UNSURE, 0, "", "an address that BRIEFING_RECIPIENTS has no more is unsure (without a word)"),
        (LetterState.WAITING, 1, "451 later", "address 1 of BRIEFING_RECIPIENTS is waiting (451 later): tried 3 times, "
                                              "again at 06:15 WIB by itself"),
    ],
)  # fmt: skip
def test_a_letter_that_did_not_arrive_is_told_without_its_address(state, number, problem, says):
    letter = BriefingLetter(7, 1, "wali@x.test", state, 3, datetime(2026, 11, 26, 23, 15, tzinfo=UTC), problem)
    found = letter_finding(letter, "2026-11-27", number)
    assert found.bad
    assert says in found.says
    assert "wali@x.test" not in found.line
