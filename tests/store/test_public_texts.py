"""Public texts are masked once and kept, and never shown as other rules or another text would have them."""

import threading

import pytest
from sqlalchemy import insert, select, text, update

from command_center.errors import StoreUnavailable
from command_center.store import public_texts as module
from command_center.store.public_reports import PublicReports, PublicSearch
from command_center.store.tables import public_texts, reporters, reports
from tests.store.report_rows import report_row

PLACES = frozenset({("candi",), ("genuk",)})


def add(db, number, reporter="", **columns):
    row = report_row(id=number, number=f"LH-2026-{number:06d}", **columns)

    def work(connection):
        connection.execute(insert(reports), [row])
        if reporter:
            person = {"report_id": number, "channel": "sms", "key": "k", "name": reporter, "contact": ""}
            connection.execute(insert(reporters), [person])

    db.write(work)


def kept(db):
    with db.read() as connection:
        return {row.report_id: row.description for row in connection.execute(select(public_texts))}


def said(public):
    return {int(report.number[-6:]): report.description for report in public.find(PublicSearch())}


@pytest.fixture
def masked(monkeypatch):
    """Every text that is masked, in order."""
    seen = []

    def counted(texts, names=(), places=frozenset()):
        seen.extend(texts)
        return real(texts, names, places)

    real = module.mask_together
    monkeypatch.setattr(module, "mask_together", counted)
    return seen


def test_a_text_is_masked_once_and_kept(db, masked):
    public = PublicReports(db)
    add(db, 1, text="hub 081227114381")
    assert said(public) == {1: "hub [nomor]"}
    assert kept(db) == {1: "hub [nomor]"}
    masked.clear()
    assert said(public) == {1: "hub [nomor]"}
    assert said(PublicReports(db)) == {1: "hub [nomor]"}
    assert masked == []


@pytest.mark.parametrize(
    "change", [{"text": "hub 081325557781 saja"}, {"subject": "Lampu"}, {"address": "Jl. Kelud, 081325557781"}]
)
def test_a_corrected_text_is_never_shown_as_it_was_kept(db, change):
    public = PublicReports(db)
    add(db, 1, text="hub 081227114381")
    said(public)
    db.write(lambda connection: connection.execute(update(reports).values(change)))
    (report,) = public.find(PublicSearch())
    assert (
        report.description
        == {
            "text": "hub [nomor] saja",
            "subject": "Lampu\n\nhub [nomor]",
            "address": "hub [nomor]",
        }[next(iter(change))]
    )
    assert report.address == ("Jl. Kelud, [nomor]" if "address" in change else "")
    assert kept(db)[1] == report.description


def test_a_name_that_is_known_later_is_masked(db):
    public = PublicReports(db)
    add(db, 1, text="kata Xanthippe lampu mati", reporter="")
    assert said(public) == {1: "kata Xanthippe lampu mati"}
    person = {"report_id": 1, "channel": "sms", "key": "k", "name": "Xanthippe", "contact": ""}
    db.write(lambda connection: connection.execute(insert(reporters), [person]))
    assert said(public) == {1: "kata [nama] lampu mati"}


def test_other_rules_mask_anew(db, monkeypatch):
    add(db, 1, text="Laporan dari Candi: banjir")
    assert said(PublicReports(db)) == {1: "Laporan dari [nama]: banjir"}
    assert said(PublicReports(db, PLACES)) == {1: "Laporan dari Candi: banjir"}
    monkeypatch.setattr(module, "RULES", "later")
    later = PublicReports(db, PLACES)
    assert later.texts.rules != PublicReports(db).texts.rules
    assert later.texts.keep_next() == 1


@pytest.mark.parametrize(
    "reporter", ["Info Genuk", "Air Bersih", "Candi", "Warga Peduli", "Admin", "Jalan Rusak", "Ibu"]
)
def test_a_sender_whose_name_is_none_masks_no_word(db, reporter):
    text = "Banjir di Candi, air bersih mati, warga Genuk peduli, jalan rusak, info ibu admin"
    add(db, 1, text=text, reporter=reporter)
    assert said(PublicReports(db, PLACES)) == {1: text}


def test_the_keeper_masks_what_came_in_and_what_there_was(db, masked):
    for number in range(1, 6):
        add(db, number, text=f"lapor {number}, hub 081227114381")
    texts = PublicReports(db).texts
    assert texts.keep_next() == 5
    assert kept(db) == {number: f"lapor {number}, hub [nomor]" for number in range(1, 6)}
    assert texts.keep_next() == 0
    add(db, 6)
    assert texts.keep_next() == 1
    masked.clear()
    said(PublicReports(db))
    assert masked == []
    # After a restart it goes on from where it was; by other rules it begins anew.
    assert PublicReports(db).texts.keep_next() == 0
    assert PublicReports(db, PLACES).texts.keep_next() == 6


def test_the_keeper_runs_beside_until_it_is_stopped(db):
    stop = threading.Event()
    texts = PublicReports(db).texts
    thread = threading.Thread(target=texts.keep, args=(stop,))
    thread.start()
    try:
        add(db, 1, text="hub 081227114381")
        db.appended.ring()
        waited = threading.Event()
        for _ in range(600):
            if kept(db):
                break
            waited.wait(0.05)
        assert kept(db) == {1: "hub [nomor]"}
    finally:
        stop.set()
        thread.join(timeout=30)
    assert not thread.is_alive()


def test_many_who_ask_at_once_mask_each_text_once(db, masked):
    for number in range(1, 21):
        add(db, number, text=f"lapor {number} hub 081227114381")
    public = PublicReports(db)
    start = threading.Barrier(8)
    answers = []

    def ask():
        start.wait()
        answers.append(said(public))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert all(answer == answers[0] for answer in answers)
    # A text and an address each.
    assert len(masked) == 40


def test_a_reader_is_answered_where_nothing_can_be_written(sqlite_db):
    add(sqlite_db, 1, text="hub 081227114381")
    sqlite_db.write(
        lambda connection: connection.execute(
            text("CREATE TRIGGER away BEFORE INSERT ON public_texts BEGIN INSERT INTO nowhere VALUES (1); END")
        )
    )
    assert said(PublicReports(sqlite_db)) == {1: "hub [nomor]"}
    assert kept(sqlite_db) == {}


def test_one_who_asks_is_not_made_to_wait_for_many_long_texts(db, masked, monkeypatch):
    monkeypatch.setattr(module, "CHARS_OF_A_READER", 250)
    for number in range(1, 8):
        add(db, number, text="hub 081227114381 " + "x" * 83)
    public = PublicReports(db)
    for waiting in (4, 1):
        with pytest.raises(StoreUnavailable, match=f"{waiting} texts are still to be masked"):
            said(public)
    assert len(said(public)) == 7
    # A text and an address each, once.
    assert len(masked) == 14
