"""Whatever sign or word people put into a number, a plate or an address, and before it: nothing of it is left."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.domain.masking import mask_personal
from tests.domain.masking_snippets import Snippet, left_over
from tests.tables import every_case

SIGNS = [
    *("", " ", "-", ".", ",", ";", "|", "/", "\\", "_", "~", "…", "*", "•", "·", "–", "—", "+", "=", "#", "'", '"', "`", "^", "°"),
    *("<", ">", "(", ")", "[", "]", "{", "}", "&", "%", "$", "!", "?", "@", "\n", "\t", "\r\n", "\u00a0", "\u200b", "\u200d"),
    *("\u2028", "\u202e", "\u3000", " - ", " . ", " , ", " / ", " | ", "--", "...", ", ", "\n\n", " strip ", " titik ", " spasi "),
    *("(dot)", " dan ", " x ", "👉", "🙏", "→", "-\n"),
]  # fmt: skip
LEADS = [
    *("", "hp ", "HP:", "wa", "WA.", "wa=", "telp.", "tlp:", "CP ", "kontak: ", "hub ", "nomor saya ", "No:", "nmr", "call "),
    *("(", "+", "#", "📞", "☎️ ", "phone:", "sms ke ", "ke ", "di ", "bisa dihub di ", "nope:", "hape", "Jl. Pemuda 5, "),
]  # fmt: skip
TAILS = ["", " ya", ".", "\nlampu mati di Jl. Pemuda no 5", ", RT 03 RW 05"]
FORMS = ["0123456789", "０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹", "⓪①②③④⑤⑥⑦⑧⑨", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "٠١٢٣٤٥٦٧٨٩", "OI23456789"]
COUNTRIES = ["0", "62", "+62", "0062", "+62 (0)"]
REGIONS = [
    "A",
    "AA",
    "AB",
    "AD",
    "AE",
    "AG",
    "B",
    "BA",
    "BB",
    "BD",
    "BE",
    "BG",
    "BH",
    "BK",
    "BL",
    "BM",
    "BN",
    "BP",
    "D",
    "DA",
    "DB",
    "DC",
    "DD",
    "DE",
    "DG",
    "DH",
    "DK",
    "DL",
    "DM",
    "DN",
    "DP",
    "DR",
    "DS",
    "DT",
    "DW",
    "E",
    "EA",
    "EB",
    "ED",
    "F",
    "G",
    "H",
    "K",
    "KB",
    "KH",
    "KT",
    "KU",
    "L",
    "M",
    "N",
    "P",
    "PA",
    "PB",
    "PG",
    "PS",
    "PT",
    "PY",
    "R",
    "S",
    "T",
    "W",
    "Z",
]


@st.composite
def numbers(draw):
    """A mobile number as somebody may write it: (what is written, its digits)."""
    country = draw(st.sampled_from(COUNTRIES))
    body = "8" + draw(st.sampled_from("123579")) + draw(st.text(st.sampled_from("0123456789"), min_size=8, max_size=10))
    size = draw(st.integers(3, 6))
    sign = draw(st.sampled_from(SIGNS))
    groups = [body[at : at + size] for at in range(0, len(body), size)]
    head = country + groups.pop(0)
    written = sign.join([head, *groups])
    form = draw(st.sampled_from(FORMS))
    return written.translate({ord(digit): other for digit, other in zip("0123456789", form, strict=True)}), body


@given(numbers(), st.sampled_from(LEADS), st.sampled_from(TAILS))
def test_no_mobile_number_is_left(number, lead, tail):
    written, digits = number
    masked = mask_personal(f"tolong {lead}{written}{tail}")
    assert left_over(Snippet("phones", written, (digits,), ()), masked) == []


@given(
    st.sampled_from(REGIONS),
    st.integers(1, 9999),
    st.sampled_from(["", "X", "AB", "KWC"]),
    st.sampled_from(["", " ", ".", "-", "  ", "_", " - ", "/", ":"]),
    st.sampled_from(
        ["plat ", "nopol: ", "motor berplat nomor ", "mobil plat no. ", "Plat : ", "pelatnya ", "bernopol "]
    ),
    st.booleans(),
)
def test_no_plate_is_left(region, digits, series, sign, lead, low):
    plate = sign.join(filter(None, (region, str(digits), series)))
    plate = plate.lower() if low else plate
    assert plate not in mask_personal(f"{lead}{plate} parkir")


@given(
    st.sampled_from(["budi.santoso", "budi_99", "budi", "b.s-17"]),
    st.sampled_from(["@", " @ ", "@ ", " @", "@@", "＠", " at ", " AT ", "(at)", " [at] ", "{at}", "<at>", "-at-", " et ", "(a)"]),
    st.sampled_from(["gmail.com", "yahoo.co.id", "gmail", "kampus.ac.id", "perusahaan.com"]),
    st.sampled_from([".", " . ", ". ", ",", " dot ", "(dot)", "[dot]", " titik ", "[.]"]),
    st.sampled_from(["", "email ", "e-mail: ", "surel saya ", "kirim ke "]),
)  # fmt: skip
def test_no_address_is_left(local, at, host, dot, lead):
    masked = mask_personal(f"{lead}{local}{at}{host.replace('.', dot)} ya")
    assert local not in masked
    assert masked.startswith(lead)


def test_no_sign_after_any_lead_carries_a_number():
    def check(lead, sign):
        masked = mask_personal(f"tolong {lead}{sign.join(('0813', '2244', '5566'))} ya")
        assert left_over(Snippet("phones", "", ("081322445566",), ()), masked) == []

    every_case(check, product(LEADS, SIGNS))


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("nama saya dobleh. rumah [nama] banjir, tolong dobleh dihubungi", "dobleh"),
        ("berkas dewianjani dan anjani dewi", "anjani"),
        ("berkas soetrisno dan Soetrisno", "soetrisno"),
    ],
)
def test_a_name_is_masked_wherever_it_stands_again(text, sender):
    assert sender not in mask_personal(text, ["Dewi Anjani", "Sutrisno"]).lower()
