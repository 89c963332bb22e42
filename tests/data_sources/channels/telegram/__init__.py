"""The rules that only this channel has."""
