"""The conformance suite: what every channel must do, shown on recorded payloads."""
