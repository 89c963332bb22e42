"""The pages /akun: who may sign in, invited, changed and shut out by administrators, each with a row in the audit."""

import re

import pytest

from tests.web.conftest import PASSWORD, sign_in, token_of
from tests.web.people.conftest import post
from tests.web.security.test_account_links import choose
from tests.web.security.test_second_factor import set_up

pytestmark = pytest.mark.usefixtures("quick_passwords")


def text(answer):
    with answer:
        return answer.get_data(as_text=True)


def link_on(page):
    found = re.search(r'value="(http[^"]*/masuk/tautan\?kunci=[^"]+)"', page)
    return found[1].partition("/masuk")[1] + found[1].partition("/masuk")[2] if found else ""


def do(admin, name, act, **values):
    return post(admin, f"/akun/{name}/{act}", "/akun", **values)


def test_somebody_is_invited_chooses_a_password_and_is_in(house, admin):
    answer = post(
        admin, "/akun/undang", "/akun", name="Budi.Santoso", role=["opd_staff"], opd="dpu", email="b@example.test"
    )
    assert answer.status_code == 200
    link = link_on(text(answer))
    assert link
    assert "diundang" in text(admin.get("/akun"))
    budi = house.client()
    budi.get(link).close()
    assert choose(budi).status_code == 303
    assert budi.get("/opd/dpu").status_code == 200
    made = house.users.named("budi.santoso")
    assert (made.roles, made.opd, made.email) == ({"opd_staff"}, "dpu", "b@example.test")
    assert link not in repr(house.audited())
    assert [(each.act, each.who) for each in house.audited("account.")] == [
        ("account.invite", "dewi"),
        ("account.link_used", "budi.santoso"),
    ]


@pytest.mark.parametrize(("typed", "told"), [
    ({"name": "B B", "role": ["p3m"]}, "Nama pengguna ini tidak dapat dipakai."),
    ({"name": "system", "role": ["p3m"]}, "Nama pengguna ini dipakai program sendiri."),
    ({"name": "budi"}, "Belum ada peran yang dipilih."),
    ({"name": "budi", "role": ["boss"]}, "Peran itu tidak ada."),
    ({"name": "budi", "role": ["opd"]}, "Peran OPD dan staf OPD memerlukan satu OPD."),
    ({"name": "budi", "role": ["p3m"], "opd": "dpu"}, "OPD dipilih tanpa peran OPD atau staf OPD."),
    ({"name": "budi", "role": ["opd"], "opd": "nasa"}, "OPD itu tidak ada."),
    ({"name": "budi", "role": ["p3m"], "email": "no"}, "Ini bukan alamat e-mail."),
    ({"name": "dewi", "role": ["p3m"]}, "Nama pengguna atau e-mail ini sudah dipakai."),
])  # fmt: skip
def test_what_cannot_be_made_is_said_why_and_what_was_typed_stays(house, admin, typed, told):
    answer = post(admin, "/akun/undang", "/akun", **typed)
    page = text(answer)
    assert answer.status_code in (400, 409)
    assert told in page
    assert f'value="{typed["name"]}"' in page
    assert [user.name for user in house.users.everyone()] == ["dewi"]


def test_the_list_tells_of_each_what_an_administrator_must_know(people):
    house = people(totp_roles="mayor")
    admin = house.person("admin", "dewi")
    sari = house.accounts.add("sari", PASSWORD, ["opd"], house.clock.at, opd="dishub", email="sari@example.test")
    house.accounts.add("wali", PASSWORD, ["mayor"], house.clock.at)
    house.accounts.add("lama", PASSWORD, ["p3m"], house.clock.at)
    house.accounts.disable("lama", house.clock.at)
    set_up(house, sari)
    page = text(admin.get("/akun"))
    rows = {name: row for row in page.split("<tr") for name in re.findall(r'href="/akun/(\w+)"', row)}
    assert "Dinas Perhubungan" in rows["sari"]
    assert "sari@example.test" in rows["sari"]
    assert "aktif" in rows["sari"]
    assert "wajib, belum ada" in rows["wali"]
    assert "dinonaktifkan" in rows["lama"]
    assert ">1</td>" in rows["dewi"].replace("\n", ""), "the own session"
    found = text(admin.get("/akun?cari=perhubungan"))
    assert re.findall(r'href="/akun/(\w+)"', found) == ["sari"]
    assert "Tidak ada akun seperti itu." in text(admin.get("/akun?cari=xyz"))


def test_roles_are_changed_and_hold_at_once(house, admin):
    budi = house.person("p3m", "budi")
    assert budi.get("/wall").status_code == 200
    answer = do(admin, "budi", "peran", role=["opd_staff"], opd="dishub")
    assert answer.location == "/akun/budi?ok=roles"
    assert budi.get("/wall").status_code == 403
    assert budi.get("/opd/dishub").status_code == 200
    (row,) = house.audited("account.roles")
    assert (row.who, row.subject) == ("dewi", "budi")
    assert row.details == {"roles": ["opd_staff"], "opd": "dishub", "before": ["p3m"], "opd_before": ""}
    refused = do(admin, "budi", "peran", role=["opd"])
    assert refused.status_code == 400
    assert "memerlukan satu OPD" in text(refused)


def test_somebody_is_shut_out_and_let_in_again(house, admin):
    budi = house.person("p3m", "budi")
    assert do(admin, "budi", "nonaktif").location == "/akun/budi?ok=disabled"
    assert budi.get("/wall").status_code == 303
    assert sign_in(house.client(), "budi").status_code == 401
    refused = do(admin, "budi", "tautan")
    assert "Akun ini dinonaktifkan." in text(refused)
    assert do(admin, "budi", "aktif").location == "/akun/budi?ok=enabled"
    assert sign_in(house.client(), "budi").status_code == 303


def test_nobody_shuts_out_or_weakens_the_own_account(house, admin):
    for act, values in (("nonaktif", {}), ("peran", {"role": ["p3m"]})):
        answer = do(admin, "dewi", act, **values)
        assert answer.status_code == 400
        assert "Ini tidak dapat dilakukan pada akun sendiri." in text(answer)
    assert house.users.named("dewi").roles == {"admin"}
    assert admin.get("/akun").status_code == 200


def test_a_link_for_a_new_password_is_shown_once(house, admin):
    house.person("p3m", "budi")
    page = text(do(admin, "budi", "tautan"))
    assert link_on(page)
    assert link_on(text(admin.get("/akun/budi"))) == ""
    budi = house.client()
    budi.get(link_on(page)).close()
    assert "Kata sandi baru untuk budi" in text(budi.get("/masuk/tautan"))
    assert choose(budi).status_code == 303


def test_a_lost_second_factor_is_taken_away(house, admin):
    budi = house.accounts.add("budi", PASSWORD, ["p3m"], house.clock.at)
    set_up(house, budi)
    assert do(admin, "budi", "kode").location == "/akun/budi?ok=second_removed"
    assert sign_in(house.client(), "budi").location == "/"
    assert [(each.act, each.who, each.subject) for each in house.audited("second.remove")] == [
        ("second.remove", "dewi", "budi")
    ]


def test_another_s_session_is_ended(house, admin):
    budi = house.person("p3m", "budi")
    page = text(admin.get("/akun/budi"))
    mark = re.search(r'name="mark" value="([0-9a-f]+)"', page)[1]
    assert do(admin, "budi", "sesi", mark=mark).location == "/akun/budi?ok=session"
    assert budi.get("/wall").status_code == 303
    assert do(admin, "budi", "sesi", mark=mark).status_code == 404
    assert [(each.who, each.subject) for each in house.audited("session.end")] == [("dewi", "budi")]


@pytest.mark.parametrize("address", ["/akun/nobody", "/akun/%00", "/akun/..%2f", "/akun/<b>"])
def test_an_account_that_there_is_not(admin, address):
    assert admin.get(address).status_code in (400, 404)
    assert post(admin, "/akun/nobody/nonaktif", "/akun").status_code == 404


@pytest.mark.parametrize("role", ["p3m", "diskominfo", "mayor", "opd", "opd_staff"])
def test_it_is_for_administrators(house, role):
    client = house.person(role, "tamu")
    token = {"csrf_token": token_of(client, "/saya")}
    for address in ("/akun", "/akun/tamu", "/audit", "/audit.csv"):
        assert client.get(address).status_code == 403
    for act in ("peran", "nonaktif", "aktif", "tautan", "kode", "sesi"):
        assert client.post(f"/akun/tamu/{act}", data=token | {"role": "admin"}).status_code == 403
    assert client.post("/akun/undang", data=token | {"name": "teman", "role": "admin"}).status_code == 403
    assert [user.name for user in house.users.everyone()] == ["tamu"]
    assert house.users.named("tamu").roles == {role}
