"""A briefing goes to each recipient once, through a real mail server, also where that one refuses, is slow or breaks off."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from structlog.testing import capture_logs

from command_center.casework.briefing_post import ABANDONED_AFTER, PAUSES, BriefingPost
from command_center.post.smtp import MailServer, Security
from command_center.store.briefing_mails import BriefingMails, LetterState
from command_center.store.briefings import Briefings
from tests.servers.smtp import MailServerOfTest
from tests.store.test_briefings import AT, DAY, keep


class Post:
    """The post of an installation, with the time of the test."""

    def __init__(self, db, server, recipients=("a@x.test", "b@x.test")):
        briefings = Briefings(db)
        keep(briefings)
        self.briefing = briefings.versions(DAY)[0].id
        self.now = AT
        self.mails = BriefingMails(db)
        self.broken = False
        at = MailServer("127.0.0.1", server.port, Security.NONE, "", "", "laporan@x.test", timeout=1)
        self.post = BriefingPost(self.mails, at, recipients, self._letter, lambda: self.now)

    def _letter(self, briefing_id, recipient):
        if self.broken:
            raise ValueError("no such briefing")
        letter = EmailMessage()
        letter["To"], letter["Subject"] = recipient, f"Laporan {briefing_id}"
        letter.set_content("Isi.")
        return letter

    def states(self):
        return [letter.state for letter in self.mails.of(self.briefing)]


@pytest.fixture
def mail():
    with MailServerOfTest() as server:
        yield server


@pytest.fixture
def post(sqlite_db, mail):
    return Post(sqlite_db, mail)


def test_each_recipient_gets_it_once(post, mail):
    assert post.post.address(post.briefing) == 2
    assert post.post.send_due() == 2
    assert post.post.address(post.briefing) == 0
    assert post.post.send_due() == 0
    assert [letter.rcpt_tos for letter in mail.kept.letters] == [["a@x.test"], ["b@x.test"]]
    assert post.states() == [LetterState.SENT] * 2
    assert message_from_bytes(mail.kept.letters[0].content, policy=default)["To"] == "a@x.test"


def test_a_server_that_is_busy_is_asked_again_and_then_no_more(post, mail):
    mail.kept.refuses["rcpt"] = "451 come back"
    post.post.address(post.briefing)
    for pause in PAUSES:
        post.post.send_due()
        assert post.states() == [LetterState.WAITING] * 2
        assert {letter.try_at for letter in post.mails.of(post.briefing)} == {post.now + pause}
        tries = mail.kept.tries
        post.post.send_due()
        assert mail.kept.tries == tries, "before its time nothing is tried"
        post.now += pause
    post.post.send_due()
    assert post.states() == [LetterState.FAILED] * 2
    assert "451 come back" in post.mails.of(post.briefing)[0].problem
    assert mail.kept.tries == 2 * (len(PAUSES) + 1)


def test_it_arrives_when_the_server_has_come_to_itself(post, mail):
    mail.kept.refuses["data"] = "452 no space"
    post.post.address(post.briefing)
    post.post.send_due()
    mail.kept.refuses.clear()
    post.now += PAUSES[0]
    assert post.post.send_due() == 2
    assert len(mail.kept.letters) == 2


def test_what_is_refused_for_good_is_not_tried_again(post, mail):
    mail.kept.refuses["rcpt"] = "550 no such mailbox"
    post.post.address(post.briefing)
    post.post.send_due()
    assert post.states() == [LetterState.FAILED] * 2
    post.now += timedelta(days=1)
    post.post.send_due()
    assert mail.kept.tries == 2


def test_of_three_recipients_one_that_the_server_does_not_know_keeps_the_letter_from_no_other(sqlite_db, mail):
    post = Post(sqlite_db, mail, ("a@x.test", "b@x.test", "c@x.test"))
    mail.kept.unknown.add("b@x.test")
    post.post.address(post.briefing)
    with capture_logs() as lines:
        assert post.post.send_due() == 2
    assert [letter.rcpt_tos for letter in mail.kept.letters] == [["a@x.test"], ["c@x.test"]]
    assert post.states() == [LetterState.SENT, LetterState.FAILED, LetterState.SENT]
    assert [(line["recipient"], line["state"]) for line in lines] == [(1, "sent"), (2, "failed"), (3, "sent")]
    assert "@" not in str(lines), "the log names no address"


def test_who_dies_while_he_writes_a_letter_keeps_it_from_nobody(post, mail):
    post.post.address(post.briefing)
    post.mails.claim(post.now, post.now + ABANDONED_AFTER)
    assert post.post.send_due() == 1
    post.now += ABANDONED_AFTER
    assert post.post.send_due() == 1
    assert [letter.rcpt_tos for letter in mail.kept.letters] == [["b@x.test"], ["a@x.test"]]


def test_a_letter_over_which_every_process_died_fails_and_is_told(post, mail):
    """Making its PDF may take more memory than there is: that would end the server each quarter of an hour, for ever."""
    post.post.address(post.briefing)
    for _ in range(len(PAUSES) + 1):
        while post.mails.claim(post.now, post.now + ABANDONED_AFTER):
            pass
        post.now += ABANDONED_AFTER
    assert len(post.mails.troubled(post.now - ABANDONED_AFTER)) == 2, "the doctor tells of it before"
    assert post.post.send_due() == 0
    assert post.states() == [LetterState.FAILED] * 2
    assert "ended each time" in post.mails.of(post.briefing)[0].problem
    assert mail.kept.tries == 0


def test_who_dies_while_he_gives_a_letter_away_leaves_it_to_a_person(post, mail):
    post.post.address(post.briefing)
    post.mails.begin(post.mails.claim(post.now, post.now + ABANDONED_AFTER), post.now)
    post.now += 2 * ABANDONED_AFTER
    assert post.post.send_due() == 1
    assert post.states() == [LetterState.UNSURE, LetterState.SENT]
    assert post.post.again(post.briefing) == 1
    assert post.post.send_due() == 1


@pytest.mark.parametrize("fault", ["breaks", "silent"])
def test_a_letter_that_may_have_arrived_is_not_sent_again_by_itself(post, mail, fault):
    if fault == "breaks":
        mail.kept.breaks.add("data")
    else:
        mail.kept.silent["data"] = 3
    post.post.address(post.briefing)
    post.post.send_due()
    assert post.states() == [LetterState.UNSURE] * 2
    mail.kept.breaks.clear()
    mail.kept.silent.clear()
    post.now += timedelta(days=1)
    assert post.post.send_due() == 0
    assert post.post.again(post.briefing) == 2, "a person may"
    assert post.post.send_due() == 2


def test_a_letter_that_cannot_be_written_waits(post, mail):
    post.broken = True
    post.post.address(post.briefing)
    post.post.send_due()
    assert post.states() == [LetterState.WAITING] * 2
    assert "could not be written: ValueError" in post.mails.of(post.briefing)[0].problem
    assert mail.kept.tries == 0


def test_without_a_server_or_recipients_nothing_waits(sqlite_db, mail):
    nobody = Post(sqlite_db, mail, recipients=())
    assert not nobody.post.configured
    assert nobody.post.address(nobody.briefing) == 0
