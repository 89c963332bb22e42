"""The examples that staff have made by correcting and confirming: texts of reports with the category that a person named."""

from command_center.domain.categories import Classifier
from command_center.domain.report import Report
from command_center.learning.features import Example
from command_center.store.labels import Labels
from command_center.store.reports import Reports

AT_ONCE = 500


def examples(reports: Reports, labels: Labels, classifier: Classifier) -> list[Example]:
    """Every labelled report, in the order in which they were labelled; what the rules say is found by those of today.

    A label of a category that the city has no more teaches nothing.
    """
    known = {each.code for each in classifier.categories.every}
    named = [each for each in labels.newest_of_each("category") if each.right in known]
    found = _loaded(reports, [each.report_id for each in named])
    return [_example(found[each.report_id], each.right, classifier) for each in named if each.report_id in found]


def _loaded(reports: Reports, report_ids: list[int]) -> dict[int, Report]:
    found: dict[int, Report] = {}
    for first in range(0, len(report_ids), AT_ONCE):
        found |= reports.by_ids(report_ids[first : first + AT_ONCE])
    return found


def _example(report: Report, right: str, classifier: Classifier) -> Example:
    content = report.content
    said = f"{content.subject}\n{content.text}" if content.subject else content.text
    found = classifier.classify(said)
    return Example(said, right, report.origin.channel, found.category, not found.doubtful, classifier.scores(said))
