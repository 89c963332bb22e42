"""The iOS app: Open311 posts with the citizen's e-mail address and an Idempotency-Key."""

from command_center.domain.inbound import Position, Reporter
from tests.contract.open311_posts import case, cases

ITEM = {
    "text": "Lampu jalan mati tiga tiang 🙏",
    "position": Position(-7.05112, 110.43871),
    "category": "lampu",
    "reporter": Reporter("email:warga@contoh.example", "", "warga@contoh.example"),
}
KEY = {"idempotency-key": "8e03978e-40d5-43e8-bc93-6894a57f9324"}

CASES = cases("ios", case("happy.txt", ITEM, headers=KEY), case("happy.txt", ITEM, headers=KEY))
