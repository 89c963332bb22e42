"""Puts together what departments, the mayor and those who look at closures work with."""

from command_center.casework.closures import Closures
from command_center.casework.office_room import OfficeRoom
from command_center.casework.report_file import FileReader
from command_center.readmodel.read_model import ReadModel
from command_center.store.closing_answers import ClosingAnswers
from command_center.store.closure_reviews import ClosureReviews
from command_center.store.files import Files
from program.core import Core


def office_room(core: Core, files: FileReader, model: ReadModel) -> OfficeRoom:
    """Of what the core has open. Nothing runs yet."""
    return OfficeRoom(
        reports=core.reports,
        files=files,
        answering=core.answering,
        handling=core.handling,
        pictures=Files(core.db),
        screening=core.screening,
        instructing=core.instructing,
        closures=Closures(model, ClosingAnswers(core.db), ClosureReviews(core.db)),
    )
