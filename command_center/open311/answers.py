"""What the Open311 server says: reports, posts, tokens and the discovery file as documents of the specification."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count
from types import MappingProxyType

from command_center.domain.areas import Areas
from command_center.domain.categories import Categories, Category
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.working_days import WIB, Calendar
from command_center.open311.errors import Problem
from command_center.open311.request import CLASS, VISIBILITY
from command_center.open311.xml import CONTENT_TYPES, Value
from command_center.reference.load import Reference
from command_center.store.public_reports import PublicReport

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
SIMULATED = "SIMULASI: data contoh, bukan laporan warga."
PROVISIONAL = "Tenggat jawaban masih sementara: hari libur sampai hari itu belum semuanya ditetapkan."

_EXAMPLES = 3
"""Other names of a category in its description; all of them are its keywords."""

_QUESTIONS: Sequence[tuple[str, str, str, Mapping[str, str]]] = (
    (
        VISIBILITY,
        "Siapa yang boleh melihat laporan ini?",
        "Tanpa pilihan: publik.",
        {
            Visibility.PUBLIC: "Publik",
            Visibility.ANONYMOUS: "Anonim: nama pelapor disembunyikan",
            Visibility.CONFIDENTIAL: "Rahasia: laporan hanya dilihat P3M dan OPD yang menangani",
        },
    ),
    (
        CLASS,
        "Apa jenis laporan ini?",
        "Tanpa pilihan: pengaduan.",
        {
            ReportClass.COMPLAINT: "Pengaduan",
            ReportClass.ASPIRATION: "Aspirasi",
            ReportClass.INFORMATION: "Permintaan informasi",
        },
    ),
)
"""Our extension attributes, the same for every service: code, question, hint, values."""


def services(categories: Categories) -> Value:
    """The service list, in the order of the city's categories."""
    return [
        {
            "service_code": category.code,
            "service_name": category.label.id,
            "description": f"Laporan tentang: {', '.join((category.label.id, *category.aliases[:_EXAMPLES]))}",
            "metadata": True,
            "type": "realtime",
            "keywords": ", ".join((category.label.en, *category.aliases)),
            "group": categories.by_code[category.group].label.id,
        }
        for category in categories.every
    ]


def service_definition(category: Category) -> Value:
    """The questions that an app may ask for a service; none must be answered."""
    order = count(1)
    return {
        "service_code": category.code,
        "attributes": [
            {
                "variable": True,
                "code": code,
                "datatype": "singlevaluelist",
                "required": False,
                "datatype_description": hint,
                "order": next(order),
                "description": question,
                "values": [{"key": str(key), "name": name} for key, name in values.items()],
            }
            for code, question, hint, values in _QUESTIONS
        ],
    }


def posted(number: str, base_url: str, account_id: str, demo: bool, left_out: Sequence[str] = ()) -> Value:
    """The answer to a post whose report has its number; `left_out` are fields of files that were not taken."""
    notice = f"Laporan diterima dengan nomor {number}. Statusnya di {base_url}/open311/v2/requests/{number}.json"
    return [
        {
            "service_request_id": number,
            "service_notice": _notice(notice, demo, left_out),
            "account_id": account_id or None,
        }
    ]


def waiting(token: str, account_id: str, demo: bool, left_out: Sequence[str] = ()) -> Value:
    """The answer to a post that is safely kept but has no number yet."""
    notice = "Laporan diterima dan sedang diproses. Tanyakan nomornya dengan token ini."
    return [
        {
            "token": token,
            "service_notice": _notice(notice, demo, left_out),
            "account_id": account_id or None,
        }
    ]


def _notice(notice: str, demo: bool, left_out: Sequence[str]) -> str:
    files = f"Berkas tidak diambil: {', '.join(left_out)}." if left_out else ""
    return " ".join(filter(None, (SIMULATED if demo else "", notice, files)))


def resolved(token: str, number: str) -> Value:
    """The number behind a token, None while there is none."""
    return [{"service_request_id": number or None, "token": token}]


def requests(
    reports: Sequence[PublicReport], reference: Reference, said: Mapping[str, str] = MappingProxyType({})
) -> Value:
    """Reports as service requests; `said` is the newest answer to some of them by number, as anybody may read it."""
    return [_request(report, reference, said.get(report.number, "")) for report in reports]


def _request(report: PublicReport, reference: Reference, said: str) -> Value:
    category, opd = reference.categories.by_code.get(report.category), reference.router.by_code.get(report.opd)
    areas = reference.areas
    agency = opd.label.id if opd else ""
    kelurahan = areas.kelurahan_by_code.get(report.kelurahan)
    return {
        "service_request_id": report.number,
        "status": "closed" if report.status.closed else "open",
        "status_notes": " ".join(
            filter(None, (reference.statuses.public(report.status, agency or "OPD terkait"), said))
        ),
        "service_name": category.label.id if category else report.category,
        "service_code": report.category,
        "description": report.description or None,
        "agency_responsible": agency or None,
        "service_notice": _of_report(report, reference.calendar) or None,
        "requested_datetime": w3c(report.received_at),
        "updated_datetime": w3c(report.updated_at),
        "expected_datetime": w3c(report.answer_due) if report.answer_due else None,
        "address": _address(report, areas) or None,
        "address_id": report.kelurahan or report.kecamatan or None,
        "zipcode": kelurahan.postal_code if kelurahan else None,
        "lat": report.lat,
        "long": report.lon,
    }


def _of_report(report: PublicReport, calendar: Calendar) -> str:
    provisional = report.answer_due is not None and not report.status.closed and calendar.may_move(report.answer_due)
    return " ".join(filter(None, (SIMULATED if report.simulated else "", PROVISIONAL if provisional else "")))


def _address(report: PublicReport, areas: Areas) -> str:
    area = area_in_words(report.kelurahan or report.kecamatan, areas)
    return report.address if area and area in report.address else ", ".join(filter(None, (report.address, area)))


def area_in_words(code: str, areas: Areas) -> str:
    """A kelurahan or kecamatan from the most specific to the most general; "" for a code the city does not have."""
    kecamatan = areas.kecamatan_by_code.get(areas.kecamatan_of(code))
    if kecamatan is None:
        return ""
    kelurahan = areas.kelurahan_by_code.get(code)
    parts = [f"Kelurahan {kelurahan.name}"] if kelurahan else []
    return ", ".join([*parts, f"Kecamatan {kecamatan.name}", "Kota Semarang"])


def discovery(base_url: str, service_name: str, changed_at: datetime, demo: bool) -> Value:
    """Where this server's services are."""
    return {
        "changeset": w3c(changed_at),
        "contact": f"Pengelola {service_name}, P3M Kota Semarang: {base_url}/",
        "key_service": f"Kunci aplikasi (api_key) diberikan oleh pengelola {service_name}.",
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": f"{base_url}/open311/v2",
                "changeset": w3c(changed_at),
                "type": "test" if demo else "production",
                "formats": [content_type.partition(";")[0] for content_type in CONTENT_TYPES.values()],
            }
        ],
    }


def errors(problems: Sequence[Problem]) -> Value:
    """What is wrong with a request."""
    return [{"code": problem.code, "description": problem.description} for problem in problems]


def w3c(moment: datetime) -> str:
    """An aware time as W3C text in WIB, to the second: 2026-01-31T07:00:00+07:00."""
    return moment.astimezone(WIB).isoformat(timespec="seconds")
