"""What the desk of P3M works with, put together once: its lists, files, drafts, and who has what open."""

from dataclasses import dataclass

from command_center.casework.answering import Answering
from command_center.casework.handling import Handling
from command_center.casework.report_file import FileReader
from command_center.store.drafts import Drafts
from command_center.store.files import Files
from command_center.store.inbox_rows import InboxRows
from command_center.store.presence import Presence
from command_center.store.reports import Reports


@dataclass(frozen=True, slots=True)
class DeskRoom:
    """Each is of the database of this installation."""

    reports: Reports
    handling: Handling
    answering: Answering
    rows: InboxRows
    files: FileReader
    presence: Presence
    drafts: Drafts
    pictures: Files
