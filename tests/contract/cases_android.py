"""The Android app: Open311 posts with the device's id and the citizen's number."""

from command_center.domain.inbound import Position, Reporter
from tests.contract.open311_posts import MULTIPART, PLACE, case, cases, multipart

ITEM = {
    "account": "open311",
    "sent_at": "2026-11-22T02:30:00+00:00",
    "text": "Jalan berlubang dalam, sudah ada motor jatuh\n\nkedalaman: 20 cm",
    "position": Position(-6.98412, 110.40931),
    "address": "Jl. Pandanaran depan halte",
    "category": "jalan_rusak",
    "reporter": Reporter("phone:+628122334455", "Warga Contoh", "+628122334455"),
    "media": (),
    "answerable": True,
}

# The same fields as a multipart form, in another order, and with the key that replaced the first.
AGAIN = multipart(
    {
        "description": "Jalan berlubang dalam, sudah ada motor jatuh",
        "attribute_kedalaman": "20 cm",
        "api_key": "kunci-android-baru",
        "jurisdiction_id": "semarangkota.go.id",
        **PLACE,
        "address_string": "Jl. Pandanaran depan halte",
        "device_id": "a1b2c3d4e5f60718",
        "first_name": "Warga",
        "last_name": "Contoh",
        "phone": "+628122334455",
        "email": "",
    }
)

CASES = cases("android", case("happy.txt", ITEM), case(AGAIN, ITEM, content_type=MULTIPART))
