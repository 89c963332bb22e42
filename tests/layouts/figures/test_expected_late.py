"""Late cases beside those expected: what is nearly nothing is not written as nothing."""

import pytest

from layouts.figures.expected_late import late_of_expected
from layouts.i18n import words


@pytest.mark.parametrize(
    ("expected", "indonesian", "english"),
    [(14.5, "14,5", "14.5"), (0.05, "0,1", "0.1"), (0.04, "<0,1", "<0.1"), (0.0, "–", "–")],
)
def test_next_to_nothing_is_not_nothing(expected, indonesian, english):
    assert late_of_expected(4, expected, words("id")) == ("4", indonesian)
    assert late_of_expected(4, expected, words("en")) == ("4", english)
