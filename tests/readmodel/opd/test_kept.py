"""Who opens an OPD's page while nothing happens gets the one that is there; never another's, and never one of before an event."""

from dataclasses import replace
from datetime import timedelta

from command_center.domain.events import Event, EventKind
from command_center.readmodel.opd.kept import LATELY, KeptOpdViews
from command_center.readmodel.opd.load import OpdAsked
from command_center.readmodel.opd.queue import QueueReader
from command_center.readmodel.opd_view import OpdTab
from tests.layouts.opd_sample import one
from tests.readmodel.opd.standing import NOW, model_of, rules

SECOND = timedelta(seconds=1)
ASKED, READER = OpdAsked("dpu"), QueueReader(own_opd=True)


def test_while_nothing_happens_an_opening_stands_a_moment():
    views = KeptOpdViews(model_of(*one()), rules())
    first = views.view(ASKED, READER, NOW)
    assert views.view(ASKED, READER, NOW + LATELY - SECOND) is first
    assert views.view(ASKED, READER, NOW - SECOND).as_of == NOW - SECOND, "nobody sees what comes"
    assert views.view(ASKED, READER, NOW + LATELY).as_of == NOW + LATELY


def test_an_event_ends_it():
    model = model_of(*one())
    views = KeptOpdViews(model, rules())
    first = views.view(ASKED, READER, NOW)
    model.apply([Event(EventKind.STEP, NOW, 1, {}, seq=model.position().seq + 1)])
    later = views.view(ASKED, READER, NOW + SECOND)
    assert later.head == first.head + 1


def test_nobody_gets_what_another_asked_for_or_may_see():
    views = KeptOpdViews(model_of(*one()), rules())
    first = views.view(ASKED, READER, NOW)
    assert views.view(OpdAsked("dlh"), READER, NOW).code == "dlh"
    assert views.view(replace(ASKED, tab=OpdTab.DUE), READER, NOW).outlook is not None
    assert views.view(ASKED, QueueReader(), NOW) is not first
    assert views.view(ASKED, QueueReader(confidential=True), NOW) is not first
