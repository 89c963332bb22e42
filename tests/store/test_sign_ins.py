"""Sessions in the database: who opened them, from where and how, and what ends them."""

from datetime import UTC, datetime, timedelta

import pytest

from command_center.store.audit import Audit, AuditEntry
from command_center.store.sign_ins import SignIns, Way
from command_center.store.tokens import digest
from command_center.store.users import Users

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TWELVE_HOURS = timedelta(hours=12)
SINCE = NOW - TWELVE_HOURS


@pytest.fixture
def users(db):
    return Users(db)


@pytest.fixture
def sign_ins(db):
    return SignIns(db)


def add(users, name="sari", roles=("p3m",)):
    return users.add(name, "", "hash-of-" + name, roles, "", NOW)


def begin(sign_ins, user, token="secret", at=NOW, **more):
    return sign_ins.open(user, token, at, at - TWELVE_HOURS, **more)


def holder(sign_ins, token, since=SINCE):
    found = sign_ins.of(token, since)
    return found[0] if found else None


def test_a_session_belongs_to_who_opened_it_until_it_is_closed(users, sign_ins):
    user = add(users, roles=("opd", "p3m"))
    assert begin(sign_ins, user)
    assert holder(sign_ins, "secret") == users.named("sari")
    assert users.named("sari").signed_in_at == NOW
    assert holder(sign_ins, "another") is None
    sign_ins.close("secret")
    assert holder(sign_ins, "secret") is None


def test_a_session_ends_by_itself(users, sign_ins):
    begin(sign_ins, add(users))
    assert holder(sign_ins, "secret", NOW - timedelta(seconds=1)) is not None
    assert holder(sign_ins, "secret", NOW) is None


@pytest.mark.parametrize("change", [
    lambda users, user: users.set_password(user.id, "another", NOW),
    lambda users, user: users.set_active(user.id, False),
], ids=["password changed", "disabled"])  # fmt: skip
def test_what_ends_every_session_and_changes_the_uniquifier(users, sign_ins, change):
    user = add(users)
    begin(sign_ins, user, "at home")
    begin(sign_ins, user, "at work")
    change(users, user)
    assert holder(sign_ins, "at home") is None
    assert holder(sign_ins, "at work") is None
    assert users.named("sari").uniquifier != user.uniquifier


def test_enabling_again_does_not_bring_old_sessions_back(users, sign_ins):
    user = add(users)
    begin(sign_ins, user)
    users.set_active(user.id, False)
    users.set_active(user.id, True)
    assert holder(sign_ins, "secret") is None


def test_nobody_gets_in_who_was_shut_out_while_signing_in(users, sign_ins):
    user = add(users)
    users.set_active(user.id, False)
    assert not begin(sign_ins, user)
    users.set_active(user.id, True)
    assert not begin(sign_ins, user), "the uniquifier is another one now"
    assert holder(sign_ins, "secret") is None
    assert begin(sign_ins, users.named("sari"))


def test_changed_roles_hold_for_open_sessions(users, sign_ins):
    user = add(users)
    begin(sign_ins, user)
    users.set_roles(user.id, ["opd"], "dpu")
    now = holder(sign_ins, "secret")
    assert (now.roles, now.opd) == (frozenset({"opd"}), "dpu")


def test_a_newer_hash_of_the_same_password_keeps_sessions(users, sign_ins):
    user = add(users)
    begin(sign_ins, user)
    users.refresh_hash(user.id, "hash-of-sari", "newer")
    assert users.named("sari").password_hash == "newer"
    users.refresh_hash(user.id, "hash-of-sari", "too late")
    assert users.named("sari").password_hash == "newer"
    assert holder(sign_ins, "secret") is not None


def test_sessions_that_are_over_are_forgotten(users, sign_ins):
    user = add(users)
    begin(sign_ins, user, "old", NOW)
    begin(sign_ins, user, "new", NOW + TWELVE_HOURS + timedelta(seconds=1))
    assert holder(sign_ins, "old") is None
    assert holder(sign_ins, "new", NOW) is not None


def test_the_database_does_not_hold_the_secret_of_a_session(users, sign_ins, db):
    token = "a-token-that-is-easily-found"
    begin(sign_ins, add(users), token)
    with db.read() as connection:
        kept = repr(connection.exec_driver_sql("SELECT * FROM sign_ins").all())
    assert digest(token) in kept
    assert token not in kept


def test_a_session_tells_from_where_and_how_it_began_and_when_it_was_used(users, sign_ins):
    user, other = add(users), add(users, "budi")
    begin(sign_ins, user, "first", way=Way("password", "code", "203.0.113.7", "Firefox · Windows"))
    begin(
        sign_ins, user, "second", NOW + timedelta(hours=1), way=Way("directory", "", "2001:db8::1", "Chrome · Android")
    )
    begin(sign_ins, other, "of budi")
    sign_ins.seen("first", NOW + timedelta(hours=2))
    newest, oldest = sign_ins.of_user(user.id, SINCE)
    assert (newest.way.by, newest.way.address, newest.at) == ("directory", "2001:db8::1", NOW + timedelta(hours=1))
    assert oldest.way == Way("password", "code", "203.0.113.7", "Firefox · Windows")
    assert oldest.seen_at == NOW + timedelta(hours=2)
    assert digest("first").startswith(oldest.mark)
    assert len(oldest.mark) < 64
    assert sign_ins.counts(SINCE) == {user.id: 2, other.id: 1}
    assert sign_ins.of("first", SINCE)[1] == "code"


def test_one_session_is_ended_by_its_mark_by_nobody_but_its_own_account(users, sign_ins):
    user, other = add(users), add(users, "budi")
    begin(sign_ins, user, "first")
    begin(sign_ins, user, "second")
    mark = digest("first")[:16]
    for wrong in ("", "%", mark[:8], "_" * 16, "0" * 16):
        assert not sign_ins.end(user.id, wrong)
    assert not sign_ins.end(other.id, mark), "the mark of another's session"
    assert sign_ins.end(user.id, mark)
    assert holder(sign_ins, "first") is None
    assert holder(sign_ins, "second") is not None


def test_all_others_are_ended_and_the_own_one_stays(users, sign_ins):
    user = add(users)
    for token in ("here", "there", "elsewhere"):
        begin(sign_ins, user, token)
    assert sign_ins.end_others(user.id, "here") == 2
    assert [bool(holder(sign_ins, token)) for token in ("here", "there", "elsewhere")] == [True, False, False]
    sign_ins.end_all(user.id)
    assert holder(sign_ins, "here") is None


def test_the_audit_tells_of_a_session_when_there_is_one_and_of_none_that_did_not_begin(users, sign_ins, db):
    user = add(users)
    entry = AuditEntry(NOW, "sari", "sign.in", "sari")
    users.set_active(user.id, False)
    assert not begin(sign_ins, user, entries=[entry])
    assert not sign_ins.end(user.id, "0" * 16, [entry])
    assert Audit(db).newest(5) == []
    users.set_active(user.id, True)
    assert begin(sign_ins, users.named("sari"), entries=[entry])
    assert [each.act for each in Audit(db).newest(5)] == ["sign.in"]
