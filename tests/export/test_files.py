"""An exported file is data: no cell of it acts as a formula, whatever a citizen wrote."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from command_center.export.files import begun, csv_file, xlsx
from command_center.export.rows import COLUMNS

EMPTY = dict.fromkeys(COLUMNS, "")
CALL = "=cmd|' /C calc'!A0"
SIGNS = "=+-@|%＝＋－＠﹦−"


def cell(text, column="text"):
    (_, row) = csv.reader(io.StringIO(b"".join(csv_file([EMPTY | {column: text}])).decode("utf-8-sig"), newline=""))
    return row[COLUMNS.index(column)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (CALL, "'" + CALL),
        (f"lampu padam\n\n{CALL};", f"lampu padam\n\n'{CALL};"),
        (f"lampu padam\n \n\t{CALL}", f"lampu padam\n \n\t'{CALL}"),
        (f"  {CALL}", f"  '{CALL}"),
        (f"\u00a0\u3000\u2003{CALL}", f"\u00a0\u3000\u2003'{CALL}"),
        (f"\u200b\ufeff{CALL}", f"\u200b\ufeff'{CALL}"),
        (f"a\u2028{CALL}\u0085{CALL}", f"a\u2028'{CALL}\u0085'{CALL}"),
        (f"a\tb\t{CALL}", f"a\tb\t'{CALL}"),
        (f'a;"{CALL}"', f'a;"\'{CALL}"'),
        (f"a, {CALL}", f"a, '{CALL}"),
        (f"a| {CALL}", f"a| '{CALL}"),
        (f"\r\n\r\n{CALL}", f"\r\n\r\n'{CALL}"),
        *((f"{sign}1+1", f"'{sign}1+1") for sign in SIGNS),
        ("jalan A-B rusak, 2-3 lubang", "jalan A-B rusak, 2-3 lubang"),
        ("email a@b, harga 5 % naik", "email a@b, harga 5 % naik"),
        ("-6.98", "-6.98"),
        ("12,5", "12,5"),
        ("-1+cmd", "'-1+cmd"),
    ],
)
def test_the_guard_stands_right_before_the_sign_in_every_line_and_cell(text, written):
    assert cell(text) == written


def test_a_number_stays_a_number():
    assert cell(-6.98123, "latitude") == "-6.98123"
    assert cell(-3, "incident") == "-3"


@given(st.text(alphabet=st.sampled_from([*SIGNS, *" \t\n\r;,\"'a1", "\u2028", "\u00a0", "\x0b"]), max_size=30))
def test_no_piece_of_a_cell_begins_with_a_sign(text):
    written = str(cell(text)) if not text.replace("-", "", 1).replace(",", "", 1).isdecimal() else "a"
    for end in ";,\t\r\x0b\u2028":
        written = written.replace(end, "\n")
    for piece in written.split("\n"):
        assert not piece.strip().strip('"').strip().startswith(tuple(SIGNS))


def unseen():
    """Every character that nobody sees: white space, controls, formats, fillers, variation selectors."""
    fillers = {
        0x034F,
        0x115F,
        0x1160,
        0x17B4,
        0x17B5,
        0x2800,
        0x3164,
        0xFFA0,
        *range(0x180B, 0x1810),
        *range(0xFE00, 0xFE10),
    }
    for code in range(0x110000):
        sign = chr(code)
        if code in fillers or sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf", "Zs", "Zl", "Zp"):
            yield sign


def test_nothing_unseen_hides_a_sign():
    """Programs drop what they do not show, each its own."""
    signs = list(unseen())
    assert len(signs) > 250
    rows = [EMPTY | {"text": f"{sign}{CALL}"} for sign in signs]
    (_, *written) = csv.reader(io.StringIO(b"".join(csv_file(rows)).decode("utf-8-sig"), newline=""))
    assert [f"{ord(sign):04x}" for sign, row in zip(signs, written, strict=True) if "'=cmd" not in row[6]] == []


def test_every_sign_that_means_one_of_a_formula_is_guarded():
    folded = {
        chr(code): folded
        for code in range(0x80, 0x110000)
        if (folded := unicodedata.normalize("NFKC", chr(code)))[0] in "=+-@|%"
    }
    assert {"＝", "₊", "⩵", "﬩"} <= folded.keys()
    assert [sign for sign in folded if cell(f"{sign}1+1") != f"'{sign}1+1"] == []


def test_a_long_run_of_blanks_is_read_once():
    text = "\n \t" * 40_000 + "a"
    assert cell(text) == text


def test_text_cells_of_a_workbook_stay_text_and_numbers_numbers():
    rows = [EMPTY | {"text": CALL, "subject": f"a\n{CALL}", "latitude": -6.98, "incident": 3}]
    sheet = load_workbook(io.BytesIO(b"".join(xlsx(rows))))["laporan"]
    row = dict(zip(COLUMNS, sheet[2], strict=True))
    assert (row["text"].value, row["text"].data_type, row["text"].quotePrefix) == (CALL, "s", True)
    assert (row["subject"].value, row["subject"].data_type) == (f"a\n{CALL}", "s")
    assert (row["latitude"].value, row["latitude"].data_type) == (-6.98, "n")
    assert (row["incident"].value, row["incident"].data_type) == (3, "n")


def test_what_fails_at_the_first_row_does_so_before_the_file_begins():
    def failing():
        raise OSError("the database is away")
        yield EMPTY

    with pytest.raises(OSError, match="away"):
        begun(failing())
    assert [row["number"] for row in begun(EMPTY | {"number": number} for number in ("a", "b"))] == ["a", "b"]
    assert list(begun([])) == []
