"""Puts together what the citizens' pages need."""

from callbacks.citizens import CitizenParts
from command_center.casework.reopening import CitizenActs
from command_center.casework.report_desk import ReportDesk
from command_center.casework.tracking import Tracking
from command_center.reference.areas import outline_geojson
from command_center.store.answers import Answers
from command_center.store.files import Files
from command_center.store.public_reports import PublicReports
from command_center.store.ratings import Ratings
from command_center.web.report_pictures import ReportPictures
from command_center.web.security.access_control import AccessControl
from program.core import Core, now


def citizen_parts(core: Core, access: AccessControl, public: PublicReports, version: str) -> CitizenParts:
    """The parts, over what the core has open. Nothing runs yet."""
    reference, files, codes = core.reference, Files(core.db), core.codes
    answers, ratings = Answers(core.db), Ratings(core.db)
    return CitizenParts(
        settings=core.settings,
        desk=ReportDesk(core.inbox, files, codes, public, reference, now),
        tracking=Tracking(core.reports, answers, ratings, reference, now),
        acts=CitizenActs(core.reports, ratings, reference.policies, reference.calendar, now),
        codes=codes,
        pictures=ReportPictures(files, core.inbox, core.reports, answers),
        categories=reference.categories,
        limiter=access.limiter,
        city=outline_geojson(reference.areas),
        version=version,
    )
