"""Thanks, greetings and questions are kept and counted, and are no reports; a complaint that greets is one."""

import pytest

from command_center.intake.outcome import ItemOutcome
from command_center.store.inbox import Inbox
from tests.intake.talking import OTHER, deliver, message, one_by_one, rules, stored
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")


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
def test_small_talk_alone_is_kept_and_counted_and_no_report(db, intake, text, kind):
    said = message(text)
    accepted = deliver(intake, said)
    assert (accepted.numbers, accepted.outcomes) == ((), (ItemOutcome.NO_REPORT,))
    assert stored(db) == []
    assert deliver(intake, said).outcomes == (ItemOutcome.UNCHANGED,)
    assert Inbox(db).no_reports() == {("whatsapp", kind): 1}


@pytest.mark.parametrize(
    "text",
    [
        "Terima kasih sebelumnya, lampu mati di Jl Veteran", "Selamat pagi, lampu mati di Jl Veteran",
        "makasih min tapi lampu di Jl Veteran masih mati", "ok saya tunggu, jalan rusak ya pak di Gemah",
        "kapan lampu Jl Veteran diperbaiki", "P lampu mati",
    ],
)  # fmt: skip
def test_a_complaint_that_greets_or_thanks_is_a_complaint(db, intake, text):
    deliver(intake, message(text))
    assert len(stored(db)) == 1


@EITHER_KIND
def test_forms_and_other_systems_send_reports_whatever_they_say(db, intake):
    deliver(intake, *(message("terima kasih", channel=each) for each in ("web", "sp4n", "android", "112")))
    assert len(stored(db)) == 4


def test_a_question_stands_with_the_report_that_it_names(db, intake):
    one_by_one(intake, message("lampu mati di Jl Veteran"), message("jalan berlubang di Banyumanik", 10))
    asked = deliver(intake, message("sudah sampai mana laporan saya lh 2026 000001", 5000))
    assert (asked.numbers, asked.outcomes) == (("LH-2026-000001",), (ItemOutcome.NO_REPORT,))
    assert rules(db, 1) == ["", "number"]
    assert stored(db)[0].version == 1, "a question changes nothing of the report"


@BOTH_KINDS
def test_more_about_a_report_that_it_names_goes_on_with_it_days_later(db, intake):
    deliver(intake, message("jalan rusak di Gemah"))
    deliver(intake, message("laporan saya LH-2026-000001 belum ditangani, lubangnya makin besar", 5000))
    deliver(intake, message("laporan LH-2026-000001 itu benar, jalan rusak parah", 5000, by=OTHER))
    first, _ = stored(db)
    assert "makin besar" in first.content.text
    assert rules(db, first.id) == ["", "number"]
