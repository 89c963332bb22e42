"""The desk of P3M: its parts, what is set for it, and its words."""
