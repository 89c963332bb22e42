"""Parts that were drawn a moment ago: one drawing for all who read the same, another for who reads anything else."""

from dataclasses import replace

from structlog.testing import capture_logs

from layouts.analytics.kept_parts import KEPT, KeptParts
from layouts.analytics.parts import FIRST, LATER, PagePart
from layouts.analytics.shown import MapChoice
from layouts.figures.card import failed
from layouts.i18n import words_for
from tests.layouts.analytics_sample import PROBLEMS, loaded, shown

ID, EN = words_for("id", "id"), words_for("en", "id")


def test_a_part_of_a_view_is_made_once():
    parts, view = KeptParts(), loaded()
    first = parts.of(FIRST["numbers"], shown(view, ID, "terang"))
    assert parts.of(FIRST["numbers"], shown(view, ID, "terang")) is first
    assert parts.of(FIRST["changed"], shown(view, ID, "terang")) is not first


def test_another_view_language_theme_choice_or_address_has_parts_of_its_own():
    parts, view = KeptParts(), loaded()
    first = parts.of(LATER["map"], shown(view, ID, "terang"))
    for other in (
        shown(replace(loaded()), ID, "terang"),
        shown(view, EN, "terang"),
        shown(view, ID, "gelap"),
        shown(view, ID, "terang", MapChoice("median")),
        shown(view, ID, "terang", None, PROBLEMS[:1]),
    ):
        assert parts.of(LATER["map"], other) is not first
    assert parts.of(LATER["map"], shown(view, ID, "terang")) is first


def test_the_oldest_are_forgotten():
    parts, view = KeptParts(), loaded()
    first = parts.of(FIRST["numbers"], shown(view, ID, "terang"))
    for _ in range(KEPT):
        parts.of(FIRST["numbers"], shown(replace(loaded()), ID, "terang"))
    assert parts.of(FIRST["numbers"], shown(view, ID, "terang")) is not first


def test_a_part_that_failed_is_made_anew():
    tries = []

    def build(_):
        tries.append(1)
        return "12" if len(tries) > 1 else failed(ID)

    parts, part, one = KeptParts(), PagePart("numbers", build), shown(loaded(), ID, "terang")
    assert "empty-failed" in getattr(parts.of(part, one), "data-html")
    assert parts.of(part, one) == "12"


def test_a_word_of_the_filter_bar_that_failed_is_made_anew(monkeypatch, every_part_is_made):
    monkeypatch.undo()  # the log as it is: a part may fail here
    tries = []

    def build(_):
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("no such name")
        return "Rob"

    parts, part, one = KeptParts(), PagePart("said-kategori", build), shown(loaded(), ID, "terang")
    with capture_logs() as lines:
        assert [parts.of(part, one), parts.of(part, one)] == [ID("format.none"), "Rob"]
    assert [line["part"] for line in lines] == ["analytics said-kategori"]
