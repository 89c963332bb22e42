"""A complaint of many messages through the whole program: one number, one report in every export, and the rest is counted."""

import json
import time

import httpx

from tests.e2e.messages import signed, whatsapp_message
from tests.servers.command_center import PLAIN, CommandCenter

SENDER = "628000000042"


def post(center, key, **content):
    body = whatsapp_message(f"wamid.{key}", SENDER, content)
    answer = httpx.post(f"{center.url}/hooks/whatsapp", content=body, headers=signed(body), timeout=60, verify=PLAIN)
    assert answer.status_code == 200


def exported(center):
    return [json.loads(line) for line in center.manage("export", "--format", "jsonl").splitlines()]


def test_pictures_a_text_a_place_and_thanks_are_one_report(tmp_path):
    with CommandCenter(tmp_path) as center:
        for number in range(3):
            post(center, f"p{number}", type="image", image={"id": f"{number}", "mime_type": "image/jpeg"})
        post(center, "t", type="text", text={"body": "Sampah menumpuk di Pasar Peterongan, foto di atas"})
        post(center, "l", type="location", location={"latitude": -6.9995, "longitude": 110.4335})
        post(center, "k", type="text", text={"body": "Terima kasih min"})
        post(center, "s", type="text", text={"body": "jalan berlubang di Banyumanik"})
        told = 'command_center_no_reports_total{channel="whatsapp",kind="thanks"} 1.0'
        until = time.monotonic() + 60
        admin = center.sign_in("admin")
        while told not in admin.get("/metrics").text or len(exported(center)) < 2:
            assert time.monotonic() < until, center.log()
            time.sleep(0.2)
        admin.close()
        first, second = sorted(exported(center), key=lambda each: each["number"])
    assert (first["category"], second["category"]) == ("sampah", "jalan_rusak")
    assert (first["latitude"], first["longitude"]) == (-6.9995, 110.4335)
    assert first["text"] == "Sampah menumpuk di Pasar Peterongan, foto di atas"
