"""The text of the points is written once while they stay the same, and anew when they or the incidents change."""

import json
from dataclasses import replace

from layouts.wall.points_text import PointsText, points_text
from tests.layouts.sample_view import ordinary


def test_the_same_points_are_the_same_text():
    kept, view = PointsText(), ordinary()
    first = kept.of(view)
    assert kept.of(replace(view, unlocated=99)) is first
    assert first == points_text(view)


def test_other_points_incidents_or_another_head_are_another_text():
    kept, view = PointsText(), ordinary()
    first = kept.of(view)
    assert json.loads(kept.of(replace(view, head=view.head + 1)))["head"] == view.head + 1
    assert kept.of(view) is not first
    assert json.loads(kept.of(replace(view, incidents=())))["joint"] == []
    assert json.loads(kept.of(replace(view, points=view.points[:3])))["id"] == [6000, 6001, 6002]
