"""Views kept under a name: each person's own, with limits, and gone with the account."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete

from command_center.domain.saved_view import LONGEST_NAME, LONGEST_QUERY, MOST_VIEWS
from command_center.errors import NotFound
from command_center.store.saved_views import BadView, SavedViews
from command_center.store.users import Users, users

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture
def views(db):
    people = Users(db)
    for name in ("sari", "budi"):
        people.add(name, "", "x", ["diskominfo"], "", NOW)
    return SavedViews(db)


def test_a_view_is_its_persons_own(views):
    views.save("sari", "  Rob   di Genuk ", "kategori=rob&kecamatan=33.74.05", NOW)
    assert [(view.name, view.query) for view in views.of("sari")] == [
        ("Rob di Genuk", "kategori=rob&kecamatan=33.74.05")
    ]
    assert views.of("budi") == []


def test_nobody_renames_or_deletes_the_view_of_another(views):
    number = views.save("sari", "rob", "kategori=rob", NOW).id
    with pytest.raises(NotFound):
        views.rename("budi", number, "banjir")
    with pytest.raises(NotFound):
        views.delete("budi", number)
    assert [view.name for view in views.of("sari")] == ["rob"]


def test_a_view_is_renamed_and_deleted(views):
    number = views.save("sari", "rob", "kategori=rob", NOW).id
    views.rename("sari", number, "Rob saja")
    assert [view.name for view in views.of("sari")] == ["Rob saja"]
    views.delete("sari", number)
    assert views.of("sari") == []
    with pytest.raises(NotFound):
        views.delete("sari", number)


def test_two_views_of_a_person_have_two_names(views):
    first = views.save("sari", "rob", "", NOW)
    views.save("budi", "rob", "", NOW)
    with pytest.raises(BadView) as refused:
        views.save("sari", "rob", "kanal=sms", NOW)
    assert refused.value.reason == "taken"
    other = views.save("sari", "sms", "", NOW)
    with pytest.raises(BadView):
        views.rename("sari", other.id, "rob")
    assert [view.id for view in views.of("sari")] == [first.id, other.id]


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST_NAME + 1), "a\u200bb\x07"])
def test_a_bad_name_is_refused(views, name):
    with pytest.raises(BadView) as refused:
        views.save("sari", name, "", NOW)
    assert refused.value.reason == "name"


def test_views_are_listed_by_name_whatever_their_capitals(views):
    for name in ("rob", "Banjir", "air"):
        views.save("sari", name, "", NOW)
    assert [view.name for view in views.of("sari")] == ["air", "Banjir", "rob"]


def test_there_is_an_end_to_them(views):
    for number in range(MOST_VIEWS):
        views.save("sari", f"tampilan {number}", "", NOW)
    with pytest.raises(BadView) as refused:
        views.save("sari", "satu lagi", "", NOW)
    assert refused.value.reason == "many"
    with pytest.raises(BadView) as refused:
        views.save("budi", "panjang", "x" * (LONGEST_QUERY + 1), NOW)
    assert refused.value.reason == "query"


def test_who_has_no_account_keeps_nothing(views):
    with pytest.raises(NotFound):
        views.save("tamu", "rob", "", NOW)
    assert views.of("tamu") == []


def test_they_go_with_the_account(views, db):
    views.save("sari", "rob", "", NOW)
    db.write(lambda connection: connection.execute(delete(users).where(users.c.name == "sari")))
    Users(db).add("sari", "", "x", ["diskominfo"], "", NOW)
    assert views.of("sari") == []
