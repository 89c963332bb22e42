"""Texts as the public may read them: masked once, and kept beside the report for as long as text and rules are the same."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from time import monotonic
from typing import Any

import structlog
from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects import postgresql, sqlite

from command_center.domain.masking import RULES, Places, mask_together
from command_center.errors import StoreUnavailable
from command_center.store.db import Database
from command_center.store.rows import in_chunks, recall, remember
from command_center.store.tables import public_texts, reporters, reports

log = structlog.get_logger(__name__)

AT_ONCE = 200
"""Reports that the keeper looks at together."""
REST, BUSY_REST = 1.0, 12.0
"""The keeper rests so many times as long as it worked, and longer while reports come in: they go first."""
POLL_SECONDS = 1.0
"""How often the keeper looks where another process may have written; our own commits ring."""
PAUSE_SECONDS = 5.0
"""Before the keeper tries again where the database is away."""
TELL_EVERY = 10_000
"""Reports between two lines of the log while old ones are masked anew."""
CHARS_OF_A_READER = 300_000
"""About so much is masked for one who asks, a second's work: the rest is left to the keeper and the next try."""
_POSITION = "public_texts"

RAW = (reports.c.id, reports.c.subject, reports.c.text, reports.c.address, reporters.c.name.label("to_mask"))
"""What a public text is made of; the reporter's name is read to mask it."""
KEPT = (public_texts.c.source, public_texts.c.description, public_texts.c.address.label("public_address"))
"""What is kept of it, NULL where nothing is."""


@dataclass(frozen=True, slots=True)
class PublicText:
    """What anybody may read of a report's own words."""

    description: str
    address: str


class PublicTexts:
    """Masks texts and keeps them. Whoever asks gets a masked text at any time; that it was made before only saves time."""

    def __init__(self, db: Database, places: Places = frozenset()) -> None:
        """`places` are names of the city's places, which are no persons."""
        self._db = db
        self._places = places
        listed = "\n".join(sorted(" ".join(place) for place in places))
        self.rules = blake2b(f"{RULES}\n{listed}".encode(), digest_size=8).hexdigest()
        """What the kept texts were masked by: a text of other rules is masked anew."""
        self._masking = threading.Lock()

    def of(self, rows: Sequence[Row[tuple[object, ...]]]) -> dict[int, PublicText]:
        """Report -> its public text, for rows with the columns `RAW` and `KEPT`.

        What is not kept, or was made of another text, is masked now and kept. One thread does that at a time, so that
        several who ask for the same do it once. Raises StoreUnavailable where that would take long, with what could be
        done kept: the next try goes on.
        """
        found, missing = self._split(rows)
        if missing:
            with self._masking:
                again = self._kept([row.id for row in missing])
                made: dict[int, tuple[str, PublicText]] = {}
                left = CHARS_OF_A_READER
                for row in missing:
                    source = self._source(row)
                    kept = again.get(row.id)
                    if kept is not None and kept[0] == source:
                        found[row.id] = kept[1]
                        continue
                    if left <= 0:
                        break
                    left -= len(row.text) + len(row.subject) + len(row.address)
                    made[row.id] = source, self._mask(row)
                    found[row.id] = made[row.id][1]
                self._keep_what_can_be(made)
            if len(found) < len(rows):
                waiting = len(rows) - len(found)
                raise StoreUnavailable(f"{waiting} texts are still to be masked: try again, each try finds fewer")
        return found

    def keep(self, stop: threading.Event) -> None:
        """Mask what comes in, and after a change of the rules what there was, until `stop` is set."""
        while not stop.is_set():
            seen = self._db.appended.count
            began = monotonic()
            try:
                looked_at = self.keep_next()
            except StoreUnavailable as error:
                log.warning("public_texts_wait_for_database", problem=str(error), again_after_seconds=PAUSE_SECONDS)
                stop.wait(PAUSE_SECONDS)
                continue
            if looked_at:
                busy = self._db.appended.count != seen
                stop.wait((BUSY_REST if busy else REST) * (monotonic() - began))
            else:
                self._db.appended.wait(seen, POLL_SECONDS)

    def keep_next(self) -> int:
        """Mask the next reports in order of arrival and keep the place; returns how many were looked at, 0 at the end."""
        with self._db.read() as connection:
            rules, _, last = (recall(connection, _POSITION) or "").partition(" ")
            position = int(last) if rules == self.rules else 0
            rows = connection.execute(
                _made_of().where(reports.c.id > position).order_by(reports.c.id).limit(AT_ONCE)
            ).all()
        if not rows:
            return 0
        if position == 0:
            log.info("public_texts_masked_anew", rules=self.rules, before=rules or "none")
        _, missing = self._split(rows)
        made = {row.id: (self._source(row), self._mask(row)) for row in missing}
        reached = rows[-1].id

        def write(connection: Connection) -> None:
            _put(connection, made)
            remember(connection, _POSITION, f"{self.rules} {reached}")

        self._db.write(write)
        if reached // TELL_EVERY != position // TELL_EVERY:
            log.info("public_texts_masked", reached=reached)
        return len(rows)

    def _split(
        self, rows: Iterable[Row[tuple[object, ...]]]
    ) -> tuple[dict[int, PublicText], list[Row[tuple[object, ...]]]]:
        """Rows whose kept text is that of their words, and the others."""
        found: dict[int, PublicText] = {}
        missing: list[Row[tuple[object, ...]]] = []
        for row in rows:
            if row.source is not None and row.source == self._source(row):
                found[row.id] = PublicText(row.description, row.public_address)
            else:
                missing.append(row)
        return found, missing

    def _source(self, row: Row[tuple[object, ...]]) -> str:
        """Tells one making from another: the rules and all that was masked."""
        digest = blake2b(self.rules.encode(), digest_size=16)
        for part in (row.subject, row.text, row.address, row.to_mask or ""):
            digest.update(f"{len(part)} ".encode() + part.encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def _mask(self, row: Row[tuple[object, ...]]) -> PublicText:
        said = row.text if not row.subject or row.text.startswith(row.subject) else f"{row.subject}\n\n{row.text}"
        names = (row.to_mask,) if row.to_mask else ()
        address, description = mask_together((row.address, said), names, self._places)
        return PublicText(description, address)

    def _kept(self, report_ids: Sequence[int]) -> dict[int, tuple[str, PublicText]]:
        found: dict[int, tuple[str, PublicText]] = {}
        with self._db.read() as connection:
            for chunk in in_chunks(report_ids):
                wanted = select(public_texts).where(public_texts.c.report_id.in_(chunk))
                for row in connection.execute(wanted):
                    found[row.report_id] = row.source, PublicText(row.description, row.address)
        return found

    def _keep_what_can_be(self, made: Mapping[int, tuple[str, PublicText]]) -> None:
        """Keep texts that a reader needed. A reader is answered where nothing can be written too; it costs again then."""
        if not made:
            return
        try:
            self._db.write(lambda connection: _put(connection, made))
        except StoreUnavailable as error:
            log.warning("public_texts_not_kept", reports=len(made), problem=str(error))


def _made_of() -> Any:
    joined = reports.outerjoin(reporters, reporters.c.report_id == reports.c.id)
    joined = joined.outerjoin(public_texts, public_texts.c.report_id == reports.c.id)
    return select(*RAW, *KEPT).select_from(joined)


def _put(connection: Connection, made: Mapping[int, tuple[str, PublicText]]) -> None:
    if not made:
        return
    new = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(public_texts)
    kept = {name: new.excluded[name] for name in ("source", "description", "address")}
    # In one order for everybody, so that two who keep the same texts wait instead of blocking each other.
    rows = [
        {"report_id": each, "source": source, "description": text.description, "address": text.address}
        for each, (source, text) in sorted(made.items())
    ]
    connection.execute(new.on_conflict_do_update(index_elements=["report_id"], set_=kept), rows)
