"""People of the city's directory and their accounts."""

from datetime import UTC, datetime

import pytest

from command_center.store.directory_accounts import DirectoryAccounts, SubjectTaken
from command_center.store.users import Users

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
CITY, OTHER = "https://masuk.kota.test", "https://lain.test"


def test_a_person_of_the_directory_is_found_by_issuer_and_subject_together(db):
    people, users = DirectoryAccounts(db), Users(db)
    sari = users.add("sari", "", "", ["p3m"], "", NOW)
    people.link(CITY, "s-1", sari.id, NOW, [])
    assert people.find(CITY, "s-1") == sari
    assert people.find(OTHER, "s-1") is None
    assert people.find(CITY, "S-1") is None
    assert people.linked() == {sari.id}


def test_a_subject_has_one_account_and_an_account_one_subject(db):
    people, users = DirectoryAccounts(db), Users(db)
    sari, budi = (users.add(name, "", "", ["p3m"], "", NOW) for name in ("sari", "budi"))
    people.link(CITY, "s-1", sari.id, NOW, [])
    with pytest.raises(SubjectTaken):
        people.link(CITY, "s-1", budi.id, NOW, [])
    people.link(CITY, "s-2", sari.id, NOW, [])
    assert people.find(CITY, "s-1") is None
    assert people.find(CITY, "s-2") == sari
