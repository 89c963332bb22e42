"""`/lacak`: a report is its citizen's alone, who sees where it stands and may say more; a code is not guessed."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image

from command_center.casework.triage import Step
from command_center.domain.inbound import Payload
from command_center.domain.workflow import Status
from command_center.intake.accept import Parsed
from command_center.store.tracking_codes import TrackingCodes
from tests.callbacks.citizens.conftest import JSON, hidden, photo
from tests.contract.open311_posts import MULTIPART, PLACE, multipart
from tests.intake.test_accept import ITEM, NOW
from tests.store.test_pictures import SECRET as PLACE_IN_PHOTO
from tests.store.test_pictures import as_bytes, halves, with_exif

SECRET = "Catatan internal: jangan sebarkan"
STAFF = "sari.operator"


def stepped(site, number, *statuses, note=""):
    report = site.report(number)
    site.running.core.triage.take(
        [Step(report.id, status, datetime.now(UTC), STAFF, opd="dpu", note=note) for status in statuses]
    )


def act(client, number, name, code, **fields):
    return client.post(f"/lacak/{number}/{name}", data={"kode": code} | fields, content_type="multipart/form-data")


def test_the_code_opens_the_report_and_the_browser_remembers_it(site):
    number, code = site.reported(text="Lampu padam di gang tiga")
    client = site.client()
    page = client.get(f"/lacak/{number}?kode={code}")
    assert page.status_code == 200
    assert "Lampu padam di gang tiga" in page.text
    assert "Lampu padam di gang tiga" in client.get(f"/lacak/{number}").text, "after the code left the address"
    assert "Lampu padam di gang tiga" not in site.client().get(f"/lacak/{number}").text
    for name, value in {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}.items():
        assert page.headers[name] == value


@pytest.mark.parametrize("typed", ["{number}", "{lower}", "{spaced}"])
def test_number_and_code_are_taken_as_people_type_them(site, typed):
    number, code = site.reported(text="Trotoar rusak di depan sekolah")
    written = typed.format(number=number, lower=number.lower(), spaced=number.replace("-", " "))
    fields = {"number": written, "kode": f"{code[:4].lower()}-{code[4:].lower()}"}
    assert "Trotoar rusak" in site.client().post("/lacak", data=fields).text


def test_a_wrong_code_and_an_unknown_number_are_told_the_same(site):
    number, code = site.reported()
    wrong = "0" * 8 if code != "0" * 8 else "1" * 8
    answers = [site.client().get(f"/lacak/{each}?kode={wrong}") for each in (number, "LH-2026-999999")]
    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].text.replace(number, "") == answers[1].text.replace("LH-2026-999999", "")
    assert [site.client().get(f"/lacak/{each}").status_code for each in (number, "LH-2026-999999")] == [200, 200]
    told = [site.client().get(f"/lacak/{each}?kode={wrong}", headers=JSON).json for each in (number, "LH-2026-999999")]
    assert told[0] == told[1]


def test_the_right_code_of_a_number_that_was_never_given_opens_nothing(site):

    code = TrackingCodes(site.running.core.db).code_of("LH-2031-000001")
    assert site.client().get(f"/lacak/LH-2031-000001?kode={code}").status_code == 404


def test_who_guesses_from_one_address_is_stopped(site):
    number, code = site.reported(text="Yang ditebak satu alamat")
    client = site.client()
    guesses = [client.get(f"/lacak/LH-2026-{900_000 + n}?kode=AAAAAAAA").status_code for n in range(25)]
    assert (guesses.count(404), guesses.count(429)) == (20, 5)
    stopped = client.get(f"/lacak/{number}?kode={code}")
    assert stopped.status_code == 429
    assert 0 < int(stopped.headers["Retry-After"]) <= 3600


def test_a_number_that_is_guessed_at_from_everywhere_is_shut_for_who_guesses_and_open_for_who_has_the_code(site):
    number, code = site.reported(text="Yang ditebak dari mana-mana")
    known = site.client()
    known.get(f"/lacak/{number}?kode={code}")
    strangers = [site.client() for _ in range(3)]
    guesses = [each.get(f"/lacak/{number}?kode=AAAAAAAA").status_code for each in strangers for _ in range(11)]
    # Each has three tries of the own; twenty more are let pass for all together.
    assert (guesses.count(404), guesses.count(429)) == (3 * 3 + 20, 4)
    assert strangers[-1].get(f"/lacak/{number}?kode={code}").status_code == 429
    assert site.client().get(f"/lacak/{number}?kode={code}").status_code == 200, "the citizen at another telephone"
    assert known.get(f"/lacak/{number}").status_code == 200


def test_every_door_to_a_report_asks_for_its_code(site):
    """Another citizen has a code too, and it opens nothing of this one: not by reading, writing, picture or cookie."""
    number, _ = site.reported(text="Punya orang lain", photo=[photo("red")], contact="0899 1111 2222", name="Bu Contoh")
    mine, my_code = site.reported(text="Punya saya sendiri")
    client = site.client()
    my_page = client.get(f"/lacak/{mine}?kode={my_code}").text
    key = site.report(number).content.media[0].ref.removeprefix("file:")
    answers = [
        client.get(f"/lacak/{number}"),
        client.get(f"/lacak/{number}?kode={my_code}"),
        client.get(f"/lacak/{number}", headers=JSON),
        client.get(f"/lacak/{number}/foto/{key}"),
        client.get(f"/lacak/{number}/foto/{key}?tanda=x"),
        client.get(f"/berkas/{number}/{key}"),
        client.post("/lacak", data={"number": number, "kode": my_code}),
        *(
            act(client, number, name, my_code, text="x", stars="1", sure="ya")
            for name in ("balas", "nilai", "buka-lagi", "tarik")
        ),
    ]
    for answer in answers:
        assert answer.status_code in (200, 401, 404), answer.status_code
        for word in ("Punya orang lain", "0899", "Contoh"):
            assert word not in answer.text
        assert answer.mimetype != "image/jpeg"
    assert number not in my_page
    assert not site.report(number).retracted
    assert len(site.running.core.reports.messages(site.report(number).id)) == 1


def test_a_mark_of_one_picture_opens_no_other(site):
    number, code = site.reported(text="Dua foto dari saya", photo=[photo("red"), photo("blue")])
    client = site.client()
    page = client.get(f"/lacak/{number}?kode={code}").text
    addresses = list(dict.fromkeys(re.findall(r'href="(/lacak/[^"]+/foto/[^"]+)"', page)))
    assert len(addresses) == 2
    picture = site.client().get(addresses[0])
    assert (picture.status_code, picture.mimetype) == (200, "image/jpeg")
    first, second = (address.partition("?") for address in addresses)
    assert site.client().get(f"{second[0]}?{first[2]}").status_code == 404


def test_the_page_says_where_the_report_stands_and_nothing_of_staff(site):
    number, code = site.reported(text="Jalan berlubang di Kaligawe")
    stepped(site, number, Status.VERIFIED, Status.FORWARDED, note=SECRET)
    page = site.client().get(f"/lacak/{number}?kode={code}")
    assert "Dinas Pekerjaan Umum" in page.text
    assert SECRET not in page.text
    assert STAFF not in page.text
    said = site.client().get(f"/lacak/{number}?kode={code}", headers=JSON)
    assert (said.json["status"], said.json["answered"]) == ("forwarded", False)
    assert said.json["deadline"]["stage"] == "answer"
    assert [each["counted"] for each in said.json["deadline"]["days"] if each["counted"]] == list(range(1, 11))
    assert SECRET not in said.text
    assert STAFF not in said.text


def test_an_answer_is_read_on_the_page(site):
    number, code = site.reported(text="Saluran mampet di pasar")
    stepped(site, number, Status.FORWARDED)
    stepped(site, number, Status.ANSWERED, note="Sudah dibersihkan <hari ini>.")
    page = site.client().get(f"/lacak/{number}?kode={code}").text
    assert "Sudah dibersihkan &lt;hari ini&gt;." in page
    assert site.client().get(f"/lacak/{number}?kode={code}", headers=JSON).json["answered"]


def test_a_reply_with_a_photo_joins_the_report_and_is_seen(site):
    number, code = site.reported(text="Pohon miring dekat sekolah")
    client = site.client()
    page = client.get(f"/lacak/{number}?kode={code}").text
    fields = {"text": "Sekarang makin miring", "key": hidden(page, "key")}
    answer = act(client, number, "balas", code, **fields, photo=[photo("yellow")])
    assert answer.status_code == 303
    act(client, number, "balas", code, **fields)
    after = client.get(answer.location).text
    assert after.count("Sekarang makin miring") == 1
    report = site.report(number)
    assert [str(each.kind) for each in site.running.core.reports.messages(report.id)] == ["content", "content"]
    assert len(report.content.media) == 1


def test_a_reply_to_a_question_lets_the_work_go_on(site):
    number, code = site.reported(text="Ada yang rusak di sini")
    stepped(site, number, Status.INCOMPLETE)
    client = site.client()
    assert "Giliran Anda" in client.get(f"/lacak/{number}?kode={code}").text
    act(client, number, "balas", code, text="Tiang nomor 7 di depan gereja")
    assert site.report(number).status is Status.VERIFIED
    assert "Giliran Anda" not in client.get(f"/lacak/{number}").text


def test_a_report_of_another_channel_takes_its_citizens_reply_too(site):

    intake = site.running.core.intake

    (accepted,) = intake.accept([Parsed(None, NOW, (ITEM,))], NOW)
    number = accepted.numbers[0]

    code = TrackingCodes(site.running.core.db).code_of(number)
    client = site.client()
    assert act(client, number, "balas", code, text="Ini tambahan dari halaman status").status_code == 303
    assert "Ini tambahan dari halaman status" in client.get(f"/lacak/{number}").text
    assert site.report(number).origin.channel == ITEM.channel


def test_a_program_acts_with_the_code_in_the_address_and_is_told_what_is_wrong(site):
    number, code = site.reported(text="Got tersumbat di pasar")
    address = f"/lacak/{number}/balas?kode={code}"
    refused = site.client().post(address, headers=JSON)
    assert (refused.status_code, refused.json["error"], set(refused.json["fields"])) == (400, "invalid", {"text"})
    assert refused.json["report"]["number"] == number
    taken = site.client().post(address, data={"text": "Sudah meluap"}, headers=JSON)
    assert [each["text"] for each in taken.json["messages"]] == ["Got tersumbat di pasar", "Sudah meluap"]
    rated = site.client().post(f"/lacak/{number}/nilai?kode={code}", data={"stars": "5"}, headers=JSON)
    assert (rated.status_code, rated.json["error"]) == (409, "conflict")


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/lapor/?bahasa=en", "/lapor?bahasa=en"),
        ("/lacak/", "/lacak"),
        ("/lacak/LH-2026-000001/", "/lacak/LH-2026-000001"),
        ("/lacak/LH-2026-000001/balas?bahasa=en&kode=X", "/lacak/LH-2026-000001?bahasa=en&kode=X"),
        ("/lapor/begini", ""),
        ("/lacak/LH-2026-000001/apa/saja", ""),
    ],
)
def test_no_address_of_citizens_leads_to_the_sign_in_of_staff(site, asked, led):
    answer = site.client().get(asked)
    assert (answer.status_code in (303, 308), answer.headers.get("Location", "")) == (bool(led), led)
    assert led or answer.status_code == 404


@pytest.mark.parametrize(
    ("path", "method"), [("/lapor", "PUT"), ("/lacak", "DELETE"), ("/lacak/LH-2026-000001", "POST")]
)
def test_what_an_address_does_not_do_is_said_with_what_it_does(site, path, method):
    answer = site.client().open(path, method=method, headers=JSON)
    assert (answer.status_code, answer.json["error"]) == (405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]


def test_no_search_engine_keeps_what_is_of_a_report(site):
    number, code = site.reported(text="Bukan untuk mesin pencari")
    client = site.client()
    assert "X-Robots-Tag" not in client.get("/lapor").headers
    for path in ("/lacak", f"/lacak/{number}", f"/lacak/{number}?kode={code}", "/lapor/terima/x"):
        answer = client.get(path)
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert '<meta name="robots" content="noindex' in answer.text


@pytest.mark.parametrize(
    ("name", "fields"), [("balas", {}), ("nilai", {"stars": "9"}), ("buka-lagi", {}), ("tarik", {})]
)
def test_what_is_missing_is_said_and_what_was_typed_stays(site, name, fields):
    number, code = site.reported(text=f"Laporan untuk {name}")
    answer = act(site.client(), number, name, code, **fields)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_rating_reopening_and_withdrawing(site):
    number, code = site.reported(text="Lampu mati di jembatan")
    client = site.client()
    refused = act(client, number, "nilai", code, stars="5", text="cepat sekali")
    assert (refused.status_code, "cepat sekali" in refused.text) == (409, True)
    stepped(site, number, Status.FORWARDED, Status.ANSWERED, Status.SETTLED)
    assert act(client, number, "nilai", code, stars="2", text="Masih redup").status_code == 303
    assert "Masih redup" in client.get(f"/lacak/{number}").text
    assert act(client, number, "tarik", code, sure="ya").status_code == 409
    replied = act(client, number, "balas", code, text="Padam tadi malam")
    assert (replied.status_code, 'required aria-invalid="true"' in replied.text) == (409, True), (
        "it stands where it helps"
    )
    assert "Padam tadi malam</textarea>" in replied.text
    for _ in range(2):
        assert act(client, number, "buka-lagi", code, text="Mati lagi").status_code == 303
    assert site.report(number).status is Status.FORWARDED
    other = act(client, number, "buka-lagi", code, text="Masih gelap")
    assert (other.status_code, "masih dikerjakan" in other.text, "Masih gelap</textarea>" in other.text) == (
        409,
        True,
        True,
    )
    assert act(client, number, "tarik", code, sure="ya").status_code == 303
    assert site.report(number).retracted
    assert "sudah Anda tarik" in client.get(f"/lacak/{number}").text


def test_another_site_does_nothing_in_somebodys_name(site):
    number, code = site.reported(text="Jangan ditarik orang")
    client = site.client()
    client.get(f"/lacak/{number}?kode={code}")
    answer = client.post(
        f"/lacak/{number}/tarik", data={"kode": code, "sure": "ya"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert client.post(f"/lacak/{number}/tarik", data={"sure": "ya"}).status_code == 404
    assert not site.report(number).retracted


def test_a_device_forgets_what_it_opened(site):
    number, code = site.reported(text="Dibuka di warnet")
    client = site.client()
    client.get(f"/lacak/{number}?kode={code}")
    assert number in client.get("/lacak").text
    client.post("/lacak", data={"forget": "1"})
    assert number not in client.get("/lacak").text
    assert "Dibuka di warnet" not in client.get(f"/lacak/{number}").text


def test_a_picture_of_an_open311_form_is_shown_without_its_place(site):

    core = site.running.core
    sent = multipart(
        {**PLACE, "description": "lubang dengan foto"}, [("media", "1.jpg", as_bytes(halves(), exif=with_exif()))]
    )
    stored = core.inbox.put(Payload("android", "open311", "satu", datetime.now(UTC), MULTIPART, {}, sent))
    (number,) = core.inbox.wait(stored.inbox_id, 20).numbers
    page = site.client().get(f"/lacak/{number}?kode={TrackingCodes(core.db).code_of(number)}").text
    picture = site.client().get(re.findall(r'href="(/lacak/[^"]+/foto/[^"]+)"', page)[0])
    assert Image.open(BytesIO(picture.data)).size == (400, 200)
    assert PLACE_IN_PHOTO in sent
    assert PLACE_IN_PHOTO not in picture.data
