"""Finds vehicle plates in a text: a region, up to four digits, up to three letters, whatever signs stand between."""

import re

from command_center.domain.masking_canvas import PLATE, Canvas

_REGION = "A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNPRSTW]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[ABGSTY]?|R|S|T|W|Z"
"""First letters of the plates of Indonesia (Perkapolri 7/2021)."""
_GAP = r"(?:[^\w\n]{0,4}+|_{0,2}+)"
_PLATE = re.compile(
    rf"(?<![^\W_])(?P<region>{_REGION})(?P<first>{_GAP}|\s?(?:nomor|nomer|no|angka)[\s.:]{{1,2}})(?P<digits>\d(?:[ .\-]?\d){{0,3}})(?!\d)"
    rf"(?:(?P<second>{_GAP})(?P<series>[A-Z](?:[ .\-]?[A-Z]){{0,2}})(?![^\W_]))?",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    rf"(?<![^\W_])(?:{_REGION})(?:\s(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan)){{2,4}}\s[A-Z](?:\s?[A-Z]){{0,2}}(?![^\W_])",
    re.IGNORECASE,
)
_WITHOUT_REGION = re.compile(
    r"\b(?:ber)?(?:plat|pelat|nopol|no\.?\s?pol|nomor\s?polisi)(?:nya)?[\W_]{1,3}(?:(?:nomor|nomer|no)[\W_]{1,2})?(?P<secret>\d{3,4}[\W_]?[A-Z]{1,3}(?![^\W_]))",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    # the police, the army and offices: "1234-IX", "4412-03"
    r"\b(?:ber)?(?:plat|pelat|nopol|no\.?\s?pol|nomor\s?polisi|dinas|tni|polri|polisi|militer|tentara|mobil|motor|truk|kendaraan)(?:nya)?"
    r"(?:\s(?!blok|rt|rw|gang|tahun|thn|th|no|nomor|tgl|sejak)[a-z]{2,10}){0,3}[\W_]{1,4}"
    r"(?P<secret>(?!(?:19|20)\d\d\D{1,3}\d)\d{3,5}\s?[\-–/]\s?(?:[IVX]{1,5}|\d{2})(?![^\W_]|[\-/]))",
    re.IGNORECASE,
)
_DIPLOMATIC = re.compile(r"(?<![^\W_])(?<!\d\s)C[CD][ .\-]?\d{1,3}[ .\-]\d{1,3}(?![^\W_])")
_BEFORE = 40
_LEAD = re.compile(
    r"\b(?:ber)?(?:plat|pelat|plate|nopol|no\.?\s?pol|nomor\s?polisi|nomor\s?kendaraan|nomer\s?polisi|nopolnya|platnya|no\.?\s?plat|tnkb|"
    r"(?:mobil|motor|truk|truck|bus|bis|angkot|taksi|taxi|kendaraan)\s(?:bernomor|nomor|nomer|no\.?))(?:nya)?"
    r"(?:\s(?!blok|rt|rw|gang)[a-z]{2,10}){0,3}[\W_]{0,4}\Z",
    re.IGNORECASE,
)
_VEHICLE = re.compile(
    r"\b(?:mobil|motor|sepeda\smotor|truk|truck|bus|bis|angkot|taksi|taxi|avanza|xenia|innova|jazz|brio|ertiga|calya|sigra|agya|ayla|beat|"
    r"vario|mio|nmax|pcx|supra|vega|scoopy|pickup|pick\sup|tronton|dump\struck|kendaraan|elf|l300|carry|grandmax|pajero|fortuner|ojol|"
    r"honda|yamaha|toyota|daihatsu|suzuki)(?:\s(?!blok|no|rt|rw|gang|kelas)[a-z]{2,10}){0,2}\s[(\[]?\Z",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:\b(?:blok|blk|kav|kavling|no|nomor|unit|gang|gg|lantai|tipe|type|koridor|kelas|ruang|gedung|pintu|gate|huruf|zona|golongan|gol|"
    r"lorong|tower|rayon|jalur|seri|kode|merk|merek|vitamin|ukuran|limbah|rumah)\b\.?|°|['′\"″])\s?\Z",
    re.IGNORECASE,
)
"""What makes the same letters a block, a class or a size."""
_UNITS = frozenset(
    [
        "m",
        "cm",
        "mm",
        "km",
        "kg",
        "gr",
        "l",
        "ml",
        "w",
        "kw",
        "kv",
        "kva",
        "va",
        "v",
        "rt",
        "rw",
        "kk",
        "th",
        "thn",
        "bln",
        "hr",
        "jt",
        "rb",
        "am",
        "pm",
        "x",
        "an",
        "di",
        "ke",
        "dr",
        "dg",
        "yg",
        "dan",
        "ada",
        "jam",
        "org",
        "kpk",
        "wib",
        "no",
        "gg",
        "jl",
        "bh",
        "dll",
        "dst",
        "kali",
        "km2",
        "m2",
        "ha",
        "s",
        "e",
        "u",
        "t",
        "b",
        "pk",
        "inch",
        "in",
        "buah",
        "dr",
        "dpt",
        "sd",
        "smp",
        "sma",
        "tk",
        "gak",
        "ga",
        "ya",
        "lo",
        "nya",
    ]
)
_NO_PLATES = frozenset({"p3m", "h2o", "k3l", "b3b", "s1a", "g30s", "h1n1", "n95", "k3s"})


def mask_plates(canvas: Canvas) -> None:
    """Cover plates. A block, a class, a size or an amount with its unit looks like one and stays."""
    plain = canvas.plain
    canvas.cover((*found.span(), PLATE) for found in _PLATE.finditer(plain) if _is_plate(plain, found))
    canvas.mask(_SPOKEN, PLATE)
    canvas.mask(_WITHOUT_REGION, PLATE)
    canvas.mask(_OFFICIAL, PLATE)
    canvas.mask(_DIPLOMATIC, PLATE)


def _is_plate(plain: str, found: re.Match[str]) -> bool:
    before = plain[max(0, found.start() - _BEFORE) : found.start()]
    if _LEAD.search(before):
        return True
    if _OTHER.search(before) or found[0].lower() in _NO_PLATES:
        return False
    digits = sum(map(str.isdigit, found["digits"]))
    series = found["series"]
    if series is None:
        # A plate without its last letters: only where it stands with a vehicle.
        year = found["digits"].startswith(("19", "20"))
        return found["region"].isupper() and (
            (digits >= 3 and bool(_VEHICLE.search(before))) or (digits == 4 and not year and not plain.isupper())
        )
    letters = "".join(filter(str.isalpha, series))
    if letters.lower() in _UNITS and not (letters.isupper() and found["region"].isupper() and digits >= 3):
        return digits >= 3 and bool(_VEHICLE.search(before))
    if digits >= 3:
        return True
    return letters.isupper() and found["region"].isupper() and (digits == 2 or bool(_VEHICLE.search(before)))
