"""Text files with delimiters: every encoding, delimiter and quote that programs write, and what is said of broken ones."""

import codecs

import pytest

from data_sources.csv_rows import ROW_CELLS, csv_rows, delimiter_of, encoding_of
from data_sources.errors import BadMessage

TABLE = "Tracking ID;Isi Laporan\n1;jalan rusak di depan café “Bunga”\n"
ROWS = [["Tracking ID", "Isi Laporan"], ["1", "jalan rusak di depan café “Bunga”"]]


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (TABLE.encode("utf-8-sig"), "utf-8-sig"),
        (TABLE.encode("cp1252"), "cp1252"),
        (TABLE.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"), "utf-16"),
        (TABLE.encode("utf-16-le"), "utf-16-le"),
        (TABLE.encode("utf-16-be"), "utf-16-be"),
        (TABLE.encode("utf-32"), "utf-32"),
        (TABLE.encode("utf-32-le"), "utf-32-le"),
        (TABLE.encode("utf-32-be"), "utf-32-be"),
    ],
)
def test_the_encoding_is_told_by_its_mark_or_its_bytes(body: bytes, encoding: str):
    assert encoding_of(body) == encoding
    assert list(csv_rows(body)) == ROWS


def test_a_letter_far_down_decides_between_utf_8_and_windows():
    body = b"a;b\n" + b"x;y\n" * 50_000
    assert encoding_of(body) == "utf-8"
    assert encoding_of(body + "é;é\n".encode()) == "utf-8"
    assert encoding_of(body + "é;é\n".encode("cp1252")) == "cp1252"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end(delimiter: str, end: str):
    text = end.join([f"id{delimiter}isi", f'1{delimiter}"dua{delimiter} tiga"', f"2{delimiter}empat", ""])
    assert list(csv_rows(text.encode())) == [["id", "isi"], ["1", f"dua{delimiter} tiga"], ["2", "empat"]]


def test_line_ends_and_quotes_inside_cells_stay():
    assert list(csv_rows(b'id,isi\r\n1,"satu\r\ndua\n""tiga"""\r\n')) == [["id", "isi"], ["1", 'satu\r\ndua\n"tiga"']]


@pytest.mark.parametrize("first", ["sep=|", "SEP=|\r", "\ufeffsep=|"])
def test_excels_first_line_may_name_the_delimiter(first: str):
    assert list(csv_rows(f"{first}\na,b|c\n".encode())) == [["a,b", "c"]]


def test_a_title_above_the_table_does_not_decide_the_delimiter():
    assert delimiter_of("Laporan, tahun 2026, Kota Semarang\nid;isi\n1;a, b\n2;c\n") == ";"


def test_delimiter_and_encoding_can_be_said():
    assert list(csv_rows("a:é\n".encode("cp850"), delimiter=":", encoding="cp850")) == [["a", "é"]]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'a,b\n1,"tidak ditutup\n2,x\n', "row 2 begins a quote that never ends"),
        (b'a,b\n1,"' + b"x\n" * 600 + b'"\n', "row 2 goes on over more than 500 lines"),
        (b"a,b\n" + b"," * ROW_CELLS, "row 2 has more than 16384 cells"),
        (b"a,b\n" + b"x" * 9_000_000, "row 2 has a line of more than 8 million characters"),
        (b"a,b\n" + b"x" * 200_000, r"row 2 \(line 2\) of the CSV cannot be read"),
    ],
)
def test_a_broken_row_is_named(body: bytes, why: str):
    with pytest.raises(BadMessage, match=why):
        list(csv_rows(body))
