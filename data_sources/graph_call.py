"""Sending through Meta's Graph API, as WhatsApp, Facebook and Instagram share it: token, errors, and what their codes mean.

Sources: developers.facebook.com, Graph API "Handle errors"; WhatsApp Cloud API "Error codes"; Messenger Platform "Error codes";
business-scoped user IDs (131062).
"""

from collections.abc import Mapping

from command_center.domain.outgoing import HandedIn, HandIn, Trouble
from command_center.post.http_call import HttpReply, HttpRequest
from data_sources.platform_call import json_of, json_request, said
from data_sources.reading import identifier_of, mapping, number, sequence, text_of

_TROUBLES: Mapping[int, Trouble] = {
    **dict.fromkeys([131047, 2018278, 2534022], Trouble.WINDOW_OVER),
    **dict.fromkeys([131026, 131030, 131052, 131062, 2018001], Trouble.NOT_THERE),
    **dict.fromkeys([131050, 551, 1545041, 2018108], Trouble.BLOCKED),
    **dict.fromkeys([0, 3, 10, 190, 200, 368, 131005, 131031, 131042, 131045, 133010], Trouble.ACCESS_REFUSED),
    **dict.fromkeys([132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068, 132069], Trouble.TEMPLATE_REFUSED),
}
"""Code (or subcode, which says more) -> what it means. A code that is not here was refused for a reason of its own."""
_LATER = frozenset(
    {1, 2, 4, 17, 32, 341, 613, 80001, 80002, 80006, 80007, 130429, 131016, 131048, 131056, 131057, 1200}
)
"""Codes of what passes: limits, overload, maintenance."""
_OF_RECIPIENT = frozenset({131056})
"""Codes of a limit between the city's number and one person."""


def graph_request(base: str, path: str, token: str, body: Mapping[str, object]) -> HttpRequest:
    """A POST to a node of the graph. The token is a header: an address stands in the logs of those on the way."""
    return json_request(f"{base}/{path}", body, {"Authorization": f"Bearer {token}"})


def read_reply(answer: HttpReply, *id_names: str) -> HandedIn | None:
    """What the graph answered: taken, with the first of the named ids; or its error."""
    found = json_of(answer)
    if "error" in found:
        return of_error(mapping(found["error"]))
    if answer.status == 200:
        first = mapping(next(iter(sequence(found.get("messages"))), None))
        external_id = identifier_of(found, *id_names) or identifier_of(first, "id")
        return HandedIn(HandIn.TAKEN, external_id) if external_id else None
    return None


def of_error(error: Mapping[str, object]) -> HandedIn:
    """What an error of the graph means."""
    code, subcode = int(number(error.get("code")) or -1), int(number(error.get("error_subcode")) or -1)
    told = said(code, words_of(error))
    if error.get("is_transient") is True or code in _LATER:
        return HandedIn(HandIn.LATER, trouble=Trouble.BUSY, told=told, of_recipient=code in _OF_RECIPIENT)
    return HandedIn(HandIn.REFUSED, trouble=trouble_of(code, subcode), told=told)


def trouble_of(code: int, subcode: int = -1) -> Trouble:
    """What a code means of a message that was not sent."""
    return _TROUBLES.get(subcode) or _TROUBLES.get(code) or Trouble.REFUSED


def words_of(error: Mapping[str, object]) -> str:
    """What an error says of itself."""
    details = text_of(mapping(error.get("error_data")), "details")
    return details or text_of(error, "message", "title") or "no reason given"
