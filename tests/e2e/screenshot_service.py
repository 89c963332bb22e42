"""Pictures of the pages on which the city acts and citizens follow: the desk, the answer of an OPD, the form, the status page.

Each is drawn of the demo, with a few reports whose way is known; `path` may name them: {waiting}, {answered}, {asked}, {settled}
are tracking numbers, the same with `_code` their codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx
from playwright.sync_api import Page

from tests.e2e.screenshot_states import PATIENCE_MS, Act, PageState
from tests.servers.command_center import CommandCenter

STAFF = "gambar.petugas"
ANSWER = "Petugas kami sudah ke lokasi. Lubang ditutup besok pagi, setelah hujan reda."
WRITTEN = {
    "waiting": "Jalan berlubang di depan Pasar Bulu, dua motor sudah jatuh minggu ini",
    "met": "Lampu penerangan jalan padam di Jl Sriwijaya sejak Senin malam",
    "forwarded": "Gorong-gorong ambrol di Jl Kelud Raya, jalan tinggal separuh",
    "answered": "Aspal mengelupas di Jl Pandanaran depan kantor pos",
    "asked": "Saluran air mampet di kampung kami, air masuk rumah bila hujan",
    "settled": "Tutup got hilang di Jl Gajahmada dekat halte",
}


@dataclass
class Staged:
    """The reports of the pictures at an installation, made when the first picture of them is asked for."""

    center: CommandCenter
    made: dict[str, str] = field(default_factory=dict)

    def path(self, template: str) -> str:
        """An address with the numbers and codes filled in."""
        if "{" not in template:
            return template
        return template.format(**self.reports())

    def reports(self) -> Mapping[str, str]:
        """Name -> tracking number, and name with ``_code`` -> its code."""
        if not self.made:
            password = "sandi untuk uji saja 2026"
            self.center.manage("user", "add", STAFF, "--role", "p3m", "--password", password)
            for name, text in WRITTEN.items():
                sent = {"text": (None, text), "visibility": (None, "publik"), "lat": (None, "-6.9868")}
                answer = httpx.post(
                    f"{self.center.url}/lapor",
                    files=sent | {"lon": (None, "110.4145"), "address": (None, "Semarang Tengah")},
                    headers={"Accept": "application/json"},
                    timeout=PATIENCE_MS / 1000,
                )
                answer.raise_for_status()
                said = answer.json()
                self.made |= {name: said["number"], f"{name}_code": said["code"]}
            self._worked_on()
        return self.made

    def _worked_on(self) -> None:
        for name in ("forwarded", "answered", "asked", "settled"):
            self._act("verify", name)
        for name in ("forwarded", "answered", "settled"):
            self._act("forward", name, "--opd", "dpu", "--text", "Mohon dicek hari ini, dekat sekolah.")
        self._act("ask", "asked", "--text", "Di RT dan RW berapa, dan sejak kapan?", "--publish")
        self._act("answer", "answered", "--text", ANSWER, "--publish")
        self._act("settle", "settled", "--text", "Tutup got sudah dipasang kembali. Terima kasih.", "--publish")

    def _act(self, verb: str, name: str, *more: str) -> None:
        self.center.manage("report", verb, self.made[name], *more, "--by", STAFF)


def overtaken(page: Page, center: CommandCenter) -> None:
    """An answer is being written while somebody else forwards the report."""
    page.wait_for_selector(".desk-number", timeout=PATIENCE_MS)
    page.keyboard.press("r")
    page.locator(".desk-composer textarea, textarea.desk-answer").first.fill("Terima kasih, akan kami cek ke lokasi")
    number = str(page.locator(".desk-number").first.text_content()).strip()
    center.manage("report", "forward", number, "--opd", "disperkim", "--by", STAFF)
    page.wait_for_timeout(12_000)


def menu(page: Page, center: CommandCenter) -> None:
    """The list of all pages is open."""
    page.locator(".work-more summary").click()


def shot(name: str, role: str, path: str, after: Act | None = None) -> PageState:
    """A picture of a page as a person of a role sees it; "" for nobody."""
    return PageState(name, role, path, after=after)


SERVICE = (
    shot("lapor", "", "/lapor"),
    shot("lacak", "", "/lacak"),
    shot("lacak-kode-salah", "", "/lacak/{waiting}?kode=AAAAAAAA"),
    shot("lacak-diterima", "", "/lacak/{waiting}?kode={waiting_code}"),
    shot("lacak-dijawab", "", "/lacak/{answered}?kode={answered_code}"),
    shot("lacak-ditanya", "", "/lacak/{asked}?kode={asked_code}"),
    shot("lacak-selesai", "", "/lacak/{settled}?kode={settled_code}"),
    shot("desk", "p3m", "/desk"),
    shot("desk-laporan", "p3m", "/desk?antrean=semua&laporan={answered}"),
    shot("desk-bentrok", "p3m", "/desk?antrean=semua&laporan={met}", after=overtaken),
    shot("desk-kosong", "p3m", "/desk?cari=tidak-ada-yang-begini"),
    shot("panggilan", "p3m", "/panggilan"),
    shot("peringatan", "p3m", "/peringatan"),
    shot("integritas", "p3m", "/integritas"),
    shot("wali", "mayor", "/wali"),
    shot("opd-jawab", "opd", "/opd/dpu/laporan/{forwarded}"),
    shot("opd-arahan", "opd", "/opd/dpu/arahan"),
    shot("saya", "p3m", "/saya"),
    shot("saya-kode", "p3m", "/saya/kode"),
    shot("akun", "admin", "/akun"),
    shot("akun-orang", "admin", f"/akun/{STAFF}"),
    shot("akun-menu", "admin", "/akun", after=menu),
    shot("audit", "admin", "/audit"),
)
"""The first ones make the reports; what stands later shows what came of them."""

DRAWN_HERE = ("desk", "calls", "alerts", "answer", "instructed", "mayor", "integrity")
"""Keys of pages that are drawn by this table alone."""


def is_drawn_here(page: str, path: str) -> bool:
    """Whether a page has its pictures from this table."""
    return page in DRAWN_HERE or path.startswith(("/saya", "/akun", "/audit"))
