"""An answer is refused before it is written where it cannot arrive; handed over it takes the report on, counted from its writing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.casework.tracking import Tracking
from command_center.domain.acting import acting_person
from command_center.domain.acts import Overtaken
from command_center.domain.events import EventKind
from command_center.domain.inbound import Media
from command_center.domain.outgoing import ReachWay, SendReceipt, SendState, Trouble
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Stage, Status
from command_center.errors import BadAnswer, Conflict, NotAllowed
from command_center.store.answers import Answers
from command_center.store.audit import Audit
from command_center.store.event_log import EventLog
from command_center.store.incidents import Incident
from command_center.store.ratings import Ratings
from simulation.answered_citizens import AnsweredCitizens
from tests.casework.answering_city import DPU, NOW, P3M, City
from tests.reference.shipped import shipped
from tests.servers.platform import Said, Stand, kannel, telegram
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")
HOUR = timedelta(hours=1)


@BOTH_KINDS
def test_an_answer_counts_from_its_writing_once_the_channel_has_it(city, meta):
    report = city.take("whatsapp", contact="6281200000001")
    city.now = NOW + HOUR
    city.answer(report, by=DPU, version=report.version)
    waiting = city.report(report.id)
    assert (waiting.status, waiting.answer_state) == (Status.FORWARDED, "sending")
    city.later(minutes=5)
    answered = city.report(report.id)
    assert (answered.status, answered.answer_state) == (Status.ANSWERED, "")
    assert answered.state.reached[Stage.ANSWER] == NOW + HOUR
    (step,) = [each for each in city.reports.steps(report.id) if each.status is Status.ANSWERED]
    assert (step.by, step.note) == ("kepala.dpu", "Sudah ditambal.")
    sent = meta.kept[0].json
    assert (sent["to"], sent["text"]["body"]) == ("6281200000001", "Sudah ditambal.")
    audited = Audit(city.db).of_report(report.id)[-1]
    assert (audited.act, audited.who) == ("report.answer", "kepala.dpu")
    assert "ditambal" not in str(audited.details)


def test_one_that_was_not_delivered_is_no_answer_for_the_clock(city):
    report = city.take("whatsapp", contact="6281200000001")
    due = report.next_due
    tracking = Tracking(city.reports, Answers(city.db), Ratings(city.db), shipped(), lambda: city.now)
    city.answer(report)
    assert (tracking.view(report).answering, tracking.view(report).answers) == ("sending", ())
    city.later(minutes=1)
    assert city.report(report.id).next_due != due
    assert (tracking.view(report).answering, len(tracking.view(report).answers)) == ("", 1)
    failed = SendReceipt(
        "whatsapp", SendState.FAILED, city.now, external_id="wamid.OUT1", trouble=Trouble.NOT_THERE, told="131026"
    )
    assert city.worker.receipt(failed)
    undone = city.report(report.id)
    assert (undone.status, undone.answer_state, undone.next_due) == (Status.FORWARDED, "failed", due)
    assert Stage.ANSWER not in undone.state.reached
    assert [each.undone for each in city.reports.steps(report.id)] == [False, True]
    assert (city.last(report).state, city.last(report).trouble) == (SendState.FAILED, Trouble.NOT_THERE)
    assert EventLog(city.db).of_report(report.id)[-1].data["answer_state"] == "failed"
    assert not city.worker.receipt(failed), "told twice it changes nothing"
    seen = tracking.view(undone)
    assert (seen.answering, seen.answers, seen.deadline.at, seen.met) == ("failed", (), due[1], ())


@EITHER_KIND
def test_a_settlement_that_failed_opens_the_report_again_and_keeps_the_first_answer(city):
    report = city.take("whatsapp", contact="6281200000001")
    city.answer(report)
    city.later(minutes=1)
    city.answer(report, "Selesai.", status=Status.SETTLED)
    city.later(minutes=1)
    assert city.report(report.id).status.closed
    city.worker.receipt(SendReceipt("whatsapp", SendState.FAILED, city.now, external_id="wamid.OUT2"))
    opened = city.report(report.id)
    assert (opened.status, opened.state.closed_at) == (Status.ANSWERED, None)
    assert opened.state.reached[Stage.ANSWER] == NOW


@EITHER_KIND
def test_an_answer_that_failed_is_sent_again_because_a_person_says_so(city, meta):
    report = city.take("whatsapp", contact="6281200000001")
    meta.next_answers.append(Said(400, {"error": {"code": 131026, "message": "Message undeliverable"}}))
    written = city.answer(report)
    city.later(minutes=1)
    assert city.last(report).trouble is Trouble.NOT_THERE
    assert city.report(report.id).answer_state == "failed"
    city.answering.again(written.id, P3M, city.now)
    assert city.report(report.id).answer_state == "sending"
    city.later(minutes=1)
    assert city.last(report).state is SendState.SENT
    assert city.report(report.id).state.reached[Stage.ANSWER] == NOW
    with pytest.raises(Conflict):
        city.answering.again(written.id, P3M, city.now)


def test_outside_the_window_of_whatsapp_only_the_template_is_taken(db, meta):
    city = City(db, meta.url)
    report = city.take("whatsapp", contact="6281200000001")
    assert city.answering.reach(report, NOW + 23 * HOUR).way is ReachWay.DIRECT
    city.now = NOW + 24 * HOUR
    reach = city.answering.reach(report, city.now)
    assert (reach.way, reach.trouble, reach.until) == (ReachWay.NONE, Trouble.WINDOW_OVER, NOW + 24 * HOUR)
    with pytest.raises(BadAnswer, match="within 24 hours"):
        city.answer(report)
    assert city.report(report.id).answer_state == ""
    published = city.answer(report, publish=True)
    assert (published.state, published.way) == (SendState.PUBLISHED, ReachWay.PAGE)
    assert city.report(report.id).status is Status.ANSWERED


def test_the_template_takes_number_and_text_on_one_line(db, meta):
    city = City(db, meta.url, template="jawaban_laporan")
    report = city.take("whatsapp", contact="6281200000001")
    city.now = NOW + 25 * HOUR
    assert city.answering.reach(report, city.now).way is ReachWay.TEMPLATE
    city.answer(report, "Baris satu.\nBaris dua.")
    city.later(minutes=1)
    (parameters,) = [part["parameters"] for part in meta.kept[0].json["template"]["components"]]
    assert [each["text"] for each in parameters] == [report.number, "Baris satu. Baris dua."]


def test_a_new_message_opens_the_window_anew(city):
    report = city.take("whatsapp", contact="6281200000001", person="w1")
    city.now = NOW + 30 * HOUR
    city.take("whatsapp", contact="6281200000001", person="w1", text="Ada sampah menumpuk di Pasar Johar")
    assert city.answering.reach(report, city.now).until == NOW + 54 * HOUR


def test_the_length_on_the_channel_is_told_before_anything_is_written(db):
    with Stand(kannel("pusat", "sandi")) as gateway:
        city = City(db, gateway.url)
        report = city.take("sms", contact="+628122334455")
        (preview,) = city.answering.previews(report.id, "a" * 160, P3M, NOW)
        assert (preview.size.used, preview.size.room) == (1, 160)
        (preview,) = city.answering.previews(report.id, "a" * 161, P3M, NOW)
        assert (preview.size.used, preview.size.room) == (2, 306)
        (preview,) = city.answering.previews(report.id, "ꦱ" * 71, P3M, NOW)
        assert (preview.size.used, preview.size.room, preview.size.ucs2_for) == (2, 134, "ꦱ")
        with pytest.raises(BadAnswer, match="3 of 2"):
            city.answer(report, "a" * 307)
        assert city.answering.of_report(report.id) == []


@pytest.mark.parametrize(
    ("channel", "contact", "answerable", "way", "trouble"),
    [
        ("x", "post:1", False, ReachWay.PAGE, Trouble.NOT_MENTIONED),
        ("x", "post:1", True, ReachWay.DIRECT, Trouble.NONE),
        ("sms", "TELKOMSEL", True, ReachWay.PAGE, Trouble.NO_ADDRESS),
        ("112", "+628122334455", True, ReachWay.CALL, Trouble.NONE),
        ("112", "", False, ReachWay.PAGE, Trouble.NO_ADDRESS),
        ("sp4n", "", True, ReachWay.FILE, Trouble.NONE),
        ("web", "0812", True, ReachWay.PAGE, Trouble.NO_ADDRESS),
        ("web", "warga@contoh.test", True, ReachWay.PAGE, Trouble.NOT_CONFIGURED),
        ("android", "", True, ReachWay.PAGE, Trouble.NO_WAY),
        ("facebook", "comment:7", True, ReachWay.DIRECT, Trouble.NONE),
    ],
)
def test_each_channel_says_how_its_reporters_are_reached(city, channel, contact, answerable, way, trouble):
    report = city.take(channel, contact=contact, answerable=answerable)
    reach = city.answering.reach(report, NOW)
    assert (reach.way, reach.trouble) == (way, trouble)


@pytest.mark.parametrize(
    ("channel", "contact", "hours"), [("facebook", "message:9", 24), ("instagram", "comment:9", 168)]
)
def test_windows_of_meta_shut(city, channel, contact, hours):
    report = city.take(channel, contact=contact)
    assert city.answering.reach(report, NOW + timedelta(hours=hours, minutes=-1)).possible
    assert city.answering.reach(report, NOW + timedelta(hours=hours)).trouble is Trouble.WINDOW_OVER


def test_nothing_confidential_is_said_where_others_read(city):
    report = city.take("facebook", contact="comment:7", visibility=Visibility.CONFIDENTIAL)
    assert city.answering.reach(report, NOW).trouble is Trouble.CONFIDENTIAL
    direct = city.take("facebook", contact="message:7", visibility=Visibility.CONFIDENTIAL)
    assert city.answering.reach(direct, NOW).way is ReachWay.DIRECT


def test_an_opd_answers_its_own_reports_alone(city):
    report = city.take("whatsapp", contact="6281200000001", opd="dlh")
    for acting in (DPU, acting_person("wali", frozenset({"mayor"})), acting_person("ani", frozenset({"diskominfo"}))):
        with pytest.raises(NotAllowed):
            city.answer(report, by=acting)
        with pytest.raises(NotAllowed):
            city.answering.previews(report.id, "x", acting, NOW)
    written = city.answer(report)
    with pytest.raises(NotAllowed):
        city.answering.cancel(written.id, DPU, NOW)


@BOTH_KINDS
def test_the_second_of_two_operators_is_told_and_nothing_is_sent_twice(city, meta):
    report = city.take("whatsapp", contact="6281200000001")
    city.answer(report, version=report.version)
    with pytest.raises(Overtaken):
        city.answer(report, "Lain.", version=report.version)
    with pytest.raises(Conflict, match="on its way"):
        city.answer(report)
    city.later(minutes=1)
    assert len(meta.kept) == 1


@EITHER_KIND
def test_an_answer_can_be_taken_back_while_it_is_held(city, meta):
    report = city.take("whatsapp", contact="6281200000001")
    written = city.answer(report, wait=timedelta(seconds=10))
    city.worker.run_once()
    assert not meta.kept
    assert city.answering.cancel(written.id, P3M, city.now).state is SendState.CANCELLED
    assert city.report(report.id).answer_state == ""
    city.later(minutes=1)
    assert not meta.kept
    sent = city.answer(report, wait=timedelta(seconds=10))
    city.later(seconds=11)
    with pytest.raises(Conflict, match="left already"):
        city.answering.cancel(sent.id, P3M, city.now)


@BOTH_KINDS
def test_one_answer_reaches_every_reporter_of_an_incident_on_their_own_channel(db, meta):
    city = City(db, meta.url)
    common = {"text": "Banjir di Kaligawe setinggi lutut", "opd": "dpu"}
    first = city.take("whatsapp", contact="6281200000001", **common)
    second = city.take("facebook", contact="message:55", **common)
    third = city.take("telegram", contact="4242", opd="dlh", text=common["text"])

    def group(unit):
        loaded = unit.load([first.id, second.id, third.id])
        unit.put_incidents([Incident(1, "banjir", "", "", -6.9, 110.4, NOW, NOW, 3)], [])
        for each in loaded.values():
            unit.save(each, replace(each, incident_id=1), EventKind.GROUPED, NOW, "sari")

    city.reports.write(group)
    previews = city.answering.previews(first.id, "Pompa jalan ({nomor}).", DPU, NOW, whole_incident=True)
    assert [(each.channel, each.trouble) for each in previews] == [
        ("whatsapp", Trouble.NONE),
        ("facebook", Trouble.NONE),
        ("telegram", Trouble.OTHER_OPD),
    ]
    assert previews[1].text == f"Pompa jalan ({second.number})."
    written = city.answering.answer(first.id, "Pompa jalan ({nomor}).", DPU, NOW, whole_incident=True)
    assert [each.route for each in written] == ["whatsapp", "facebook"]
    city.later(minutes=1)
    assert [city.report(each.id).status for each in (first, second, third)] == [
        Status.ANSWERED,
        Status.ANSWERED,
        Status.FORWARDED,
    ]
    told = {asked.json.get("to") or asked.json["recipient"]["id"] for asked in meta.kept}
    assert told == {"6281200000001", "55"}
    (late,) = city.answering.answer(first.id, "Pompa jalan ({nomor}).", P3M, city.now, whole_incident=True)
    assert late.report_id == third.id, "who was told already is not told again"


def test_a_question_makes_it_the_citizens_turn(city):
    report = city.take("whatsapp", contact="6281200000001")
    city.answering.ask(report.id, "Di mana tepatnya?", P3M, NOW)
    city.later(minutes=1)
    asked = city.report(report.id)
    assert (asked.status, asked.next_due) == (Status.INCOMPLETE, None)


@EITHER_KIND
def test_a_question_that_did_not_arrive_made_nobody_wait(city):
    report = city.take("whatsapp", contact="6281200000001")
    city.answering.ask(report.id, "Di mana tepatnya?", P3M, NOW)
    city.later(minutes=1)
    assert city.report(report.id).deadlines.pauses
    city.worker.receipt(SendReceipt("whatsapp", SendState.FAILED, city.now, external_id="wamid.OUT1"))
    undone = city.report(report.id)
    assert (undone.status, undone.deadlines, undone.next_due) == (report.status, report.deadlines, report.next_due)


def test_a_person_says_that_somebody_was_called_back(city):
    report = city.take("112", contact="+628122334455")
    written = city.answer(report)
    city.later(hours=1)
    assert city.report(report.id).answer_state == "sending"
    city.answering.handed(written.id, P3M, city.now)
    assert city.report(report.id).status is Status.ANSWERED


def test_a_simulated_citizen_is_never_written_to_on_a_real_channel(db, meta):
    real = City(db, meta.url)
    report = real.take("whatsapp", contact="6281200000001", simulated=True)
    assert real.answering.reach(report, NOW).trouble is Trouble.SIMULATED
    with pytest.raises(BadAnswer):
        real.answer(report)
    demo = City(db, meta.url, citizens=AnsweredCitizens(lambda: NOW))
    demo.answer(report)
    demo.later(minutes=1)
    assert demo.last(report).route == "simulated"
    assert demo.report(report.id).status is Status.ANSWERED
    assert not meta.kept


def test_a_channel_that_is_not_set_up_says_what_is_missing(db):
    city = City(db, access_token="")
    report = city.take("whatsapp", contact="6281200000001")
    with pytest.raises(BadAnswer, match="WHATSAPP_ACCESS_TOKEN"):
        city.answer(report)


def test_the_code_of_the_status_page_is_for_its_citizen_alone(city, meta):
    report = city.take("whatsapp", contact="6281200000001")
    page = f"http://pusat.test/lacak/{report.number}"
    (preview,) = city.answering.previews(report.id, "Lihat {tautan}", P3M, NOW)
    assert preview.text == f"Lihat {page}"
    assert preview.size.used == len(f"Lihat {page}?kode=RAHASIA")
    written = city.answer(report, f"Lihat {page} ya", media=(Media("image", "file:1", "image/jpeg"),))
    assert "RAHASIA" not in written.text
    city.later(minutes=1)
    assert meta.kept[0].json["text"]["body"] == f"Lihat {page}?kode=RAHASIA ya\nFoto: {page}?kode=RAHASIA"
    assert "RAHASIA" not in str(city.reports.steps(report.id))


@pytest.mark.parametrize(
    ("channel", "contact", "person", "told"),
    [
        ("telegram", "4242", "4242", "?kode=RAHASIA"),
        ("telegram", "-4242", "77", ""),
        ("telegram", "-1001234567890", "-1001234567890", ""),
        ("telegram", "4242", "77", ""),
        ("facebook", "4242", "4242", ""),
        ("sms", "6281200000001", "6281200000001", "?kode=RAHASIA"),
        ("gone", "1", "1", ""),
    ],
)
def test_the_code_is_told_only_where_nobody_else_reads(db, channel, contact, person, told):
    city = City(db)
    report = city.take("telegram", contact="4242")
    to = replace(city.reports.addressees([report])[report.id], channel=channel, contact=contact, person=person)
    link = f"http://pusat.test/lacak/{report.number}"
    words = city.texts.words(f"Lihat {link} ya", report, to)
    assert (words.link, words.text) == (f"{link}{told}", f"Lihat {link}{told} ya")


@pytest.mark.parametrize(("contact", "told"), [("4242", True), ("-4242", False)])
def test_a_group_of_telegram_is_answered_without_the_code(db, contact, told):
    with Stand(telegram("77:abc")) as stand:
        city = City(db, stand.url)
        report = city.take("telegram", contact=contact, person="4242", external_id=f"{contact}:5")
        city.answer(report, "Lihat {tautan}", media=(Media("image", "file:1", "image/jpeg"),))
        city.later(minutes=1)
        (sent,) = [each for each in stand.kept if "text" in each.json]
    assert sent.json["chat_id"] in (contact, int(contact))
    assert f"/lacak/{report.number}" in sent.json["text"]
    assert ("RAHASIA" in sent.json["text"]) is told


@EITHER_KIND
def test_templates_are_filled_in_for_the_report(city):
    report = city.take("whatsapp", contact="6281200000001")
    found = {template.code: text for template, text in city.answering.templates_for(report)}
    assert next(iter(found)) == "jalan-ditambal"
    assert report.number in found["jalan-ditambal"]
    assert "{" not in "".join(found.values())
    assert f"/lacak/{report.number}" in city.texts.acknowledgement(report)
