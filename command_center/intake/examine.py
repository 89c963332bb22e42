"""Examines one item: clean text, category, place, department and deadlines, each with the evidence for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from command_center.domain.categories import IncidentRule
from command_center.domain.conversations import MessageKind
from command_center.domain.findings import Assignment, Classification, Deadlines, Location
from command_center.domain.inbound import Inbound
from command_center.domain.same_complaint import Topic
from command_center.domain.sla import fix_deadlines
from command_center.domain.text import clean, strip_keyword
from command_center.domain.working_days import wib_day
from command_center.learning.model import LearnedModel
from command_center.places.locator import Locator
from command_center.reference.load import Reference

STICKER = "sticker"
"""Kind of media that shows nothing of the city."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found out about an item; its deadlines run from `received_at`."""

    subject: str
    text: str
    address: str
    classification: Classification
    location: Location
    assignment: Assignment
    deadlines: Deadlines
    received_at: datetime
    kind: MessageKind = MessageKind.CONTENT

    def topic(self, fallback: str) -> Topic:
        """What it is about, to be told from another complaint; `fallback` see `Topic`."""
        return Topic(self.classification, self.location, fallback)


@dataclass(frozen=True, slots=True)
class _Tidy:
    """The texts of an item, clean and without the words that address the service."""

    subject: str
    text: str
    address: str

    @property
    def said(self) -> str:
        return f"{self.subject}\n{self.text}" if self.subject else self.text


class Examiner:
    """Applies the city's reference data to items; pure but for the caches of its parts."""

    def __init__(
        self, reference: Reference, locator: Locator, learned: Callable[[], LearnedModel | None] = lambda: None
    ) -> None:
        """`learned` gives the model to ask where the rules doubt, None for the rules alone."""
        self.reference = reference
        self._learned = learned
        self._locator = locator
        self._profiles = dict(reference.channel)
        self.incident_rules: Mapping[str, IncidentRule] = {
            category.code: category.incident for category in reference.categories.every if category.incident is not None
        }

    def examine(self, items: Sequence[tuple[Inbound, datetime]]) -> list[Examined]:
        """What is found out about each item; its aware time starts the deadline clock. Many at once are faster."""
        tidied = [self._tidy(item) for item, _ in items]
        places = self._locator.locate_many(
            [each.said for each in tidied], [item.position for item, _ in items], [each.address for each in tidied]
        )
        return [
            self._examined(item, received_at, tidy, place)
            for (item, received_at), tidy, place in zip(items, tidied, places, strict=True)
        ]

    def _tidy(self, item: Inbound) -> "_Tidy":
        profile = self._profiles.get(item.channel)
        text = clean(item.text)
        if profile is not None:
            text = strip_keyword(text, profile.keywords)
        return _Tidy(clean(item.subject), text, clean(item.address))

    def _examined(self, item: Inbound, received_at: datetime, tidy: "_Tidy", place: Location) -> Examined:
        reference = self.reference
        profile = self._profiles.get(item.channel)
        classification = self._classified(tidy.said, item)
        policy = reference.policies.choose(item.policy, profile.policy if profile is not None else "")
        return Examined(
            subject=tidy.subject,
            text=tidy.text,
            address=tidy.address,
            classification=classification,
            location=place,
            assignment=reference.router.assign(classification.category, place.kecamatan, item.opd),
            deadlines=fix_deadlines(policy, reference.calendar, received_at, item.report_class, extended=item.extended),
            received_at=received_at,
            kind=self._kind(item, tidy),
        )

    def _classified(self, said: str, item: Inbound) -> Classification:
        found = self.reference.classifier.classify(said, item.category)
        model = self._learned() if found.doubtful else None
        if model is None:
            return found
        scores = self.reference.classifier.scores(said)
        return model.second_thought(found, said, item.channel, scores, self.reference.spelling.slang)

    def _kind(self, item: Inbound, tidy: "_Tidy") -> MessageKind:
        """Small talk is found where people write messages; what comes over a form is a report, whatever it says."""
        profile = self._profiles.get(item.channel)
        if profile is None or not profile.window or item.position is not None or tidy.address:
            return MessageKind.CONTENT
        if any(each.kind != STICKER for each in item.media):
            return MessageKind.CONTENT
        if item.media and not tidy.said:
            return MessageKind.STICKER
        return self.reference.small_talk.kind(tidy.said) or MessageKind.CONTENT

    def year(self, received_at: datetime) -> int:
        """Year of the tracking number: that of the WIB day of receipt."""
        return wib_day(received_at).year
