"""A part of an OPD's tab that cannot be made says so in its place, in the width of its card; the parts beside it stand."""

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from command_center.readmodel.opd_view import OpdTab
from tests.layouts import opd_sample
from tests.layouts.reading import classed, words_of

UNREADABLE = (None,)
"""What no figure is made of."""


@pytest.fixture(autouse=True)
def as_in_front_of_people(monkeypatch, every_part_is_made):
    """The log as it is, kept instead of written: the frames of a failure hold whole views, long to write out."""
    monkeypatch.undo()
    with capture_logs():
        yield


def view_of(tab):
    return opd_sample.viewed(opd_sample.ordinary(), tab)


@pytest.mark.parametrize(
    ("tab", "held_in", "field", "failed", "stand"),
    [
        (OpdTab.PERFORMANCE, "performance", "open", {"gauges", "sentence"}, {"forecast", "flow", "answers", "kinds"}),
        (OpdTab.PERFORMANCE, "performance", "weeks", {"flow"}, {"forecast", "answers", "rank", "kinds", "queue"}),
        (OpdTab.PERFORMANCE, "performance", "kinds", {"kinds"}, {"forecast", "flow", "answers", "rank", "queue"}),
        (OpdTab.PERFORMANCE, "performance", "ranks", {"rank", "sentence"}, {"forecast", "flow", "answers", "kinds"}),
        (OpdTab.PEERS, "peers", "ranks", {"league"}, {"peers"}),
        (OpdTab.PEERS, "peers", "categories", {"peers"}, {"league"}),
        (OpdTab.MAP, "map", "points", {"map"}, {"areas"}),
        (OpdTab.MAP, "map", "by_kelurahan", {"map", "areas"}, set()),
        (OpdTab.DUE, "outlook", "days", {"due-now", "due-next"}, set()),
        (OpdTab.DUE, "outlook", "overdue", {"due-now"}, {"due-next"}),
    ],
)
def test_only_the_part_that_fails_says_so(tab, held_in, field, failed, stand):
    view = view_of(tab)
    view = replace(view, **{held_in: replace(getattr(view, held_in), **{field: UNREADABLE})})
    page = opd_sample.drawn(view, tab)
    told = {key for key in failed | stand if classed(classed(page, f"card-{key}"), "empty-failed")}
    assert told == failed
    for key in stand:
        assert classed(page, f"card-{key}"), key
    assert classed(page, "opd-tab"), "and the other tabs are a click away"


def test_a_report_that_cannot_be_shown_leaves_the_queue_standing():
    view = view_of(OpdTab.QUEUE)
    first, *others = view.queue.rows
    odd = replace(first, received_at=None)
    page = opd_sample.drawn(replace(view, queue=replace(view.queue, rows=(odd, *others))), OpdTab.QUEUE)
    assert len(classed(page, "queue-row")) == len(others)
    assert f"{odd.number} Bagian ini gagal dimuat" in words_of(classed(page, "queue-rows"))
