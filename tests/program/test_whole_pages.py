"""What a page that is sent whole has in it: shared files first, its own in the order of their names, and a hash."""

import re
from base64 import b64encode
from hashlib import sha256

from program.whole_pages import ASSETS, files, script, script_hash, styles


def test_shared_files_come_first_and_folders_last():
    names = [file.relative_to(ASSETS).as_posix() for file in files("wall", ".css")]
    assert names[:2] == ["tokens.css", "marks.css"]
    own = names[2:]
    assert own.index("wall/wall.css") < own.index("wall/panels/map.css")
    assert own == sorted(own, key=lambda name: (name.count("/"), name))
    assert files("wall", ".js")[0].name == "live.js"


def test_every_style_and_script_of_the_page_is_in_it():
    for file in (ASSETS / "wall").rglob("*.css"):
        assert file.read_text("utf-8") in styles("wall")
    for file in (ASSETS / "wall").rglob("*.js"):
        assert file.read_text("utf-8") in script("wall")


def test_the_hash_is_that_of_the_script_as_it_stands():
    assert script_hash("wall") == f"'sha256-{b64encode(sha256(script('wall').encode()).digest()).decode()}'"
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", script_hash("wall"))
