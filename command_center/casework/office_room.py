"""What departments, the mayor and those who look at closures work with, put together once."""

from dataclasses import dataclass

from command_center.casework.answering import Answering
from command_center.casework.closures import Closures
from command_center.casework.handling import Handling
from command_center.casework.instructing import Instructing
from command_center.casework.report_file import FileReader
from command_center.casework.screening import Screening
from command_center.store.files import Files
from command_center.store.reports import Reports


@dataclass(frozen=True, slots=True)
class OfficeRoom:
    """Each is of the database of this installation."""

    reports: Reports
    files: FileReader
    answering: Answering
    handling: Handling
    pictures: Files
    screening: Screening
    instructing: Instructing
    closures: Closures
