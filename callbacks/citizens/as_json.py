"""A report as its citizen's program reads it: the same as the page shows, as JSON."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from command_center.domain.working_days import WIB
from command_center.readmodel.citizen_view import TrackedReport
from layouts.i18n import Words


def tracked_json(view: TrackedReport, words: Words, picture: Callable[..., str]) -> Mapping[str, Any]:
    """Times are ISO 8601 in WIB."""
    language, due = words.language, view.deadline
    return {
        "number": view.number,
        "status": str(view.status),
        "status_words": words("citizens.withdrawn") if view.withdrawn else view.words.in_language(language),
        "received": _at(view.received_at),
        "category": view.category.in_language(language),
        "forwarded_to": view.opd.in_language(language) if view.opd else None,
        "answered": any(not each.is_question for each in view.answers),
        "answer_under_way": str(view.answering) or None,
        "visibility": str(view.visibility),
        "withdrawn": view.withdrawn,
        "address": view.address or None,
        "area": view.area or None,
        "lat": view.lat if view.exact else None,
        "lon": view.lon if view.exact else None,
        "deadline": due
        and {
            "stage": str(due.stage),
            "at": _at(due.at),
            "passed": due.passed,
            "provisional": due.provisional,
            "policy": due.policy.in_language(language),
            "days": [
                {"day": each.day.isoformat(), "counted": each.number or None, "why": each.why.in_language(language)}
                for each in due.days
            ],
        },
        "met": [
            {"stage": str(each.stage), "due": _at(each.due), "at": each.at and _at(each.at), "late": each.late}
            for each in view.met
        ],
        "passed_to": view.passed_to or None,
        "waits_for_you": view.needs_citizen,
        "answers": [
            {
                "at": _at(each.at),
                "text": each.text,
                "question": each.is_question,
                "photos": [picture(key) for key in each.photos],
            }
            for each in view.answers
        ],
        "messages": [
            {"at": _at(each.at), "text": each.text, "photos": [picture(key) for key in each.photos]}
            for each in view.messages
        ],
        "history": [
            {"at": _at(each.at), "status": str(each.status), "words": each.words.in_language(language)}
            for each in view.history
        ],
        "rating": view.rating and {"stars": view.rating.stars, "comment": view.rating.comment},
        "may": {
            "reply": view.may_reply,
            "rate": view.may_rate,
            "withdraw": view.may_withdraw,
            "reopen_until": _at(view.reopen_until) if view.reopen_until else None,
        },
        "simulated": view.simulated,
        "as_of": _at(view.as_of),
    }


def _at(moment: datetime) -> str:
    return moment.astimezone(WIB).isoformat(timespec="seconds")
