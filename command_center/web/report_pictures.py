"""The pictures of a report, wherever they lie: kept files, and the files inside Open311 forms in the inbox."""

import hashlib
from collections.abc import Iterable
from itertools import chain

from command_center.domain.inbound import Media
from command_center.domain.picture_keys import picture_key
from command_center.domain.report import Report
from command_center.errors import NotFound
from command_center.open311.body import BadForm, read_form
from command_center.store.answers import Answers
from command_center.store.files import Files, StoredFile, file_id_of
from command_center.store.inbox import Inbox
from command_center.store.pictures import CONTENT_TYPE, written_anew
from command_center.store.reports import Reports


class ReportPictures:
    """Finds the picture of a report by its key (`domain/picture_keys.py`). Who asks has decided whether it may be seen."""

    def __init__(self, files: Files, inbox: Inbox, reports: Reports, answers: Answers) -> None:
        self._files, self._inbox, self._reports, self._answers = files, inbox, reports, answers

    def media(self, report: Report, *, handed_over: bool) -> tuple[Media, ...]:
        """All media of a report, of its messages and of its answers, each once; `handed_over` leaves those answers out that
        the citizen has not been given. Raises StoreUnavailable.
        """
        messages = self._reports.messages(report.id)
        said = [each.content.media for each in messages if each.content is not None and not each.removed]
        answers = self._answers.of_reports([report.id]).get(report.id, [])
        given = [each.media for each in answers if each.state.handed_over or not handed_over]
        return tuple(dict.fromkeys(chain(report.content.media, *said, *given)))

    def find(self, report_id: int, media: Iterable[Media], key: str, *, small: bool = False) -> StoredFile:
        """One of the `media` of a report, or the same for a list; without what a camera adds, whatever it was sent as.

        Raises NotFound, BadPicture for one that cannot be drawn (HEIC, or damaged), StoreUnavailable.
        """
        wanted = next((each for each in media if key and picture_key(each) == key), None)
        if wanted is None:
            raise NotFound("this report has no such picture")
        file_id = file_id_of(wanted.ref)
        if file_id:
            return self._files.get(file_id, small=small)
        picture = written_anew(self._part(report_id, wanted))
        return StoredFile(key, CONTENT_TYPE, picture.width, picture.height, picture.small if small else picture.content)

    def _part(self, report_id: int, media: Media) -> bytes:
        """The bytes of the file in the form of the message that it came with. Raises NotFound."""
        number = int(media.ref.split(":")[1])
        came_with = [each.inbox_id for each in self._reports.messages(report_id) if each.inbox_id is not None]
        for payload in self._inbox.payloads(came_with):
            try:
                uploads = read_form(payload.body, payload.content_type).uploads
            except BadForm:
                continue
            if 0 < number <= len(uploads):
                data = uploads[number - 1].data
                if media.ref.endswith(hashlib.sha256(data).hexdigest()):
                    return data
        raise NotFound("the form that this picture came with is not there any more")
