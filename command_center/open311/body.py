"""A posted GeoReport v2 form, form-encoded or multipart, as named values and files; the bytes stay as they came."""

import re
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import parse_qsl

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import MultiPartParser
from werkzeug.http import parse_options_header

from command_center.errors import CommandCenterError

MAX_FIELDS = 200
"""Fields and files a form may have; an app's form has two dozen."""
MAX_FIELD_BYTES = 200_000
"""Bytes a text part of a multipart form may have; the longest field, the description, has 4,000 characters."""

_ATTRIBUTE = re.compile(r"attribute\[([^\[\]]+)\](?:\[\])?")
_URLENCODED, _MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


class BadForm(CommandCenterError):
    """The form, or one of its fields, cannot be used; the message is for the maker of the app that sent it."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart form: name of its field, media type the sender claims, and its bytes."""

    field: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """Fields and files in the order they came. Values are stripped; an empty one counts as absent (specification)."""

    fields: tuple[tuple[str, str], ...] = ()
    uploads: tuple[Upload, ...] = ()

    def first(self, name: str) -> str:
        """The first value of a field; "" where it is absent."""
        return next((value for field, value in self.fields if field == name), "")

    def attributes(self) -> dict[str, tuple[str, ...]]:
        """``attribute[code]`` and ``attribute[code][]`` -> code -> values, in the order they came."""
        found: dict[str, tuple[str, ...]] = {}
        for name, value in self.fields:
            if match := _ATTRIBUTE.fullmatch(name):
                found[match[1]] = (*found.get(match[1], ()), value)
        return found


def read_form(body: bytes, content_type: str) -> Form:
    """The form in `body`. Raises BadForm where it is none.

    Text is UTF-8, as the specification says; bytes that are none become U+FFFD.
    """
    mimetype, options = parse_options_header(content_type)
    if mimetype.lower() == _URLENCODED:
        try:
            pairs = parse_qsl(body.decode("utf-8", "replace"), errors="replace", max_num_fields=MAX_FIELDS)
        except ValueError as error:
            raise BadForm(f"the form has more than {MAX_FIELDS} fields") from error
        return Form(_present(pairs))
    if mimetype.lower() == _MULTIPART:
        return _read_multipart(body, options.get("boundary", ""))
    raise BadForm(f"Content-Type must be {_URLENCODED} or {_MULTIPART}, not {content_type[:80] or 'absent'}")


def _read_multipart(body: bytes, boundary: str) -> Form:
    parser = MultiPartParser(
        stream_factory=_in_memory,
        max_form_memory_size=MAX_FIELD_BYTES,
        max_form_parts=MAX_FIELDS,
        cls=MultiDict,
    )
    try:
        if not boundary:
            raise BadForm("Content-Type multipart/form-data must name its boundary")
        values, files = parser.parse(BytesIO(body), boundary.encode("ascii"), len(body))
    except RequestEntityTooLarge as error:
        limits = f"at most {MAX_FIELDS} parts, text parts of at most {MAX_FIELD_BYTES} bytes"
        raise BadForm(f"the multipart form is too large: {limits}") from error
    except ValueError as error:
        raise BadForm(f"the multipart form cannot be read: {error}") from error
    fields = [(name, value) for name, value in values.items(multi=True) if isinstance(name, str)]
    uploads = [_upload(name, file) for name, file in files.items(multi=True) if isinstance(name, str)]
    # A browser sends an empty part for a file input that was left alone.
    return Form(_present(fields), tuple(upload for upload in uploads if upload.data))


def _in_memory(*_: object, **__: object) -> BytesIO:
    """Where a file part is collected: not in a temporary file, since the body is in memory already."""
    return BytesIO()


def _present(pairs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, stripped) for name, value in pairs if (stripped := value.strip()))


def _upload(name: str, file: FileStorage) -> Upload:
    return Upload(name.removesuffix("[]"), file.mimetype, file.stream.read())
