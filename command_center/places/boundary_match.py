"""Which feature of a boundary file is which kelurahan: by Kemendagri code, else by name, however it is written."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import OSA

from command_center.domain.areas import Areas
from command_center.places.names import fold

CODE = re.compile(r"(\d\d)\W?(\d\d)\W?(\d\d)\W?(\d{4})(?:\.0+)?")
TITLE = re.compile(r"^\s*(?:kel(?:urahan)?|kec(?:amatan)?|desa)\b\.?", re.IGNORECASE)

MOST_EDITS = 2
"""Letters by which a name may differ (Telogosari, Bambangkerep) where no other kelurahan of its kecamatan is as near."""


@dataclass(frozen=True, slots=True)
class Matching:
    """`codes` has one kelurahan code a feature ("" where it is none of ours); `problems` says what to mend.

    `by` is "code" or "name" with the column; `notes` say what was taken in another way than it stands: another
    spelling, codes that are new, features that are no kelurahan, several features of one.
    """

    codes: tuple[str, ...]
    by: str
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class _Notes:
    told: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def match(columns: Mapping[str, Sequence[object]], homes: Sequence[str], areas: Areas) -> Matching:
    """Matches features, given as columns of equal length, with the kelurahan of `areas`.

    `homes` is the code of the kecamatan each feature lies in by its position ("" for none): it tells apart kelurahan
    of one name where the file has no column with the kecamatan. Every kelurahan must be matched. Codes go before names,
    but where they and the names disagree and the names alone give every kelurahan, the codes are another list's.
    """
    known = {area.code for area in areas.kelurahan}
    codes_by_column = {column: [_code(value) for value in values] for column, values in columns.items()}
    coded = _fullest({column: [code in known for code in codes] for column, codes in codes_by_column.items()})
    named = _fullest({column: _are_names(values, areas) for column, values in columns.items()})
    by_code = _by_code(columns, coded, codes_by_column[coded], named, areas) if coded else None
    if by_code is not None and not by_code.problems:
        return by_code
    if named:
        by_name = _by_name(columns, named, homes, areas)
        if by_code is None:
            return by_name
        if not by_name.problems:
            differ = sum(one != other for one, other in zip(codes_by_column[coded], by_name.codes, strict=True))
            note = f"{differ} codes in {coded} are not ours; the names give every kelurahan and decided"
            return replace(by_name, notes=(note, *by_name.notes))
    if by_code is not None:
        return by_code
    return Matching(("",) * len(homes), "", (), ("no column holds Kemendagri codes or names of kelurahan",))


def name_key(name: object) -> str:
    """Equal for all the ways to write a name: case, blanks, hyphens, "Kel.", dh for d, doubled letters."""
    return fold(re.sub(r"[^a-z]", "", TITLE.sub("", str(name)).lower()))


def _code(value: object) -> str:
    """A Kemendagri code with its dots (3374011001, 33.74.01.1001 and 3374011001.0 alike); "" for anything else."""
    found = CODE.fullmatch(str(value).strip())
    return ".".join(found.groups()) if found else ""


def _fullest(hits: Mapping[str, Sequence[bool]]) -> str:
    """The column with the most hits, "" where none has a hit in half of its rows."""
    best = max(hits, key=lambda column: sum(hits[column]), default="")
    return best if best and sum(hits[best]) * 2 >= len(hits[best]) > 0 else ""


def _are_names(values: Sequence[object], areas: Areas) -> list[bool]:
    keys = {name_key(area.name) for area in areas.kelurahan}
    return [name_key(value) in keys for value in values]


def _by_code(
    columns: Mapping[str, Sequence[object]], coded: str, written: Sequence[str], named: str, areas: Areas
) -> Matching:
    """The matching by the codes in column `coded`."""
    notes = _Notes()
    known = {area.code for area in areas.kelurahan}
    codes = [code if code in known else "" for code in written]
    strange = {
        row: f"feature {row + 1} has the code {columns[coded][row]!r}, which no kelurahan has"
        for row, code in enumerate(codes)
        if not code
    }
    if named:
        _compare_names(codes, columns[named], areas, notes)
    _count(codes, columns[named] if named else None, strange, areas, notes)
    return Matching(tuple(codes), f"code ({coded})", tuple(notes.told), tuple(notes.problems))


def _by_name(columns: Mapping[str, Sequence[object]], named: str, homes: Sequence[str], areas: Areas) -> Matching:
    """The matching by the names in column `named`."""
    notes = _Notes()
    kecamatan = {name_key(area.name): area.code for area in areas.kecamatan}
    others = {column: values for column, values in columns.items() if column != named}
    column = _fullest({column: [name_key(value) in kecamatan for value in values] for column, values in others.items()})
    within = [kecamatan.get(name_key(value), "") for value in columns[column]] if column else list(homes)
    by_key: dict[str, list[str]] = defaultdict(list)
    for area in areas.kelurahan:
        by_key[name_key(area.name)].append(area.code)
    codes = []
    for name, home in zip(columns[named], within, strict=True):
        exact = by_key.get(name_key(name), [])
        here = [code for code in exact if areas.kecamatan_of(code) == home]
        codes.append(here[0] if here else exact[0] if len(exact) == 1 else "")
    taken = set(codes)
    strange = {}
    for row, (name, home) in enumerate(zip(columns[named], within, strict=True)):
        if codes[row]:
            continue
        codes[row] = _nearest(name_key(name), home, taken, areas)
        if codes[row]:
            taken.add(codes[row])
            notes.told.append(f"taken as another spelling: {str(name).strip()} -> {areas.name_of(codes[row])}")
        else:
            strange[row] = f"feature {row + 1} is called {str(name).strip()!r}, which no kelurahan left over is"
    _count(codes, columns[named], strange, areas, notes)
    return Matching(tuple(codes), f"name ({named})", tuple(notes.told), tuple(notes.problems))


def _nearest(key: str, home: str, taken: set[str], areas: Areas) -> str:
    """The one kelurahan not yet taken whose name is nearest to `key`, in the kecamatan where that is known."""
    found: dict[int, list[str]] = defaultdict(list)
    for area in areas.kelurahan:
        if area.code not in taken and (not home or area.kecamatan == home):
            found[OSA.distance(key, name_key(area.name), score_cutoff=MOST_EDITS)].append(area.code)
    near = [found[edits] for edits in sorted(found) if edits <= MOST_EDITS]
    return near[0][0] if near and len(near[0]) == 1 else ""


def _compare_names(codes: Sequence[str], values: Sequence[object], areas: Areas, notes: _Notes) -> None:
    """Refuses a code whose feature bears the name of another kelurahan."""
    keys = {name_key(area.name) for area in areas.kelurahan}
    for code, value in zip(codes, values, strict=True):
        own = name_key(areas.kelurahan_by_code[code].name) if code else ""
        if code and name_key(value) != own and name_key(value) in keys:
            notes.problems.append(f"{code} is {areas.name_of(code)}, but its feature is called {str(value).strip()!r}")


def _count(
    codes: Sequence[str],
    names: Sequence[object] | None,
    strange: Mapping[int, str],
    areas: Areas,
    notes: _Notes,
) -> None:
    """Refuses kelurahan that no feature stands for, and then what may stand for them: strange and doubled features.

    Where every kelurahan is there, features that are none (a river, the harbour) are left out, and several of one are
    its parts, as long as they bear one name.
    """
    rows: dict[str, list[int]] = defaultdict(list)
    for row, code in enumerate(codes):
        rows[code].append(row)
    missing = [area.code for area in areas.kelurahan if area.code not in rows]
    doubled = {code: found for code, found in rows.items() if code and len(found) > 1}
    if missing and len(codes) != len(areas.kelurahan):
        notes.problems.insert(0, f"{len(codes)} features, {len(areas.kelurahan)} kelurahan expected")
    if missing:
        notes.problems += strange.values()
    else:
        notes.told += [f"left out: {why}" for why in strange.values()]
    for code, found in doubled.items():
        told = f"{code} {areas.name_of(code)} stands {len(found)} times: features {[row + 1 for row in found]}"
        if missing or (names is not None and len({name_key(names[row]) for row in found}) > 1):
            notes.problems.append(told)
        else:
            notes.told.append(f"put together: {told}")
    notes.problems += [f"{code} {areas.name_of(code)} is missing" for code in missing]
