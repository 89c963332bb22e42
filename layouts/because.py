"""Why intake found what it found: evidence as data, put into the words of the screen's language."""

from collections.abc import Sequence

from command_center.domain.findings import AssignedBy, PlaceEvidence
from command_center.domain.wording import Wording
from layouts.i18n import Words


def category_because(found: Sequence[str], words: Words) -> str:
    """The words of the text that decided the category."""
    return words("because.category_words", words=", ".join(map(quoted, found)))


def place_because(evidence: PlaceEvidence, words: Words) -> str:
    """What decided the place, "" where nothing did. The evidence has names of areas for their codes."""
    found = []
    if evidence.words:
        found.append(words("because.place_words", words=quoted("; ".join(evidence.words))))
    if evidence.outside and evidence.point is None:
        found.append(words("because.point_unreadable"))
    elif evidence.outside:
        found.append(words("because.point_outside"))
    elif evidence.point is not None:
        found.append(words("because.point"))
    return "; ".join(found)


def place_doubts(evidence: PlaceEvidence, words: Words) -> list[str]:
    """What speaks against the place, a sentence each."""
    doubts = []
    if evidence.metres_outside:
        doubts.append(words("because.metres_outside", n=round(evidence.metres_outside)))
    if evidence.text_names:
        doubts.append(words("because.text_names", names=", ".join(evidence.text_names)))
    if evidence.candidates:
        doubts.append(words("because.candidates", names=", ".join(evidence.candidates)))
    return doubts


def opd_because(by: AssignedBy, rule: Wording | None, words: Words) -> str:
    """Who chose the department; `rule` is the city's own wording of the rule that did, None where it is gone."""
    if by is AssignedBy.ROUTE and rule is not None:
        return rule.in_language(words.language)
    return words(f"because.opd_{by}")


def quoted(text: str) -> str:
    """Somebody's own words."""
    return f"“{text}”"
