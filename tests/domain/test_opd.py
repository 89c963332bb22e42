"""Which OPD acts: the sender's choice, else the route of the kecamatan, else the one of the whole city."""

import pytest

from command_center.domain.findings import AssignedBy, Assignment
from command_center.domain.opd import Opd, Route, Router, categories_without_route
from command_center.domain.wording import Wording

ROUTER = Router(
    (
        Opd("dpu", Wording("Dinas Pekerjaan Umum", "Public Works"), "DPU", ("bina marga",)),
        Opd("satpol_pp", Wording("Satuan Polisi Pamong Praja", "Municipal Police"), "Satpol PP"),
        Opd("lama", Wording("Dinas Lama", "Old Office"), "Lama", active=False),
    ),
    (
        Route("jalan_rusak", "dpu", Wording("jalan kota", "city roads")),
        Route("pkl", "dpu", Wording("di mana pun", "anywhere")),
        Route("pkl", "satpol_pp", Wording("di pusat", "in the centre"), ("33.74.01", "33.74.02")),
    ),
)


@pytest.mark.parametrize(
    ("category", "kecamatan", "chosen", "opd", "rule"),
    [
        ("jalan_rusak", "", "", "dpu", "jalan kota"),
        ("jalan_rusak", "33.74.01", "", "dpu", "jalan kota"),
        ("pkl", "", "", "dpu", "di mana pun"),
        ("pkl", "33.74.02", "", "satpol_pp", "di pusat"),
        ("pkl", "33.74.03", "", "dpu", "di mana pun"),
        ("jalan_rusak", "", "satpol_pp", "satpol_pp", None),
        ("jalan_rusak", "", "SATUAN POLISI PAMONG PRAJA Kota Semarang", "satpol_pp", None),
        ("pkl", "33.74.01", "Bina Marga", "dpu", None),
        ("jalan_rusak", "", "tidak dikenal", "dpu", "jalan kota"),
        ("jalan_rusak", "", "lama", "dpu", "jalan kota"),
    ],
)
def test_the_route(category, kecamatan, chosen, opd, rule):
    assigned = ROUTER.assign(category, kecamatan, chosen)
    words = ROUTER.reason(assigned)
    assert (assigned.opd, words and words.id) == (opd, rule)
    assert assigned.by is (AssignedBy.ROUTE if rule else AssignedBy.SENDER)


def test_a_category_without_a_route_is_an_error_not_a_guess():
    with pytest.raises(KeyError):
        ROUTER.assign("tidak_ada")
    assert categories_without_route(ROUTER.routes, ["pkl", "rob"]) == ("rob",)


def test_an_old_office_keeps_its_name():
    old = ROUTER.find("Dinas Lama")
    assert old is not None
    assert old.code == "lama"
    assert ROUTER.find("") is None


@pytest.mark.parametrize(
    ("assignment", "words"),
    [
        (Assignment("satpol_pp", AssignedBy.ROUTE, "pkl", "33.74.02"), "in the centre"),
        (Assignment("dpu", AssignedBy.ROUTE, "pkl", "33.74.03"), "anywhere"),
        # The rule leads elsewhere since, or is gone: nobody knows what it said.
        (Assignment("lama", AssignedBy.ROUTE, "pkl", "33.74.02"), None),
        (Assignment("dpu", AssignedBy.ROUTE, "rob", ""), None),
        (Assignment("dpu", AssignedBy.STAFF), None),
        (Assignment("dpu", AssignedBy.SENDER), None),
    ],
)
def test_the_words_of_the_rule_are_those_of_today_where_it_still_leads_there(assignment, words):
    found = ROUTER.reason(assignment)
    assert (found and found.en) == words
