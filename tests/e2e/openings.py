"""Every page as the tests of all pages open it: by whom, and at which address. A page without an entry fails a test."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Opening:
    """A page opened by a person of a role ("" for nobody), at an address; `drawn` is a selector that is there in the end."""

    page: str
    role: str
    path: str
    drawn: str
    opd: str = ""

    @property
    def name(self) -> str:
        """What a picture of it is called."""
        return self.path.strip("/").replace("/", "-") or "masuk"


OPENINGS = (
    Opening("", "", "/masuk", "form"),
    Opening("desk", "p3m", "/desk", "#desk-submit"),
    Opening("wall", "p3m", "/wall", "#wall-root[data-map=ready]"),
    Opening("analytics", "diskominfo", "/analytics", ".card-integrity .sign-row"),
    Opening("methods", "mayor", "/metode", "h2"),
    Opening("style", "admin", "/gaya", "#style-chart .main-svg"),
)
