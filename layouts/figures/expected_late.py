"""Late cases beside those that were to be expected, in words: also where nothing is to be compared with."""

from command_center.methods.fairness import Standard
from layouts.i18n import Words

SMALLEST = 0.05
"""What is less would be written as 0, which it is not."""


def late_of_expected(late: int, expected: float, words: Words) -> tuple[str, str]:
    """("28", "14,5") and the like: a dash for the second where nothing is expected, "<0,1" for next to nothing."""
    if not expected:
        return words.number(late), words.entries["format.none"]
    if expected < SMALLEST:
        return words.number(late), words("expected.below", n=words.number(0.1))
    return words.number(late), words.number(expected)


def nothing_expected(standard: Standard, cases: int, expected: float, words: Words) -> str:
    """Why there is no ratio: no case was late in what it is measured by. "" where there is one, or no such measure."""
    if expected or not cases or standard is Standard.NONE:
        return ""
    return words(f"expected.none_{standard}")
