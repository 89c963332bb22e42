"""A real Kannel in front of the whole program: an SMS becomes a report and its number goes back to the telephone."""

import re
import time
from contextlib import closing

import pytest

from tests.servers.command_center import SECRETS, CommandCenter
from tests.servers.kannel import Kannel

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


@pytest.mark.timeout(180)
def test_an_sms_sent_while_the_server_is_down_arrives_once(tmp_path):
    center = CommandCenter(tmp_path / "late")
    get_url = f"{center.url}/hooks/sms?token={SECRETS['SMS_TOKEN']}"
    with Kannel(get_url, tmp_path / "kannel", http_queue_delay="1") as kannel:
        phone = kannel.send("LaporHendi lampu mati di Miroto")
        kannel.wait_refused()
        with center:
            answer = phone.answer(60)
            assert answer is not None
            assert "LH-" in answer
            # Longer than Kannel waits before it tries again.
            time.sleep(2)
            assert list(texts(center)) == ["lampu mati di Miroto"]
