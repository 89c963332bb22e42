"""Followers of the event log: each has a cursor of its own and can be rebuilt from the log."""
