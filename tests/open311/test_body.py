"""Forms as bytes: both encodings say the same, and no bytes break the reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.open311.body import MAX_FIELDS, BadForm, Form, Upload, read_form
from command_center.open311.media import image_type
from tests.contract.open311_posts import BOUNDARY, FORM, JPEG, MULTIPART, PNG, form, multipart


@pytest.mark.parametrize(
    "content_type", [FORM, "application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded;charset=latin-1"]
)
def test_a_form_encoded_body_is_utf8_whatever_its_charset_says(content_type):
    read = read_form("a=1&b=+dua+&a=3&kosong=&c=%F0%9F%99%8F&d=é&e=%ff".encode(), content_type)
    assert read.fields == (("a", "1"), ("b", "dua"), ("a", "3"), ("c", "🙏"), ("d", "é"), ("e", "\ufffd"))
    assert (read.first("a"), read.first("kosong"), read.first("tiada")) == ("1", "", "")


def test_a_multipart_body_has_fields_and_files():
    body = multipart(
        {"a": "satu\r\ndua", "b": " "}, [("media", "x.png", PNG), ("media[]", "y.jpg", JPEG), ("media", "", b"")]
    )
    assert read_form(body, MULTIPART) == Form(
        (("a", "satu\r\ndua"),), (Upload("media", "image/jpeg", PNG), Upload("media", "image/jpeg", JPEG))
    )


def test_attributes_come_with_one_or_many_values():
    body = (
        form(attribute_a="1")
        + b"&attribute[b][]=2&attribute[b][]=3&attribute[]=4&attribute[a=5&xattribute[a]=6&attribute[a]=7"
    )
    assert read_form(body, FORM).attributes() == {"a": ("1", "7"), "b": ("2", "3")}


@pytest.mark.parametrize(
    ("body", "content_type", "problem"),
    [
        (b"a=1", "", "Content-Type must be"),
        (b"{}", "application/json", "not application/json"),
        (b"a=1", "text/plain", "not text/plain"),
        (b"&".join(b"a=1" for _ in range(MAX_FIELDS + 1)), FORM, "more than 200 fields"),
        (multipart({"a": "1"}), "multipart/form-data", "must name its boundary"),
        (multipart({"a": "1"}), "multipart/form-data; boundary=lain", "cannot be read"),
        (multipart({"a": "1"})[:-9], MULTIPART, "cannot be read"),
        (b"", MULTIPART, "cannot be read"),
        (f"--{BOUNDARY}\r\n\r\nx\r\n--{BOUNDARY}--\r\n".encode(), MULTIPART, "cannot be read"),
        (multipart({"a": "1" * 300_000}), MULTIPART, "too large"),
        (multipart({f"a{n}": "1" for n in range(MAX_FIELDS + 1)}), MULTIPART, "too large"),
    ],
)
def test_what_is_no_form_is_refused_with_its_reason(body, content_type, problem):
    with pytest.raises(BadForm, match=problem):
        read_form(body, content_type)


def test_a_part_without_a_name_is_passed_over():
    body = f"--{BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n--{BOUNDARY}--\r\n".encode()
    assert read_form(body, MULTIPART) == Form()


def attempt(body, content_type):
    """The form, or the reason why it is none."""
    try:
        return read_form(body, content_type)
    except BadForm as error:
        return str(error)


@given(
    st.binary(max_size=300),
    st.sampled_from([FORM, MULTIPART, "multipart/form-data; boundary=é", "multipart/form-data; boundary=a"]),
)
def test_no_bytes_break_the_reader(body, content_type):
    for raw in (body, f"--{BOUNDARY}\r\n".encode() + body + f"\r\n--{BOUNDARY}--".encode()):
        assert attempt(raw, content_type)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_no_change_of_a_good_form_breaks_the_reader(at, change):
    whole = multipart({"a": "1", "attribute_b": "2"}, [("media", "x.png", PNG)])
    at %= len(whole)
    assert attempt(whole[:at] + change + whole[at + len(change) :], MULTIPART)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (JPEG, "image/jpeg"),
        (PNG, "image/png"),
        (b"GIF89a....", "image/gif"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1", "image/heic"),
        (b"\0\0\0\x18ftypavif", "image/avif"),
        (b"\0\0\0\x18ftypmp42", ""),
        (b"RIFF\x10\0\0\0WAVEfmt ", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", ""),
        (b"%PDF-1.7", ""),
        (b"MZ\x90", ""),
        (b"\xff\xd8", ""),
        (b"", ""),
    ],
)
def test_a_picture_is_known_by_its_first_bytes(data, kind):
    assert image_type(data) == kind
