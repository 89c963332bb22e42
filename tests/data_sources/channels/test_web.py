"""The website's form: what a citizen fills in on a page arrives whole."""

from datetime import UTC, datetime

from command_center.domain.inbound import Action, Payload
from data_sources.channels.web import Website
from data_sources.open311_form import Open311Settings
from tests.contract.open311_posts import MULTIPART, PLACE, PNG, multipart, part

AT = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
FIELDS = {
    **PLACE,
    "api_key": "kunci-web",
    "description": "Jalan berlubang di depan sekolah.\r\n\r\nMohon ditambal.",
    "account_id": "akun-17",
    "first_name": "Warga",
    "email": "warga@contoh.example",
    "attribute_lebar": "2 meter",
}


def read(body, content_type=MULTIPART):
    (item,) = Website(Open311Settings()).parse(Payload("web", "open311", "d", AT, content_type, {}, body))
    return item


def test_a_page_with_a_photograph_is_one_report():
    item = read(multipart(FIELDS, [("media", "foto.png", PNG)]))
    assert (item.channel, item.account, item.action, item.sent_at) == ("web", "open311", Action.NEW, AT)
    assert item.text == "Jalan berlubang di depan sekolah.\r\n\r\nMohon ditambal.\n\nlebar: 2 meter"
    assert [(media.ref, media.content_type) for media in item.media] == [(part(1, PNG), "image/png")]
    assert item.reporter.key == "account_id:akun-17"
    assert item.answerable


def test_a_file_that_only_says_it_is_a_picture_has_no_media_type():
    item = read(multipart(FIELDS, [("media", "foto.jpg", b"<script>alert(1)</script>")]))
    assert [media.content_type for media in item.media] == [""]


def test_the_key_of_the_app_is_nowhere_in_the_report():
    assert "kunci-web" not in repr(read(multipart(FIELDS)))
