"""The page /saya: what a person sees of the own account, and may end and change."""

import pytest

from command_center.store.sign_ins import SignIns
from tests.web.conftest import PASSWORD, sign_in, token_of
from tests.web.people.conftest import post

pytestmark = pytest.mark.usefixtures("quick_passwords")

NEW = "dua puluh angsa di waduk jatibarang"


def text(answer):
    with answer:
        return answer.get_data(as_text=True)


def marks(house, name):
    user = house.users.named(name)
    return [
        each.mark
        for each in SignIns(house.db).of_user(user.id, user.created_at.min.replace(tzinfo=user.created_at.tzinfo))
    ]


@pytest.fixture
def sari(house):
    house.accounts.add("sari", PASSWORD, ["opd_staff"], house.clock.at, opd="dpu", email="sari@example.test")
    client = house.client()
    client.environ_base |= {"REMOTE_ADDR": "203.0.113.7", "HTTP_USER_AGENT": "Mozilla/5.0 (Android 14) Firefox/140.0"}
    assert sign_in(client, "sari").status_code == 303
    return client


def other_session(house):
    client = house.client()
    client.environ_base |= {"REMOTE_ADDR": "198.51.100.9", "HTTP_USER_AGENT": "curl/8"}
    assert sign_in(client, "sari").status_code == 303
    return client


def test_it_tells_who_one_is_and_where_one_is_signed_in(house, sari):
    other_session(house)
    page = text(sari.get("/saya"))
    for told in (
        "sari@example.test",
        "Staf OPD",
        "Dinas Pekerjaan Umum",
        "203.0.113.7",
        "Firefox · Android",
        "198.51.100.9",
    ):
        assert told in page
    assert page.count("sesi ini") == 1
    assert "Second factor" in text(sari.get("/saya?bahasa=en"))
    assert 'data-theme="dark"' in text(sari.get("/saya?tema=gelap"))
    assert 'data-theme="dark"' in text(sari.get("/saya")), "this browser keeps what was chosen"


def test_one_session_is_ended_and_the_own_one_goes_on(house, sari):
    other = other_session(house)
    mark = next(each for each in marks(house, "sari") if f'value="{each}"' in text(sari.get("/saya")))
    assert post(sari, "/saya/sesi", mark=mark).location == "/saya?ok=session"
    assert other.get("/saya").status_code == 303
    assert "Sesi diakhiri." in text(sari.get("/saya?ok=session"))
    assert post(sari, "/saya/sesi", mark=mark).status_code == 404
    assert [each.details["which"] for each in house.audited("session.end")] == ["one"]


def test_the_mark_of_another_person_s_session_ends_nothing(house, sari):
    budi = house.person("p3m", "budi")
    assert post(sari, "/saya/sesi", mark=marks(house, "budi")[0]).status_code == 404
    assert budi.get("/saya").status_code == 200


def test_all_others_are_ended_at_once(house, sari):
    others = [other_session(house), other_session(house)]
    assert post(sari, "/saya/sesi/lain").location == "/saya?ok=sessions"
    assert [each.get("/saya").status_code for each in others] == [303, 303]
    assert sari.get("/saya").status_code == 200


def test_a_new_password_ends_all_others_and_goes_on_here(house, sari):
    other = other_session(house)
    answer = post(sari, "/saya/sandi", old=PASSWORD, new=NEW, again=NEW)
    assert answer.location == "/saya?ok=password"
    assert sari.get("/saya").status_code == 200
    assert other.get("/saya").status_code == 303
    assert sign_in(house.client(), "sari").status_code == 401
    assert sign_in(house.client(), "sari", NEW).status_code == 303
    assert [(each.who, each.subject) for each in house.audited("account.password")] == [("sari", "sari")]
    assert NEW not in repr(house.audited())


@pytest.mark.parametrize(("old", "new", "again", "told"), [
    ("wrong", NEW, NEW, "Kata sandi sekarang salah."),
    (PASSWORD, NEW, NEW + "x", "Kedua kata sandi baru berbeda."),
    (PASSWORD, "pendek", "pendek", "Kata sandi terlalu pendek."),
    (PASSWORD, "punya sari sendiri", "punya sari sendiri", "Kata sandi memuat nama akun."),
    (PASSWORD, "a" * 14, "a" * 14, "Kata sandi terlalu mudah ditebak."),
    ("", "", "", "Kata sandi sekarang salah."),
])  # fmt: skip
def test_a_password_that_is_refused_is_said_why_and_changes_nothing(house, sari, old, new, again, told):
    answer = post(sari, "/saya/sandi", old=old, new=new, again=again)
    assert answer.status_code == 400
    assert told in text(answer)
    assert sign_in(house.client(), "sari").status_code == 303


def test_the_old_password_is_not_guessed_here_either(house, sari):
    for _ in range(5):
        assert post(sari, "/saya/sandi", old="wrong", new=NEW, again=NEW).status_code == 400
    answer = post(sari, "/saya/sandi", old=PASSWORD, new=NEW, again=NEW)
    assert answer.status_code == 429
    assert "Terlalu banyak percobaan." in text(answer)
    assert len(house.audited("sign.failed")) == 5


@pytest.mark.parametrize("address", ["/saya/sandi", "/saya/sesi", "/saya/sesi/lain"])
def test_the_form_needs_the_token_of_the_own_session(house, sari, address):
    stranger = token_of(house.client())
    assert sari.post(address).status_code == 400
    assert sari.post(address, data={"csrf_token": stranger}).status_code == 400
    ours = {"csrf_token": token_of(sari, "/saya")}
    assert sari.post(address, data=ours, headers={"Origin": "https://evil.example"}).status_code == 403


def test_a_wall_device_and_a_stranger_have_no_account(house):
    assert house.wall().get("/saya").location == "/masuk?next=/saya"
    assert house.client().get("/saya").location == "/masuk?next=/saya"
    client = house.client()
    house.accounts.add("sari", PASSWORD, ["p3m"], house.clock.at)
    assert sign_in(client, "sari", next="/saya").location == "/saya"


@pytest.mark.parametrize("ok", ["", "nothing", "<script>", "password' onload='x"])
def test_what_was_done_is_told_of_what_there_is_alone(sari, ok):
    page = text(sari.get("/saya", query_string={"ok": ok}))
    assert "<script>" not in page
    assert "onload" not in page
    assert 'role="status"' not in page
