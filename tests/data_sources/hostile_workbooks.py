"""Workbooks that are small on the disk and large when they are read, built part by part."""

import io
import zipfile
from collections.abc import Iterable

SHEET_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(
    sheet: Iterable[bytes] | str, *, entries: int = 1, strings: str = "", styles: str = "", properties: str = ""
) -> bytes:
    """An XLSX whose `entries` sheet entries all point to the one part that `sheet` gives (the XML of its rows)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        kinds = [("worksheets/sheet1.xml", "worksheet"), ("workbook.xml", "sheet.main")]
        kinds += [("sharedStrings.xml", "sharedStrings")] * bool(strings) + [("styles.xml", "styles")] * bool(styles)
        overrides = "".join(
            f'<Override PartName="/xl/{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds
        )
        rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{rels}{overrides}</Types>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, entries + 1))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{SHEET_NS}" xmlns:r="{_REL}">{properties}<sheets>{names}</sheets></workbook>',
        )
        more = f'<Relationship Id="r2" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/>' if strings else ""
        more += f'<Relationship Id="r3" Type="{_REL}/styles" Target="styles.xml"/>' if styles else ""
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_REL}/worksheet" '
            f'Target="worksheets/sheet1.xml"/>{more}</Relationships>',
        )
        for name, text in (("sharedStrings.xml", strings), ("styles.xml", styles)):
            if text:
                archive.writestr(f"xl/{name}", text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'<worksheet xmlns="{SHEET_NS}"><sheetData>'.encode())
            for piece in [sheet.encode()] if isinstance(sheet, str) else sheet:
                part.write(piece)
            part.write(b"</sheetData></worksheet>")
    return out.getvalue()


def one_heavy_row(megabytes: int = 99) -> bytes:
    """One row of so many MB of empty cells."""
    cells = b"<c/>" * 250_000
    return workbook([b'<row r="1">', *([cells] * megabytes), b"</row>"])


def rows_of_one_cell(rows: int, entries: int = 1) -> bytes:
    """So many rows of one short number, in one part that several sheet entries point to."""
    return workbook((b"<row><c><v>1</v></c></row>" for _ in range(rows)), entries=entries)
