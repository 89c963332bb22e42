"""What an Update and a Message of Telegram may be, and which of it is no report.

Source: core.telegram.org/bots/api, Update and Message, with the names that earlier versions had.
"""

from collections.abc import Mapping

NEW = ("message", "channel_post", "business_message", "guest_message")
EDITED = ("edited_message", "edited_channel_post", "edited_business_message")
DELETED = "deleted_business_messages"

NO_REPORT_UPDATES: Mapping[str, str] = {
    "business_connection": "membership",
    "callback_query": "button",
    "chat_boost": "membership",
    "chat_join_request": "membership",
    "chat_member": "membership",
    "chosen_inline_result": "inline",
    "inline_query": "inline",
    "managed_bot": "membership",
    "message_reaction": "reaction",
    "message_reaction_count": "reaction",
    "my_chat_member": "membership",
    "poll": "poll",
    "poll_answer": "poll",
    "pre_checkout_query": "payment",
    "purchased_paid_media": "payment",
    "removed_chat_boost": "membership",
    "shipping_query": "payment",
    "stopped_message_generation": "button",
    "subscription": "payment",
}
"""Kinds of update that bring no message -> what they are counted as."""

MEDIA: Mapping[str, str] = {
    "animation": "video",
    "audio": "audio",
    "document": "document",
    "live_photo": "video",
    "video": "video",
    "video_note": "video",
    "voice": "voice",
}
"""Fields of a Message that hold one file -> our kind of media; a photo is a list of sizes."""

OTHER = (
    "story",
    "checklist",
    "paid_media",
    "dice",
    "game",
    "invoice",
    "poll",
    "contact",
    "venue",
    "location",
    "photo",
)
"""Known kinds of message that may hold nothing which can be shown as text, place or file."""

MEMBERS = frozenset({"new_chat_members", "new_chat_member", "new_chat_participant", "left_chat_member"})

SERVICE = frozenset(
    [
        "boost_added",
        "channel_chat_created",
        "chat_background_set",
        "chat_owner_changed",
        "chat_owner_left",
        "chat_shared",
        "checklist_tasks_added",
        "checklist_tasks_done",
        "community_chat_added",
        "community_chat_joined",
        "community_chat_removed",
        "connected_website",
        "delete_chat_photo",
        "direct_message_price_changed",
        "forum_topic_closed",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "gift",
        "gift_upgrade_sent",
        "giveaway",
        "giveaway_completed",
        "giveaway_created",
        "giveaway_winners",
        "group_chat_created",
        "left_chat_participant",
        "managed_bot_created",
        "message_auto_delete_timer_changed",
        "migrate_from_chat_id",
        "migrate_to_chat_id",
        "new_chat_photo",
        "new_chat_title",
        "paid_message_price_changed",
        "passport_data",
        "pinned_message",
        "poll_option_added",
        "poll_option_deleted",
        "proximity_alert_triggered",
        "refunded_payment",
        "successful_payment",
        "suggested_post_approval_failed",
        "suggested_post_approved",
        "suggested_post_declined",
        "suggested_post_paid",
        "suggested_post_refunded",
        "supergroup_chat_created",
        "unique_gift",
        "user_shared",
        "users_shared",
        "video_chat_ended",
        "video_chat_participants_invited",
        "video_chat_scheduled",
        "video_chat_started",
        "voice_chat_ended",
        "voice_chat_participants_invited",
        "voice_chat_scheduled",
        "voice_chat_started",
        "write_access_allowed",
    ]
)
"""Fields of a Message that Telegram itself writes into a chat (somebody joined, a message was pinned)."""

ABOUT_MESSAGE = frozenset({"message_id", "date", "edit_date", "chat", "from", "sender_chat"})
"""Fields of a Message that say who wrote it where and when, and not what."""
