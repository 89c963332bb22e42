"""Stands where the log of failed parts would, and lets none pass."""


class Unforgiving:
    """Raises again what a part failed by."""

    def exception(self, event: str, **told: object) -> None:
        """Called while the error is being handled."""
        raise
