"""Senders: each turns messages into the HTTP request that the real platform would make, signed as it signs."""
