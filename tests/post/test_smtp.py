"""Letters are handed to real mail servers, good and bad ones, and each answer is told apart."""

import subprocess
from dataclasses import replace
from email.message import EmailMessage

import pytest

from command_center.domain.outgoing import HandIn
from command_center.post import smtp
from command_center.post.smtp import MailServer, Security
from tests.servers.ports import free_port
from tests.servers.smtp import MailServerOfTest

RECIPIENT = "wali@semarang.test"


def send(server, message, recipient, begin=lambda: True):
    """Hands in at once, unless the test says otherwise."""
    return smtp.send(server, message, recipient, begin)


def letter(text="Isi.\n.titik di awal baris\n"):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "laporan@semarang.test", RECIPIENT, "Laporan pagi, Sabtu"
    message.set_content(text)
    return message


def at(server, security=Security.NONE, **more):
    return MailServer("127.0.0.1", server.port, security, "", "", "laporan@semarang.test", timeout=3, **more)


@pytest.fixture
def mail():
    with MailServerOfTest() as server:
        yield server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    file, key = folder / "server.pem", folder / "server.key"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(file)),
        ],
        check=True,
        capture_output=True,
    )
    return file, key


def test_a_letter_arrives_as_it_was_written(mail):
    assert send(at(mail), letter(), RECIPIENT).delivery is HandIn.TAKEN
    (kept,) = mail.kept.letters
    assert (kept.mail_from, kept.rcpt_tos) == ("laporan@semarang.test", [RECIPIENT])
    assert b"\r\n.titik di awal baris\r\n" in kept.content, "a line that begins with a dot keeps one"


@pytest.mark.parametrize(
    ("step", "answer", "delivery"),
    [
        ("rcpt", "550 no such mailbox", HandIn.REFUSED),
        ("rcpt", "451 greylisted, come back", HandIn.LATER),
        ("data", "552 too large", HandIn.REFUSED),
        ("data", "452 no space now", HandIn.LATER),
    ],
)
def test_what_the_server_says_decides(mail, step, answer, delivery):
    mail.kept.refuses[step] = answer
    told = send(at(mail), letter(), RECIPIENT)
    assert told.delivery is delivery
    assert answer in told.told
    assert mail.kept.letters == []


def test_what_the_server_says_is_told_without_the_address_in_it(mail):
    mail.kept.unknown.add(RECIPIENT)
    told = send(at(mail), letter(), RECIPIENT)
    assert told.told == "RCPT TO: 550 5.1.1 <[surel]>: no such mailbox here"


def test_nothing_is_given_away_where_another_has_the_letter(mail):
    asked = []
    told = send(at(mail), letter(), RECIPIENT, lambda: bool(asked.append(mail.kept.tries)))
    assert told.delivery is HandIn.LATER
    assert asked == [1], "it is asked once the server has taken the recipient"
    assert mail.kept.letters == []


def test_a_server_that_is_away_is_asked_again_later():
    nowhere = MailServer("127.0.0.1", free_port(), Security.NONE, "", "", "laporan@semarang.test", timeout=3)
    told = send(nowhere, letter(), RECIPIENT)
    assert told.delivery is HandIn.LATER
    assert told.told
    assert send(replace(nowhere, host="no-such-host.invalid"), letter(), RECIPIENT).delivery is HandIn.LATER


def test_a_connection_that_breaks_before_the_letter_leaves_nothing_behind(mail):
    mail.kept.breaks.add("rcpt")
    assert send(at(mail), letter(), RECIPIENT).delivery is HandIn.LATER


def test_a_connection_that_breaks_after_the_letter_leaves_doubt(mail):
    mail.kept.breaks.add("data")
    assert send(at(mail), letter(), RECIPIENT).delivery is HandIn.UNSURE


def test_a_server_that_falls_silent_is_not_waited_for(mail):
    mail.kept.silent["rcpt"] = 5
    assert send(replace(at(mail), timeout=0.5), letter(), RECIPIENT).delivery is HandIn.LATER
    mail.kept.silent = {"data": 5}
    assert send(replace(at(mail), timeout=0.5), letter(), RECIPIENT).delivery is HandIn.UNSURE


@pytest.mark.needs("openssl")
@pytest.mark.parametrize(("security", "tls"), [(Security.STARTTLS, False), (Security.SSL, True)])
def test_protected_connections_sign_in(certificate, monkeypatch, security, tls):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with MailServerOfTest(certificate=certificate, tls=tls, password="rahasia") as server:
        right = replace(at(server, security), user="laporan", password="rahasia")
        assert send(right, letter(), RECIPIENT).delivery is HandIn.TAKEN
        wrong = send(replace(right, password="salah"), letter(), RECIPIENT)
        assert wrong.delivery is HandIn.REFUSED
        assert "AUTH" in wrong.told
        assert "salah" not in wrong.told


@pytest.mark.needs("openssl")
def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(certificate):
    with MailServerOfTest(certificate=certificate) as server:
        told = send(at(server, Security.STARTTLS), letter(), RECIPIENT)
        assert told.delivery is HandIn.LATER
        assert "certificate" in told.told
        assert server.kept.letters == []


def test_without_starttls_nothing_goes_in_the_open(mail):
    told = send(at(mail, Security.STARTTLS), letter(), RECIPIENT)
    assert told.delivery is HandIn.REFUSED
    assert "SMTP_SECURITY" in told.told
    assert mail.kept.letters == []
