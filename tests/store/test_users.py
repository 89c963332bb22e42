"""Accounts and sessions in the database."""

from datetime import UTC, datetime, timedelta

import pytest

from command_center.errors import NotFound
from command_center.store.tokens import digest
from command_center.store.users import NameTaken, Users

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TWELVE_HOURS = timedelta(hours=12)


@pytest.fixture
def users(db):
    return Users(db)


def add(users, name="sari", email="sari@example.test", roles=("p3m",), opd=""):
    return users.add(name, email, "hash-of-" + name, roles, opd, NOW)


def open_session(users, user, token="secret", at=NOW):
    return users.open_session(user, token, at, at - TWELVE_HOURS)


def test_an_account_is_read_back_as_it_was_made(users):
    made = add(users, roles=("opd", "p3m"), opd="dpu")
    assert made == users.named("sari") == users.find("sari") == users.find("sari@example.test")
    assert (made.roles, made.opd, made.active, made.created_at) == (frozenset({"opd", "p3m"}), "dpu", True, NOW)
    assert made.signed_in_at is None
    assert [user.name for user in users.everyone()] == ["sari"]


def test_an_account_may_have_no_address_and_no_role(users):
    first, second = add(users, "satu", email="", roles=()), add(users, "dua", email="", roles=())
    assert (first.email, first.roles, second.email) == ("", frozenset(), "")


@pytest.mark.parametrize(("name", "email"), [("sari", "other@example.test"), ("other", "sari@example.test")])
def test_names_and_addresses_are_unique(users, name, email):
    add(users)
    with pytest.raises(NameTaken, match="already"):
        add(users, name, email)
    assert len(users.everyone()) == 1


def test_secrets_are_not_in_the_printed_form(users):
    made = add(users)
    assert "hash-of-sari" not in repr(made)
    assert made.uniquifier not in repr(made)


def test_an_unknown_account_is_said_to_be_unknown(users):
    assert users.find("nobody") is None
    for change in (
        lambda: users.named("nobody"),
        lambda: users.set_password(7, "x", NOW),
        lambda: users.set_active(7, False),
        lambda: users.set_roles(7, ["p3m"], ""),
    ):
        with pytest.raises(NotFound):
            change()


def test_a_session_belongs_to_who_opened_it_until_it_is_closed(users):
    user = add(users)
    assert open_session(users, user)
    assert users.of_session("secret", NOW - TWELVE_HOURS) == users.named("sari")
    assert users.named("sari").signed_in_at == NOW
    assert users.of_session("another", NOW - TWELVE_HOURS) is None
    users.close_session("secret")
    assert users.of_session("secret", NOW - TWELVE_HOURS) is None


def test_a_session_ends_by_itself(users):
    open_session(users, add(users))
    assert users.of_session("secret", NOW - timedelta(seconds=1)) is not None
    assert users.of_session("secret", NOW) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda users, user: users.set_password(user.id, "another", NOW),
        lambda users, user: users.set_active(user.id, False),
    ],
    ids=["password changed", "disabled"],
)
def test_what_ends_every_session_and_changes_the_uniquifier(users, change):
    user = add(users)
    open_session(users, user, "at home")
    open_session(users, user, "at work")
    change(users, user)
    assert users.of_session("at home", NOW - TWELVE_HOURS) is None
    assert users.of_session("at work", NOW - TWELVE_HOURS) is None
    assert users.named("sari").uniquifier != user.uniquifier


def test_enabling_again_does_not_bring_old_sessions_back(users):
    user = add(users)
    open_session(users, user)
    users.set_active(user.id, False)
    users.set_active(user.id, True)
    assert users.of_session("secret", NOW - TWELVE_HOURS) is None


def test_nobody_gets_in_who_was_shut_out_while_signing_in(users):
    user = add(users)
    users.set_active(user.id, False)
    assert not open_session(users, user)
    users.set_active(user.id, True)
    assert not open_session(users, user), "the uniquifier is another one now"
    assert users.of_session("secret", NOW - TWELVE_HOURS) is None
    assert open_session(users, users.named("sari"))


def test_changed_roles_hold_for_open_sessions(users):
    user = add(users)
    open_session(users, user)
    users.set_roles(user.id, ["opd"], "dpu")
    now = users.of_session("secret", NOW - TWELVE_HOURS)
    assert (now.roles, now.opd) == (frozenset({"opd"}), "dpu")


def test_a_newer_hash_of_the_same_password_keeps_sessions(users):
    user = add(users)
    open_session(users, user)
    users.refresh_hash(user.id, "hash-of-sari", "newer")
    assert users.named("sari").password_hash == "newer"
    users.refresh_hash(user.id, "hash-of-sari", "too late")
    assert users.named("sari").password_hash == "newer"
    assert users.of_session("secret", NOW - TWELVE_HOURS) is not None


def test_sessions_that_are_over_are_forgotten(users):
    user = add(users)
    open_session(users, user, "old", NOW)
    open_session(users, user, "new", NOW + TWELVE_HOURS + timedelta(seconds=1))
    assert users.of_session("old", NOW - TWELVE_HOURS) is None
    assert users.of_session("new", NOW) is not None


def test_the_database_does_not_hold_the_secret_of_a_session(users, db):
    token = "a-token-that-is-easily-found"
    open_session(users, add(users), token)
    with db.read() as connection:
        kept = repr(connection.exec_driver_sql("SELECT * FROM sign_ins").all())
    assert digest(token) in kept
    assert token not in kept
