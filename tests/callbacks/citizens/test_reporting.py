"""`/lapor`: a form becomes a report with a number and a code, once; what is wrong is said and nothing typed is lost."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from command_center.domain.report_kinds import Visibility
from command_center.domain.working_days import WIB
from command_center.store.files import file_id_of
from command_center.store.tables import files
from command_center.store.unnamed_files import UnnamedFiles
from program.core import now
from tests.callbacks.citizens.conftest import CODE, JSON, hidden, photo
from tests.contract.open311_posts import MULTIPART, multipart

TEXT = "Lubang besar di depan pasar"


def files_of(site):
    with site.running.core.db.read() as connection:
        return set(connection.execute(select(files.c.id)).scalars())


def test_a_program_is_told_number_and_code_and_nothing_else(site):
    answer = site.client().post("/lapor", data={"text": TEXT, "address": "Jl. Pemuda"}, headers=JSON)
    assert answer.status_code == 201
    assert answer.json.keys() == {"number", "code"}
    assert CODE.fullmatch(answer.json["code"])
    assert site.report(answer.json["number"]).content.text == TEXT


def test_every_field_reaches_the_report(site):
    fields = {
        "text": TEXT,
        "address": "Jl. Pemuda 3",
        "lat": "-6.98412",
        "lon": "110.40931",
        "contact": "0812-0000-1111",
        "name": "Bu Contoh",
        "visibility": "anonim",
        "category": "jalan_rusak",
        "photo": [photo("red"), photo("blue", "PNG")],
    }
    answer = site.client().post("/lapor", data=fields, headers=JSON, content_type="multipart/form-data")
    report = site.report(answer.json["number"])
    assert (report.origin.channel, report.visibility) == ("web", Visibility.ANONYMOUS)
    assert (report.classification.category, report.classification.chosen_by_sender) == ("jalan_rusak", True)
    assert (report.location.position.lat, report.location.exact) == (-6.98412, True)
    assert report.content.address == "Jl. Pemuda 3"
    assert all(file_id_of(each.ref) for each in report.content.media)
    assert len(report.content.media) == 2


def test_a_browser_is_shown_number_and_code_on_a_page(site):
    client = site.client()
    form = client.get("/lapor").text
    sent = {"key": hidden(form, "key"), "text": TEXT, "do": "send"}
    answer = client.post("/lapor", data=sent)
    assert answer.status_code == 201
    number = answer.text.partition('id="nomor">')[2].partition("<")[0]
    code = answer.text.partition('id="kode">')[2].partition("<")[0]
    assert site.running.core.reports.by_number(number)
    assert f"/lacak/{number}?kode={code.replace('-', '')}" in answer.text
    assert number in client.get(answer.headers["Content-Location"]).text, "the receipt can be loaded again"


def test_the_same_form_never_makes_two(site):
    client = site.client()
    sent = {"text": "Pohon tumbang menutup jalan", "key": "satu kunci yang acak"}
    numbers = {client.post("/lapor", data=sent, headers=JSON).json["number"] for _ in range(4)}
    with_header = client.post(
        "/lapor", data=sent | {"key": ""}, headers=JSON | {"Idempotency-Key": "satu kunci yang acak"}
    )
    assert numbers == {with_header.json["number"]}


def test_who_sends_the_words_of_another_again_gets_nothing_of_the_report_of_the_other(site):
    """What a report says may be read by anybody; who sent it is known by the key of the form alone."""
    fields = {"text": "Sampah menumpuk di TPS Kintelan"}
    number, code = site.reported(**fields, key="k" * 24)
    for again in ({}, {"key": ""}, {"key": "tebakan seorang asing"}, {"key": f"{datetime.now(WIB).date()}-tebakan"}):
        stranger = site.client()
        answer = stranger.post("/lapor", data=fields | again, headers=JSON)
        assert answer.status_code == 201
        assert answer.json["number"] != number
        assert answer.json["code"] != code
        assert answer.json["number"] in stranger.get(answer.headers["Content-Location"], headers=JSON).text
        assert "Kintelan" not in stranger.get(f"/lacak/{number}").text, "the browser has not opened it"
    assert len({site.reported(**fields) for _ in range(3)}) == 3, "without a key each is a report of its own"


def test_who_presses_twice_gets_the_same_receipt_twice(site):
    client = site.client()
    form = client.get("/lapor").text
    sent = {"key": hidden(form, "key"), "text": "Talut longsor di Jatingaleh"}
    pages = [client.post("/lapor", data=sent) for _ in range(2)]
    first, second = (page.text.partition('id="kode">')[2].partition("<")[0] for page in pages)
    assert first == second != ""


@pytest.mark.parametrize("key", ["1", "laporan-17", "2026-11-20"])
def test_a_key_that_others_could_guess_is_refused_with_what_to_do(site, key):
    answer = site.client().post("/lapor", data={"text": TEXT}, headers=JSON | {"Idempotency-Key": key})
    assert (answer.status_code, set(answer.json["fields"])) == (400, {"key"})
    assert "16" in answer.json["fields"]["key"]


@pytest.mark.parametrize(
    ("fields", "status", "field"),
    [
        ({"text": ""}, 400, "text"),
        ({"lat": "-6.98", "lon": "timur"}, 400, "lon"),
        ({"visibility": "rahsia"}, 400, "visibility"),
        ({"category": "bukan_ini"}, 400, "category"),
        ({"contact": "hubungi saja"}, 400, "contact"),
        ({"same_as": "LH-2026-999999"}, 400, "same_as"),
        ({"photo": (BytesIO(b"<svg/>"), "gambar.svg")}, 415, "photo"),
        ({"photo": (BytesIO(b"\0\0\0\x18ftypheic\0\0\0\0"), "IMG_1.HEIC")}, 415, "photo"),
        ({"photo": (BytesIO(b""), "kosong.jpg")}, 400, "photo"),
        ({"photo": "data:image/jpeg;base64,/9j/4AAQ"}, 400, "photo"),
        ({"photo": [photo() for _ in range(1)] + [(BytesIO(b"\xff\xd8\xff\xe0x"), "rusak.jpg")]}, 415, "photo"),
    ],
)
def test_a_program_is_told_what_is_wrong_with_each_field(site, fields, status, field):
    sent = {"text": TEXT} | fields
    answer = site.client().post("/lapor", data=sent, headers=JSON, content_type="multipart/form-data")
    assert answer.status_code == status
    assert answer.json["error"]
    assert answer.json["message"]
    assert set(answer.json["fields"]) == {field}


@pytest.mark.parametrize("headers", [JSON, {}])
def test_what_is_larger_than_is_read_is_told_in_the_form_that_was_asked_for(site, headers):
    body = multipart({"text": TEXT}, [("photo", "foto.jpg", bytes(11_000_000))])
    answer = site.client().post("/lapor", data=body, headers=headers, content_type=MULTIPART)
    assert answer.status_code == 413
    assert (set(answer.json["fields"]) == {"photo"}) if headers else ("10 MB" in answer.text)


def test_too_many_photos_are_told(site):
    fields = {"text": TEXT, "photo": [photo((n, n, n)) for n in range(0, 60, 10)]}
    answer = site.client().post("/lapor", data=fields, headers=JSON, content_type="multipart/form-data")
    assert (answer.status_code, set(answer.json["fields"])) == (400, {"photo"})


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml", ""])
def test_what_is_no_form_is_refused(site, kind):
    answer = site.client().post("/lapor", data=b'{"text": "x"}', headers=JSON, content_type=kind)
    assert (answer.status_code, answer.json["error"]) == (415, "unsupported_media_type")


def test_a_page_keeps_all_that_was_typed_and_the_photos_that_are_good(site):
    client = site.client()
    form = client.get("/lapor").text
    sent = {
        "key": hidden(form, "key"),
        "text": "<b>Lampu</b> mati & gelap",
        "address": 'Jl. "Pemuda"',
        "contact": "hubungi saja",
        "name": "Bu Contoh",
        "visibility": "rahasia",
        "category": "lampu",
        "photo": [photo("red"), (BytesIO(b"bukan foto"), "x.jpg")],
    }
    again = client.post("/lapor", data=sent, content_type="multipart/form-data")
    assert again.status_code == 400
    assert "&lt;b&gt;Lampu&lt;/b&gt; mati &amp; gelap" in again.text
    assert "Jl. &#34;Pemuda&#34;" in again.text
    assert 'value="rahasia" checked' in again.text
    assert 'value="lampu" selected' in again.text
    assert 'id="contact-fault"' in again.text
    assert 'id="photo-fault"' in again.text
    assert hidden(again.text, "key") == sent["key"]
    good = {**sent, "contact": "", "photo": [], "kept": hidden(again.text, "kept")}
    answer = client.post("/lapor", data=good)
    assert answer.status_code == 201
    number = answer.text.partition('id="nomor">')[2].partition("<")[0]
    assert len(site.report(number).content.media) == 1


def test_a_program_whose_form_is_refused_leaves_no_picture(site):
    before = files_of(site)
    sent = {"text": TEXT, "contact": "hubungi saja", "photo": [photo("pink")]}
    answer = site.client().post("/lapor", data=sent, headers=JSON, content_type="multipart/form-data")
    assert (answer.status_code, set(answer.json["fields"])) == (400, {"contact"})
    assert files_of(site) == before


def test_a_photo_that_was_let_go_meanwhile_is_asked_for_again_and_no_word_is_lost(site):
    client = site.client()
    form = client.get("/lapor").text
    token = {"key": hidden(form, "key"), "text": TEXT + " sejak kemarin"}
    sent = token | {"contact": "hubungi saja", "photo": [photo("navy")]}
    refused = client.post("/lapor", data=sent, content_type="multipart/form-data").text
    good = token | {"kept": hidden(refused, "kept")}
    db, days = site.running.core.db, timedelta(days=3)
    UnnamedFiles(db, lambda: now() + days).let_go()
    again = client.post("/lapor", data=good)
    assert again.status_code == 400
    assert 'id="photo-fault"' in again.text
    assert 'name="kept"' not in again.text
    assert TEXT + " sejak kemarin" in again.text
    assert client.post("/lapor", data=token).status_code == 201


def test_a_picture_that_was_not_sent_to_us_cannot_be_claimed(site):
    number, _ = site.reported(text="Coba ambil foto orang", kept="file:" + "0" * 32)
    assert site.report(number).content.media == ()


@pytest.mark.parametrize("headers", [{}, JSON])
def test_no_session_and_no_token_is_needed(site, headers):
    """Who had the form open for a day without a line sends it all the same; a program may have asked for the page first."""
    client = site.client()
    client.get("/lapor")
    assert client.post("/lapor", data={"text": TEXT + " tanpa tanda"}, headers=headers).status_code == 201


@pytest.mark.parametrize(
    ("accept", "is_json"),
    [
        ("application/json, text/plain, */*", True),
        ("application/json; charset=utf-8", True),
        ("Application/JSON", True),
        ("text/html, application/json;q=0.9", False),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", False),
        ("*/*", False),
        ("application/json;q=0", False),
    ],
)
def test_a_program_is_told_by_the_header_that_its_library_sends(site, accept, is_json):
    answer = site.client().post("/lapor", data={"text": ""}, headers={"Accept": accept})
    assert (answer.status_code, answer.is_json) == (400, is_json)


@pytest.mark.parametrize("headers", [{"Origin": "https://lain.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_cannot_report_in_somebodys_name(site, headers):
    before = site.running.core.reports.count()
    answer = site.client().post("/lapor", data={"text": TEXT + " dari luar"}, headers=JSON | headers)
    assert answer.status_code == 403
    assert site.running.core.reports.count() == before


def test_one_contact_sends_so_much_and_no_more_and_another_goes_on(site):
    sent = [
        site.client().post("/lapor", data={"text": f"Laporan ke {n} hari ini", "contact": contact}, headers=JSON)
        for n, contact in enumerate(["0813 9999 0001", "+62813-9999-0001"] * 6)
    ]
    assert [each.status_code for each in sent] == [201] * 10 + [429] * 2
    assert sent[-1].json["error"] == "too_many"
    assert int(sent[-1].headers["Retry-After"]) > 0
    site.reported(text="Laporan orang lain", contact="0813 9999 0002")


def test_one_address_sends_so_much_and_what_was_typed_is_shown_again(site):
    client = site.client()
    statuses = [client.post("/lapor", data={"text": f"Laporan nomor {n}"}).status_code for n in range(31)]
    assert statuses.count(429) == 1
    refused = client.post("/lapor", data={"text": "Laporan yang ditahan"})
    assert "Laporan yang ditahan" in refused.text


def test_open_reports_near_by_are_offered_as_anybody_may_read_them(site):
    there = {"lat": "-7.05001", "lon": "110.44001", "category": "lampu"}
    shown, _ = site.reported(text="Lampu mati, hubungi 0812 3344 5566", **there)
    site.reported(text="Lampu mati, ini rahasia saya", visibility="rahasia", **there)
    anonymous, _ = site.reported(text="Lampu mati, saya anonim", visibility="anonim", name="Bu Contoh", **there)
    site.reported(text="Jalan berlubang di sini", lat="-7.05001", lon="110.44001", category="jalan_rusak")
    site.reported(text="Lampu mati di tempat lain", lat="-7.06001", lon="110.44001", category="lampu")
    answer = site.client().get("/lapor/sekitar?lat=-7.0501&lon=110.4401&category=lampu")
    assert {each["number"] for each in answer.json["reports"]} == {shown, anonymous}
    assert "rahasia" not in answer.text
    assert "0812" not in answer.text
    assert "Contoh" not in answer.text


def test_without_a_script_the_form_is_asked_to_look_near_by(site):
    shown, _ = site.reported(text="Banjir selutut di gang", lat="-6.96001", lon="110.43001", category="banjir")
    fields = {"text": "Banjir juga", "lat": "-6.96001", "lon": "110.43001", "do": "check"}
    answer = site.client().post("/lapor", data=fields)
    assert answer.status_code == 200
    assert f'value="{shown}"' in answer.text
    assert "Banjir juga" in answer.text
    nowhere = site.client().post("/lapor", data={"text": "Banjir juga", "do": "check"})
    assert "tulis koordinat tempatnya" in nowhere.text


def test_who_joins_has_a_number_of_the_own_that_points_at_the_other(site):
    first, _ = site.reported(text="Banjir di depan masjid", lat="-6.97001", lon="110.45001", category="banjir")
    own, code = site.reported(text="Rumah saya juga kena", same_as=first)
    assert own != first
    mine, other = site.report(own), site.report(first)
    assert mine.possible_duplicate_of == other.id
    assert mine.classification.category == "banjir"
    assert mine.incident_id == other.incident_id is not None
    assert site.client().get(f"/lacak/{own}?kode={code}").status_code == 200
    assert site.client().get(f"/lacak/{first}?kode={code}").status_code == 404


def test_nobody_joins_what_is_not_public(site):
    hidden_one, _ = site.reported(text="Ini laporan rahasia", visibility="rahasia", lat="-6.98", lon="110.41")
    answer = site.client().post("/lapor", data={"text": TEXT, "same_as": hidden_one}, headers=JSON)
    assert (answer.status_code, set(answer.json["fields"])) == (400, {"same_as"})


@pytest.mark.parametrize("token", ["1-" + "0" * 24, "x", "0", "-1", "99999999999999999999-0"])
def test_a_receipt_is_not_guessed(site, token):
    assert site.client().get(f"/lapor/terima/{token}").status_code == 404


def test_pages_speak_english_and_remember_it(site):
    client = site.client()
    assert 'lang="id"' in client.get("/lapor").text
    assert 'lang="en"' in client.get("/lapor?bahasa=en&tema=gelap").text
    page = client.get("/lacak").text
    assert 'lang="en" data-theme="dark"' in page
