"""What goes out is sent once: within its rate, again after a failure that passes, and never by itself after one that may not be one."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Event

import pytest

from command_center.casework.handling import Handling
from command_center.casework.outbox_worker import OutboxWorker
from command_center.domain.acts import Act, ActKind
from command_center.domain.events import EventKind
from command_center.domain.outgoing import (
    HandedIn,
    HandIn,
    Outgoing,
    OutgoingKind,
    OutgoingRoute,
    SendReceipt,
    SendState,
    Trouble,
)
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Status
from command_center.errors import BadAnswer, Conflict
from command_center.store.outbox import Outbox
from tests.casework.answering_city import DPU, NOW, P3M, City, examiner, with_rules
from tests.servers.platform import Said, Stand, kannel
from tests.servers.smtp import MailServerOfTest
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")


@pytest.fixture
def report(city):
    return city.take("whatsapp", contact="6281200000001")


@EITHER_KIND
def test_a_failure_that_passes_is_tried_again_with_growing_pauses_that_end(city, meta, report):
    busy = Said(400, {"error": {"code": 130429, "message": "Rate limit hit"}})
    city.answer(report)
    pauses = city.rules.of("whatsapp").pauses
    for pause in pauses:
        meta.next_answers.append(busy)
        city.worker.run_once()
        assert city.last(report).state is SendState.WAITING
        assert city.last(report).try_at == city.now + pause
        city.now += pause - timedelta(seconds=1)
        assert city.worker.run_once() == 0, "before its time nothing is tried"
        city.now += timedelta(seconds=1)
    meta.next_answers.append(busy)
    city.worker.run_once()
    assert (city.last(report).state, city.last(report).trouble) == (SendState.FAILED, Trouble.GAVE_UP)
    assert city.last(report).attempts == len(pauses) + 1
    assert not meta.kept
    assert city.report(report.id).answer_state == "failed"


def test_retry_after_is_honoured(city, meta, report):
    city.answer(report)
    meta.next_answers.append(Said(429, "slow down", {"Retry-After": "900"}))
    city.worker.run_once()
    assert city.last(report).try_at == NOW + timedelta(seconds=900)


@pytest.mark.parametrize(
    ("said", "asked_meanwhile"),
    [
        (Said(429, "slow down", {"Retry-After": "300"}), 0),
        (Said(400, {"error": {"code": 80007, "message": "Rate limit issues"}}), 0),
        (Said(400, {"error": {"code": 131056, "message": "Pair rate limit hit"}}), 1),
    ],
)
def test_a_platform_that_has_no_room_is_asked_for_nothing_else_meanwhile(city, meta, report, said, asked_meanwhile):
    for each in (report, city.take("whatsapp", contact="6281200000002")):
        city.answer(each)
    meta.next_answers.append(said)
    city.worker.run_once()
    city.later(seconds=5)
    assert len(meta.kept) == asked_meanwhile, "a limit of one person is none of the others"
    city.later(seconds=300)
    assert len(meta.kept) == 2


@EITHER_KIND
def test_what_waited_until_its_window_was_over_is_not_sent(city, meta, report):
    meta.next_answers.append(Said(429, "slow down", {"Retry-After": "7200"}))
    city.now = NOW + timedelta(hours=23)
    city.answer(report)
    city.worker.run_once()
    city.later(hours=2, seconds=1)
    assert (city.last(report).state, city.last(report).trouble) == (SendState.FAILED, Trouble.WINDOW_OVER)
    assert not meta.kept
    assert city.report(report.id).answer_state == "failed"


@EITHER_KIND
def test_a_failure_that_is_told_again_is_none_of_what_was_sent_since(city, meta, report):
    written = city.answer(report)
    city.worker.run_once()

    key = meta.kept[0].json["biz_opaque_callback_data"]
    failure = SendReceipt(
        "whatsapp", SendState.FAILED, city.now, key=key, external_id="wamid.OUT1", trouble=Trouble.NOT_THERE
    )
    assert city.worker.receipt(failure)
    city.now += timedelta(minutes=5)
    city.answering.again(written.id, P3M, city.now)
    assert not city.worker.receipt(failure)
    city.worker.run_once()
    assert not city.worker.receipt(failure)
    assert city.last(report).state is SendState.SENT
    assert city.worker.receipt(replace(failure, external_id="wamid.OUT2", at=city.now))


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        (Said(400, {"error": {"code": 131047, "message": "Re-engagement message"}}), Trouble.WINDOW_OVER),
        (Said(401, {"error": {"code": 190, "message": "expired"}}), Trouble.ACCESS_REFUSED),
        (Said(404, {"error": {"code": 132001, "message": "no template"}}), Trouble.TEMPLATE_REFUSED),
        (Said(302, "", {"Location": "http://elsewhere.test/"}), Trouble.REFUSED),
    ],
)
def test_a_refusal_ends_at_once(city, meta, report, said, trouble):
    city.answer(report)
    meta.next_answers.append(said)
    city.worker.run_once()
    assert (city.last(report).state, city.last(report).trouble) == (SendState.FAILED, trouble)
    city.later(hours=5)
    assert not meta.kept


@BOTH_KINDS
def test_what_was_cut_off_is_unsure_and_settled_by_the_platforms_status(city, meta, report):
    city.answer(report)
    meta.next_answers.append(Said(cut=True))
    city.worker.run_once()
    assert (city.last(report).state, city.last(report).trouble) == (SendState.UNSURE, Trouble.CUT_OFF)
    assert city.report(report.id).answer_state == "sending"
    key = meta.kept[0].json["biz_opaque_callback_data"]
    city.worker.receipt(SendReceipt("whatsapp", SendState.DELIVERED, city.now, key=key, external_id="wamid.LATE"))
    assert city.last(report).state is SendState.DELIVERED
    assert city.report(report.id).status is Status.ANSWERED
    assert len(meta.kept) == 1


@EITHER_KIND
def test_what_nobody_tells_of_is_left_to_a_person_with_the_reason(city, meta, report):
    city.answer(report)
    meta.next_answers.append(Said(cut=True))
    city.worker.run_once()
    city.later(minutes=31)
    told = city.last(report)
    assert (told.state, told.trouble) == (SendState.UNSURE, Trouble.NO_ANSWER)
    assert city.report(report.id).answer_state == "failed"
    city.later(days=2)
    assert len(meta.kept) == 1


@BOTH_KINDS
def test_a_process_that_died_while_it_sent_leaves_it_unsure(city, meta, report):
    city.answer(report)
    outbox = Outbox(city.db)
    claimed = outbox.claim("whatsapp", 60, city.now, city.now + city.rules.held)
    assert outbox.begin(claimed, city.now, city.now + city.rules.held)
    city.later(seconds=30)
    assert city.last(report).state is SendState.SENDING
    city.later(seconds=31)
    assert (city.last(report).state, city.last(report).trouble) == (SendState.UNSURE, Trouble.PROCESS_ENDED)
    assert not meta.kept


@BOTH_KINDS
def test_a_process_that_died_before_it_sent_keeps_nobody_from_it(city, meta, report):
    city.answer(report)
    Outbox(city.db).claim("whatsapp", 60, city.now, city.now + city.rules.held)
    assert city.worker.run_once() == 0
    city.later(seconds=61)
    assert city.last(report).state is SendState.SENT
    assert len(meta.kept) == 1


@dataclass
class Stuck:
    """A way out that hangs in its first try until `free` is set, and then tells that nothing was sent."""

    way: OutgoingRoute
    sending: Event = field(default_factory=Event)
    free: Event = field(default_factory=Event)

    def __getattr__(self, name):
        return getattr(self.way, name)

    def send(self, outgoing, begin):
        begin()
        self.sending.set()
        assert self.free.wait(30)
        return HandedIn(HandIn.LATER, trouble=Trouble.AWAY)


@BOTH_KINDS
def test_who_comes_back_late_says_nothing_of_a_try_that_a_person_asked_for_since(city, meta, report):
    written = city.answer(report)
    stuck = Stuck(city.reaching.routes["whatsapp"])
    late = OutboxWorker(Outbox(city.db), city.reports, {"whatsapp": stuck}, city.rules, lambda: city.now)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(late.run_once)
        assert stuck.sending.wait(30)
        city.now += city.rules.held + timedelta(seconds=1)
        city.worker.settle()
        assert city.last(report).state is SendState.UNSURE
        city.answering.again(written.id, P3M, city.now)
        outbox = Outbox(city.db)
        claimed = outbox.claim("whatsapp", 60, city.now, city.now + city.rules.held)
        assert outbox.begin(claimed, city.now, city.now + city.rules.held)
        stuck.free.set()
        running.result(30)
    assert (city.last(report).state, city.last(report).attempts) == (SendState.SENDING, 1)


@BOTH_KINDS
def test_what_was_claimed_before_a_person_sent_it_again_is_not_begun(city, report):
    written, outbox, until = city.answer(report), Outbox(city.db), city.rules.held
    old = outbox.claim("whatsapp", 60, city.now, city.now + until)
    city.now += until + timedelta(seconds=1)
    newer = outbox.claim("whatsapp", 60, city.now, city.now + until)
    assert outbox.begin(newer, city.now, city.now + until)
    city.now += until + timedelta(seconds=1)
    city.worker.settle()
    city.answering.again(written.id, P3M, city.now)
    newest = outbox.claim("whatsapp", 60, city.now, city.now + until)
    assert newest.attempts == old.attempts
    assert outbox.begin(old, city.now, city.now + until) is None
    assert outbox.begin(newest, city.now, city.now + until)


@BOTH_KINDS
def test_two_processes_never_send_the_same(city, meta, report):
    city.answer(report)
    outbox = Outbox(city.db)
    claimed = outbox.claim("whatsapp", 60, city.now, city.now + city.rules.held)
    city.now += timedelta(seconds=61)
    city.new_worker().run_once()
    assert len(meta.kept) == 1
    assert not outbox.begin(claimed, city.now, city.now + city.rules.held), (
        "it was overtaken, and learns it before it sends"
    )


@EITHER_KIND
def test_a_route_takes_no_more_within_a_minute_than_it_may(city, meta):
    worker = with_rules(city, per_minute=2)
    for number in range(5):
        city.answer(city.take("whatsapp", contact=f"62812000000{number}"))
    assert worker.run_once() == 2
    city.later(seconds=30)
    assert len(meta.kept) == 2
    city.later(seconds=31)
    assert len(meta.kept) == 4


@EITHER_KIND
def test_a_route_that_has_had_its_rate_is_left_alone_without_a_write(city, db, meta):
    worker = with_rules(city, per_minute=2)
    for number in range(4):
        city.answer(city.take("whatsapp", contact=f"62812000000{number}"))
        city.later(seconds=10)
    assert len(meta.kept) == 2
    quiet = db.changes.count
    for each in (worker, city.new_worker()):
        assert [each.run_once() for _ in range(10)] == [0] * 10
    assert db.changes.count == quiet
    begun = NOW + timedelta(seconds=10)
    assert Outbox(db).free_at("whatsapp", 2, city.now) == begun + timedelta(minutes=1)
    city.now = begun + timedelta(seconds=61)
    assert worker.run_once() == 1, "the second of that minute is not a minute ago"


def changed(city, report, **fields):
    """What becomes of a report while an answer waits."""
    report = city.report(report.id)
    city.reports.write(lambda unit: unit.save(report, replace(report, **fields), EventKind.CORRECTED, city.now, "sari"))


@pytest.mark.parametrize(
    ("fields", "trouble"),
    [({"visibility": Visibility.CONFIDENTIAL}, Trouble.CONFIDENTIAL), ({"retracted": True}, Trouble.TAKEN_BACK)],
)
def test_what_a_report_has_become_is_looked_at_before_its_answer_leaves(city, meta, fields, trouble):
    report = city.take("facebook", contact="comment:1_2", account="999")
    city.answer(report, wait=timedelta(seconds=10))
    changed(city, report, **fields)
    city.later(minutes=1)
    assert not meta.kept
    assert (city.last(report).state, city.last(report).trouble) == (SendState.FAILED, trouble)
    assert city.report(report.id).answer_state == "failed"
    with pytest.raises((Conflict, BadAnswer)):
        city.answering.again(city.last(report).id, P3M, city.now)
    city.later(hours=1)
    assert not meta.kept


def test_a_message_to_one_person_is_sent_though_the_report_became_confidential(city, meta, report):
    city.answer(report, wait=timedelta(seconds=10))
    changed(city, report, visibility=Visibility.CONFIDENTIAL)
    city.later(minutes=1)
    assert city.last(report).state is SendState.SENT
    assert len(meta.kept) == 1


@pytest.mark.parametrize("acts", [(ActKind.RETURN,), (ActKind.RETURN, ActKind.ARCHIVE)])
def test_an_answer_to_what_was_handed_back_or_put_away_is_not_sent(city, meta, report, acts):
    written = city.answer(report, by=DPU, wait=timedelta(seconds=10))
    handling = Handling(city.reports, examiner(), lambda: None)
    handling.do([Act(kind, report.id, note="bukan wewenang kami") for kind in acts], P3M, city.now)
    city.later(minutes=1)
    assert not meta.kept
    assert (city.last(report).state, city.last(report).trouble) == (SendState.FAILED, Trouble.CLOSED)
    with pytest.raises(Conflict):
        city.answering.again(written.id, P3M, city.now)


def test_what_is_sent_again_is_made_anew_for_the_reporter_of_now(city, meta, report):
    meta.next_answers.append(Said(400, {"error": {"code": 131026, "message": "Message undeliverable"}}))
    written = city.answer(report)
    city.worker.run_once()
    person = city.reports.write(lambda unit: unit.reporters([report.id])[report.id])
    city.reports.write(lambda unit: unit.correct_reporter(report.id, replace(person, contact="6281299999999")))
    city.answering.again(written.id, P3M, city.now)
    city.later(minutes=1)
    assert city.last(report).state is SendState.SENT
    assert meta.kept[-1].json["to"] == "6281299999999"


@BOTH_KINDS
def test_the_same_key_is_never_put_twice(city):
    outgoing = Outgoing("mail", OutgoingKind.ALERT, "a@x.test", {}, "alert-1", NOW, NOW)
    outbox = Outbox(city.db)
    assert outbox.put(outgoing) is not None
    assert outbox.put(replace(outgoing, recipient="b@x.test")) is None


@BOTH_KINDS
def test_a_receipt_that_is_faster_than_the_answer_is_not_forgotten(city, report):
    city.answer(report)
    outbox = Outbox(city.db)
    claimed = outbox.claim("whatsapp", 60, city.now, city.now + city.rules.held)
    outbox.begin(claimed, city.now, city.now + city.rules.held)
    city.worker.receipt(SendReceipt("whatsapp", SendState.READ, city.now, key=claimed.key))
    city.later(minutes=5)
    assert city.last(report).state is SendState.READ
    city.worker.receipt(SendReceipt("whatsapp", SendState.DELIVERED, city.now, key=claimed.key))
    assert city.last(report).state is SendState.READ, "an overtaken receipt changes nothing"


def test_a_letter_goes_to_who_left_an_address_and_an_unsure_one_is_not_sent_again(db):
    from command_center.post.smtp import MailServer, Security

    with MailServerOfTest() as server:
        at = MailServer("127.0.0.1", server.port, Security.NONE, "", "", "laporan@x.test", timeout=2)
        city = City(db, mail=at)
        report = city.take("web", contact="warga@x.test")
        city.answer(report)
        city.later(minutes=1)
        assert city.last(report).state is SendState.SENT
        (letter,) = server.kept.letters
        assert letter.rcpt_tos == ["warga@x.test"]
        assert b"Sudah ditambal." in letter.content
        server.kept.breaks.add("data")
        second = city.take("web", contact="lain@x.test")
        city.answer(second)
        city.later(minutes=1)
        assert city.last(second).state is SendState.UNSURE
        city.later(hours=9)
        assert city.last(second).trouble is Trouble.NO_ANSWER


@EITHER_KIND
def test_kannels_delivery_report_settles_an_sms_of_which_nobody_knew(db):
    with Stand(kannel("pusat", "sandi")) as gateway:
        city = City(db, gateway.url)
        report = city.take("sms", contact="+628122334455")
        gateway.next_answers.append(Said(cut=True))
        city.answer(report)
        city.later(minutes=1)
        assert city.last(report).state is SendState.UNSURE
        asked = gateway.kept[0].query["dlr-url"]
        assert "token=t%%25o" in asked, "Kannel takes a single percent sign for one of its own"
        key = asked.split("key=")[1].split("&")[0]
        city.worker.receipt(SendReceipt("sms", SendState.SENT, city.now, key=key))
        assert city.report(report.id).status is Status.ANSWERED
