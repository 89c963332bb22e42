"""Reads channels.toml: the channels in the city's own order."""

from datetime import timedelta

from command_center.domain.channels import ChannelKind, ChannelProfile, Channels
from command_center.domain.sla import Policies
from command_center.reference.tables import Table, refuse_duplicates


def read_channels(top: Table, policies: Policies) -> Channels:
    """All channels of the file, checked against the known policies. Raises BadReferenceData."""
    tables = top.tables("channel")
    top.done()
    channels = tuple(_channel(table) for table in tables)
    refuse_duplicates(tables, [channel.code for channel in channels])
    for table, channel in zip(tables, channels, strict=True):
        if policies.find(channel.policy) is None:
            table.refuse(f'"policy" names "{channel.policy}", which is not in sla.toml', "policy")
    return Channels(channels)


def _channel(table: Table) -> ChannelProfile:
    channel = ChannelProfile(
        code=table.code("code"),
        label=table.wording("label"),
        short=table.wording("short"),
        kind=table.choice("kind", ChannelKind),
        policy=table.text("policy"),
        keywords=table.texts("keywords"),
        baseline_per_day=table.number("baseline_per_day"),
        archive=table.flag("archive", False),
        window=timedelta(minutes=table.whole("window_minutes", 0, least=0)),
        acknowledge=table.flag("acknowledge", False),
        thread=timedelta(hours=table.whole("thread_hours", 0, least=0)),
    )
    table.done()
    return channel
