"""The wall's playlist: those with a turn first, the others after them, and nothing that names no scene."""

import pytest

from command_center.domain.wall_programme import Cause, Interrupt, Turn, WallProgramme

BREACH = Interrupt(Cause.BREACH, frozenset({"pohon"}), "tenggat")


def test_scenes_without_a_turn_follow_in_their_order():
    programme = WallProgramme((Turn("opd", 20), Turn("kota", 60)), 30, (BREACH,))
    assert programme.playlist(["kota", "tenggat", "opd", "kanal"]) == (
        Turn("opd", 20),
        Turn("kota", 60),
        Turn("tenggat", 30),
        Turn("kanal", 30),
    )


@pytest.mark.parametrize("programme", [WallProgramme((Turn("pasar", 20),), 30, ()), WallProgramme((), 30, (BREACH,))])
def test_a_turn_or_an_interrupt_without_its_scene_is_refused(programme):
    with pytest.raises(ValueError, match=r"names the scene (pasar|tenggat); there are kota"):
        programme.playlist(["kota"])
