"""The BlackBerry app: Open311 posts with an address instead of coordinates."""

from command_center.domain.inbound import Reporter
from tests.contract.open311_posts import case, cases

ITEM = {
    "text": "Sampah menumpuk belum diangkut",
    "position": None,
    "address": "Pasar Johar sisi timur",
    "category": "sampah",
    "reporter": Reporter("device_id:2B5D7C91"),
}

CASES = cases("blackberry", case("happy.txt", ITEM), case("happy.txt", ITEM))
