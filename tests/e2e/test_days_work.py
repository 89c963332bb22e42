"""A day's work: three people report one flood by two channels, P3M and the department work on it, all three are answered.

The whole program as it is started, a real Kannel for the telephone, a stand-in of WhatsApp that checks what it is sent.
"""

import io
import json
import re
import time
from contextlib import closing

import httpx
import pytest
from PIL import Image

from tests.e2e.desk_page import open_desk
from tests.e2e.messages import signed, whatsapp_body
from tests.e2e.people import page_of, signed_in
from tests.servers.command_center import PLAIN, SECRETS, CommandCenter
from tests.servers.kannel import PASSWORD, USER, Kannel
from tests.servers.platform import Stand, graph

pytestmark = [pytest.mark.needs("kannel"), pytest.mark.needs("chromium"), pytest.mark.timeout(300)]
TOKEN = "token-of-the-city"
SAID = "Pompa Kaligawe sudah menyala dan air surut. Terima kasih sudah melapor."
CITIZEN = "628111222333"


def eventually(asked, holds, seconds=60):
    """What is asked, once it holds."""
    end = time.monotonic() + seconds
    while not holds(found := asked()) and time.monotonic() < end:
        time.sleep(0.2)
    assert holds(found), found
    return found


def picture():
    """A photograph with a place in it, as a telephone takes it."""
    image, exif = Image.new("RGB", (1200, 900), (90, 120, 150)), Image.Exif()
    exif[0x8825] = {1: "S", 2: (6.0, 57.0, 20.0), 3: "E", 4: (110.0, 27.0, 33.0)}
    kept = io.BytesIO()
    image.save(kept, "JPEG", exif=exif)
    return kept.getvalue()


def test_three_reports_of_one_flood_are_one_incident_and_all_three_are_answered(browser, tmp_path):
    center = CommandCenter(
        tmp_path / "city",
        SMS_SENDSMS_USER=USER,
        SMS_SENDSMS_PASSWORD=PASSWORD,
        WHATSAPP_ACCESS_TOKEN=TOKEN,
    )
    get_url = f"{center.url}/hooks/sms?token={SECRETS['SMS_TOKEN']}"
    with Kannel(get_url, tmp_path / "kannel") as kannel, Stand(graph(TOKEN)) as meta:
        center.environment |= {"SMS_SENDSMS_URL": kannel.sendsms_url, "WHATSAPP_GRAPH_URL": f"{meta.url}/v23.0"}
        with center:

            def sheet(number):
                return json.loads(center.manage("report", "show", number, "--json"))

            def texts_to(sender):
                """Free texts that WhatsApp was given for a person."""
                sent = [each.json for each in meta.kept]
                return [each["text"]["body"] for each in sent if each["type"] == "text" and each.get("to") == sender]

            # Morning: the flood comes in three times.
            phone = kannel.send("LaporHendi banjir selutut di Jl Kaligawe depan RSI Sultan Agung")
            receipt = phone.answer(60)
            assert receipt is not None
            (first,) = re.findall(r"LH-\d{4}-\d{6}", receipt)
            numbers = [first]
            for sender, text in (
                (CITIZEN, "Min, banjir di Kaligawe depan RSI Sultan Agung, motor mogok semua"),
                ("628111222444", "banjir tinggi depan RSI Sultan Agung Kaligawe tolong pompanya"),
            ):
                body = whatsapp_body(f"wamid.{sender}", text, sender)
                assert httpx.post(f"{center.url}/hooks/whatsapp", content=body, headers=signed(body), verify=PLAIN).status_code == 200  # fmt: skip
                told = eventually(lambda sender=sender: texts_to(sender), bool)
                numbers += re.findall(r"LH-\d{4}-\d{6}", told[0])
            assert len(set(numbers)) == 3
            incident = sheet(first)["incident"]
            assert set(incident["with"]) == set(numbers[1:])

            # P3M at the desk: verifies by key, forwards all of it.
            operator = signed_in(browser, center, "sari", "p3m")
            desk = open_desk(operator, center, f"?laporan={first}")
            desk.opened(first)
            desk.press("v")
            eventually(lambda: sheet(first)["status"], lambda status: status == "verified")
            for number in numbers:
                center.manage("report", "forward", number, "--opd", "dpu", "--text", "Cek pompa", "--by", "sari")
            assert desk.problems == []
            operator.close()

            # The department answers once, with a picture, for all three.
            chief = signed_in(browser, center, "kepala", "opd", "dpu")
            page = page_of(chief)
            page.goto(f"{center.url}/opd/dpu/laporan/{first}")
            shown = page.inner_text("body")
            assert "Cek pompa" in shown
            assert "8111222" not in shown
            page.fill("textarea[name=text]", SAID)
            page.check("input[name=status][value=settled]")
            page.check("input[name=whole]")
            page.set_input_files("input[name=after]", {"name": "surut.jpg", "mimeType": "image/jpeg", "buffer": picture()})  # fmt: skip
            page.click("form[data-number] button[type=submit]")
            eventually(lambda: [sheet(each)["status"] for each in numbers], lambda all_: set(all_) == {"settled"})
            chief.close()

            # Everybody has it on the own channel, once.
            assert any(SAID in each for each in phone.answers(2, 60))
            for sender in (CITIZEN, "628111222444"):
                eventually(lambda sender=sender: texts_to(sender), lambda sent: sum(SAID in each for each in sent) == 1)
            time.sleep(2)
            assert sum(SAID in each for each in phone.answers(2)) == 1
            assert meta.faults == []

            # The citizen's page shows it to who has the code, and to nobody else.
            code = center.manage("report", "code", first, "--by", "sari").strip()
            with httpx.Client(base_url=center.url, verify=PLAIN, follow_redirects=True) as anybody:
                mine = anybody.get(f"/lacak/{first}", params={"kode": code})
                assert SAID in mine.text
                assert "kepala" not in mine.text
                assert SAID not in anybody.get(f"/lacak/{numbers[1]}").text

            # Clock, audit and wall agree, and the wall knows nobody.
            stages = sheet(first)["deadlines"]["stages"]
            assert stages["answer"]["reached"]
            assert sheet(first)["deadlines"]["breached"] is None
            acts = center.manage("audit", "--subject", first)
            for act in ("report.verify", "report.forward", "report.settle"):
                assert act in acts
            with closing(center.sign_in("p3m")) as client:
                frames = client.get("/wall/frames", params={"since": 0}).text
                wall = client.get("/wall").text
            for personal in (CITIZEN, "8111222", "Warga Contoh", "mogok"):
                assert personal not in frames
                assert personal not in wall
