"""What only Facebook has: a feed of items and verbs, and edits without an id of their own."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from command_center.domain.inbound import Action, Inbound, Item, NoReport, Payload
from data_sources.channels.facebook import NO_REPORT_FIELDS, NO_REPORT_VERBS, Facebook
from data_sources.errors import BadMessage

RECEIVED = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
PAGE = "500158316696377"


def parse(*values: Any, time: int = 1795314500, field: str = "feed") -> list[Inbound]:
    return [item for item in read(*values, time=time, field=field) if isinstance(item, Inbound)]


def read(*values: Any, time: int = 1795314500, field: str = "feed") -> list[Item]:
    entry = {"id": PAGE, "time": time, "changes": [{"field": field, "value": value} for value in values]}
    body = json.dumps({"object": "page", "entry": [entry]}).encode()
    channel = Facebook(Facebook.Settings())
    return list(channel.parse(Payload("facebook", "facebook", "1", RECEIVED, "application/json", {}, body)))


def value(item: str, verb: str, **more: Any) -> dict[str, Any]:
    ids = {"comment_id": "1_2", "post_id": f"{PAGE}_1"}
    person = {"from": {"id": "71", "name": "Warga"}}
    return {"item": item, "verb": verb, "message": "jalan rusak", "created_time": 1795314480, **ids, **person, **more}


@pytest.mark.parametrize(
    ("item", "verb", "action", "first"),
    [
        ("comment", "add", Action.NEW, "1_2"),
        ("comment", "edited", Action.AMEND, "1_2"),
        ("comment", "edit", Action.AMEND, "1_2"),
        ("comment", "remove", Action.RETRACT, "1_2"),
        ("comment", "hide", None, ""),
        ("comment", "unhide", None, ""),
        ("post", "add", Action.NEW, f"{PAGE}_1"),
        ("status", "add", Action.NEW, f"{PAGE}_1"),
        ("status", "edited", Action.AMEND, f"{PAGE}_1"),
        ("photo", "add", Action.NEW, f"{PAGE}_1"),
        ("video", "remove", Action.RETRACT, f"{PAGE}_1"),
        ("share", "add", Action.NEW, f"{PAGE}_1"),
        ("like", "add", None, ""),
        ("reaction", "add", None, ""),
        ("event", "add", None, ""),
        ("album", "add", None, ""),
    ],
)
def test_items_and_verbs(item: str, verb: str, action: Action | None, first: str):
    found = parse(value(item, verb))
    if action is None:
        assert found == []
        return
    (one,) = found
    assert one.action is action
    assert (one.external_id if action is Action.NEW else one.amends) == first


@pytest.mark.parametrize(
    "ours", [{"from": {"id": PAGE}}, {"from": None, "sender_id": PAGE}, {"from": {}, "sender_id": int(PAGE)}]
)
def test_what_the_page_wrote_is_no_report(ours: dict[str, Any]):
    assert parse({**value("comment", "add"), **ours}) == []


def test_an_edit_sent_again_has_the_same_key_and_the_next_edit_another():
    (one,), (again,) = parse(value("comment", "edited")), parse(value("comment", "edited"))
    (later,) = parse(value("comment", "edited"), time=1795314560)
    (other,) = parse(value("comment", "edited", message="jalan sudah baik"))
    assert one == again
    assert len({one.external_id, later.external_id, other.external_id}) == 3


def test_an_edit_is_dated_by_its_own_time():
    (one,) = parse(value("comment", "edited"))
    assert one.sent_at.isoformat() == "2026-11-22T02:28:20+00:00"


@pytest.mark.parametrize("field", sorted(NO_REPORT_FIELDS))
def test_other_fields_are_counted_and_are_no_reports(field: str):
    assert read({"page_id": PAGE}, field=field) == [NoReport("facebook", NO_REPORT_FIELDS[field])]


@pytest.mark.parametrize("verb", sorted(NO_REPORT_VERBS))
def test_what_moderators_do_changes_nothing_that_was_said(verb: str):
    assert read(value("comment", verb)) == [NoReport("facebook", "moderation")]


@pytest.mark.parametrize(
    ("item", "verb", "field"),
    [
        ("comment", "", "feed"),
        ("comment", "hologram", "feed"),
        ("hologram", "add", "feed"),
        ("", "add", "feed"),
        ("comment", "add", "holograms"),
        ("comment", "add", ""),
        ("rating", "hologram", "ratings"),
    ],
)
def test_an_unknown_item_verb_or_field_goes_to_a_person(item: str, verb: str, field: str):
    with pytest.raises(BadMessage):
        read(value(item, verb), field=field)


REVIEW = {"item": "rating", "verb": "add", "reviewer_id": "71", "reviewer_name": "Warga", "open_graph_story_id": "88"}


def test_a_review_is_a_report_where_it_says_something():
    (item,) = parse({**REVIEW, "review_text": "taman kotor", "recommendation_type": "NEGATIVE"}, field="ratings")
    assert (item.external_id, item.text, item.reporter.key) == ("88", "taman kotor", "71")
    assert read({**REVIEW, "rating": 1}, field="ratings") == [NoReport("facebook", "rating")]
    (gone,) = parse({**REVIEW, "verb": "remove"}, field="ratings")
    assert (gone.action, gone.amends) == (Action.RETRACT, "88")


def test_edits_of_the_pictures_alone_have_keys_of_their_own():
    first, second = (parse(value("comment", "edited", photo=f"https://a/{n}.jpg"))[0] for n in (1, 2))
    assert first.external_id != second.external_id


def test_two_authors_of_whom_nothing_is_told_are_not_one_person():
    one, two = (parse({**value("comment", "add", comment_id=key), "from": None})[0] for key in ("1_2", "1_3"))
    assert one.reporter.key != two.reporter.key
    (edit,) = parse({**value("comment", "edited", comment_id="1_2"), "from": None})
    assert edit.reporter.key == one.reporter.key


def test_a_removed_photo_is_told_apart_from_a_removed_post():
    one, two = (parse(value("photo", "remove", photo_id=number))[0] for number in ("31", "32"))
    assert (one.action, one.amends, one.picture, two.picture) == (Action.RETRACT, f"{PAGE}_1", "31", "32")
    assert one.external_id != two.external_id
    (post,) = parse(value("status", "remove"))
    assert (post.amends, post.picture) == (f"{PAGE}_1", "")
