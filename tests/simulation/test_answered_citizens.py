"""A demo's citizens take their answers and tell what became of them, as a platform would; the staff sees who was not reached."""

import threading
from datetime import UTC, datetime, timedelta

from command_center.domain.outgoing import HandIn, Outgoing, OutgoingKind, SendState, Trouble
from simulation.answered_citizens import NOT_REACHED, READERS, AnsweredCitizens

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def test_most_are_delivered_many_read_and_a_few_not_reached():
    clock = [NOW]
    citizens = AnsweredCitizens(lambda: clock[0])
    for number in range(1000):
        sent = citizens.send(Outgoing("simulated", OutgoingKind.ANSWER, "x", {}, f"a-{number}", NOW, NOW), lambda: True)
        assert sent.result is HandIn.TAKEN
    told, stop = [], threading.Event()
    clock[0] = NOW + timedelta(minutes=1)

    def receipt(each):
        told.append(each)
        if len(told) >= 1000 + 10 * READERS * 0.9:
            stop.set()

    threading.Timer(20, stop.set).start()
    citizens.tell(receipt, stop)
    by_state = {state: sum(each.state is state for each in told) for state in SendState}
    assert by_state[SendState.FAILED] + by_state[SendState.DELIVERED] == 1000
    assert abs(by_state[SendState.FAILED] - 10 * NOT_REACHED) < 25
    assert {each.trouble for each in told if each.state is SendState.FAILED} == {Trouble.NOT_THERE}


def test_nothing_is_taken_that_another_process_has():
    citizens = AnsweredCitizens(lambda: NOW)
    outgoing = Outgoing("simulated", OutgoingKind.ANSWER, "x", {}, "a-1", NOW, NOW)
    assert citizens.send(outgoing, lambda: False).result is HandIn.LATER
