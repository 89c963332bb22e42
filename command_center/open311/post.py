"""The checks of a POST request: everything wrong with a form is told at once, while the app still listens."""

import hmac
import re
from collections.abc import Callable, Mapping, Set
from urllib.parse import urlsplit

from command_center.domain.inbound import Position
from command_center.open311.body import BadForm, Form
from command_center.open311.errors import Problem
from command_center.open311.media import FIELD, MAX_FILE_BYTES, MAX_FILES, image_type
from command_center.open311.request import class_of, media_urls, position_of, visibility_of

MAX_BODY_BYTES = 10 * 1024 * 1024
MAX_URLS = 10
"""Addresses of pictures in a form."""
MAX_DESCRIPTION = 4000
"""Characters of a description (GeoReport v2)."""
MAX_FIELD = 500
"""Characters of any other field."""
MAX_ANSWERS = 4000
"""Characters of all attributes together: they are kept with the description."""
MAX_HEADER = 200

_URL = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.ASCII)


def channel_of(key: str, keys: Mapping[str, str]) -> str:
    """The channel of an api_key, "" for an unknown one. Takes as long for any key, so that none can be guessed at."""
    found = ""
    for known, channel in keys.items():
        if hmac.compare_digest(known.encode(), key.encode("utf-8", "surrogatepass")):
            found = channel
    return found


def unusable_headers(content_type: str, idempotency_key: str) -> list[Problem]:
    """What is wrong with the headers that are kept with a form."""
    found = []
    if len(content_type) > MAX_HEADER:
        found.append(Problem(400, f"Content-Type is longer than {MAX_HEADER} characters"))
    if len(idempotency_key) > MAX_HEADER or not (idempotency_key.isascii() and idempotency_key.isprintable()):
        found.append(Problem(400, f"Idempotency-Key must be printable ASCII of at most {MAX_HEADER} characters"))
    return found


def problems_of(form: Form, categories: Set[str], has_address: Callable[[str], bool]) -> list[Problem]:
    """All that is wrong with a form, nothing where it can be taken.

    `categories` are the known service codes; `has_address` tells whether an address_id is known.
    """
    return [
        *_service(form, categories),
        *_place(form, has_address),
        *_lengths(form),
        *_choices(form),
        *_pictures(form),
    ]


def _service(form: Form, categories: Set[str]) -> list[Problem]:
    code = form.first("service_code")
    if not code:
        return [Problem(400, "service_code is missing")]
    return [] if code in categories else [Problem(404, f"service_code not found: {code[:40]}")]


def _place(form: Form, has_address: Callable[[str], bool]) -> list[Problem]:
    found: list[Problem] = []
    position: Position | None = None
    try:
        position = position_of(form)
    except BadForm as error:
        found.append(Problem(400, str(error)))
    area = form.first("address_id")
    if area and not has_address(area):
        found.append(Problem(404, f"address_id not found: {area[:40]}"))
    if not (found or position or area or form.first("address_string")):
        found.append(Problem(400, "a location is missing: lat and long, address_string or address_id"))
    return found


def _lengths(form: Form) -> list[Problem]:
    found = []
    if len(form.first("description")) > MAX_DESCRIPTION:
        found.append(Problem(400, f"description is longer than {MAX_DESCRIPTION} characters"))
    if sum(len(name) + len(value) for name, value in form.fields if name.startswith("attribute[")) > MAX_ANSWERS:
        found.append(Problem(400, f"the attributes together are longer than {MAX_ANSWERS} characters"))
    long = {name for name, value in form.fields if len(value) > MAX_FIELD and name != "description"}
    found += [
        Problem(400, f"{name[:40]} is longer than {MAX_FIELD} characters")
        for name in sorted(long)
        if not name.startswith("attribute[")
    ]
    return found


def _choices(form: Form) -> list[Problem]:
    found = []
    for read in (visibility_of, class_of):
        try:
            read(form)
        except BadForm as error:
            found.append(Problem(400, str(error)))
    return found


def _pictures(form: Form) -> list[Problem]:
    """Files in other fields than `media` refuse nothing: who sends them there would not understand why."""
    found = []
    if sum(upload.field == FIELD for upload in form.uploads) > MAX_FILES:
        found.append(Problem(400, f"media: at most {MAX_FILES} files"))
    for number, upload in enumerate(form.uploads, start=1):
        if upload.field != FIELD:
            continue
        if len(upload.data) > MAX_FILE_BYTES:
            found.append(Problem(400, f"file {number}: larger than {MAX_FILE_BYTES // 1024 // 1024} MB"))
        elif not image_type(upload.data):
            found.append(Problem(400, f"file {number}: not a JPEG, PNG, GIF, WebP, HEIC or AVIF picture"))
    urls = media_urls(form)
    if len(urls) > MAX_URLS:
        found.append(Problem(400, f"media_url: at most {MAX_URLS} addresses"))
    if not all(map(_is_web_address, urls)):
        found.append(Problem(400, "media_url must be an http or https address"))
    return found


def _is_web_address(url: str) -> bool:
    try:
        return bool(_URL.fullmatch(url) and urlsplit(url).hostname)
    except ValueError:  # brackets that hold no IPv6 address
        return False
