"""The words of a few reports for a page: as they were written for who works on them, masked for everybody else."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, select

from command_center.store.db import Database
from command_center.store.public_texts import KEPT, RAW, PublicTexts
from command_center.store.rows import in_chunks
from command_center.store.tables import public_texts, reporters, reports


class ReportTexts:
    """Texts by report. Whoever asks has decided which reports the reader may see, and whether masked."""

    def __init__(self, db: Database, public: PublicTexts) -> None:
        self._db, self._public = db, public

    def of(self, report_ids: Sequence[int], *, masked: bool) -> Mapping[int, str]:
        """Report -> its subject and text; one that is not there is left out. Raises StoreUnavailable."""
        joined = reports.outerjoin(reporters, reporters.c.report_id == reports.c.id)
        joined = joined.outerjoin(public_texts, public_texts.c.report_id == reports.c.id)
        found: dict[int, str] = {}
        for chunk in in_chunks(report_ids):
            wanted: Select[tuple[object, ...]] = select(*RAW, *KEPT).select_from(joined)
            with self._db.read() as connection:
                rows = connection.execute(wanted.where(reports.c.id.in_(chunk))).all()
            if masked:
                found |= {report_id: text.description for report_id, text in self._public.of(rows).items()}
            else:
                for row in rows:
                    begins = not row.subject or row.text.startswith(row.subject)
                    found[row.id] = row.text if begins else f"{row.subject}\n\n{row.text}"
        return found
