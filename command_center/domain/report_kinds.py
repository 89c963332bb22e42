"""What kind of report it is, and who may see it."""

from enum import StrEnum


class ReportClass(StrEnum):
    """Kinds of report that SP4N-LAPOR! and the city tell apart."""

    COMPLAINT = "complaint"
    ASPIRATION = "aspiration"
    INFORMATION = "information"


class Visibility(StrEnum):
    """Who may see what, from open to strict: `ANONYMOUS` (anonim) hides the reporter, `CONFIDENTIAL` (rahasia) the
    whole report from all but P3M and the OPD in charge.
    """

    PUBLIC = "public"
    ANONYMOUS = "anonim"
    CONFIDENTIAL = "rahasia"

    @property
    def strictness(self) -> int:
        """0 for what all may see; the more is hidden, the higher."""
        return list(Visibility).index(self)
