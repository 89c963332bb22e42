"""wall.toml: the scenes of the wall and what interrupts them, refused with the line where something is wrong."""

import pytest

from command_center.domain.wall_programme import Cause, Interrupt, Turn
from command_center.errors import BadReferenceData
from command_center.reference.tables import Table
from command_center.reference.wall_file import read_wall_programme
from layouts.wall.scenes import SCENES
from tests.reference.shipped import shipped

GOOD = """seconds = 30
[[scene]]
key = "kota"
seconds = 60
[[interrupt]]
cause = "incident"
categories = ["rob", "banjir"]
reports = 15
scene = "rob"
[[interrupt]]
cause = "breach"
categories = ["pohon"]
scene = "tenggat"
[[interrupt]]
cause = "alert"
rules = ["112-diam"]
scene = "kanal"
"""


def read(folder, text):
    (folder / "wall.toml").write_text(text, "utf-8")
    return read_wall_programme(Table.of_file(folder / "wall.toml"), ("rob", "banjir", "pohon"), ("112-diam",))


def test_it_is_read(tmp_path):
    made = read(tmp_path, GOOD)
    assert (made.turns, made.seconds) == ((Turn("kota", 60),), 30)
    assert made.interrupts == (
        Interrupt(Cause.INCIDENT, frozenset({"rob", "banjir"}), "rob", 15),
        Interrupt(Cause.BREACH, frozenset({"pohon"}), "tenggat", 1),
        Interrupt(Cause.ALERT, frozenset(), "kanal", rules=frozenset({"112-diam"})),
    )


def test_ours_names_scenes_that_there_are():
    keys = [scene.key for scene in SCENES]
    assert {turn.scene for turn in shipped().wall.playlist(keys)} == set(keys)


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("seconds = 60", "seconds = 2", 4, "seconds"),
        ("seconds = 60", "seconds = 7200", 4, "3600"),
        ('"banjir"]', '"banjer"]', 7, '"banjer" is no category'),
        ("reports = 15", "reports = 1", 8, "reports"),
        ('cause = "breach"', 'cause = "storm"', 11, "storm"),
        ('scene = "tenggat"', 'scene = "tenggat"\n[[scene]]\nkey = "kota"\nseconds = 9', 15, "stands already"),
        ('rules = ["112-diam"]', 'rules = ["112"]', 16, '"112" is no rule that is told on the wall'),
        ('rules = ["112-diam"]', "rules = []", 16, '"rules" must name rules'),
        ('rules = ["112-diam"]', 'rules = ["112-diam"]\ncategories = ["pohon"]', 17, "categories"),
        ('key = "kota"', 'key = "kota"\nloud = true', 4, "loud"),
    ],
)
def test_a_fault_is_refused_with_its_line(tmp_path, before, after, line, said):
    with pytest.raises(BadReferenceData, match=said) as refused:
        read(tmp_path, GOOD.replace(before, after))
    assert refused.value.line == line
