"""The call form of 112: its parts, what is set for it, and its words."""
