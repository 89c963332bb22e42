"""The call form: what is wrong with it, which call it belongs to, and the delivery that it becomes."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from command_center.casework.call_form import LONGEST, CallForm, Fault, address, belongs_to, delivery, faults
from command_center.domain.calls import Call
from command_center.places.locator import Locator
from tests.reference.shipped import shipped

NOW = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
FORM = CallForm("0123456789abcdef" * 2, kind="normal", caller="0812 2334 455", text="banjir di depan rumah")
CALL = Call("1795301291.17", "+628122334455", "op-01", "", datetime(2026, 11, 22, 2, 28, tzinfo=UTC))


@pytest.fixture(scope="module")
def reference():
    return shipped()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, {}),
        ({"kind": ""}, {"kind": Fault.MISSING}),
        ({"kind": "iseng"}, {"kind": Fault.UNKNOWN}),
        ({"text": ""}, {"text": Fault.MISSING}),
        ({"text": " \n\u200b "}, {"text": Fault.MISSING}),
        ({"kind": "information", "text": ""}, {"text": Fault.MISSING}),
        ({"kind": "prank", "text": ""}, {}),
        ({"kind": "ghost", "text": "", "caller": ""}, {}),
        ({"caller": ""}, {}),
        ({"caller": "112"}, {}),
        ({"caller": "+62 (24) 351-3366"}, {}),
        ({"caller": "0812-abc"}, {"caller": Fault.NO_NUMBER}),
        ({"caller": "08"}, {"caller": Fault.NO_NUMBER}),
        ({"caller": "0812 2334 455 / 0813 9000 1234"}, {"caller": Fault.NO_NUMBER}),
        ({"caller": "٠٨١٢٢٣٣٤٤٥٥"}, {"caller": Fault.NO_NUMBER}),
        ({"name": "a" * (LONGEST["name"] + 1)}, {"name": Fault.TOO_LONG}),
        ({"text": "a" * (LONGEST["text"] + 1)}, {"text": Fault.TOO_LONG}),
        ({"address": "a" * (LONGEST["address"] + 1)}, {"address": Fault.TOO_LONG}),
        ({"kelurahan": "33.74.02.1008", "category": "rob"}, {}),
        ({"kelurahan": "33.74.02"}, {"kelurahan": Fault.UNKNOWN}),
        ({"category": "lain sekali"}, {"category": Fault.UNKNOWN}),
        ({"visibility": "rahasia"}, {}),
        ({"visibility": "semua"}, {"visibility": Fault.UNKNOWN}),
        ({"form_id": "1"}, {"form_id": Fault.UNKNOWN}),
        ({"kind": "", "caller": "x", "text": ""}, {"kind": Fault.MISSING, "caller": Fault.NO_NUMBER}),
    ],
)
def test_what_is_wrong_is_said_by_field(reference, changes, wrong):
    assert faults(replace(FORM, **changes), reference.areas, reference.categories) == wrong


@pytest.mark.parametrize(
    ("form", "call", "belongs"),
    [
        (FORM, CALL, True),
        (FORM, None, False),
        (replace(FORM, caller="0813 9000 1234"), CALL, False),
        (replace(FORM, caller=""), CALL, True),
        (replace(FORM, caller=""), replace(CALL, caller=""), True),
        (FORM, replace(CALL, kind="normal", agent="sari"), True),
        (FORM, replace(CALL, kind="normal", agent="budi"), False),
        (FORM, replace(CALL, kind="normal", agent="sari", form=FORM.form_id), True),
        (replace(FORM, caller="0813 9000 1234"), replace(CALL, kind="normal", form=FORM.form_id), True),
        (FORM, replace(CALL, kind="normal", agent="sari", form="f" * 32), False),
        (FORM, replace(CALL, form="f" * 32), False),
    ],
    ids=[
        "its number",
        "no call",
        "other number",
        "number taken out",
        "withheld",
        "sent again",
        "written by another",
        "its own form",
        "its own form, mended",
        "another form of the same operator",
        "another form that is on its way",
    ],
)
def test_a_form_belongs_to_the_call_it_was_opened_for_and_replaces_nobodys(form, call, belongs):
    assert belongs_to(form, call, "sari") is belongs


def said(form, call, areas):
    return json.loads(delivery(form, call, "sari", areas, NOW).body)


def test_what_is_left_empty_is_left_out(reference):
    assert said(FORM, None, reference.areas) == {
        "call_id": "desk-" + FORM.form_id,
        "caller": "0812 2334 455",
        "kind": "normal",
        "text": "banjir di depan rumah",
        "visibility": "public",
        "operator": "sari",
    }


def test_the_switchboards_call_gives_its_id_and_when_it_began(reference):
    sent = said(FORM, CALL, reference.areas)
    assert (sent["call_id"], sent["at"]) == ("1795301291.17", "2026-11-22T09:28:00+07:00")


def test_the_same_form_is_the_same_delivery_and_a_changed_one_is_not(reference):
    def key(form, call):
        return delivery(form, call, "sari", reference.areas, NOW).delivery_id

    assert key(FORM, None) == key(replace(FORM), None)
    others = [
        key(replace(FORM, text="rob"), None),
        key(replace(FORM, form_id="f" * 32), None),
        key(FORM, CALL),
    ]
    assert len({key(FORM, None), *others}) == 4


def test_a_lone_surrogate_does_not_break_the_delivery(reference):
    assert said(replace(FORM, text="banjir \ud83d"), None, reference.areas)["text"] == "banjir ?"


STREETS = ("", "Jl. Fatmawati Pedurungan", "RT 03 RW 05 Tanjung Mas", "depan kelurahan Miroto, Kec. Semarang Tengah")


@pytest.mark.parametrize("street", STREETS)
def test_the_chosen_kelurahan_outweighs_other_places_that_are_named(reference, street):
    """All 177, "Purwosari" and "Mangunharjo" being two each and seven names being those of kecamatan too."""
    locator = Locator(reference.areas)
    forms = [replace(FORM, address=street, kelurahan=area.code) for area in reference.areas.kelurahan]
    found = locator.locate_many(
        ["banjir di Genuk"] * len(forms), [None] * len(forms), [address(form, reference.areas) for form in forms]
    )
    assert [place.kelurahan for place in found] == [form.kelurahan for form in forms]
