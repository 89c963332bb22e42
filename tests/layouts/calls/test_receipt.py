"""The receipt of a form: a deadline that a decree may still move is called provisional."""

from dataclasses import replace

from layouts.figures.call_receipt import call_receipt
from layouts.i18n import words
from tests.layouts.calls_sample import FOUND
from tests.layouts.reading import words_of
from tests.layouts.sample_view import STYLES


def test_a_provisional_deadline_is_called_so():
    assert "sementara" in words_of(call_receipt(replace(FOUND, provisional=True), STYLES, words("id")))
    assert "sementara" not in words_of(call_receipt(replace(FOUND, provisional=False), STYLES, words("id")))
