"""Pictures kept: by their content, once, and only as they were written anew."""

from datetime import UTC, datetime

import pytest

from command_center.errors import NotFound
from command_center.store.files import REF, Files, file_id_of
from command_center.store.pictures import BadPicture
from tests.store.test_pictures import SECRET, as_bytes, halves, opened, with_exif

NOW = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)


def test_what_is_put_away_is_given_out_again_without_its_place(db):
    files = Files(db)
    file_id = files.put(as_bytes(halves((800, 400)), exif=with_exif()), "image/png", NOW, "web")
    stored, small = files.get(file_id), files.get(file_id, small=True)
    assert (stored.content_type, stored.width, stored.height) == ("image/jpeg", 800, 400)
    assert SECRET not in stored.content
    assert opened(small.content).size == (320, 160)
    assert files.there(file_id)


def test_the_same_picture_is_one_file(db):
    files, sent = Files(db), as_bytes(halves())
    assert files.put(sent, "", NOW, "web") == files.put(sent, "image/jpeg", NOW, "sari")


def test_what_is_no_picture_leaves_nothing(db):
    with pytest.raises(BadPicture):
        Files(db).put(b"<svg/>", "image/svg+xml", NOW, "web")
    with pytest.raises(NotFound):
        Files(db).get("0" * 32)
    assert not Files(db).there("0" * 32)


def test_the_reference_of_a_medium_names_its_file():
    assert file_id_of(f"{REF}abc") == "abc"
    assert file_id_of("part:1:abc") == ""
