"""Why a report has its category, place and department: the evidence in words, for a reader of a file."""

from collections.abc import Callable

from command_center.domain.findings import AssignedBy, Assignment, Classification, Location, PlaceEvidence
from command_center.domain.inbound import Position
from command_center.domain.wording import Wording

SCORE = Wording("bobot {score:g}", "score {score:g}")
NEXT = Wording("berikutnya {category}", "next {category}")
CHOSEN = Wording("dipilih pengirim", "chosen by the sender")
OUTSIDE = Wording("koordinat {point} di luar kota", "coordinates {point} outside the city")
UNREADABLE = Wording("koordinat tidak terbaca", "coordinates that cannot be read")
BEYOND = Wording("{metres:.0f} m di luar batas", "{metres:.0f} m beyond the limit")
TEXT_NAMES = Wording("teks menyebut {names}", "the text names {names}")
MAYBE = Wording("mungkin juga {names}", "perhaps {names}")
OPD_CHOSEN = Wording("OPD dipilih pengirim", "department chosen by the sender")
OPD_BY_STAFF = Wording("diteruskan oleh petugas", "forwarded by staff")
OPD_BY_ROUTE = Wording("menurut aturan saat laporan diterima", "by the rule of the day of receipt")


def of_category(found: Classification, language: str, quoted: Callable[[str], str] = str) -> str:
    """The words that decided, and by how much; or that the sender chose. `quoted` hides what a reader may not see."""
    if found.chosen_by_sender:
        note = CHOSEN.in_language(language)
    else:
        note = SCORE.in_language(language).format(score=found.score)
        if found.runner_up:
            note += ", " + NEXT.in_language(language).format(category=found.runner_up)
    words = ", ".join(map(quoted, found.words))
    return f"{words} ({note})" if words else note


def of_place(place: Location, evidence: PlaceEvidence, language: str, quoted: Callable[[str], str] = str) -> str:
    """How the place was found, by which part of the text or which coordinates, and what speaks against it.

    `evidence` is that of the place with names for codes; `quoted` hides what a reader may not see of the text.
    """
    basis = ["; ".join(map(quoted, evidence.words))] if evidence.words else []
    if evidence.outside:
        point = _written(evidence.point)
        basis.append(OUTSIDE.in_language(language).format(point=point) if point else UNREADABLE.in_language(language))
    elif evidence.point is not None:
        basis.append(_written(evidence.point))
    against = []
    if evidence.metres_outside:
        against.append(BEYOND.in_language(language).format(metres=evidence.metres_outside))
    if evidence.text_names:
        against.append(TEXT_NAMES.in_language(language).format(names=", ".join(evidence.text_names)))
    if evidence.candidates:
        against.append(MAYBE.in_language(language).format(names=", ".join(evidence.candidates)))
    found = f"{place.found_by}: {'; '.join(basis)}" if basis else str(place.found_by)
    return "; ".join([found, *against])


def of_opd(assignment: Assignment, route: Wording | None, language: str) -> str:
    """Who or what chose the department; `route` are the words of the city's rule, None where it is not known any more."""
    if assignment.by is AssignedBy.SENDER:
        return OPD_CHOSEN.in_language(language)
    if assignment.by in (AssignedBy.STAFF, AssignedBy.TAKEN_BACK, AssignedBy.P3M):
        return OPD_BY_STAFF.in_language(language)
    return (route or OPD_BY_ROUTE).in_language(language)


def _written(point: Position | None) -> str:
    return f"{point.lat:.5f}, {point.lon:.5f}" if point else ""
