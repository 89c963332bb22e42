"""Closures that came too easily: found by their signs, looked at by a person, counted for each department."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock

from command_center.domain.acting import Acting, Actor
from command_center.domain.acts import BadAct
from command_center.domain.closures import SAME_WORDS, ClosureSign, FlaggedClosure, LookedAt, OpdClosures
from command_center.errors import NotAllowed
from command_center.methods.same_words import gist, times_said
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
        self._found: tuple[datetime, list[FlaggedClosure]] | None = None

    def flagged(self, now: datetime) -> list[FlaggedClosure]:
        """Every closure of the quarter with a sign, the last closed first. Raises StoreUnavailable."""
        with self._lock:
            if self._found is None or not timedelta(0) <= now - self._found[0] < KEPT_FOR:
                self._found = now, self._find(now)
            found = self._found[1]
        looks = self._reviews.of([each.report_id for each in found])
        return [_with_review(each, looks.get(each.report_id)) for each in found]

    def by_opd(self, now: datetime) -> Mapping[str, OpdClosures]:
        """OPD -> its settlements of the quarter, and those of them with a sign that nobody found fine."""
        marked: dict[str, int] = {}
        for each in self.flagged(now):
            if each.looked is None or not each.looked.fine:
                marked[each.opd] = marked.get(each.opd, 0) + 1
        counts = settled_counts(self._model, now)
        return {opd: OpdClosures(closed, min(marked.get(opd, 0), closed)) for opd, closed in counts.items()}

    def review(self, numbers: Sequence[str], fine: bool, comment: str, acting: Acting, now: datetime) -> int:
        """Somebody looked at closures, by their numbers, and says what was found; returns how many those were.

        Raises BadAct without a comment, NotAllowed, StoreUnavailable.
        """
        if acting.actors & {Actor.OPD, Actor.CITIZEN, Actor.CHANNEL}:
            raise NotAllowed(f"{acting.name} may not say what was found of a closure")
        said = " ".join(comment.replace("\x00", " ").split())
        if not said or len(said) > LONGEST:
            raise BadAct("comment", f"say in at most {LONGEST} characters what was found")
        wanted = set(numbers)
        chosen = [each for each in self.flagged(now) if each.number in wanted][:MOST_AT_ONCE]
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

    def _find(self, now: datetime) -> list[FlaggedClosure]:
        answers = self._answers.since(begin_of_period(now))
        facts = {each.report_id: each for each in signed_by_facts(self._model, now)}
        facts |= {each.report_id: each for each in settled_facts(self._model, sorted(answers), now)}
        same = times_said((facts[key].opd, each.text) for key, each in answers.items() if key in facts)
        found = [_flagged(each, answers.get(key), same) for key, each in facts.items()]
        return sorted(
            (each for each in found if each.signs), key=lambda each: (each.closed_at, each.number), reverse=True
        )


def _flagged(facts: SettledFacts, answer: ClosingAnswer | None, same: Mapping[tuple[str, str], int]) -> FlaggedClosure:
    times = same.get((facts.opd, gist(answer.text)), 0) if answer is not None else 0
    signs = {
        ClosureSign.INSTANT: facts.instant,
        ClosureSign.TEMPLATED: times >= SAME_WORDS,
        # What another system closed, or a person outside, was answered there: nothing is known of its pictures.
        ClosureSign.NO_EVIDENCE: answer is not None and not answer.pictures,
        ClosureSign.RETURNED: facts.again_at is not None,
    }
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
    )


def _with_review(closure: FlaggedClosure, look: ClosureReview | None) -> FlaggedClosure:
    """With the look at this closure; one at an earlier closure of the same report says nothing of it."""
    if look is None or abs((look.closed_at - closure.closed_at).total_seconds()) >= 1:
        return closure
    return replace(closure, looked=LookedAt(look.at, look.by, look.fine, look.comment))
