"""The page /audit and its file: newest first, filtered by the address, in words, never changed."""

import ast
import itertools
import re
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from command_center.domain.acts import ActKind
from command_center.domain.instructions import InstructionActKind
from command_center.domain.workflow import Status
from command_center.store.audit import Audit, AuditEntry
from command_center.web.people.audit_page import ROWS
from command_center.web.people.frame import words_of
from command_center.web.security.accounts import ROLES
from command_center.web.security.audit import ACTS
from tests.tables import every_case

pytestmark = pytest.mark.usefixtures("quick_passwords")

ROOT = Path(__file__).parents[3]


def text(answer):
    with answer:
        return answer.get_data(as_text=True)


def subjects(page):
    return re.findall(r'href="/audit\?untuk=([^"&]+)"', page)


@pytest.fixture
def filled(house, admin):
    """Ten acts of two people on three reports, after what the sign-in left."""
    audit = Audit(house.db)
    for number in range(10):
        who, act = ("sari", "report.verify") if number % 2 else ("budi", "contact.reveal")
        at = house.clock.at + timedelta(days=number)
        audit.note(AuditEntry(at, who, act, f"LH-2026-{number % 3:06d}", details={"opd": "dpu"}, address="203.0.113.9"))
    return admin


def test_it_is_newest_first_and_in_words(filled):
    page = text(filled.get("/audit"))
    assert subjects(page)[:3] == ["LH-2026-000000", "LH-2026-000002", "LH-2026-000001"]
    assert "kontak pelapor dibuka" in page
    assert "diverifikasi" in page
    assert "203.0.113.9" in page
    assert "contact looked at" in text(filled.get("/audit?bahasa=en"))


def test_the_address_filters(filled):
    def check(query, count):
        page = text(filled.get(f"/audit?{query}"))
        assert len(subjects(page)) == count
        assert ("Tidak ada baris seperti itu." in page) == (count == 0)
        rows = text(filled.get(f"/audit.csv?{query}")).splitlines()[1:]
        assert len(rows) == count

    queries = [
        ("siapa=sari", 5),
        ("tindakan=contact.reveal", 5),
        ("tindakan=contact.", 5),
        ("untuk=LH-2026-000000", 4),
        ("siapa=sari&untuk=LH-2026-000000", 2),
        ("sejak=2026-11-28", 3),
        ("siapa=%20sari%20", 5),
        ("siapa=sar", 0),
        ("siapa=%25", 0),
        ("untuk=%27+OR+1=1+--", 0),
    ]
    every_case(check, queries)


def test_more_than_a_page_is_paged_without_losing_a_row(house, admin):
    audit = Audit(house.db)
    for number in range(2 * ROWS + 5):
        audit.note(AuditEntry(house.clock.at, "sari", "report.verify", f"r{number}"))
    address, seen = "/audit?siapa=sari", []
    while address:
        page = text(admin.get(address))
        found = subjects(page)
        assert len(found) <= ROWS
        seen += found
        audit.note(AuditEntry(house.clock.at, "sari", "report.verify", "later"))
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = older[1].replace("&amp;", "&") if older else ""
    assert seen == [f"r{number}" for number in reversed(range(2 * ROWS + 5))]


def test_a_date_that_is_none_is_told(filled):
    def check(day):
        answer = filled.get("/audit", query_string={"sejak": day})
        page = text(answer)
        assert answer.status_code == 400
        assert "Tanggal ini tidak terbaca." in page
        assert len(subjects(page)) > 9

    every_case(check, [("yesterday",), ("2026-13-01",), ("0000-01-01",), ("99999-01-01",), ("2026-11-21'",)])


def test_a_page_that_there_is_not_is_the_first(filled):
    def check(before):
        assert len(subjects(text(filled.get("/audit", query_string={"sebelum": before})))) >= 10

    every_case(check, [("",), ("x",), ("-1",), ("9" * 40,), ("١",)])


def test_what_somebody_wrote_does_nothing_in_the_page_or_the_file(house, admin):
    evil = "<script>alert(1)</script>"
    Audit(house.db).note(AuditEntry(house.clock.at, "=cmd|' /C calc'!A0", "x.y", evil, details={"why": evil}))
    page = text(admin.get("/audit"))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    file = text(admin.get("/audit.csv?tindakan=x"))
    assert "'=cmd" in file
    assert f'action="{evil}"' not in text(admin.get("/audit", query_string={"siapa": evil, "tindakan": evil}))


def test_taking_the_file_is_an_act_itself(filled, house):
    answer = filled.get("/audit.csv?siapa=sari")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    answer.close()
    (row,) = house.audited("export.take")
    assert (row.who, row.subject, row.details["asked"]) == ("dewi", "audit.csv", {"siapa": "sari"})


def test_there_is_no_way_to_change_it(filled, house):
    def check(method, address):
        before = len(house.audited())
        assert filled.open(address, method=method).status_code in (403, 405)
        assert len(house.audited("contact")) == 5
        assert len(house.audited()) >= before

    every_case(check, itertools.product(("POST", "PUT", "PATCH", "DELETE"), ("/audit", "/audit.csv")))


@cache
def acts_in_the_code():
    """Every act that the program keeps: those that are written out, and those made of a kind."""
    found = (
        set(ACTS.values())
        | {f"report.{kind}" for kind in ActKind}
        | {f"instruction.{kind}" for kind in InstructionActKind}
    )
    for room in ("command_center", "program", "data_sources", "callbacks"):
        for file in (ROOT / room).rglob("*.py"):
            text = file.read_text("utf-8")
            if not re.search(r"(AuditEntry|entry|_changed)\(", text):
                continue
            for call in ast.walk(ast.parse(text)):
                if not isinstance(call, ast.Call):
                    continue
                name = getattr(call.func, "id", getattr(call.func, "attr", ""))
                if name in ("AuditEntry", "_entry", "entry", "_changed"):
                    for each in call.args:
                        if isinstance(each, ast.Constant) and isinstance(each.value, str):
                            found |= {each.value} if re.fullmatch(r"[a-z]+(\.[a-z_]+)+", each.value) else set()
    return found


@pytest.mark.parametrize("language", ["id", "en"])
def test_there_are_words_for_every_act_that_the_program_keeps(language):
    words = words_of(language)
    known = {f"{kind}.{name}" for kind, acts in words["acts"].items() for name in acts}
    assert len(acts_in_the_code()) > 20
    assert acts_in_the_code() - known == set()
    assert words["acts"].keys() == words["act_groups"].keys()


def test_what_is_kept_as_a_code_is_read_in_words(house, admin):
    kept = {
        "status": ("forwarded", "didisposisikan"),
        "opd": ("dpu", "Dinas Pekerjaan Umum"),
        "roles": (["opd_staff", "p3m"], "Staf OPD, P3M"),
        "category": ("jalan_rusak", "Jalan rusak"),
        "visibility": ("anonim", "anonim"),
        "report_class": ("information", "permintaan informasi"),
        "act": ("split_message", "pesan dipisah"),
        "masked": (True, "ya"),
        "label": ("kata kota sendiri", "kata kota sendiri"),
    }
    for key, (code, _) in kept.items():
        Audit(house.db).note(AuditEntry(house.clock.at, "sari", "report.correct", f"kode-{key}", details={key: code}))
    page = text(admin.get("/audit"))

    def check(key, code, told):
        row = re.sub(r"<[^>]+>", " ", page.partition(f"untuk=kode-{key}")[2].partition("</tr>")[0])
        assert told in row
        assert told == str(code) or str(code) not in row.split()

    every_case(check, [(key, code, told) for key, (code, told) in kept.items()])


@pytest.mark.parametrize("language", ["id", "en"])
def test_there_are_words_for_every_status_and_role(language):
    words = words_of(language)
    assert words["status"].keys() == {str(status) for status in Status}
    assert words["roles"].keys() == set(ROLES)
