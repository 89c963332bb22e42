"""Puts together the file of one report: conversation, evidence, near reports with the reason, and who did what."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from math import cos, hypot, radians

from command_center.casework.apart import SAID, said_apart
from command_center.domain.categories import Categories
from command_center.domain.conversations import MessageKind
from command_center.domain.events import EventKind
from command_center.domain.likeness import likeness
from command_center.domain.masked_contact import masked_contact, masked_name
from command_center.domain.report import Report
from command_center.domain.report_file import Deed, DeedKind, FileMessage, NearReport, ReportFile
from command_center.store.audit import Audit
from command_center.store.event_log import EventLog
from command_center.store.messages import SeenMessage
from command_center.store.report_files import NearRow, ReportFiles
from command_center.store.reports import Reports

METRES_PER_DEGREE = 111_195.0
WITHIN = timedelta(days=3)
"""How far apart in time two reports of one thing may be, for a person to be asked."""
REACH_M = 1500.0
"""How far apart in place."""
ALIKE = 0.5
"""From this likeness on the words are a reason, whatever the category."""
MOST_SHOWN = 8
_TOLD_BY_STEPS = frozenset({EventKind.STEP})


class FileReader:
    """Reads files. Who asks has decided that the reader may see the report."""

    def __init__(
        self, reports: Reports, files: ReportFiles, event_log: EventLog, audit: Audit, categories: Categories
    ) -> None:
        self._reports, self._files, self._log, self._audit = reports, files, event_log, audit
        self._categories = categories

    def by_number(self, number: str) -> ReportFile:
        """The file of the report with this tracking number. Raises NotFound, StoreUnavailable."""
        report = self._reports.by_number(number)
        person = self._files.reporter(report.id)
        return ReportFile(
            report=report,
            name=masked_name(person.name),
            contact=masked_contact(person.contact or person.key),
            earlier=self._files.earlier(report, person.key),
            messages=conversation(report, self._reports.messages(report.id)),
            proposals=tuple(self._reports.proposals(report.id)),
            near=self._near(report),
            incident=self._files.incident(report.incident_id),
            history=self._history(report),
        )

    def _near(self, report: Report) -> tuple[NearReport, ...]:
        rows = self._files.near(report, WITHIN)
        said = said_apart(self._audit.of_reports([report.id, *(row.id for row in rows)], SAID))
        here = report.id, report.incident_id
        found = [self._judged(report, row) for row in rows if not said.parts(here, (row.id, row.incident_id))]
        told = [each for each in found if is_told(each)]
        return tuple(one_an_incident(sorted(told, key=weight, reverse=True))[:MOST_SHOWN])

    def _judged(self, report: Report, row: NearRow) -> NearReport:
        position = report.location.position
        metres = None
        if position is not None and row.lat is not None and row.lon is not None and report.location.exact and row.exact:
            east = (row.lon - position.lon) * cos(radians(position.lat))
            metres = METRES_PER_DEGREE * hypot(row.lat - position.lat, east)
        said = f"{report.content.subject} {report.content.text}"
        return NearReport(
            id=row.id,
            number=row.number,
            version=row.version,
            category=row.category,
            channel=row.channel,
            line=" ".join((row.subject or row.text).split())[:160],
            lat=row.lat,
            lon=row.lon,
            metres=metres,
            seconds=(row.received_at - report.received_at).total_seconds(),
            likeness=likeness(said, f"{row.subject} {row.text}"),
            incident_id=row.incident_id,
            same_category=self._same(report, row.category),
            resent=row.id == report.possible_duplicate_of,
        )

    def _same(self, report: Report, category: str) -> bool:
        """Whether it is of the same group, or of the category that the report was nearly put to."""
        said = report.classification
        return category == said.runner_up or self._group(category) == self._group(said.category)

    def _group(self, category: str) -> str:
        found = self._categories.by_code.get(category)
        return found.group if found is not None else category

    def _history(self, report: Report) -> tuple[Deed, ...]:
        events = [
            Deed(DeedKind.EVENT, each.at, each.by, str(each.kind), facts=each.data)
            for each in self._log.of_report(report.id)
            if each.kind not in _TOLD_BY_STEPS
        ]
        # What changed a report is told by its event or step; the audit adds who looked at a contact, or told reports apart.
        looked = [
            Deed(DeedKind.AUDIT, each.at, each.who, each.act, facts=each.details)
            for each in self._audit.of_report(report.id)
            if not each.act.startswith("report.") or each.act in SAID
        ]
        told = [*self._files.steps(report.id), *events, *looked]
        return tuple(sorted(told, key=lambda each: each.at, reverse=True))


def is_told(near: NearReport) -> bool:
    """Whether there is a reason to show it: sent again, or near in place with the same subject or much the same words."""
    if near.resent:
        return True
    if near.metres is None:
        return near.likeness >= ALIKE
    return near.metres <= REACH_M and (near.same_category or near.likeness >= ALIKE)


def one_an_incident(near: Sequence[NearReport]) -> list[NearReport]:
    """Of several reports of one incident the first, with how many others there are: they are joined together anyway."""
    shown: dict[object, NearReport] = {}
    for each in near:
        key: object = each.number if each.incident_id is None else each.incident_id
        known = shown.get(key)
        shown[key] = each if known is None else replace(known, others=known.others + 1)
    return list(shown.values())


def weight(near: NearReport) -> float:
    """How much speaks for the same thing: what was sent again first, then words, place and time together."""
    place = 0.0 if near.metres is None else max(0.0, 1 - near.metres / REACH_M)
    time = max(0.0, 1 - abs(near.seconds) / WITHIN.total_seconds())
    return 10 * near.resent + 2 * near.likeness + place + 0.5 * time + 0.5 * near.same_category


def conversation(report: Report, seen: Sequence[SeenMessage]) -> tuple[FileMessage, ...]:
    """The messages in order. One whose words are all that the report says has none of its own: the report's are shown.

    A report without recorded messages (history of another system) speaks for itself.
    """
    shown: list[FileMessage] = []
    for each in seen:
        said = each.content
        whole = said is None and each.kind is MessageKind.CONTENT and not any(one.whole for one in shown)
        content = report.content
        text = said.text if said is not None else content.text if whole else ""
        subject = said.subject if said is not None else content.subject if whole else ""
        shown.append(
            FileMessage(
                key=each.key,
                at=each.at,
                kind=each.kind,
                text=f"{subject}\n{text}".strip() if subject and not text.startswith(subject) else text,
                address=said.address if said is not None else content.address if whole else "",
                position=said.position if said is not None else None,
                media=said.media if said is not None else content.media if whole else (),
                removed=each.removed,
                link=each.link,
                whole=whole,
            )
        )
    if shown:
        return tuple(shown)
    content = report.content
    text = f"{content.subject}\n{content.text}".strip()
    key = (report.origin.channel, report.origin.account, "")
    sent = report.origin.sent_at
    return (FileMessage(key, sent, MessageKind.CONTENT, text, content.address, None, content.media, False, None, True),)
