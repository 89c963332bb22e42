"""The page /audit and its file: who did or looked at what, newest first, filtered by the address; for administrators."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from command_center.domain.acting import SYSTEM_NAME
from command_center.domain.moments import in_calendar
from command_center.domain.working_days import WIB
from command_center.export.audit_rows import AUDIT_COLUMNS, audit_rows
from command_center.export.files import csv_file
from command_center.store.audit import Audit, AuditEntry
from command_center.web.people.audit_details import CodeNames, in_words
from command_center.web.people.frame import PersonFrame
from command_center.web.security.audit import Trail

PATH = "/audit"
ROWS = 50
"""Rows of a page."""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What the address asks for. `misread` names what of it cannot be taken, "" for nothing."""

    siapa: str = ""
    tindakan: str = ""
    untuk: str = ""
    sejak: str = ""
    before: int | None = None
    since: datetime | None = None
    misread: str = ""

    @property
    def query(self) -> str:
        """The filters as an address holds them, without the page; "" where none is set."""
        set_ones = {name: value for name in ("siapa", "tindakan", "untuk", "sejak") if (value := getattr(self, name))}
        return f"?{urlencode(set_ones)}" if set_ones else ""


@dataclass(frozen=True, slots=True)
class ShownAct:
    """A row as it is shown: `label` the act in words, `details` names and values in words."""

    at: datetime
    who: str
    shown_who: str
    label: str
    subject: str
    details: tuple[tuple[str, str], ...]
    address: str


def add_audit_page(blueprint: Blueprint, frame: PersonFrame, audit: Audit, trail: Trail, names: CodeNames) -> None:
    """Put the views on the blueprint. They read: nothing here, and nothing in the database, changes a row."""

    @blueprint.get(PATH)
    def show_audit() -> Response:
        asked, words = audit_filter(request.args), frame.words
        found = audit.newest(ROWS + 1, asked.before, asked.siapa, asked.tindakan, asked.untuk, asked.since)
        older = ""
        if len(found) > ROWS:
            found = found[:ROWS]
            older = f"{PATH}{asked.query or '?'}{'&' if asked.query else ''}sebelum={found[-1].id}"
        return frame.render(
            "audit",
            "audit",
            PATH,
            400 if asked.misread else 200,
            rows=[shown(each, words, names) for each in found],
            asked=asked,
            groups=groups(words),
            known=asked.tindakan in all_acts(words),
            filtered=bool(asked.query),
            query=asked.query,
            first=asked.before is None,
            older=older,
            problem=asked.misread,
        )

    @blueprint.get(f"{PATH}.csv")
    def audit_file() -> Response:
        asked = audit_filter(request.args)
        trail.note("export", frame.identity(), "audit.csv", asked=request.args.to_dict())
        entries = audit.every(asked.siapa, asked.tindakan, asked.untuk, asked.since)
        return Response(
            csv_file(audit_rows(entries, WIB), AUDIT_COLUMNS),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="audit.csv"', "Cache-Control": "no-store"},
        )


def audit_filter(asked: Mapping[str, str]) -> AuditFilter:
    """What an address asks for; a date that is none is told, and not taken."""
    day, misread = None, ""
    if written := asked.get("sejak", "")[:20]:
        try:
            day = date.fromisoformat(written)
        except ValueError:
            day = None
        if day is None or not in_calendar(day):
            day, misread = None, "since"
    before = asked.get("sebelum", "")
    return AuditFilter(
        siapa=asked.get("siapa", "").strip()[:200],
        tindakan=asked.get("tindakan", "").strip()[:64],
        untuk=asked.get("untuk", "").strip()[:200],
        sejak=day.isoformat() if day else "",
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None,
        since=datetime.combine(day, time(), WIB) if day else None,
        misread=misread,
    )


def shown(entry: AuditEntry, words: Mapping[str, Any], names: CodeNames) -> ShownAct:
    """A row in words; an act or a detail that has none is shown as it was kept."""
    kind, _, name = entry.act.partition(".")
    return ShownAct(
        entry.at,
        entry.who,
        who_in_words(entry.who, words),
        words["acts"].get(kind, {}).get(name, entry.act),
        entry.subject,
        in_words(entry.details, words, names),
        entry.address,
    )


def who_in_words(who: str, words: Mapping[str, Any]) -> str:
    """A sign-in name as it is; the program and devices by what they are."""
    if who == SYSTEM_NAME:
        return str(words["system"])
    return str(words["wall_device"]).format(name=who.removeprefix("wall:")) if who.startswith("wall:") else who


def groups(words: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The acts that there are words for, by kind: what a filter offers."""
    return [(kind, [(f"{kind}.{name}", label) for name, label in acts.items()]) for kind, acts in words["acts"].items()]


def all_acts(words: Mapping[str, Any]) -> Iterator[str]:
    """Every value that the filter of acts offers."""
    for kind, acts in words["acts"].items():
        yield f"{kind}."
        yield from (f"{kind}.{name}" for name in acts)
