"""Examines one item: clean text, category, place, department and deadlines, each with the evidence for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from command_center.domain.categories import IncidentRule
from command_center.domain.findings import Assignment, Classification, Deadlines, Location
from command_center.domain.inbound import Inbound
from command_center.domain.sla import fix_deadlines
from command_center.domain.text import clean, strip_keyword
from command_center.domain.working_days import wib_day
from command_center.reference.load import Reference
from command_center.services.places import Locator


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found out about an item."""

    subject: str
    text: str
    address: str
    classification: Classification
    category_note: str
    location: Location
    assignment: Assignment
    deadlines: Deadlines


class Examiner:
    """Applies the city's reference data to items; pure but for the caches of its parts."""

    def __init__(self, reference: Reference, locator: Locator) -> None:
        self._reference = reference
        self._locator = locator
        self.incident_rules: Mapping[str, IncidentRule] = {
            category.code: category.incident for category in reference.categories if category.incident is not None
        }

    def examine(self, item: Inbound, received_at: datetime) -> Examined:
        """`received_at` (aware) starts the deadline clock."""
        reference = self._reference
        profile = reference.channels.get(item.channel)
        subject = clean(item.subject)
        text = clean(item.text)
        if profile is not None:
            text = strip_keyword(text, profile.keywords)
        address = clean(item.address)
        said = f"{subject}\n{text}" if subject else text
        classification = reference.classifier.classify(said, item.category)
        location = self._locator.locate(said, item.position, address)
        assignment = reference.router.assign(classification.category, location.kecamatan, item.opd)
        policy = reference.policies.choose(item.policy, profile.policy if profile is not None else "")
        return Examined(
            subject=subject,
            text=text,
            address=address,
            classification=classification,
            category_note=_note(classification),
            location=location,
            assignment=assignment,
            deadlines=fix_deadlines(policy, reference.calendar, received_at, item.report_class),
        )

    def year(self, received_at: datetime) -> int:
        """Year of the tracking number: that of the WIB day of receipt."""
        return wib_day(received_at).year


def _note(found: Classification) -> str:
    if found.chosen_by_sender:
        return "chosen by the sender"
    note = f"score {found.score:g}"
    return f"{note}, next {found.runner_up}" if found.runner_up else note
