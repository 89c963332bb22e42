"""Accounts in the database."""

from datetime import UTC, datetime

import pytest

from command_center.errors import NotFound
from command_center.store.audit import Audit, AuditEntry
from command_center.store.users import NameTaken, Users

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture
def users(db):
    return Users(db)


def add(users, name="sari", email="sari@example.test", roles=("p3m",), opd=""):
    return users.add(name, email, "hash-of-" + name, roles, opd, NOW)


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


def test_the_audit_tells_of_an_account_in_the_transaction_of_its_change(users, db):
    added = AuditEntry(NOW, "system", "account.add", "sari")
    user = users.add("sari", "", "hash", ["p3m"], "", NOW, [added])
    with pytest.raises(NameTaken):
        users.add("sari", "", "hash", ["p3m"], "", NOW, [added])
    users.set_roles(user.id, ["admin"], "", [AuditEntry(NOW, "system", "account.roles", "sari")])
    users.set_active(user.id, False, [AuditEntry(NOW, "system", "account.disable", "sari")])
    users.set_password(user.id, "x", NOW, [AuditEntry(NOW, "system", "account.password", "sari")])
    with pytest.raises(NotFound):
        users.set_password(77, "x", NOW, [AuditEntry(NOW, "system", "account.password", "nobody")])
    acts = [each.act for each in Audit(db).newest(9)]
    assert acts == ["account.password", "account.disable", "account.roles", "account.add"]
