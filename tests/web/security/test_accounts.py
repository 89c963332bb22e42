"""Who may be made an account, which passwords will do, and who gets in."""

from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher

from command_center.casework.reopening import CITIZEN
from command_center.domain.acting import SYSTEM_NAME
from command_center.errors import NotFound
from command_center.settings import Settings
from command_center.store.account_links import AccountLinks
from command_center.store.users import NameTaken, Users
from command_center.web.security.accounts import ROLES, Accounts, BadAccount
from command_center.web.security.passwords import BadPassword
from simulation.fill import BY as SIMULATION
from tests.reference.shipped import shipped

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
GOOD = "tujuh belas bebek di kali"


@pytest.fixture
def users(sqlite_db):
    return Users(sqlite_db)


@pytest.fixture
def accounts(users):
    return Accounts(users, ["dpu", "dishub"])


def test_an_account_gets_in_by_name_or_address_whatever_the_case(accounts):
    accounts.add(" Sari ", GOOD, ["p3m"], NOW, email="Sari@Example.test")
    for name in ("sari", "SARI", " sari ", "sari@example.test", "SARI@EXAMPLE.TEST", "ｓａｒｉ"):
        assert accounts.authenticate(name, GOOD).name == "sari"
        assert accounts.knows(name) == "sari"


@pytest.mark.parametrize(
    ("name", "password"),
    [("sari", GOOD + " "), ("sari", GOOD.upper()), ("sari", ""), ("budi", GOOD), ("", ""), ("sari", "x" * 1_000_000)],
)
def test_nobody_gets_in_otherwise(accounts, name, password):
    accounts.add("sari", GOOD, ["p3m"], NOW)
    assert accounts.authenticate(name, password) is None


def test_a_password_is_the_same_however_its_letters_are_composed(accounts):
    accounts.add("sari", "caf\u00e9 di kota lama", ["p3m"], NOW)
    assert accounts.authenticate("sari", "cafe\u0301 di kota lama") is not None


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": "ab"}, "cannot be a name"),
        ({"name": "-sari"}, "cannot be a name"),
        ({"name": "sari@kota"}, "cannot be a name"),
        ({"name": "sa ri"}, "cannot be a name"),
        ({"email": "sari"}, "no e-mail address"),
        ({"password": "pendek"}, "at least 12"),
        ({"password": "a" * 30}, "different characters"),
        ({"password": "rahasia sari 2026"}, "contains the name"),
        ({"password": "ab cd ef " * 30}, "more than 200"),
        ({"roles": []}, "at least one role"),
        ({"roles": ["boss"]}, "'boss' is no role; there are: p3m, diskominfo, mayor, opd, opd_staff, admin"),
        ({"roles": ["wall"]}, "'wall' is no role"),
        ({"roles": ["opd"]}, "needs the code of its department"),
        ({"roles": ["opd"], "opd": "nasa"}, "no department; there are: dishub, dpu"),
        ({"opd": "dpu"}, "belongs to the roles opd and opd_staff only"),
    ],
)
def test_what_is_refused_and_why(accounts, changed, why):
    wanted = {"name": "sari", "password": GOOD, "roles": ["p3m"], "at": NOW} | changed
    with pytest.raises((BadAccount, BadPassword), match=why):
        accounts.add(**wanted)
    assert accounts.everyone() == []


@pytest.mark.parametrize("name", [SYSTEM_NAME, CITIZEN, SIMULATION, "Citizen", " ｃitizen ", "channel", "sms", "112"])
def test_no_account_is_called_as_events_and_the_audit_call_who_has_none(sqlite_db, users, name):
    accounts = Accounts(users, ["dpu"], AccountLinks(sqlite_db), [each.code for each in shipped().channels])
    for make in (
        lambda: accounts.add(name, GOOD, ["p3m"], NOW),
        lambda: accounts.invite(name, ["p3m"], NOW),
        lambda: accounts.add_without_password(name, ["p3m"], NOW),
    ):
        with pytest.raises(BadAccount, match="choose another name") as refused:
            make()
        assert refused.value.fault == "reserved"
    assert accounts.everyone() == []


def test_a_name_is_taken_once(accounts):
    accounts.add("sari", GOOD, ["p3m"], NOW)
    with pytest.raises(NameTaken):
        accounts.add("SARI", GOOD, ["p3m"], NOW)


def test_a_disabled_account_gets_in_again_only_when_enabled(accounts):
    accounts.add("sari", GOOD, ["p3m"], NOW)
    accounts.disable("Sari", NOW)
    assert accounts.authenticate("sari", GOOD) is None
    accounts.enable("sari", NOW)
    assert accounts.authenticate("sari", GOOD) is not None


def test_a_new_password_replaces_the_old(accounts):
    accounts.add("sari", GOOD, ["p3m"], NOW)
    with pytest.raises(BadPassword, match="at least 12"):
        accounts.set_password("sari", "pendek", NOW)
    accounts.set_password("sari", GOOD + " lagi", NOW)
    assert accounts.authenticate("sari", GOOD) is None
    assert accounts.authenticate("sari", GOOD + " lagi") is not None


def test_roles_are_checked_when_changed_too(accounts):
    accounts.add("sari", GOOD, ["p3m"], NOW)
    with pytest.raises(BadAccount, match="department"):
        accounts.set_roles("sari", ["opd"], NOW)
    accounts.set_roles("sari", ["opd"], NOW, "dpu")
    assert [(user.roles, user.opd) for user in accounts.everyone()] == [(frozenset({"opd"}), "dpu")]


def test_changes_to_an_unknown_account_say_so(accounts):
    for change in (accounts.disable, accounts.enable):
        with pytest.raises(NotFound, match="user list"):
            change("nobody", NOW)
    with pytest.raises(NotFound):
        accounts.set_password("nobody", GOOD, NOW)


def test_passwords_are_kept_as_argon2id_and_renewed_when_the_parameters_are_old(accounts, users):
    user = accounts.add("sari", GOOD, ["p3m"], NOW)
    assert user.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    old = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(GOOD)
    users.set_password(user.id, old, NOW)
    assert accounts.authenticate("sari", GOOD) is not None
    assert users.named("sari").password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert accounts.authenticate("sari", GOOD) is not None


def settings(tmp_path, demo):
    return Settings(demo=demo, secret_key="k" * 40, var_dir=tmp_path, _env_file=None)


def test_the_demo_has_an_account_a_role(accounts, tmp_path):
    passwords = accounts.ensure_demo_users(settings(tmp_path, True), "dpu", NOW)
    assert passwords.keys() == {f"demo-{role}" for role in ROLES}
    for name, password in passwords.items():
        assert accounts.authenticate(name, password).roles == {name.removeprefix("demo-")}
    assert accounts.authenticate("demo-opd", passwords["demo-opd"]).opd == "dpu"
    before = accounts.everyone()
    assert accounts.ensure_demo_users(settings(tmp_path, True), "dpu", NOW) == passwords
    assert accounts.everyone() == before, "nothing is touched where all is as it should be"


def test_demo_accounts_are_put_right_and_shut_out_without_the_demo(accounts, tmp_path):
    passwords = accounts.ensure_demo_users(settings(tmp_path, True), "dpu", NOW)
    accounts.add("demografi", GOOD, ["diskominfo"], NOW)
    accounts.set_password("demo-p3m", GOOD, NOW)
    accounts.set_roles("demo-p3m", ["admin"], NOW)
    accounts.ensure_demo_users(settings(tmp_path, True), "dpu", NOW)
    assert accounts.authenticate("demo-p3m", GOOD) is None
    assert accounts.authenticate("demo-p3m", passwords["demo-p3m"]).roles == {"p3m"}
    assert accounts.ensure_demo_users(settings(tmp_path, False), "dpu", NOW) == {}
    assert {user.name for user in accounts.everyone() if user.active} == {"demografi"}
    accounts.ensure_demo_users(settings(tmp_path, True), "dpu", NOW)
    assert accounts.authenticate("demo-p3m", passwords["demo-p3m"]) is not None
