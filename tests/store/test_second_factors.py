"""Second factors in the database: one statement uses a code up, so that it is taken once."""

from datetime import UTC, datetime

import pytest

from command_center.store.audit import Audit, AuditEntry
from command_center.store.second_factors import SecondFactors
from command_center.store.users import Users

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
ADDED = [AuditEntry(NOW, "sari", "second.add", "sari")]
REMOVED = [AuditEntry(NOW, "budi", "second.remove", "sari")]


@pytest.fixture
def factors(db):
    return SecondFactors(db)


@pytest.fixture
def sari(db):
    return Users(db).add("sari", "", "hash", ["admin"], "", NOW).id


def confirmed(factors, user_id):
    assert factors.begin(user_id, "secret", NOW)
    assert factors.confirm(user_id, "secret", 100, ["a", "b"], NOW, ADDED)


def test_one_that_is_being_set_up_counts_for_nothing_until_it_is_confirmed(factors, sari):
    assert factors.of(sari) is None
    factors.begin(sari, "first try", NOW)
    factors.begin(sari, "second try", NOW)
    assert factors.of(sari).secret == "second try"
    assert factors.of(sari).confirmed_at is None
    assert factors.confirmed() == {}
    assert not factors.take_step(sari, 5), "nothing of it opens anything yet"
    assert not factors.confirm(sari, "first try", 100, ["a"], NOW, ADDED), "of an attempt that was given up"
    assert factors.confirm(sari, "second try", 100, ["a"], NOW, ADDED)
    assert factors.confirmed() == {sari: NOW}


def test_one_in_use_is_not_replaced_by_setting_up_another(factors, sari):
    confirmed(factors, sari)
    assert not factors.begin(sari, "another", NOW)
    assert factors.of(sari).secret == "secret"
    assert not factors.confirm(sari, "secret", 200, ["c"], NOW, ADDED)


def test_a_half_minute_is_taken_once_and_none_before_it(factors, sari):
    confirmed(factors, sari)
    assert not factors.take_step(sari, 100), "the code that confirmed it"
    assert factors.take_step(sari, 102)
    assert not factors.take_step(sari, 102)
    assert not factors.take_step(sari, 101)
    assert factors.take_step(sari, 103)


def test_a_recovery_code_is_taken_once(factors, sari, db):
    confirmed(factors, sari)
    other = Users(db).add("budi", "", "hash", [], "", NOW).id
    assert factors.recovery_left(sari) == 2
    assert not factors.take_recovery(sari, "c", NOW)
    assert not factors.take_recovery(other, "a", NOW)
    assert factors.take_recovery(sari, "a", NOW)
    assert not factors.take_recovery(sari, "a", NOW)
    assert factors.recovery_left(sari) == 1
    factors.replace_recovery(sari, ["x", "y", "z"], [])
    assert not factors.take_recovery(sari, "b", NOW), "new ones end the old ones"
    assert factors.recovery_left(sari) == 3


def test_what_is_removed_is_gone_and_the_audit_tells_of_it_once(factors, sari, db):
    confirmed(factors, sari)
    assert factors.remove(sari, REMOVED)
    assert not factors.remove(sari, REMOVED)
    assert factors.of(sari) is None
    assert factors.recovery_left(sari) == 0
    assert [each.act for each in Audit(db).newest(9)] == ["second.remove", "second.add"]
