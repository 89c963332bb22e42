"""Signing in through the city's directory: a real provider that signs, and everything that a forger would try."""

import base64
import json
import time

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from command_center.reference.directory_file import GroupRole
from command_center.store.directory_accounts import DirectoryAccounts
from command_center.store.sign_ins import SignIns
from command_center.web.security.directory import Directory
from command_center.web.security.directory_sign_in import BACK, AccountsOfDirectory, directory_sign_in
from tests.servers.oidc import CLIENT, SECRET, OidcProvider, query_of
from tests.web.conftest import PASSWORD, sign_in

GROUPS = {
    "P3M": (GroupRole("p3m", ""),),
    "Diskominfo": (GroupRole("diskominfo", ""), GroupRole("admin", "")),
    "DPU-Staf": (GroupRole("opd_staff", "dpu"),),
    "Dishub-Staf": (GroupRole("opd_staff", "dishub"),),
}
SARI = {"sub": "s-1", "preferred_username": "Sari", "groups": ["P3M", "semua pegawai"]}


@pytest.fixture(scope="module")
def _served():
    with OidcProvider() as running:
        yield running


@pytest.fixture
def provider(_served):
    """The provider, as it was when it began, with Sari at it."""
    fresh = {"claims": dict(SARI), "userinfo": None, "forge": lambda _header, _claims: None, "forged": None}
    fresh |= {"methods": ["client_secret_basic"], "fails": set(), "algorithm": "RS256"}
    for name, value in (fresh | {"key": _served.first, "keys": [_served.first]}).items():
        setattr(_served, name, value)
    _served.asked.clear()
    return _served


@pytest.fixture
def open_house(make_house, provider):
    """Makes a house whose people come in by the directory; its time of day is the provider's."""

    def make(**more):
        security = {"oidc_issuer": provider.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
        house = make_house(security=security | {"oidc_groups": "groups.toml"} | more)
        house.clock.at = house.clock.at.fromtimestamp(time.time(), house.clock.at.tzinfo)
        access = house.access
        directory = Directory(
            access.security_settings, "http://localhost" + BACK, house.clock.now, house.clock.monotonic
        )
        people = AccountsOfDirectory(
            house.accounts, DirectoryAccounts(house.db), SignIns(house.db), GROUPS, house.clock.now
        )
        house.server.register_blueprint(
            directory_sign_in(
                directory, people, access.flow, access.pages, access.limiter, access.trail, house.clock.now
            )
        )
        return house

    return make


@pytest.fixture
def house(open_house):
    return open_house()


def sent_back(client, **begin):
    """Where the directory sends a browser back to, after the way there."""
    there = client.get("/masuk/direktori", query_string=begin)
    assert there.status_code == 303, there.get_data(as_text=True)
    return (
        httpx.get(there.location, follow_redirects=False, verify=False)
        .headers["Location"]
        .removeprefix("http://localhost")
    )


def come(house, **begin):
    """A browser that went to the directory and came back, and what it was answered."""
    client = house.client()
    return client, client.get(sent_back(client, **begin))


def refusals(house):
    return [each.details["why"] for each in house.audited("sign.refused")]


def test_a_person_of_a_group_comes_in_as_what_the_group_is(house):
    client, answer = come(house, next="/wall?tema=terang")
    assert (answer.status_code, answer.location) == (303, "/wall?tema=terang")
    assert client.get("/wall").status_code == 200
    sari = house.users.named("sari")
    assert (sari.roles, sari.password_hash) == ({"p3m"}, "")
    assert [(each.act, each.subject) for each in house.audited()] == [
        ("account.add", "sari"),
        ("account.directory", "sari"),
        ("sign.in", "sari"),
    ]
    assert house.audited("sign.in")[0].details["by"] == "directory"
    assert sign_in(house.client(), "sari", "").status_code == 401, "there is no password that opens it"


def test_what_is_sent_to_the_directory(house, provider):
    sent = query_of(house.client().get("/masuk/direktori").location)
    assert sent.keys() == {
        "response_type",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
    }
    assert sent["code_challenge_method"] == "S256"
    assert SECRET not in str(sent)
    again = query_of(house.client().get("/masuk/direktori").location)
    assert not {sent[name] for name in ("state", "nonce", "code_challenge")} & set(again.values())


def test_a_returning_person_has_the_same_account_whatever_the_name_is_by_now(house, provider):
    come(house)
    provider.claims["preferred_username"] = "sari.baru"
    come(house)
    assert [user.name for user in house.users.everyone()] == ["sari"]


def test_roles_follow_the_groups_with_each_sign_in(house, provider):
    client, _ = come(house)
    provider.claims["groups"] = ["DPU-Staf"]
    other, answer = come(house)
    assert answer.status_code == 303
    sari = house.users.named("sari")
    assert (sari.roles, sari.opd) == ({"opd_staff"}, "dpu")
    assert client.get("/wall").status_code == 403, "the open session has the new role too"
    assert other.get("/opd/dpu").status_code == 200
    assert [each.act for each in house.audited("account.roles")] == ["account.roles"]


@pytest.mark.parametrize(("groups", "key"), [
    ([], "belum diberi peran"),
    (["semua pegawai"], "belum diberi peran"),
    (["p3m", "P3M ", 7, None, ["P3M"]], "belum diberi peran"),
    (["DPU-Staf", "Dishub-Staf"], "termasuk dua OPD"),
])  # fmt: skip
def test_who_is_in_no_group_of_ours_does_not_come_in(house, provider, groups, key):
    provider.claims["groups"] = groups
    client, answer = come(house)
    assert answer.status_code == 403
    assert key in answer.get_data(as_text=True)
    assert client.get("/wall").status_code == 303
    assert house.users.everyone() == []


def test_who_was_taken_out_of_the_groups_loses_what_is_open(house, provider):
    client, _ = come(house)
    assert client.get("/wall").status_code == 200
    provider.claims["groups"] = []
    come(house)
    assert client.get("/wall").status_code == 303


def test_a_disabled_account_stays_shut(house):
    come(house)
    house.accounts.disable("sari", house.clock.at)
    client, answer = come(house)
    assert answer.status_code == 403
    assert client.get("/wall").status_code == 303


def test_the_directory_takes_over_no_account_of_the_same_name(house):
    local = house.accounts.add("sari", PASSWORD, ["admin"], house.clock.at)
    client, answer = come(house)
    assert answer.status_code == 403
    assert "sudah dipakai akun lain" in answer.get_data(as_text=True)
    assert client.get("/wall").status_code == 303
    DirectoryAccounts(house.db).link(house.access.security_settings.oidc_issuer, "s-1", local.id, house.clock.at, [])
    _, answer = come(house)
    assert answer.status_code == 303
    assert house.users.named("sari").roles == {"p3m"}, "from now on the groups say"


def test_groups_may_stand_inside_another_claim_or_with_the_person(open_house, provider):
    house = open_house(oidc_role_claim="realm_access.roles")
    del provider.claims["groups"]
    provider.claims["realm_access"] = {"roles": ["P3M"]}
    assert come(house)[1].status_code == 303
    del provider.claims["realm_access"]
    provider.userinfo = {"sub": "s-1", "realm_access": {"roles": ["Diskominfo"]}}
    house.clock.forward(3601)
    house.clock.at = house.clock.at.fromtimestamp(time.time(), house.clock.at.tzinfo)
    assert come(house)[1].status_code == 303
    assert house.users.named("sari").roles == {"diskominfo", "admin"}


def test_what_the_directory_tells_of_another_person_is_not_taken(open_house, provider):
    house = open_house()
    del provider.claims["groups"]
    provider.userinfo = {"sub": "s-2", "groups": ["P3M"]}
    assert come(house)[1].status_code == 403
    assert house.users.everyone() == []


def another_key(kid):
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


def unsigned(provider, nonce="n"):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    now = int(time.time())
    claims = {"iss": provider.issuer, "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": nonce} | SARI
    return f"{part({'alg': 'none', 'kid': 'first'})}.{part(claims)}."


FORGED = {
    "nonce of another sign-in": lambda header, claims: claims.update(nonce="another"),
    "no nonce": lambda header, claims: claims.pop("nonce"),
    "for another program": lambda header, claims: claims.update(aud="another"),
    "for several, and ours is not who asked": lambda header, claims: claims.update(aud=[CLIENT, "x"], azp="x"),
    "for several, and nobody is said to have asked": lambda header, claims: claims.update(aud=[CLIENT, "x"]),
    "no audience": lambda header, claims: claims.pop("aud"),
    "of another issuer": lambda header, claims: claims.update(iss="https://masuk.lain.test"),
    "of the issuer with a slash": lambda header, claims: claims.update(iss=claims["iss"] + "/"),
    "expired": lambda header, claims: claims.update(exp=int(time.time()) - 61),
    "no end": lambda header, claims: claims.pop("exp"),
    "made long ago": lambda header, claims: claims.update(iat=int(time.time()) - 700),
    "made tomorrow": lambda header, claims: claims.update(iat=int(time.time()) + 86400),
    "not valid yet": lambda header, claims: claims.update(nbf=int(time.time()) + 3600),
    "nobody": lambda header, claims: claims.pop("sub"),
    "an empty name": lambda header, claims: claims.update(sub=""),
    "a number for a name": lambda header, claims: claims.update(sub=7),
    "a key that is not there": lambda header, claims: header.update(kid="unknown"),
    "of another access token": lambda header, claims: claims.update(at_hash="AAAA"),
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_token_lets_nobody_in(house, provider, forged):
    provider.forge = FORGED[forged]
    client, answer = come(house)
    assert answer.status_code == 403
    assert client.get("/wall").status_code == 303
    assert house.users.everyone() == []
    assert len(refusals(house)) == 1
    assert refusals(house)[0].startswith("ID token")


def test_a_token_without_a_signature_lets_nobody_in(house, provider):
    client = house.client()
    back = client.get("/masuk/direktori").location
    provider.forged = unsigned(provider, query_of(back)["nonce"])
    answer = client.get(httpx.get(back, verify=False).headers["Location"].removeprefix("http://localhost"))
    assert answer.status_code == 403
    assert "'none'" in refusals(house)[0]


def test_a_token_signed_with_the_public_key_as_a_password_lets_nobody_in(house, provider):
    """The well-known confusion: HS256 with what everybody can read."""
    client = house.client()
    back = client.get("/masuk/direktori").location
    now = int(time.time())
    claims = {"iss": provider.issuer, "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": query_of(back)["nonce"]}
    public = OctKey.import_key(json.dumps(provider.key.as_dict(private=False)))
    provider.forged = jwt.encode({"alg": "HS256", "kid": "first"}, claims | SARI, public, algorithms=["HS256"])
    answer = client.get(httpx.get(back, verify=False).headers["Location"].removeprefix("http://localhost"))
    assert answer.status_code == 403
    assert "HS256" in refusals(house)[0]


def test_a_token_signed_by_another_under_the_same_name_lets_nobody_in(house, provider):
    provider.key = another_key("first")
    assert come(house)[1].status_code == 403
    assert house.users.everyone() == []


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "....", "é.é.é", "x" * 5000])
def test_what_is_no_token_lets_nobody_in(house, provider, token):
    provider.forged = token or " "
    assert come(house)[1].status_code == 403


def test_a_new_key_of_the_directory_is_fetched_when_it_is_met(house, provider):
    come(house)
    provider.key = another_key("second")
    provider.keys = [*provider.keys, provider.key]
    house.clock.forward(31)
    house.clock.at = house.clock.at.fromtimestamp(time.time(), house.clock.at.tzinfo)
    assert come(house)[1].status_code == 303
    assert provider.asked.count("/jwks") == 2


def test_a_directory_may_sign_with_an_elliptic_curve(house, provider):
    provider.key = ECKey.generate_key("P-256", {"kid": "curve", "use": "sig"})
    provider.keys, provider.algorithm = [provider.key], "ES256"
    assert come(house)[1].status_code == 303


@pytest.mark.parametrize("change", [
    lambda query: query | {"state": "another"},
    lambda query: {name: value for name, value in query.items() if name != "state"},
    lambda query: query | {"iss": "https://masuk.lain.test"},
    lambda query: query | {"code": "made up"},
    lambda query: {name: value for name, value in query.items() if name != "code"},
    lambda query: query | {"error": "access_denied"},
], ids=["state of another", "no state", "mixed up", "made-up code", "no code", "denied there"])  # fmt: skip
def test_an_answer_that_was_changed_on_the_way_lets_nobody_in(house, change):
    client = house.client()
    answer = client.get(BACK, query_string=change(query_of(sent_back(client))))
    assert answer.status_code == 403
    assert client.get("/wall").status_code == 303
    assert len(refusals(house)) == 1


def test_the_answer_to_one_browser_is_none_for_another(house):
    """Somebody who is lured to another's answer is not signed in as that one."""
    back = sent_back(house.client())
    victim = house.client()
    assert victim.get(back).status_code == 403
    victim.get("/masuk/direktori").close()
    assert victim.get(back).status_code == 403
    assert victim.get("/wall").status_code == 303


def test_an_answer_is_taken_once_and_soon(house):
    client = house.client()
    back = sent_back(client)
    assert client.get(back).status_code == 303
    client.post("/keluar")
    again = house.client()
    assert again.get(back).status_code == 403
    late = house.client()
    back = sent_back(late)
    house.clock.forward(601)
    assert late.get(back).status_code == 403


@pytest.mark.parametrize("failing", ["/.well-known/openid-configuration", "/jwks", "/token"])
def test_a_directory_that_fails_is_said_to_and_nobody_comes_in(house, provider, failing):
    provider.fails = {failing}
    client = house.client()
    answer = client.get("/masuk/direktori")
    if failing != "/.well-known/openid-configuration":
        answer = client.get(
            httpx.get(answer.location, verify=False).headers["Location"].removeprefix("http://localhost")
        )
    assert answer.status_code in (403, 503)
    assert client.get("/wall").status_code == 303
    provider.fails = set()
    assert come(house)[1].status_code == 303, "once it answers again, so does the sign-in"


def test_a_configuration_of_another_issuer_is_not_taken(open_house, provider):
    house = open_house(oidc_issuer=provider.issuer + "/realms/kota")
    assert house.client().get("/masuk/direktori").status_code == 503


def test_a_directory_that_takes_the_secret_in_the_form_gets_it_there(house, provider):
    provider.methods = ["client_secret_post"]
    assert come(house)[1].status_code == 303


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "/nothing", "/analytics"])
def test_nobody_is_led_elsewhere_after_it(house, wanted):
    assert come(house, next=wanted)[1].location == "/"


def test_several_factors_at_the_directory_are_enough_where_a_role_needs_them(open_house, provider):
    house = open_house(totp_roles="p3m")
    client, answer = come(house)
    assert answer.location == "/saya/kode"
    assert client.get("/wall").location == "/saya/kode"
    provider.claims["amr"] = ["pwd", "mfa"]
    client, answer = come(house)
    assert answer.location == "/"
    assert client.get("/wall").status_code == 200


def test_the_sign_in_page_offers_what_there_is(open_house):
    both = open_house().client().get("/masuk").get_data(as_text=True)
    assert 'href="/masuk/direktori"' in both
    assert 'name="password"' in both
    house = open_house(local_sign_in=False)
    house.accounts.add("tamu", PASSWORD, ["p3m"], house.clock.at)
    only = house.client().get("/masuk?next=/wall").get_data(as_text=True)
    assert 'href="/masuk/direktori?next=/wall"' in only
    assert 'name="password"' not in only
    refused = house.client().post("/masuk", data={"name": "tamu", "password": PASSWORD})
    assert refused.status_code == 403
    assert come(house)[1].status_code == 303
