"""Headers as people make them: below titles, in capitals, broken over lines, merged over two rows, repeated on each page."""

from collections.abc import Iterator

from data_sources.header_rows import Columns, Header, Names, headed
from data_sources.tables import SheetRow

WANTED = {"key": "nomor", "text": "isi laporan", "lat": "koordinat lintang", "lon": "bujur", "kel": "kelurahan"}


def match(names: Names) -> Columns | None:
    places: dict[str, int] = {}
    for index, each in enumerate(names):
        for name in each:
            places.setdefault(name, index)
    found = {field: [places[name]] if name in places else [] for field, name in WANTED.items()}
    return found if found["key"] and found["text"] else None


def read(*rows: SheetRow) -> list[tuple[Header, int, SheetRow]]:
    def each() -> Iterator[SheetRow]:
        yield from rows

    return list(headed(each(), match))


def test_titles_above_and_an_odd_writing_do_not_matter():
    found = read(["REKAP LAPORAN", None], [], ["NOMOR", "Isi\nLaporan"], ["1", "a"], [None, None], ["2", "b"])
    assert [(number, row) for _, number, row in found] == [(4, ["1", "a"]), (5, [None, None]), (6, ["2", "b"])]
    assert found[0][0].row == 3


def test_a_name_that_spans_columns_counts_with_the_names_below_it():
    found = read(
        ["Nomor", "Isi Laporan", "Koordinat", None, "Lokasi", None],
        [None, None, "Lintang", "Bujur", "Kelurahan", "RT"],
        ["1", "a", -6.9, 110.4, "Genuk", "02"],
    )
    ((header, number, _),) = found
    assert number == 3
    assert header.columns == {"key": [0], "text": [1], "lat": [2], "lon": [3], "kel": [4]}
    assert list(header.names) == ["Nomor", "Isi Laporan", "Koordinat Lintang", "Bujur", "Lokasi Kelurahan", "RT"]


def test_a_first_record_of_words_is_no_second_line_of_the_header():
    ((header, number, row),) = read(["Nomor", "Isi Laporan", "x"], ["LAPOR", "lampu mati", "Kelurahan"])
    assert (header.row, number, row[1]) == (1, 2, "lampu mati")


def test_a_header_that_comes_again_is_no_record():
    found = read(["Nomor", "Isi Laporan"], ["1", "a"], ["NOMOR", "ISI LAPORAN"], ["2", "b"])
    assert [row for _, _, row in found] == [["1", "a"], ["2", "b"]]


def test_without_a_header_near_the_top_there_is_no_table():
    assert read(*[["x"]] * 60, ["Nomor", "Isi Laporan"], ["1", "a"]) == []
