"""Every page as the tests of all pages open it: by whom, and at which address. A page without an entry fails a test."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Opening:
    """A page opened by a person of a role ("" for nobody), at an address; `drawn` is a selector that is there in the end.

    `rarely`: a part of a page whose other parts are opened in every run, this one in the long run.
    """

    page: str
    role: str
    path: str
    drawn: str
    rarely: bool = False

    def query(self, **asked: str) -> str:
        """Its address with more asked for."""
        return f"{self.path}{'&' if '?' in self.path else '?'}{urlencode(asked)}"

    @property
    def name(self) -> str:
        """What a picture of it is called."""
        return re.sub(r"\W+", "-", self.path.strip("/"))


OPENINGS = (
    Opening("", "", "/masuk", "form"),
    Opening("", "opd_staff", "/saya", ".person-table"),
    Opening("", "opd_staff", "/saya/kode", ".person-qr svg"),
    Opening("", "admin", "/akun", ".person-table"),
    Opening("", "admin", "/akun/uji-admin", ".person-table"),
    Opening("", "admin", "/audit", ".person-table"),
    Opening("opd", "opd_staff", "/opd/dpu", ".card"),
    Opening("desk", "p3m", "/desk?antrean=semua&laporan=LH-2026-000900", ".desk-number"),
    Opening("calls", "p3m", "/panggilan", "#calls-submit"),
    Opening("alerts", "p3m", "/peringatan", ".alerts-room"),
    Opening("wall", "p3m", "/wall", "#wall-root[data-map=ready]"),
    Opening("wall", "p3m", "/wall?adegan=tenggat", "#wall-root[data-map=ready]", rarely=True),
    Opening("wall", "p3m", "/wall?adegan=banjir", "#wall-root[data-map=ready]"),
    Opening("wall", "p3m", "/wall?adegan=opd", "#wall-root[data-map=ready]", rarely=True),
    Opening("wall", "p3m", "/wall?adegan=kanal", "#wall-root[data-map=ready]", rarely=True),
    Opening("analytics", "diskominfo", "/analytics", ".card .main-svg"),
    Opening("briefing", "mayor", "/briefing/hari-ini", "h1"),
    Opening("opd", "opd", "/opd/dpu", ".card", rarely=True),
    Opening("opd", "opd", "/opd/dpu?tab=antrean", ".card"),
    Opening("opd", "opd", "/opd/dpu?tab=tenggat", ".card", rarely=True),
    Opening("opd", "opd", "/opd/dpu?tab=peta", ".card", rarely=True),
    Opening("opd", "opd", "/opd/dpu?tab=banding", ".card", rarely=True),
    Opening("opd", "mayor", "/opd/semua", "h1"),
    Opening("answer", "opd", "/opd/dpu/laporan/LH-2026-999999", ".office-none"),
    Opening("instructed", "opd", "/opd/dpu/arahan", ".card"),
    Opening("mayor", "mayor", "/wali", ".mayor-reports"),
    Opening("integrity", "p3m", "/integritas", ".integrity-filters"),
    Opening("methods", "mayor", "/metode", "h2"),
    Opening("style", "admin", "/gaya", "#style-chart .main-svg"),
)
