"""The desk's page in every state, language and theme."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from plotly.utils import PlotlyJSONEncoder

from command_center.casework.call_form import CallForm, Fault
from command_center.domain.calls import CallState, Standing
from command_center.domain.findings import PlaceEvidence
from command_center.domain.inbound import CallKind
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Stage
from command_center.settings import read_settings
from layouts.calls import ids
from layouts.calls.config import calls_config
from layouts.calls.form import BLANK, FIELDS, KINDS, SPELLS_ERROR
from layouts.calls.page import calls_page, facts
from layouts.calls.phone import phone_choices, phone_note
from layouts.figures.call_list import call_list, local_number
from layouts.figures.call_receipt import call_receipt, due_day, in_groups, no_receipt, said
from layouts.figures.switchboard_line import TROUBLES, switchboard_line
from layouts.figures.written_calls import written_calls
from layouts.i18n import LANGUAGES, words
from layouts.theme import THEMES
from layouts.visit import NavigationEntry, Visit
from tests.layouts.calls_sample import (
    AS_OF,
    BUSY,
    CALLS,
    CONNECTED,
    EMPTY,
    FOUND,
    RECEIPTS,
    REFUSED,
    STYLES,
    UNSEATED,
    VIEWS,
    WRITTEN,
    config,
)
from tests.layouts.reading import classed, every, page_of, words_of
from tests.reference.shipped import shipped

ID = words("id")


@dataclass(frozen=True)
class Entry:
    path: str
    key: str
    title: str
    libraries: tuple[str, ...] = ("mantine",)


DESK, WALL = Entry("/panggilan", "calls", "calls.page_name"), Entry("/wall", "wall", "wall.page_name")


def made(view=BUSY, language="id", theme="gelap", pages=(DESK, WALL), simulated=False):
    links = [NavigationEntry(page.key, page.title, page.path) for page in pages]
    visit = Visit(DESK, links, "sari", "Lapor Hendi", simulated, words(language), theme, {})
    return calls_page(view, config(), visit, "f" * 32)


def sent(part):
    return json.loads(json.dumps(part, cls=PlotlyJSONEncoder))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_page_can_be_sent_in_every_state_language_and_theme(view, language, theme):
    text = json.dumps(sent(made(VIEWS[view], language, theme)))
    assert words(language)("calls.title") in text
    assert THEMES[theme][0] in text


def test_every_id_of_the_page_is_the_desks_and_given_once():
    given = [one.id for one in every(made()) if getattr(one, "id", None)]
    assert len(given) == len(set(given))
    assert {page_of(one) for one in given if one != "shell-main"} == {"calls"}
    assert set(FIELDS.values()) < set(given)


def test_every_field_of_the_form_has_an_input_and_a_blank_value():
    assert set(FIELDS) == set(BLANK) == set(CallForm.__slots__) - {"form_id", "call_id"}
    inputs = {one.id: one for one in every(made()) if getattr(one, "id", None) in FIELDS.values()}
    assert len(inputs) == len(FIELDS)
    for name, component in FIELDS.items():
        assert (getattr(inputs[component], "value", None) or "") == (BLANK[name] or ""), name


def test_the_kinds_have_the_keys_one_to_four():
    assert tuple(str(kind) for kind in CallKind) == KINDS
    (group,) = [one for one in every(made()) if getattr(one, "id", "") == ids.KIND]
    cards = classed(group, "calls-kind-card")
    assert [card.value for card in cards] == list(KINDS)
    assert [card.label[0].children for card in cards] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_kind_fault_and_stage_has_words(language):
    said_of = words(language)
    for kind in CallKind:
        assert said_of(f"calls.kind.{kind}")
        assert said_of(f"calls.kind.{kind}_hint")
    for each in Visibility:
        assert said_of(f"calls.visibility.{each}")
    for state in CallState:
        assert said_of(f"calls.call_state.{state}")
    for stage in Stage:
        assert said_of(f"calls.receipt.due_{stage}")
    possible = {
        ("kind", Fault.MISSING),
        ("kind", Fault.UNKNOWN),
        ("caller", Fault.NO_NUMBER),
        ("caller", Fault.TOO_LONG),
        ("name", Fault.TOO_LONG),
        ("text", Fault.MISSING),
        ("text", Fault.TOO_LONG),
        ("address", Fault.TOO_LONG),
        ("kelurahan", Fault.UNKNOWN),
        ("category", Fault.UNKNOWN),
    }
    assert {name for name, _ in possible} == set(SPELLS_ERROR)
    for name, fault in possible:
        assert said_of(f"calls.fault.{name}_{fault}", n=5)


def test_namesakes_among_kelurahan_are_told_apart():
    offered = [each.label for each in calls_config(shipped(), read_settings(demo=False)).kelurahan]
    assert len(offered) == len(set(offered)) == 177
    assert {"Purwosari · Mijen", "Purwosari · Semarang Utara"} <= set(offered)


def test_a_demo_says_simulasi():
    assert "SIMULASI" in words_of(made(simulated=True))
    assert "SIMULASI" not in words_of(made())


def test_the_head_leads_to_the_pages_of_this_person_and_out():
    def links(page):
        return {one.href.partition("?")[0] for one in every(classed(page, "work-head")) if getattr(one, "href", None)}

    assert links(made()) == {"/panggilan", "/wall", "/saya", "/keluar"}
    assert links(made(EMPTY, pages=[DESK])) == {"/panggilan", "/saya", "/keluar"}


def test_who_uses_the_keyboard_can_skip_the_head():
    (skip,) = classed(made(), "work-skip")
    assert skip.href == "#shell-main"
    (main,) = [one for one in every(made()) if getattr(one, "id", "") == "shell-main"]
    assert main.tabIndex == -1, "a part that cannot be focused is only scrolled to"


def test_each_way_in_which_the_server_may_fail_to_answer_says_where_to_go():
    told = classed(made(), "work-told")
    ways = {
        name: [one.href for one in every(classed(told, f"work-told-{name}")) if getattr(one, "href", None) is not None]
        for name in ("ended", "denied", "unanswered")
    }
    assert ways == {"ended": ["/masuk"], "denied": ["/"], "unanswered": [""]}
    assert len(told) == len(ways)
    assert {one.role for one in told} == {"alert"}


# --- calls ------------------------------------------------------------------------------------------------------------


def test_each_call_shows_number_state_and_age():
    rows = call_list(CALLS, ID)
    assert [words_of(row) for row in rows] == [
        "0812 2334 455 berdering",
        "0812 2334 455 antre",
        "024 351 3366 tersambung · op-01",
        "0812 2334 455 tersambung",
        "0812 2334 455 antre",
        "0812 2334 455 tersambung · op-02",
        "tanpa nomor tak terjawab",
        "0812 2334 455 selesai · op-02",
        "0812 2334 455 sudah dicatat sari",
        "0812 2334 455 selesai (disimpulkan) · op-01",
    ]
    told = [sent(row)["props"] for row in rows]
    assert {each["data-call"] for each in told} == {call.call_id for call in CALLS}
    assert [each["data-call"] for each in told if each["data-written"] == "yes"] == ["written"]
    (age,) = classed(rows[0], "calls-age")
    assert sent(age)["props"]["data-at"] == CALLS[0].started_at.isoformat()


def test_who_waits_stands_above_all_that_came_and_went_meanwhile():
    waits = replace(CALLS[1], call_id="waits", started_at=CALLS[-1].started_at)
    rows = call_list([*(call for call in CALLS if call.ended_at or call.written), waits], ID)
    assert [sent(row)["props"]["data-call"] for row in rows] == ["waits", "missed", "ended", "written", "lost"]


def test_without_a_switchboard_the_list_says_what_to_do():
    assert words_of(call_list([], ID)) == "Belum ada panggilan Isi nomor sendiri."


@pytest.mark.parametrize(
    ("number", "local"),
    [
        ("+628122334455", "0812 2334 455"),
        ("+6281390001234", "0813 9000 1234"),
        ("+6281234567890", "0812 3456 7890"),
        ("+62812345678901", "0812 3456 78901"),
        ("+62243513366", "024 351 3366"),
        ("+62247612345", "024 761 2345"),
        ("+6591234567", "+6591234567"),
        ("112", "112"),
        ("anonymous", "anonymous"),
        ("", ""),
    ],
)
def test_numbers_are_written_as_people_here_say_them(number, local):
    assert local_number(number) == local


def test_the_browser_is_told_which_call_to_take_and_what_changed():
    told = facts(BUSY)
    assert told["suggested"] == {"id": "mine", "number": "0812 2334 455"}
    assert told["unwritten"] == ["mine"]
    assert {name: told["standing"][name] for name in ("mine", "answered", "ended", "lost", "queued")} == {
        "mine": "here",
        "answered": "elsewhere",
        "ended": "ended",
        "lost": "ended",
        "queued": "here",
    }
    assert facts(EMPTY)["suggested"] is None
    later = replace(BUSY, as_of=AS_OF + timedelta(seconds=2))
    assert (facts(later)["callsKey"], facts(later)["writtenKey"]) == (told["callsKey"], told["writtenKey"])
    assert facts(replace(BUSY, calls=CALLS[1:]))["callsKey"] != told["callsKey"]
    assert facts(replace(BUSY, written=WRITTEN[1:]))["writtenKey"] != told["writtenKey"]


# --- phone and switchboard --------------------------------------------------------------------------------------------


def test_the_operator_sees_which_phone_is_the_own_one_and_who_has_the_others():
    assert [each["label"] for each in phone_choices(BUSY, ID)] == ["op-01 · dipakai budi", "op-02", "op-03"]
    assert phone_note(BUSY, ID) == []


@pytest.mark.parametrize(
    ("view", "said_of"),
    [
        (UNSEATED, "Pilih telepon Anda. Sebelum dipilih, nomor penelepon tidak terisi sendiri."),
        (VIEWS["no phones"], "Sentral belum menyebut telepon operator: nomor penelepon tidak terisi sendiri."),
        (EMPTY, ""),
    ],
)
def test_a_desk_whose_phone_nobody_knows_says_so(view, said_of):
    assert words_of(phone_note(view, ID)) == said_of


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (CONNECTED, "Sentral tersambung sejak 08.30 · terakhir terdengar 09.29"),
        (replace(CONNECTED, heard_at=None), "Sentral tersambung sejak 08.30 · belum ada kabar"),
        (
            replace(CONNECTED, since=CONNECTED.since - timedelta(days=3)),
            f"Sentral tersambung sejak {ID.date_short((CONNECTED.since - timedelta(days=3)).date())} 08.30 · terakhir terdengar 09.29",
        ),
        (REFUSED, "Sentral menolak sandi kami sejak 09.30: hubungi admin (AMI_URL)"),
        (
            replace(REFUSED, word="waiting", trouble="no_queue"),
            "Sentral belum memuat modul antrean sejak 09.30: dicoba lagi",
        ),
        (replace(REFUSED, word="starting", trouble=""), "Sentral: sedang menyambung"),
        (None, ""),
    ],
)
def test_how_the_line_to_the_switchboard_is_stands_on_the_desk(state, told):
    assert words_of(switchboard_line(state, ID, AS_OF)) == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_of_the_switchboard_and_every_doubt_has_words(language):
    said_of = words(language)
    for trouble in TROUBLES:
        assert "09.30" in said_of(f"calls.line.trouble_{trouble}", time="09.30")
    for stands in set(Standing) - {Standing.HERE}:
        assert "0812" in said_of(f"calls.doubt.caller_{stands}", number="0812", current="0813")
        assert "{number}" in said_of.section("calls.standing")[stands]


# --- receipt ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RECEIPTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_receipt_can_be_shown(name, language):
    assert words_of(call_receipt(RECEIPTS[name], STYLES, words(language)))


def test_the_number_is_large_grouped_and_said():
    shown = call_receipt(FOUND, STYLES, ID)
    assert [
        words_of(classed(shown, name)) for name in ("calls-number-title", "calls-number", "calls-number-groups")
    ] == [
        "Bacakan kepada pelapor",
        "LH-2026-000123",
        "LH · 2026 · 000 · 123",
    ]
    assert words_of(classed(shown, "calls-number-said")) == "nol nol nol, satu dua tiga"


@pytest.mark.parametrize(
    ("number", "groups", "spoken"),
    [
        ("LH-2026-000123", "LH · 2026 · 000 · 123", "nol nol nol, satu dua tiga"),
        ("LH-2027-1234567", "LH · 2027 · 1234 · 567", "satu dua tiga empat, lima enam tujuh"),
    ],
)
def test_a_number_is_said_digit_by_digit(number, groups, spoken):
    assert in_groups(number) == groups
    assert said(number, ID) == spoken


def test_what_was_found_comes_with_its_reasons():
    (found,) = classed(call_receipt(FOUND, STYLES, ID), "calls-found")
    text = words_of(found)
    for part in (
        "Rob dari kata “rob”, “air laut”",
        "Tanjung Mas, Semarang Utara dipilih operator",
        "DPU · Dinas Pekerjaan Umum Rob: bidang drainase DPU",
        "Jumat, 4 Desember 2026 batas menjawab · dijawab paling lama 10 hari kerja",
    ):
        assert part in text
    english = words_of(classed(call_receipt(FOUND, STYLES, words("en")), "calls-found"))
    assert "Tidal flood" in english
    assert "Public Works Department" in english
    assert "Friday, 4 December 2026" in english


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"category_chosen": True}, "Rob dipilih operator"),
        ({"words": ()}, "isi belum menyebut jenis masalahnya"),
        ({"kelurahan": "", "place_chosen": False}, "Kecamatan Semarang Utara"),
        ({"kelurahan": "", "kecamatan": "", "place_chosen": False}, "belum diketahui"),
        ({"place_chosen": False, "place_because": PlaceEvidence(words=("Jl Fatmawati",))}, "dari “Jl Fatmawati”"),
        (
            {"place_chosen": False, "place_because": PlaceEvidence(candidates=("Pedurungan",))},
            "Mungkin juga Pedurungan.",
        ),
        ({"place_chosen": False, "place_differs": "Miroto (Semarang Tengah)"}, "Pilihan Anda Miroto"),
        ({"due_at": None, "due_stage": ""}, "tanpa tenggat"),
        ({"opd_label": None}, "OPD DPU Rob"),
    ],
)
def test_what_is_open_is_said(changes, told):
    assert told in words_of(call_receipt(replace(FOUND, **changes), STYLES, ID))


def test_a_term_that_ends_within_a_day_says_the_hour():
    assert due_day(FOUND.due_at, ID) == "Jumat, 4 Desember 2026"
    assert due_day(FOUND.due_at - timedelta(hours=6), ID) == "Jumat, 4 Desember 2026, 17.59 WIB"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("counted", "Iseng: sudah dihitung"),
        ("waiting", "Tersimpan, nomor menyusul"),
        ("refused", "Tersimpan, tetapi belum menjadi laporan"),
    ],
)
def test_a_form_without_a_number_says_what_became_of_it(name, title):
    shown = call_receipt(RECEIPTS[name], STYLES, ID)
    assert words_of(classed(shown, "calls-told-title")) == title
    assert not classed(shown, "calls-number")
    assert words_of(classed(no_receipt(ID), "calls-told-title")) == "Nomor laporan muncul di sini"


def test_the_last_calls_are_listed_with_what_they_became():
    (listed,) = written_calls(WRITTEN, STYLES, ID)
    assert [words_of(line) for line in listed.children] == [
        "09.30 000123 Rob · Tanjung Mas",
        "09.21 Iseng dihitung",
        "09.18 Normal nomor menyusul",
        "09.10 000120 gone",
    ]
    assert words_of(written_calls([], STYLES, ID)) == "Belum ada yang Anda catat."
