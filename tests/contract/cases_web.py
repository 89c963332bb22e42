"""The website: Open311 posts from a signed-in citizen who wants to stay anonymous."""

from command_center.domain.inbound import Position, Reporter
from command_center.domain.report_kinds import ReportClass, Visibility
from tests.contract.open311_posts import case, cases

ITEM = {
    "text": "Rob masuk rumah sejak subuh\r\nTinggi 40 cm\n\nakibat: rumah, jalan",
    "position": Position(-6.94987, 110.43552),
    "category": "rob",
    "visibility": Visibility.ANONYMOUS,
    "report_class": ReportClass.COMPLAINT,
    "reporter": Reporter("account_id:akun-17", "Warga", "warga@contoh.example"),
}

CASES = cases("web", case("happy.txt", ITEM), case("happy.txt", ITEM))
