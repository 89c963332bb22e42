"""What is filled into a form inside a messenger: questions and answers, pictures and a place, whatever the form."""

import json
from typing import Any

import pytest

from command_center.domain.inbound import Media, Position
from data_sources.flow_answers import FlowAnswers, read_answers


def read(**form: Any) -> FlowAnswers:
    return read_answers(json.dumps(form))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ({"laporan": "lampu mati"}, "laporan: lampu mati"),
        ({"laporan": "lampu mati", "lokasi": "Jl. Veteran"}, "laporan: lampu mati\nlokasi: Jl. Veteran"),
        (
            {"screen_0_Isi_laporan_0": "rob", "screen_1_Jenis_2": "1_Rob_dan_banjir"},
            "Isi laporan: rob\nJenis: Rob dan banjir",
        ),
        ({"jenis": ["0_Jalan", "1_Lampu"]}, "jenis: Jalan, Lampu"),
        ({"setuju": True, "korban": False, "jumlah": 3}, "setuju: ya\nkorban: tidak\njumlah: 3"),
        ({"isi": {"laporan": "rob", "kosong": None}}, "laporan: rob"),
        ({"daftar": [{"laporan": "rob"}, {"laporan": "lampu"}]}, "laporan: rob\nlaporan: lampu"),
        ({"flow_token": "1"}, ""),
        ({"laporan": " ", "foto": []}, ""),
        ({"kode": "2026_11"}, "kode: 2026_11"),
    ],
)
def test_questions_and_answers_become_lines(form: dict[str, Any], text: str):
    assert read(**form).text == text


def test_a_form_without_answers_says_nothing():
    assert not read(flow_token="1")
    assert read(laporan="rob")


def test_pictures_are_referred_to_wherever_they_stand():
    picture = {"id": 790, "mime_type": "image/jpeg", "sha256": "a=", "file_name": "1.jpg"}
    letter = {"id": "791", "mime_type": "application/pdf", "file_name": "surat.pdf"}
    found = read(foto=[picture, picture], lampiran={"surat": letter})
    assert found == FlowAnswers("", (Media("image", "790", "image/jpeg"), Media("document", "791", "application/pdf")))


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ({"lat": -6.98, "lon": 110.42}, Position(-6.98, 110.42)),
        ({"lokasi": {"latitude": "-6.98", "longitude": "110.42"}}, Position(-6.98, 110.42)),
        ({"lat": -698, "lon": 110.42}, None),
        ({"lat": -6.98}, None),
    ],
)
def test_a_place(form: dict[str, Any], place: Position | None):
    found = read(**form)
    assert found.position == place
    assert bool(found.text) is (place is None), "a place that cannot be used is kept in words"


@pytest.mark.parametrize("sent", ["lampu mati", '"lampu mati"', "[1]", "{", ""])
def test_what_is_no_form_is_the_text_itself(sent: str):
    assert read_answers(sent) == FlowAnswers(sent)
