"""What is logged stays one line and acts on nobody's terminal, whoever logs it; tracebacks tell places, not values."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from command_center.errors import BadSetting, StoreUnavailable
from command_center.logs import inert, traceback_text

ACTING = [
    "\x1b[2J",
    "\x00",
    "\x7f",
    "\x85",
    "\x9b31m",
    "\u2028",
    "\u2029",
    "\u202e",
    "\u2066",
    "\u200f",
    "\r\n",
    "\ufeff",
    "\ud800",
]
SECRET = "Sutrisno 081227114381"

SCRIPT = """
import logging, structlog
from command_center.logs import set_up_logs
set_up_logs({level!r}, {form!r})
acting = "a\\x1b[2J\\x85\\u2028\\u202eb\\nforged"
structlog.get_logger("x").warning(acting, path=acting, many=[acting, {{acting: acting}}], thing=Exception(acting))
logging.getLogger("library").warning("of %s", acting)
def of_a_page(values):
    raise KeyError(values)
try:
    of_a_page("{secret}\\nforged")
except KeyError:
    structlog.get_logger("x").error("failed", exc_info=True)
    logging.getLogger("library").exception("failed")
import threading
failing = threading.Thread(target=of_a_page, args=("{secret}\\nforged",), name="of \\x1bsomebody")
failing.start()
failing.join()
"""


def written(form, level="info"):
    script = SCRIPT.format(form=form, level=level, secret=SECRET)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stderr.decode()


@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_that_acts_is_written_in_any_format(form):
    text = written(form)
    assert not [sign for sign in ("\x1b", "\x85", "\u2028", "\u202e") if sign in text]
    assert not [line for line in text.splitlines() if line.startswith("forged")]
    assert text.count("\\x1b") >= 4


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_traceback_tells_where_and_not_what_was_sent(form):
    text = written(form)
    assert SECRET not in text
    assert text.count("in of_a_page") == 3
    assert text.count("KeyError") >= 2
    assert SECRET in written(form, level="debug")


def test_every_line_is_json_for_a_collector():
    lines = [json.loads(line) for line in written("json").splitlines()]
    assert [line["event"] for line in lines][2:] == ["failed", "failed", "thread_failed: of \\x1bsomebody"]
    assert all("in of_a_page" in line["exception"] for line in lines[2:])


@pytest.mark.parametrize("sign", ACTING)
def test_signs_that_act_are_written_out(sign):
    assert inert(f"a{sign}b").isprintable()
    assert inert("jalan rusak – Jl. Café №5 😀") == "jalan rusak – Jl. Café №5 😀"


def test_our_own_errors_and_the_systems_say_what_is_wrong():
    try:
        try:
            Path("/nowhere", SECRET).read_text()
        except OSError as error:
            raise StoreUnavailable("the database is away") from error
    except StoreUnavailable as error:
        told = traceback_text(error)
    assert "the database is away" in told
    assert "No such file or directory" in told
    assert "FileNotFoundError" in told
    assert SECRET not in told
    assert all(line.startswith("    ") for line in told.splitlines())


def test_an_error_that_causes_itself_is_told_once():
    first, second = BadSetting("one"), BadSetting("two")
    first.__cause__, second.__cause__ = second, first
    assert traceback_text(first).count("BadSetting") == 2


def test_a_message_whose_arguments_do_not_fit_is_still_told():
    script = "import logging; from command_center.logs import set_up_logs; set_up_logs('info', 'text'); logging.getLogger('x').warning('%d of %s', 'a')"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stderr.decode()
    assert "%d of %s ('a',)" in out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_full_disk_under_the_log_stops_no_work(form):
    """A database's writer that ended because nobody could be told left every message of a full disk without an answer."""
    script = SCRIPT.format(form=form, level="info", secret=SECRET) + "print('worked on')"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=full, check=False)
    assert done.stdout.decode().endswith("worked on\n")
