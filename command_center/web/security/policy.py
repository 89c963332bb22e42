"""Who may what: one table over the addresses of the server, the roles of the pages, and the outputs of callbacks."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from command_center.web.security.callback_outputs import ROUTING, pages_written
from command_center.web.security.identity import ALL_ROWS, Identity

ROLES = ("p3m", "diskominfo", "mayor", "opd", "opd_staff", "admin", "wall")
"""Every role there is; wall is that of a device, never of a person."""
PEOPLE = frozenset(ROLES) - {"wall"}
EXPORTS = frozenset({"p3m", "diskominfo", "admin", "opd"})
"""Roles that may take single reports away as a file."""
ON_REPORTS = frozenset({"p3m", "opd", "opd_staff", "admin"})
"""Roles that act on single reports; of which reports, each act asks for itself."""
PUBLIC = "public"
WALL = "wall"
"""Key of the page that wall links open."""
FRAMES = "/wall/frames"
"""Where an open wall asks without a socket: who may open the wall may ask there."""
"""Stands among the roles of a page that needs no sign-in: everybody may open it and call its callbacks."""


class PageRule(Protocol):
    """What access control must know of a page. `key` is what the ids of its components begin with."""

    @property
    def path(self) -> str:
        """Such as /wall, or /opd/<code>; a variable named code is the code of a department."""

    @property
    def key(self) -> str:
        """Key of the page, without a dash."""

    @property
    def roles(self) -> Collection[str]:
        """Who may open it: some of ROLES, or PUBLIC."""

    @property
    def entry(self) -> str:
        """Where the navigation leads where the path has variables; "" where it has none."""

    @property
    def begins(self) -> Collection[str]:
        """Roles whose first page it is."""


class Gate(StrEnum):
    """How an address is guarded, where a list of roles does not say it."""

    OPEN = "open"
    """No sign-in asked; the view itself checks what it must (signature of a hook, key of Open311)."""
    ANY_ROLE = "any role"
    """Whoever has a role, wall devices too, and everybody once a page is public: what it answers holds no data."""
    HOME = "home"
    """Sent to the first page of the role."""
    PAGE = "page"
    """By the roles of the page."""
    CALLBACK = "callback"
    """By the pages that the callback writes to."""
    FORM = "form"
    """A form that a page sends to its own address: by the roles of the page, with the token of the session. Who may not, or not
    any more, gets back what was typed."""
    METRICS = "metrics"
    """An administrator, or the token of the collector."""


@dataclass(frozen=True, slots=True)
class PersonPages:
    """Pages of forms that the server writes itself, for people with one of `roles`: who is not signed in is led to the
    sign-in, what changes something needs the form's token. `unready` ones open before a second factor that is needed.
    """

    roles: frozenset[str]
    unready: bool = False


RULES: Mapping[str, "Gate | frozenset[str] | PersonPages"] = {
    "/healthz": Gate.OPEN,
    "/masuk/kode": Gate.OPEN,
    "/masuk/tautan": Gate.OPEN,
    "/masuk/direktori": Gate.OPEN,
    "/masuk/direktori/kembali": Gate.OPEN,
    "/saya/static/<path:filename>": Gate.OPEN,
    "/saya": PersonPages(PEOPLE),
    "/saya/*": PersonPages(PEOPLE),
    "/saya/kode": PersonPages(PEOPLE, unready=True),
    "/akun": PersonPages(frozenset({"admin"})),
    "/akun/*": PersonPages(frozenset({"admin"})),
    "/audit": PersonPages(frozenset({"admin"})),
    "/audit.csv": PersonPages(frozenset({"admin"})),
    "/readyz": Gate.OPEN,
    "/masuk": Gate.OPEN,
    "/masuk/static/<path:filename>": Gate.OPEN,
    "/keluar": Gate.OPEN,
    "/hooks/*": Gate.OPEN,
    "/open311/*": Gate.OPEN,
    # The citizens' pages: whose report may be seen, its code decides.
    "/lapor": Gate.OPEN,
    "/lapor/*": Gate.OPEN,
    "/lacak": Gate.OPEN,
    "/lacak/*": Gate.OPEN,
    "/berkas": frozenset({"p3m", "opd", "opd_staff", "admin"}),
    "/berkas/<number>/<key>": frozenset({"p3m", "opd", "opd_staff", "mayor", "admin"}),
    "/assets/<path:filename>": Gate.OPEN,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": Gate.OPEN,
    "/libraries/<name>.js": Gate.OPEN,
    "/_favicon.ico": Gate.OPEN,
    "/favicon.ico": Gate.OPEN,
    "/": Gate.HOME,
    "/<path:path>": Gate.PAGE,
    # Its view asks in addition whether the page /wall is for who asks.
    "/opd/<code>/laporan/<number>": Gate.FORM,
    "/opd/<code>/laporan/<number>/foto/<key>": frozenset({"opd", "opd_staff", "p3m", "diskominfo", "mayor", "admin"}),
    "/opd/<code>/arahan": Gate.FORM,
    "/wali": Gate.FORM,
    "/integritas": Gate.FORM,
    "/_dash-layout": Gate.ANY_ROLE,
    "/_dash-dependencies": Gate.ANY_ROLE,
    "/_reload-hash": Gate.ANY_ROLE,
    "/_dash-update-component": Gate.CALLBACK,
    "/api/v1/*": EXPORTS,
    "/api/v1/reports/<number>": ON_REPORTS,
    "/api/v1/reports/<number>/<act>": ON_REPORTS,
    "/api/v1/briefing/*": frozenset({"mayor", "diskominfo", "admin"}),
    "/api/v1/reports/<number>/deadline": EXPORTS | ON_REPORTS | {"mayor"},
    "/api/v1/selection.<form>": frozenset({"diskominfo", "mayor", "admin"}),
    "/api/desk/*": frozenset({"p3m", "admin"}),
    "/api/openapi.json": PEOPLE,
    "/metrics": Gate.METRICS,
}
"""Rule of the URL map -> who may. A final * stands for the rest. What is not here is shut for everybody.

It is the rule that a request matched, not the text of its path, that is looked up: what is guarded is what answers.
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that a path leads to, with the variables in it."""

    page: PageRule
    variables: Mapping[str, str]


class AccessPolicy:
    """Answers who may what, for the pages there are. `shared` are keys of components that stand on every page."""

    def __init__(self, pages: Sequence[PageRule], shared: Collection[str] = ("shell",)) -> None:
        for page in pages:
            unknown = set(page.roles) - {*ROLES, PUBLIC}
            if unknown or "-" in page.key or page.key in shared or not page.path.startswith("/"):
                raise ValueError(f"page {page.key!r} ({page.path}) has a bad key or path, or no such role: {unknown}")
        self.pages = {page.key: page for page in pages}
        if len(self.pages) != len(pages):
            raise ValueError("two pages have the same key")
        self._patterns = [(re.compile(_pattern(page.path)), page) for page in pages]
        self._shared = frozenset(shared)
        self.any_public = any(PUBLIC in page.roles for page in pages)
        """Whether strangers may have what every page needs of Dash: its frame and the list of its callbacks, no data."""

    def gate(self, rule: str) -> Gate | frozenset[str] | PersonPages | None:
        """Who may use a rule of the URL map; None: nobody may."""
        if rule == FRAMES:
            return frozenset(self.pages[WALL].roles) if WALL in self.pages else None
        if rule in RULES:
            return RULES[rule]
        prefixes = [known for known in RULES if known.endswith("*") and rule.startswith(known[:-1])]
        return RULES[max(prefixes, key=len)] if prefixes else None

    def opened(self, path: str) -> Opened | None:
        """The page that this path shows, None for a path without a page."""
        for pattern, page in self._patterns:
            if match := pattern.fullmatch(path):
                return Opened(page, match.groupdict())
        return None

    def may_open(self, page: str, identity: Identity, variables: Mapping[str, object] | None = None) -> bool:
        """Whether the identity may see that page with these variables: a chief only that of the own department."""
        rule = self.pages.get(page)
        if rule is not None and PUBLIC in rule.roles:
            return True
        if rule is None or not identity.roles & set(rule.roles):
            return False
        if "<code>" not in rule.path or identity.roles & ALL_ROWS & set(rule.roles):
            return True
        return bool(identity.opd) and (variables or {}).get("code") == identity.opd

    def may_call(self, output: object, outputs: object, identity: Identity) -> bool:
        """Whether the identity may call the callback with this output; raises BadOutput for an unreadable one."""
        if not identity.roles and not self.any_public:
            return False
        if output == ROUTING:
            return pages_written("_pages_content.children", outputs) <= {"_pages_content", "_pages_store"}
        return all(self._may_write(page, identity) for page in pages_written(output, outputs))

    def _may_write(self, page: str, identity: Identity) -> bool:
        if page in self._shared:
            return bool(identity.roles)
        return page in self.pages and bool((identity.roles | {PUBLIC}) & set(self.pages[page].roles))

    def entry(self, page: str, identity: Identity) -> str | None:
        """Where the navigation leads who may open the page: a chief to the own department. None for who may not."""
        rule = self.pages.get(page)
        if rule is None or not identity.roles & set(rule.roles):
            return None
        if "<" not in rule.path:
            return rule.path
        own = rule.path.replace("<code>", identity.opd)
        if identity.opd and "<" not in own and not identity.roles & ALL_ROWS & set(rule.roles):
            return own
        opened = self.opened(rule.entry) if rule.entry else None
        if opened is None or not self.may_open(page, identity, opened.variables):
            return None
        return rule.entry

    def home(self, identity: Identity) -> str | None:
        """Path of the page at which a role of the identity begins, else of the first that is for it; None where there
        is none.
        """
        pages = self.pages.values()
        for page in (*[page for page in pages if identity.roles & set(page.begins)], *pages):
            if path := self.entry(page.key, identity):
                return path
        return None

    def led_on(self, path: str, identity: Identity) -> str | None:
        """Where an address without the variable of its page leads: /opd to the entry of /opd/<code>."""
        for page in self.pages.values():
            if "<" in page.path and path == page.path.partition("<")[0].rstrip("/"):
                return self.entry(page.key, identity)
        return None


def _pattern(path: str) -> str:
    """A page's path as a regular expression; a variable is anything but a slash."""
    parts = re.split(r"<(\w+)>", path)
    return "".join(
        re.escape(part) if position % 2 == 0 else f"(?P<{part}>[^/]+)" for position, part in enumerate(parts)
    )
