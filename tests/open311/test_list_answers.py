"""Lists of reports are made once for all who ask the same, kept while nothing changes, and bounded."""

import threading

import pytest

from command_center.open311 import list_answers as module
from command_center.open311.errors import Refused
from command_center.open311.list_answers import ListAnswers
from tests.open311.server import NOW, V2, add_report, app, deps


class Asked:
    """Counts what is made."""

    def __init__(self):
        self.made = 0
        self.go = threading.Event()
        self.go.set()

    def make(self):
        self.made += 1
        self.go.wait(30)
        return b"list %d" % self.made


def test_a_list_is_kept_until_something_changes_or_it_is_old():
    state, now, asked = [1], [0.0], Asked()
    answers = ListAnswers(lambda: state[0], lambda: now[0])
    assert answers.get("a", asked.make) == b"list 1"
    assert answers.get("a", asked.make) == b"list 1"
    assert answers.get("b", asked.make) == b"list 2"
    state[0] = 2
    assert answers.get("a", asked.make) == b"list 3"
    now[0] = module.GOOD_SECONDS
    assert answers.get("a", asked.make) == b"list 4"


def test_eight_who_ask_the_same_at_once_cost_one():
    asked = Asked()
    asked.go.clear()
    answers = ListAnswers(lambda: 1)
    found = []
    threads = [threading.Thread(target=lambda: found.append(answers.get("a", asked.make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    asked.go.set()
    for thread in threads:
        thread.join(30)
    assert found == [b"list 1"] * 8


def test_who_waits_too_long_for_others_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.05)
    asked = Asked()
    asked.go.clear()
    answers = ListAnswers(lambda: 1)
    threads = [threading.Thread(target=answers.get, args=(name, asked.make)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    while asked.made < module.AT_ONCE:
        threading.Event().wait(0.01)
    for name in ("a", "c"):
        with pytest.raises(Refused) as caught:
            answers.get(name, asked.make)
        assert (caught.value.status, caught.value.retry_after) == (503, module.RETRY_SECONDS)
    asked.go.set()
    for thread in threads:
        thread.join(30)
    assert answers.get("c", asked.make) == b"list 3"


def test_what_fails_is_not_kept_and_holds_nobody_up():
    answers = ListAnswers(lambda: 1)

    def fail():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        answers.get("a", fail)
    assert answers.get("a", lambda: b"x") == b"x"


def test_no_more_is_kept_than_the_bounds(monkeypatch):
    monkeypatch.setattr(module, "KEPT_LISTS", 3)
    monkeypatch.setattr(module, "KEPT_BYTES", 100)
    answers, asked = ListAnswers(lambda: 1), Asked()
    for name in "abcd":
        answers.get(name, asked.make)
    answers.get("d", asked.make)
    assert asked.made == 4
    answers.get("a", asked.make)
    assert asked.made == 5
    answers.get("long", lambda: b"x" * 101)
    answers.get("a", asked.make)
    assert asked.made == 6


def test_a_list_has_a_mark_by_which_it_is_not_sent_again(sqlite_db):
    client = app(deps(sqlite_db)).test_client()
    add_report(sqlite_db, 1, received_at=NOW)
    first = client.get(f"{V2}/requests.json")
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = client.get(f"{V2}/requests.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    add_report(sqlite_db, 2, received_at=NOW)
    newer = client.get(f"{V2}/requests.json", headers={"If-None-Match": first.headers["ETag"]})
    assert newer.status_code == 200
    assert len(newer.get_json()) == 2
    assert client.get(f"{V2}/requests.xml").headers["ETag"] != newer.headers["ETag"]


def test_as_many_numbers_as_are_promised_fit_into_an_address(sqlite_db):
    from command_center.open311.query import MAX_NUMBERS
    from program.http_requests import LONGEST_LINE

    client = app(deps(sqlite_db)).test_client()
    numbers = [f"LH-2026-{number:06d}" for number in range(MAX_NUMBERS + 1)]
    separate = "&".join(f"service_request_id={number}" for number in numbers[:-1])
    address = f"{V2}/requests.json?jurisdiction_id=semarangkota.go.id&{separate}"
    assert len(f"GET {address} HTTP/1.1\r\n") <= LONGEST_LINE
    assert client.get(address).status_code == 200
    refused = client.get(f"{V2}/requests.json?service_request_id={','.join(numbers)}")
    assert refused.status_code == 400
    assert f"at most {MAX_NUMBERS}" in refused.get_json()[0]["description"]
