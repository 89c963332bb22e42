"""How a GeoReport v2 request goes wrong: a list of problems, each with its HTTP code and words for the app's maker."""

from collections.abc import Sequence
from dataclasses import dataclass

from command_center.errors import CommandCenterError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: HTTP code and description."""

    code: int
    description: str


class Refused(CommandCenterError):
    """The request is refused; the first problem gives the HTTP status of the answer.

    `retry_after` is in seconds, None where trying again unchanged is of no use.
    """

    def __init__(self, problems: Sequence[Problem], retry_after: int | None = None) -> None:
        super().__init__("; ".join(problem.description for problem in problems))
        self.problems = tuple(problems)
        self.retry_after = retry_after

    @property
    def status(self) -> int:
        """HTTP status of the answer."""
        return self.problems[0].code


def refused(code: int, description: str, retry_after: int | None = None) -> Refused:
    """A refusal with one problem."""
    return Refused((Problem(code, description),), retry_after)
