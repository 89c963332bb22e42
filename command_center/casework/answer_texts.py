"""The text of an answer as one citizen gets it: templates filled in for the report, and the line that leads to pictures."""

from collections.abc import Mapping, Sequence

from command_center.casework.status_links import StatusLinks
from command_center.domain.answer_templates import AnswerTemplate, filled
from command_center.domain.outgoing import Addressee, Reach, ReachWay, SaidWords
from command_center.domain.report import Report
from command_center.reference.load import Reference


class AnswerTexts:
    """Fills in what differs from report to report."""

    def __init__(self, reference: Reference, links: StatusLinks) -> None:
        self._reference, self._links = reference, links

    def values(self, report: Report) -> Mapping[str, str]:
        """What the placeholders of a template stand for; the address without its code: what staff reads opens nobody's page."""
        reference = self._reference
        opd = reference.router.by_code.get(report.assignment.opd)
        kelurahan = reference.areas.kelurahan_by_code.get(report.location.kelurahan)
        category = reference.categories.by_code.get(report.classification.category)
        return {
            "nomor": report.number,
            "opd": opd.label.id if opd else "OPD terkait",
            "kelurahan": f"Kelurahan {kelurahan.name}" if kelurahan else "lokasi",
            "kategori": category.label.id if category else "",
            "tautan": self._links.address(report.number),
        }

    def templates_for(self, report: Report) -> Sequence[tuple[AnswerTemplate, str]]:
        """Templates that fit, each with its text filled in."""
        values = self.values(report)
        found = self._reference.templates.of(report.classification.category)
        return [(template, filled(template.text(), values)) for template in found]

    def kept(self, text: str, report: Report, *, with_pictures: bool, reach: Reach) -> str:
        """An answer as staff reads it: placeholders filled in, and where to see its pictures."""
        shown = with_pictures and reach.way not in (ReachWay.PAGE, ReachWay.NONE)
        return self._both(text, report)[1 if shown else 0]

    def says(self, kept: str, text: str, report: Report) -> bool:
        """Whether an answer as it was kept is this text, with the line that leads to pictures or without."""
        return kept in self._both(text, report)

    def _both(self, text: str, report: Report) -> tuple[str, str]:
        """A text filled in, without and with the line that leads to pictures."""
        values = self.values(report)
        said = filled(text, values)
        return said, f"{said}\n{filled(self._reference.templates.pictures, values)}"

    def acknowledgement(self, report: Report) -> str:
        """What a sender is told by itself."""
        return filled(self._reference.templates.acknowledgement, self.values(report))

    def words(self, text: str, report: Report, to: Addressee) -> SaidWords:
        """A text as this citizen gets it, with what a route needs beside it. The address of the status page opens it where
        nobody else reads.
        """
        link = self._links.link(to)
        return SaidWords(text.replace(self._links.address(report.number), link), report.number, link)
