"""What is asked of an answer before it is written: nothing is said twice, nothing is left in braces; and what is done to several."""

from datetime import timedelta

import pytest

from command_center.domain.outgoing import SendState, Trouble
from command_center.errors import BadAnswer, Conflict
from tests.casework.answering_city import NOW, P3M


def test_the_same_words_are_not_said_twice_but_to_who_has_written_again(city, meta):
    report = city.take("whatsapp", contact="6281200000001", person="p1")
    city.answer(report)
    city.later(minutes=1)
    with pytest.raises(Conflict, match="was sent already"):
        city.answer(report)
    city.now += timedelta(hours=2)
    city.take("whatsapp", contact="6281200000001", person="p1", text="Sampah menumpuk di Jl Kaligawe", opd="")
    city.answer(report)
    city.later(minutes=1)
    assert len(meta.kept) == 2


def test_what_nothing_fills_in_is_refused_with_what_is_known(city):
    report = city.take("whatsapp", contact="6281200000001")
    with pytest.raises(
        BadAnswer, match=r"nothing fills in \{halo\}, \{ Nomor \}; what is filled in: \{nomor\}, \{opd\}"
    ) as refused:
        city.answer(report, "Halo {halo}, laporan {nomor} { Nomor } {} {1}")
    assert refused.value.trouble is Trouble.UNKNOWN_PLACEHOLDER
    (preview,) = city.answering.previews(report.id, "Halo {halo}", P3M, NOW)
    assert preview.trouble is Trouble.UNKNOWN_PLACEHOLDER
    assert city.answer(report, "Laporan {nomor} { } {12}").text == f"Laporan {report.number} {{ }} {{12}}"


def test_several_are_taken_back_at_once_and_one_that_has_left_keeps_nobody_from_the_others(city, meta):
    sent = city.answer(city.take("whatsapp", contact="6281200000001"))
    city.later(seconds=1)
    held = [
        city.answer(city.take("whatsapp", contact=f"628120000001{n}"), wait=timedelta(seconds=10)) for n in range(2)
    ]
    ids = [sent.id, *(each.id for each in held)]
    stands = [each.state for each in city.answering.do("cancel", ids, P3M, city.now)]
    assert stands == [SendState.SENT, SendState.CANCELLED, SendState.CANCELLED]
    with pytest.raises(Conflict, match="left already"):
        city.answering.do("cancel", ids, P3M, city.now)
    city.later(minutes=1)
    assert len(meta.kept) == 1
