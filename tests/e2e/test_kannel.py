"""A real Kannel in front of the whole program: an SMS becomes a report and its number goes back to the telephone."""

import re
import time
from contextlib import closing

import pytest

from tests.servers.command_center import SECRETS, CommandCenter
from tests.servers.kannel import PASSWORD, USER, Kannel

pytestmark = pytest.mark.needs("kannel")


def texts(center):
    with closing(center.sign_in("p3m")) as client:
        features = client.get("/api/v1/reports.geojson").json()["features"]
    return {feature["properties"]["text"]: feature["properties"]["number"] for feature in features}


def test_an_sms_is_a_report_and_its_sender_gets_the_number(center, tmp_path):
    get_url = f"{center.url}/hooks/sms?token={SECRETS['SMS_TOKEN']}"
    with Kannel(get_url, tmp_path) as kannel:
        answer = kannel.send("LaporHendi jalan rusak di Tlogosari Kulon").answer()
        assert answer is not None
        (number,) = re.findall(r"LH-\d{4}-\d{6}", answer)
        assert texts(center)["jalan rusak di Tlogosari Kulon"] == number


def eventually(told, wanted, seconds=45):
    """What a command says, once it holds a word."""
    end = time.monotonic() + seconds
    while wanted not in (said := told()) and time.monotonic() < end:
        time.sleep(0.2)
    return said


@pytest.mark.timeout(180)
def test_an_sms_sent_while_the_server_is_down_arrives_once(tmp_path):
    center = CommandCenter(tmp_path / "late", SMS_SENDSMS_USER=USER, SMS_SENDSMS_PASSWORD=PASSWORD)
    get_url = f"{center.url}/hooks/sms?token={SECRETS['SMS_TOKEN']}"
    with Kannel(get_url, tmp_path / "kannel", http_queue_delay="1") as kannel:
        center.environment["SMS_SENDSMS_URL"] = kannel.sendsms_url
        phone = kannel.send("LaporHendi lampu mati di Miroto")
        kannel.wait_refused()
        with center:
            answer = phone.answer(60)
            assert answer is not None
            assert "LH-" in answer
            # Longer than Kannel waits before it tries again.
            time.sleep(2)
            assert list(texts(center)) == ["lampu mati di Miroto"]
            number = texts(center)["lampu mati di Miroto"]
            center.manage("report", "forward", number, "--opd", "disperkim", "--by", "uji-p3m")
            center.manage("report", "answer", number, "--text", "Lampu diperbaiki {opd}. ", "--by", "uji-p3m")
            told = phone.answers(2)[1]
            assert told.startswith("Lampu diperbaiki")
            # The delivery report of the SMSC comes back to the report.
            assert "delivered" in eventually(lambda: center.manage("report", "answers", number), "delivered")
            assert "answered" in center.manage("report", "show", number)
