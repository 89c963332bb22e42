"""Where on the OPD pages somebody stands, as the address says it: OPD, tab, period, part and page of the queue, report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from command_center.readmodel.opd_view import PERIODS, OpdTab, QueuePart

ALL = "semua"
"""Stands for the code of an OPD in the address of the list of all."""


@dataclass(frozen=True, slots=True)
class OpdPlace:
    """A place on the OPD pages. `misread` are the names in the address whose value there is not; they are told."""

    code: str
    tab: OpdTab = OpdTab.PERFORMANCE
    weeks: int = PERIODS[0]
    part: QueuePart = QueuePart.ALL
    page: int = 1
    number: str = ""
    misread: tuple[str, ...] = field(default=(), compare=False)

    @property
    def address(self) -> str:
        """The address; what is as usual does not stand in it."""
        asked: dict[str, str] = {}
        if self.tab is not OpdTab.PERFORMANCE:
            asked["tab"] = str(self.tab)
        if self.weeks != PERIODS[0]:
            asked["minggu"] = str(self.weeks)
        if self.tab is OpdTab.QUEUE:
            if self.part is not QueuePart.ALL:
                asked["bagian"] = str(self.part)
            if self.page != 1:
                asked["hal"] = str(self.page)
            if self.number:
                asked["laporan"] = self.number
        return f"/opd/{quote(self.code, safe='')}" + (f"?{urlencode(asked)}" if asked else "")

    @property
    def stored(self) -> dict[str, Any]:
        """The same as the browser keeps it and hands it back."""
        return {
            "code": self.code,
            "tab": str(self.tab),
            "minggu": str(self.weeks),
            "bagian": str(self.part),
            "hal": str(self.page),
            "laporan": self.number,
        }


def place_of(variables: Mapping[str, object]) -> OpdPlace:
    """The place that an address, or a browser, asks for: what there is not is passed over, and named."""
    misread: list[str] = []

    def text(name: str) -> str:
        value = variables.get(name, "")
        if isinstance(value, str):
            return value[:60]
        misread.append(name)
        return ""

    def one_of(name: str, known: Mapping[str, Any], usual: Any) -> Any:
        value = text(name)
        if value and value not in known:
            misread.append(name)
        return known.get(value, usual)

    pages = text("hal")
    if pages and not (pages.isascii() and pages.isdigit() and 0 < int(pages) < 1_000_000):
        misread.append("hal")
        pages = ""
    return OpdPlace(
        code=text("code"),
        tab=one_of("tab", {str(each): each for each in OpdTab}, OpdTab.PERFORMANCE),
        weeks=one_of("minggu", {str(each): each for each in PERIODS}, PERIODS[0]),
        part=one_of("bagian", {str(each): each for each in QueuePart}, QueuePart.ALL),
        page=int(pages or 1),
        number=text("laporan"),
        misread=tuple(dict.fromkeys(misread)),
    )
