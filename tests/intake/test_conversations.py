"""The city counts complaints: an album, pictures with text and place, and thanks are one report; a second complaint is one."""

import itertools
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from command_center.domain.conversations import LinkRule, MessageKind
from command_center.domain.inbound import Reporter
from command_center.intake.outcome import ItemOutcome
from command_center.store.event_log import EventLog
from command_center.store.inbox import Inbox
from command_center.store.reports import Reports
from tests.intake.talking import ME, NOW, OTHER, PETERONGAN, deliver, message, one_by_one, rules, stored, together
from tests.long_run import only_long
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")
ROOT = Path(__file__).parents[2]
HOW = pytest.mark.parametrize("how", [deliver, together, one_by_one])


@HOW
@EITHER_KIND
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
@BOTH_KINDS
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
    assert Inbox(db).no_reports() == {("whatsapp", "thanks"): 1}


@HOW
@EITHER_KIND
def test_a_second_different_complaint_of_the_same_person_is_one(db, intake, how):
    how(intake, message("lampu mati di Jl Veteran"), message("jalan berlubang di Banyumanik", 10))
    first, second = stored(db)
    assert [each.classification.category for each in (first, second)] == ["lampu", "jalan_rusak"]
    (link,) = (each.link for each in Reports(db).messages(second.id))
    assert (link.rule, link.other, link.differs) == (LinkRule.APART, first.id, ("subject", "place"))
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
def test_what_goes_on_and_what_is_another_complaint(db, intake, texts, reports):
    one_by_one(intake, *(message(text, minutes) for minutes, text in enumerate(texts)))
    assert len(stored(db)) == reports


@EITHER_KIND
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
def test_the_window_is_that_of_the_channel(db, intake, channel, minutes, reports):
    one_by_one(intake, message("lampu mati", channel=channel), message("sudah lama sekali", minutes, channel))
    assert len(stored(db)) == reports


@EITHER_KIND
def test_a_long_sms_that_came_in_two_is_one_report(db, intake):
    one_by_one(
        intake,
        message("jalan di depan pasar Peterongan berlubang besar dan sudah menyeb", channel="sms"),
        message("abkan dua orang jatuh minggu lalu", 0.05, "sms"),
    )
    (report,) = stored(db)
    assert report.content.text.endswith("menyeb\nabkan dua orang jatuh minggu lalu")


@EITHER_KIND
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


@BOTH_KINDS
def test_albums_of_two_people_that_come_interleaved_are_two_reports(db, intake):
    parts = [
        message("", n / 60, "telegram", by=person, pictures=1, album="A1") for n in range(3) for person in (ME, OTHER)
    ]
    one_by_one(intake, *parts)
    assert [len(each.content.media) for each in stored(db)] == [3, 3]


ORDERS = [
    order if nth % 5 == 0 else pytest.param(order, marks=only_long)
    for nth, order in enumerate(itertools.permutations(range(4)))
]


@pytest.mark.parametrize("order", ORDERS)
def test_messages_in_any_order_say_the_same(db, intake, order):
    parts = [
        message(pictures=1),
        message("sampah menumpuk", 0.5),
        message("di Pasar Peterongan", 1),
        message(minutes=1.5, position=PETERONGAN),
    ]
    for index in order:
        deliver(intake, parts[index])
    (report,) = stored(db)
    assert report.content.text == "sampah menumpuk\ndi Pasar Peterongan"
    assert (report.location.position, len(report.content.media)) == (PETERONGAN, 1)
    assert report.classification.category == "sampah"


@HOW
@BOTH_KINDS
def test_everything_twice_is_still_one(db, intake, how):
    items = (message("lampu mati di Jl Veteran"), message(minutes=1, pictures=2), message("makasih", 2))
    how(intake, *items)
    head, before = EventLog(db).head(), stored(db)
    again = deliver(intake, *items, at=NOW + timedelta(days=3))
    assert again.outcomes == (ItemOutcome.UNCHANGED,) * 3
    assert again.numbers == ("LH-2026-000001",)
    assert (stored(db), EventLog(db).head()) == (before, head)
    assert Inbox(db).no_reports() == {("whatsapp", "thanks"): 1}


@EITHER_KIND
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


@pytest.fixture(scope="module")
def conversing():
    """Two processes, which take their half of a conversation into each database that they are told."""
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.intake.conversing_process", str(part)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )
        for part in range(2)
    ]  # fmt: skip
    yield workers
    for each in workers:
        each.stdin.close()
    assert [each.wait(timeout=120) for each in workers] == [0, 0]
    for each in workers:
        each.stdout.close()


@BOTH_KINDS
def test_two_processes_that_share_a_conversation_make_one_report_of_it(db, conversing):
    """Each takes every other message; the first person's album, text and place come to both."""
    url = db.engine.url.render_as_string(False)
    for said, heard in ((url, "ready"), ("go", "done")):
        for each in conversing:
            each.stdin.write(f"{said}\n")
        assert [each.stdout.readline() for each in conversing] == [f"{heard}\n"] * 2
    reports = stored(db)
    assert sorted(each.number for each in reports) == [f"LH-2026-{n:06d}" for n in range(1, 22)]
    assert {(len(each.content.media), each.location.position, each.classification.category) for each in reports} == {
        (2, PETERONGAN, "sampah")
    }
    assert Inbox(db).no_reports() == {("whatsapp", "thanks"): 21}


def pictures_and_another_complaint(minute):
    """A text, pictures and a place ten minutes later, and at `minute` a text about something else."""
    return [
        message("lampu mati di Jl Veteran"),
        *(message(minutes=10 + n / 10, pictures=1) for n in range(3)),
        message(minutes=10.5, position=PETERONGAN),
        message("sampah menumpuk di Pasar Peterongan, foto di atas", minute),
    ]


@pytest.mark.parametrize(
    "order", [[0, 1, 2, 3, 4, 5], [0, 5, 1, 2, 3, 4], [4, 3, 2, 1, 0, 5], [5, 4, 3, 2, 1, 0], [0, 4, 5, 2, 3, 1]]
)
@pytest.mark.parametrize("send", [one_by_one, pytest.param(together, marks=only_long)])
def test_pictures_go_with_the_complaint_that_they_were_sent_beside(intake, db, order, send):
    said = pictures_and_another_complaint(11)
    send(intake, *(said[n] for n in order))
    lamp, rubbish = sorted(stored(db), key=lambda report: report.content.text)
    assert (lamp.content.text, len(lamp.content.media)) == ("lampu mati di Jl Veteran", 0)
    assert (rubbish.classification.category, len(rubbish.content.media)) == ("sampah", 3)
    assert rubbish.location.exact
    assert not lamp.location.exact


@EITHER_KIND
def test_pictures_that_were_sent_beside_the_first_complaint_stay(intake, db):
    said = pictures_and_another_complaint(25)
    one_by_one(intake, *said)
    lamp, rubbish = stored(db)
    assert (len(lamp.content.media), len(rubbish.content.media)) == (3, 0)


@pytest.mark.parametrize("minutes", [[0, 0, 0, 0], [0, 0.02, 0.02, 0.02], [0, 0.3, 0.5, 0.6], [0, 2, 2.1, 2.2]])
@pytest.mark.parametrize("thanks", [True, False])
def test_a_place_sent_within_seconds_of_both_or_thanked_for_stays_with_what_was_said_before(
    intake, db, minutes, thanks
):
    said = [
        message("sampah menumpuk di Pasar Peterongan", minutes[0]),
        message(minutes=minutes[1], position=PETERONGAN),
        *([message("terima kasih min", minutes[2])] if thanks else []),
        message("jalan berlubang di Banyumanik", minutes[3]),
    ]
    one_by_one(intake, *said)
    rubbish, road = stored(db)
    clearly = minutes[1] >= 1 and not thanks
    assert (rubbish.location.exact, road.location.exact) == (not clearly, clearly)


@pytest.mark.parametrize(
    ("texts", "reports"),
    [
        (["got depan rumah mampet", "kalau hujan air masuk rumah"], 1),
        (["banjir di Jl Gajah", "selokan mampet"], 1),
        (["air got hitam bau di Genuk", "sepertinya limbah pabrik"], 1),
        (["sampah menumpuk di Gemah", "banyak nyamuk, anak saya demam berdarah"], 1),
        (["banjir di Kaligawe", "selokan mampet di Banyumanik"], 2),
        (["jalan rusak di Jl Majapahit", "trus di Jl Soekarno Hatta juga rusak parah"], 2),
        (["banjir di Gemah", "lampu jalan mati"], 2),
        (["pohon tumbang menimpa lampu jalan di Jl Pandanaran", "sekarang gelap lampunya mati"], 1),
        (["trotoar rusak di Simpang Lima", "banyak pkl jualan di trotoar"], 1),
        (["PKL di Jl Kartini menutup trotoar", "sampahnya dibuang ke selokan"], 1),
        (["banjir di Gemah", "lampunya juga mati"], 2),
        (["banjir di Gemah", "lampunya mati di Jl Sriwijaya"], 2),
    ],
)
def test_cause_and_effect_are_one_complaint_and_the_same_elsewhere_is_another(intake, db, texts, reports):
    one_by_one(intake, *(message(text, minute) for minute, text in enumerate(texts)))
    assert len(stored(db)) == reports
