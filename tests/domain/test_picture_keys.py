"""How a picture of a report is asked for."""

import pytest

from command_center.domain.inbound import Media
from command_center.domain.picture_keys import picture_key

DIGEST = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("ref", "key"),
    [
        (f"file:{DIGEST[:32]}", DIGEST[:32]),
        (f"part:2:{DIGEST}", DIGEST[:32]),
        ("https://foto.example/1.jpg", ""),
        ("file:../../etc/passwd", ""),
        (f"part:0x2:{DIGEST}", ""),
        (f"file:{DIGEST[:32].upper()}", ""),
        ("", ""),
    ],
)
def test_a_key_is_that_of_what_is_kept_here(ref, key):
    assert picture_key(Media("image", ref)) == key
