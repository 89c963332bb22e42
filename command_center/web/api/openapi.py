"""``/api/openapi.json``: what programs may ask of this server, as an OpenAPI 3.1 document made from what the addresses take."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, jsonify

from command_center.domain.acts import ActKind
from command_center.domain.outgoing import Trouble
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.workflow import Status
from command_center.export.files import FORMATS
from command_center.reference.load import Reference
from command_center.web.api import selection
from command_center.web.api.export import QUEUES
from command_center.web.api.report_acts import ANSWERS, ASK, LONGEST, MOST_OTHERS, TEXTS

KEY: list[Any] = [{"key": []}]
NOBODY: list[Any] = []
"""Security of an address that asks for no key."""
ACTS_OF_OTHERS = (ActKind.MERGE, ActKind.APART, ActKind.ALIKE)
"""Acts that name other reports."""

Part = dict[str, Any]


def openapi(reference: Reference, version: str, url: str) -> Blueprint:
    """The blueprint; `version` is the program's, `url` its address, "" where nobody has told it."""
    blueprint = Blueprint("openapi", __name__)
    made = document(reference, version, url)

    @blueprint.get("/api/openapi.json")
    def told() -> Response:
        return jsonify(made)

    return blueprint


def document(reference: Reference, version: str, url: str) -> Part:
    """The document: paths as this server has them, with the city's own codes of departments, categories and policies."""
    paths = {
        "/lapor": {"post": _report()},
        "/lacak/{number}": {"get": _tracked()},
        "/api/v1/reports/{number}": {"get": _sheet()},
        "/api/v1/reports/{number}/deadline": {"get": _deadline()},
        **{f"/api/v1/reports/{{number}}/{kind.replace('_', '-')}": {"post": _act(kind, reference)} for kind in ActKind},
        **{f"/api/v1/reports/{{number}}/{name}": {"post": _answer(name)} for name in (*ANSWERS, ASK)},
        **{f"/api/v1/reports.{form}": {"get": _export(form, FORMATS[form][1], reference)} for form in FORMATS},
        **{
            f"/api/v1/selection.{form}": {"get": _selection(form, selection.FORMATS[form][1])}
            for form in selection.FORMATS
        },
        "/healthz": {"get": _health("healthz", "Whether the server answers.")},
        "/readyz": {"get": _health("readyz", "Whether everything works that the server needs; else what does not.")},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Command Center", "version": version},
        **({"servers": [{"url": url}]} if url else {}),
        "paths": paths,
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "parameters": {"number": _number()},
            "schemas": _schemas(),
        },
    }


def _number() -> Part:
    told = "Tracking number, such as LH-2026-000123"
    return {"name": "number", "in": "path", "required": True, "description": told, "schema": {"type": "string"}}


def _schemas() -> Part:
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    standing = {
        "number": text,
        "status": {"enum": [str(each) for each in Status]},
        "opd": maybe,
        "version": {"type": "integer", "minimum": 1},
    }
    answer = dict.fromkeys(("number", "channel", "route", "way", "state", "trouble"), text)
    silent = {"number": text, "trouble": {"enum": [str(each) for each in Trouble]}, "message": text}
    return {
        "Done": _object(standing | {"made": text}, required=tuple(standing)),
        "Answered": _object(
            standing
            | {
                "answers": {"type": "array", "items": _object({"id": {"type": "integer"}} | answer)},
                "not_answered": {"type": "array", "items": _object(silent)},
            }
        ),
        "Receipt": _object({"number": text, "code": text}),
        "Refused": _object(
            {"error": text, "message": text, "field": text, "trouble": text}
            | {"changes": {"type": "array", "items": {"type": "object"}}, "fields": {"type": "object"}},
            required=("error", "message"),
        ),
    }


def _object(properties: Mapping[str, Any], required: Sequence[str] | None = None) -> Part:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties if required is None else required),
    }


def _operation(
    name: str,
    summary: str,
    good: Part,
    refused: Sequence[int],
    *,
    parameters: Sequence[Part] = (),
    body: Part | None = None,
    security: Sequence[Any] = KEY,
) -> Part:
    """One operation; `good` are its answers where it goes well, `refused` the statuses of those where it does not."""
    problem = {"description": "Why not, and what to do", "content": _json({"$ref": "#/components/schemas/Refused"})}
    return {
        "operationId": name,
        "summary": summary,
        "security": list(security),
        **({"parameters": list(parameters)} if parameters else {}),
        **({"requestBody": {"required": True, "content": body}} if body else {}),
        "responses": good | {str(status): problem for status in refused},
    }


def _json(schema: Part) -> Part:
    return {"application/json": {"schema": schema}}


def _good(description: str, content: Part) -> Part:
    return {"200": {"description": description, "content": content}}


def _of(schema: str) -> Part:
    return _json({"$ref": f"#/components/schemas/{schema}"})


ONE_REPORT = ({"$ref": "#/components/parameters/number"},)


def _sheet() -> Part:
    good = _good("All that is known of it, but for the name and contact of its sender", _json({"type": "object"}))
    return _operation("show", "One report.", good, (401, 403, 404), parameters=ONE_REPORT)


def _deadline() -> Part:
    good = _good("Each stage with its days, counted or not and why, its pauses and changes", _json({"type": "object"}))
    return _operation("deadline", "Its deadlines, with their working.", good, (401, 403, 404), parameters=ONE_REPORT)


def _act(kind: ActKind, reference: Reference) -> Part:
    known = {
        "category": [each.code for each in reference.categories],
        "opd": [each.code for each in reference.opd],
        "report_class": [str(each) for each in ReportClass],
        "visibility": [str(each) for each in Visibility],
    }
    properties: Part = {
        name: {"type": "string", "maxLength": LONGEST} | ({"examples": known[name]} if name in known else {})
        for name in ("text", *TEXTS)
    }
    properties |= _version()
    degrees = {"type": "number", "minimum": -180, "maximum": 180}
    properties |= {"lat": degrees, "lon": degrees}
    numbers = {"type": "array", "items": {"type": "string"}, "maxItems": MOST_OTHERS}
    properties |= {"others": numbers} if kind in ACTS_OF_OTHERS else {}
    if kind is ActKind.SPLIT_MESSAGE:
        properties |= {"message": {"type": "array", "items": {"type": "string"}, "minItems": 3, "maxItems": 3}}
    required = ["others"] if kind in ACTS_OF_OTHERS else []
    return _operation(
        kind,
        f"{kind.replace('_', ' ').capitalize()}; `note`, or `text`, is the reason or the instruction.",
        _good("How the report stands then", _of("Done")),
        (400, 401, 403, 404, 409),
        parameters=ONE_REPORT,
        body=_json(_object(properties, required) | {"additionalProperties": False}),
    )


def _version() -> Part:
    told = "The version that was seen: the act is refused (409) where somebody else was faster"
    return {"version": {"type": "integer", "minimum": 1, "description": told}}


def _answer(name: str) -> Part:
    properties: Part = {
        "text": {"type": "string", "minLength": 1, "maxLength": LONGEST},
        "publish": {"type": "boolean"},
    }
    properties |= _version() | ({} if name == ASK else {"whole_incident": {"type": "boolean"}})
    key = {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "Sends one answer, however often it is asked for",
        "schema": {"type": "string"},
    }
    return _operation(
        name,
        "Tell the citizen, each on the own channel; the report changes once the answer was handed over.",
        _good("What was written, and to whom nothing was", _of("Answered")),
        (400, 401, 403, 404, 409),
        parameters=(*ONE_REPORT, key),
        body=_json(_object(properties, ("text",)) | {"additionalProperties": False}),
    )


def _query(name: str, told: str, values: Sequence[str] = ()) -> Part:
    schema: Part = {"type": "string"} | ({"enum": list(values)} if values else {})
    return {"name": name, "in": "query", "description": told, "schema": schema}


def _export(form: str, content_type: str, reference: Reference) -> Part:
    asked = (
        _query("since", "First day or moment of receipt, such as 2026-11-01"),
        _query("until", "First day or moment that is not meant any more"),
        _query("channel", "Code of a channel"),
        _query("category", "Code of a category", [each.code for each in reference.categories]),
        _query("opd", "Code of a department", [each.code for each in reference.opd]),
        _query("kecamatan", "Code of a kecamatan"),
        _query("status", "A status", [str(each) for each in Status]),
        _query("queue", "A part of the work", QUEUES),
    )
    good = _good("The reports that the person of the key may see", {content_type.partition(";")[0]: {}})
    return _operation(f"export_{form}", "Reports as a file.", good, (400, 401, 403), parameters=asked)


def _selection(form: str, content_type: str) -> Part:
    asked = (
        _query("periode", "A period, named as in an address of /analytics; all its other names are taken too"),
        _query("saat", "As of which moment, with its zone"),
    )
    good = _good("The rows behind the analysis", {content_type.partition(";")[0]: {}})
    return _operation(f"selection_{form}", "A selection as a file.", good, (400, 401, 403), parameters=asked)


def _report() -> Part:
    text = {"type": "string"}
    fields: Part = dict.fromkeys(("text", "address", "lat", "lon", "contact", "name", "category"), text)
    fields |= {"visibility": {"type": "string", "examples": [str(each) for each in Visibility]}}
    photo = {"photo": {"type": "string", "contentMediaType": "application/octet-stream"}}
    body = {
        "multipart/form-data": {"schema": _object(fields | photo, ("text",))},
        "application/x-www-form-urlencoded": {"schema": _object(fields, ("text",))},
    }
    later = {
        "description": "It is kept, and has no number yet: ask again at `ask`",
        "content": _json({"type": "object"}),
    }
    good = {"201": {"description": "Its number, and the code that opens its page", "content": _of("Receipt")}}
    return _operation(
        "report",
        "A citizen's report. Send `Accept: application/json`.",
        good | {"202": later},
        (400, 403, 413, 415, 429, 503),
        body=body,
        security=NOBODY,
    )


def _tracked() -> Part:
    code = _query("kode", "The code of the receipt") | {"required": True}
    good = _good("How it stands, answers and deadline with it", _json({"type": "object"}))
    return _operation(
        "tracked",
        "A report as its citizen sees it. Send `Accept: application/json`.",
        good,
        (404, 429),
        parameters=(*ONE_REPORT, code),
        security=NOBODY,
    )


def _health(name: str, summary: str) -> Part:
    said = {"description": "In a few words", "content": _json(_object({"status": {"type": "string"}}))}
    return _operation(name, summary, {"200": said, "503": said}, (), security=NOBODY)
