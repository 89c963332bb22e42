"""Links to choose a password: each once, for a while, and only the newest of an account."""

from datetime import UTC, datetime, timedelta

import pytest

from command_center.store.account_links import AccountLinks
from command_center.store.audit import Audit, AuditEntry
from command_center.store.sign_ins import SignIns
from command_center.store.users import Users

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=72)
USED = [AuditEntry(NOW, "sari", "account.link_used", "sari")]


@pytest.fixture
def links(db):
    return AccountLinks(db)


@pytest.fixture
def sari(db):
    return Users(db).add("sari", "", "", ["p3m"], "", NOW)


def make(links, user, purpose="invite"):
    return links.create(user.id, purpose, "budi", NOW, LATER, [])


def test_it_opens_once_and_sets_the_password(links, sari, db):
    token = make(links, sari)
    assert links.by_token(token, NOW).user_id == sari.id
    assert links.waiting(NOW).keys() == {sari.id}
    assert links.use(token, "chosen", NOW, USED)
    assert Users(db).named("sari").password_hash == "chosen"
    assert not links.use(token, "by another", NOW, USED)
    assert links.by_token(token, NOW) is None
    assert links.waiting(NOW) == {}
    assert Users(db).named("sari").password_hash == "chosen"
    assert [each.act for each in Audit(db).newest(9)] == ["account.link_used"]


@pytest.mark.parametrize("after", [timedelta(hours=72), timedelta(days=400)])
def test_it_ends_by_itself(links, sari, after):
    token = make(links, sari)
    assert links.by_token(token, LATER - timedelta(seconds=1)) is not None
    assert links.by_token(token, NOW + after) is None
    assert not links.use(token, "too late", NOW + after, USED)


def test_another_one_ends_the_earlier_one(links, sari):
    first, second = make(links, sari), make(links, sari, "reset")
    assert links.by_token(first, NOW) is None
    assert links.by_token(second, NOW).purpose == "reset"
    links.withdraw(sari.id, NOW)
    assert links.by_token(second, NOW) is None


def test_a_disabled_account_is_not_opened_by_its_link(links, sari, db):
    token = make(links, sari)
    Users(db).set_active(sari.id, False)
    assert links.by_token(token, NOW) is None


def test_using_it_ends_the_sessions_that_are_open(links, sari, db):
    sessions = SignIns(db)
    sessions.open(sari, "of somebody else", NOW, NOW - timedelta(hours=12))
    links.use(make(links, sari, "reset"), "chosen", NOW, USED)
    assert sessions.of("of somebody else", NOW - timedelta(hours=12)) is None


def test_the_database_does_not_hold_the_token(links, sari, db):
    token = make(links, sari)
    with db.read() as connection:
        assert token not in repr(connection.exec_driver_sql("SELECT * FROM account_links").all())
