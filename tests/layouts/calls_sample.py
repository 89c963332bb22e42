"""A desk as tests see it: obviously invented calls and receipts."""

from datetime import UTC, datetime, timedelta

from command_center.domain.calls import Call, Phone
from command_center.domain.transport import TransportState
from command_center.domain.wording import Wording
from command_center.readmodel.calls_view import Asked, Became, CallsView, Receipt, WrittenLine
from layouts.calls.config import CallsConfig, KelurahanChoice
from layouts.categories import CategoryStyle, CategoryStyles

AS_OF = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
STYLES = CategoryStyles(
    (
        CategoryStyle(
            "rob", {"id": "Rob", "en": "Tidal flood"}, "#00B48A", "diamond", short={"id": "Rob", "en": "Tidal"}
        ),
        CategoryStyle("lainnya", {"id": "Lainnya", "en": "Other"}, "#9AA7B2", "dot"),
    )
)
ASKED = Asked(7, "1795301291.17", "normal", "33.74.02.1008")


def config() -> CallsConfig:
    return CallsConfig(
        categories=STYLES,
        kelurahan=(
            KelurahanChoice("33.74.02.1008", "Tanjung Mas", "Semarang Utara"),
            KelurahanChoice("33.74.15.1001", "Purwosari", "Mijen"),
            KelurahanChoice("33.74.02.1004", "Purwosari", "Semarang Utara"),
        ),
    )


def call(name: str, ago: float, **more) -> Call:
    return Call(
        name,
        more.pop("caller", "+628122334455"),
        more.pop("agent", ""),
        more.pop("kind", ""),
        AS_OF - timedelta(seconds=ago),
        **more,
    )


CALLS = (
    call("ringing", 5),
    call("queued", 20, queued_at=AS_OF),
    call("answered", 60, answered_at=AS_OF, agent="op-01", caller="+62243513366"),
    call("missed", 300, ended_at=AS_OF, abandoned=True, caller=""),
    call("ended", 600, answered_at=AS_OF, ended_at=AS_OF, agent="op-02"),
    call("written", 700, kind="normal", agent="sari", answered_at=AS_OF),
    call("handed on", 800, answered_at=AS_OF, agent="op-01", released=True),
    call("lost", 900, answered_at=AS_OF, ended_at=AS_OF, agent="op-01", inferred=True),
    call("put back", 950, answered_at=AS_OF, queued_at=AS_OF, requeued=True),
    call("mine", 990, answered_at=AS_OF, agent="op-02"),
)
PHONES = (Phone("op-01", "budi"), Phone("op-02", "sari"), Phone("op-03"))
CONNECTED = TransportState("connected", AS_OF - timedelta(hours=1), heard_at=AS_OF - timedelta(seconds=9))
REFUSED = TransportState("broken", AS_OF, "the switchboard refused user 'panel'", "refused")
WRITTEN = (
    WrittenLine(AS_OF, "normal", "LH-2026-000123", "rob", "Tanjung Mas"),
    WrittenLine(AS_OF - timedelta(minutes=9), "prank"),
    WrittenLine(AS_OF - timedelta(minutes=12), "normal"),
    WrittenLine(AS_OF - timedelta(minutes=20), "information", "LH-2026-000120", "gone", ""),
)
EMPTY = CallsView(AS_OF, "sari")
BUSY = CallsView(AS_OF, "sari", CALLS, "mine", WRITTEN, "op-02", PHONES, CONNECTED)
UNSEATED = CallsView(AS_OF, "tono", CALLS, "", (), "", PHONES, REFUSED)
VIEWS = {
    "empty": EMPTY,
    "busy": BUSY,
    "unseated": UNSEATED,
    "no phones": CallsView(AS_OF, "sari", switchboard=CONNECTED),
}

FOUND = Receipt(
    Became.REPORT,
    ASKED,
    number="LH-2026-000123",
    category="rob",
    words=("rob", "air laut"),
    kelurahan="Tanjung Mas",
    kecamatan="Semarang Utara",
    place_chosen=True,
    opd="DPU",
    opd_label=Wording("Dinas Pekerjaan Umum", "Public Works Department"),
    opd_rule=Wording("Rob: bidang drainase DPU", "Tidal floods: drainage division of DPU"),
    due_stage="answer",
    due_at=datetime(2026, 12, 4, 16, 59, 59, tzinfo=UTC),
    policy=Wording("dijawab paling lama 10 hari kerja", "answered within 10 working days"),
)
RECEIPTS = {
    "found": FOUND,
    "bare": Receipt(Became.REPORT, ASKED, number="LH-2026-000124", category="lainnya", opd="dpu"),
    "counted": Receipt(Became.COUNTED, Asked(8, "c", "prank")),
    "waiting": Receipt(Became.WAITING, ASKED),
    "refused": Receipt(Became.REFUSED, ASKED, problem='"kind" is wrong'),
}
