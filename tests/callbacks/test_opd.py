"""The OPD page's own question: nothing where nothing changed, the tab anew, or that something changed where one reads."""

import pytest
from dash import no_update

from callbacks.opd import OpdSource, reader_of, refreshed
from command_center.errors import NotAllowed
from command_center.readmodel.opd.load import OpdAsked, load_opd, load_opd_index
from command_center.readmodel.opd.queue import QueueAsked, QueueReader
from command_center.web.security.identity import NOBODY, Identity
from tests.layouts import opd_sample
from tests.layouts.reading import classed, words_of
from tests.readmodel.opd.standing import NOW, model_of, rules


def who(role, opd=""):
    return Identity("user", role, frozenset({role}), opd)


@pytest.fixture(scope="module")
def model():
    return model_of(*opd_sample.one())


@pytest.fixture
def source(model):
    def made(identity):
        return OpdSource(
            identity=lambda: identity,
            view=lambda place, reader: load_opd(
                model,
                OpdAsked(place.code, place.tab, place.weeks, QueueAsked(place.part, place.page, place.number)),
                reader,
                rules(),
                NOW,
            ),
            index=lambda weeks: load_opd_index(model, list(opd_sample.config().opd), weeks, NOW),
            texts=lambda report_ids, masked: {},
            deadlines=lambda report_ids: {},
            ground=opd_sample.ground,
            config=opd_sample.config(),
        )

    return made


def test_where_nothing_changed_nothing_is_drawn_anew(source):
    """The log stands at its first event."""
    assert refreshed(source(who("opd", "dpu")), {"code": "dpu", "head": 1}, "id") == (no_update,) * 3


def test_figures_are_drawn_anew_and_the_position_kept(source):
    content, as_of, asked = refreshed(source(who("opd", "dpu")), {"code": "dpu", "head": 0, "theme": "gelap"}, "id")
    assert classed(content, "gauge")
    assert as_of == "Jumat, 27 November 2026 · 10.00 WIB"
    assert asked == {"code": "dpu", "head": 1, "theme": "gelap"}


@pytest.mark.parametrize("tab", ["antrean", "peta"])
def test_where_somebody_reads_nothing_moves_but_a_link_says_so(source, tab):
    content, told, asked = refreshed(source(who("opd", "dpu")), {"code": "dpu", "tab": tab, "head": 0}, "id")
    assert content is no_update
    assert asked is no_update
    assert "Ada perubahan sejak halaman ini dibuka." in words_of(told)


@pytest.mark.parametrize("asked", [{"code": "dlh"}, {}, None, 7])
def test_a_chief_is_refused_another_department(source, asked):
    with pytest.raises(NotAllowed):
        refreshed(source(who("opd", "dpu")), asked, "id")


@pytest.mark.parametrize("identity", [NOBODY, who("opd"), Identity("wall", "layar", frozenset({"wall"}))])
def test_who_sees_no_rows_is_refused(source, identity):
    with pytest.raises(NotAllowed):
        refreshed(source(identity), {"code": "dpu"}, "id")


@pytest.mark.parametrize(
    ("identity", "reader"),
    [
        (who("opd", "dpu"), QueueReader(own_opd=True)),
        (who("p3m"), QueueReader(confidential=True)),
        (who("admin"), QueueReader(confidential=True)),
        (who("diskominfo"), QueueReader()),
        (who("mayor"), QueueReader()),
        (Identity("user", "x", frozenset({"opd", "mayor"}), "dpu"), QueueReader()),
    ],
)
def test_what_may_be_named_follows_the_role(identity, reader):
    assert reader_of(identity) == reader
