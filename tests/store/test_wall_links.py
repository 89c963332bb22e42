"""Links of wall devices in the database."""

from datetime import UTC, datetime, timedelta

import pytest

from command_center.errors import NotFound
from command_center.store.tokens import digest
from command_center.store.wall_links import BadLink, WallLinks

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture
def links(db):
    return WallLinks(db)


def test_a_token_finds_its_link(links):
    left, right = links.create("layar kiri", NOW), links.create("layar kanan", NOW)
    assert left != right
    assert len(left) >= 43
    assert links.by_token(left).name == "layar kiri"
    assert links.by_token(right).name == "layar kanan"
    assert links.by_id(links.by_token(left).id) == links.by_token(left)


@pytest.mark.parametrize("token", ["", "x", "é", "\ud800", "a" * 100_000])
def test_another_token_finds_none(links, token):
    links.create("layar kiri", NOW)
    assert links.by_token(token) is None


def test_a_revoked_link_is_found_no_more_and_listed_still(links):
    token = links.create("layar kiri", NOW)
    number = links.by_token(token).id
    links.revoke(number, NOW + timedelta(days=1))
    assert links.by_token(token) is None
    assert links.by_id(number) is None
    assert [(link.name, link.revoked_at) for link in links.everyone()] == [("layar kiri", NOW + timedelta(days=1))]
    for gone in (number, 99):
        with pytest.raises(NotFound, match=str(gone)):
            links.revoke(gone, NOW)


def test_a_device_gets_a_new_link_under_its_old_name_once_the_old_one_is_revoked(links):
    old = links.create("layar kiri", NOW)
    with pytest.raises(BadLink, match="revoke it first"):
        links.create("layar kiri", NOW)
    links.revoke(links.by_token(old).id, NOW)
    new = links.create("layar kiri", NOW)
    assert links.by_token(old) is None
    assert links.by_token(new) is not None


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "two\nlines", "nul\0"])
def test_a_device_needs_a_plain_name(links, name):
    with pytest.raises(BadLink, match="1 to 80"):
        links.create(name, NOW)


def test_when_a_device_was_last_seen(links):
    token = links.create("layar kiri", NOW)
    assert links.by_token(token).seen_at is None
    links.seen(links.by_token(token).id, NOW + timedelta(minutes=5))
    assert links.everyone()[0].seen_at == NOW + timedelta(minutes=5)


def test_the_database_does_not_hold_the_token(links, db):
    token = links.create("layar kiri", NOW)
    with db.read() as connection:
        kept = repr(connection.exec_driver_sql("SELECT * FROM wall_links").all())
    assert digest(token) in kept
    assert token not in kept
