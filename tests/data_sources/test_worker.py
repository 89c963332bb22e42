"""The inbox worker: what a channel reads reaches intake; what it cannot read is set aside with the reason and holds up nothing."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from command_center.domain.inbound import Inbound, Payload, Reporter
from command_center.intake.accept import Intake
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.store.inbox import HELD, LEASE, Inbox, Lane
from command_center.store.reports import Reports
from command_center.store.tables import inbox as inbox_table
from data_sources.channel import Channel
from data_sources.channels.instagram import Instagram
from data_sources.channels.sp4n import Sp4n
from data_sources.errors import BadMessage, PartlyBad, RetryLater
from data_sources.worker import LARGE, NOTHING_READ, TRIES, InboxWorker
from tests.data_sources.hostile_workbooks import workbook
from tests.long_run import LONG_RUN
from tests.reference.shipped import shipped
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")


class Lines(Channel):
    """A channel whose payload is one report a line; some words make it fail in each way a channel can."""

    code, label, kind, transport = "sms", "Uji", "message", "test"

    def parse(self, payload):
        bad = []
        for number, line in enumerate(payload.body.decode().splitlines(), 1):
            if line == "broken":
                raise BadMessage("no such format")
            if line == "later":
                raise RetryLater("the other side is away", 60)
            if line == "bug":
                raise ZeroDivisionError("never thought of")
            if line == "odd":
                bad.append(number)
                continue
            key = f"{payload.delivery_id}/{number}"
            yield Inbound("sms", "1708", key, payload.received_at, line, Reporter(key))
        if bad:
            raise PartlyBad(f"lines {bad}: odd")


class Clock:
    def __init__(self):
        self.now = datetime.now(UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def database_kind():
    """SQLite: what a channel says is read above the store. Where a kind can matter a test is of `BOTH_KINDS`."""
    return "sqlite"


@pytest.fixture(scope="module")
def examiner():
    reference = shipped()
    return Examiner(reference, Locator(reference.areas))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def inbox(db):
    return Inbox(db)


@pytest.fixture
def worker(db, inbox, examiner, clock):
    return InboxWorker(inbox, {"sms": Lines(Lines.Settings())}, Intake(Reports(db), examiner, simulated=False), clock)


def put(inbox, clock, name, body, channel="sms"):
    payload = Payload(channel, "1708", name, clock(), "text/plain", {}, body.encode())
    return inbox.put(payload).inbox_id


@BOTH_KINDS
def test_what_can_be_read_becomes_reports_beside_what_cannot(inbox, worker, clock):
    good = put(inbox, clock, "a", "jalan rusak\nlampu mati")
    bad = put(inbox, clock, "b", "broken")
    partly = put(inbox, clock, "c", "sampah\nodd\nbanjir")
    assert worker.run_once() == 3
    assert len(inbox.outcome(good).numbers) == 2
    assert (inbox.outcome(bad).state, inbox.outcome(bad).problem) == ("quarantined", "no such format")
    assert inbox.outcome(partly).state == "quarantined"
    assert inbox.outcome(partly).problem == "lines [2]: odd"
    assert len(inbox.outcome(partly).numbers) == 2


def test_a_delivery_in_which_nothing_was_read_is_set_aside(inbox, worker, clock):
    empty = put(inbox, clock, "a", "")
    assert worker.run_once() == 1
    assert (inbox.outcome(empty).state, inbox.outcome(empty).problem) == ("quarantined", NOTHING_READ)


class Switchboard(Lines):
    may_be_silent = True


def test_a_channel_that_may_be_silent_is_left_in_peace(db, inbox, examiner, clock):
    channels = {"sms": Switchboard(Switchboard.Settings())}
    empty = put(inbox, clock, "a", "")
    InboxWorker(inbox, channels, Intake(Reports(db), examiner, simulated=False), clock).run_once()
    assert inbox.outcome(empty).state == "done"


POSTED = {
    b'{"object":"instagram","entry":[{"id":"1","time":1,"field":"comments","value":{"id":"c1","text":"lampu mati"}}]}': (
        "done",
        1,
    ),
    b'{"object":"instagram","entry":[{"id":"1","time":1,"field":"story_insights","value":{"media_id":"5"}}]}': (
        "done",
        0,
    ),
    b'{"object":"instagram","entry":[{"id":"1","time":1,"hologram":{"id":"c1"}}]}': ("quarantined", 0),
    b'{"object":"instagram","entry":[{"id":"1","field":"comments","value":{"id":"c2","text":"rob"}},{"hologram":1}]}': (
        "quarantined",
        1,
    ),
}
"""What was posted -> how its delivery ends, and how many reports it makes."""


@pytest.mark.parametrize("body", POSTED, ids=["comment", "known", "unknown", "both"])
def test_every_delivery_ends_as_report_as_known_or_before_a_person(db, inbox, examiner, clock, body):
    channel = Instagram(Instagram.Settings())
    payload = Payload("instagram", "instagram", "a", clock(), "application/json", {}, body)
    stored = inbox.put(payload)
    InboxWorker(inbox, {"instagram": channel}, Intake(Reports(db), examiner, simulated=False), clock).run_once()
    outcome = inbox.outcome(stored.inbox_id)
    assert (outcome.state, len(outcome.numbers)) == POSTED[body]
    assert bool(outcome.problem) is (outcome.state == "quarantined")


@BOTH_KINDS
def test_a_retry_of_a_partly_bad_delivery_doubles_nothing(db, inbox, worker, clock):
    partly = put(inbox, clock, "c", "sampah\nodd")
    worker.run_once()
    inbox.retry(partly)
    worker.run_once()
    assert Reports(db).count() == 1


@BOTH_KINDS
def test_later_is_tried_later(inbox, worker, clock):
    waiting = put(inbox, clock, "a", "later")
    worker.run_once()
    assert inbox.outcome(waiting).state == "new"
    clock.now += timedelta(seconds=59)
    assert worker.run_once() == 0
    clock.now += timedelta(seconds=1)
    assert worker.run_once() == 1


def test_a_fault_that_nobody_foresaw_is_tried_five_times_and_then_set_aside(inbox, worker, clock):
    faulty = put(inbox, clock, "a", "bug")
    for _ in range(TRIES):
        assert inbox.outcome(faulty).state == "new"
        worker.run_once()
        clock.now += timedelta(minutes=2)
    assert inbox.outcome(faulty).state == "quarantined"
    assert "ZeroDivisionError" in inbox.outcome(faulty).problem


def test_a_channel_that_was_taken_away_is_named(inbox, worker, clock):
    orphan = put(inbox, clock, "a", "x", channel="gone")
    worker.run_once()
    assert "'gone'" in inbox.outcome(orphan).problem


@BOTH_KINDS
def test_a_large_delivery_is_done_after_the_small_ones_that_came_later(inbox, worker, clock, db):
    large = put(inbox, clock, "large", "sampah\n" + "x" * LARGE)
    small = put(inbox, clock, "small", "jalan rusak")
    worker.run_once()
    assert inbox.outcome(small).numbers < inbox.outcome(large).numbers


def export_of(rows):
    """An XLSX that takes seconds to read."""
    cells = "".join(f'<c t="str"><v>{{{n}}}</v></c>' for n in range(5))
    head = cells.format("Tracking ID", "Tanggal", "Judul", "Isi Laporan", "Tipe Laporan")
    return workbook(
        [
            f"<row>{head}</row>".encode(),
            *(f"<row>{cells.format(n, '3 Nov 2026', 'Jalan', 'jalan rusak', '-')}</row>".encode() for n in range(rows)),
        ]
    )


@EITHER_KIND
def test_messages_are_taken_while_a_spreadsheet_is_read(db, inbox, examiner, clock):
    channels = {"sms": Lines(Lines.Settings()), "sp4n": Sp4n(Sp4n.Settings())}
    worker = InboxWorker(inbox, channels, Intake(Reports(db), examiner, simulated=False), clock)
    body = export_of(4_000 if LONG_RUN else 2_000)
    file = inbox.put(Payload("sp4n", "lapor.go.id", "f", clock(), "", {}, body)).inbox_id
    stop = threading.Event()
    threads = [threading.Thread(target=run, args=(stop, db.changes)) for run in (worker.run_messages, worker.run_files)]
    for thread in threads:
        thread.start()
    try:
        for number in range(5 if LONG_RUN else 3):
            message = put(inbox, clock, f"m{number}", "lampu mati")
            assert inbox.wait(message, 60).state == "done"
        assert inbox.outcome(file).state == "new", "the file was small enough to be no test"
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    with db.read() as connection:
        tries = connection.execute(select(inbox_table.c.attempts).where(inbox_table.c.id == file)).scalar_one()
    assert tries == 1


@BOTH_KINDS
def test_a_file_keeps_its_claim_for_as_long_as_it_is_worked_on(inbox, clock):
    lane = Lane(files=True, channels=("sp4n",), larger_than=LARGE)
    put(inbox, clock, "small", "x", channel="sms")
    put(inbox, clock, "file", "x", channel="sp4n")
    put(inbox, clock, "large", "x" * (LARGE + 1), channel="sms")
    assert [each.payload.delivery_id for each in inbox.claim(9, clock(), lane)] == ["file", "large"]
    rest = Lane(files=False, channels=("sp4n",), larger_than=LARGE)
    assert [each.payload.delivery_id for each in inbox.claim(9, clock(), rest)] == ["small"]
    clock.now += LEASE * 2
    assert [each.payload.delivery_id for each in inbox.claim(9, clock())] == ["small"], "a message's claim has ended"
    clock.now += HELD
    assert {each.payload.delivery_id for each in inbox.claim(9, clock(), lane)} == {"file", "large"}


@BOTH_KINDS
def test_a_file_that_ends_its_worker_again_and_again_is_set_aside(inbox, worker, clock):
    killer = put(inbox, clock, "k", "x")
    for _ in range(TRIES):
        assert inbox.claim(1, clock()), "its worker dies without a word"
        clock.now += LEASE * 2
    worker.run_once()
    assert inbox.outcome(killer).state == "quarantined"
    assert "see the server's log and its memory" in inbox.outcome(killer).problem


MANY = 300 if LONG_RUN else 100


@BOTH_KINDS
def test_two_workers_take_each_delivery_once(db, inbox, worker, clock):
    for number in range(MANY):
        put(inbox, clock, str(number), f"jalan rusak {number}")
    stop = threading.Event()
    threads = [threading.Thread(target=worker.run, args=(stop, db.changes)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(300):
        if inbox.waiting() == 0:
            break
        stop.wait(0.1)
    stop.set()
    for thread in threads:
        thread.join()
    assert Reports(db).count() == MANY
    with db.read() as connection:
        assert set(connection.execute(select(inbox_table.c.attempts)).scalars()) == {1}, "no delivery was claimed twice"
