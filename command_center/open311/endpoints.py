"""What each Open311 endpoint does: from parameters or a posted form to the document that is answered, or Refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog

from command_center.domain.inbound import Payload
from command_center.open311 import answers
from command_center.open311.body import BadForm, read_form
from command_center.open311.errors import Refused, refused
from command_center.open311.list_answers import ListAnswers
from command_center.open311.media import files_of
from command_center.open311.post import channel_of, problems_of, unusable_headers
from command_center.open311.query import Values, one, read_search, requested_numbers
from command_center.open311.request import ADDRESS_OF_ID, FINGERPRINT, IDEMPOTENCY_KEY, delivery_id, fingerprint
from command_center.open311.tokens import inbox_id_of, token_of
from command_center.open311.xml import Value
from command_center.reference.load import Reference
from command_center.store.inbox import Inbox
from command_center.store.open311_posts import Open311Posts
from command_center.store.public_reports import PublicReports

log = structlog.get_logger(__name__)

ACCOUNT = "open311"
"""The account under which the inbox keeps posts: each of the channels has one app."""


@dataclass(frozen=True, slots=True)
class Open311:
    """What the server needs. `keys` is api_key -> channel code; `token_secret` is a secret of this installation.

    `jurisdiction_id` is the city's (semarangkota.go.id), `base_url` has no final slash, `clock` gives aware times.
    `demo` says that all reports here are simulated. A post waits `wait_seconds` for its number before it gets a token.
    """

    inbox: Inbox
    posts: Open311Posts
    reports: PublicReports
    reference: Reference
    keys: Mapping[str, str]
    token_secret: str
    jurisdiction_id: str
    base_url: str
    clock: Callable[[], datetime]
    demo: bool = False
    service_name: str = "Lapor Hendi"
    wait_seconds: float = 2.0


@dataclass(frozen=True, slots=True)
class Post:
    """A posted form as it came; `query` are the parameters in its address."""

    body: bytes
    content_type: str
    idempotency_key: str
    query: Values


class Endpoints:
    """The endpoints over what they need. Each raises Refused for a bad request and StoreUnavailable."""

    def __init__(self, deps: Open311) -> None:
        self._deps = deps
        self._started_at = deps.clock()
        self._categories = deps.reference.categories.by_code
        self._lists = ListAnswers(deps.reports.state)

    def discovery(self, _: Values) -> Value:
        """The discovery file; services may have changed whenever the server was started."""
        deps = self._deps
        return answers.discovery(deps.base_url, deps.service_name, self._started_at, deps.demo)

    def services(self, values: Values) -> Value:
        """The service list."""
        self._check_jurisdiction(values)
        return answers.services(self._deps.reference.categories)

    def service(self, values: Values, code: str) -> Value:
        """A service definition."""
        self._check_jurisdiction(values)
        if code not in self._categories:
            raise refused(404, f"service_code not found: {code[:40]}")
        return answers.service_definition(self._categories[code])

    def listed(self, values: Values, write: Callable[[Value], bytes], form: str) -> bytes:
        """The list of service requests as bytes of a format, as `write` makes them; kept for who asks the same."""
        asked = (form, *sorted((name, *given) for name, given in values.items()))
        return self._lists.get(asked, lambda: write(self.requests(values)))

    def requests(self, values: Values) -> Value:
        """Service requests by number or by search."""
        self._check_jurisdiction(values)
        if numbers := requested_numbers(values):
            found = self._deps.reports.by_numbers([number for number in numbers if is_number(number)])
        else:
            search = read_search(values, frozenset(self._categories), self._deps.clock())
            found = self._deps.reports.find(search)
        return answers.requests(found, self._deps.reference)

    def request(self, values: Values, number: str) -> Value:
        """One service request, in an array."""
        self._check_jurisdiction(values)
        found = self._deps.reports.by_numbers([number]) if is_number(number) else []
        if not found:
            raise refused(404, f"service_request_id not found: {number[:40]}")
        # An app has no other way to be answered; a list says where each stands.
        said = {report.number: self._deps.reports.answer(report) for report in found}
        return answers.requests(found, self._deps.reference, said)

    def token(self, values: Values, token: str) -> Value:
        """The number behind a token."""
        self._check_jurisdiction(values)
        deps = self._deps
        inbox_id = inbox_id_of(token, deps.token_secret)
        if inbox_id is None or not deps.posts.header(inbox_id, FINGERPRINT):
            raise refused(404, f"token not found: {token[:40]}")
        numbers = deps.inbox.outcome(inbox_id).numbers
        return answers.resolved(token, numbers[0] if numbers else "")

    def post(self, post: Post) -> Value:
        """Keep a report; its number if it gets one in time, else a token. On return the report is durable."""
        if problems := unusable_headers(post.content_type, post.idempotency_key):
            raise Refused(problems)
        try:
            form = read_form(post.body, post.content_type)
        except BadForm as error:
            raise refused(400, str(error)) from error
        deps = self._deps
        channel = channel_of(form.first("api_key") or one(post.query, "api_key"), deps.keys)
        if not channel:
            raise refused(403, "api_key is missing or not valid")
        self._check_jurisdiction(post.query)
        self._check_jurisdiction({"jurisdiction_id": [form.first("jurisdiction_id")]})
        areas = deps.reference.areas
        problems = problems_of(form, self._categories.keys(), lambda code: bool(areas.kecamatan_of(code)))
        if problems:
            raise Refused(problems)
        headers = {
            IDEMPOTENCY_KEY: post.idempotency_key,
            FINGERPRINT: fingerprint(form),
            ADDRESS_OF_ID: answers.area_in_words(form.first("address_id"), areas),
        }
        now = deps.clock()
        stored = deps.inbox.put(
            Payload(
                channel=channel,
                account=ACCOUNT,
                delivery_id=delivery_id(form, post.idempotency_key, now),
                received_at=now,
                content_type=post.content_type,
                headers={name: value for name, value in headers.items() if value},
                body=post.body,
            )
        )
        if stored.duplicate and deps.posts.header(stored.inbox_id, FINGERPRINT) != headers[FINGERPRINT]:
            raise refused(400, "Idempotency-Key was used for another request: make a new key for each report")
        outcome = deps.inbox.wait(stored.inbox_id, deps.wait_seconds)
        if outcome.state == "quarantined":
            log.error("open311_post_quarantined", inbox_id=stored.inbox_id, channel=channel, problem=outcome.problem)
        account_id, left_out = form.first("account_id"), files_of(form).left_out
        if outcome.numbers:
            return answers.posted(outcome.numbers[0], deps.base_url, account_id, deps.demo, left_out)
        return answers.waiting(token_of(stored.inbox_id, deps.token_secret), account_id, deps.demo, left_out)

    def _check_jurisdiction(self, values: Values) -> None:
        """The server has one jurisdiction: naming it is optional, naming another one is an error."""
        asked, ours = one(values, "jurisdiction_id"), self._deps.jurisdiction_id
        if asked and ours and asked.lower() != ours.lower():
            raise refused(404, f"jurisdiction_id not found: {asked[:40]}")


def is_number(text: str) -> bool:
    """Whether a text can be a tracking number at all; all else would only trouble the database."""
    return len(text) <= 20 and text.isascii() and text.replace("-", "").isalnum()
