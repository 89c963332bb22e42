"""How payloads reach us: each transport fetches or listens, verifies, and fills the inbox."""
