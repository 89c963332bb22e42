"""Closures that came too easily: found by their signs, looked at by a person, counted for each department."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from command_center.domain.acting import Acting, Actor
from command_center.domain.acts import BadAct
from command_center.domain.closures import SAME_WORDS, ClosureSign, FlaggedClosure, LookedAt, OpdClosures
from command_center.errors import NotAllowed
from command_center.methods.same_words import gist
from command_center.readmodel.closures import (
    SettledFacts,
    begin_of_period,
    settled_counts,
    settled_facts,
    signed_by_facts,
)
from command_center.readmodel.read_model import ReadModel
from command_center.store.audit import AuditEntry
from command_center.store.closing_answers import ClosingAnswer, ClosingAnswers
from command_center.store.closure_reviews import ClosureReview, ClosureReviews

KEPT_FOR = timedelta(seconds=60)
"""How long what was found is shown again before it is looked for anew."""
LONGEST = 1000
MOST_AT_ONCE = 200


class Closures:
    """The closures of a quarter. No department says of its own, or of others', what was found."""

    def __init__(self, model: ReadModel, answers: ClosingAnswers, reviews: ClosureReviews) -> None:
        self._model, self._answers, self._reviews = model, answers, reviews
        self._lock = Lock()
        self._found: _SignsFound | None = None

    def flagged(self, now: datetime) -> list[FlaggedClosure]:
        """Every closure of the quarter with a sign, the last closed first. Raises StoreUnavailable."""
        found = self._once(now).flagged
        looks = self._reviews.since(begin_of_period(now))
        return [_with_review(each, looks.get(each.report_id, ())) for each in found]

    def by_opd(self, now: datetime) -> Mapping[str, OpdClosures]:
        """OPD -> its settlements of the quarter, and those of them with a sign that nobody found fine."""
        marked = Counter(each.opd for each in self.flagged(now) if each.looked is None or not each.looked.fine)
        counts, told = settled_counts(self._model, now), self._once(now).told
        return {
            opd: OpdClosures(closed, min(marked[opd], closed), min(told[opd], closed)) for opd, closed in counts.items()
        }

    def review(self, numbers: Sequence[str], fine: bool, comment: str, acting: Acting, now: datetime) -> int:
        """Somebody looked at closures, by their numbers or keys, and says what was found; returns how many those were.

        Raises BadAct without a comment, NotAllowed, StoreUnavailable.
        """
        if acting.actors & {Actor.OPD, Actor.CITIZEN, Actor.CHANNEL}:
            raise NotAllowed(f"{acting.name} may not say what was found of a closure")
        said = " ".join(comment.replace("\x00", " ").split())
        if not said or len(said) > LONGEST:
            raise BadAct("comment", f"say in at most {LONGEST} characters what was found")
        wanted = set(numbers)
        chosen = [each for each in self.flagged(now) if each.number in wanted or each.key in wanted][:MOST_AT_ONCE]
        if not chosen:
            raise BadAct("numbers", "choose at least one closure")
        made = [ClosureReview(each.report_id, each.closed_at, now, acting.name, fine, said) for each in chosen]
        told = {"fine": fine}
        self._reviews.keep(
            made,
            [
                AuditEntry(now, acting.name, "closure.review", each.number, each.report_id, told, acting.address)
                for each in chosen
            ],
        )
        return len(made)

    def _once(self, now: datetime) -> "_SignsFound":
        with self._lock:
            if self._found is None or not timedelta(0) <= now - self._found.at < KEPT_FOR:
                self._found = self._find(now)
            return self._found

    def _find(self, now: datetime) -> "_SignsFound":
        answers = self._answers.since(begin_of_period(now))
        known = [*signed_by_facts(self._model, now), *settled_facts(self._model, sorted(answers), now)]
        facts = {(each.report_id, each.settled_at): each for each in known}
        told = {key: said for key, each in facts.items() if (said := _closing(each, answers.get(key[0], ())))}
        # Words that are fit to be told again and again, such as office hours, are no template.
        gists = {key: (facts[key].opd, gist(said.text)) for key, said in told.items() if facts[key].worked_on}
        times = Counter(each for each in gists.values() if each[1])
        bare = sorted({key[0] for key, said in told.items() if not said.pictures})
        pictured = self._answers.pictured(bare)
        found = [
            flagged
            for key, each in facts.items()
            if (flagged := _flagged(each, told.get(key), times[gists.get(key, ("", ""))], pictured.get(key[0], ())))
        ]
        return _SignsFound(
            now,
            sorted(found, key=lambda each: (each.closed_at, each.number), reverse=True),
            Counter(facts[key].opd for key in told),
        )


@dataclass(frozen=True, slots=True)
class _SignsFound:
    """What was found at a moment; `told` counts by OPD the settlements that were told from here."""

    at: datetime
    flagged: Sequence[FlaggedClosure]
    told: Counter[str]


def _closing(facts: SettledFacts, answers: Sequence[ClosingAnswer]) -> ClosingAnswer | None:
    """The answer by which a settlement was told: the last one before it was opened again; None where there was none."""
    if facts.reopened_at is not None:
        return next((each for each in reversed(answers) if each.at < facts.reopened_at), None)
    since = facts.begun_at
    return next((each for each in reversed(answers) if since is None or each.at >= since), None)


def _flagged(
    facts: SettledFacts,
    answer: ClosingAnswer | None,
    times: int,
    pictured: Sequence[datetime],
) -> FlaggedClosure | None:
    """The closure with its signs, None without one. `times` is how often its words were said, 0 where they are not judged."""
    judged = answer is not None and facts.worked_on
    until = facts.reopened_at or facts.settled_at
    # An earlier answer with pictures shows as well what was done.
    shown = bool(answer is not None and answer.pictures) or (
        any(at <= until and (facts.begun_at is None or at >= facts.begun_at) for at in pictured)
    )
    signs = {
        ClosureSign.INSTANT: facts.instant,
        ClosureSign.TEMPLATED: times >= SAME_WORDS,
        # What another system closed, or a person outside, was answered there: nothing is known of its pictures.
        ClosureSign.NO_EVIDENCE: judged and not shown,
        ClosureSign.RETURNED: facts.again_at is not None or facts.reopened_at is not None,
    }
    if not any(signs.values()):
        return None
    return FlaggedClosure(
        report_id=facts.report_id,
        number=facts.number,
        opd=facts.opd,
        category=facts.category,
        kelurahan=facts.kelurahan,
        confidential=facts.confidential,
        received_at=facts.received_at,
        closed_at=facts.settled_at,
        signs=tuple(sign for sign, there in signs.items() if there),
        seconds=facts.seconds,
        again_at=facts.again_at,
        same_words=times,
        text=answer.text if answer is not None else "",
        reopened_at=facts.reopened_at,
    )


def _with_review(closure: FlaggedClosure, looks: Sequence[ClosureReview]) -> FlaggedClosure:
    """With the last look at this closure; one at another closure of the same report, or before it came back, says nothing."""
    back = [each for each in (closure.again_at, closure.reopened_at) if each is not None]
    mine = [
        each
        for each in looks
        if abs((each.closed_at - closure.closed_at).total_seconds()) < 0.001 and all(each.at >= at for at in back)
    ]
    if not mine:
        return closure
    look = mine[-1]
    return replace(closure, looked=LookedAt(look.at, look.by, look.fine, look.comment))
