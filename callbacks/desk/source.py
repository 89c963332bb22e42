"""What the desk asks of the program, on behalf of who is signed in: lists, lines, one report, and who is there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from callbacks.page import Sources
from command_center.casework.desk_room import DeskRoom
from command_center.domain.alerts import Alert, AlertWay
from command_center.domain.desk import DeskAsked, DeskOrder, DeskQueue, InboxRow
from command_center.followers.log_follower import LogFollower
from command_center.readmodel.desk import load_queues
from command_center.readmodel.desk_view import DeskList
from command_center.readmodel.flood_scene import DrawnCity
from command_center.readmodel.read_model import ReadModel
from command_center.store.event_log import EventLog
from command_center.store.inbox_rows import MOST_FOUND
from command_center.store.presence import ColleagueHere
from command_center.store.saved_views import SavedViews
from command_center.web.security.identity import Identity
from layouts.alerts.config import AlertConfig, alert_config
from layouts.desk.alerts import alerts_told
from layouts.desk.config import DeskConfig, desk_config
from layouts.i18n import Words

WAIT_SECONDS = 0.3
"""How long an answer waits for the facts of what the log holds already (docs/decisions/wall-waits-for-facts.md)."""
FIRST_ROWS = 40
"""Lines that stand in the page itself."""
MOST_CHANGES = 500
"""More changes than this are not told one by one: the list is asked for anew."""
PAGE = "desk"


@dataclass(frozen=True)
class DeskSource:
    """The desk, asked on behalf of who is signed in: the name comes from the session, never from the browser.

    `alerts` are the open ones that are told at the desk.
    """

    room: DeskRoom
    model: ReadModel
    projection: LogFollower
    log: EventLog
    identity: Callable[[], Identity]
    clock: Callable[[], datetime]
    config: DeskConfig
    saved: SavedViews
    city: DrawnCity
    alerts: Callable[[], Sequence[Alert]]
    alert_config: AlertConfig

    def listed(self, asked: DeskAsked) -> DeskList:
        """A queue or what a search finds, as of what the log holds now. Raises StoreUnavailable."""
        asked = self.known(asked)
        self.projection.reach(self.log.head(), WAIT_SECONDS)
        now = self.clock().astimezone(UTC).replace(tzinfo=None)
        with self.model.snapshot() as cursor:
            found = load_queues(cursor, asked, now, self.room.rows.proposed())
        if not asked.search:
            return found
        ids = self.room.rows.search(asked.search)
        return replace(found, ids=tuple(ids[:MOST_FOUND]), fresh=0, truncated=len(ids) > MOST_FOUND)

    def known(self, asked: DeskAsked) -> DeskAsked:
        """What is asked for without codes that this city does not have: an address may come from anywhere."""
        has = self.config
        return replace(
            asked,
            channel=asked.channel if asked.channel in has.channels else "",
            category=asked.category if any(each.code == asked.category for each in has.categories.every) else "",
            kecamatan=asked.kecamatan if asked.kecamatan in has.areas.kecamatan_by_code else "",
            opd=asked.opd if asked.opd in has.router.by_code else "",
        )

    def rows(self, report_ids: Sequence[int]) -> list[dict[str, Any]]:
        """Lines as the browser gets them."""
        return [row_json(each) for each in self.room.rows.of(report_ids)]

    def changes(self, since: int) -> dict[str, Any]:
        """Which reports changed after a position of the log: report -> who did something to it last, "" for many changes."""
        head = self.log.head()
        if since > head or head - since > MOST_CHANGES:
            return {"head": head, "reset": True, "changed": {}}
        changed: dict[int, dict[str, Any]] = {}
        for event in self.log.after(since, MOST_CHANGES):
            if event.report_id is not None:
                changed[event.report_id] = {"by": event.by, "kind": str(event.kind)}
        return {"head": head, "reset": False, "changed": changed}

    def present(self) -> dict[int, list[dict[str, Any]]]:
        """Report -> who else has it open."""
        me = self.identity().name
        everybody: Mapping[int, Sequence[ColleagueHere]] = self.room.presence.everybody(self.clock())
        return {
            report_id: told
            for report_id, people in everybody.items()
            if (told := [{"who": each.person, "since": each.since.isoformat()} for each in people if each.person != me])
        }

    def alerts_told(self, words: Words) -> dict[str, Any]:
        """The open alerts over the inbox."""
        return alerts_told(self.alerts(), self.alert_config, words)

    def saved_queues(self) -> list[dict[str, Any]]:
        """The person's own queues."""
        return [{"id": each.id, "name": each.name, "query": each.query} for each in self.saved.of(self.identity().name)]


def source(sources: Sources) -> DeskSource:
    """The desk of whoever asks."""
    return DeskSource(
        sources.desk,
        sources.model,
        sources.projection,
        sources.event_log,
        sources.identity,
        sources.clock,
        desk_config(sources.reference, sources.settings),
        sources.saved_views.on(PAGE),
        DrawnCity(sources.locator, sources.reference.areas),
        partial(sources.open_alerts.told_on, AlertWay.DESK),
        alert_config(sources.reference, sources.settings),
    )


def row_json(row: InboxRow) -> dict[str, Any]:
    """A line as JSON; times are ISO 8601 in UTC."""
    return {
        "id": row.id,
        "number": row.number,
        "version": row.version,
        "channel": row.channel,
        "category": row.category,
        "doubtful": row.doubtful,
        "line": row.line,
        "place": row.place,
        "messages": row.messages,
        "photos": row.photos,
        "at": row.received_at.isoformat(),
        "due": row.due_at.isoformat() if row.due_at else "",
        "status": row.status,
        "opd": row.opd,
        "confidential": row.confidential,
        "failed": row.failed,
        "closed": row.closed,
    }


def list_json(found: DeskList) -> dict[str, Any]:
    """A list as JSON."""
    return {
        "head": found.head,
        "upto": found.upto,
        "ids": list(found.ids),
        "fresh": found.fresh,
        "counts": {str(queue): count for queue, count in found.counts.items()},
        "truncated": found.truncated,
    }


def asked_of(query: Mapping[str, Any]) -> DeskAsked:
    """What an address asks for; a queue or order that there is not is the usual one, a number that is none is left out."""
    return DeskAsked(
        queue=known(DeskQueue, query.get("antrean"), DeskQueue.NEW),
        order=known(DeskOrder, query.get("urut"), DeskOrder.DOUBTFUL),
        channel=text(query.get("kanal"), 32),
        category=text(query.get("kategori"), 32),
        kecamatan=text(query.get("kecamatan"), 16),
        opd=text(query.get("opd"), 64),
        search=" ".join(text(query.get("cari"), 200).split()),
        upto=number(query.get("sampai")),
    )


def known(kind: type[Any], value: object, usual: Any) -> Any:
    """The member of an enumeration, or the usual one."""
    try:
        return kind(value)
    except ValueError:
        return usual


def text(value: object, longest: int) -> str:
    """A line of text of the browser, without what no database takes; "" for anything else."""
    if not isinstance(value, str):
        return ""
    return "".join(letter for letter in value[:longest] if letter.isprintable() and not 0xD800 <= ord(letter) <= 0xDFFF)


def number(value: object) -> int:
    """A number of the browser, 0 for anything else."""
    told = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(told) if told.isascii() and told.isdigit() and len(told) <= 15 else 0
