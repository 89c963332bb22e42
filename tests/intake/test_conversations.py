"""The city counts complaints: an album, pictures with text and place, and thanks are one report; a second complaint is one."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from command_center.casework.triage import Step, Triage
from command_center.domain.conversations import LinkRule, MessageKind
from command_center.domain.inbound import Action, Inbound, Media, Position, Reporter
from command_center.domain.workflow import Status
from command_center.intake.accept import Intake, Parsed
from command_center.intake.examine import Examiner
from command_center.intake.outcome import ItemOutcome
from command_center.places.locator import Locator
from command_center.reference.load import load_reference
from command_center.store.event_log import EventLog
from command_center.store.no_reports import NoReports
from command_center.store.reports import Reports

pytestmark = pytest.mark.usefixtures("recount")
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
PETERONGAN = Position(-6.9995, 110.4335)
ME, OTHER = Reporter("628000001", "Warga Contoh 1"), Reporter("628000002", "Warga Contoh 2")


@pytest.fixture(scope="module")
def examiner():
    reference = load_reference()
    return Examiner(reference, Locator(reference.areas))


@pytest.fixture
def intake(db, examiner):
    return Intake(Reports(db), examiner, simulated=False)


_serial = itertools.count(1)


def message(text="", minutes=0.0, channel="whatsapp", by=ME, pictures=0, **fields):
    """A message of its own id, sent `minutes` after NOW."""
    serial = next(_serial)
    media = tuple(Media("image", f"p{serial}-{n}", "image/jpeg") for n in range(pictures))
    at = NOW + timedelta(minutes=minutes)
    return Inbound(channel, "kota", f"m{serial}", at, text, by, **{"media": media} | fields)


def deliver(intake, *items, at=NOW):
    """All in one delivery."""
    return intake.accept([Parsed(None, at, items)], at)[0]


def together(intake, *items):
    """Each in a delivery of its own, all in one transaction."""
    return intake.accept([Parsed(None, NOW, (item,)) for item in items], NOW)


def one_by_one(intake, *items):
    """Each in a transaction of its own."""
    return [deliver(intake, item, at=max(NOW, item.sent_at)) for item in items]


HOW = pytest.mark.parametrize("how", [deliver, together, one_by_one])


def stored(db):
    return Reports(db).all_after(0, 1000)


def rules(db, report_id=None):
    (report_id,) = [each.id for each in stored(db)] if report_id is None else [report_id]
    return [str(each.link.rule) if each.link else "" for each in Reports(db).messages(report_id)]


# What the city asks for


@HOW
def test_an_album_with_a_caption_on_its_first_picture_is_one_report(db, intake, how):
    caption = "Sampah menumpuk di Pasar Peterongan"
    how(
        intake,
        *(message(caption if n == 0 else "", n / 60, "telegram", pictures=1, album="A1") for n in range(4)),
    )
    (report,) = stored(db)
    assert (report.number, report.classification.category) == ("LH-2026-000001", "sampah")
    assert len(report.content.media) == 4
    assert rules(db) == ["", "album", "album", "album"]


@HOW
def test_pictures_a_text_a_place_and_thanks_are_one_report(db, intake, how):
    how(
        intake,
        *(message(minutes=n / 10, pictures=1) for n in range(3)),
        message("Sampah menumpuk di Pasar Peterongan, foto di atas", 0.5),
        message(minutes=0.6, position=PETERONGAN),
        message("Terima kasih min", 1.6),
    )
    (report,) = stored(db)
    assert report.content.text == "Sampah menumpuk di Pasar Peterongan, foto di atas"
    assert len(report.content.media) == 3
    assert (report.location.position, report.location.exact) == (PETERONGAN, True)
    assert report.classification.category == "sampah"
    assert report.received_at == NOW, "deadlines run from the first message"
    assert [each.kind for each in Reports(db).messages(report.id)][-1] is MessageKind.THANKS
    assert NoReports(db).amounts() == {("whatsapp", "thanks"): 1}


@HOW
def test_a_second_different_complaint_of_the_same_person_is_one(db, intake, how):
    how(intake, message("lampu mati di Jl Veteran"), message("jalan berlubang di Banyumanik", 10))
    first, second = stored(db)
    assert [each.classification.category for each in (first, second)] == ["lampu", "jalan_rusak"]
    (link,) = (each.link for each in Reports(db).messages(second.id))
    assert (link.rule, link.other, link.differs) == (LinkRule.APART, first.id, ("subject",))
    assert "lampu" in link.was
    assert "jalan_rusak" in link.says


@pytest.mark.parametrize(
    ("texts", "reports"),
    [
        (["lampu mati di Jl Veteran", "lampu mati juga di Jl Pandanaran"], 2),
        (["jalan rusak di Tlogosari Kulon", "jalan rusak di Tlogosari Wetan"], 2),
        (["lampu mati di Jl Veteran", "sampah juga numpuk pak"], 2),
        (["lampu mati di Jl Veteran", "di Jl Veteran sampah menumpuk"], 2),
        (["lampu mati di Jl Veteran", "tepatnya depan SMP 3"], 1),
        (["lampu mati di Jl Veteran", "maaf maksud saya lampu mati di Jl Pandanaran"], 1),
        (["banjir di kaligawe", "gotongnya mampet"], 1),
        (["sampah menumpuk di Pasar Peterongan", "airnya bau dan banyak nyamuk"], 1),
        (["jalan rusak", "di Banyumanik", "sudah banyak yang jatuh pak"], 1),
        (["Selamat pagi", "saya mau lapor", "lampu mati di Jl Veteran"], 1),
        (["lampu mati di Jl Veteran", "lampu mati di Jl Veteran"], 1),
        (["lampu mati di Jl Veteran", "jalan berlubang di Banyumanik", "lampunya sudah 3 hari mati pak"], 2),
    ],
)  # fmt: skip
def test_what_goes_on_and_what_is_another_complaint(sqlite_db, examiner, texts, reports):
    intake = Intake(Reports(sqlite_db), examiner, simulated=False)
    one_by_one(intake, *(message(text, minutes) for minutes, text in enumerate(texts)))
    assert len(stored(sqlite_db)) == reports


def test_more_about_the_first_of_two_complaints_stands_with_the_first(db, intake):
    one_by_one(
        intake,
        message("lampu mati di Jl Veteran"),
        message("jalan berlubang di Banyumanik", 1),
        message("lampunya sudah 3 hari mati pak", 2),
    )
    first, second = stored(db)
    assert first.content.text == "lampu mati di Jl Veteran\nlampunya sudah 3 hari mati pak"
    assert second.content.text == "jalan berlubang di Banyumanik"


# What a conversation is told by


@pytest.mark.parametrize(
    ("channel", "minutes", "reports"),
    [("whatsapp", 59, 1), ("whatsapp", 61, 2), ("sms", 14, 1), ("sms", 16, 2), ("sp4n", 0, 2), ("android", 0, 2), ("112", 0, 2)],
)  # fmt: skip
def test_the_window_is_that_of_the_channel(sqlite_db, examiner, channel, minutes, reports):
    intake = Intake(Reports(sqlite_db), examiner, simulated=False)
    one_by_one(intake, message("lampu mati", channel=channel), message("sudah lama sekali", minutes, channel))
    assert len(stored(sqlite_db)) == reports


def test_a_long_sms_that_came_in_two_is_one_report(db, intake):
    one_by_one(
        intake,
        message("jalan di depan pasar Peterongan berlubang besar dan sudah menyeb", channel="sms"),
        message("abkan dua orang jatuh minggu lalu", 0.05, "sms"),
    )
    (report,) = stored(db)
    assert report.content.text.endswith("menyeb\nabkan dua orang jatuh minggu lalu")


def test_another_person_another_account_and_another_channel_are_other_conversations(db, intake):
    first = message("lampu mati di Jl Veteran")
    deliver(
        intake,
        first,
        message(by=OTHER, pictures=1),
        replace(message(pictures=1), account="lain"),
        message(channel="telegram", pictures=1),
        message(by=Reporter(""), pictures=1),
        message(by=Reporter(""), pictures=1),
    )
    assert len(stored(db)) == 6


def test_albums_of_two_people_that_come_interleaved_are_two_reports(db, intake):
    parts = [
        message("", n / 60, "telegram", by=person, pictures=1, album="A1") for n in range(3) for person in (ME, OTHER)
    ]
    one_by_one(intake, *parts)
    assert [len(each.content.media) for each in stored(db)] == [3, 3]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_messages_in_any_order_say_the_same(sqlite_db, examiner, order):
    intake = Intake(Reports(sqlite_db), examiner, simulated=False)
    parts = [
        message(pictures=1),
        message("sampah menumpuk", 0.5),
        message("di Pasar Peterongan", 1),
        message(minutes=1.5, position=PETERONGAN),
    ]
    for index in order:
        deliver(intake, parts[index])
    (report,) = stored(sqlite_db)
    assert report.content.text == "sampah menumpuk\ndi Pasar Peterongan"
    assert (report.location.position, len(report.content.media)) == (PETERONGAN, 1)
    assert report.classification.category == "sampah"


@HOW
def test_everything_twice_is_still_one(db, intake, how):
    items = (message("lampu mati di Jl Veteran"), message(minutes=1, pictures=2), message("makasih", 2))
    how(intake, *items)
    head, before = EventLog(db).head(), stored(db)
    again = deliver(intake, *items, at=NOW + timedelta(days=3))
    assert again.outcomes == (ItemOutcome.UNCHANGED,) * 3
    assert again.numbers == ("LH-2026-000001",)
    assert (stored(db), EventLog(db).head()) == (before, head)
    assert NoReports(db).amounts() == {("whatsapp", "thanks"): 1}


def test_each_item_is_told_what_became_of_it_and_the_number_it_joined(db, intake):
    begun, joined, thanks = one_by_one(
        intake, message("lampu mati di Jl Veteran"), message(minutes=1, pictures=1), message("suwun", 2)
    )
    assert [each.outcomes for each in (begun, joined, thanks)] == [
        (ItemOutcome.NEW,),
        (ItemOutcome.JOINED,),
        (ItemOutcome.NO_REPORT,),
    ]
    assert {each.numbers for each in (begun, joined, thanks)} == {("LH-2026-000001",)}


# Small talk


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Terima kasih min", "thanks"), ("mksh", "thanks"), ("trims", "thanks"), ("tks pak", "thanks"),
        ("makasih kak 🙏🙏", "thanks"), ("matur nuwun", "thanks"), ("suwun nggih", "thanks"),
        ("terima kasih lampunya sudah nyala", "thanks"), ("nggih", "assent"), ("ok", "assent"), ("Siap!", "assent"),
        ("P", "greeting"), ("Selamat pagi min", "greeting"), ("assalamualaikum wr wb", "greeting"),
        (".", "wordless"), ("🙏", "wordless"), ("nomor saya berapa min?", "question"), ("kapan ditangani?", "question"),
        ("sudah sampai mana laporan saya LH-2026-000123", "question"),
    ],
)  # fmt: skip
def test_small_talk_alone_is_kept_and_counted_and_no_report(sqlite_db, examiner, text, kind):
    intake = Intake(Reports(sqlite_db), examiner, simulated=False)
    said = message(text)
    accepted = deliver(intake, said)
    assert (accepted.numbers, accepted.outcomes) == ((), (ItemOutcome.NO_REPORT,))
    assert stored(sqlite_db) == []
    assert deliver(intake, said).outcomes == (ItemOutcome.UNCHANGED,)
    assert NoReports(sqlite_db).amounts() == {("whatsapp", kind): 1}


@pytest.mark.parametrize(
    "text",
    [
        "Terima kasih sebelumnya, lampu mati di Jl Veteran", "Selamat pagi, lampu mati di Jl Veteran",
        "makasih min tapi lampu di Jl Veteran masih mati", "ok saya tunggu, jalan rusak ya pak di Gemah",
        "kapan lampu Jl Veteran diperbaiki", "P lampu mati",
    ],
)  # fmt: skip
def test_a_complaint_that_greets_or_thanks_is_a_complaint(sqlite_db, examiner, text):
    intake = Intake(Reports(sqlite_db), examiner, simulated=False)
    deliver(intake, message(text))
    assert len(stored(sqlite_db)) == 1


def test_forms_and_other_systems_send_reports_whatever_they_say(db, intake):
    deliver(intake, *(message("terima kasih", channel=each) for each in ("web", "sp4n", "android", "112")))
    assert len(stored(db)) == 4


def test_a_question_stands_with_the_report_that_it_names(db, intake):
    one_by_one(intake, message("lampu mati di Jl Veteran"), message("jalan berlubang di Banyumanik", 10))
    asked = deliver(intake, message("sudah sampai mana laporan saya lh 2026 000001", 5000))
    assert (asked.numbers, asked.outcomes) == (("LH-2026-000001",), (ItemOutcome.NO_REPORT,))
    assert rules(db, 1) == ["", "number"]
    assert stored(db)[0].version == 1, "a question changes nothing of the report"


def test_more_about_a_report_that_it_names_goes_on_with_it_days_later(db, intake):
    deliver(intake, message("jalan rusak di Gemah"))
    deliver(intake, message("laporan saya LH-2026-000001 belum ditangani, lubangnya makin besar", 5000))
    deliver(intake, message("laporan LH-2026-000001 itu benar, jalan rusak parah", 5000, by=OTHER))
    first, _ = stored(db)
    assert "makin besar" in first.content.text
    assert rules(db, first.id) == ["", "number"]


# Threads and replies


def test_a_reply_to_an_own_message_goes_on_with_its_report_whenever_it_comes(db, intake):
    first = message("lampu mati di Jl Veteran", channel="x")
    deliver(intake, first)
    deliver(intake, message("masih gelap", 3000, "x", reply_to=first.external_id))
    (report,) = stored(db)
    assert report.content.text == "lampu mati di Jl Veteran\nmasih gelap"
    assert rules(db) == ["", "reply"]


def test_own_words_in_the_same_thread_go_on_within_its_time(db, intake):
    at_city_post = {"channel": "facebook", "thread": "post-of-the-city"}
    one_by_one(
        intake,
        message("lampu mati di Jl Veteran", **at_city_post),
        message("sudah lama sekali", 300, **at_city_post),
        message("sudah lama sekali", 3000, **at_city_post),
    )
    assert len(stored(db)) == 2
    assert rules(db, 1) == ["", "thread"]


@pytest.mark.parametrize(
    ("text", "reports", "kind"),
    [
        ("up", 1, "assent"),
        ("semoga cepat ditangani walikota baru", 1, "remark"),
        ("di tempat saya jalan berlubang juga", 2, None),
        ("di Jl Pandanaran begitu juga", 2, None),
    ],
)
def test_somebody_else_s_words_under_a_report_are_a_remark_or_a_report_by_what_they_say(
    sqlite_db, examiner, text, reports, kind
):
    intake = Intake(Reports(sqlite_db), examiner, simulated=False)
    post = message("lampu mati di Jl Veteran", channel="facebook")
    remark = message(text, 5, "facebook", by=OTHER, thread=post.external_id)
    one_by_one(intake, post, remark)
    assert len(stored(sqlite_db)) == reports
    first = stored(sqlite_db)[0]
    assert first.content.text == "lampu mati di Jl Veteran", "a remark is nobody's complaint"
    kinds = [str(each.kind) for each in Reports(sqlite_db).messages(first.id)]
    assert kinds == ["content"] + ([kind] if kind else [])
    if kind:
        assert Reports(sqlite_db).messages(first.id)[1].content.text == text


# What was done meanwhile


def taken(db, report_id, status):
    Triage(Reports(db)).take([Step(report_id, status, NOW + timedelta(minutes=1), "sari")])


def test_while_nobody_has_acted_subject_place_and_department_are_found_anew(db, intake):
    one_by_one(intake, message(pictures=1), message("rob masuk rumah di Tanjung Mas", 1))
    (report,) = stored(db)
    assert report.classification.category == "rob"
    assert report.location.kelurahan.startswith("33.74.02")
    assert report.incident_id is not None
    kinds = [each.kind for each in EventLog(db).of_report(report.id)]
    assert [str(kind) for kind in kinds] == ["report.received", "report.joined"]


def test_what_p3m_has_looked_at_keeps_its_subject_and_the_rest_is_proposed(db, intake):
    deliver(intake, message("jalan rusak"))
    taken(db, 1, Status.VERIFIED)
    deliver(intake, message(minutes=2, position=PETERONGAN), message("di Pasar Peterongan", 3, pictures=1))
    (report,) = stored(db)
    assert "Pasar Peterongan" in report.content.text
    assert len(report.content.media) == 1
    assert report.location.position is None
    (proposal,) = Reports(db).proposals(1)
    assert (str(proposal.field), proposal.proposed["lat"], proposal.by) == ("place", PETERONGAN.lat, "whatsapp")


def test_what_would_go_on_with_a_closed_report_begins_one_that_says_so(db, intake):
    deliver(intake, message("lampu mati di Jl Veteran"))
    taken(db, 1, Status.ARCHIVED)
    deliver(intake, message("masih gelap sekali", 5), message("terima kasih", 6))
    first, second = stored(db)
    assert second.possible_duplicate_of == first.id
    (link, thanks) = (each.link for each in Reports(db).messages(second.id))
    assert (link.rule, link.other, thanks.rule) == (LinkRule.CLOSED, first.id, LinkRule.WINDOW)


# Edits and taking back, of one message among several


def test_an_edit_of_one_message_changes_what_they_say_together(db, intake):
    picture, text = message(pictures=1), message("lampu mati", 1)
    one_by_one(intake, picture, text)
    edit = message("sampah menumpuk", 2, action=Action.AMEND, amends=text.external_id, keeps_media=True)
    assert deliver(intake, edit).outcomes == (ItemOutcome.UPDATED,)
    (report,) = stored(db)
    assert (report.content.text, report.classification.category) == ("sampah menumpuk", "sampah")
    assert len(report.content.media) == 1


def test_a_picture_that_is_taken_back_leaves_the_rest(db, intake):
    picture, text = message(pictures=1), message("lampu mati", 1)
    one_by_one(intake, picture, text)
    back = replace(message(minutes=2), action=Action.RETRACT, amends=picture.external_id)
    deliver(intake, back)
    (report,) = stored(db)
    assert (report.content.media, report.content.text, report.retracted) == ((), "lampu mati", False)
    deliver(intake, replace(message(minutes=3), action=Action.RETRACT, amends=text.external_id))
    assert stored(db)[0].retracted, "when nothing is left, the report is taken back"


def test_an_edit_that_comes_before_its_message_joins_and_the_picture_is_not_lost(db, intake):
    first, original = message("lampu mati di Jl Veteran"), message("sudah lama", 1, pictures=1)
    edit = message("sudah lama sekali", 2, action=Action.AMEND, amends=original.external_id, keeps_media=True)
    one_by_one(intake, first, edit, original)
    (report,) = stored(db)
    assert report.content.text == "lampu mati di Jl Veteran\nsudah lama sekali"
    assert report.content.media == original.media


def test_small_talk_that_is_edited_into_a_complaint_is_one(db, intake):
    hello = message("halo")
    deliver(intake, hello)
    deliver(intake, message("halo, lampu mati di Gemah", 1, action=Action.AMEND, amends=hello.external_id))
    (report,) = stored(db)
    deliver(intake, message("halo, lampu mati di Miroto", 2, action=Action.AMEND, amends=hello.external_id))
    (report,) = stored(db)
    assert report.content.text == "halo, lampu mati di Miroto"


def test_a_report_takes_so_many_messages_and_the_next_begins_another(db, intake):
    deliver(intake, *(message(f"lampu mati {n}", n / 60) for n in range(60)))
    first, second = stored(db)
    assert len(Reports(db).messages(first.id)) == 50
    assert len(Reports(db).messages(second.id)) == 10
