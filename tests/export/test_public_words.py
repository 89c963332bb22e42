"""Who may not see personal data sees none of it in a reason either: reasons quote only what stands in the masked text."""

from datetime import UTC

import pytest

from command_center.domain.masking import place_words
from command_center.export.public_words import HIDDEN
from command_center.export.rows import export_row
from tests.domain.reports import a_report
from tests.reference.shipped import shipped
from tests.store.report_rows import place_because

REFERENCE = shipped()
PLACES = place_words(REFERENCE.areas)


def row(masked=True, name="", words=(), place=(), **columns):
    report = a_report(
        category_because={"words": list(words), "score": 3.0, "runner_up": "", "chosen_by_sender": False},
        place_because=place_because(words=list(place)),
        **columns,
    )
    return export_row(report, REFERENCE, UTC, masked=masked, numbers={}, name=name, places=PLACES)


def test_a_reason_quotes_what_stands_in_the_masked_text():
    shown = row(text="rob di Tambak Lorok", words=["rob"], place=["Tambak Lorok"])
    assert shown["category_because"].startswith("rob (")
    assert "Tambak Lorok" in shown["place_because"]


@pytest.mark.parametrize(
    ("text", "name", "words", "place", "secret"),
    [
        ("nama saya Rob Kenthus, jalan rusak", "", ["Rob"], [], "Rob "),
        ("nama saya Candi Kurnia, jalan rusak", "", [], ["Candi"], "Candi"),
        ("jalan rusak, salam dari Wangsadita", "Wangsadita", [], ["Wangsadita"], "Wangsadita"),
        ("jalan rusak, hub 0812 3344 5566", "", [], ["0812 3344 5566"], "0812"),
    ],
)
def test_a_reason_hides_what_the_text_hides(text, name, words, place, secret):
    shown = row(text=text, name=name, words=words, place=place)
    reasons = shown["category_because"] + " " + shown["place_because"]
    assert secret not in shown["text"]
    assert secret not in reasons
    assert HIDDEN in reasons
    assert secret in row(masked=False, text=text, words=words, place=place)["text"]


def test_a_name_that_one_text_gives_away_is_hidden_in_the_others():
    shown = row(subject="Kenthus minta lampu", text="nama saya Kenthus, lampu padam", address="rumah kenthus")
    assert shown["subject"] == "[nama] minta lampu"
    assert "kenthus" not in str(shown).lower()


def test_a_signature_at_the_end_of_a_text_is_hidden():
    assert row(subject="Lampu padam", text="lampu padam\nterima kasih\nwangsadita")["text"].endswith("[nama]")
