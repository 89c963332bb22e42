"""Where somebody may go, for the head of every page: the pages of Dash, and those about people for administrators."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from callbacks.page import Page
from command_center.web.people.frame import HeadLink, Navigation
from command_center.web.security.identity import Identity
from command_center.web.security.policy import AccessPolicy
from layouts.i18n import words_for
from layouts.visit import NavigationEntry

PEOPLE = NavigationEntry("people", "work.people", "/akun")
"""Accounts and the audit, which the server writes itself."""
IN_HEAD, FEW = 6, 7
"""Entries that the head shows of somebody who has more than a few; all of them stand under one more entry then."""


def entries_for(policy: AccessPolicy, pages: Sequence[Page[Any]]) -> Callable[[Identity], list[NavigationEntry]]:
    """Who looks -> the entries, in the order of the pages."""

    def entries(identity: Identity) -> list[NavigationEntry]:
        led = ((each, policy.entry(each.key, identity)) for each in pages)
        own = [NavigationEntry(each.key, each.title, address) for each, address in led if address]
        every = [*own, *([PEOPLE] if "admin" in identity.roles else [])]
        shown = len(every) if len(every) <= FEW else IN_HEAD
        return [replace(each, in_head=place < shown) for place, each in enumerate(every)]

    return entries


def head_links(policy: AccessPolicy, pages: Sequence[Page[Any]], default: str) -> Navigation:
    """The same for the pages about people, in words of a language."""
    entries = entries_for(policy, pages)

    def links(identity: Identity, language: str) -> list[HeadLink]:
        words = words_for(language, default)
        return [HeadLink(words(each.title), each.address, each.in_head) for each in entries(identity)]

    return links
