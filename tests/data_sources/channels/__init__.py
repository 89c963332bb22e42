"""One file a channel: the rules that only this channel has."""
