"""The tables. What is personal of citizens lives in `reporters`, `calls` and `messages`, and in the texts; never in `events`."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    false,
)

from command_center.store.columns import BigId, Json, NullJson, Utc

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("account", String(200), nullable=False),
    Column("delivery_id", String(200), nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("content_type", String(200), nullable=False),
    Column("headers", Json, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False, comment="new, done, quarantined or dropped"),
    Column("attempts", Integer, nullable=False),
    Column("try_at", Utc, nullable=False, comment="not before; pushed ahead by each claim and failure"),
    Column("problem", Text, nullable=False, comment="why it waits or was quarantined"),
    Column("done_at", Utc),
    UniqueConstraint("channel", "account", "delivery_id"),
)
Index(
    "ix_inbox_waiting",
    inbox.c.try_at,
    inbox.c.id,
    sqlite_where=inbox.c.state == "new",
    postgresql_where=inbox.c.state == "new",
)
Index(
    "ix_inbox_state",
    inbox.c.state,
    inbox.c.channel,
    sqlite_where=inbox.c.state != "done",
    postgresql_where=inbox.c.state != "done",
)

messages = Table(
    "messages",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("account", String(200), nullable=False),
    Column("external_id", String(200), nullable=False),
    Column("action", String(16), nullable=False),
    Column("digest", String(32), nullable=False, comment="hash of what the item said, to tell an update from a repeat"),
    Column("inbox_id", BigId, ForeignKey("inbox.id")),
    Column("report_id", BigId, ForeignKey("reports.id")),
    Column("at", Utc, nullable=False, comment="when the sender wrote it"),
    Column("kind", String(16), nullable=False, server_default="content", comment="what it is to its report"),
    Column("sender", String(200), nullable=False, server_default="", comment="who, where a conversation may follow"),
    Column("album", String(200), nullable=False, server_default=""),
    Column("thread", String(200), nullable=False, server_default=""),
    Column("content", NullJson, comment="what it says, where it is not all that its report says"),
    Column("link", NullJson, comment="why it stands with its report, where it did not simply begin it"),
    UniqueConstraint("channel", "account", "external_id"),
    Index("ix_messages_inbox", "inbox_id"),
    Index("ix_messages_report", "report_id"),
)
Index(
    "ix_messages_sender",
    messages.c.sender,
    messages.c.at,
    sqlite_where=messages.c.sender != "",
    postgresql_where=messages.c.sender != "",
)
Index(
    "ix_messages_album",
    messages.c.album,
    sqlite_where=messages.c.album != "",
    postgresql_where=messages.c.album != "",
)

no_reports = Table(
    "no_reports",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("kind", String(80), primary_key=True, comment="a kind of small talk, or what the channel says it is"),
    Column("amount", BigId, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("category", String(32), nullable=False),
    Column("kelurahan", String(16), nullable=False),
    Column("kecamatan", String(16), nullable=False),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("opened_at", Utc, nullable=False),
    Column("last_at", Utc, nullable=False),
    Column("reports", Integer, nullable=False),
    Index("ix_incidents_category_last", "category", "last_at"),
)

reports = Table(
    "reports",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("number", String(20), nullable=False, unique=True),
    Column("channel", String(32), nullable=False),
    Column("account", String(200), nullable=False),
    Column("received_at", Utc, nullable=False, comment="when it reached us: the clock starts here"),
    Column("sent_at", Utc, nullable=False),
    Column(
        "text_at",
        Utc,
        nullable=False,
        comment="when the citizen wrote the text kept here: an older edit changes nothing",
    ),
    Column("report_class", String(16), nullable=False),
    Column("visibility", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("media", Json, nullable=False),
    Column("answerable", Boolean, nullable=False),
    Column("category", String(32), nullable=False),
    Column("category_because", Json, nullable=False, comment="words, score, runner_up, chosen_by_sender"),
    Column("found_by", String(16), nullable=False),
    Column("kelurahan", String(16), nullable=False),
    Column("kecamatan", String(16), nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("exact", Boolean, nullable=False),
    Column("place_because", Json, nullable=False, comment="the fields of PlaceEvidence"),
    Column("opd", String(64), nullable=False),
    Column("opd_because", Json, nullable=False, comment="by, and what the routes were asked with"),
    Column("policy", String(64), nullable=False),
    Column("calendar", String(120), nullable=False),
    Column("forward_due", Utc),
    Column("answer_due", Utc),
    Column("settle_due", Utc),
    Column("extended", Boolean, nullable=False, comment="the policy gives longer to settle it"),
    Column(
        "pauses", Json, nullable=False, server_default="[]", comment="when it waited, for whom: the fields of Pause"
    ),
    Column(
        "due_changes",
        Json,
        nullable=False,
        server_default="[]",
        comment="what moved a deadline since the receipt: the fields of DueChange",
    ),
    Column("status", String(16), nullable=False),
    Column("verified_at", Utc, comment="first verified, or further"),
    Column("forwarded_at", Utc),
    Column("answered_at", Utc),
    Column("settled_at", Utc),
    Column("closed_at", Utc),
    Column("due_stage", String(16), nullable=False, comment="stage of the next unmet deadline, empty where none"),
    Column("due_at", Utc, comment="the next unmet deadline of an open report"),
    Column("breached_stage", String(16), nullable=False, comment="stage whose deadline passed unmet, empty while none"),
    Column("breached_at", Utc),
    Column("breach_seen_at", Utc, comment="when an operator acknowledged the breach"),
    Column("incident_id", BigId, ForeignKey("incidents.id")),
    Column("resend_key", String(64), nullable=False),
    Column("possible_duplicate_of", BigId, ForeignKey("reports.id")),
    Column("retracted", Boolean, nullable=False),
    Column("simulated", Boolean, nullable=False),
    Column("answer_state", String(16), nullable=False, server_default="", comment="empty, sending or failed"),
    Column("version", Integer, nullable=False, comment="counts changes; a writer names the one it read"),
    Index("ix_reports_received_at", "received_at"),
    Index("ix_reports_status_received", "status", "received_at"),
    Index("ix_reports_due_at", "due_at", "due_stage"),
    Index("ix_reports_resend_key", "resend_key"),
    Index("ix_reports_incident", "incident_id"),
)

reporters = Table(
    "reporters",
    metadata,
    Column("report_id", BigId, ForeignKey("reports.id"), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("key", String(200), nullable=False),
    Column("name", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Index("ix_reporters_channel_key", "channel", "key"),
)

public_texts = Table(
    "public_texts",
    metadata,
    Column("report_id", BigId, ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    Column("source", String(32), nullable=False, comment="digest of the rules of masking and of what was masked"),
    Column("description", Text, nullable=False, comment="subject and text as anybody may read them"),
    Column("address", Text, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("id", String(32), primary_key=True, comment="the beginning of the SHA-256 of its content"),
    Column("at", Utc, nullable=False),
    Column("by", String(200), nullable=False, comment="sign-in name, channel, or citizen"),
    Column("content_type", String(80), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False, comment="written anew: what a camera adds is not in it"),
    Column("small", LargeBinary, nullable=False, comment="the same, to look at in a list"),
)

ratings = Table(
    "ratings",
    metadata,
    Column("report_id", BigId, ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    Column("at", Utc, nullable=False),
    Column("stars", Integer, nullable=False, comment="1 to 5"),
    Column("comment", Text, nullable=False),
)

steps = Table(
    "steps",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("report_id", BigId, ForeignKey("reports.id"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("by", String(200), nullable=False, comment="sign-in name of who did it, or system"),
    Column("status", String(16), nullable=False),
    Column("opd", String(64), nullable=False),
    Column("note", Text, nullable=False, comment="instruction, answer or reason"),
    Column("undone", Boolean, nullable=False, server_default=false(), comment="taken back at once by who took it"),
    Index("ix_steps_report", "report_id"),
)

calls = Table(
    "calls",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("account", String(200), nullable=False),
    Column("call_id", String(200), nullable=False),
    Column("caller", Text, nullable=False),
    Column("queue", String(80), nullable=False),
    Column("agent", String(80), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("queued_at", Utc),
    Column("answered_at", Utc),
    Column("ended_at", Utc),
    Column("abandoned", Boolean, nullable=False),
    Column(
        "via", String(200), nullable=False, server_default="", comment="the other channel of a caller who waits by one"
    ),
    Column("moved_at", Utc, comment="the newest step that says where it stands"),
    Column("requeued", Boolean, nullable=False, server_default=false(), comment="back in the queue after an answer"),
    Column("released", Boolean, nullable=False, server_default=false(), comment="the agent is off the line"),
    Column("inferred", Boolean, nullable=False, server_default=false(), comment="nobody heard how it ended"),
    Column("form", String(32), nullable=False, server_default="", comment="the desk's form that is this call's"),
    UniqueConstraint("channel", "account", "call_id"),
)
_LIVE = and_(calls.c.ended_at.is_(None), calls.c.moved_at.is_not(None))
Index("ix_calls_live", calls.c.moved_at, sqlite_where=_LIVE, postgresql_where=_LIVE)
Index("ix_calls_via", calls.c.via, sqlite_where=calls.c.via != "", postgresql_where=calls.c.via != "")

phones = Table(
    "phones",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("account", String(200), nullable=False),
    Column("name", String(80), nullable=False, comment="as the switchboard calls it"),
    Column("operator", String(200), nullable=False, server_default="", comment="sign-in name of who sits there"),
    UniqueConstraint("channel", "account", "name"),
)

proposals = Table(
    "proposals",
    metadata,
    Column("report_id", BigId, ForeignKey("reports.id"), primary_key=True),
    Column("field", String(16), primary_key=True),
    Column("old", Json, nullable=False),
    Column("proposed", Json, nullable=False),
    Column("by", String(200), nullable=False, comment="channel that said it"),
    Column("at", Utc, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("seq", BigId, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("report_id", BigId),
    Column("data", Json, nullable=False),
    Column("by", String(200), nullable=False, comment="sign-in name, channel or system; empty before version 0.2"),
    Index("ix_events_report", "report_id"),
    Index("ix_events_at", "at"),
    sqlite_autoincrement=True,
)

calendar_acts = Table(
    "calendar_acts",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("by", String(200), nullable=False, comment="the person who answers for it"),
    Column("reason", Text, nullable=False, comment="the decree"),
    Column("calendar", String(120), nullable=False),
)

recounts = Table(
    "recounts",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("act_id", BigId, ForeignKey("calendar_acts.id"), nullable=False),
    Column("report_id", BigId, ForeignKey("reports.id"), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("due_before", Utc, nullable=False),
    Column("due_after", Utc, nullable=False),
    Column("calendar_before", String(120), nullable=False),
    Index("ix_recounts_act", "act_id"),
    Index("ix_recounts_report", "report_id"),
)

deadline_watch = Table(
    "deadline_watch",
    metadata,
    Column("report_id", BigId, ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    Column("stage", String(16), nullable=False),
    Column("due_at", Utc, nullable=False, comment="the deadline of which it tells; another one is told anew"),
    Column("told", Integer, nullable=False, comment="the highest percent of the term that was told or passed over"),
    Column("next_percent", Integer, nullable=False, comment="what is told next, 0 where nothing is left"),
    Column("next_at", Utc, comment="when, empty where nothing is left or the report asks for another deadline"),
    Index("ix_deadline_watch_next", "next_at"),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("last", BigId, nullable=False, autoincrement=False),
)

facts_of_instance = Table(
    "facts_of_instance",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
